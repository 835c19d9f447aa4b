"""The hold machine: set-up, moving in, hold, release, rest, and again.

It counts good time only, pauses instead of resetting, and reports every attempt. Time comes in with
the frame, so the same motion gives the same holds at any frame rate (stretches.md 4.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .coach import (
    AWAY_S,
    COMPLETE_SHARE,
    ENTER_S,
    STALL_S,
    STOPPED_CLOCK,
    Attempt,
    Clock,
    Event,
    EventKind,
    Moment,
    Phase,
)
from .pose import Side
from .stretch import Band

LEAST_WAY = 6.0
LEAST_BAND = 4.0
ROUNDING_S = 1e-6
_COUNTDOWN = ((3.0, EventKind.THREE_LEFT), (2.0, EventKind.TWO_LEFT), (1.0, EventKind.ONE_LEFT))


@dataclass(frozen=True, slots=True)
class HoldPlan:
    """What a hold of this stretch is, for this person.

    Entered inside `band`, left `exit_slack` outside of it; `rest` is where the person comes from,
    and `upward` whether the measure grows on the way in; `calm` is the speed below which a hold
    can begin; `dose_s` the good time asked for.
    """

    band: Band
    exit_slack: float
    rest: float
    upward: bool
    calm: float
    dose_s: float
    rest_s: float

    @property
    def sign(self) -> float:
        """Return +1 where the measure grows on the way in, else -1."""
        return 1.0 if self.upward else -1.0

    @property
    def edge(self) -> float:
        """Return the near edge of the band, which is some way from the person's own rest."""
        near = self.band.low if self.upward else self.band.high
        far = self.band.high if self.upward else self.band.low
        needed = self.sign * max(self.sign * near, self.sign * self.rest + LEAST_WAY)
        return self.sign * min(self.sign * needed, self.sign * far - LEAST_BAND)

    @property
    def way(self) -> float:
        """Return how far it is from rest to the band."""
        return max(1.0, self.sign * (self.edge - self.rest))

    def holds(self, value: float, *, inside: bool) -> bool:
        """Return whether `value` is in the band; who is `inside` has slack to leave it."""
        slack = self.exit_slack if inside else 0.0
        beyond = self.sign * (value - self.edge)
        return beyond >= -min(slack, self.way / 2) and self.band.holds(value, slack)

    def progress(self, value: float) -> float:
        """Return how far `value` is on the way: 0 at rest, 1 at the band and beyond."""
        return min(1.0, max(0.0, self.sign * (value - self.rest) / self.way))

    def returned(self, value: float) -> bool:
        """Return whether the person has plainly come back out of the stretch."""
        return self.sign * (self.edge - value) >= max(self.way / 2, min(self.exit_slack, self.way))


@dataclass(frozen=True, slots=True)
class HoldState:
    """The machine's memory between two frames."""

    phase: Phase = Phase.SETUP
    time_s: float | None = None
    side: Side | None = None
    calm_since_s: float | None = None
    start_s: float = 0.0
    in_band_s: float = 0.0
    clock: Clock = STOPPED_CLOCK
    away_s: float = 0.0
    told: frozenset[EventKind] = frozenset()
    blocked: bool = False


def advance_hold(
    state: HoldState, moment: Moment, plan: HoldPlan
) -> tuple[HoldState, tuple[Event, ...]]:
    """Return the state after `moment`, and what has just happened."""
    passed_s = 0.0 if state.time_s is None else moment.time_s - state.time_s
    state = replace(state, time_s=moment.time_s)
    match state.phase:
        case Phase.SETUP:
            return _set_up(state, moment)
        case Phase.HOLD:
            return _hold(state, moment, plan, passed_s)
        case Phase.RELEASE:
            return _release(state, moment, plan, passed_s)
        case _:
            return _approach(state, moment, plan, passed_s)


def _set_up(state: HoldState, moment: Moment) -> tuple[HoldState, tuple[Event, ...]]:
    if not moment.ready:
        return state, ()
    ready = replace(state, phase=Phase.MOVING_IN, calm_since_s=None, away_s=0.0)
    return ready, (Event(EventKind.READY, moment.time_s),)


def _approach(
    state: HoldState, moment: Moment, plan: HoldPlan, passed_s: float
) -> tuple[HoldState, tuple[Event, ...]]:
    """Wait for the band to be reached and held calmly for 0.7 s."""
    away_s = 0.0 if moment.ready and moment.value is not None else state.away_s + passed_s
    if away_s > AWAY_S:
        return HoldState(time_s=moment.time_s), (Event(EventKind.LOST, moment.time_s),)
    if moment.stop and not state.blocked:
        return _rest(moment, ())
    state = replace(state, away_s=away_s, blocked=_still_blocked(state, moment, plan))
    if not _calm_in_band(moment, plan) or state.blocked or passed_s > STALL_S:
        return replace(state, phase=_between(state, moment, plan), calm_since_s=None), ()
    since_s = moment.time_s if state.calm_since_s is None else state.calm_since_s
    calm_s = moment.time_s - since_s
    if calm_s < ENTER_S:
        return replace(state, phase=Phase.MOVING_IN, calm_since_s=since_s), ()
    held = replace(
        state,
        phase=Phase.HOLD,
        side=moment.side,
        start_s=since_s,
        in_band_s=moment.time_s,
        clock=Clock(kept_s=calm_s),
        away_s=0.0,
        told=frozenset(),
    )
    return held, (Event(EventKind.HOLD_STARTED, moment.time_s),)


