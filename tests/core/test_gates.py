"""Gates, and sessions of the stretches that have them: the angle alone begins no hold."""

from __future__ import annotations

import pytest
from bodies import dog, eased, front

from posecoach.core.coach import Attempt, Phase
from posecoach.core.feedback import Mark
from posecoach.core.session import Step
from posecoach.core.stretch import Level

from .motions import STRETCHES, body_of, coach, path, short

REACH, WALL, DOG = "upper-back-reach", "levator-scapulae-wall", "downward-dog"


def attempts(steps: list[Step]) -> list[Attempt]:
    return [attempt for step in steps for attempt in step.attempts]


def mark(step: Step, label: str) -> Mark:
    (line,) = [line for line in step.feedback.checks if line.label == label]
    return line.mark


def at(steps: list[Step], time_s: float) -> Step:
    return min(steps, key=lambda step: abs(step.pose.time_s - time_s))


def test_the_gates_are_those_of_the_specification():
    gates = {id_: [g.measure for g in s.gates] for id_, s in STRETCHES.items() if s.gates}
    assert gates == {
        REACH: ["shoulder_reach"],
        WALL: ["elbow_height", "head_pitch"],
        DOG: ["hip_flex_n", "arm_elev"],
    }


def test_arms_at_shoulder_height_without_a_reach_begin_no_hold():
    value, make = path(REACH, 60), body_of(REACH)
    steps = coach(short(REACH), lambda t: make(value(t), reach=2.0 if t < 7 else 14.0), 13, fps=8)
    assert at(steps, 6.5).phase is Phase.MOVING_IN
    assert mark(at(steps, 6.5), "Reach") is Mark.WAITING
    assert mark(at(steps, 9), "Reach") is Mark.GOOD
    (attempt,) = attempts(steps)
    assert attempt.full
    assert attempt.start_s == pytest.approx(7, abs=0.6)


def test_a_reach_that_is_let_go_pauses_the_hold_and_is_shown_as_wrong():
    value, make = path(REACH, 60), body_of(REACH)
    reach = eased([(7, 14), (7.5, 2), (10.5, 2), (11, 14)])
    steps = coach(
        short(REACH, 20), lambda t: make(value(t), reach=reach(t) if t > 5 else None), 13, fps=8
    )
    assert mark(at(steps, 9.5), "Reach") is Mark.WRONG
    assert at(steps, 9.6).feedback.running is False
    assert at(steps, 9.3).feedback.timer_s == pytest.approx(at(steps, 10.5).feedback.timer_s)
    assert at(steps, 13).feedback.running is True


@pytest.mark.parametrize("level", list(Level))
def test_a_gate_has_a_band_for_each_level(level):
    (gate,) = STRETCHES[REACH].gates
    assert gate.bands[level].holds(0.06) is (level is Level.BEGINNER)


def test_a_head_that_turns_without_its_chin_begins_no_hold():
    value = path(WALL, 60)
    steps = coach(short(WALL), lambda t: front(yaw=value(t), right_elbow=0.3), 9, fps=8)
    assert attempts(steps) == []
    assert {step.phase for step in steps} == {Phase.SETUP, Phase.MOVING_IN}


def test_with_the_left_arm_up_the_head_turns_to_the_right():
    """The same turn with the other arm is the wrong way: nothing is counted."""
    value = path(WALL)

    def done(sign: float, **arm: float) -> list[Attempt]:
        motion = lambda t: front(yaw=sign * value(t), pitch=value(t), **arm)  # noqa: E731
        return attempts(coach(short(WALL), motion, 12, fps=8))

    (right,) = done(1, right_elbow=0.3)
    (left,) = done(-1, left_elbow=0.3)
    assert (right.side, left.side) == ("right", "left")
    assert right.held_s == left.held_s == 4.0
    assert done(1, left_elbow=0.3) == done(-1, right_elbow=0.3) == []


def test_a_measure_of_a_gate_that_is_not_seen_keeps_it_shut():
    """Straight knees are in range, and no arm is seen: that is no downward dog."""
    knee = path(DOG, 60)

    def motion(t: float):
        shown = dog(knee(t))
        kept = {j: m for j, m in shown.landmarks.items() if t < 2 or "elbow" not in j}
        return type(shown)(t, shown.width_px, shown.height_px, kept)

    assert attempts(coach(short(DOG), motion, 10, fps=8)) == []
