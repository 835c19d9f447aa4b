"""What a person may do today, and how gently: from the answers, the pain and the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from posecoach.core.routine import with_dose
from posecoach.core.safety import (
    ASK_AGAIN_AFTER_DAYS,
    FLAG_ADVICE,
    FLARE_POINTS,
    Screening,
    Verdict,
    barred,
    gate,
    gently,
)
from posecoach.core.stretch import Level, Stretch
from posecoach.records import NOT_ASKED, Pain, ScreeningRecord, SessionRecord

from .levels import easier_until, full_range_since, screening_due
from .pain import flared, points
from .words import day_words

# The steps of the source's progression: each opens when the one before was comfortable for a week.
OPENED_BY: Mapping[str, str] = {
    "lumbar-flexion-seated": "side-lying-flexion-rotation",
    "lumbar-flexion-standing": "lumbar-flexion-seated",
}
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Permission:
    """What today allows. `level_cap` is the highest level, None for any; `only` the ids left.

    `opened` are locked stretches that the history has opened; `advice` are lines to tell, `pain`
    is what was answered today.
    """

    flags: frozenset[str] = frozenset()
    level_cap: Level | None = None
    fewer_reps: int = 0
    only: tuple[str, ...] | None = None
    advice: tuple[str, ...] = ()
    opened: frozenset[str] = frozenset()
    pain: Pain = NOT_ASKED

    def allows(self, stretch: Stretch, *, cleared: bool = False) -> bool:
        """Return whether the stretch is offered; `cleared` is a professional's word on its lock."""
        if self.only is not None and stretch.id not in self.only:
            return False
        if stretch.locked and not cleared and stretch.id not in self.opened:
            return False
        return not barred(stretch, self.flags)

    def adapted(self, stretch: Stretch, level: Level) -> tuple[Stretch, Level]:
        """Return the stretch and level as they are done today, never more than was asked for.

        What the clock alone counts, such as breathing, does not get shorter with pain.
        """
        if self.level_cap is Level.BEGINNER or gently(stretch, self.flags):
            level = Level.BEGINNER
        if not self.fewer_reps or stretch.dose.by_the_clock:
            return stretch, level
        return with_dose(stretch, None, max(1, stretch.dose.reps[level] - self.fewer_reps)), level


def permission(
    screening: Screening, pain: Pain, sessions: Sequence[SessionRecord], today: date
) -> Permission:
    """Return what is allowed to somebody whom the screening lets go, oldest session first."""
    worst = gate(max(points(pain), default=None))
    easier = _easier_today(sessions, today)
    beginner = screening.gently or worst.beginner_only or easier is not None
    return Permission(
        flags=screening.flags,
        level_cap=Level.BEGINNER if beginner else None,
        fewer_reps=max(worst.fewer_reps, 1 if easier else 0),
        only=worst.only,
        advice=tuple(_advice(screening.flags, worst.advice, easier)),
        opened=frozenset(_opened(screening, sessions, today)),
        pain=pain,
    )


def screening_is_due(
    record: ScreeningRecord | None, sessions: Sequence[SessionRecord], today: date
) -> bool:
    """Return whether the questions are to be asked: never yet, urgent, four weeks ago, or a flare.

    `sessions` after the last asking in which pain rose by two points ask for them anew.
    """
    if record is None or record.result.verdict is Verdict.URGENT:
        return True
    if (today - record.asked_at.date()).days >= ASK_AGAIN_AFTER_DAYS:
        return True
    return any(flared(each) for each in sessions if each.started_at > record.asked_at)


def is_locked(record: ScreeningRecord, sessions: Sequence[SessionRecord]) -> bool:
    """Return whether a professional is to be asked first: by the answers, or after three flares."""
    if record.result.verdict is not Verdict.GO:
        return True
    return screening_due(sessions) and not record.cleared


def pain_has_risen(pain: Pain, sessions: Sequence[SessionRecord]) -> bool:
    """Return whether it hurts two points more than before the last session that was asked about."""
    return any(
        now is not None and before is not None and now - before >= FLARE_POINTS
        for now, before in (
            (pain.back, _last([each.before.back for each in sessions])),
            (pain.neck, _last([each.before.neck for each in sessions])),
        )
    )


def offered_level(stretch: Stretch, sessions: Sequence[SessionRecord], today: date) -> Level:
    """Return the level to begin with: full once that is earned, and not in an easier week."""
    earned = full_range_since(sessions, stretch.id) is not None
    return Level.FULL if earned and _easier_today(sessions, today) is None else Level.BEGINNER


def raised(
    stretch: Stretch, sessions: Sequence[SessionRecord], today: date
) -> tuple[Stretch, Level]:
    """Return the stretch at its offered level, with one thing raised a week.

    In the first week the range alone grows, in the second the time, in the third how often.
    """
    level = offered_level(stretch, sessions, today)
    since = full_range_since(sessions, stretch.id)
    if level is Level.BEGINNER or since is None:
        return stretch, level
    gentle_s, gentle_reps = (
        stretch.dose.seconds[Level.BEGINNER],
        stretch.dose.reps[Level.BEGINNER],
    )
    first, second = today - since < A_WEEK, today - since < 2 * A_WEEK
    return with_dose(stretch, gentle_s if first else None, gentle_reps if second else None), level


def _easier_today(sessions: Sequence[SessionRecord], today: date) -> date | None:
    """Return until when everything is a level easier; None when today is no such day."""
    until = easier_until(sessions)
    return until if until is not None and today <= until else None


def _advice(flags: frozenset[str], of_pain: str, easier: date | None) -> Iterator[str]:
    if of_pain:
        yield of_pain
    if easier:
        until = day_words(easier)
        yield f"Two sessions in a row left you sorer: everything is a level easier until {until}."
    yield from (FLAG_ADVICE[flag] for flag in sorted(flags) if flag in FLAG_ADVICE)


def _opened(screening: Screening, sessions: Sequence[SessionRecord], today: date) -> Iterator[str]:
    """Yield the locked stretches whose step before was comfortable for a week."""
    if screening.verdict is not Verdict.GO or screening.gently:
        return
    for stretch, before in OPENED_BY.items():
        days = [s.day for s in sessions if any(i.stretch == before for i in s.items)]
        comfortable = full_range_since(sessions, before) is not None
        if comfortable and today - days[0] >= A_WEEK:
            yield stretch


def _last(answers: Sequence[int | None]) -> int | None:
    return next((answer for answer in reversed(answers) if answer is not None), None)
