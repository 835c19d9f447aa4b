"""The three machines behind one door: a stretch is held, repeated, or done by the clock."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Protocol

from .coach import Attempt, Clock, Event, Moment, Phase
from .hold import HoldPlan, HoldState, advance_hold, close_hold
from .measure import MEASURES
from .reps import RepPlan, RepState, advance_reps, close_reps
from .stretch import DoseKind, Level, Primary, Stretch
from .timer import TimerPlan, TimerState, advance_timer, close_timer


class Machine(Protocol):
    """Counts the holds or repetitions of one stretch."""

    @property
    def phase(self) -> Phase:
        """Where in the stretch the person is."""

    @property
    def held_s(self) -> float:
        """The running good time of this attempt."""

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""

    @property
    def dose_s(self) -> float:
        """The good time asked for."""

    @property
    def part(self) -> int:
        """Which part of a cycle it is, from 0."""

    def plan(self, rest: float) -> None:
        """Take the person's own starting value, in degrees of the primary measure."""

    def ask(self, stretch: Stretch, level: Level) -> None:
        """Ask for something else from now on; what was done and what is going on stays."""

    def step(self, moment: Moment) -> tuple[Event, ...]:
        """Take one moment; return what has just happened."""

    def progress(self, value: float) -> float:
        """Return how far `value` is on the way to the target, 0 to 1."""

    def fallen_back(self, value: float) -> float | None:
        """Return how far `value` has come back from the best of this attempt."""

    def restart(self) -> None:
        """Go back to the set-up."""

    def close(self) -> Attempt | None:
        """Return the attempt that is still open, or None."""


def machine_for(stretch: Stretch, level: Level) -> Machine:
    """Return the machine that counts this stretch."""
    if stretch.dose.by_the_clock:
        return TimerMachine(stretch, level)
    return (
        HoldMachine(stretch, level)
        if stretch.dose.kind is DoseKind.HOLD
        else RepMachine(stretch, level)
    )


class _Clocked(Protocol):
    """What every machine's state holds."""

    @property
    def phase(self) -> Phase: ...

    @property
    def clock(self) -> Clock: ...


class _Counting:
    """What the three machines share: where in it the person is, and the good time so far."""

    _state: _Clocked

    @property
    def phase(self) -> Phase:
        """Where in the stretch the person is."""
        return self._state.phase

    @property
    def held_s(self) -> float:
        """The running good time of this attempt."""
        return self._state.clock.running_s

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self._state.clock.paused

    @property
    def part(self) -> int:
        """Which part of a cycle it is; only cycles have more than one."""
        return 0

    def fallen_back(self, value: float) -> float | None:
        """Return None: only a repetition has a best to fall back from."""
        return None


class HoldMachine(_Counting):
    """Drives `advance_hold`."""

    def __init__(self, stretch: Stretch, level: Level) -> None:
        self._plan = _hold_plan(stretch, level)
        self._state: HoldState = HoldState()

    @property
    def dose_s(self) -> float:
        """The good time asked for."""
        return self._plan.dose_s

    def plan(self, rest: float) -> None:
        """Take the person's own starting value."""
        self._plan = replace(self._plan, rest=rest)

    def ask(self, stretch: Stretch, level: Level) -> None:
        """Ask for something else from the same starting value."""
        self._plan = replace(_hold_plan(stretch, level), rest=self._plan.rest)

    def step(self, moment: Moment) -> tuple[Event, ...]:
        """Take one moment; return what has just happened."""
        self._state, events = advance_hold(self._state, moment, self._plan)
        return events

    def progress(self, value: float) -> float:
        """Return how far `value` is on the way to the band."""
        return self._plan.progress(value)

    def restart(self) -> None:
        """Go back to the set-up."""
        self._state = HoldState()

    def close(self) -> Attempt | None:
        """Return the hold that is still open, or None."""
        return close_hold(self._state, self._plan)


