"""Pain before and after: what is noted, and when it has changed (by 2 points, or by 30 %)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from posecoach.records import Pain, SessionRecord

from .change import start_and_now

CHANGE_POINTS = 2.0
CHANGE_SHARE = 0.3


class Part(StrEnum):
    """What is asked about."""

    BACK = "back"
    NECK = "neck"


@dataclass(frozen=True, slots=True)
class Rating:
    """The answers of one session, or the middle of several; at least one of them is there."""

    day: date
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class PainCourse:
    """The answers about one part of the body, in the order of time."""

    part: Part
    ratings: tuple[Rating, ...]

    @property
    def ends(self) -> tuple[float, float] | None:
        """Return pain before a session at first and now, medians of three; None if too few."""
        return start_and_now([each.before for each in self.ratings if each.before is not None])

    @property
    def eased(self) -> bool | None:
        """Return True when it has become less, False when more, None when neither is sure."""
        if self.ends is None:
            return None
        start, now = self.ends
        change = now - start
        sure = abs(change) >= CHANGE_POINTS or (start > 0 and abs(change) >= CHANGE_SHARE * start)
        return change < 0 if sure else None


def courses(sessions: Sequence[SessionRecord]) -> list[PainCourse]:
    """Return the course of each part of the body about which anything was answered."""
    found = []
    for part in Part:
        ratings = [
            Rating(session.day, before, after)
            for session in sessions
            for before, after in [_answers(session, part)]
            if before is not None or after is not None
        ]
        if ratings:
            found.append(PainCourse(part, tuple(ratings)))
    return found


def points(pain: Pain) -> list[int]:
    """Return what was answered, back before neck."""
    return [each for each in (pain.back, pain.neck) if each is not None]


def flared(session: SessionRecord) -> bool:
    """Return whether pain had risen by two points after a session, or by the day after it."""
    return any(
        before is not None and after is not None and after - before >= CHANGE_POINTS
        for before, after in (
            (session.before.back, session.after.back),
            (session.before.neck, session.after.neck),
            (session.before.back, session.next_day.back),
            (session.before.neck, session.next_day.neck),
        )
    )


def _answers(session: SessionRecord, part: Part) -> tuple[int | None, int | None]:
    if part is Part.BACK:
        return session.before.back, session.after.back
    return session.before.neck, session.after.neck
