"""The timer on scripts of moments: lead, dose, rest, count, parts; it pauses and never resets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from posecoach.core.coach import Attempt, EventKind, Moment, Phase
from posecoach.core.timer import TimerPlan, TimerState, advance_timer, close_timer

PLAN = TimerPlan(dose_s=10, count=2, rest_s=4, lead_s=3)
BREATH = TimerPlan(dose_s=10, count=3, rest_s=0, lead_s=0, marks_s=(4,))


@dataclass
class Played:
    """What a script came to."""

    plan: TimerPlan = PLAN
    state: TimerState = field(default_factory=TimerState)
    time_s: float = 0.0
    events: list = field(default_factory=list)

    def play(
        self, seconds: float, *, ready: bool = True, good: bool = True, fps: float = 30
    ) -> Played:
        """Go on for some seconds."""
        until_s = self.time_s + seconds
        while self.time_s < until_s - 1e-9:
            self.time_s += 1 / fps
            moment = Moment(self.time_s, ready, None, None, good=good)
            self.state, events = advance_timer(self.state, moment, self.plan)
            self.events += events
        return self

    def times(self, kind: EventKind) -> list[float]:
        return [round(event.time_s, 1) for event in self.events if event.kind is kind]

    @property
    def attempts(self) -> list[Attempt]:
        return [event.attempt for event in self.events if event.attempt]


@pytest.mark.parametrize("fps", [5, 15, 60])
def test_lead_dose_rest_and_count_follow_the_plan_at_every_frame_rate(fps):
    played = Played().play(40, fps=fps)
    assert played.times(EventKind.READY) == [pytest.approx(0, abs=0.21)]
    started = [pytest.approx(3, abs=0.3), pytest.approx(17, abs=0.5)]
    assert played.times(EventKind.HOLD_STARTED) == started
    assert played.times(EventKind.HOLD_DONE) == [
        pytest.approx(13, abs=0.3),
        pytest.approx(27, abs=0.6),
    ]
    assert [(a.held_s, a.full) for a in played.attempts] == [(10, True), (10, True)]
    assert played.state.phase is Phase.REST


def test_it_waits_for_the_person_and_again_while_they_are_not_there():
    played = Played().play(5, ready=False)
    assert played.events == []
    played.play(2).play(2, ready=False).play(1.2)
    assert played.times(EventKind.HOLD_STARTED) == [pytest.approx(10, abs=0.2)]


def test_a_stir_or_a_fault_pauses_the_clock_and_it_goes_on_where_it_stood():
    played = Played().play(3 + 4).play(3, good=False)
    assert played.state.clock.paused
    assert played.state.clock.running_s == pytest.approx(4, abs=0.1)
    played.play(6.2)
    assert played.times(EventKind.HOLD_DONE) == [pytest.approx(3 + 4 + 3 + 6, abs=0.2)]
    assert played.attempts[0].full


def test_a_moment_of_stirring_is_forgiven():
    played = Played().play(3 + 4).play(1.2, good=False).play(5)
    assert played.times(EventKind.HOLD_DONE) == [pytest.approx(13, abs=0.2)]


def test_whoever_goes_away_ends_it_with_what_was_held_and_what_was_done_stays_done():
    played = Played().play(3 + 10 + 4 + 5).play(7, ready=False)
    assert [a.missing for a in played.attempts] == [None, "hold"]
    assert played.attempts[1].held_s == pytest.approx(5, abs=0.2)
    assert len(played.times(EventKind.LOST)) == 1
    assert (played.state.phase, played.state.done) == (Phase.SETUP, 1)
    played.play(30)  # once more, and then it is enough
    assert [a.full for a in played.attempts] == [True, False, True]


def test_being_away_before_the_first_second_of_it_leaves_no_attempt():
    played = Played().play(1).play(7, ready=False)
    assert played.attempts == []
    assert len(played.times(EventKind.LOST)) == 1


def test_half_way_and_the_last_three_seconds_are_told_of_a_long_dose_only():
    told = Played(plan=replace(PLAN, count=1)).play(20)
    counted = (EventKind.HALFWAY, EventKind.THREE_LEFT, EventKind.TWO_LEFT, EventKind.ONE_LEFT)
    assert [told.times(kind) for kind in counted] == [
        [pytest.approx(at_s, abs=0.2)] for at_s in (8, 10, 11, 12)
    ]
    brief = Played(plan=replace(PLAN, dose_s=5, count=1)).play(20)
    assert {event.kind for event in brief.events} == {
        EventKind.READY,
        EventKind.HOLD_STARTED,
        EventKind.HOLD_DONE,
        EventKind.ATTEMPT_ENDED,
    }


def test_a_cycle_tells_its_parts_and_begins_anew_at_once():
    played = Played(plan=BREATH).play(35)
    assert played.times(EventKind.NEXT_PART) == [
        pytest.approx(at_s, abs=0.3) for at_s in (4, 14, 24)
    ]
    assert played.times(EventKind.HOLD_STARTED) == [
        pytest.approx(at_s, abs=0.3) for at_s in (0, 10, 20)
    ]
    assert not played.times(EventKind.HALFWAY)
    assert [a.full for a in played.attempts] == [True] * 3


def test_the_part_is_known_at_every_moment():
    played = Played(plan=BREATH).play(3)
    assert played.state.part == 0
    assert played.play(3).state.part == 1
    assert played.play(5).state.part == 0  # the next cycle


def test_a_stalled_camera_is_no_time_at_all():
    played = Played().play(3 + 4)
    played.time_s += 60
    played.play(0.1)
    assert played.state.clock.kept_s == pytest.approx(4, abs=0.2)
    assert played.attempts == []


def test_the_end_of_a_clip_closes_what_it_cuts_off():
    cut = close_timer(Played().play(3 + 9).state, PLAN)
    assert cut is not None
    assert (cut.full, cut.side) == (True, None)
    assert cut.held_s == pytest.approx(9, abs=0.1)
    early = close_timer(Played().play(3 + 5).state, PLAN)
    assert early is not None
    assert early.missing == "hold"
    assert close_timer(Played().play(2).state, PLAN) is None
