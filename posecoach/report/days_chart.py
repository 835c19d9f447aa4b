"""The calendar: a square a day, darker with more good time. An empty day is just an empty day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from posecoach.progress.words import day_words, duration

from .svg import Svg, picture, rect, text, titled

MINUTES = (0.0, 3.0, 6.0, 10.0)  # from here on a day is a shade darker
HEAD_PX, SIDE_PX, GAP_PX, MOST_PITCH_PX = 18.0, 34.0, 3.0, 22.0
LEAST_WEEKS = 12
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def calendar(good_s: Mapping[date, float], today: date, most_weeks: int, width: float) -> Svg:
    """Return the weeks up to that of `today`, Monday first; what lies before the start is faint.

    `good_s` is the good time of each day on which there was any attempt; one day at least.
    """
    start, monday = min(good_s), _monday(today)
    weeks = min(most_weeks, max(LEAST_WEEKS, (monday - _monday(start)).days // 7 + 1))
    first = monday - (weeks - 1) * _WEEK
    pitch = min(MOST_PITCH_PX, (width - SIDE_PX) / weeks)
    parts = [_names(pitch)]
    for nth in range(weeks):
        x, week = SIDE_PX + nth * pitch, first + nth * _WEEK
        if week.day <= 7 and nth < weeks - 1:
            parts.append(text(x, 12, f"{week:%b}", "mark"))
        for weekday in range(7):
            day = week + weekday * _DAY
            if day <= today:
                kind = "day-0 not-yet" if day < start else _shade(good_s, day)
                y, side = HEAD_PX + weekday * pitch, pitch - GAP_PX
                parts.append(titled(rect(x, y, side, side, kind, 3), _told(good_s, day)))
    active = sum(first <= day <= today for day in good_s)
    label = f"Calendar of {weeks} weeks: stretched on {active} days"
    return picture(width, HEAD_PX + 7 * pitch, label, *parts, kind="calendar")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _names(pitch: float) -> str:
    rows = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    return "".join(text(0, HEAD_PX + (row + 0.5) * pitch + 3, name, "mark") for row, name in rows)


def _shade(good_s: Mapping[date, float], day: date) -> str:
    """Return the class of a day: day-0 for a free one, up to day-4."""
    if day not in good_s:
        return "day-0"
    return f"day-{sum(good_s[day] >= 60 * minutes for minutes in MINUTES)}"


def _told(good_s: Mapping[date, float], day: date) -> str:
    if day not in good_s:
        return day_words(day)
    return f"{day_words(day)}: {duration(good_s[day])} of good time"
