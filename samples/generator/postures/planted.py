"""On the back with both feet flat on the floor and the knees up."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import NECK, SPINE, WAIST, Figure, Posture
from samples.generator.limbs import (
    FRONT,
    LEFT,
    UP,
    arm,
    hands_to,
    hang_arms,
    set_foot,
    set_leg,
    sign,
    suffix,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.lying import FEET_FLAT_HIP_DEG, lay, sole_knee
from samples.generator.rig import Pose, apply, turn, unit

CURL = {"spine04": 0.2, "spine03": 0.3, "spine02": 0.3, "spine01": 0.2}
BREATH_DEG = {"spine03": 2.5, "spine02": 1.0, "spine01": -4.5}
"""How a deep breath lifts the chest and leaves the head where it is."""
PELVIS_SHARE = 0.12
"""How much of a roll of the knees the pelvis follows."""
FOOT_SHARE = 0.5
"""How much of it tips the feet onto their edges."""

CHEST_M = 0.145
"""How far a hand that lies on the chest is before the shoulder joints."""


def planted(head_at: str, *, apart_deg: float = 4.0, arms_deg: float = 15.0) -> Posture:
    """Return the posture on the back with the feet flat, head at the image's `left` or `right`.

    `apart_deg` is how far the legs point outwards, `arms_deg` how far the arms lie from the trunk.
    Channels: curl (chest up), sit (the trunk up from the hips), twist (the chest to the left), nod,
    tilt (the low back flattened), breath (0-1); each with `_left` and `_right`: roll (the knee to
    the left of the person), raise (the foot up, metres), step (the foot toward the hips, metres);
    and cross (1: the arms lie crossed on the chest).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = lay(body, ch, head_at)
        feet = _feet(body, head_at, apart_deg)
        _pelvis(pose, frame, ch)
        pose.share(CURL, "x", ch["curl"] + ch.sway(0.25))
        pose.share(NECK, "x", 0.4 * ch["curl"] + ch["nod"])
        pose.share(SPINE, "y", ch["twist"])
        pose.share(NECK, "y", -ch["twist"])
        for bone, lift_deg in BREATH_DEG.items():
            pose.turn(bone, turn("x", lift_deg * ch["breath"]))
        for side in SIDES:
            _stand(pose, frame, side, feet[side], ch)
        hang_arms(pose, frame, abduct_deg=15.0, forward_deg=-10.0, bend_deg=6.0)
        for side in SIDES:
            _lay_arm(pose, frame, side, arms_deg)
        if ch["cross"].any():
            _cross_arms(pose, ch)
        return Figure(*pose.solve())

    return posture


def _pelvis(pose: Pose, frame: Array, ch: Channels) -> None:
    """Turn the pelvis: with a sit-up, with the knees, and for a flat low back."""
    hips = _mid_hips(pose)
    pose.turn("root", turn("x", ch["sit"]))
    pose.share(NECK, "x", 0.2 * ch["sit"])
    roll = (ch["roll_left"] + ch["roll_right"]) / 2
    pelvis = PELVIS_SHARE * (roll + ch.sway(0.3, phase=0.4))
    pose.turn("root", turn("y", pelvis) @ turn("x", -ch["tilt"]))
    pose.share(SPINE, "y", -pelvis)
    pose.share(WAIST, "x", ch["tilt"])
    half_m = np.linalg.norm(pose.rig.rest("upperleg01.L") - pose.rig.rest("upperleg01.R")) / 2
    pose.root_m = pose.root_m + hips - _mid_hips(pose)
    pose.root_m[:, 1] += 0.6 * half_m * np.abs(np.sin(np.radians(pelvis)))


def _mid_hips(pose: Pose) -> Array:
    return (pose.place("upperleg01.L") + pose.place("upperleg01.R")) / 2


def _feet(body: Body, head_at: str, apart_deg: float) -> dict[str, Array]:
    """Return where the ankles are while the figure lies at rest with its feet flat."""
    pose, frame = lay(body, Channels.still(1), head_at)
    hip, out = np.full(1, FEET_FLAT_HIP_DEG), {}
    for side in SIDES:
        set_leg(pose, side, frame, hip, sole_knee(body, pose, side, frame, hip), apart_deg)
        out[side] = pose.place("foot" + suffix(side))[0]
    return out


def _stand(pose: Pose, frame: Array, side: str, ankle: Array, ch: Channels) -> None:
    """Keep the foot where it stands, the knee above it, or rolled aside with the foot tipping."""
    roll = ch["roll_" + side] + ch.sway(0.3, phase=0.4)
    tip = FOOT_SHARE * roll
    headward, left = apply(frame, UP), apply(frame, LEFT)
    rise = ch["raise_" + side] + 0.03 * np.abs(np.sin(np.radians(tip)))
    target = ankle + rise[:, None] * UP + ch["step_" + side][:, None] * headward
    pole = np.cos(np.radians(roll))[:, None] * UP + np.sin(np.radians(roll))[:, None] * left
    upper, lower, foot = (name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot"))
    pose.reach((upper, lower, foot), target, pole)
    set_foot(pose, side, frame @ turn("y", tip), np.full(len(ch), 90.0))


def _lay_arm(pose: Pose, frame: Array, side: str, away_deg: float) -> None:
    """Lay the arm on the floor; the hand stays where it lay at first, whatever the trunk does."""
    upper, lower, wrist = arm(side)
    if away_deg > 15.0:
        out = sign(side) * np.sin(np.radians(away_deg)) * LEFT - np.cos(np.radians(away_deg)) * UP
        pose.aim(upper, lower, apply(frame, out - 0.17 * FRONT))
        pose.aim(lower, wrist, apply(frame, out - 0.10 * UP - 0.13 * FRONT))
    hand = np.tile(pose.place(wrist)[0], (len(pose.root_m), 1))
    elbow, shoulder = pose.place(lower), pose.place(upper)
    pole = unit(elbow - (shoulder + pose.place(wrist)) / 2)
    pose.reach((upper, lower, wrist), hand, pole)


def _cross_arms(pose: Pose, ch: Channels) -> None:
    """Lay each hand on the chest below the other shoulder."""
    chest, _ = pose.frame("spine01")
    for side, over_m in (("left", 0.0), ("right", 0.035)):
        other = SIDES[1 - SIDES.index(side)]
        shoulder = pose.place("upperarm01" + suffix(other))
        aside = 0.055 * sign(side) * LEFT - 0.075 * UP
        front = np.array([0.0, 0.0, CHEST_M + over_m])
        target = shoulder + apply(chest, aside + front)
        pole = apply(chest, np.array([sign(side) * 1.0, -0.6, 0.5]))
        hands_to(pose, side, ch["cross"], [target], pole)
