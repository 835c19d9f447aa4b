"""Rows to records: the whole history in one consistent look."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from posecoach.core.pose import Side
from posecoach.core.stretch import DoseKind, Grade, Level, Posture, Severity
from posecoach.errors import HistoryError
from posecoach.records import AttemptRecord, FaultRecord, ItemRecord, Pain, SessionRecord

from .database import open_to_read, reason

Row = dict[str, Any]


def read_history(path: Path, now: datetime) -> tuple[list[SessionRecord], str | None]:
    """Return every session, oldest first, and a line on a damaged file that was set aside.

    No file is no session. Raises HistoryError, in one line, where it cannot be read.
    """
    if not path.exists():
        return [], None
    opened = open_to_read(path, now)
    with closing(opened.connection) as connection:
        try:
            return read_sessions(connection), opened.remark
        except (sqlite3.Error, ValueError, TypeError) as error:
            said = reason(error) if isinstance(error, sqlite3.Error) else str(error)
            raise HistoryError(f"{path}: {said}; wanted a sound history") from None


def read_sessions(connection: sqlite3.Connection) -> list[SessionRecord]:
    """Return every session in the order of time."""
    connection.execute("BEGIN")  # one look: nothing that is written meanwhile comes half
    attempts = _by(connection, "SELECT * FROM attempt ORDER BY item_id, start_s, id", "item_id")
    faults = _by(connection, "SELECT * FROM fault ORDER BY item_id, id", "item_id")
    items = _by(connection, "SELECT * FROM item ORDER BY session_id, id", "session_id")
    rows = list(_rows(connection, "SELECT * FROM session"))
    connection.execute("COMMIT")
    sessions = [
        _session(row, [_item(i, attempts[i["id"]], faults[i["id"]]) for i in items[row["id"]]])
        for row in rows
    ]
    return sorted(sessions, key=lambda session: (session.started_at, session.id))


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[Row]:
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    for row in found:
        yield dict(zip(names, row, strict=True))


def _by(connection: sqlite3.Connection, query: str, key: str) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(connection, query):
        grouped[row[key]].append(row)
    return grouped


def _session(row: Row, items: list[ItemRecord]) -> SessionRecord:
    before, after, next_day = (
        Pain(row[f"back_{when}"], row[f"neck_{when}"]) for when in ("before", "after", "next_day")
    )
    return SessionRecord(
        id=row["id"],
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]),
        routine=row["routine"],
        before=before,
        after=after,
        next_day=next_day,
        items=tuple(items),
    )


def _item(row: Row, attempts: list[Row], faults: list[Row]) -> ItemRecord:
    return ItemRecord(
        stretch=row["stretch"],
        name=row["name"],
        level=Level(row["level"]),
        grade=Grade(row["grade"]),
        kind=DoseKind(row["kind"]),
        posture=Posture(row["posture"]),
        measure=row["measure"],
        upward=None if row["upward"] is None else bool(row["upward"]),
        dose_s=row["dose_s"],
        dose_count=row["dose_count"],
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]),
        seen_share=row["seen_share"],
        active_s=row["active_s"],
        hurried_s=row["hurried_s"],
        score=row["score"],
        attempts=tuple(map(_attempt, attempts)),
        faults=tuple(map(_fault, faults)),
    )


def _attempt(row: Row) -> AttemptRecord:
    return AttemptRecord(
        side=_side(row),
        start_s=row["start_s"],
        end_s=row["end_s"],
        held_s=row["held_s"],
        missing=row["missing"],
        median_deg=row["median_deg"],
        spread_deg=row["spread_deg"],
    )


def _fault(row: Row) -> FaultRecord:
    return FaultRecord(
        fault=row["fault"],
        side=_side(row),
        severity=Severity(row["severity"]),
        cue=row["cue"],
        count=row["count"],
        seconds=row["seconds"],
    )


def _side(row: Row) -> Side | None:
    return None if row["side"] is None else Side(row["side"])
