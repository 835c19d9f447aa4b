"""What is true of a figure seen from the side: the specification's measures of legs, arm and neck.

The near side is the one toward the camera: the right one of a figure that faces the image's right.
Lengths and ways are shares, everything else degrees.
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
    between,
    heading,
    length,
    middle,
    side_angles,
    wrap,
)
from samples.generator.mesh import Array
from samples.generator.truth import Fault, Seen

RESTING = 20
"""Frames of which the median is the neutral: 2 s at the 10 a second of these clips."""


def side_on(facing: str, *measures: str) -> AnglesOf:
    """Return what is true of a figure that faces the image's `right` or `left`: these measures."""
    ahead = 1.0 if facing == "right" else -1.0

    def angles(body: Body, figure: Figure, points: Joints, working: Sequence[str | None]) -> Angles:
        legs = side_angles(points, [facing] * len(working), turn_sign=-ahead)
        everything = legs | _leans(points, facing, ahead) | _upper(points, facing, ahead)
        return {measure: everything[measure] for measure in measures}

    return angles


def _leans(points: Joints, near: str, ahead: float) -> Angles:
    """Return how far the trunk and the near limbs lean forward from upright."""

    def lean(base: Array, top: Array) -> Array:
        return np.degrees(np.arctan2((top - base)[:, 0] * ahead, (top - base)[:, 1]))

    parts = ("shoulder", "wrist", "hip", "knee", "ankle")
    part = {name: points[f"{near}_{name}"] for name in parts}
    return {
        "trunk_flex": lean(middle(points, "hip"), middle(points, "shoulder")),
        "thigh_lean_n": lean(part["knee"], part["hip"]),
        "shank_lean_n": lean(part["ankle"], part["knee"]),
        "arm_lean": lean(part["wrist"], part["shoulder"]),
    }


def _upper(points: Joints, near: str, ahead: float) -> Angles:
    """Return what the near arm does, and how far the neck is bent from where it was at first."""
    shoulder, elbow = points[f"{near}_shoulder"], points[f"{near}_elbow"]
    neck = points[f"{near}_ear"] - shoulder
    trunk = middle(points, "shoulder") - middle(points, "hip")
    bend = ahead * wrap(heading(neck) - heading(trunk))
    return {
        "arm_elev": between(elbow - shoulder, points[f"{near}_hip"] - shoulder),
        "elbow_flex": 180.0 - between(shoulder - elbow, points[f"{near}_wrist"] - elbow),
        "neck_flex": bend - np.median(bend[:RESTING]),
    }


def share_beyond(share: Callable[[Seen], Array], limit: float) -> Fault:
    """Return the fault of a share above a limit."""

    def fault(seen: Seen) -> Array:
        return share(seen) > limit

    return fault


def trunk_m(seen: Seen) -> Array:
    """Return the trunk's length in the picture, metres."""
    return length(middle(seen.joints, "shoulder") - middle(seen.joints, "hip"))


def trunk_change(seen: Seen) -> Array:
    """Return how much shorter or longer the trunk is than at first; rounding shortens it."""
    long = trunk_m(seen)
    return np.abs(1.0 - long / seen.base(long))


def hip_shift(seen: Seen) -> Array:
    """Return how far the hips have gone to and fro, in trunk lengths."""
    return np.abs(seen.change(middle(seen.joints, "hip")[:, 0])) / seen.base(trunk_m(seen))


def hip_heel(seen: Seen, near: str) -> Array:
    """Return how far the hip is from the heel, in shank lengths."""
    part = {name: seen.joints[f"{near}_{name}"] for name in ("hip", "heel", "knee", "ankle")}
    return length(part["hip"] - part["heel"]) / length(part["knee"] - part["ankle"])


def head_above_hand(seen: Seen, near: str) -> Array:
    """Return how much higher the nose is than the hand, in trunk lengths."""
    way = seen.joints["nose"] - seen.joints[f"{near}_wrist"]
    return way[:, 1] / seen.base(trunk_m(seen))


def hand_reach(seen: Seen, near: str) -> Array:
    """Return how far the hand is from the hip along the floor, in trunk lengths."""
    way = seen.joints[f"{near}_wrist"] - seen.joints[f"{near}_hip"]
    return np.abs(way[:, 0]) / seen.base(trunk_m(seen))


def ear_gap(seen: Seen, near: str) -> Array:
    """Return how much further the ear is from the shoulder than at first, as a share of it."""
    gap = length(seen.joints[f"{near}_ear"] - seen.joints[f"{near}_shoulder"])
    return gap / seen.base(gap) - 1.0


def shoulder_sag(seen: Seen, near: str) -> Array:
    """Return how far the shoulders hang below the line from hand to hip, in trunk lengths."""
    hip, wrist = seen.joints[f"{near}_hip"], seen.joints[f"{near}_wrist"]
    line = (wrist - hip)[:, :2]
    aside = np.stack([-line[:, 1], line[:, 0]], axis=1) * np.sign(line[:, :1])
    top = (middle(seen.joints, "shoulder") - hip)[:, :2]
    return -(top * aside).sum(axis=1) / np.linalg.norm(line, axis=1) / trunk_m(seen)
