"""How times, days and sessions are put into words, on the page and in the terminal alike."""

from __future__ import annotations

from collections import Counter
from datetime import date

from posecoach.records import SessionRecord


def duration(seconds: float) -> str:
    """Return a time in two units at most: "45 s", "4 min 20 s", "2 h 5 min"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if minutes < 1:
        return f"{rest} s"
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def day_words(day: date) -> str:
    """Return a day as it is written in a letter: "3 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def done(session: SessionRecord, most: int | None = None) -> str:
    """Return what was done: the stretches in their order, each with how often; `most` by name."""
    counts = Counter(item.name for item in session.items)
    names = [name if count == 1 else f"{name} ({count} times)" for name, count in counts.items()]
    if most is not None and len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return ", ".join(names) or "nothing counted"


def pain_words(session: SessionRecord, to: str = " to ") -> str:
    """Return pain before and after: "back 4 to 2, neck 1 to 1"; nothing where none was answered."""
    parts = [
        ("back", session.before.back, session.after.back),
        ("neck", session.before.neck, session.after.neck),
    ]
    told = [
        f"{part} {_answer(before)}{to}{_answer(after)}"
        for part, before, after in parts
        if (before, after) != (None, None)
    ]
    return ", ".join(told)


def _answer(value: int | None) -> str:
    return "?" if value is None else str(value)
