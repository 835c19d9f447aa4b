"""The timer: what no camera can measure is counted by the clock, while the person is still there.

It starts by itself some seconds after the person is ready, runs while nothing is wrong, and pauses
instead of resetting. Time comes in with the frame, as in the other machines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .coach import (
    AWAY_S,
    COMPLETE_SHARE,
    STOPPED_CLOCK,
    Attempt,
    Clock,
    Event,
    EventKind,
    Moment,
    Phase,
)

ROUNDING_S = 1e-6
COUNTDOWN = ((3.0, EventKind.THREE_LEFT), (2.0, EventKind.TWO_LEFT), (1.0, EventKind.ONE_LEFT))
SHORTEST_TOLD_S = 8.0


@dataclass(frozen=True, slots=True)
class TimerPlan:
    """`count` times `dose_s` with `rest_s` between, after `lead_s` to get into it.

    `marks_s` are the times within a dose at which the next part of a cycle begins.
    """

    dose_s: float
    count: int
    rest_s: float
    lead_s: float
    marks_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TimerState:
    """The machine's memory between two frames. `passed_s` is the good time of lead or rest."""

    phase: Phase = Phase.SETUP
    time_s: float | None = None
    passed_s: float = 0.0
    start_s: float = 0.0
    clock: Clock = STOPPED_CLOCK
    away_s: float = 0.0
    done: int = 0
    told: frozenset[EventKind] = frozenset()
    part: int = 0


Told = tuple[TimerState, tuple[Event, ...]]


def advance_timer(state: TimerState, moment: Moment, plan: TimerPlan) -> Told:
    """Return the state after `moment`, and what has just happened."""
    passed_s = 0.0 if state.time_s is None else moment.time_s - state.time_s
    state = replace(state, time_s=moment.time_s)
    if state.phase is Phase.SETUP:
        if not moment.ready:
            return state, ()
        return replace(state, phase=Phase.MOVING_IN), (Event(EventKind.READY, moment.time_s),)
    away_s = 0.0 if moment.ready else state.away_s + passed_s
    state = replace(state, away_s=away_s)
    if away_s > AWAY_S:
        return _lose(state, moment, plan)
    if state.phase is Phase.HOLD:
        return _hold(state, moment, plan, passed_s)
    return _wait(state, moment, plan, passed_s)


def _lose(state: TimerState, moment: Moment, plan: TimerPlan) -> Told:
    """End what was begun: the person has gone."""
    attempt = close_timer(state, plan)
    lost = Event(EventKind.LOST, moment.time_s)
    ended = (Event(EventKind.ATTEMPT_ENDED, moment.time_s, attempt),) if attempt else ()
    return TimerState(time_s=moment.time_s, done=state.done), (*ended, lost)


def _wait(state: TimerState, moment: Moment, plan: TimerPlan, passed_s: float) -> Told:
    """Let the time to get into it, or the rest, go by."""
    if state.done >= plan.count or not moment.ready:
        return state, ()
    state = replace(state, passed_s=state.passed_s + passed_s)
    wait_s = plan.lead_s if state.phase is Phase.MOVING_IN else plan.rest_s
    if state.passed_s < wait_s - ROUNDING_S:
        return state, ()
    begun = replace(
        state,
        phase=Phase.HOLD,
        start_s=moment.time_s,
        clock=STOPPED_CLOCK,
        told=frozenset(),
        part=0,
    )
    return begun, (Event(EventKind.HOLD_STARTED, moment.time_s),)


def _hold(state: TimerState, moment: Moment, plan: TimerPlan, passed_s: float) -> Told:
    good = moment.ready and moment.good
    state = replace(state, clock=state.clock.after(passed_s, good=good))
    if state.clock.kept_s >= plan.dose_s - ROUNDING_S:
        attempt = Attempt(None, state.start_s, moment.time_s, plan.dose_s, None)
        done = replace(state, phase=Phase.REST, passed_s=0.0, done=state.done + 1)
        return done, (
            Event(EventKind.HOLD_DONE, moment.time_s),
            Event(EventKind.ATTEMPT_ENDED, moment.time_s, attempt),
        )
    kinds = _told_now(state, plan)
    part = sum(state.clock.running_s >= mark_s for mark_s in plan.marks_s)
    kinds += [EventKind.NEXT_PART] if part > state.part else []
    state = replace(state, told=state.told | set(kinds), part=part)
    return state, tuple(Event(kind, moment.time_s) for kind in kinds)


def _told_now(state: TimerState, plan: TimerPlan) -> list[EventKind]:
    """Return what is announced at this moment; a short dose or a cycle needs no countdown."""
    if plan.dose_s < SHORTEST_TOLD_S or plan.marks_s:
        return []
    marks = [(plan.dose_s / 2, EventKind.HALFWAY)]
    marks += [(plan.dose_s - left_s, kind) for left_s, kind in COUNTDOWN]
    held_s = state.clock.running_s
    return [kind for at_s, kind in marks if held_s >= at_s and kind not in state.told]


def close_timer(state: TimerState, plan: TimerPlan) -> Attempt | None:
    """Return the hold that the end of the clip has cut off, or None."""
    if state.phase is not Phase.HOLD or state.time_s is None:
        return None
    held_s = state.clock.kept_s
    missing = None if held_s >= COMPLETE_SHARE * plan.dose_s else "hold"
    return Attempt(None, state.start_s, state.time_s, held_s, missing)
