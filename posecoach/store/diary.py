"""The diary of one session, written as it happens.

Every attempt is in the file as soon as it has ended, so the end of the program at any moment costs
at most the hold that was going on. When another program is writing, a frame waits for it no longer
than an eye notices: what could not be written is written a second later. When writing fails for
good, that is said once and the coaching goes on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from posecoach.core.session import Step
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Summary
from posecoach.ports import Closing, Frame
from posecoach.records import Pain, ScreeningRecord, SessionRecord

from .database import PATIENCE_S, is_busy, open_history, reason
from .reading import read_sessions
from .schema import transaction
from .screening import get_screenings, put_screening
from .tally import ItemTally
from .writing import add_attempts, put_faults, put_item, put_next_day, put_session

Clock = Callable[[], datetime]
Tell = Callable[[str], None]
Put = Callable[[sqlite3.Connection], None]
T = TypeVar("T")

NO_WAIT_S = 0.02
AGAIN_AFTER_S = 1.0


class Diary(Closing):
    """Writes one session after the other into the history.

    A session has a row only once there is something to keep: an answer about pain, or an attempt.
    `clock` gives the time with its offset; `tell` is told, in one line, what the person should
    know. Raises HistoryError where the history cannot be opened for writing.
    """

    def __init__(self, path: Path, clock: Clock, tell: Tell) -> None:
        opened = open_history(path, clock())
        if opened.remark:
            tell(opened.remark)
        self._path = path
        self._clock = clock
        self._tell = tell
        self._connection: sqlite3.Connection | None = opened.connection
        self.begin()

    def begin(self, routine: str | None = None) -> None:
        """Begin another session, of `routine` where one is followed."""
        now = self._clock()
        self._session = SessionRecord(0, now, now, routine)
        self._row: int | None = None

    def follow(self, routine: str) -> None:
        """Take note of which routine this session follows."""
        self._session = replace(self._session, routine=routine)

    def pain_before(self, pain: Pain) -> None:
        """Keep how it is before this session."""
        self._session = replace(self._session, before=pain)
        self._write(self._put_session, patient=True)

    def pain_after(self, pain: Pain) -> None:
        """Keep how it is after this session."""
        self._session = replace(self._session, after=pain)
        self._write(self._put_session, patient=True)

    def pain_next_day(self, session: int, pain: Pain) -> None:
        """Keep how it was on the day after the session with this id."""

        def put(connection: sqlite3.Connection) -> None:
            put_next_day(connection, session, pain)

        self._write(put, patient=True)

    def keep_screening(self, record: ScreeningRecord) -> None:
        """Keep the answers to the first questions."""

        def put(connection: sqlite3.Connection) -> None:
            put_screening(connection, record)

        self._write(put, patient=True)

    def screening(self) -> ScreeningRecord | None:
        """Return the latest answers to the first questions; None where there are none."""
        return next(reversed(self._read(get_screenings)), None)

    def sessions(self) -> list[SessionRecord]:
        """Return every session but the present one, oldest first; none where nothing is read."""
        return [each for each in self._read(read_sessions) if each.id != self._row]

    def item(self, stretch: Stretch, level: Level) -> ItemRecorder:
        """Return the output that keeps one stretch of this session."""
        return ItemRecorder(self, ItemTally(stretch, level, self._clock()))

    def put(self, tally: ItemTally, row: int | None, saved: int, *, patient: bool) -> int | None:
        """Write an item, of whose attempts `saved` are written; return its row, or None if not."""
        item = tally.record(self._clock())
        rows: list[int] = []

        def put(connection: sqlite3.Connection) -> None:
            self._put_session(connection)
            rows.append(put_item(connection, item, self._row or 0, row))
            add_attempts(connection, item.attempts[saved:], rows[0])
            put_faults(connection, item.faults, rows[0])

        return rows[0] if self._write(put, patient=patient) else None

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _read(self, get: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        """Read what is kept. What cannot be read is told once and holds nobody up."""
        if self._connection is None:
            return []
        try:
            return get(self._connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            said = reason(error) if isinstance(error, sqlite3.Error) else str(error)
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._tell(f"{self._path}: {said}; wanted a sound history")
            return []

    def _put_session(self, connection: sqlite3.Connection) -> None:
        self._session = replace(self._session, ended_at=self._clock())
        self._row = put_session(connection, self._session, self._row)

    def _write(self, put: Put, *, patient: bool) -> bool:
        """Write all or nothing; return whether it was written.

        Only who is `patient` waits for other programs: a frame does not.
        """
        if self._connection is None:
            return False
        row, wait_s = self._row, PATIENCE_S if patient else NO_WAIT_S
        try:
            self._connection.execute(f"PRAGMA busy_timeout = {1000 * wait_s:.0f}")
            with transaction(self._connection):
                put(self._connection)
        except sqlite3.Error as error:
            self._row = row
            if patient or not is_busy(error):
                self._tell(f"{self._path}: {reason(error)}; the rest of this session is not kept")
                self.close()
            return False
        return True


class ItemRecorder(Closing):
    """Takes each step of one stretch, and writes whenever an attempt has ended."""

    def __init__(self, diary: Diary, tally: ItemTally) -> None:
        self._diary = diary
        self._tally = tally
        self._row: int | None = None
        self._saved = 0
        self._tried_s = 0.0

    def emit(self, frame: Frame, step: Step) -> None:
        """Take one step."""
        ended, time_s = self._tally.take(step), step.pose.time_s
        behind = self._tally.attempts > self._saved
        if ended or (behind and time_s - self._tried_s >= AGAIN_AFTER_S):
            self._tried_s = time_s
            self._save(patient=False)

    def finish(self, summary: Summary) -> None:
        """Take what the whole stretch came to."""
        self._tally.finish(summary.attempts, summary.score)

    def close(self) -> None:
        """Write the item as it stands, if there was any attempt; twice does no harm."""
        if self._tally.attempts:
            self._save(patient=True)

    def _save(self, *, patient: bool) -> None:
        attempts = self._tally.attempts
        row = self._diary.put(self._tally, self._row, self._saved, patient=patient)
        if row is not None:
            self._row, self._saved = row, attempts
