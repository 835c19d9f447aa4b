"""The small pictures within words: a ring, a bar, a spark of a line."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from .axes import Scale
from .svg import Svg, dot, path, picture, rect

SPARK_PX = (96.0, 26.0)
BAR_PX = (120.0, 10.0)
RING_PX = 64.0
MOST_POINTS = 48


def ring(done: int, wanted: int, label: str) -> Svg:
    """Return a ring in as many parts as are wanted, the done ones filled."""
    middle, radius, gap = RING_PX / 2, RING_PX / 2 - 5, 0.16 if wanted > 1 else 0.0
    parts = []
    for nth in range(wanted):
        start, end = (2 * pi * (nth + share) / wanted - pi / 2 for share in (0, 1))
        steps = [start + gap + (end - start - 2 * gap) * k / 24 for k in range(25)]
        arc = [(middle + radius * cos(a), middle + radius * sin(a)) for a in steps]
        parts.append(path(arc, "ring done" if nth < done else "ring"))
    return picture(RING_PX, RING_PX, label, *parts, kind="ring-chart")


def bar(share: float, label: str) -> Svg:
    """Return a bar that is filled to a share of 0 to 1."""
    width, height = BAR_PX
    filled = max(0.0, min(1.0, share)) * width
    track = rect(0, 0, width, height, "track", height / 2)
    inside = rect(0, 0, max(filled, height), height, "fill", height / 2) if filled else ""
    return picture(width, height, label, track, inside, kind="bar")


def spark(values: Sequence[float], label: str, low: float = 50, high: float = 100) -> Svg:
    """Return a small line through values of at most `high`; many are thinned out."""
    width, height = SPARK_PX
    shown = _thinned(values)
    across = Scale(0, max(1, len(shown) - 1), 3, width - 5)
    up = Scale(min(low, *shown), high, height - 4, 4)
    points = [(across(nth), up(value)) for nth, value in enumerate(shown)]
    parts = [path(points, "spark")]
    return picture(
        width, height, label, *parts, dot(points[-1], 3, "spark-end"), kind="spark-chart"
    )


def _thinned(values: Sequence[float]) -> list[float]:
    """Return the means of as many groups as there is room for, the last value at the end."""
    if len(values) <= MOST_POINTS:
        return list(values)
    size = len(values) / (MOST_POINTS - 1)
    groups = [values[round(nth * size) : round((nth + 1) * size)] for nth in range(MOST_POINTS - 1)]
    return [*(sum(group) / len(group) for group in groups), values[-1]]
