"""What a session or a clip amounts to: attempts, cues, measures and a form score."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from .coach import Attempt, Phase
from .feedback import Cue
from .session import Step
from .stretch import DoseKind, Grade, Level, Severity, Stretch

_WEIGHTS = {Severity.SAFETY: 1.0, Severity.COMPENSATION: 0.6, Severity.MINOR: 0.3}
_ACTIVE = (Phase.MOVING_IN, Phase.HOLD, Phase.RELEASE)
ESTIMATE_CAP = 90
SLOW_BACK_S = 1.0


@dataclass(frozen=True, slots=True)
class MeasureSummary:
    """One measure over a clip; None where it was never seen. `seen_share` is 0 to 1."""

    lowest: float | None
    median_in_hold: float | None
    highest: float | None
    seen_share: float


@dataclass(frozen=True, slots=True)
class GivenCue:
    """A cue and when it was given."""

    time_s: float
    cue: Cue


@dataclass(frozen=True, slots=True)
class Summary:
    """The record of one clip or session. Shares are 0 to 1; `score` is None where none is due."""

    stretch: Stretch
    level: Level
    duration_s: float
    frames: int
    frames_with_person: int
    view_ok_share: float
    attempts: tuple[Attempt, ...]
    cues: tuple[GivenCue, ...]
    measures: dict[str, MeasureSummary]
    score: int | None

    @property
    def judged(self) -> bool:
        """Return whether there was anything to judge: a person, ever in the right view."""
        return self.frames_with_person > 0 and self.view_ok_share > 0


@dataclass(slots=True)
class _Seconds:
    """Time spent in an attempt, and of it with faults and in a hurry."""

    active: float = 0.0
    faulty: float = 0.0
    hurried: float = 0.0


@dataclass(slots=True)
class _Series:
    """One measure so far. Only what a median needs is kept, so that a long session stays small."""

    lowest: float | None = None
    highest: float | None = None
    count: int = 0
    held: array[float] = field(default_factory=lambda: array("d"))

    def take(self, value: float, *, holding: bool) -> None:
        """Take one value."""
        self.lowest = value if self.lowest is None else min(self.lowest, value)
        self.highest = value if self.highest is None else max(self.highest, value)
        self.count += 1
        if holding:
            self.held.append(value)

    def summary(self, frames: int) -> MeasureSummary:
        """Return what it amounts to over so many frames."""
        middle = median(self.held) if self.held else None
        return MeasureSummary(self.lowest, middle, self.highest, self.count / max(1, frames))


@dataclass(slots=True)
class Tally:
    """Takes step after step and answers with the summary."""

    stretch: Stretch
    level: Level
    _frames: int = 0
    _with_person: int = 0
    _view_ok: int = 0
    _first_s: float | None = None
    _last_s: float = 0.0
    _cues: list[GivenCue] = field(default_factory=list)
    _values: dict[str, _Series] = field(default_factory=dict)
    _seconds: _Seconds = field(default_factory=_Seconds)

    def take(self, step: Step) -> None:
        """Take one step."""
        time_s = step.pose.time_s
        passed_s = 0.0 if self._first_s is None else time_s - self._last_s
        self._first_s = time_s if self._first_s is None else self._first_s
        self._last_s = time_s
        self._frames += 1
        self._with_person += not step.pose.empty or step.pose.crowded
        self._view_ok += not step.pose.empty and step.placement.problem is None
        if step.cue is not None:
            self._cues.append(GivenCue(time_s, step.cue))
        holding = step.phase is Phase.HOLD
        for id_, value in step.values.items():
            series = self._values.get(id_) or self._values.setdefault(id_, _Series())
            if value is not None:
                series.take(value, holding=holding)
        self._weigh(step, passed_s)

    def summary(self, attempts: Sequence[Attempt]) -> Summary:
        """Return what all the steps amount to."""
        seen = max(1, self._with_person)
        return Summary(
            stretch=self.stretch,
            level=self.level,
            duration_s=self._last_s - (self._first_s or 0.0),
            frames=self._frames,
            frames_with_person=self._with_person,
            view_ok_share=self._view_ok / seen,
            attempts=tuple(attempts),
            cues=tuple(self._cues),
            measures={id_: each.summary(self._frames) for id_, each in self._values.items()},
            score=self._score(attempts),
        )

    def _weigh(self, step: Step, passed_s: float) -> None:
        if step.phase not in _ACTIVE or step.placement.problem is not None:
            return
        self._seconds.active += passed_s
        self._seconds.hurried += passed_s * step.hurried
        weights = [_WEIGHTS[f.fault.severity] for f in step.findings if f.lasting]
        self._seconds.faulty += passed_s * max(weights, default=0.0)

    def _score(self, attempts: Sequence[Attempt]) -> int | None:
        """Return the form score of stretches.md 9.1; depth beyond the range earns nothing."""
        unscored = self.stretch.primary is None or self.stretch.grade is Grade.C
        if unscored or not attempts:
            return None
        goal = sum(self._credit(attempt) for attempt in attempts) / len(attempts)
        active_s = max(self._seconds.active, 1e-9)
        control = max(0.0, 1 - self._seconds.faulty / active_s)
        tempo = max(0.0, 1 - 3 * self._seconds.hurried / active_s)
        completed = sum(map(_well_ended, attempts)) / len(attempts)
        score = round(100 * (0.4 * goal + 0.3 * control + 0.2 * tempo + 0.1 * completed))
        return min(score, ESTIMATE_CAP) if self.stretch.grade is Grade.B else score

    def _credit(self, attempt: Attempt) -> float:
        """Return how much of what was asked for one attempt gave, 0 to 1."""
        if self.stretch.dose.kind is DoseKind.REPS:
            return 1.0 if attempt.full else 0.5
        return min(1.0, attempt.held_s / self.stretch.dose.seconds[self.level])


def _well_ended(attempt: Attempt) -> bool:
    """Return whether an attempt was completed, and come back from slowly."""
    return attempt.full and (attempt.down_s is None or attempt.down_s >= SLOW_BACK_S)
