"""What has been done, as it is kept: sessions, the stretches in them, their attempts and faults.

The store reads and writes these; progress and report are made from them. Times are aware of their
offset: a session belongs to the day that its own clock showed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from posecoach.core.pose import Side
from posecoach.core.safety import KNOWN, Screening, screen
from posecoach.core.stretch import DoseKind, Grade, Level, Posture, Severity

UPRIGHT = (Posture.STANDING, Posture.SITTING)


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain from 0 to 10, asked for the back and the neck apart; None where it was not answered."""

    back: int | None = None
    neck: int | None = None


NOT_ASKED = Pain()


@dataclass(frozen=True, slots=True)
class ScreeningRecord:
    """The answers to the first questions on one day: `yes` holds the ids of those answered yes.

    `cleared` says that a professional has agreed all the same, `acknowledged` that the person has
    read that this is no medical advice.
    """

    asked_at: datetime
    yes: tuple[str, ...] = ()
    cleared: bool = False
    acknowledged: bool = True

    @property
    def result(self) -> Screening:
        """Return what the answers amount to; what is no question any more counts for nothing."""
        return screen((id_ for id_ in self.yes if id_ in KNOWN), cleared=self.cleared)


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One hold or repetition; `start_s` and `end_s` count from the beginning of its item.

    `median_deg` is the middle of the angle while it was held, positive toward the side that was
    worked on, and `spread_deg` its standard deviation: how still it was. Both are there for
    stretches of grade A only, the second only for holds.
    """

    side: Side | None
    start_s: float
    end_s: float
    held_s: float
    missing: str | None = None
    median_deg: float | None = None
    spread_deg: float | None = None

    @property
    def full(self) -> bool:
        """Return whether it counts in full."""
        return self.missing is None


@dataclass(frozen=True, slots=True)
class FaultRecord:
    """One fault of one item and side: how often it came, how long it lasted, and its words."""

    fault: str
    side: Side | None
    severity: Severity
    cue: str
    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One stretch done within a session, with the dose that was asked for at that time.

    `upward` says whether the angle grows on the way into the stretch. `seen_share` (0 to 1) is the
    share of frames in which the person was seen and well placed; `active_s` the time spent in
    attempts, and `hurried_s` how much of it was too fast or bouncing. An item that was cut off by
    the end of the program has no score.
    """

    stretch: str
    name: str
    level: Level
    grade: Grade
    kind: DoseKind
    posture: Posture
    measure: str | None
    upward: bool | None
    dose_s: float
    dose_count: int
    started_at: datetime
    ended_at: datetime
    seen_share: float | None = None
    active_s: float = 0.0
    hurried_s: float = 0.0
    score: int | None = None
    attempts: tuple[AttemptRecord, ...] = ()
    faults: tuple[FaultRecord, ...] = ()

    @property
    def good_s(self) -> float:
        """Return the time that counted."""
        return sum(attempt.held_s for attempt in self.attempts)

    @property
    def on_the_floor(self) -> bool:
        """Return whether it is done down on the floor."""
        return self.posture not in UPRIGHT


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session: what was done between sitting down before the camera and leaving it."""

    id: int
    started_at: datetime
    ended_at: datetime
    routine: str | None = None
    before: Pain = NOT_ASKED
    after: Pain = NOT_ASKED
    next_day: Pain = NOT_ASKED
    items: tuple[ItemRecord, ...] = ()

    @property
    def day(self) -> date:
        """Return the day that the person's own clock showed."""
        return self.started_at.date()

    @property
    def good_s(self) -> float:
        """Return the time that counted, of all items."""
        return sum(item.good_s for item in self.items)

    @property
    def form(self) -> int | None:
        """Return the mean form score of the items that have one, None without any."""
        scores = [item.score for item in self.items if item.score is not None]
        return round(sum(scores) / len(scores)) if scores else None

    @property
    def on_the_floor(self) -> bool:
        """Return whether any of it was done down on the floor."""
        return any(item.on_the_floor for item in self.items)
