"""`posecoach history` and `forget`: what was done, in a table; and how to have it gone."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap

from posecoach.commands.export import as_data
from posecoach.commands.keeping import known, known_screenings, now
from posecoach.errors import PosecoachError
from posecoach.progress.adherence import good_seconds_by_day, this_week
from posecoach.progress.review import review
from posecoach.progress.words import done, duration, pain_words
from posecoach.records import SessionRecord
from posecoach.store.database import set_aside_files
from posecoach.store.forgetting import delete_recordings, forget
from posecoach.store.mine import mine_files
from posecoach.store.place import history_file, recording_files

EMPTY = "Nothing here yet. After your first stretch (posecoach start ID) it shows what you did."
LEAST_WIDTH, MOST_WIDTH = 20, 90
MOST_NAMES = 3
HEAD = ("Day", "What you did", "Good time", "Form", "Pain before>after")


def history(*, as_json: bool) -> Iterator[str]:
    """Yield every session, the last one at the end, and how it goes."""
    sessions = known()
    if as_json:
        yield json.dumps([as_data(session) for session in sessions], ensure_ascii=False)
        return
    if not sessions:
        yield EMPTY
        return
    yield from _table(sessions)
    yield ""
    yield from _how_it_goes(sessions, now().date())


def forget_all(*, yes: bool) -> Iterator[str]:
    """Delete the history, after asking."""
    path = history_file()
    sessions = known()
    aside, answered = set_aside_files(path), bool(known_screenings())
    films, ranges = recording_files(), mine_files()
    if not any((sessions, aside, answered, films, ranges)):
        yield f"{path}: there is nothing to forget."
        return
    answers = " and the answers to the safety questions" if answered else ""
    damaged = f" and {_counted(len(aside), 'damaged file')} set aside" if aside else ""
    what = f"{_counted(len(sessions), 'session')}{answers}{damaged}{_recorded(films)}"
    what += f" and {_counted(len(ranges), 'own range')}" if ranges else ""
    if not yes and not _agreed(f"Delete {what}? This cannot be undone. Type yes to go on: "):
        yield "Nothing was deleted."
        return
    delete_recordings([*films, *ranges])
    if sessions or aside or answered:
        forget(path, now())
    yield f"Deleted: {what}."


def _recorded(films: Sequence[Path]) -> str:
    """Return the recordings by their names, so that nobody deletes one unawares."""
    names = list(dict.fromkeys(film.name.split(".")[0] for film in films))
    return f" and {_counted(len(names), 'recording')} ({', '.join(names)})" if names else ""


def _agreed(question: str) -> bool:
    """Return whether the person says yes; somebody must be there to ask."""
    if not sys.stdin.isatty():
        raise PosecoachError("forget: nobody is there to ask; wanted --yes")
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _table(sessions: Sequence[SessionRecord]) -> Iterator[str]:
    rows = [_cells(session) for session in sessions]
    day, _, good, form, pain = (
        max(len(cell) for cell in column) for column in zip(HEAD, *rows, strict=True)
    )
    taken = day + good + form + pain + 4 * 2
    room = max(LEAST_WIDTH, min(MOST_WIDTH, shutil.get_terminal_size().columns - taken))
    for at, what, held, score, felt in (HEAD, *rows):
        first, *more = wrap(what, room)
        line = f"{at:<{day}}  {first:<{room}}  {held:>{good}}  {score:>{form}}  {felt}"
        yield line.rstrip()
        yield from (f"{'':<{day}}  {each}" for each in more)


def _cells(session: SessionRecord) -> tuple[str, str, str, str, str]:
    form = "-" if session.form is None else str(session.form)
    at = f"{session.started_at:%Y-%m-%d %H:%M}"
    return (
        at,
        done(session, MOST_NAMES),
        duration(session.good_s),
        form,
        pain_words(session, ">") or "-",
    )


def _how_it_goes(sessions: Sequence[SessionRecord], today: date) -> Iterator[str]:
    days, week = good_seconds_by_day(sessions), this_week(sessions, today)
    yield (
        f"{_counted(len(sessions), 'session')} on {_counted(len(days), 'day')}, "
        f"{duration(sum(days.values()))} of good time."
    )
    yield (
        f"This week: on the floor on {week.floor_days} of {week.floor_wanted} days, "
        f"neck and desk on {week.desk_days} of {week.desk_wanted}."
    )
    look_back = review(sessions, today)
    if look_back:
        yield f"Looking back after {look_back.weeks} weeks:"
        yield from (f"  {line}" for line in look_back.lines)
    yield "posecoach report makes a page of it. It is not medical advice."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
