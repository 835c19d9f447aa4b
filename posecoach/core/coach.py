"""The words that both machines share: phases, attempts, events, and what one moment shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .pose import Side

GRACE_S = 1.5
AWAY_S = 6.0
STALL_S = 0.5
ENTER_S = 0.7
COMPLETE_SHARE = 0.8


class Phase(StrEnum):
    """Where in a stretch the person is."""

    SETUP = "setup"
    MOVING_IN = "moving_in"
    HOLD = "hold"
    RELEASE = "release"
    REST = "rest"


class EventKind(StrEnum):
    """What just happened; each is told once."""

    READY = "ready"
    HOLD_STARTED = "hold_started"
    HALFWAY = "halfway"
    THREE_LEFT = "three_left"
    TWO_LEFT = "two_left"
    ONE_LEFT = "one_left"
    NEXT_PART = "next_part"
    HOLD_DONE = "hold_done"
    ATTEMPT_ENDED = "attempt_ended"
    CUT_OFF = "cut_off"
    RETURNED = "returned"
    STOPPED = "stopped"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One hold or one repetition that was begun, whatever became of it.

    `held_s` is the good time at the target, up to the dose. `missing` is None when it counts in
    full, else "range" (the target was not reached) or "hold" (it was left too early). `down_s` is
    how long the way back took and `cycle_s` the whole, where that is known.
    """

    side: Side | None
    start_s: float
    end_s: float
    held_s: float
    missing: str | None
    down_s: float | None = None
    cycle_s: float | None = None

    @property
    def full(self) -> bool:
        """Return whether it counts."""
        return self.missing is None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at `time_s`."""

    kind: EventKind
    time_s: float
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What one frame says to a machine.

    `value` is the primary measure in true degrees, positive toward the side being worked on, and
    `speed` its change per second. `gate` says that what else the stretch asks for is there, `good`
    that nothing forbids the time to count.
    """

    time_s: float
    ready: bool
    value: float | None
    speed: float | None
    gate: bool = True
    good: bool = True
    stop: bool = False
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Good time with grace: a gap of up to 1.5 s counts once it has closed, a longer one never.

    `running_s` is what a display shows; `kept_s` what is certain.
    """

    kept_s: float = 0.0
    gap_s: float = 0.0

    @property
    def running_s(self) -> float:
        """Return the good time, with the present gap while it may still close."""
        return self.kept_s + (self.gap_s if self.gap_s <= GRACE_S else 0.0)

    @property
    def paused(self) -> bool:
        """Return whether the gap has become too long to be forgiven."""
        return self.gap_s > GRACE_S

    def after(self, passed_s: float, *, good: bool) -> Clock:
        """Return the clock `passed_s` later. A stalled camera is not good time."""
        if not good or passed_s > STALL_S:
            return Clock(self.kept_s, self.gap_s + passed_s)
        return Clock(self.running_s + passed_s, 0.0)


STOPPED_CLOCK = Clock()
