"""The answers to the first questions, as they are kept: one row an asking, the latest one holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from posecoach.errors import HistoryError
from posecoach.records import ScreeningRecord

from .database import open_to_read, reason


def put_screening(connection: sqlite3.Connection, record: ScreeningRecord) -> None:
    """Write one asking; the ids of questions hold no spaces."""
    connection.execute(
        "INSERT INTO screening (asked_at, yes, cleared, acknowledged) VALUES (?, ?, ?, ?)",
        (
            record.asked_at.isoformat(timespec="seconds"),
            " ".join(record.yes),
            record.cleared,
            record.acknowledged,
        ),
    )


def get_screenings(connection: sqlite3.Connection) -> list[ScreeningRecord]:
    """Return every asking in the order in which they were written."""
    rows = connection.execute(
        "SELECT asked_at, yes, cleared, acknowledged FROM screening ORDER BY id"
    )
    return [
        ScreeningRecord(
            datetime.fromisoformat(asked_at), tuple(yes.split()), bool(cleared), bool(acknowledged)
        )
        for asked_at, yes, cleared, acknowledged in rows
    ]


def read_screenings(path: Path, now: datetime) -> list[ScreeningRecord]:
    """Return every asking, oldest first; no file is none. Raises HistoryError, in one line."""
    if not path.exists():
        return []
    with closing(open_to_read(path, now).connection) as connection:
        try:
            return get_screenings(connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            said = reason(error) if isinstance(error, sqlite3.Error) else str(error)
            raise HistoryError(f"{path}: {said}; wanted a sound history") from None
