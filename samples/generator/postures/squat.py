"""Standing side-on with both feet where they are: bending the knees, bending forward."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import CHEST, NECK, Figure, Posture
from samples.generator.limbs import FRONT, LEFT, UP, arm, hang_arms, sign, suffix
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.sagittal import (
    BALL_M,
    LEG,
    ankle_of,
    arm_m,
    begin,
    direction,
    flatten_toes,
    hip_aside_m,
    lean_trunk,
    plane,
    put_hips,
    round_spine,
    set_leg_to,
    world,
)
from samples.generator.rig import Pose, apply, turn

BALLS_AHEAD_M = 0.10
"""How far the balls of the feet are ahead of the middle."""
THIGH_FRONT_M = 0.085
"""How far the front of the thigh is from the line of its bone."""


def squat(facing: str) -> Posture:
    """Return standing, facing the image's `right` or `left`, arms hanging, and bending the knees.

    Channels: shank (lean of the shins), knee (flexion), trunk (forward lean), round (the back),
    neck (+ head down), heel (the heels up, degrees), ahead (the hanging arms swing forward).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = _stand(body, ch, facing)
        hang_arms(pose, frame, abduct_deg=7.0, forward_deg=0.0, bend_deg=9.0)
        for side in SIDES:
            _swing(pose, side, ch["ahead"])
        return Figure(*pose.solve())

    return posture


def bow(facing: str) -> Posture:
    """Return standing with the hands on the thighs; they slide down as the trunk comes forward.

    Channels: those of `squat` without `ahead`; and hunch (upper back and lower neck, head first).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = _stand(body, ch, facing)
        hang_arms(pose, frame, abduct_deg=7.0)
        for side in SIDES:
            _slide(body, pose, side, frame)
        return Figure(*pose.solve())

    return posture


def _stand(body: Body, ch: Channels, facing: str) -> tuple[Pose, Array]:
    """Set the feet down, the knees and hips over them as the channels say, and lean the trunk."""
    pose, frame = begin(body, ch, facing)
    round_spine(pose, ch["round"] + ch.sway(0.4))
    pose.share(CHEST, "x", ch["hunch"])
    pose.share(NECK, "x", ch["neck"] + ch.sway(0.4, phase=0.4))
    pose.turn("neck01", turn("x", ch["hunch"]))
    lean_trunk(pose, frame, ch["trunk"] + ch.sway(0.4, phase=0.7))
    ankle = ankle_of(body, np.array([BALLS_AHEAD_M, BALL_M]), ch["heel"])
    shank, knee = ch["shank"], ch["knee"] + ch.sway(0.3, phase=0.2)
    hips = ankle + body.length("lowerleg01.L", "foot.L") * direction(shank)
    hips = hips + body.length("upperleg01.L", "lowerleg01.L") * direction(shank - knee)
    put_hips(pose, frame, hips)
    for side in SIDES:
        set_leg_to(pose, side, frame, ankle, hip_aside_m(body) + 0.02, ch["heel"], splay_deg=8.0)
        flatten_toes(pose, side, frame)
    return pose, frame


def _swing(pose: Pose, side: str, ahead_deg: Array) -> None:
    """Swing a hanging arm forward from the shoulder, whatever the trunk does."""
    upper, lower, wrist = arm(side)
    elbow = pose.place(lower) - pose.place(upper)
    forearm = pose.place(wrist) - pose.place(lower)
    across = pose.place("upperarm01.L") - pose.place("upperarm01.R")
    for bone, child, way in ((upper, lower, elbow), (lower, wrist, forearm)):
        pose.aim(bone, child, _about(across, way, ahead_deg))


def _about(axis: Array, way: Array, angle_deg: Array) -> Array:
    """Return the way turned about a level axis to the left, forward and up."""
    left = axis / np.linalg.norm(axis, axis=1, keepdims=True)
    angle = np.radians(angle_deg)[:, None]
    along = np.sum(way * left, axis=1, keepdims=True) * left
    return along + np.cos(angle) * (way - along) - np.sin(angle) * np.cross(left, way)


def _slide(body: Body, pose: Pose, side: str, frame: Array) -> None:
    """Rest the hand on the front of the leg, as far down as the arm comfortably comes."""
    bones = arm(side)
    shoulder = plane(frame, pose.place(bones[0]))
    hip, knee, ankle = (plane(frame, pose.place(name + suffix(side))) for name in LEG)
    reach = 0.99 * float(arm_m(body, np.array(18.0)))
    share = np.linspace(0.3, 1.9, 161)[:, None, None]
    line = np.where(share < 1, hip + share * (knee - hip), knee + (share - 1) * (ankle - knee))
    way = np.where(share < 1, knee - hip, ankle - knee)
    ahead = np.stack([-way[..., 1], way[..., 0]], axis=-1)
    front = line + THIGH_FRONT_M * ahead / np.linalg.norm(ahead, axis=-1, keepdims=True)
    near = np.linalg.norm(front - shoulder, axis=-1) <= reach
    last = np.where(near.any(axis=0), len(share) - 1 - near[::-1].argmax(axis=0), 0)
    hand = front[last, np.arange(len(last))]
    pole = apply(frame, 1.0 * sign(side) * LEFT - 0.8 * FRONT + 0.2 * UP)
    pose.reach(bones, world(frame, hand, sign(side) * (hip_aside_m(body) + 0.03)), pole)
