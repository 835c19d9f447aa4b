"""How regularly: days, the weekly target, and a streak that forgives two free days a week."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from posecoach.records import SessionRecord

FLOOR_DAYS_A_WEEK = 3
FREE_DAYS_A_WEEK = 2
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Week:
    """What was done from Monday on: days with stretches on the floor, and for neck and desk."""

    floor_days: int
    desk_days: int
    floor_wanted: int = FLOOR_DAYS_A_WEEK
    desk_wanted: int = 7


def good_seconds_by_day(sessions: Iterable[SessionRecord]) -> dict[date, float]:
    """Return the time that counted on each day on which there was any attempt."""
    days: dict[date, float] = {}
    for session in sessions:
        if session.items:
            days[session.day] = days.get(session.day, 0.0) + session.good_s
    return days


def this_week(sessions: Iterable[SessionRecord], today: date) -> Week:
    """Return the week that `today` is in."""
    monday = today - timedelta(days=today.weekday())
    week = [session for session in sessions if monday <= session.day < monday + _WEEK]
    floor = {session.day for session in week if session.on_the_floor}
    desk = {s.day for s in week if any(not item.on_the_floor for item in s.items)}
    return Week(len(floor), len(desk))


def streak(days: Collection[date], today: date) -> int:
    """Return for how many days it has been going on, up to today.

    No seven days of it have more than two free ones; today may still come.
    """
    free: list[date] = []
    length, first = 0, min(days, default=today)
    day = today if today in days else today - _DAY
    end = day
    while day >= first:
        if day in days:
            length = (end - day).days + 1
        else:
            free.append(day)
            if sum(other - day < _WEEK for other in free) > FREE_DAYS_A_WEEK:
                break
        day -= _DAY
    return length
