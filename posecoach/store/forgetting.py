"""Deleting the history, so that nothing of it can be read from the disk any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from posecoach.errors import HistoryError

from .database import open_history, reason, set_aside_files
from .schema import transaction


def forget(path: Path, now: datetime) -> None:
    """Delete every session and answer, and the damaged files that were set aside.

    The file itself stays, empty: another program may have it open. Raises HistoryError.
    """
    try:
        with closing(open_history(path, now).connection) as connection:
            with transaction(connection):
                connection.execute("DELETE FROM session")  # and all that belongs to them
                connection.execute("DELETE FROM screening")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for aside in set_aside_files(path):
            aside.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise HistoryError(f"{path}: {reason(error)}; wanted a history to delete from") from None


def delete_recordings(files: Iterable[Path]) -> None:
    """Delete recorded clips and poses. Raises HistoryError."""
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise HistoryError(f"{file}: {error.strerror}; wanted a recording to delete") from None
