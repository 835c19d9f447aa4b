"""The bridge: feet and shoulders stay, the hips come up."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import NECK, Figure, Posture
from samples.generator.limbs import (
    UP,
    hang_arms,
    set_foot,
    set_leg,
    suffix,
    trunk_line,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.lying import lay, sole_knee
from samples.generator.rig import Pose, apply, turn


def bridge(head_at: str) -> Posture:
    """Return the bridge: feet and shoulders stay; channel `hip` is the hip flexion to reach."""

    def posture(body: Body, ch: Channels) -> Figure:
        lifts = np.linspace(-2.0, 36.0, 153)
        shown = _hip_of_lift(body, head_at, lifts)
        wanted = ch["hip"] + ch.sway(0.4, phase=0.4)
        lift = np.interp(-wanted, -shown, lifts)
        return Figure(*_bridge_pose(body, ch, head_at, lift)[0].solve())

    return posture


REST_HIP_DEG = 48.0
"""Hip flexion at rest before a bridge; it decides where the feet stand."""


def _hip_of_lift(body: Body, head_at: str, lift: Array) -> Array:
    """Return the hip flexion that each lift of the trunk shows (falling as the lift grows)."""
    pose, frame = _bridge_pose(body, Channels.still(len(lift)), head_at, lift)
    line, front = trunk_line(pose, "left", frame)
    thigh = pose.place("lowerleg01.L") - pose.place("upperleg01.L")
    thigh = apply(np.swapaxes(frame, -1, -2), thigh)
    return np.degrees(np.arctan2((thigh * front).sum(axis=1), -(thigh * line).sum(axis=1)))


def _bridge_pose(body: Body, ch: Channels, head_at: str, lift: Array) -> tuple[Pose, Array]:
    pose, frame = lay(body, ch, head_at)
    feet = _planted_feet(body, head_at)
    chest = pose.place("clavicle.L")
    pose.turn("root", turn("x", -lift))
    pose.root_m = pose.root_m + chest - pose.place("clavicle.L")
    pose.share(NECK, "x", lift)
    for side in SIDES:
        ahead = UP - apply(frame, UP) * 0.2
        bones = [name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot")]
        pose.reach((bones[0], bones[1], bones[2]), np.tile(feet[side], (len(ch), 1)), ahead)
        set_foot(pose, side, frame, np.full(len(ch), 90.0))
    hang_arms(pose, frame, abduct_deg=17.0, forward_deg=-10.0, bend_deg=6.0)
    return pose, frame


def _planted_feet(body: Body, head_at: str) -> dict[str, Array]:
    """Return where the ankles are while the figure lies at rest with its feet flat."""
    pose, frame = lay(body, Channels.still(1), head_at)
    hip, out = np.full(1, REST_HIP_DEG), {}
    for side in SIDES:
        set_leg(pose, side, frame, hip, sole_knee(body, pose, side, frame, hip))
        out[side] = pose.place("foot" + suffix(side))[0]
    return out
