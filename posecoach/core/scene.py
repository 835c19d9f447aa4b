"""What is known at one moment, before it is put into words and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .assess import Finding
from .body import Body
from .coach import Attempt, Event, Phase
from .guards import PaceGuard
from .placement import Placement
from .pose import Side
from .smoothing import Reading
from .stretch import DoseKind, Level, Severity, Stretch


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of one stretch; `primary` is positive toward the side that is worked on."""

    stretch: Stretch
    level: Level
    body: Body
    phase: Phase
    placement: Placement
    values: Mapping[str, float | None]
    primary: Reading
    findings: tuple[Finding, ...]
    events: tuple[Event, ...]
    pace: PaceGuard
    stopped: bool
    fallen: bool
    progress: float
    held_s: float
    dose_s: float
    paused: bool
    part: int
    attempts: tuple[Attempt, ...]

    @property
    def time_s(self) -> float:
        """Return the time of the frame."""
        return self.body.pose.time_s

    @property
    def clear(self) -> bool:
        """Return whether the person is seen well enough to be judged."""
        return self.placement.problem is None

    @property
    def lasting(self) -> tuple[Finding, ...]:
        """Return the faults to be told, the gravest first."""
        order = list(Severity)
        told = [finding for finding in self.findings if finding.lasting]
        return tuple(sorted(told, key=lambda finding: order.index(finding.fault.severity)))

    @property
    def wanted(self) -> int:
        """Return how many attempts in full make up the dose, both sides together."""
        sides = 2 if self.stretch.has_sides else 1
        return self.stretch.dose.reps[self.level] * sides

    @property
    def done(self) -> int:
        """Return how many attempts in full were done."""
        return sum(attempt.full for attempt in self.attempts)

    @property
    def next_side(self) -> Side | None:
        """Return the side with less done, the left one first; None where there are no sides."""
        if not self.stretch.has_sides:
            return None
        full = [attempt.side for attempt in self.attempts if attempt.full]
        return min(Side, key=full.count)

    @property
    def is_reps(self) -> bool:
        """Return whether repetitions are counted, rather than holds."""
        return self.stretch.dose.kind is DoseKind.REPS
