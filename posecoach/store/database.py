"""Opening the history's file: a damaged one is set aside, a foreign one is left alone.

WAL lets two programs write and a third read at once, and what was committed survives the end of
the program at any moment. Whoever opens the file first makes sure that it is sound; a second small
file is the lock for that, so that two programs never set the same file aside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posecoach.errors import HistoryError

from .schema import APPLICATION_ID, MIGRATIONS, migrate, version

PATIENCE_S = 5.0
LOCK_NAME = "history.lock"
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
NO_WRITING = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_COMPANIONS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, and one line on what became of a damaged file, if there was one."""

    connection: sqlite3.Connection
    remark: str | None = None


def open_history(path: Path, now: datetime) -> Opened:
    """Open the history for reading and writing, sound and up to date.

    Raises HistoryError, in one line, where it cannot be written, was written by a newer program,
    or is another program's.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path.parent):
            remark = _set_aside(path, now) if _is_damaged(path) else None
            return Opened(_connect(path), remark)
    except (OSError, sqlite3.Error) as error:
        raise HistoryError(f"{path}: {reason(error)}; wanted a history to write to") from None


def open_to_read(path: Path, now: datetime) -> Opened:
    """Open the history for reading, also where nothing may be written; the same errors else."""
    try:
        return open_history(path, now)
    except HistoryError:
        if not path.is_file():
            raise
    try:
        where = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(where, uri=True, isolation_level=None)
        with _closed_on_error(connection):
            _require_ours(connection, path)
            if version(connection) < len(MIGRATIONS):
                raise HistoryError(f"{path}: of an older posecoach; wanted a folder to write to")
        return Opened(connection)
    except (OSError, sqlite3.Error) as error:
        raise HistoryError(f"{path}: {reason(error)}; wanted a history to read") from None


def set_aside_files(path: Path) -> list[Path]:
    """Return the damaged files that were set aside earlier, oldest first."""
    return sorted(path.parent.glob(f"{path.stem}.damaged-*"))


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another program is writing just now, so that a little later will do."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def reason(error: OSError | sqlite3.Error) -> str:
    """Return what went wrong, in a few words."""
    said = error.strerror if isinstance(error, OSError) else str(error)
    return said or type(error).__name__


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other program looks the file over; the lock goes with whoever holds it."""
    lock = sqlite3.connect(folder / LOCK_NAME, isolation_level=None, timeout=PATIENCE_S)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _is_damaged(path: Path) -> bool:
    """Return whether the file is no sound database. A file that is not there is no damage."""
    if not path.exists() or not path.stat().st_size:
        return False
    with closing(sqlite3.connect(path, timeout=PATIENCE_S)) as connection:
        try:
            found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if _code(error) in DAMAGED:
                return True
            raise
    return found != "ok"


def _set_aside(path: Path, now: datetime) -> str:
    """Give a damaged file another name, with all that belongs to it; return a line about that."""
    aside = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}-{count}{path.suffix}")
    path.rename(aside)
    for companion in _COMPANIONS:
        beside = Path(f"{path}{companion}")
        if beside.exists():
            beside.rename(f"{aside}{companion}")
    return f"{path}: damaged; it is kept as {aside.name}, and a new history is begun"


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_S)
    with _closed_on_error(connection):
        _require_ours(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        # Enough for the end of the program at any moment; nothing then waits for the disk.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        migrate(connection)
    return connection


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and owner != APPLICATION_ID:
        raise HistoryError(f"{path}: another program's database; wanted a history of posecoach")
    if version(connection) > len(MIGRATIONS):
        raise HistoryError(
            f"{path}: of a newer posecoach (history {version(connection)}, this one knows "
            f"{len(MIGRATIONS)}); wanted that one, or a newer one"
        )


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _code(error: sqlite3.Error) -> int | None:
    """Return the primary code of an error; the extended ones add to it above the first byte."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