class RepMachine(_Counting):
    """Drives `advance_reps`."""

    def __init__(self, stretch: Stretch, level: Level) -> None:
        self._plan = _rep_plan(stretch, level)
        self._state: RepState = RepState()

    @property
    def dose_s(self) -> float:
        """The pause asked for at the top."""
        return self._plan.hold_s

    def plan(self, rest: float) -> None:
        """Take the person's own starting value, unless it leaves no way to go."""
        lowest = self._plan.rest_exit * self._plan.sign
        if rest * self._plan.sign < lowest:
            self._plan = replace(self._plan, rest=rest)

    def ask(self, stretch: Stretch, level: Level) -> None:
        """Ask for something else from the same starting value."""
        self._plan = replace(_rep_plan(stretch, level), rest=self._plan.rest)

    def step(self, moment: Moment) -> tuple[Event, ...]:
        """Take one moment; return what has just happened."""
        self._state, events = advance_reps(self._state, moment, self._plan)
        return events

    def progress(self, value: float) -> float:
        """Return how far `value` is on the way to the top."""
        return self._plan.progress(value)

    def fallen_back(self, value: float) -> float | None:
        """Return how far `value` has come back from the best of this repetition."""
        best = self._state.best
        return None if best is None else best - self._plan.sign * value

    def restart(self) -> None:
        """Go back to the set-up."""
        self._state = RepState()

    def close(self) -> Attempt | None:
        """Return the repetition that is still open, or None."""
        return close_reps(self._state, self._plan)


class TimerMachine(_Counting):
    """Drives `advance_timer`."""

    def __init__(self, stretch: Stretch, level: Level) -> None:
        self._plan = _timer_plan(stretch, level)
        self._state: TimerState = TimerState()

    @property
    def dose_s(self) -> float:
        """The good time asked for."""
        return self._plan.dose_s

    @property
    def part(self) -> int:
        """Which part of the cycle it is, from 0."""
        return self._state.part

    def plan(self, rest: float) -> None:
        """Take nothing: the clock needs no angle."""

    def ask(self, stretch: Stretch, level: Level) -> None:
        """Ask for another time."""
        self._plan = _timer_plan(stretch, level)

    def step(self, moment: Moment) -> tuple[Event, ...]:
        """Take one moment; return what has just happened."""
        self._state, events = advance_timer(self._state, moment, self._plan)
        return events

    def progress(self, value: float) -> float:
        """Return 0: there is no way to go."""
        return 0.0

    def restart(self) -> None:
        """Go back to the set-up, keeping what was done."""
        self._state = TimerState(done=self._state.done)

    def close(self) -> Attempt | None:
        """Return the hold that is still open, or None."""
        return close_timer(self._state, self._plan)


def _hold_plan(stretch: Stretch, level: Level) -> HoldPlan:
    primary = _primary(stretch)
    measure = MEASURES[primary.measure]
    return HoldPlan(
        band=primary.bands[level],
        exit_slack=primary.exit_slack,
        rest=0.0 if measure.relative else primary.neutral,
        upward=primary.upward[level],
        calm=measure.region.value.calm,
        dose_s=stretch.dose.seconds[level],
        rest_s=stretch.dose.rest_s,
    )


def _rep_plan(stretch: Stretch, level: Level) -> RepPlan:
    if stretch.rep_range is None:
        raise ValueError(f"{stretch.id}: repetitions need a [reps] table")
    path = stretch.rep_range
    return RepPlan(
        rest=path.rest,
        rest_exit=path.rest_exit,
        top=path.top[level],
        hold_s=stretch.dose.seconds[level],
        back=path.back,
    )


def _timer_plan(stretch: Stretch, level: Level) -> TimerPlan:
    dose = stretch.dose
    return TimerPlan(
        dose_s=dose.seconds[level],
        count=dose.reps[level],
        rest_s=dose.rest_s,
        lead_s=dose.lead_s,
        marks_s=tuple(accumulate(pace.seconds for pace in dose.pace))[:-1],
    )


def _primary(stretch: Stretch) -> Primary:
    if stretch.primary is None:
        raise ValueError(f"{stretch.id}: what is held or repeated needs a primary measure")
    return stretch.primary
