"""Standing in a doorway, facing the camera, a forearm on one of its posts."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body, Colour
from samples.generator.camera import Box
from samples.generator.figure import Figure
from samples.generator.limbs import (
    FRONT,
    LEFT,
    SHOULDER_DROP_DEG,
    UP,
    arm,
    hands_to,
    hang_arms,
    sign,
    suffix,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.hands import lay_hand
from samples.generator.postures.sitting import bend_upper_body
from samples.generator.rig import Pose, turn

FOREARM_M = 0.042
"""Half the thickness of a forearm."""
POST: Colour = (0.93, 0.92, 0.90)
WALL: Colour = (0.80, 0.79, 0.75)
PAINT, FABRIC = 1.0, 2.0


def at_the_wall(body: Body, ch: Channels) -> Figure:
    """Stand in a doorway.

    Channels: wall_left and wall_right (that forearm is on its post), height (of that elbow over its
    shoulder, in shoulder widths), and those of the upper body (see `sitting`).
    """
    pose = Pose(body.rig, len(ch))
    pose.root_m[:, 1] -= body.floor_m
    for side in SIDES:
        pose.turn("upperleg01" + suffix(side), turn("z", -sign(side) * 3.0))
        pose.turn("foot" + suffix(side), turn("z", sign(side) * 3.0))
    bend_upper_body(pose, ch)
    hang_arms(pose, np.tile(np.eye(3), (len(ch), 1, 1)), abduct_deg=11.0)
    for side in SIDES:
        _forearm_on_post(body, pose, side, ch["wall_" + side], ch["height"])
    return Figure(*pose.solve())


def post_m(body: Body) -> float:
    """Return how far the inner face of each post is from the middle of the doorway."""
    upper_m = body.length("upperarm01.L", "lowerarm01.L")
    return float(body.rig.rest("upperarm01.L")[0]) + 0.90 * upper_m + FOREARM_M


def _forearm_on_post(body: Body, pose: Pose, side: str, share: Array, height: Array) -> None:
    """Lay the forearm upright on the post's inner face, the elbow beside or above the shoulder."""
    pose.turn("shoulder01" + suffix(side), turn("z", sign(side) * (SHOULDER_DROP_DEG + 3) * share))
    shoulder, across = pose.place(arm(side)[0]), sign(side) * LEFT
    width_m = 2 * float(body.rig.rest("upperarm01.L")[0])
    upper_m, lower_m = body.length(*arm("left")[:2]), body.length(*arm("left")[1:])
    out_m = post_m(body) - FOREARM_M - sign(side) * shoulder[:, 0]
    up_m = height * width_m
    ahead_m = np.sqrt(np.maximum(1e-4, upper_m**2 - out_m**2 - up_m**2))
    elbow = shoulder + np.outer(out_m, across) + np.outer(up_m, UP) + np.outer(ahead_m, FRONT)
    hand = elbow + 0.995 * lower_m * UP + 0.06 * lower_m * FRONT
    before = shoulder + 0.12 * across + 0.42 * FRONT - 0.15 * UP
    raised = shoulder + 0.18 * across + 0.42 * FRONT + 0.20 * UP
    hands_to(pose, side, share, [before, raised, hand], across - 0.7 * UP + 0.1 * FRONT)
    lay_hand(pose, side, share, UP + 0.1 * FRONT, across)


def doorway(body: Body) -> tuple[Box, ...]:
    """Return the two posts, and the wall that the doorway is in."""
    near, boxes = post_m(body), []
    for way in (-1.0, 1.0):
        for start, end, deep, colour, kind in (
            (near, near + 0.09, 0.13, POST, FABRIC),
            (near + 0.09, 4.0, 0.09, WALL, PAINT),
        ):
            low, high = sorted((way * start, way * end))
            boxes.append(((low, 0.0, -deep), (high, 3.0, deep), colour, kind))
    return tuple(boxes)
