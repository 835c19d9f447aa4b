"""When the full range is offered, and when two hard sessions ask for an easier week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from posecoach.core.stretch import Level
from posecoach.records import SessionRecord

from .pain import flared, points

SESSIONS_HELD = 3
GENTLE_UP_TO = 3
EASIER_FOR = timedelta(days=7)


def full_range_offered(sessions: Sequence[SessionRecord], stretch: str) -> bool:
    """Return whether the beginner range was held in three sessions of little pain and no rise."""
    return full_range_since(sessions, stretch) is not None


def full_range_since(sessions: Sequence[SessionRecord], stretch: str) -> date | None:
    """Return the day of the third such session, oldest first; None before it."""
    held = [each.day for each in sessions if _held(each, stretch) and _gentle(each)]
    return held[SESSIONS_HELD - 1] if len(held) >= SESSIONS_HELD else None


def easier_until(sessions: Sequence[SessionRecord]) -> date | None:
    """Return until when everything is a level easier, after two flared sessions in a row."""
    ends = [
        second.day + EASIER_FOR
        for first, second in pairwise(sessions)
        if flared(first) and flared(second)
    ]
    return ends[-1] if ends else None


def screening_due(sessions: Sequence[SessionRecord]) -> bool:
    """Return whether the last three sessions all flared: time to ask the first questions again."""
    return len(sessions) >= 3 and all(map(flared, sessions[-3:]))


def _held(session: SessionRecord, stretch: str) -> bool:
    return any(
        item.stretch == stretch
        and item.level is Level.BEGINNER
        and any(attempt.full for attempt in item.attempts)
        for item in session.items
    )


def _gentle(session: SessionRecord) -> bool:
    """Return whether pain was answered, stayed at 3 or below, and did not rise."""
    answers = [*points(session.before), *points(session.after)]
    return bool(answers) and max(answers) <= GENTLE_UP_TO and not _rose(session)


def _rose(session: SessionRecord) -> bool:
    pairs = (
        (session.before.back, session.after.back),
        (session.before.neck, session.after.neck),
    )
    return any(a is not None and b is not None and b > a for a, b in pairs)
