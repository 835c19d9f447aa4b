"""What the clock alone counts, from pose to step: rest, work, a walk, breath, and no angle."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import eased, front, lying, nobody, side_lying, standing

from posecoach.core.coach import Attempt, EventKind, Phase
from posecoach.core.session import Step
from posecoach.core.stretch import Grade, Level, Pace, Stretch
from posecoach.core.summary import Tally

from .motions import BY_THE_CLOCK, LEAD_S, STRETCHES, Motion, coach, coached, short

SQUEEZE, WALK, DESK = "shoulder-blade-squeeze", "stand-and-walk", "desk-posture-check"
BREATH = "relaxed-breathing"
GUIDED = [id_ for id_, stretch in STRETCHES.items() if stretch.grade is Grade.C]


def times(steps: list[Step], kind: EventKind) -> list[float]:
    return [event.time_s for step in steps for event in step.events if event.kind is kind]


def attempts(steps: list[Step]) -> list[Attempt]:
    return [attempt for step in steps for attempt in step.attempts]


def left_s(steps: list[Step], time_s: float) -> float:
    return min(steps, key=lambda step: abs(step.pose.time_s - time_s)).feedback.timer_s


def twice(id_: str) -> Stretch:
    stretch = short(id_, 3.0)
    dose = replace(stretch.dose, reps={level: 2 for level in Level}, rest_s=2.0)
    return replace(stretch, dose=dose)


def standing_up(t: float = 0.0, **more: float) -> Motion:
    return front(**{"stand": 0.8, "scale": 0.6} | more)


def _waving(t: float) -> dict[str, float]:
    """Both hands to the head and back once a second, one while the other turns round."""
    return {"left_hand": abs(2 * (t % 1) - 1), "right_hand": abs(2 * ((t + 0.25) % 1) - 1)}


def test_every_stretch_that_cannot_be_measured_is_guided_by_time():
    assert set(GUIDED) <= set(BY_THE_CLOCK)
    assert set(BY_THE_CLOCK) - set(GUIDED) == {DESK, WALK}
    assert all(STRETCHES[id_].primary is None for id_ in BY_THE_CLOCK)


@pytest.mark.parametrize("id_", GUIDED)
def test_grade_c_shows_no_angle_and_earns_no_score(id_):
    steps, done = coached(id_)
    assert done[0].full
    for step in steps:
        assert all((line.value_deg, line.size) == (None, None) for line in step.feedback.checks)
        assert step.feedback.arc is None
    tally = Tally(short(id_), Level.BEGINNER)
    for step in steps:
        tally.take(step)
    assert tally.summary(done).score is None


@pytest.mark.parametrize("id_", BY_THE_CLOCK)
def test_the_clock_starts_by_itself_some_seconds_after_the_person_is_ready(id_):
    steps, _ = coached(id_)
    (ready_s,), (begun_s,) = times(steps, EventKind.READY), times(steps, EventKind.HOLD_STARTED)
    assert ready_s < 1.5
    assert begun_s - ready_s == pytest.approx(LEAD_S, abs=0.15)


def test_the_dose_is_done_as_often_as_asked_with_a_rest_between_and_then_it_is_over():
    steps = coach(twice(SQUEEZE), lambda _: front(), 16, fps=8)
    assert [a.full for a in attempts(steps)] == [True, True]
    done, begun = times(steps, EventKind.HOLD_DONE), times(steps, EventKind.HOLD_STARTED)
    assert begun[1] - done[0] == pytest.approx(2, abs=0.2)
    assert steps[-1].feedback.sets == (2, 2)
    assert steps[-1].feedback.next.startswith("All done")
    assert steps[-1].phase is Phase.REST


def test_waving_about_pauses_a_squeeze_and_does_not_keep_one_from_working_at_a_desk():
    motion = lambda t: front(**_waving(t) if 6 < t < 10 else {})  # noqa: E731
    still = coach(short(SQUEEZE, 30), motion, 13, fps=8)
    assert left_s(still, 9.0) == pytest.approx(left_s(still, 9.8), abs=0.01)
    assert 13 - 6 - (left_s(still, 6) - left_s(still, 13)) == pytest.approx(4, abs=0.7)
    work = coach(short(DESK, 30), motion, 13, fps=8)
    assert left_s(work, 6) - left_s(work, 13) == pytest.approx(7, abs=0.2)


def test_somebody_who_never_keeps_still_does_not_begin_where_stillness_is_asked_for():
    steps = coach(short(SQUEEZE), lambda t: front(**_waving(t)), 8, fps=8)
    assert {step.phase for step in steps} == {Phase.SETUP}


def test_a_fault_pauses_the_clock_until_it_is_put_right():
    lean = eased([(6, 0), (6.5, -15), (10, -15), (10.5, 0)])
    steps = coach(short("corner-chest-stretch", 30), lambda t: standing(lean(t)), 14, fps=8)
    assert left_s(steps, 8.5) == pytest.approx(left_s(steps, 9.8), abs=0.01)
    assert left_s(steps, 11.5) - left_s(steps, 14) == pytest.approx(2.5, abs=0.2)
    (arch,) = [step.cue.text for step in steps if step.cue and step.cue.id == "arch"]
    assert arch == "Ribs down, lean as one"


def test_a_walk_out_of_the_picture_counts_and_sitting_down_does_not():
    away = coach(short(WALK, 6), lambda t: standing_up() if t < 5.5 else nobody(), 12, fps=8)
    assert [a.full for a in attempts(away)] == [True]
    assert times(away, EventKind.LOST) == []
    sat = coach(
        short(WALK, 30), lambda t: standing_up(stand=0.8 if t < 6 else 0.2), 11, fps=8
    )  # fmt: skip
    assert left_s(sat, 8.5) == pytest.approx(left_s(sat, 11), abs=0.01)
    assert [step.cue.text for step in sat if step.cue] == ["Stand up and walk a little"]


def test_walking_to_and_fro_is_not_another_place():
    """Three trunk lengths and back, which would make others set up again."""
    steps = coach(
        short(WALK, 6),
        lambda t: standing_up(shift=300 * abs((t / 6) % 1 - 0.5) - 100),
        12,
        fps=8,
    )
    assert [a.full for a in attempts(steps)] == [True]
    assert len(times(steps, EventKind.READY)) == 1


def test_a_person_who_leaves_the_desk_ends_the_watch_and_begins_again():
    steps = coach(
        short(DESK, 30), lambda t: front() if t < 7 or t > 14.5 else nobody(), 21, fps=8
    )  # fmt: skip
    assert [a.missing for a in attempts(steps)] == ["hold"]
    assert len(times(steps, EventKind.READY)) == 2
    assert steps[-1].phase is Phase.HOLD


def test_the_parts_of_a_cycle_are_shown_in_their_order_and_begin_again():
    stretch = STRETCHES[BREATH]
    dose = replace(
        stretch.dose,
        lead_s=1.0,
        pace=(Pace("Breathe in", 2.0), Pace("And slowly out", 3.0)),
        seconds={level: 5.0 for level in Level},
        reps={level: 2 for level in Level},
    )
    steps = coach(replace(stretch, dose=dose), lambda _: lying(), 14, fps=8)
    shown = [step.feedback.instruction for step in steps if step.phase is Phase.HOLD]
    order = [now for was, now in zip(["", *shown], shown, strict=False) if now != was]
    assert order == ["Breathe in", "And slowly out"] * 2
    assert shown.count("Breathe in") / len(shown) == pytest.approx(2 / 5, abs=0.05)
    assert [a.held_s for a in attempts(steps)] == [5.0, 5.0]


def test_turning_along_with_the_voice_is_movement_and_counts():
    """The whole of the turn is movement: hips that stay stacked, a trunk that goes to and fro."""
    steps = coach(
        short("side-lying-flexion-rotation"),
        lambda t: side_lying(pitch=12 * abs((t / 2) % 1 - 0.5)),
        9,
        fps=8,
    )
    assert [a.full for a in attempts(steps)] == [True]


def test_a_reminder_does_not_come_again_before_its_time():
    """The same drift for 80 seconds: told once, and without its own pace again and again."""
    drift = eased([(6, 1.0), (8, 1.25)])
    desk = short(DESK, 600)
    assert desk.cue_every_s == 900

    def told(stretch: Stretch) -> int:
        steps = coach(stretch, lambda t: front(scale=drift(t)), 80, fps=4)
        return sum(step.cue is not None for step in steps)

    assert told(desk) == 1
    assert told(replace(desk, cue_every_s=30)) == 3
    assert told(replace(desk, cue_every_s=None)) == 9


def test_a_drift_is_a_reminder_only_and_the_watch_goes_on():
    drift = eased([(6, 1.0), (8, 1.25)])
    steps = coach(short(DESK, 600), lambda t: front(scale=drift(t)), 20, fps=4)
    assert left_s(steps, 9) - left_s(steps, 20) == pytest.approx(11, abs=0.3)


def test_a_drift_must_last_before_it_is_told():
    """90 seconds of it; a minute is nothing."""
    drift = eased([(6, 1.0), (8, 1.25)])
    steps = coach(STRETCHES[DESK], lambda t: front(scale=drift(t)), 104, fps=3)
    (told_s,) = [step.pose.time_s for step in steps if step.cue]
    assert told_s == pytest.approx(7 + 90, abs=1.5)
