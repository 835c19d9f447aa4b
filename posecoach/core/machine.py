"""The two machines behind one door: a stretch is either held or repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from .coach import Attempt, Event, Moment, Phase
from .hold import HoldPlan, HoldState, advance_hold, close_hold
from .measure import MEASURES
from .reps import RepPlan, RepState, advance_reps, close_reps
from .stretch import Level, Stretch


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

    def plan(self, rest: float) -> None:
        """Take the person's own starting value, in degrees of the primary measure."""

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


class HoldMachine:
    """Drives `advance_hold`."""

    def __init__(self, stretch: Stretch, level: Level) -> None:
        measure = MEASURES[stretch.primary.measure]
        self._plan = HoldPlan(
            band=stretch.primary.bands[level],
            exit_slack=stretch.primary.exit_slack,
            rest=0.0 if measure.relative else stretch.primary.neutral,
            upward=stretch.primary.upward[level],
            calm=measure.region.value.calm,
            dose_s=stretch.dose.seconds[level],
            rest_s=stretch.dose.rest_s,
        )
        self._state = HoldState()

    @property
    def phase(self) -> Phase:
        """Where in the stretch the person is."""
        return self._state.phase

    @property
    def held_s(self) -> float:
        """The running good time of this hold."""
        return self._state.clock.running_s

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self._state.clock.paused

    @property
    def dose_s(self) -> float:
        """The good time asked for."""
        return self._plan.dose_s

    def plan(self, rest: float) -> None:
        """Take the person's own starting value."""
        self._plan = replace(self._plan, rest=rest)

    def step(self, moment: Moment) -> tuple[Event, ...]:
        """Take one moment; return what has just happened."""
        self._state, events = advance_hold(self._state, moment, self._plan)
        return events

    def progress(self, value: float) -> float:
        """Return how far `value` is on the way to the band."""
        return self._plan.progress(value)

    def fallen_back(self, value: float) -> float | None:
        """Return None: a hold has a band instead."""
        return None

    def restart(self) -> None:
        """Go back to the set-up."""
        self._state = HoldState()

    def close(self) -> Attempt | None:
        """Return the hold that is still open, or None."""
        return close_hold(self._state, self._plan)


class RepMachine:
    """Drives `advance_reps`."""

    def __init__(self, stretch: Stretch, level: Level) -> None:
        if stretch.rep_range is None:
            raise ValueError(f"{stretch.id}: repetitions need a [reps] table")
        path = stretch.rep_range
        self._plan = RepPlan(
            rest=path.rest,
            rest_exit=path.rest_exit,
            top=path.top[level],
            hold_s=stretch.dose.seconds[level],
        )
        self._state = RepState()

    @property
    def phase(self) -> Phase:
        """Where in the repetition the person is."""
        return self._state.phase

    @property
    def held_s(self) -> float:
        """The running good time at the top."""
        return self._state.clock.running_s

    @property
    def paused(self) -> bool:
        """Whether the clock stands still at the top."""
        return self._state.clock.paused

    @property
    def dose_s(self) -> float:
        """The pause asked for at the top."""
        return self._plan.hold_s

    def plan(self, rest: float) -> None:
        """Take the person's own starting value, unless it leaves no way to go."""
        lowest = self._plan.rest_exit * self._plan.sign
        if rest * self._plan.sign < lowest:
            self._plan = replace(self._plan, rest=rest)

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
