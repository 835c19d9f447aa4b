"""The repetition machine: what is full, what is missing, and that noise counts nothing."""

from __future__ import annotations

from random import Random

import pytest
from bodies import eased

from posecoach.core.coach import Attempt, EventKind, Moment, Phase
from posecoach.core.reps import RepPlan, RepState, advance_reps, close_reps

PLAN = RepPlan(rest=45, rest_exit=28, top=20, hold_s=3)
RISING = RepPlan(rest=0, rest_exit=10, top=30, hold_s=3)


def play(
    value, length_s: float, fps: float = 30, plan: RepPlan = PLAN, **moment
) -> tuple[RepState, list]:
    state, events = RepState(), []
    for index in range(int(length_s * fps) + 1):
        usual = {"ready": True, "speed": 0.0}
        shown = Moment(time_s=index / fps, value=value(index / fps), **(usual | moment))
        state, now = advance_reps(state, shown, plan)
        events += now
    return state, events


def attempts(value, length_s: float, **more) -> list[Attempt]:
    return [event.attempt for event in play(value, length_s, **more)[1] if event.attempt]


def bridge(top: float, hold_s: float, up_s: float = 1.5, down_s: float = 2.0, times: int = 1):
    script, at = [(0.0, 45.0)], 1.0
    for _ in range(times):
        script += [(at, 45), (at + up_s, top), (at + up_s + hold_s, top)]
        at += up_s + hold_s + down_s
        script += [(at, 45)]
        at += 1.0
    return eased(script), at + 1


@pytest.mark.parametrize("fps", [5, 15, 30, 60])
def test_lesson_8_full_repetitions_are_counted_at_every_frame_rate(fps):
    value, length_s = bridge(12, 3.5, times=3)
    done = attempts(value, length_s, fps=fps)
    assert [a.missing for a in done] == [None] * 3
    assert all(a.held_s == pytest.approx(3) for a in done)
    assert done[0].start_s == pytest.approx(1.75, abs=0.3)


def test_a_measure_that_rises_is_counted_as_one_that_falls():
    value, length_s = bridge(12, 3.5)
    up = attempts(lambda t: 45 - value(t), length_s, plan=RISING)
    assert [a.missing for a in up] == [None]


def test_sixty_percent_of_the_way_is_a_half_repetition_that_misses_its_range():
    value, length_s = bridge(27, 3.5)
    (half,) = attempts(value, length_s)
    assert (half.missing, half.held_s, half.full) == ("range", 0.0, False)


def test_less_than_sixty_percent_is_no_repetition_at_all():
    value, length_s = bridge(31, 3.5)
    assert attempts(value, length_s) == []


@pytest.mark.parametrize(("hold_s", "missing"), [(0.5, "hold"), (1.2, "hold"), (3.2, None)])
def test_a_repetition_without_its_pause_misses_its_hold(hold_s, missing):
    value, length_s = bridge(12, hold_s, up_s=1.2, down_s=1.2)
    (done,) = attempts(value, length_s)
    assert done.missing == missing


def test_four_fifths_of_the_pause_are_enough():
    value, length_s = bridge(19.9, 2.6, up_s=1, down_s=1)
    (done,) = attempts(value, length_s)
    assert done.held_s < 3
    assert done.full


def test_lesson_4_fifteen_pixels_of_noise_on_a_boundary_count_nothing():
    """The hip of a bridge sways by 15 px of 100: about 8 degrees to each side of a limit."""
    random = Random(1)
    for boundary in (PLAN.start, PLAN.rest_exit):
        done = attempts(lambda _, at=boundary: at + random.uniform(-8, 8), 20)
        assert [a for a in done if a.missing != "range"] == []
    # held at the top for 20 s: one long repetition, not fourteen
    assert len(attempts(lambda _: 20 + random.uniform(-8, 8), 20)) == 1


def test_lesson_4_noise_does_not_change_the_count_of_five_repetitions():
    random, (value, length_s) = Random(3), bridge(12, 4.5, times=5)
    done = attempts(lambda t: value(t) + random.uniform(-8, 8), length_s)
    assert [a.missing for a in done] == [None] * 5


def test_lesson_4_noise_at_the_top_does_not_split_a_repetition():
    random, (value, length_s) = Random(2), bridge(13, 4)
    done = attempts(lambda t: value(t) + random.uniform(-3, 3), length_s)
    assert [a.missing for a in done if a.end_s - a.start_s > 1] == [None]
    assert len(done) == 1


def test_a_repetition_of_more_than_fifteen_seconds_ends_and_blocks():
    value = eased([(1, 45), (2.5, 12), (40, 12), (42, 45)])
    state, events = play(value, 30)
    (done,) = [event.attempt for event in events if event.attempt]
    assert done.full
    assert state.blocked
    assert done.end_s - done.start_s == pytest.approx(15, abs=0.2)
    more = attempts(
        eased([(1, 45), (2.5, 12), (20, 12), (22, 45), (24, 12), (28, 12), (30, 45)]), 32
    )
    assert len(more) == 2  # after coming down the next one counts again


