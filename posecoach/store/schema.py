"""The tables, and how an older file becomes a newer one.

A migration is never changed once it was released; a change of the tables is one more at the end.
The file says by `user_version` how many it has been through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

APPLICATION_ID = 0x706F7365  # "pose": tells our file from another program's
PAIN = "INTEGER CHECK ({0} BETWEEN 0 AND 10)"


def _pain(*columns: str) -> str:
    return ", ".join(f"{column} {PAIN.format(column)}" for column in columns)


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"""CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            started_at TEXT NOT NULL,
            ended_at TEXT NOT NULL,
            routine TEXT,
            {_pain("back_before", "neck_before", "back_after", "neck_after")}
        )""",
        """CREATE TABLE item (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
            stretch TEXT NOT NULL,
            name TEXT NOT NULL,
            level TEXT NOT NULL,
            grade TEXT NOT NULL,
            kind TEXT NOT NULL,
            posture TEXT NOT NULL,
            measure TEXT,
            upward INTEGER,
            dose_s REAL NOT NULL,
            dose_count INTEGER NOT NULL,
            started_at TEXT NOT NULL,
            ended_at TEXT NOT NULL,
            seen_share REAL,
            active_s REAL NOT NULL,
            hurried_s REAL NOT NULL,
            score INTEGER
        )""",
        """CREATE TABLE attempt (
            id INTEGER PRIMARY KEY,
            item_id INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
            side TEXT,
            start_s REAL NOT NULL,
            end_s REAL NOT NULL,
            held_s REAL NOT NULL,
            full INTEGER NOT NULL,
            missing TEXT,
            median_deg REAL,
            spread_deg REAL
        )""",
        """CREATE TABLE fault (
            id INTEGER PRIMARY KEY,
            item_id INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
            fault TEXT NOT NULL,
            side TEXT,
            severity TEXT NOT NULL,
            cue TEXT NOT NULL,
            count INTEGER NOT NULL,
            seconds REAL NOT NULL
        )""",
        "CREATE INDEX item_of_session ON item (session_id)",
        "CREATE INDEX attempt_of_item ON attempt (item_id)",
        "CREATE INDEX fault_of_item ON fault (item_id)",
    ),
    (  # how it was on the day after
        f"ALTER TABLE session ADD COLUMN {_pain('back_next_day')}",
        f"ALTER TABLE session ADD COLUMN {_pain('neck_next_day')}",
    ),
    (  # the answers to the first questions; `yes` holds ids with spaces between them
        """CREATE TABLE screening (
            id INTEGER PRIMARY KEY,
            asked_at TEXT NOT NULL,
            yes TEXT NOT NULL,
            cleared INTEGER NOT NULL,
            acknowledged INTEGER NOT NULL
        )""",
    ),
)


def version(connection: sqlite3.Connection) -> int:
    """Return how many migrations a file has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, to: int = len(MIGRATIONS)) -> None:
    """Take a file through the migrations that it lacks; all of them or none."""
    if version(connection) >= to:
        return
    with transaction(connection):
        for statements in MIGRATIONS[version(connection) : to]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {to}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything within, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
