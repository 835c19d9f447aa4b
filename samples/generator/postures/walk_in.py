"""Walking in from the image's right, sitting down on the mat, lying back, one knee to the chest."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import NECK, SPINE, Figure
from samples.generator.limbs import FRONT, LEFT, UP, arm, set_foot, sign, suffix
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.lying import hand_on_shin, supine_frame
from samples.generator.rig import Pose, apply, turn

SMOOTH_S = 0.7
"""The hips follow the feet evenly over this time."""
LIFT_M, LIFT_S = 0.07, 0.09
"""A foot comes up by its speed times the second, at most the first."""
FEET_ASIDE_M = 0.12
LEG = "right"
"""The leg that comes to the chest; lying, it is the one toward the camera."""


def walk_in(body: Body, ch: Channels) -> Figure:
    """Walk, turn, sit down, lie back, and bring the right knee to the chest.

    Channels: foot_left, foot_right (where along the picture they stand, metres), yaw_left,
    yaw_right (where they point: -90 the image's left, 90 its right), back (the hips behind the
    feet, metres), height (of the hips), lean (of the trunk: -90 on the back), curl (of the
    spine), reach (the arms ahead, degrees), chest (1: the knee is there), hands (1: on its shin).
    """
    pose = Pose(body.rig, len(ch))
    facing = turn("y", _evenly((ch["yaw_left"] + ch["yaw_right"]) / 2, ch))
    x_m = _evenly((ch["foot_left"] + ch["foot_right"]) / 2, ch) - ch["back"]
    pose.turn("root", facing @ turn("x", ch["lean"]))
    hips = np.stack([x_m, ch["height"], np.zeros(len(ch))], axis=1)
    pose.root_m = pose.root_m + hips - (pose.place("upperleg01.L") + pose.place("upperleg01.R")) / 2
    pose.share(SPINE, "x", ch["curl"] + ch.sway(0.25))
    pose.share(NECK, "x", 0.6 * ch["curl"])
    lying = np.clip(-ch["lean"] / 90.0, 0.0, 1.0)
    for side in SIDES:
        _leg(body, pose, side, ch, lying)
        swing = sign(side) * 45.0 * (ch["foot_left"] - ch["foot_right"])
        _arm(pose, side, facing, ch["reach"] + swing)
    for side in SIDES:
        hand_on_shin(pose, np.tile(supine_frame("left"), (len(ch), 1, 1)), side, LEG, ch["hands"])
    return Figure(*pose.solve())


def _evenly(values: Array, ch: Channels) -> Array:
    """Return the values averaged over a short time."""
    count = max(1, round(SMOOTH_S / float(ch.time_s[1] - ch.time_s[0]))) // 2 * 2 + 1
    padded = np.pad(values, count // 2, mode="edge")
    return np.convolve(padded, np.ones(count) / count, mode="valid")


def _leg(body: Body, pose: Pose, side: str, ch: Channels, lying: Array) -> None:
    """Stand the foot where it steps to; the working one comes up to the chest."""
    pointing = turn("y", ch["yaw_" + side])
    ahead, aside = apply(pointing, FRONT), sign(side) * apply(pointing, LEFT)
    ankle_m = body.rig.rest("foot.L")[1] - body.floor_m
    ankle = (
        FEET_ASIDE_M * aside + ankle_m * UP + ch["foot_" + side][:, None] * np.array([1.0, 0, 0])
    )
    speed = np.linalg.norm(np.gradient(ankle, axis=0), axis=1) / (ch.time_s[1] - ch.time_s[0])
    ankle[:, 1] += np.minimum(LIFT_M, LIFT_S * speed)
    up = ch["chest"] if side == LEG else np.zeros(len(ch))
    up = np.clip(up + ch.sway(0.004, phase=0.4) * up, 0.0, None)
    hips = pose.place("upperleg01" + suffix(side))
    thigh_m, shank_m = (
        body.length("upperleg01.L", "lowerleg01.L"),
        body.length("lowerleg01.L", "foot.L"),
    )
    held = hips + 0.90 * shank_m * ahead + (0.95 * thigh_m - 0.2 * shank_m) * UP
    target = ankle + up[:, None] * (held - ankle)
    pole = (1.2 - lying - 0.5 * up)[:, None] * ahead + (0.2 + lying)[:, None] * UP
    upper, lower, foot = (name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot"))
    pose.reach((upper, lower, foot), target, pole)
    set_foot(pose, side, pointing, -70.0 * up)


def _arm(pose: Pose, side: str, facing: Array, reach_deg: Array) -> None:
    """Let the arm hang, or reach ahead, in the plane in which the figure faces."""
    upper, lower, wrist = arm(side)
    pose.turn("shoulder01" + suffix(side), turn("z", -sign(side) * 10.0))
    aside, ahead = sign(side) * apply(facing, LEFT), apply(facing, FRONT)
    for bone, child, out, bend in ((upper, lower, 0.26, 0.0), (lower, wrist, 0.14, 6.0)):
        angle = np.radians(reach_deg + bend)[:, None]
        pose.aim(bone, child, np.sin(angle) * ahead - np.cos(angle) * UP + out * aside)
