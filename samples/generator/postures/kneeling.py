"""Half-kneeling, side-on; the rear leg is the near one."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import NECK, SPINE, Figure, Posture
from samples.generator.limbs import (
    FRONT,
    LEFT,
    UP,
    hands_to,
    hang_arms,
    set_foot,
    set_leg,
    sign,
    suffix,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.rig import Pose, apply, turn


def kneeling(facing: str) -> Posture:
    """Return half-kneeling, facing the image's `right` or `left`; the rear leg is the near one.

    Channels: hip (rear hip flexion, extension is negative), trunk (forward lean of the trunk).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        rear = facing
        frame = np.tile(turn("y", 90.0 if facing == "right" else -90.0), (len(ch), 1, 1))
        pose = Pose(body.rig, len(ch))
        pose.turn("root", frame)
        lean = ch["trunk"] + ch.sway(0.3)
        pose.turn("root", turn("x", 0.45 * lean))
        pose.share(SPINE, "x", 0.55 * lean)
        pose.share(NECK, "x", -0.5 * lean)
        _kneel_on(body, pose, rear, frame, ch["hip"] + ch.sway(0.4, phase=0.4))
        _stand_front_foot(body, pose, rear, frame)
        hang_arms(pose, frame, abduct_deg=12.0)
        _hands_on_thigh(pose, rear, frame)
        return Figure(*pose.solve())

    return posture


KNEE_M = 0.055
"""How high the knee joint is over the floor when kneeling on it."""
REAR_ANKLE_M = 0.075
"""The same of the rear ankle, the top of the foot on the floor."""
KNEE_BEHIND_M = 0.22
"""How far the rear knee is behind the middle of the mat."""
LEG_ASIDE_M = 0.10
"""How far the rear knee and the front foot are from the middle line, each to its side."""
STEP = 0.64
"""How far the front ankle is ahead of the middle of the mat, in lengths of the thigh."""


def _kneel_on(body: Body, pose: Pose, rear: str, frame: Array, hip: Array) -> None:
    """Keep the rear knee and shank on the floor; the pelvis goes where the hip angle puts it."""
    set_leg(pose, rear, frame, hip, knee=np.zeros_like(hip))
    where = pose.place("lowerleg01" + suffix(rear))
    ahead = frame[0] @ FRONT
    wanted = KNEE_M * UP - KNEE_BEHIND_M * ahead
    wanted = wanted + 0.9 * LEG_ASIDE_M * sign(rear) * (frame[0] @ LEFT)
    pose.root_m = pose.root_m + wanted - where
    drop = (KNEE_M - REAR_ANKLE_M) / body.length("lowerleg01.L", "foot.L")
    pose.aim("lowerleg01" + suffix(rear), "foot" + suffix(rear), -ahead - drop * UP)
    set_foot(pose, rear, frame, np.full_like(hip, 158.0), splay_deg=0.0)


def _stand_front_foot(body: Body, pose: Pose, rear: str, frame: Array) -> None:
    """Keep the front foot flat where it is; the knee bends as that needs."""
    front = SIDES[1 - SIDES.index(rear)]
    ahead, left = frame[0] @ FRONT, frame[0] @ LEFT
    ankle_y = body.rig.rest("foot.L")[1] - body.floor_m
    step_m = STEP * body.length("upperleg01.L", "lowerleg01.L")
    ankle = step_m * ahead + ankle_y * UP + LEG_ASIDE_M * sign(front) * left
    bones = [name + suffix(front) for name in ("upperleg01", "lowerleg01", "foot")]
    count = len(pose.root_m)
    pose.reach((bones[0], bones[1], bones[2]), np.tile(ankle, (count, 1)), ahead + 0.6 * UP)
    set_foot(pose, front, frame, np.zeros(count))


def _hands_on_thigh(pose: Pose, rear: str, frame: Array) -> None:
    """Rest both hands on the front thigh, near the knee."""
    front = SIDES[1 - SIDES.index(rear)]
    hip, knee = pose.place("upperleg01" + suffix(front)), pose.place("lowerleg01" + suffix(front))
    for side in SIDES:
        aside = apply(frame, LEFT) * sign(side) * 0.045
        target = hip + 0.80 * (knee - hip) + 0.10 * UP + aside
        pole = apply(frame, LEFT) * sign(side) * 1.5 - 0.2 * apply(frame, FRONT) + 0.3 * UP
        hands_to(pose, side, np.ones(len(pose.root_m)), [target], pole)
