"""A short look back after two, four and six weeks: pain, what got easier, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from posecoach.core.stretch import Level
from posecoach.records import SessionRecord

from .levels import easier_until, full_range_offered
from .motion import motions
from .pain import PainCourse, courses
from .quality import corrections

FIRST_AFTER_WEEKS, EVERY_WEEKS, LAST_BY_WEEKS = 2, 2, 6
NEW_START = timedelta(days=28)
HARDLY_ANY = 1.0
_NEXT = {
    2: "Next: where it feels easy, one repetition more.",
    4: "Next: five seconds longer, or one repetition more; one of the two.",
    6: "Next: keep what works. Once a day is best, three days a week are enough.",
}
PROFESSIONAL = (
    "Six weeks of stretching have not eased it. Please see a doctor or physiotherapist "
    "and take this page with you."
)
WORSE = "It hurts more than at the start. Please see a doctor or physiotherapist before going on."


@dataclass(frozen=True, slots=True)
class Review:
    """What is said after so many weeks; `professional` where somebody should have a look."""

    weeks: int
    lines: tuple[str, ...]
    professional: bool


def review(sessions: Sequence[SessionRecord], today: date) -> Review | None:
    """Return the look back that is due, over the time since the last long break; None before."""
    recent = since_the_last_break(sessions)
    weeks = (today - recent[0].day).days // 7 if recent else 0
    if weeks < FIRST_AFTER_WEEKS:
        return None
    pains = courses(recent)
    worse = any(course.eased is False for course in pains)
    stuck = weeks >= LAST_BY_WEEKS and not worse and _stuck(pains)
    due = min(LAST_BY_WEEKS, weeks - weeks % EVERY_WEEKS)
    told = [*map(pain_line, pains), *_easier(recent)]
    told += [WORSE] if worse else [PROFESSIONAL] if stuck else _next(recent, due, today)
    return Review(weeks, tuple(told), worse or stuck)


def since_the_last_break(sessions: Sequence[SessionRecord]) -> Sequence[SessionRecord]:
    """Return the sessions since the last break of four weeks and more."""
    starts = [at for at, (a, b) in enumerate(pairwise(sessions), 1) if b.day - a.day >= NEW_START]
    return sessions[starts[-1] :] if starts else sessions


def pain_line(course: PainCourse) -> str:
    """Return what became of pain in one part, in one sentence."""
    part = course.part.capitalize()
    if course.ends is None:
        return f"{part}: too few answers yet to tell how the pain goes."
    start, now = (f"{end:g}" for end in course.ends)
    how = {None: "about the same", True: "less pain", False: "more pain"}[course.eased]
    return f"{part}: {how}, {start} of 10 in the first three sessions, {now} in the last three."


def _stuck(pains: Sequence[PainCourse]) -> bool:
    """Return whether there was pain at first and none of it has eased."""
    sore = [course for course in pains if course.ends and course.ends[0] > HARDLY_ANY]
    return bool(sore) and not any(course.eased for course in sore)


def _easier(sessions: Sequence[SessionRecord]) -> list[str]:
    """Return what got easier, as far as that is more than noise."""
    told = [
        f"{motion.name}{f', {motion.side}' if motion.side else ''}: "
        f"{motion.further_deg:.0f} degrees further than at first."
        for motion in motions(sessions)
        if motion.changed and motion.further_deg and motion.further_deg > 0
    ]
    fewer = [
        each
        for each in corrections(sessions)
        if each.first is not None and each.last is not None and each.first - each.last >= 3
    ]
    told += [
        f"“{each.cue}” ({each.name}) came up in {each.first} of the first five sessions, "
        f"in {each.last or 'none'} of the last five."
        for each in fewer[:2]
    ]
    return told


def _next(sessions: Sequence[SessionRecord], weeks: int, today: date) -> list[str]:
    until = easier_until(sessions)
    if until is not None and today <= until:
        return [f"Two sessions left you sorer: take it a level easier until {until:%d %B}."]
    at_beginner = {
        item.stretch: item.name
        for session in sessions
        for item in session.items
        if item.level is Level.BEGINNER
    }
    at_full = {i.stretch for s in sessions for i in s.items if i.level is Level.FULL}
    ready = [
        name
        for stretch, name in at_beginner.items()
        if stretch not in at_full and full_range_offered(sessions, stretch)
    ]
    if weeks >= LAST_BY_WEEKS - EVERY_WEEKS and ready:
        return [f"Next, if you like: the full range for {_listed(ready[:3])}."]
    return [_NEXT[weeks]]


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
