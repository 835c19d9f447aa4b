"""What is true of somebody lying, seen from beside the mat: legs, trunk and head.

Changes count from the still set-up that every clip opens with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from samples.generator.body import Body
from samples.generator.figure import Figure
from samples.generator.measures import (
    Angles,
    AnglesOf,
    Joints,
    heading,
    length,
    middle,
    side_angles,
    wrap,
)
from samples.generator.mesh import Array

REST_FRAMES = 10
"""So many frames at the beginning are rest at any frame rate."""


def at_rest(values: Array) -> float:
    """Return the value of the still set-up."""
    return float(np.median(values[:REST_FRAMES]))


def pitch(vector: Array) -> Array:
    """Return how steeply a direction rises in the picture, degrees."""
    return np.degrees(np.arcsin(vector[:, 1] / length(vector)))


def near_side(head_at: str, *, prone: bool = False) -> str:
    """Return which side of a lying person is toward the camera."""
    return "right" if (head_at == "left") != prone else "left"


Extra = Callable[[Joints, str, float], Array]
"""A further measure, from joints, the near side and the sign that makes flexion positive."""


def shoulder_lift(points: Joints, near: str, turn_sign: float) -> Array:
    """Return how far the trunk's pitch has come up."""
    trunk = pitch(points[f"{near}_shoulder"] - points[f"{near}_hip"])
    return trunk - at_rest(trunk)


def knee_roll(points: Joints, near: str, turn_sign: float) -> Array:
    """Return how far the knees have rolled aside, from the height that the near one has lost."""
    height = points[f"{near}_knee"][:, 1] - points[f"{near}_hip"][:, 1]
    return np.degrees(np.arccos(np.clip(height / at_rest(height), -1.0, 1.0)))


def neck_flex(points: Joints, near: str, turn_sign: float) -> Array:
    """Return how far the neck bends forward against the trunk's line."""
    trunk = middle(points, "shoulder") - middle(points, "hip")
    neck = points[f"{near}_ear"] - points[f"{near}_shoulder"]
    return -turn_sign * wrap(heading(neck) - heading(trunk))


EXTRAS: dict[str, Extra] = {
    "shoulder_lift": shoulder_lift,
    "knee_roll": knee_roll,
    "neck_flex": neck_flex,
}


def lying_angles(head_at: str, *extras: str, prone: bool = False) -> AnglesOf:
    """Return what is true lying with the head at that end: both legs, the trunk, the extras.

    The near leg is the working one.
    """
    near = near_side(head_at, prone=prone)
    turn_sign = -1.0 if near == "right" else 1.0

    def angles(body: Body, figure: Figure, points: Joints, working: Sequence[str | None]) -> Angles:
        out = side_angles(points, [near] * len(working), turn_sign=turn_sign)
        return out | {name: EXTRAS[name](points, near, turn_sign) for name in extras}

    return angles


def side_lying_angles(
    body: Body, figure: Figure, points: Joints, working: Sequence[str | None]
) -> Angles:
    """Return what is true on the side, facing the lens: how far chest and hips have turned.

    `hip_width` is a share of that at first, `leg_reach_b` the lower leg's in trunk lengths.
    """
    shoulders = length(points["left_shoulder"] - points["right_shoulder"])
    hips = length(points["left_hip"] - points["right_hip"])
    trunk = length(middle(points, "shoulder") - middle(points, "hip"))
    below = "left" if points["left_hip"][0, 1] < points["right_hip"][0, 1] else "right"
    reach = length(points[f"{below}_ankle"] - points[f"{below}_hip"])
    return {
        "shoulder_open": np.degrees(np.arccos(np.clip(shoulders / at_rest(shoulders), -1.0, 1.0))),
        "hip_width": hips / at_rest(hips),
        "leg_reach_b": reach / trunk,
    }
