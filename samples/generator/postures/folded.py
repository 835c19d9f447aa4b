"""Kneeling on both shins, side-on: upright, sitting back on the heels, folded forward."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.camera import Box
from samples.generator.figure import NECK, Figure, Posture
from samples.generator.limbs import FRONT, LEFT, UP, arm, blend, hang_arms, set_foot, sign, suffix
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.hands import lay_hand
from samples.generator.postures.sagittal import (
    INSTEP_M,
    LEG,
    SHIN_M,
    TURNED_DEG,
    begin,
    direction,
    lean_trunk,
    put_hips,
    round_spine,
    world,
)
from samples.generator.rig import Pose, apply, unit

KNEE_AHEAD_M = 0.10
"""How far ahead of the middle of the mat the knees are."""
KNEE_ASIDE_M = 0.15
CUSHION_M = 0.20
"""How high the cushion is on which head and hands come down."""
CUSHION, HANDS = (0.72, 2.05), 1.50
"""Where it lies, and the wrists on it: ahead of the middle of the mat, in lengths of the thigh."""


def folded(facing: str) -> Posture:
    """Return kneeling, facing the image's `right` or `left`: from upright down to child's pose.

    Channels: knee (flexion: 90 upright, 150 sitting back), trunk (forward lean), round (the back),
    neck (+ head down), hands (0 on the thighs, 1 ahead on the cushion), far (how
    much further ahead, metres).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = begin(body, ch, facing)
        round_spine(pose, ch["round"] + ch.sway(0.5))
        pose.share(NECK, "x", ch["neck"] + ch.sway(0.3, phase=0.4))
        lean_trunk(pose, frame, ch["trunk"] + ch.sway(0.3, phase=0.7))
        knee = np.array([KNEE_AHEAD_M, SHIN_M])
        thigh = body.length("upperleg01.L", "lowerleg01.L")
        put_hips(pose, frame, knee + thigh * direction(90.0 - ch["knee"]))
        for side in SIDES:
            _kneel(body, pose, side, frame)
        hang_arms(pose, frame, abduct_deg=9.0, forward_deg=10.0, bend_deg=18.0)
        for side in SIDES:
            _hand_ahead(pose, side, frame, ch["hands"], HANDS * thigh + ch["far"])
        return Figure(*pose.solve())

    return posture


def _kneel(body: Body, pose: Pose, side: str, frame: Array) -> None:
    """Keep knee, shin and the top of the foot on the floor."""
    upper, lower, foot = (name + suffix(side) for name in LEG)
    knee = world(frame, np.array([KNEE_AHEAD_M, SHIN_M]), sign(side) * KNEE_ASIDE_M)
    pose.aim(upper, lower, knee - pose.place(upper))
    drop = (SHIN_M - INSTEP_M) / body.length("lowerleg01.L", "foot.L")
    inward = world(frame, np.array([-1.0, -drop]), -0.12 * sign(side))
    pose.aim(lower, foot, inward)
    set_foot(pose, side, frame, np.full(len(frame), 158.0), splay_deg=0.0)


def _hand_ahead(pose: Pose, side: str, frame: Array, share: Array, ahead_m: Array) -> None:
    """Bring the hand from the thigh, past the knee, onto the cushion, palm down."""
    out, bones = sign(side), arm(side)
    start, elbow, shoulder = (pose.place(bones[k]) for k in (2, 1, 0))
    down = np.full_like(ahead_m, CUSHION_M + 0.055)
    end = world(frame, np.stack([ahead_m, down], axis=1), out * 0.13)
    over = world(frame, np.stack([ahead_m - 0.12, down + 0.25], axis=1), out * 0.2)
    first, second = blend(share, start, over), blend(share, over, end)
    idle = unit(elbow - (shoulder + start) / 2)
    pole = unit(apply(frame, 0.8 * out * LEFT - 0.6 * FRONT - 0.1 * UP))
    pose.reach(bones, blend(share, first, second), blend(share, idle, pole))
    fingers = apply(frame, FRONT - 0.25 * out * LEFT)
    lay_hand(pose, side, share, fingers, apply(frame, -UP))


def cushion(body: Body, facing: str) -> tuple[Box, ...]:
    """Return the cushion."""
    thigh, ahead = body.length("upperleg01.L", "lowerleg01.L"), np.sign(TURNED_DEG[facing])
    ends = sorted(float(ahead * place * thigh) for place in CUSHION)
    return (((ends[0], 0.0, -0.26), (ends[1], CUSHION_M, 0.26), (0.86, 0.80, 0.70), 2.0),)
