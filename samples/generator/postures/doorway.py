"""Standing side-on between two door posts, one foot ahead, a forearm on each."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.camera import Box
from samples.generator.figure import NECK, Figure, Posture
from samples.generator.limbs import FRONT, LEFT, UP, arm, sign
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.hands import lay_hand
from samples.generator.postures.sagittal import (
    BALL_M,
    TURNED_DEG,
    ankle_of,
    begin,
    flatten_toes,
    hip_aside_m,
    lean_trunk,
    leg_m,
    put_hips,
    set_leg_to,
    world,
)
from samples.generator.rig import Pose, apply

ELBOWS_AHEAD_M, POST_M = 0.06, 0.12
"""Where the elbows rest on the posts, ahead of the middle; how deep a post is."""
STEP_M = 0.20
"""How far ahead the front foot is; the rear one is three quarters as far behind."""


def doorway(facing: str) -> Posture:
    """Return standing in a doorway, facing the image's `right` or `left`, the near foot ahead.

    Channels: ahead (the hips come forward, metres), trunk (forward lean), neck (+ head down).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = begin(body, ch, facing)
        pose.share(NECK, "x", ch["neck"] + ch.sway(0.4, phase=0.4))
        lean_trunk(pose, frame, ch["trunk"] + ch.sway(0.4))
        feet = _feet(body, facing, len(ch))
        put_hips(pose, frame, _hips(body, feet, ch))
        for side in SIDES:
            ankle, pitch = feet[side]
            set_leg_to(pose, side, frame, ankle, hip_aside_m(body) + 0.02, pitch, splay_deg=6.0)
            flatten_toes(pose, side, frame)
        height = _elbow_height_m(body, facing)
        for side in SIDES:
            _forearm_on_post(pose, side, frame, height)
        return Figure(*pose.solve())

    return posture


Feet = dict[str, tuple[Array, Array]]


def _feet(body: Body, facing: str, count: int) -> Feet:
    """Return each ankle's place and the pitch of its foot: the near one flat, the far heel up."""
    out = {}
    for side in SIDES:
        near = side == facing
        pitch = np.full(count, 0.0 if near else 14.0)
        ball = np.array([0.1 + (STEP_M if near else -0.75 * STEP_M), BALL_M])
        out[side] = ankle_of(body, ball, pitch), pitch
    return out


def _hips(body: Body, feet: Feet, ch: Channels) -> Array:
    """Return where the hips are: as high as both legs let them, neither quite straight."""
    ahead = ch["ahead"] + ch.sway(0.004, phase=0.3)
    long = leg_m(body, np.full(len(ch), 9.0))
    ankles = [ankle for ankle, _ in feet.values()]
    ups = [ankle[:, 1] + np.sqrt(long**2 - (ahead - ankle[:, 0]) ** 2) for ankle in ankles]
    return np.stack([ahead, np.minimum(*ups)], axis=1)


def _elbow_height_m(body: Body, facing: str) -> float:
    """Return how high the elbows rest: level with the shoulders before any leaning."""
    still = Channels.still(1)
    pose, frame = begin(body, still, facing)
    put_hips(pose, frame, _hips(body, _feet(body, facing, 1), still))
    return float(pose.place("upperarm01.L")[0, 1])


def _forearm_on_post(pose: Pose, side: str, frame: Array, height_m: float) -> None:
    """Keep the elbow where it rests on its post, as far aside as the arm is long; forearm up."""
    upper, lower, wrist = arm(side)
    shoulder = pose.place(upper)
    place = world(frame, np.array([ELBOWS_AHEAD_M, height_m]))
    way = apply(np.swapaxes(frame, -1, -2), place - shoulder) * (FRONT + UP)
    long = np.linalg.norm(pose.rig.rest(lower) - pose.rig.rest(upper))
    out = np.sqrt(np.maximum(0.01, long**2 - np.sum(way**2, axis=1)))
    pose.aim(upper, lower, apply(frame, way + sign(side) * out[:, None] * LEFT))
    pose.aim(lower, wrist, apply(frame, UP + 0.10 * FRONT + 0.05 * sign(side) * LEFT))
    ones = np.ones(len(frame))
    lay_hand(pose, side, ones, apply(frame, UP), apply(frame, FRONT))


def posts(body: Body, facing: str) -> tuple[Box, ...]:
    """Return the far door post; the near one would hide the person."""
    ahead = float(np.sign(TURNED_DEG[facing]))
    face = ELBOWS_AHEAD_M + 0.055
    ends = sorted((ahead * face, ahead * (face + POST_M)))
    far = float(body.rig.rest("upperarm01.L")[0]) + 0.16
    white = (0.90, 0.89, 0.86)
    return (((ends[0], 0.0, -far - 0.16), (ends[1], 2.15, -far), white, 1.0),)
