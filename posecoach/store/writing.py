"""Records to rows. Each call belongs within a transaction, so that a row is whole or not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields

from posecoach.records import AttemptRecord, FaultRecord, ItemRecord, Pain, SessionRecord

_ITEM_COLUMNS = tuple(
    field.name for field in fields(ItemRecord) if field.name not in ("attempts", "faults")
)


def put_session(connection: sqlite3.Connection, session: SessionRecord, row: int | None) -> int:
    """Write a session without its items; return its row, a new one where `row` is None."""
    pains = {"before": session.before, "after": session.after, "next_day": session.next_day}
    values = {
        "started_at": session.started_at.isoformat(timespec="seconds"),
        "ended_at": session.ended_at.isoformat(timespec="seconds"),
        "routine": session.routine,
        **{f"back_{when}": pain.back for when, pain in pains.items()},
        **{f"neck_{when}": pain.neck for when, pain in pains.items()},
    }
    return _put(connection, "session", values, row)


def put_item(
    connection: sqlite3.Connection, item: ItemRecord, session: int, row: int | None
) -> int:
    """Write an item without its attempts and faults; return its row."""
    values = {column: getattr(item, column) for column in _ITEM_COLUMNS}
    values["started_at"] = item.started_at.isoformat(timespec="seconds")
    values["ended_at"] = item.ended_at.isoformat(timespec="seconds")
    return _put(connection, "item", {"session_id": session, **values}, row)


def add_attempts(
    connection: sqlite3.Connection, attempts: Iterable[AttemptRecord], item: int
) -> None:
    """Write attempts that are not there yet."""
    for attempt in attempts:
        values = {
            "item_id": item,
            "side": attempt.side,
            "start_s": round(attempt.start_s, 3),
            "end_s": round(attempt.end_s, 3),
            "held_s": round(attempt.held_s, 3),
            "full": attempt.full,
            "missing": attempt.missing,
            "median_deg": _hundredths(attempt.median_deg),
            "spread_deg": _hundredths(attempt.spread_deg),
        }
        _put(connection, "attempt", values, None)


def put_faults(connection: sqlite3.Connection, faults: Iterable[FaultRecord], item: int) -> None:
    """Write the faults of an item in place of those that were written before."""
    connection.execute("DELETE FROM fault WHERE item_id = ?", (item,))
    for fault in faults:
        values = {field.name: getattr(fault, field.name) for field in fields(FaultRecord)}
        _put(connection, "fault", {"item_id": item, **values}, None)


def put_whole_session(connection: sqlite3.Connection, session: SessionRecord) -> int:
    """Write a session with everything in it as a new one; return its row."""
    row = put_session(connection, session, None)
    for item in session.items:
        item_row = put_item(connection, item, row, None)
        add_attempts(connection, item.attempts, item_row)
        put_faults(connection, item.faults, item_row)
    return row


def put_next_day(connection: sqlite3.Connection, row: int, pain: Pain) -> None:
    """Write how it was on the day after the session in `row`."""
    values = {"back_next_day": pain.back, "neck_next_day": pain.neck}
    _put(connection, "session", values, row)


def _put(
    connection: sqlite3.Connection, table: str, values: Mapping[str, object], row: int | None
) -> int:
    columns = ", ".join(values)
    if row is not None:
        places = ", ".join(f"{column} = ?" for column in values)
        changed = connection.execute(
            f"UPDATE {table} SET {places} WHERE id = ?", (*values.values(), row)
        )
        if not changed.rowcount:
            raise sqlite3.IntegrityError("the history was deleted in the meantime")
        return row
    places = ", ".join("?" * len(values))
    added = connection.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(values.values())
    )
    return int(added.lastrowid or 0)


def _hundredths(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
