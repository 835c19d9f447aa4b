"""The repetition machine: rest, up, a pause at the top, down, and again.

Separate angles for reaching the top and for being back at rest make noise harmless. An attempt that
misses its range or its pause is reported and told, never dropped (stretches.md 4.4).
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

HALF_SHARE = 0.6
BEGIN_SHARE = 0.4
SHORTEST_S = 0.8
LONGEST_S = 15.0
TOP_SLACK = 4.0
TOP_SLACK_SHARE = 0.5  # of the way between where an attempt begins and its top
NEAR_TOP = 0.9


@dataclass(frozen=True, slots=True)
class RepPlan:
    """What a repetition of this stretch is; angles in degrees of the primary measure.

    `hold_s` is the pause asked for at the top. Where `top` lies below `rest`, the measure falls on
    the way up; the machine turns the sign, so that "up" always grows. With `back`, a repetition is
    over only when the way back has led past that.
    """

    rest: float
    rest_exit: float
    top: float
    hold_s: float
    back: float | None = None

    @property
    def start(self) -> float:
        """Return where an attempt begins and ends: `rest_exit`, or nearer to the person's rest.

        A half repetition is 60 % of the way, so an attempt must have begun before that.
        """
        own = self.rest + BEGIN_SHARE * (self.top - self.rest)
        return self.sign * min(self.sign * self.rest_exit, self.sign * own)

    @property
    def end(self) -> float:
        """Return where an attempt is over."""
        return self.start if self.back is None else self.back

    @property
    def slack(self) -> float:
        """Return how far one may sink from the top and still be there."""
        return min(TOP_SLACK, TOP_SLACK_SHARE * abs(self.top - self.rest_exit))

    @property
    def sign(self) -> float:
        """Return +1 where the measure rises toward the top, else -1."""
        return 1.0 if self.top > self.rest_exit else -1.0

    def progress(self, value: float) -> float:
        """Return how far `value` is on the way: 0 at rest, 1 at the top and beyond."""
        way = self.top - self.rest
        return min(1.0, max(0.0, (value - self.rest) / way)) if way else 1.0


@dataclass(frozen=True, slots=True)
class RepState:
    """The machine's memory between two frames. `path` holds (time, height) of this attempt."""

    phase: Phase = Phase.SETUP
    time_s: float | None = None
    clock: Clock = STOPPED_CLOCK
    path: tuple[tuple[float, float], ...] = ()
    best: float | None = None
    reached: bool = False
    away_s: float = 0.0
    told: bool = False
    blocked: bool = False

    @property
    def open(self) -> bool:
        """Return whether an attempt is under way."""
        return bool(self.path)


def advance_reps(
    state: RepState, moment: Moment, plan: RepPlan
) -> tuple[RepState, tuple[Event, ...]]:
    """Return the state after `moment`, and what has just happened."""
    passed_s = 0.0 if state.time_s is None else moment.time_s - state.time_s
    state = replace(state, time_s=moment.time_s)
    if state.phase is Phase.SETUP:
        if not moment.ready:
            return state, ()
        return replace(state, phase=Phase.REST), (Event(EventKind.READY, moment.time_s),)
    if not moment.ready or moment.value is None:
        return _away(state, moment, plan, passed_s)
    state = replace(state, away_s=0.0)
    height = plan.sign * moment.value
    if not state.open:
        return _wait(state, moment, plan, height)
    return _rep(state, moment, plan, height, passed_s)


def _away(
    state: RepState, moment: Moment, plan: RepPlan, passed_s: float
) -> tuple[RepState, tuple[Event, ...]]:
    away_s = state.away_s + passed_s
    clock = state.clock.after(passed_s, good=False)
    if away_s <= AWAY_S:
        return replace(state, away_s=away_s, clock=clock), ()
    attempt = _attempt(state, plan) if state.open else None
    lost = Event(EventKind.LOST, moment.time_s)
    ended = (Event(EventKind.ATTEMPT_ENDED, moment.time_s, attempt),) if attempt else ()
    return RepState(time_s=moment.time_s), (*ended, lost)


