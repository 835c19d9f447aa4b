"""The hold machine on scripts of (seconds, value): every second is accounted for.

Lesson 1's four cases are here: consecutive holds, 3 s on and 1 s off, single bad frames in a long
hold, and what a short, a long and a very long loss do. Lesson 7: good time only, and pauses.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from posecoach.core.coach import Attempt, Clock, EventKind, Moment, Phase
from posecoach.core.hold import HoldPlan, HoldState, advance_hold, close_hold
from posecoach.core.pose import Side
from posecoach.core.stretch import Band

PLAN = HoldPlan(band=Band(20, 30), exit_slack=4, rest=0, upward=True, calm=8, dose_s=10, rest_s=5)
REST, GOOD, DEEP, SHALLOW, HIDDEN = 0.0, 25.0, 36.0, 14.0, None


@dataclass
class Played:
    """What a script came to."""

    plan: HoldPlan = PLAN
    state: HoldState = field(default_factory=HoldState)
    time_s: float = 0.0
    events: list = field(default_factory=list)
    held: list[tuple[float, float]] = field(default_factory=list)

    def play(self, *script: tuple[float, float | None], fps: float = 30, **moment) -> Played:
        """Go on with (seconds, value) pieces; `moment` is what else is true throughout."""
        for seconds, value in script:
            until_s = self.time_s + seconds
            while self.time_s < until_s - 1e-9:
                self.time_s += 1 / fps
                self.frame(value, **moment)
        return self

    def frame(self, value: float | None, **moment) -> None:
        usual = {"ready": True, "speed": 0.0, "side": Side.LEFT}
        shown = Moment(time_s=self.time_s, value=value, **(usual | moment))
        self.state, events = advance_hold(self.state, shown, self.plan)
        self.events += events
        self.held.append((self.time_s, self.state.clock.running_s))

    def times(self, kind: EventKind) -> list[float]:
        return [event.time_s for event in self.events if event.kind is kind]

    @property
    def attempts(self) -> list[Attempt]:
        return [event.attempt for event in self.events if event.attempt]


def play(*script, fps=30, **moment) -> Played:
    return Played().play(*script, fps=fps, **moment)


def test_a_hold_is_entered_after_seven_tenths_of_a_second_and_dated_back():
    played = play((1, REST), (0.6, GOOD))
    assert played.state.phase is Phase.MOVING_IN
    played.play((0.2, GOOD))
    assert played.state.phase is Phase.HOLD
    assert played.state.start_s == pytest.approx(1.03, abs=0.05)
    assert played.state.clock.kept_s == pytest.approx(0.77, abs=0.06)
    assert played.times(EventKind.HOLD_STARTED) == [pytest.approx(1.73, abs=0.05)]


def test_a_hold_does_not_begin_while_the_body_moves():
    assert not play((1, REST), (5, GOOD), speed=8.5).times(EventKind.HOLD_STARTED)
    assert not play((1, REST), (5, GOOD), speed=-8.5).times(EventKind.HOLD_STARTED)
    assert not play((1, REST), (5, GOOD), speed=None).times(EventKind.HOLD_STARTED)


def test_lesson_6_nothing_counts_before_the_person_is_ready():
    played = play((20, GOOD), ready=False)
    assert played.state.phase is Phase.SETUP
    assert not played.events


@pytest.mark.parametrize("fps", [5, 15, 30, 60])
def test_lesson_8_a_full_hold_is_the_same_at_every_frame_rate(fps):
    played = play((1, REST), (11, GOOD), (2, REST), fps=fps)
    (attempt,) = played.attempts
    assert attempt.held_s == 10
    assert attempt.full
    assert attempt.start_s == pytest.approx(1.0, abs=0.25)
    assert attempt.end_s - attempt.start_s == pytest.approx(10.0, abs=0.25)


def test_each_announcement_is_told_once_and_at_its_time():
    played = play((1, REST), (13, GOOD))
    times = {kind: played.times(kind) for kind in EventKind}
    assert times[EventKind.HALFWAY] == [pytest.approx(6, abs=0.1)]
    assert times[EventKind.THREE_LEFT] == [pytest.approx(8, abs=0.1)]
    assert times[EventKind.TWO_LEFT] == [pytest.approx(9, abs=0.1)]
    assert times[EventKind.ONE_LEFT] == [pytest.approx(10, abs=0.1)]
    assert times[EventKind.HOLD_DONE] == [pytest.approx(11, abs=0.1)]


def test_staying_in_the_stretch_after_it_is_done_gives_no_second_hold():
    played = play((1, REST), (40, GOOD))
    assert len(played.attempts) == 1
    assert played.state.phase is Phase.RELEASE
    assert played.attempts[0].held_s == 10  # never more than was asked for


@pytest.mark.parametrize(("value", "stays"), [(16.1, True), (15.9, False), (33.9, True)])
def test_the_band_is_left_wider_than_it_is_entered(value, stays):
    played = play((1, REST), (2, GOOD), (1, value))
    good_s = played.state.clock.kept_s
    assert (good_s > 2.5) is stays


def test_the_band_is_not_entered_by_its_slack():
    assert not play((1, REST), (5, 17.0)).times(EventKind.HOLD_STARTED)


def test_lesson_1_one_bad_frame_changes_nothing():
    clean = play((1, REST), (11, GOOD))
    spotted = play((1, REST), (3, GOOD), (1 / 30, SHALLOW), (3, GOOD), (1 / 30, HIDDEN), (6, GOOD))
    assert spotted.attempts[0].held_s == clean.attempts[0].held_s
    assert spotted.attempts[0].end_s == pytest.approx(clean.attempts[0].end_s, abs=0.1)


def test_lesson_1_three_bad_frames_in_a_long_hold_do_not_hinder_it():
    played = Played(plan=replace(PLAN, dose_s=120))
    played.play((1, REST))
    for _ in range(3):
        played.play((30, GOOD), (1 / 30, DEEP))
    played.play((32, GOOD))
    assert [a.held_s for a in played.attempts] == [120]


def test_lesson_1_a_drop_out_of_1_2_seconds_keeps_the_clock_running():
    played = play((1, REST), (4, GOOD), (1.2, HIDDEN), (6, GOOD))
    assert played.attempts[0].end_s == pytest.approx(11.0, abs=0.1)
    running = [held for at, held in played.held if 5.0 < at < 6.1]
    assert running == sorted(running)
    assert running[-1] > running[0] + 1.0


def test_lesson_7_a_drop_out_of_three_seconds_pauses_and_is_not_counted():
    played = play((1, REST), (4, GOOD), (3, HIDDEN))
    assert played.state.clock.paused
    assert played.state.clock.running_s == pytest.approx(4, abs=0.1)
    played.play((7, GOOD))
    assert played.attempts[0].full
    assert played.attempts[0].end_s == pytest.approx(14.0, abs=0.1)


@pytest.mark.parametrize("value", [SHALLOW, DEEP])
def test_lesson_7_a_pause_never_resets_the_clock(value):
    played = play((1, REST), (3, GOOD), (4, value), (3, GOOD), (4, value), (4.5, GOOD))
    (attempt,) = played.attempts
    assert attempt.full
    assert attempt.end_s == pytest.approx(1 + 3 + 4 + 3 + 4 + 4, abs=0.2)


def test_lesson_1_a_loss_of_more_than_six_seconds_ends_it_with_the_time_credited():
    played = play((1, REST), (5, GOOD), (6.5, HIDDEN))
    (attempt,) = played.attempts
    assert attempt.held_s == pytest.approx(5, abs=0.1)
    assert attempt.missing == "hold"
    assert attempt.end_s == pytest.approx(6, abs=0.1)  # when it was last seen, not when it ended


def test_lesson_1_consecutive_holds_are_each_counted():
    played = play((1, REST), *[(11, GOOD), (2, REST)] * 5)
    assert [a.held_s for a in played.attempts] == [10] * 5
    assert all(a.full for a in played.attempts)


def test_lesson_1_three_seconds_on_and_one_off_count_all_six():
    played = Played(plan=replace(PLAN, dose_s=2.5))
    played.play((1, REST), *[(3, GOOD), (1, REST)] * 6)
    assert [a.full for a in played.attempts] == [True] * 6


@pytest.mark.parametrize(("held_s", "missing"), [(8.3, None), (7.5, "hold")])
def test_leaving_early_counts_from_four_fifths_on(held_s, missing):
    played = play((1, REST), (held_s, GOOD), (6.2, REST))
    (attempt,) = played.attempts
    assert attempt.missing == missing
    assert attempt.held_s == pytest.approx(held_s, abs=0.1)
    assert played.times(EventKind.RETURNED)


def test_time_that_something_forbids_is_not_counted_however_good_the_angle():
    played = play((1, REST), (4, GOOD)).play((5, GOOD), good=False)
    assert played.state.phase is Phase.HOLD
    assert played.state.clock.running_s == pytest.approx(4, abs=0.1)
    played.play((6.5, GOOD))
    assert played.attempts[0].full


def test_a_stalled_camera_is_not_a_hold():
    played = play((1, REST), (3, GOOD))
    played.time_s += 60
    played.frame(GOOD)
    assert played.state.clock.kept_s == pytest.approx(3, abs=0.1)
    assert not played.attempts


def test_a_stall_at_the_threshold_does_not_start_a_hold():
    played = play((1, REST), (0.1, GOOD))
    played.time_s += 5
    played.frame(GOOD)
    assert played.state.phase is Phase.MOVING_IN


def test_a_stop_ends_the_hold_and_blocks_until_the_person_is_back():
    played = play((1, REST), (4, GOOD))
    played.play((0.2, GOOD), stop=True)
    assert len(played.times(EventKind.STOPPED)) == 1
    assert played.attempts[0].missing == "hold"
    played.play((10, GOOD))
    assert len(played.times(EventKind.HOLD_STARTED)) == 1  # no new one from where it was stopped
    played.play((1, REST), (11, GOOD))
    assert played.attempts[-1].full


def test_a_stop_on_the_way_in_is_told_once_and_blocks_as_well():
    played = play((1, REST)).play((0.3, GOOD), stop=True).play((5, GOOD))
    assert len(played.times(EventKind.STOPPED)) == 1
    assert not played.times(EventKind.HOLD_STARTED)
    played.play((0.5, REST), (1, GOOD))
    assert played.times(EventKind.HOLD_STARTED)


def test_a_person_who_is_gone_for_six_seconds_is_lost_and_sets_up_again():
    played = play((1, REST)).play((6.5, HIDDEN), ready=False)
    assert played.state.phase is Phase.SETUP
    assert len(played.times(EventKind.LOST)) == 1


def test_rest_lasts_as_long_as_it_should_or_until_the_next_begins():
    played = play((1, REST), (11, GOOD), (2, REST))
    assert played.state.phase is Phase.REST
    assert play((1, REST), (11, GOOD), (6, REST)).state.phase is Phase.MOVING_IN
    assert play((1, REST), (11, GOOD), (2, REST), (0.5, 15.0)).state.phase is Phase.MOVING_IN


def test_a_stretch_that_falls_is_held_as_one_that_rises():
    """The kneeling stretch goes from +5 down to -5...-17."""
    down = replace(PLAN, band=Band(-17, -5), rest=5, upward=False)
    played = Played(plan=down).play((1, 5.0), (11, -10.0), (2, 5.0))
    assert [a.held_s for a in played.attempts] == [10]
    assert down.progress(5) == 0
    assert down.progress(0) == pytest.approx(0.5)
    assert down.progress(-30) == 1


def test_the_side_is_the_one_that_was_held():
    played = play((1, REST), (4, GOOD), side=None).play((7, GOOD), side=Side.RIGHT)
    assert played.attempts[0].side is Side.RIGHT


def test_the_end_of_a_clip_closes_the_hold_that_it_cuts_off():
    cut = close_hold(play((1, REST), (9, GOOD)).state, PLAN)
    assert cut is not None
    assert cut.full
    assert cut.held_s == pytest.approx(9, abs=0.1)
    assert close_hold(play((3, REST)).state, PLAN) is None


def test_a_clock_forgives_a_gap_only_once_it_has_closed():
    clock = Clock(kept_s=4.0).after(0.5, good=False).after(0.5, good=False)
    assert (clock.kept_s, clock.running_s, clock.paused) == (4.0, 5.0, False)
    assert clock.after(0.1, good=True).kept_s == pytest.approx(5.1)
    assert clock.after(0.6, good=False).running_s == 4.0


def test_a_person_who_rests_inside_the_band_has_some_way_to_go_all_the_same():
    near = replace(PLAN, band=Band(0, 30), rest=3)
    assert not near.holds(4, inside=False)
    assert near.holds(10, inside=False)
    assert near.progress(3) == 0
    assert near.returned(3)


def test_a_hold_that_changes_sides_is_two_holds():
    """Straight from one shoulder to the other: each side has its own time."""
    played = play((1, REST), (5, GOOD), side=Side.LEFT)
    played.play((0.5, REST)).play((11, GOOD), side=Side.RIGHT)
    assert [a.side for a in played.attempts] == [Side.LEFT, Side.RIGHT]
    assert [a.missing for a in played.attempts] == ["hold", None]


def test_a_hold_does_not_begin_before_its_gate_is_open():
    """The angle alone is not the stretch: the reach, the chin or the hips must be there too."""
    played = play((1, REST)).play((4, GOOD), gate=False)
    assert played.state.phase is Phase.MOVING_IN
    played.play((0.9, GOOD))
    assert played.times(EventKind.HOLD_STARTED) == [pytest.approx(5.7, abs=0.1)]


def test_a_gate_that_closes_pauses_the_hold_and_one_that_opens_lets_it_go_on():
    played = play((1, REST), (4, GOOD)).play((3, GOOD), gate=False)
    assert played.state.clock.paused
    assert played.state.clock.kept_s == pytest.approx(4, abs=0.1)
    played.play((6.5, GOOD))
    (attempt,) = played.attempts
    assert attempt.full
    assert attempt.end_s == pytest.approx(14, abs=0.2)


def test_a_gate_that_stays_closed_ends_the_hold_when_it_was_last_open():
    (attempt,) = play((1, REST), (4, GOOD)).play((6.5, GOOD), gate=False).attempts
    assert attempt.missing == "hold"
    assert attempt.end_s == pytest.approx(5, abs=0.1)
