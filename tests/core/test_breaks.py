"""A day at the desk in a second: when to get up, and what counts as having been up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bodies import front, nobody

from posecoach.core.breaks import BreakPlan, BreakState, DeskWatch, Notice, Seen, advance, snooze

PLAN = BreakPlan(every_s=1800, snooze_s=300)
MINUTE = 60


def day(*parts: tuple[Seen, float], plan: BreakPlan = PLAN, step_s: float = 1.0):
    """The state after a day of parts (what is seen, for how many minutes), and what was told."""
    state, told, time_s = BreakState(), [], 0.0
    for seen, minutes in parts:
        for _ in range(round(minutes * MINUTE / step_s)):
            state, notice = advance(state, time_s, seen, plan)
            if notice:
                told.append((round(time_s / MINUTE, 1), notice))
            time_s += step_s
    return state, told


@pytest.mark.parametrize("step_s", [0.5, 1.0, 2.0])
def test_half_an_hour_of_sitting_is_told_once(step_s):
    _, told = day((Seen.SITTING, 55), step_s=step_s)
    assert told == [(30.0, Notice.BREAK)]


def test_a_minute_on_the_feet_or_away_starts_the_count_anew():
    for up in (Seen.STANDING, Seen.ABSENT):
        state, told = day((Seen.SITTING, 20), (up, 1.1), (Seen.SITTING, 29))
        assert [notice for _, notice in told] == [Notice.RESET]
        assert state.breaks == 1
        assert state.longest_s == pytest.approx(29 * MINUTE, abs=2)


def test_reaching_for_a_cup_is_no_break():
    _, told = day((Seen.SITTING, 20), (Seen.ABSENT, 0.5), (Seen.SITTING, 12))
    assert [notice for _, notice in told] == [Notice.BREAK]


def test_passing_by_is_not_sitting():
    state, told = day(*[(Seen.SITTING, 0.8), (Seen.ABSENT, 5)] * 10)
    assert (state.total_s, told) == (0.0, [])


def test_a_look_that_was_not_possible_changes_nothing():
    state, told = day((Seen.UNKNOWN, 90))
    assert (state.sitting_s, told) == (0.0, [])


def test_put_off_it_comes_again_and_at_most_twice():
    state, notice = day((Seen.SITTING, 31))
    assert len(notice) == 1
    told = []
    for _ in range(3):
        state = snooze(state, PLAN)
        for _ in range(6 * MINUTE):
            state, notice = advance(state, state.time_s + 1, Seen.SITTING, PLAN)
            told += [state.time_s] if notice else []
    assert len(told) == 2
    assert all(later - earlier >= PLAN.snooze_s for earlier, later in pairwise(told))


def test_nothing_is_put_off_before_it_was_told():
    state, _ = day((Seen.SITTING, 5))
    assert snooze(state, PLAN) == state


def test_nobody_is_absent_and_somebody_without_knees_in_view_sits():
    watch = DeskWatch()
    assert watch.step(nobody()) is Seen.ABSENT
    assert watch.step(front()) is Seen.SITTING


def test_shoulders_that_rise_by_more_than_half_their_width_have_stood_up():
    watch = DeskWatch()
    assert watch.step(front()) is Seen.SITTING
    assert watch.step(front(rise_left=0.9, rise_right=0.9)) is Seen.STANDING
    assert watch.step(front(rise_left=0.1, rise_right=0.1)) is Seen.SITTING