def _wait(
    state: RepState, moment: Moment, plan: RepPlan, height: float
) -> tuple[RepState, tuple[Event, ...]]:
    """Wait at rest for the way up to begin."""
    up = height > plan.sign * plan.start
    if moment.stop or (state.blocked and up):
        told = (Event(EventKind.STOPPED, moment.time_s),) if not state.blocked else ()
        return replace(state, blocked=True, phase=Phase.REST), told
    if not up:
        return replace(state, blocked=False, phase=Phase.REST), ()
    path = ((moment.time_s, height),)
    return replace(state, phase=Phase.MOVING_IN, path=path, best=height), ()


def _rep(
    state: RepState, moment: Moment, plan: RepPlan, height: float, passed_s: float
) -> tuple[RepState, tuple[Event, ...]]:
    top = plan.sign * plan.top
    best = height if state.best is None else max(height, state.best)
    path = (*state.path, (moment.time_s, height))
    state = replace(state, path=path, best=best)
    too_long = moment.time_s - path[0][0] > LONGEST_S
    if moment.stop or too_long or height < plan.sign * plan.end:
        return _end(state, moment, plan, blocked=moment.stop or too_long)
    at_top = height >= (top - plan.slack if state.phase is Phase.HOLD else top)
    clock = state.clock.after(passed_s, good=moment.good) if at_top else state.clock
    phase = Phase.HOLD if at_top else (Phase.RELEASE if state.reached else Phase.MOVING_IN)
    done = clock.kept_s >= plan.hold_s and not state.told
    kinds = [EventKind.HOLD_STARTED] if at_top and not state.reached else []
    kinds += [EventKind.HOLD_DONE] if done else []
    state = replace(
        state, clock=clock, phase=phase, reached=state.reached or at_top, told=state.told or done
    )
    return state, tuple(Event(kind, moment.time_s) for kind in kinds)


def _end(
    state: RepState, moment: Moment, plan: RepPlan, *, blocked: bool
) -> tuple[RepState, tuple[Event, ...]]:
    attempt = _attempt(state, plan)
    events = (Event(EventKind.ATTEMPT_ENDED, moment.time_s, attempt),) if attempt else ()
    if moment.stop:
        events = (Event(EventKind.STOPPED, moment.time_s), *events)
    return RepState(Phase.REST, moment.time_s, blocked=blocked), events


def _attempt(state: RepState, plan: RepPlan) -> Attempt | None:
    """Return what the way from rest and back amounts to; None when it was hardly begun."""
    rest, top = plan.sign * plan.rest, plan.sign * plan.top
    start_s, end_s = state.path[0][0], state.path[-1][0]
    best = state.best if state.best is not None else rest
    if end_s - start_s < SHORTEST_S or best < rest + HALF_SHARE * (top - rest):
        return None
    held_s = min(state.clock.kept_s, plan.hold_s)
    if not state.reached:
        missing: str | None = "range"
    else:
        missing = None if held_s >= COMPLETE_SHARE * plan.hold_s else "hold"
    down_s = _way_back_s(state, rest, best)
    return Attempt(None, start_s, end_s, held_s, missing, down_s, end_s - start_s)


def _way_back_s(state: RepState, rest: float, best: float) -> float | None:
    """Return the time that the whole way down takes at the pace of the part that was seen.

    That part runs from 90 % of the height to where the attempt ended.
    """
    near_top = rest + NEAR_TOP * (best - rest)
    high_s = [at_s for at_s, height in state.path if height >= near_top]
    end_s, end = state.path[-1]
    share = (near_top - end) / (best - rest) if best > rest else 0.0
    return (end_s - high_s[-1]) / share if high_s and share > 0.1 else None


def close_reps(state: RepState, plan: RepPlan) -> Attempt | None:
    """Return the attempt that the end of the clip has cut off, or None."""
    return _attempt(state, plan) if state.open else None
