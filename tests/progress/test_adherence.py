"""Days, weeks and a streak that lets people live."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from histories import NOW, attempt, item, session

from posecoach.core.stretch import Posture
from posecoach.progress.adherence import good_seconds_by_day, streak, this_week

TODAY = NOW.date()  # a Sunday


def days(pattern: str) -> set[date]:
    """Days up to today: "x" with a session, "." without; the last is today."""
    ago = range(len(pattern) - 1, -1, -1)
    return {TODAY - timedelta(days=n) for n, mark in zip(ago, pattern, strict=True) if mark == "x"}


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        ("", 0),
        ("x", 1),
        ("xxx", 3),
        ("xxxxxxx", 7),
        ("xx.", 2),  # today may still come
        ("xxx.xx.", 6),
        ("xxxxx..xxxxx..xxxxx", 19),  # two free days a week, every week
        ("xxxxx...xxxx", 4),  # three in a row are not
        ("xx.x.x.xxx", 7),  # nor are three within seven days: it begins after the first of them
        ("xx.x.xxxx.xx", 12),  # three free days, but never within seven
        ("x.........", 0),
    ],
)
def test_a_streak_forgives_two_free_days_in_any_seven(pattern, length):
    assert streak(days(pattern), TODAY) == length


def test_the_week_begins_on_monday_and_counts_days_not_sessions():
    floor, neck = item([attempt()], posture=Posture.SUPINE), item([attempt()])
    sessions = [
        session(-7, [floor]),  # last Sunday
        session(-6, [floor, neck]),
        session(-6, [floor]),
        session(-1, [neck]),
        session(0, [floor]),
    ]
    week = this_week(sessions, TODAY)
    assert (week.floor_days, week.desk_days) == (2, 2)
    assert (week.floor_wanted, week.desk_wanted) == (3, 7)


def test_good_time_is_summed_by_day_and_a_day_of_mere_answers_is_none():
    sessions = [
        session(-1, [item([attempt(held_s=10), attempt(held_s=5)])]),
        session(-1, [item([attempt(held_s=20)])]),
        session(0),
    ]
    assert good_seconds_by_day(sessions) == {TODAY - timedelta(days=1): 35}
