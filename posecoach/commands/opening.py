"""The beginning and the end of a session: the safety questions, and pain before and after.

How a session begins: that it is no medical advice, once; the first questions when they are due;
how it was on the day after the last time; pain now; anything new. What follows is a permission.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from posecoach.commands.keeping import tell
from posecoach.commands.screening import (
    acknowledged,
    asked,
    asked_for_clearance,
    verdict_lines,
)
from posecoach.core.safety import FLARE_POINTS, FLARED
from posecoach.core.stretch import Level
from posecoach.ports import Asker
from posecoach.progress.permission import (
    Permission,
    is_locked,
    pain_has_risen,
    permission,
    screening_is_due,
)
from posecoach.records import NOT_ASKED, Pain, ScreeningRecord, SessionRecord
from posecoach.store.diary import Diary

NOT_ANSWERED = "the safety questions have not been answered: posecoach screening"
NEXT_DAY_WITHIN = timedelta(days=3)
PATIENCE_S = 60.0
TODAY = "Today"
NEW_SYMPTOMS = "Anything new since the last time: another pain, numbness, weakness, dizziness?"
PAIN_NOW = "How much does your {part} hurt now?"
PAIN_AFTER = "And after the session: how much does your {part} hurt?"
PAIN_NEXT_DAY = "On the day after your last session, how much did your {part} hurt?"


def opened(asker: Asker | None, diary: Diary | None, now: datetime) -> Permission | None:
    """Ask what is to be asked before a session; return what is allowed.

    None: not today, by the answers or because the person leaves; that was told.
    """
    sessions = diary.sessions() if diary else []
    record = diary.screening() if diary else None
    if asker is None:
        return _unasked(record, sessions, now)
    return _Opening(asker, diary, now, sessions, record).permission()


def closed(asker: Asker | None, diary: Diary | None, before: Pain) -> list[str]:
    """Ask for the pain after a session, and keep it; return lines where it has risen.

    Each question goes on by itself after a minute: who lies on the floor need not get up for it.
    """
    if asker is None:
        return []
    usual_s, asker.patience_s = asker.patience_s, PATIENCE_S
    try:
        after = _pain(asker, PAIN_AFTER)
    finally:
        asker.patience_s = usual_s
    if diary is not None and after != NOT_ASKED:
        diary.pain_after(after)
    pairs = ((before.back, after.back), (before.neck, after.neck))
    risen = [a is not None and b is not None and a - b >= FLARE_POINTS for b, a in pairs]
    return list(FLARED) if any(risen) else []


class _Opening:
    """One opening: who is asked, and what is known so far."""

    def __init__(
        self,
        asker: Asker,
        diary: Diary | None,
        now: datetime,
        sessions: Sequence[SessionRecord],
        record: ScreeningRecord | None,
    ) -> None:
        self._asker = asker
        self._diary = diary
        self._now = now
        self._sessions = sessions
        self._record = record

    def permission(self) -> Permission | None:
        """Ask everything in its order; return None as soon as it is not to be."""
        fresh = screening_is_due(self._record, self._sessions, self._now.date())
        if not (self._screened() if fresh else self._cleared()):
            return None
        pain = self._pain_now()
        if not fresh and not self._nothing_new(pain):
            return None
        if self._diary is not None and pain != NOT_ASKED:
            self._diary.pain_before(pain)
        assert self._record is not None
        allowed = permission(self._record.result, pain, self._sessions, self._now.date())
        if allowed.advice and not self._asker.tell(TODAY, allowed.advice):
            return None
        return allowed

    def _screened(self) -> bool:
        """Ask the first questions; return whether the answers let the person go on."""
        known = self._record is not None and self._record.acknowledged
        if not known and not acknowledged(self._asker):
            return False
        return self._judged(asked(self._asker, self._sessions, self._now))

    def _cleared(self) -> bool:
        """Ask again for a professional's word where the answers that are kept want one."""
        assert self._record is not None
        if not is_locked(self._record, self._sessions):
            return True
        return self._judged(asked_for_clearance(self._asker, self._record, self._sessions))

    def _judged(self, record: ScreeningRecord | None) -> bool:
        """Keep the answers and tell what follows; return whether the person may go on."""
        if record is None:
            return False
        if self._diary is not None and record != self._record:
            self._diary.keep_screening(record)
        self._record = record
        lines = verdict_lines(record, self._sessions)
        gone_on = not lines or self._asker.tell(TODAY, lines)
        return gone_on and not is_locked(record, self._sessions)

    def _pain_now(self) -> Pain:
        """Ask for pain, and for that of the day after the last session; today may be that day."""
        last = next((each for each in reversed(self._sessions) if each.items), None)
        since = self._now.date() - last.day if last else timedelta(0)
        wanted = last is not None and last.next_day == NOT_ASKED
        if last is None or not wanted or not timedelta(0) < since <= NEXT_DAY_WITHIN:
            return _pain(self._asker, PAIN_NOW)
        is_today = since == timedelta(days=1)
        next_day = _pain(self._asker, PAIN_NOW if is_today else PAIN_NEXT_DAY)
        if self._diary is not None and next_day != NOT_ASKED:
            self._diary.pain_next_day(last.id, next_day)
            self._sessions = self._diary.sessions()
        return next_day if is_today else _pain(self._asker, PAIN_NOW)

    def _nothing_new(self, pain: Pain) -> bool:
        """Ask the first questions again after news; return whether the person may go on."""
        new: bool | None = pain_has_risen(pain, self._sessions) or screening_is_due(
            self._record, self._sessions, self._now.date()
        )
        new = new or self._asker.yes_no(TODAY, NEW_SYMPTOMS)
        if new is None:
            return False
        return self._screened() if new else True


def _pain(asker: Asker, question: str) -> Pain:
    """Ask for the back, then for the neck."""
    back = asker.pain(question.format(part="back"))
    return Pain(back, asker.pain(question.format(part="neck")))


def _unasked(
    record: ScreeningRecord | None, sessions: Sequence[SessionRecord], now: datetime
) -> Permission | None:
    """Return what is allowed to somebody who cannot be asked."""
    today = now.date()
    if record is not None and is_locked(record, sessions):
        tell(" ".join(verdict_lines(record, sessions)[:1]))
        return None
    if record is None:
        _tell_once(NOT_ANSWERED)
        return Permission(level_cap=Level.BEGINNER)
    allowed = permission(record.result, NOT_ASKED, sessions, today)
    if not screening_is_due(record, sessions, today):
        return allowed
    _tell_once(NOT_ANSWERED)
    return replace(allowed, level_cap=Level.BEGINNER)


@cache
def _tell_once(line: str) -> None:
    tell(line)
