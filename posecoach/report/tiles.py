"""The few figures at the head of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from posecoach.progress.adherence import good_seconds_by_day, streak, this_week
from posecoach.progress.words import duration
from posecoach.records import SessionRecord

from .small import ring
from .svg import Svg

SHOWN_STREAK = 3
MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure, what it counts, and a small picture where that says it better."""

    label: str
    figure: str
    note: str
    picture: Svg | None = None


def tiles(sessions: Sequence[SessionRecord], today: date) -> list[Tile]:
    """Return this week, the last month and what has been going on for how long."""
    good_s, week = good_seconds_by_day(sessions), this_week(sessions, today)
    month = [seconds for day, seconds in good_s.items() if (today - day).days < MONTH_DAYS]
    reached = week.floor_days >= week.floor_wanted
    floor = f"{week.floor_days} of {week.floor_wanted}"
    desk = f"{week.desk_days} of {week.desk_wanted}"
    return [
        Tile(
            "On the floor this week",
            f"{week.floor_days} days" if reached else floor,
            "the week's aim is reached" if reached else "days",
            ring(min(week.floor_days, week.floor_wanted), week.floor_wanted, f"{floor} days"),
        ),
        Tile(
            "Neck and desk this week",
            desk,
            "days",
            ring(week.desk_days, week.desk_wanted, f"{desk} days"),
        ),
        Tile("Last 30 days", duration(sum(month)), f"of good time, on {len(month)} days"),
        _going_on(len(good_s), streak(good_s, today)),
    ]


def _going_on(days: int, row: int) -> Tile:
    """Return the streak where there is one; otherwise nothing is held against anybody."""
    if row >= SHOWN_STREAK:
        return Tile("In a row", f"{row} days", "up to two free days a week belong to it")
    return Tile("Since the start", f"{days} day{'s' if days > 1 else ''}", "with stretches")
