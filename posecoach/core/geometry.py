"""Angles and lengths in the picture plane: pixels in, degrees out; y points down."""

from __future__ import annotations

from math import asin, atan2, degrees, hypot

from .pose import Point


def midpoint(a: Point, b: Point) -> Point:
    """Return the point half-way between `a` and `b`."""
    return Point((a.x_px + b.x_px) / 2, (a.y_px + b.y_px) / 2)


def distance_px(a: Point, b: Point) -> float:
    """Return the distance from `a` to `b`."""
    return hypot(b.x_px - a.x_px, b.y_px - a.y_px)


def wrap_deg(angle_deg: float) -> float:
    """Return `angle_deg` as the same direction in (-180, 180]."""
    wrapped = (angle_deg + 180.0) % 360.0 - 180.0
    return 180.0 if wrapped == -180.0 else wrapped


def direction_deg(start: Point, end: Point) -> float:
    """Return where `end` lies from `start`: 0 is image right, 90 is image down."""
    return degrees(atan2(end.y_px - start.y_px, end.x_px - start.x_px))


def angle_at_deg(vertex: Point, a: Point, b: Point) -> float:
    """Return the angle a-vertex-b: 0 is folded, 180 is straight."""
    return abs(wrap_deg(direction_deg(vertex, a) - direction_deg(vertex, b)))


def bend_deg(a: Point, vertex: Point, b: Point) -> float:
    """Return how far a-vertex-b is from straight: 0 is straight, 180 is folded."""
    return 180.0 - angle_at_deg(vertex, a, b)


def inclination_deg(start: Point, end: Point) -> float:
    """Return how steeply `end` rises above `start`: +90 straight up, 0 level, -90 straight down."""
    length_px = distance_px(start, end)
    if length_px == 0:
        return 0.0
    return degrees(asin((start.y_px - end.y_px) / length_px))


def lean_deg(base: Point, top: Point, toward_x: float = 1.0) -> float:
    """Return how far base-to-top leans from vertical; positive toward `toward_x` (+1 or -1)."""
    return degrees(atan2((top.x_px - base.x_px) * toward_x, base.y_px - top.y_px))
