"""The one door to the three machines: which one counts, and what each of them needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posecoach.core.coach import EventKind, Moment, Phase
from posecoach.core.machine import HoldMachine, RepMachine, TimerMachine, machine_for
from posecoach.core.stretch import DoseKind, Level

from .motions import STRETCHES, short

KINDS = {
    DoseKind.HOLD: HoldMachine,
    DoseKind.REPS: RepMachine,
    DoseKind.TIMER: TimerMachine,
    DoseKind.CYCLES: TimerMachine,
}


def run(machine, seconds: float, value: float | None = None, fps: int = 10, from_s: float = 0.0):
    moments = [Moment(from_s + i / fps, True, value, 0.0) for i in range(int(seconds * fps))]
    return [event for moment in moments for event in machine.step(moment)]


@pytest.mark.parametrize("id_", STRETCHES)
def test_every_stretch_has_its_machine_at_both_levels(id_):
    for level in Level:
        machine = machine_for(STRETCHES[id_], level)
        assert type(machine) is KINDS[STRETCHES[id_].dose.kind]
        assert machine.phase is Phase.SETUP
        assert machine.dose_s == STRETCHES[id_].dose.seconds[level]
        assert (machine.held_s, machine.paused, machine.part) == (0.0, False, 0)
        assert machine.close() is None


def test_what_is_held_needs_a_measure_and_what_is_repeated_its_range():
    with pytest.raises(ValueError, match="sphinx: what is held or repeated needs a primary"):
        machine_for(replace(STRETCHES["sphinx"], primary=None), Level.FULL)
    with pytest.raises(ValueError, match=r"bridge: repetitions need a \[reps\] table"):
        machine_for(replace(STRETCHES["bridge"], rep_range=None), Level.FULL)


def test_starting_again_keeps_what_the_clock_has_done_and_forgets_a_hold():
    timer = machine_for(short("corner-chest-stretch", 2.0), Level.BEGINNER)
    done = run(timer, 6)
    assert EventKind.HOLD_DONE in [event.kind for event in done]
    timer.restart()
    assert timer.phase is Phase.SETUP
    again = run(timer, 10, from_s=20)
    assert EventKind.HOLD_STARTED not in [event.kind for event in again]
    hold = machine_for(short("sphinx", 9.0), Level.BEGINNER)
    run(hold, 3, value=15.0)
    assert hold.close() is not None
    hold.restart()
    assert hold.close() is None


def test_only_a_measure_has_a_way_to_go_and_only_a_repetition_a_best():
    timer = machine_for(STRETCHES["pelvic-tilt"], Level.BEGINNER)
    timer.plan(12.0)
    assert (timer.progress(50.0), timer.fallen_back(50.0)) == (0.0, None)
    hold = machine_for(STRETCHES["sphinx"], Level.BEGINNER)
    assert (hold.progress(5.0), hold.fallen_back(5.0)) == (pytest.approx(0.5), None)
    reps = machine_for(STRETCHES["partial-crunch"], Level.BEGINNER)
    assert reps.fallen_back(9.0) is None
    run(reps, 1, value=0.0)
    run(reps, 1, value=9.0, from_s=1)
    assert reps.fallen_back(6.0) == pytest.approx(3)
    assert reps.progress(2.5) == pytest.approx(0.5)
