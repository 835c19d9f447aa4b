"""On the feet: standing, marching on the spot, stepping aside, sitting down and standing up."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.camera import Box
from samples.generator.figure import SPINE, Figure
from samples.generator.limbs import FRONT, LEFT, UP, hang_arms, set_foot, sign, suffix
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.sitting import SEAT_M, bend_upper_body, hand_on_thigh, stool_at
from samples.generator.rig import Pose, turn

STANDING_BEND_DEG = 9.0
SITTING_DEG = 88.0
"""How far the thighs are from upright."""
KNEE_LIFT_M, KNEE_AHEAD_M = 0.30, 0.10
"""Where a marching foot goes: up and to the front."""
STEP_S = 0.07
"""A foot that is carried aside is lifted by its speed over this time."""


def walking(body: Body, ch: Channels) -> Figure:
    """Stand, walk and sit, facing the camera.

    Channels: x_left and x_right (where that foot is along the picture, metres), march_left and
    march_right (1: that knee is up), sit (0 standing, 1 on the stool), and those of the upper body.
    """
    pose, frame = Pose(body.rig, len(ch)), np.tile(np.eye(3), (len(ch), 1, 1))
    bow = 40.0 * np.sin(np.pi * np.clip(ch["sit"], 0, 1)) + 2.0
    pose.turn("root", turn("x", 0.5 * bow))
    pose.share(SPINE, "x", 0.5 * bow)
    bend_upper_body(pose, ch)
    _put_hips(body, pose, ch)
    for side in SIDES:
        _leg(body, pose, side, frame, ch)
    hang_arms(pose, frame, abduct_deg=9.0)
    for side in SIDES:
        other = SIDES[1 - SIDES.index(side)]
        swing = turn("x", -22.0 * (ch["march_" + other] - ch["march_" + side]))
        upper = "upperarm01" + suffix(side)
        pose.orient(upper, swing @ pose.frame(upper)[0])
        hand_on_thigh(pose, side, frame, ch["sit"])
    return Figure(*pose.solve())


def _ankle_m(body: Body) -> tuple[float, float]:
    """Return how far each ankle is from the middle line, and over the floor."""
    return 0.8 * float(body.rig.rest("upperleg01.L")[0]), float(
        body.rig.rest("foot.L")[1] - body.floor_m
    )


def _put_hips(body: Body, pose: Pose, ch: Channels) -> None:
    """Carry the hips over the feet, lower in a wide step, back and down onto the stool."""
    thigh_m = body.length("upperleg01.L", "lowerleg01.L")
    shank_m = body.length("lowerleg01.L", "foot.L")
    angle = np.radians(STANDING_BEND_DEG + (SITTING_DEG - STANDING_BEND_DEG) * ch["sit"])
    apart = np.abs(ch["x_left"] - ch["x_right"]) / 2
    wide = thigh_m + shank_m - np.sqrt((thigh_m + shank_m) ** 2 - apart**2)
    up = _ankle_m(body)[1] + shank_m * np.cos(np.radians(4.0)) + thigh_m * np.cos(angle) - wide
    back = 0.07 - thigh_m * np.sin(angle)
    aside = (ch["x_left"] + ch["x_right"]) / 2 - 0.03 * (ch["march_left"] - ch["march_right"])
    wanted = np.outer(aside, LEFT) + np.outer(up, UP) + np.outer(back, FRONT)
    hips = (pose.place("upperleg01.L") + pose.place("upperleg01.R")) / 2
    pose.root_m = pose.root_m + wanted - hips


def _leg(body: Body, pose: Pose, side: str, frame: Array, ch: Channels) -> None:
    """Put a foot where it stands, is lifted or is carried."""
    out_m, ankle_m = _ankle_m(body)
    x, march = ch["x_" + side], ch["march_" + side]
    carried = STEP_S * np.abs(np.gradient(x, ch.time_s)) if len(ch) > 1 else 0 * x
    ankle = np.outer(x + sign(side) * out_m, LEFT)
    ankle = ankle + np.outer(ankle_m + KNEE_LIFT_M * march + carried, UP)
    ankle = ankle + np.outer(KNEE_AHEAD_M * march, FRONT)
    bones = [name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot")]
    pose.reach((bones[0], bones[1], bones[2]), ankle, FRONT + 0.05 * sign(side) * LEFT)
    set_foot(pose, side, frame, 25.0 * march)


def stool_behind(body: Body) -> tuple[Box, ...]:
    """Return the stool that the figure sits down on."""
    thigh_m, shank_m = (
        body.length("upperleg01.L", "lowerleg01.L"),
        body.length("lowerleg01.L", "foot.L"),
    )
    angle = np.radians(SITTING_DEG)
    top = _ankle_m(body)[1] + shank_m * np.cos(np.radians(4.0)) + thigh_m * np.cos(angle)
    return stool_at(0.0, 0.05 - thigh_m * np.sin(angle), float(top) - SEAT_M[body.name])
