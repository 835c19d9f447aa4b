"""How well each stretch is done: holds in full, form, steadiness; and what was corrected most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from posecoach.core.stretch import DoseKind, Grade
from posecoach.records import ItemRecord, SessionRecord

LATELY = 5


@dataclass(frozen=True, slots=True)
class Quality:
    """One stretch over all its sessions.

    `form` is the median of the last three scores, None where none is due; `spread_deg` how much
    the angle swayed in the last three sessions, in degrees.
    """

    stretch: str
    name: str
    grade: Grade
    kind: DoseKind
    sessions: int
    attempts: int
    full: int
    good_s: float
    scores: tuple[tuple[date, int], ...]
    spread_deg: float | None

    @property
    def full_share(self) -> float:
        """Return the share of attempts that count in full, 0 to 1."""
        return self.full / self.attempts if self.attempts else 0.0

    @property
    def form(self) -> float | None:
        """Return the median of the last three form scores."""
        return median(score for _, score in self.scores[-3:]) if self.scores else None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction in one stretch: how often, in how many sessions; at first and lately.

    `first` and `last` count sessions with it among the first and the last `LATELY` of the stretch;
    both are None while these would overlap.
    """

    cue: str
    name: str
    count: int
    sessions: int
    of_sessions: int
    first: int | None
    last: int | None


def qualities(sessions: Iterable[SessionRecord]) -> list[Quality]:
    """Return each stretch, the one with the most good time first."""
    found = [_quality(items) for items in _by_stretch(sessions).values()]
    return sorted(found, key=lambda quality: -quality.good_s)


def corrections(sessions: Iterable[SessionRecord]) -> list[Correction]:
    """Return the corrections, the most frequent first."""
    found = [
        _correction(id_, items)
        for items in _by_stretch(sessions).values()
        for id_ in dict.fromkeys(fault.fault for _, item in items for fault in item.faults)
    ]
    return sorted(found, key=lambda each: (-each.count, each.cue))


Done = Sequence[tuple[date, ItemRecord]]


def _by_stretch(sessions: Iterable[SessionRecord]) -> dict[str, list[tuple[date, ItemRecord]]]:
    items: dict[str, list[tuple[date, ItemRecord]]] = {}
    for session in sessions:
        for item in session.items:
            items.setdefault(item.stretch, []).append((session.day, item))
    return items


def _quality(items: Done) -> Quality:
    last = items[-1][1]
    attempts = [attempt for _, item in items for attempt in item.attempts]
    spreads = [
        attempt.spread_deg
        for _, item in items[-3:]
        for attempt in item.attempts
        if attempt.full and attempt.spread_deg is not None
    ]
    return Quality(
        stretch=last.stretch,
        name=last.name,
        grade=last.grade,
        kind=last.kind,
        sessions=len(items),
        attempts=len(attempts),
        full=sum(attempt.full for attempt in attempts),
        good_s=sum(item.good_s for _, item in items),
        scores=tuple((day, item.score) for day, item in items if item.score is not None),
        spread_deg=median(spreads) if spreads else None,
    )


def _correction(id_: str, items: Done) -> Correction:
    counts = [sum(f.count for f in item.faults if f.fault == id_) for _, item in items]
    words = [fault.cue for _, item in items for fault in item.faults if fault.fault == id_]
    enough = len(items) >= 2 * LATELY
    return Correction(
        cue=words[-1],
        name=items[-1][1].name,
        count=sum(counts),
        sessions=sum(count > 0 for count in counts),
        of_sessions=len(items),
        first=sum(count > 0 for count in counts[:LATELY]) if enough else None,
        last=sum(count > 0 for count in counts[-LATELY:]) if enough else None,
    )
