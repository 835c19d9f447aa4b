"""What is true of people who sit or stand.

A change counts from what the person's own still beginning shows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import Figure
from samples.generator.measures import (
    Angles,
    AnglesOf,
    Joints,
    between,
    front_angles,
    heading,
    length,
    middle,
    wrap,
)
from samples.generator.mesh import Array

NEUTRAL_FRAMES = 10
"""Each clip begins with more frames of stillness than these."""


def own(values: Array) -> float:
    """Return the median of the still beginning."""
    return float(np.median(values[:NEUTRAL_FRAMES]))


def wall_angles(
    body: Body, figure: Figure, points: Joints, working: Sequence[str | None]
) -> Angles:
    """Return what is true with an arm on a post: the head's angles, and the elbow's height."""
    width = length(points["left_shoulder"] - points["right_shoulder"])
    heights = {
        side: (points[f"{side}_elbow"] - points[f"{side}_shoulder"])[:, 1] / width for side in SIDES
    }
    highest = np.maximum(heights["left"], heights["right"])
    chosen = [heights[side][k] if side else highest[k] for k, side in enumerate(working)]
    return front_angles(body, figure, points, working) | {"elbow_height": np.array(chosen)}


def seat_angles(facing: str) -> AnglesOf:
    """Return what is true of somebody on a stool, seen from the side; the near side's arm."""
    ahead = 1.0 if facing == "right" else -1.0

    def angles(body: Body, figure: Figure, points: Joints, working: Sequence[str | None]) -> Angles:
        trunk = middle(points, "shoulder") - middle(points, "hip")
        shoulder, elbow = points[f"{facing}_shoulder"], points[f"{facing}_elbow"]
        wrist, ear = points[f"{facing}_wrist"], points[f"{facing}_ear"]
        flex = np.degrees(np.arctan2(trunk[:, 0] * ahead, trunk[:, 1]))
        neck = ahead * wrap(heading(ear - shoulder) - heading(trunk))
        way = ahead * shoulder[:, 0]
        return {
            "trunk_flex": flex,
            "trunk_flex_change": flex - own(flex),
            "neck_flex": neck - own(neck),
            "arm_elev": between(elbow - shoulder, points[f"{facing}_hip"] - shoulder),
            "elbow_flex": 180.0 - between(shoulder - elbow, wrist - elbow),
            "shoulder_reach": (way - own(way)) / own(length(trunk)),
        }

    return angles


def desk_angles(lens_m: float) -> AnglesOf:
    """Return what is true at a desk.

    Leaning towards the lens shows in nothing but the picture's perspective, so the shoulders' width
    is what a lens at that distance sees, against the width at first.
    """

    def angles(body: Body, figure: Figure, points: Joints, working: Sequence[str | None]) -> Angles:
        width = length(points["left_shoulder"] - points["right_shoulder"])
        seen = width / (lens_m - middle(points, "shoulder")[:, 2])
        front = front_angles(body, figure, points, working)
        return {
            "head_roll": front["head_roll"],
            "shoulder_tilt": front["shoulder_tilt"],
            "shoulder_width": seen / own(seen),
        }

    return angles


def blade_angles(
    body: Body, figure: Figure, points: Joints, working: Sequence[str | None]
) -> Angles:
    """Return what is true of squeezed shoulder blades: how level the shoulders are."""
    front = front_angles(body, figure, points, working)
    return {"shoulder_tilt": front["shoulder_tilt"]}


def stand_angles(
    body: Body, figure: Figure, points: Joints, working: Sequence[str | None]
) -> Angles:
    """Return how far the knees are below the hips, the larger of both, in trunk lengths."""
    drops = [(points[f"{side}_hip"] - points[f"{side}_knee"])[:, 1] for side in SIDES]
    trunk = length(middle(points, "shoulder") - middle(points, "hip"))
    return {"stand_height": np.maximum(*drops) / trunk}
