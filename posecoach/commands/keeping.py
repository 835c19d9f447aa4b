"""The person's history, as the commands reach it: where it is, what time it is, what is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from posecoach.errors import HistoryError
from posecoach.records import ScreeningRecord, SessionRecord
from posecoach.store.diary import Diary
from posecoach.store.place import history_file
from posecoach.store.reading import read_history
from posecoach.store.screening import read_screenings


def now() -> datetime:
    """Return the time of the person's own clock, with its offset."""
    return datetime.now(UTC).astimezone()


def tell(line: str) -> None:
    """Tell one line beside the answer."""
    sys.stderr.write(f"{line}\n")


@contextmanager
def kept() -> Iterator[Diary | None]:
    """Open the diary; where there can be none, say so once and go on without."""
    try:
        diary = Diary(history_file(), now, tell)
    except HistoryError as error:
        tell(f"{error}. This session is not kept.")
        yield None
        return
    with diary:
        yield diary


def screened() -> ScreeningRecord | None:
    """Return the latest answers to the first questions that are kept; raise HistoryError."""
    return next(reversed(known_screenings()), None)


def known_screenings() -> list[ScreeningRecord]:
    """Return all answers to the first questions that are kept, oldest first; raise HistoryError."""
    return read_screenings(history_file(), now())


def known() -> list[SessionRecord]:
    """Return every session that is kept, oldest first; raise HistoryError."""
    sessions, remark = read_history(history_file(), now())
    if remark:
        tell(remark)
    return sessions