@pytest.mark.parametrize("down_s", [0.4, 0.8, 1.5, 3.0])
def test_the_way_down_is_timed_whatever_part_of_it_was_seen(down_s):
    value, length_s = bridge(12, 3.5, down_s=down_s)
    (done,) = attempts(value, length_s)
    assert done.down_s == pytest.approx(down_s, rel=0.35)
    assert (done.down_s < 1.0) is (down_s < 1.0)


def test_the_events_of_a_repetition_come_once_each():
    value, length_s = bridge(12, 3.5)
    kinds = [event.kind for event in play(value, length_s)[1]]
    assert kinds == [
        EventKind.READY,
        EventKind.HOLD_STARTED,
        EventKind.HOLD_DONE,
        EventKind.ATTEMPT_ENDED,
    ]


def test_lesson_6_nothing_counts_before_the_person_is_ready():
    value, length_s = bridge(12, 3.5)
    state, events = play(value, length_s, ready=False)
    assert not events
    assert state.phase is Phase.SETUP


def test_bad_time_at_the_top_is_not_counted():
    value, length_s = bridge(12, 4)
    (done,) = attempts(value, length_s, good=False)
    assert (done.held_s, done.missing) == (0.0, "hold")


def test_a_second_out_of_sight_in_the_middle_of_a_repetition_changes_nothing():
    value, length_s = bridge(12, 4)
    (done,) = attempts(lambda t: None if 3.5 < t < 4.5 else value(t), length_s)
    assert done.full


def test_a_person_who_is_gone_for_six_seconds_is_lost_with_the_repetition_reported():
    value = eased([(1, 45), (2.5, 12), (60, 12)])
    state, events = play(lambda t: value(t) if t < 6 else None, 12.1)
    kinds = [event.kind for event in events if event.kind is not EventKind.READY]
    assert kinds[-2:] == [EventKind.ATTEMPT_ENDED, EventKind.LOST]
    assert state.time_s == pytest.approx(12.1, abs=0.05)


def test_a_stop_ends_the_repetition_and_blocks_until_the_person_is_down():
    state, events = RepState(), []
    for index in range(360):
        t = index / 30
        value = 45 if t < 1 or 8 < t < 9 else 12
        shown = Moment(t, True, value, 0.0, stop=4 < t < 4.5)
        state, now = advance_reps(state, shown, PLAN)
        events += now
    kinds = [event.kind for event in events]
    assert kinds.count(EventKind.STOPPED) == 1
    assert kinds.count(EventKind.HOLD_STARTED) == 2  # before the stop, and after having been down


def test_a_best_of_zero_is_a_best():
    """A straight line reads 0; it must not be taken for nothing."""
    state, _ = play(eased([(1, 45), (2.5, 0), (4, 0), (5, 15), (9, 15)]), 6)
    assert state.best == 0


def test_the_end_of_a_clip_closes_the_repetition_that_it_cuts_off():
    state, _ = play(eased([(1, 45), (2.5, 12), (20, 12)]), 7)
    cut = close_reps(state, PLAN)
    assert cut is not None
    assert cut.full
    assert close_reps(RepState(), PLAN) is None


CAT = RepPlan(rest=0, rest_exit=8, top=20, hold_s=1, back=-10)


def cats(*lows: float, up_s: float = 1.5, down_s: float = 2.0):
    """Rounding to 30 again and again, and between through each of `lows`."""
    script, at = [(1.0, 0.0)], 1.0
    for low in lows:
        script += [(at + up_s, 30), (at + up_s + 1.5, 30), (at + up_s + 1.5 + down_s, low)]
        at = script[-1][0]
    return eased([*script, (at + 1, 0)]), at + 2


def test_a_repetition_that_leads_through_another_pose_is_over_only_when_it_was_there():
    value, length_s = cats(-18, -18)
    assert [a.missing for a in attempts(value, length_s, plan=CAT)] == [None, None]
    # at rest it is not yet over, and up again from there is still the same one
    value, length_s = cats(0, -18)
    (one,) = attempts(value, length_s, plan=CAT)
    assert one.full
    assert attempts(*cats(0), plan=CAT) == []


def test_a_repetition_is_timed_from_where_it_began_to_where_it_was_over():
    value, length_s = cats(-18)
    (done,) = attempts(value, length_s, plan=CAT)
    assert done.cycle_s == pytest.approx(done.end_s - done.start_s)
    # from 8 on the way up to -10 on the way down, of 1.5 + 1.5 + 2.0 seconds
    assert done.cycle_s == pytest.approx(4.1, abs=0.2)
    hurried, length_s = cats(-18, up_s=0.8, down_s=1.0)
    (quick,) = attempts(hurried, length_s, plan=CAT)
    assert quick.cycle_s < 3.2


def test_whoever_never_comes_back_through_it_has_the_repetition_ended_by_its_time():
    state, events = play(eased([(1, 0), (2.5, 30), (4, 30), (6, 0), (40, 0)]), 20, plan=CAT)
    (long,) = [event.attempt for event in events if event.attempt]
    assert long.end_s - long.start_s == pytest.approx(15, abs=0.2)
    assert state.blocked is False
