"""On the side, facing the camera: one leg straight below, the other tucked behind its knee."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import NECK, SPINE, Figure, Posture
from samples.generator.limbs import (
    FRONT,
    LEFT,
    UP,
    arm,
    hands_to,
    set_foot,
    sign,
    suffix,
    turn_hand,
)
from samples.generator.measures import joints
from samples.generator.mesh import Array, base_mesh
from samples.generator.motion import Channels
from samples.generator.rig import Pose, apply, turn

SINK_M = 0.02
"""How far the hip sinks into the mat."""
CHEST_DEG = 4.0
"""How far the spine tips up from the mat towards the broader shoulders."""
FOOT_M = 0.055
"""How high the lower ankle is, lying on its outer edge."""
HAND_M = 0.035
"""How high the wrist is of a hand on the floor."""


def side_lying(head_at: str) -> Posture:
    """Return lying on the side, head at the image's `left` (on the right side) or `right`.

    Channels: turn (the chest, degrees, the upper shoulder going back), hand (1: the upper hand is
    on the upper shoulder blade).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        top = "left" if head_at == "left" else "right"
        bottom = SIDES[1 - SIDES.index(top)]
        pose, frame = _lay(body, ch, head_at)
        upward = sign(top)
        pose.turn("root", turn("y", upward * ch.sway(0.2, phase=0.4)))
        pose.share(SPINE, "z", -upward * CHEST_DEG)
        pose.share(SPINE, "y", upward * (ch["turn"] + ch.sway(0.4)))
        pose.share(NECK, "z", upward * (CHEST_DEG - 6.0))
        pose.share(NECK, "y", -upward * 0.5 * ch["turn"])
        knee = _straight_leg(body, pose, bottom, frame)
        _tucked_leg(pose, top, bottom, frame, knee)
        _lower_arm(pose, bottom, frame)
        _upper_arm(pose, top, ch)
        return Figure(*pose.solve())

    return posture


def pillow(body: Body, head_at: str) -> tuple[float, float]:
    """Return where the pillow under the lower ear is, along the image, and how high, metres."""
    figure = side_lying(head_at)(body, Channels.still(1))
    ear = joints(body, figure)["right_ear" if head_at == "left" else "left_ear"][0]
    return float(ear[0]), float(ear[1])


def _lay(body: Body, ch: Channels, head_at: str) -> tuple[Pose, Array]:
    """Lay the figure on its side, its front toward the camera, in the middle of the picture."""
    pose = Pose(body.rig, len(ch))
    along = np.array([-1.0, 0.0, 0.0]) if head_at == "left" else np.array([1.0, 0.0, 0.0])
    front = np.array([0.0, 0.0, 1.0])
    one = np.stack([np.cross(along, front), along, front], axis=1)
    pose.turn("root", np.tile(one, (len(ch), 1, 1)))
    middle = np.array([0.0, (body.rig.rest("head")[1] + body.floor_m) / 2 + 0.08, 0.0])
    pose.root_m = pose.root_m + (one @ (body.rig.heads[0] - middle) - body.rig.heads[0])
    pose.root_m[:, 1] += hip_half_m(body) - SINK_M
    return pose, np.tile(one, (len(ch), 1, 1))


def hip_half_m(body: Body) -> float:
    """Return half the width of the hips."""
    skin = base_mesh().indices("body")
    held = body.moved_by("root", "pelvis", "upperleg01")[skin] > 0.5
    return float(np.abs(body.vertices[skin][held, 0]).max())


def _straight_leg(body: Body, pose: Pose, side: str, frame: Array) -> Array:
    """Lay the lower leg straight on the floor, a little forward; return where its knee is."""
    upper, lower, foot = (name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot"))
    drop = (pose.place(upper)[:, 1] - FOOT_M) / (
        body.length(upper, lower) + body.length(lower, foot)
    )
    away = -apply(frame, UP) + 0.10 * apply(frame, FRONT) - drop[:, None] * UP
    pose.aim(upper, lower, away)
    pose.aim(lower, foot, away - 0.10 * apply(frame, FRONT))
    set_foot(pose, side, frame, np.full(len(frame), 14.0), splay_deg=0.0)
    return pose.place(lower)


def _tucked_leg(pose: Pose, side: str, other: str, frame: Array, knee: Array) -> None:
    """Bend the upper leg forward and hook its foot behind the lower knee."""
    back, down_leg = -apply(frame, FRONT), -apply(frame, UP)
    ankle = knee + 0.085 * back + 0.03 * UP + 0.05 * down_leg
    upper, lower, foot = (name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot"))
    pose.reach((upper, lower, foot), ankle, -back + 0.35 * UP)
    set_foot(pose, side, frame, np.full(len(frame), 55.0), splay_deg=0.0)


def _lower_arm(pose: Pose, side: str, frame: Array) -> None:
    """Lay the lower arm on the floor before the chest; the hand stays where it lies."""
    upper, lower, wrist = arm(side)
    front, headward = apply(frame, FRONT), apply(frame, UP)
    hand = pose.place(upper)[0] + 0.40 * front[0] + 0.12 * headward[0]
    hand[1] = HAND_M
    pose.reach((upper, lower, wrist), np.tile(hand, (len(frame), 1)), -headward)
    turn_hand(pose, side, np.ones(len(frame)), front + 0.5 * headward)


def _upper_arm(pose: Pose, side: str, ch: Channels) -> None:
    """Bring the upper hand over the shoulder to its blade, the elbow pointing up and ahead."""
    chest, _ = pose.frame("spine01")
    shoulder = pose.place("upperarm01" + suffix(side))
    out = sign(side) * LEFT
    target = shoulder + apply(chest, -0.07 * out + 0.10 * UP + 0.02 * FRONT)
    hands_to(pose, side, ch["hand"], [target], apply(chest, out + 0.5 * FRONT))
    turn_hand(pose, side, ch["hand"], apply(chest, -0.3 * out - 0.5 * UP - FRONT))