def _still_blocked(state: HoldState, moment: Moment, plan: HoldPlan) -> bool:
    """Return whether, after a stop, the person has yet to come back out."""
    if moment.stop:
        return True
    return state.blocked and (moment.value is None or not plan.returned(moment.value))


def _calm_in_band(moment: Moment, plan: HoldPlan) -> bool:
    if not moment.ready or not moment.gate or moment.value is None or moment.speed is None:
        return False
    return plan.holds(moment.value, inside=False) and abs(moment.speed) < plan.calm


def _between(state: HoldState, moment: Moment, plan: HoldPlan) -> Phase:
    """Return rest while the person is back and the pause lasts, else moving in."""
    if state.phase is not Phase.REST:
        return Phase.MOVING_IN
    moved = moment.value is not None and plan.progress(moment.value) > 0.5
    rested = moment.time_s - state.in_band_s >= plan.rest_s
    return Phase.MOVING_IN if moved or rested else Phase.REST


def _hold(
    state: HoldState, moment: Moment, plan: HoldPlan, passed_s: float
) -> tuple[HoldState, tuple[Event, ...]]:
    value = moment.value if moment.ready and moment.gate else None
    in_band = value is not None and plan.holds(value, inside=True)
    other_side = in_band and state.away_s > 0 and moment.side not in (None, state.side)
    side = moment.side or state.side if in_band else state.side
    clock = state.clock.after(passed_s, good=in_band and moment.good)
    away_s = 0.0 if in_band else state.away_s + passed_s
    in_band_s = moment.time_s if in_band else state.in_band_s
    if moment.stop or other_side or away_s > AWAY_S:
        return _leave(replace(state, clock=clock), moment, plan)
    state = replace(state, clock=clock, away_s=away_s, in_band_s=in_band_s, side=side)
    if clock.kept_s >= plan.dose_s - ROUNDING_S:
        return _complete(state, moment, plan)
    events = tuple(_told_now(state, moment, plan))
    return replace(state, told=state.told | {event.kind for event in events}), events


def _told_now(state: HoldState, moment: Moment, plan: HoldPlan) -> Iterable[Event]:
    """Yield what is announced at this moment: half-way and the last three seconds."""
    held_s = state.clock.running_s
    marks = [(plan.dose_s / 2, EventKind.HALFWAY)]
    marks += [(plan.dose_s - left_s, kind) for left_s, kind in _COUNTDOWN]
    for at_s, kind in marks:
        if held_s >= at_s and kind not in state.told:
            yield Event(kind, moment.time_s)


def _complete(
    state: HoldState, moment: Moment, plan: HoldPlan
) -> tuple[HoldState, tuple[Event, ...]]:
    """End the hold because its time is full; the person has yet to come back."""
    attempt = Attempt(state.side, state.start_s, moment.time_s, plan.dose_s, None)
    done = replace(state, phase=Phase.RELEASE, away_s=0.0)
    return done, (
        Event(EventKind.HOLD_DONE, moment.time_s),
        Event(EventKind.ATTEMPT_ENDED, moment.time_s, attempt),
    )


def _release(
    state: HoldState, moment: Moment, plan: HoldPlan, passed_s: float
) -> tuple[HoldState, tuple[Event, ...]]:
    """Wait until the person is back, or out of sight for long."""
    away_s = 0.0 if moment.ready and moment.value is not None else state.away_s + passed_s
    back = moment.value is not None and plan.returned(moment.value)
    if moment.stop or back or away_s > AWAY_S:
        return _rest(moment, ())
    return replace(state, away_s=away_s), ()


def _leave(state: HoldState, moment: Moment, plan: HoldPlan) -> tuple[HoldState, tuple[Event, ...]]:
    """End the hold because the person has left it, is out of sight, or must stop."""
    ended = Event(EventKind.ATTEMPT_ENDED, moment.time_s, _attempt(state, plan))
    return _rest(moment, (ended,))


def _rest(moment: Moment, events: tuple[Event, ...]) -> tuple[HoldState, tuple[Event, ...]]:
    if moment.stop:
        events = (Event(EventKind.STOPPED, moment.time_s), *events)
    state = HoldState(Phase.REST, moment.time_s, in_band_s=moment.time_s, blocked=moment.stop)
    return state, (*events, Event(EventKind.RETURNED, moment.time_s))


def _attempt(state: HoldState, plan: HoldPlan) -> Attempt:
    held_s = state.clock.kept_s
    missing = None if held_s >= COMPLETE_SHARE * plan.dose_s else "hold"
    return Attempt(state.side, state.start_s, state.in_band_s, held_s, missing)


def close_hold(state: HoldState, plan: HoldPlan) -> Attempt | None:
    """Return the hold that the end of the clip has cut off, or None."""
    return _attempt(state, plan) if state.phase is Phase.HOLD else None
