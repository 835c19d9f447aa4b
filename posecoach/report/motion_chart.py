"""Range of motion over time, with the band inside of which a change is nothing but noise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from posecoach.progress.change import SESSIONS_A_POINT
from posecoach.progress.motion import Angle, Motion

from .axes import Days, Scale, foot, grid, spans, value_marks
from .svg import Svg, dot, dots, path, picture, rect, text

HEIGHT_PX, TOP_PX, FOOT_PX, SIDE_PX, LABEL_PX = 190.0, 10.0, 24.0, 40.0, 42.0
LEAST_SPAN_DEG = 40.0
MANY = 60

Bounds = tuple[float, float]


def motion_chart(motion: Motion, bounds: Bounds, width: float) -> Svg:
    """Return the angles of one stretch and side; up is further into the stretch.

    The band lies around the first three sessions at the present level; the line is the running
    median of three. Sessions at another level stand back: these were asked for another range.
    """
    present = motion.present
    days = Days(motion.angles[0].day, motion.angles[-1].day, SIDE_PX + 6, width - LABEL_PX)
    foot_px = HEIGHT_PX - FOOT_PX
    ends = (foot_px, TOP_PX) if motion.upward else (TOP_PX, foot_px)
    scale, right = Scale(*bounds, *ends), width - LABEL_PX + 6
    earlier = motion.angles[: len(motion.angles) - len(present)]
    size = "many" if len(motion.angles) > MANY else "few"
    parts = [
        _band(scale, band(motion), days(present[0].day) - 6, right),
        grid(scale, value_marks(*bounds), SIDE_PX, right, "°"),
        foot(days, HEIGHT_PX - 4),
        dots(_places(earlier, days, scale), f"dots earlier {size}"),
        dots(_places(present, days, scale), f"dots {motion.side or 'both'} {size}"),
        _trend(motion, days, scale),
    ]
    side = f", {motion.side}" if motion.side else ""
    label = f"{motion.name}{side}: the angle held, {len(motion.angles)} times"
    return picture(width, HEIGHT_PX, label, *parts)


def bounds(motions: Iterable[Motion]) -> Bounds:
    """Return the angles between which both sides of one stretch find room."""
    ends = [end for motion in motions for end in (*band(motion), *_degrees(motion.angles))]
    return spans(min(ends), max(ends), LEAST_SPAN_DEG)


def band(motion: Motion) -> Bounds:
    """Return the angles that cannot be told from those of the first sessions."""
    middle = median(_degrees(motion.present[:SESSIONS_A_POINT]))
    return middle - motion.detectable_deg, middle + motion.detectable_deg


def _band(scale: Scale, ends: Bounds, left: float, right: float) -> str:
    top, bottom = sorted(map(scale, ends))
    return rect(left, top, right - left, bottom - top, "band", 4)


def _trend(motion: Motion, days: Days, scale: Scale) -> str:
    """Return the line, and its last value in degrees."""
    points = [(days(day), scale(deg)) for day, deg in _calm(motion.trend)]
    if not points:
        return ""
    x, y = points[-1]
    side = motion.side or "both"
    words = text(x + 9, y + 4, f"{motion.trend[-1][1]:.0f}°", f"now {side}")
    return path(points, f"trend {side}") + dot((x, y), 4.5, f"{side}-end") + words


def _calm(trend: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """Return the trend; where it has many points, the middle of each week, and the last point."""
    if len(trend) <= MANY:
        return list(trend)
    weeks: dict[date, list[tuple[date, float]]] = {}
    for day, deg in trend[:-1]:
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append((day, deg))
    return [
        *((week[len(week) // 2][0], median(deg for _, deg in week)) for week in weeks.values()),
        trend[-1],
    ]


def _places(angles: Iterable[Angle], days: Days, scale: Scale) -> list[tuple[float, float]]:
    return [(days(angle.day), scale(angle.deg)) for angle in angles]


def _degrees(angles: Iterable[Angle]) -> list[float]:
    return [angle.deg for angle in angles]
