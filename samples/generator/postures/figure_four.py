"""Sitting on a stool side-on, one ankle on the other knee, leaning forward from the hips."""

from __future__ import annotations

import numpy as np

from samples.generator.body import Body
from samples.generator.figure import CHEST, SPINE, WAIST, Figure, Posture
from samples.generator.limbs import FRONT, LEFT, UP, hands_to, hang_arms, sign, suffix
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.hands import lay_hand
from samples.generator.postures.sitting import axes, hip_height_m, seated_at_m, set_legs, turn_head
from samples.generator.rig import Pose, apply, turn, unit

ACROSS_M, OVER_M, BEFORE_M = 0.055, 0.085, 0.06
"""Where the crossed ankle lies: beyond the other knee's middle, above it, and before it."""


def figure_four(facing: str) -> Posture:
    """Return sitting with the near ankle on the far knee, facing the image's `right` or `left`.

    Channels: hinge (the pelvis and the long back lean forward), round (waist and chest bend),
    bow, roll, yaw and pitch of the head. The hands rest on the crossed shin.
    """
    near, far = facing, "left" if facing == "right" else "right"

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = Pose(body.rig, len(ch)), axes(facing, len(ch))
        pose.turn("root", frame @ turn("x", 0.8 * ch["hinge"]))
        hips = (pose.place("upperleg01.L") + pose.place("upperleg01.R")) / 2
        pose.root_m = pose.root_m + seated_at_m(facing) + hip_height_m(body) * UP - hips
        pose.share(SPINE, "x", 0.2 * ch["hinge"])
        pose.share(WAIST, "x", 0.6 * ch["round"])
        pose.share(CHEST, "x", 0.4 * ch["round"] + ch.sway(0.4, phase=0.1))
        turn_head(pose, ch)
        set_legs(body, pose, frame, facing, feet_apart_m=0.12)
        _cross(pose, near, far, frame)
        hang_arms(pose, frame, abduct_deg=8.0)
        _hands_on_shin(pose, near, far, frame)
        return Figure(*pose.solve())

    return posture


def _cross(pose: Pose, near: str, far: str, frame: Array) -> None:
    """Lay the near ankle on the far knee; the near knee falls outwards."""
    out, ahead = apply(frame, LEFT) * sign(near), apply(frame, FRONT)
    thigh, shank, foot = (name + suffix(near) for name in ("upperleg01", "lowerleg01", "foot"))
    knee = pose.place("lowerleg01" + suffix(far))
    ankle = knee - ACROSS_M * out + OVER_M * UP - BEFORE_M * ahead
    pose.reach((thigh, shank, foot), ankle, out + 0.15 * UP)
    along = unit(pose.place(foot) - pose.place(shank))
    upper = unit(pose.place(shank) - pose.place(thigh))
    toes = unit(upper - np.sum(upper * along, axis=1, keepdims=True) * along + 0.35 * along)
    up = unit(-along + np.sum(along * toes, axis=1, keepdims=True) * toes)
    pose.orient(foot, np.stack([np.cross(up, toes), up, toes], axis=-1))


def _hands_on_shin(pose: Pose, near: str, far: str, frame: Array) -> None:
    """Rest both hands on the crossed leg, near its knee and near its ankle."""
    knee, ankle = pose.place("lowerleg01" + suffix(near)), pose.place("foot" + suffix(near))
    ahead, whole = apply(frame, FRONT), np.ones(len(frame))
    for side, share in ((near, 0.12), (far, 0.72)):
        across = apply(frame, LEFT) * sign(side)
        target = knee + share * (ankle - knee) + 0.07 * UP - 0.05 * ahead
        hands_to(pose, side, whole, [target], across - 0.4 * ahead)
        lay_hand(pose, side, whole, ahead - 0.3 * across, -UP)
