"""`posecoach screening` and `safety`: the first questions, asked or shown, and what is always true.

The answers stay on this computer. Exit status 1 says that they ask for help or for a professional's
word first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from posecoach.commands.asking import TerminalAsker
from posecoach.commands.keeping import kept, now, screened
from posecoach.core.safety import (
    ALWAYS_TRUE,
    ASK_AGAIN_AFTER_DAYS,
    ASK_FIRST,
    KNOWN,
    NOT_ADVICE,
    PATTERN,
    QUESTIONS,
    TO_EXPECT,
    URGENT,
    Block,
    Screening,
    Verdict,
)
from posecoach.errors import NotToday, PosecoachError
from posecoach.ports import Asker
from posecoach.progress.permission import is_locked
from posecoach.progress.words import day_words
from posecoach.records import ScreeningRecord, SessionRecord

BEFORE_YOU_BEGIN = "Before you begin"
ACKNOWLEDGE = "Going on says that you have read this."
A_FEW_QUESTIONS = (
    f"{len(QUESTIONS)} questions, yes or no. They come again after four weeks, or when pain rises.",
    "Your answers stay on this computer.",
)
TITLES = {
    Block.URGENT: "Is this new or getting worse?",
    Block.ASK_FIRST: "Does this apply to you?",
    Block.PATTERN: "What does it feel like?",
}
FIRST_ASK = "A professional first"
CLEARED = "Has a doctor or physiotherapist agreed that you stretch?"
ADVISED = "Have you already been advised to stretch, by a doctor or physiotherapist?"
TOO_SORE = "Three sessions in a row left you sorer."


def screening(*, show: bool) -> Iterator[str]:
    """Ask the first questions anew, or show what is kept of them.

    Raises NotToday where the answers say so, and PosecoachError where nobody is there to ask.
    """
    if show:
        yield from _shown(screened())
        return
    if not sys.stdin.isatty():
        raise PosecoachError("screening: nobody is there to ask; wanted a terminal")
    asker = TerminalAsker()
    with kept() as diary:
        if not acknowledged(asker):
            raise PosecoachError("screening: left before the end; nothing is kept")
        sessions = diary.sessions() if diary else []
        record = asked(asker, sessions, now())
        if record is None:
            raise PosecoachError("screening: left before the end; nothing is kept")
        if diary is not None:
            diary.keep_screening(record)
    lines = verdict_lines(record, sessions)
    if is_locked(record, sessions):
        raise NotToday("\n".join(lines))
    yield ""
    yield from lines
    yield f"Thank you. You will be asked again on {day_words(_again(record))}, or when pain rises."


def safety() -> Iterator[str]:
    """Yield what is always true, and what to expect."""
    yield from NOT_ADVICE
    for title, lines in (("Always true", ALWAYS_TRUE), ("What to expect", TO_EXPECT)):
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in lines)


def acknowledged(asker: Asker) -> bool:
    """Tell that it is no medical advice; return whether the person goes on."""
    return asker.tell(BEFORE_YOU_BEGIN, (*NOT_ADVICE, ACKNOWLEDGE))


def asked(asker: Asker, sessions: Sequence[SessionRecord], at: datetime) -> ScreeningRecord | None:
    """Ask all questions, up to an urgent yes; return the answers, None when the person leaves."""
    if not asker.tell("A few questions", A_FEW_QUESTIONS):
        return None
    yes: list[str] = []
    for nth, question in enumerate(QUESTIONS, 1):
        title = f"{nth} of {len(QUESTIONS)} · {TITLES[question.block]}"
        answer = asker.yes_no(title, question.text)
        if answer is None:
            return None
        if answer:
            yes.append(question.id)
        if answer and question.block is Block.URGENT:
            break
    return asked_for_clearance(asker, ScreeningRecord(at, tuple(yes)), sessions)


def asked_for_clearance(
    asker: Asker, record: ScreeningRecord, sessions: Sequence[SessionRecord]
) -> ScreeningRecord | None:
    """Return the answers with a professional's word, asked for where they lock; None: leaving."""
    result = record.result
    if result.verdict is Verdict.URGENT or not is_locked(record, sessions):
        return record
    if not asker.tell(FIRST_ASK, _because(result) or [TOO_SORE]):
        return None
    cleared = asker.yes_no(FIRST_ASK, ADVISED if _may_continue(result) else CLEARED)
    if cleared is None:
        return None
    return ScreeningRecord(record.asked_at, record.yes, cleared, record.acknowledged)


def verdict_lines(record: ScreeningRecord, sessions: Sequence[SessionRecord]) -> list[str]:
    """Return what is told of the answers; nothing where there is nothing to say."""
    result = record.result
    if result.verdict is Verdict.URGENT:
        return [URGENT, *_because(result)]
    if is_locked(record, sessions):
        return [ASK_FIRST, *_because(result)]
    told = ["You go at the beginner's level."] if result.gently else []
    pattern = any(KNOWN[id_].block is Block.PATTERN for id_ in record.yes if id_ in KNOWN)
    return [*told, PATTERN] if pattern else told


def _may_continue(result: Screening) -> bool:
    return bool(result.reasons) and all(each.may_continue for each in result.reasons)


def _because(result: Screening) -> list[str]:
    """Return the questions that were answered yes and lock."""
    return [f"You said yes to: {question.text}" for question in result.reasons]


def _again(record: ScreeningRecord) -> datetime:
    return record.asked_at + timedelta(days=ASK_AGAIN_AFTER_DAYS)


def _shown(record: ScreeningRecord | None) -> Iterator[str]:
    """Yield what is kept: the day, what was answered yes, what follows, when it comes again."""
    if record is None:
        yield "The safety questions have not been answered yet: posecoach screening"
        return
    result = record.result
    read = "yes" if record.acknowledged else "no"
    yield f"Answered on {day_words(record.asked_at)}. Read that it is not medical advice: {read}."
    yield "Answered yes:" if record.yes else "Answered yes: nothing."
    yield from (f"  {KNOWN[id_].text if id_ in KNOWN else id_}" for id_ in record.yes)
    if result.verdict is Verdict.URGENT:
        yield URGENT
    elif result.verdict is Verdict.ASK_FIRST:
        yield ASK_FIRST
    elif record.cleared:
        yield "A professional has agreed: you go at the beginner's level."
    yield f"To be careful with: {', '.join(sorted(result.flags)) or 'nothing'}."
    yield f"Asked again on {day_words(_again(record))}, or when pain rises."
