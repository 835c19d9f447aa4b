"""Made-up histories, for tests and benchmarks: the truth about them is known by construction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from posecoach.core.pose import Side
from posecoach.core.stretch import DoseKind, Grade, Level, Posture, Severity
from posecoach.records import (
    NOT_ASKED,
    AttemptRecord,
    FaultRecord,
    ItemRecord,
    Pain,
    SessionRecord,
)
from posecoach.store.database import open_history
from posecoach.store.schema import transaction
from posecoach.store.writing import put_whole_session

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=ZONE)


def fixed_clock(at: datetime = NOW) -> Callable[[], datetime]:
    """Return a clock that stands still."""
    return lambda: at


def attempt(
    side: Side | None = None,
    held_s: float = 10.0,
    deg: float | None = None,
    missing: str | None = None,
    at_s: float = 5.0,
) -> AttemptRecord:
    """Return one hold."""
    spread = None if deg is None else 1.0
    return AttemptRecord(side, at_s, at_s + held_s + 2, held_s, missing, deg, spread)


def item(
    attempts: Sequence[AttemptRecord],
    stretch: str = "neck-lateral-ear-to-shoulder",
    name: str = "Ear to shoulder",
    **changed: object,
) -> ItemRecord:
    """Return one stretch of a session: a neck stretch of grade A, unless it is said otherwise."""
    usual: dict[str, object] = {
        "stretch": stretch,
        "name": name,
        "level": Level.BEGINNER,
        "grade": Grade.A,
        "kind": DoseKind.HOLD,
        "posture": Posture.SITTING,
        "measure": "head_roll",
        "upward": True,
        "dose_s": 10.0,
        "dose_count": 4,
        "started_at": NOW,
        "ended_at": NOW,
        "seen_share": 0.97,
        "active_s": 60.0,
        "hurried_s": 0.0,
        "score": 90,
        "attempts": tuple(attempts),
    }
    return ItemRecord(**{**usual, **changed})  # type: ignore[arg-type]


def session(
    day: int,
    items: Sequence[ItemRecord] = (),
    before: Pain = NOT_ASKED,
    after: Pain = NOT_ASKED,
    next_day: Pain = NOT_ASKED,
) -> SessionRecord:
    """Return a session so many days after (or before) NOW."""
    at = NOW + timedelta(days=day)
    end = at + timedelta(minutes=10)
    return SessionRecord(1000 + day, at, end, None, before, after, next_day, tuple(items))


def fault(cue: str = "Keep your nose facing forward", count: int = 1, id_: str = "") -> FaultRecord:
    """Return a fault with its words."""
    id_ = id_ or cue.split()[-1].lower()
    return FaultRecord(id_, Side.LEFT, Severity.COMPENSATION, cue, count, 1.5 * count)


@dataclass(frozen=True)
class Kind:
    """What one stretch of a made-up year is, and where its angle begins and ends."""

    id: str
    name: str
    grade: Grade
    kind: DoseKind
    posture: Posture
    measure: str | None
    sided: bool
    dose_s: float
    reps: int
    start_deg: float = 0.0
    end_deg: float = 0.0
    upward: bool = True
    cues: tuple[str, ...] = ()


YEAR = (
    Kind(
        *("neck-lateral-ear-to-shoulder", "Ear to shoulder", Grade.A, DoseKind.HOLD),
        *(Posture.SITTING, "head_roll", True, 10, 2, 21, 24),
        cues=("Drop the opposite shoulder", "Keep your nose facing forward"),
    ),
    Kind(
        *("single-knee-to-chest", "One knee to chest", Grade.A, DoseKind.HOLD),
        *(Posture.SUPINE, "hip_flex_n", True, 15, 2, 92, 100),
        cues=("Let the other leg rest", "Head heavy, look up"),
    ),
    Kind(
        *("hamstring-towel", "Lying hamstring stretch with towel", Grade.A, DoseKind.HOLD),
        *(Posture.SUPINE, "hip_flex_n", True, 15, 2, 48, 66),
        cues=("Lower a little, straighten the knee",),
    ),
    Kind(
        *("bridge", "Bridge", Grade.A, DoseKind.REPS, Posture.SUPINE, "hip_flex_n", False, 4, 6),
        *(12, 5, False),
        cues=("Lift hips a little higher", "Lower slowly, bone by bone"),
    ),
    Kind(
        *("lower-trunk-rotation", "Lower trunk rotation", Grade.B, DoseKind.HOLD),
        *(Posture.SUPINE, None, True, 5, 3),
        cues=("Keep your knees together",),
    ),
    Kind(
        *("relaxed-breathing", "Relaxed breathing", Grade.C, DoseKind.CYCLES),
        *(Posture.SUPINE, None, False, 10, 6),
    ),
)


def made_up(days: int = 365, seed: int = 7, *, share: float = 1.0) -> list[SessionRecord]:
    """Return one session a day over the last `days`, the same ones for the same seed.

    Pain slowly falls from 5 to 2 and angles move from each kind's start to its end. With a `share`
    below 1 so many of the days are free ones.
    """
    chance = Random(seed)
    sessions = []
    for nth in range(days):
        way = nth / max(1, days - 1)
        at = NOW - timedelta(days=days - 1 - nth, hours=12, minutes=chance.randrange(90))
        if chance.random() > share and nth:
            continue
        items = tuple(_made_item(kind, at, way, chance) for kind in YEAR)
        back = max(0, min(10, round(5 - 3 * way + chance.gauss(0, 0.8))))
        neck = max(0, min(10, round(3 - 1 * way + chance.gauss(0, 0.8))))
        asked = chance.random() < 0.9
        sessions.append(
            SessionRecord(
                id=len(sessions) + 1,
                started_at=at,
                ended_at=at + timedelta(minutes=12),
                routine="morning-lower-back",
                before=Pain(back, neck) if asked else NOT_ASKED,
                after=Pain(max(0, back - chance.randrange(3)), max(0, neck - chance.randrange(2)))
                if asked
                else NOT_ASKED,
                items=items,
            )
        )
    return sessions


def _made_item(kind: Kind, at: datetime, way: float, chance: Random) -> ItemRecord:
    middle = kind.start_deg + way * (kind.end_deg - kind.start_deg) + chance.gauss(0, 2.5)
    sides: tuple[Side | None, ...] = (Side.LEFT, Side.RIGHT) if kind.sided else (None,)
    attempts, at_s = [], 6.0
    for side in sides:
        for _ in range(kind.reps):
            early = chance.random() < 0.15 * (1 - way)
            held_s = kind.dose_s * (0.5 if early else 1.0)
            deg = round(middle + chance.gauss(0, 1.5) - (3 if side is Side.RIGHT else 0), 2)
            still = kind.kind is DoseKind.HOLD
            spread = round(abs(chance.gauss(1.2, 0.4)), 2) if still else None
            attempts.append(
                AttemptRecord(
                    *(side, at_s, at_s + held_s + 1, held_s, "hold" if early else None),
                    *((deg, spread) if kind.measure else (None, None)),
                )
            )
            at_s += held_s + 9
    faults = tuple(
        FaultRecord(f"fault-{nth}", sides[0], Severity.COMPENSATION, cue, count, 1.8 * count)
        for nth, cue in enumerate(kind.cues)
        if (count := int(chance.random() * (3.2 - 2.4 * way)))
    )
    scored = kind.grade is not Grade.C
    most = 90 if kind.grade is Grade.B else 100
    return ItemRecord(
        stretch=kind.id,
        name=kind.name,
        level=Level.BEGINNER,
        grade=kind.grade,
        kind=kind.kind,
        posture=kind.posture,
        measure=kind.measure,
        upward=kind.upward if kind.measure else None,
        dose_s=kind.dose_s,
        dose_count=kind.reps * len(sides),
        started_at=at,
        ended_at=at + timedelta(seconds=round(at_s)),
        seen_share=0.97,
        active_s=at_s,
        hurried_s=0.0,
        score=min(most, round(78 + 16 * way + chance.gauss(0, 4))) if scored else None,
        attempts=tuple(attempts),
        faults=faults,
    )


def keep(sessions: Sequence[SessionRecord], path: Path) -> Path:
    """Write sessions into a history at `path`, and return that."""
    with closing(open_history(path, NOW).connection) as connection, transaction(connection):
        for each in sessions:
            put_whole_session(connection, each)
    return path
