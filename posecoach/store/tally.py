"""What one stretch amounts to so far, step by step: pure, and ready to be written at any moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median, pstdev

from posecoach.core.assess import Finding
from posecoach.core.coach import STALL_S, Attempt, Phase
from posecoach.core.measure import MEASURES
from posecoach.core.pose import Side
from posecoach.core.session import Step
from posecoach.core.stretch import DoseKind, Fault, Grade, Level, Stretch, Working
from posecoach.records import AttemptRecord, FaultRecord, ItemRecord

_ACTIVE = (Phase.MOVING_IN, Phase.HOLD, Phase.RELEASE)
# the side on which the primary measure grows; where a sign names the side (see Working)
_POSITIVE = {Working.SIGN: Side.LEFT, Working.RAISED_ARM: Side.RIGHT}


@dataclass(slots=True)
class _Seen:
    """How often and how long one fault was there on one side."""

    fault: Fault
    count: int = 0
    seconds: float = 0.0


class ItemTally:
    """Takes step after step of one stretch and answers with its record."""

    def __init__(self, stretch: Stretch, level: Level, started_at: datetime) -> None:
        self._stretch = stretch
        self._level = level
        self._started_at = started_at
        self._measure = measured(stretch)
        self._first_s: float | None = None
        self._last_s = 0.0
        self._frames = self._placed = 0
        self._active_s = self._hurried_s = 0.0
        self._held: list[tuple[float, float]] = []
        self._faults: dict[tuple[str, Side | None], _Seen] = {}
        self._lasting: set[str] = set()
        self._attempts: list[AttemptRecord] = []
        self._known: set[float] = set()
        self._score: int | None = None

    @property
    def attempts(self) -> int:
        """Return how many attempts have ended."""
        return len(self._attempts)

    def take(self, step: Step) -> bool:
        """Take one step; return whether an attempt ended with it."""
        time_s = step.pose.time_s
        if self._first_s is None:
            self._first_s = self._last_s = time_s
        elif time_s <= self._last_s:
            return self._add(step.attempts)  # paused: the same step again
        passed_s = min(time_s - self._last_s, STALL_S)
        self._last_s = time_s
        self._watch(step, passed_s)
        if self._measure and step.phase is Phase.HOLD:
            value = step.values.get(self._measure)
            if value is not None:
                self._held.append((time_s, value))
        self._note_faults(step.findings, step.side, passed_s)
        return self._add(step.attempts)

    def finish(self, attempts: Iterable[Attempt], score: int | None) -> None:
        """Take what is known only at the end: an attempt that was cut off, and the form score."""
        self._add(attempts)
        self._score = score

    def record(self, ended_at: datetime) -> ItemRecord:
        """Return what it all amounts to by `ended_at`."""
        stretch, dose, level = self._stretch, self._stretch.dose, self._level
        return ItemRecord(
            stretch=stretch.id,
            name=stretch.name,
            level=level,
            grade=stretch.grade,
            kind=dose.kind,
            posture=stretch.postures[0],
            measure=self._measure,
            upward=stretch.primary.upward[level] if stretch.primary and self._measure else None,
            dose_s=dose.seconds[level],
            dose_count=dose.reps[level] * (2 if stretch.has_sides else 1),
            started_at=self._started_at,
            ended_at=ended_at,
            seen_share=round(self._placed / self._frames, 3) if self._frames else None,
            active_s=round(self._active_s, 2),
            hurried_s=round(self._hurried_s, 2),
            score=self._score,
            attempts=tuple(self._attempts),
            faults=tuple(
                FaultRecord(
                    fault=id_,
                    side=side,
                    severity=seen.fault.severity,
                    cue=seen.fault.cue,
                    count=seen.count,
                    seconds=round(seen.seconds, 2),
                )
                for (id_, side), seen in self._faults.items()
            ),
        )

    def _watch(self, step: Step, passed_s: float) -> None:
        """Count how well the person was seen, once set up, and the time spent in attempts."""
        if step.phase is Phase.SETUP:
            return
        placed = not step.pose.empty and step.placement.problem is None
        self._frames += 1
        self._placed += placed
        if placed and step.phase in _ACTIVE:
            self._active_s += passed_s
            self._hurried_s += passed_s * step.hurried

    def _note_faults(self, findings: Iterable[Finding], side: Side | None, passed_s: float) -> None:
        lasting = {finding.fault.id: finding.fault for finding in findings if finding.lasting}
        for id_, fault in lasting.items():
            seen = self._faults.setdefault((id_, side), _Seen(fault))
            seen.count += id_ not in self._lasting
            seen.seconds += passed_s
        self._lasting = set(lasting)

    def _add(self, attempts: Iterable[Attempt]) -> bool:
        """Add the attempts that are not known yet; return whether there were any."""
        new = [attempt for attempt in attempts if attempt.start_s not in self._known]
        for attempt in new:
            self._known.add(attempt.start_s)
            self._attempts.append(self._attempt(attempt))
        if new:
            self._held.clear()
        return bool(new)

    def _attempt(self, attempt: Attempt) -> AttemptRecord:
        first_s = self._first_s or 0.0
        sign = -1.0 if attempt.side is not self._positive_side(attempt.side) else 1.0
        held = [
            sign * value
            for time_s, value in self._held
            if attempt.start_s <= time_s <= attempt.end_s
        ]
        return AttemptRecord(
            side=attempt.side,
            start_s=attempt.start_s - first_s,
            end_s=attempt.end_s - first_s,
            held_s=attempt.held_s,
            missing=attempt.missing,
            median_deg=median(held) if held else None,
            spread_deg=pstdev(held) if len(held) > 1 and self._keeps_still else None,
        )

    @property
    def _keeps_still(self) -> bool:
        """Return whether the angle is meant to stand still: the top of a repetition is not."""
        return self._stretch.dose.kind is DoseKind.HOLD

    def _positive_side(self, side: Side | None) -> Side | None:
        """Return the side on which the measure reads positive; any `side` where signs name none."""
        return _POSITIVE.get(self._stretch.working, side)


def measured(stretch: Stretch) -> str | None:
    """Return the measure whose angle is kept: that of grade A, in degrees; None for all others."""
    if stretch.grade is not Grade.A or stretch.primary is None:
        return None
    measure = stretch.primary.measure
    kind = MEASURES[measure]
    return measure if kind.unit == "deg" and not kind.coarse else None
