"""Lets sessions run in children of its own, and kills each at a random moment.

`python killing.py FOLDER COUNT` prints what became of each history, a JSON line a kill. A child
says over a pipe how many holds have ended as soon as the loop is past them: so many, or one more
that it had no time to tell of, must be in the file. Everything is loaded once, before the forks.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
from bodies import film
from core.motions import right, short
from histories import NOW

from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level
from posecoach.ports import Frame
from posecoach.store.diary import Diary
from posecoach.store.reading import read_history

STRETCH = "neck-lateral-ear-to-shoulder"
FRAME = Frame(0.0, np.zeros((1, 1, 3), np.uint8))
LATEST_S = 0.12
EARLY_EACH = 10  # so many sessions of which one is killed while it still opens its file


def coached() -> list[Step]:
    """Return the steps of one stretch as the real session coaches it, with one hold in it."""
    session = Session(short(STRETCH, 2.0))
    return [session.step(pose) for pose in film(right(STRETCH, 2.0), 12.0, 10)]


def run_session(path: Path, steps: list[Step], pipe: int) -> None:
    """Keep a long session, and tell of every hold that has ended."""
    with Diary(path, lambda: NOW, sys.stderr.write) as diary:
        os.write(pipe, b"r")
        while True:
            with diary.item(short(STRETCH, 2.0), Level.BEGINNER) as recorder:
                for step in steps:
                    if step.attempts:
                        os.write(pipe, b"(")
                    recorder.emit(FRAME, step)
                    if step.attempts:
                        os.write(pipe, b")")


def kill_one(path: Path, steps: list[Step], after_s: float, *, early: bool) -> dict[str, object]:
    """Let a session run for a while, kill it, and compare what it said with what is kept."""
    to_read, to_write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(to_read)
        try:
            run_session(path, steps, to_write)
        finally:
            os._exit(1)
    os.close(to_write)
    if not early:
        assert os.read(to_read, 1) == b"r"
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = b"".join(iter(lambda: os.read(to_read, 1 << 16), b""))
    os.close(to_read)
    begun, ended = said.count(b"("), said.count(b")")
    sessions, remark = read_history(path, NOW)
    kept = sum(len(item.attempts) for session in sessions for item in session.items)
    return {
        "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
        "sound": remark is None and is_sound(path),
        "ended": ended,
        "in_a_write": begun > ended,
        "kept": kept,
        "lost": max(0, ended - kept),
        "made_up": max(0, kept - begun),
    }


def is_sound(path: Path) -> bool:
    """Return whether the database holds together, and no row of it is astray."""
    if not path.exists():
        return True  # killed before there was a file
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        astray = connection.execute("PRAGMA foreign_key_check").fetchall()
    return found == [("ok",)] and not astray


def kills(folder: Path, count: int) -> Iterator[dict[str, object]]:
    """Yield what became of each session."""
    chance, steps = Random(), coached()
    for nth in range(count):
        path, early = folder / f"{nth}" / "history.db", nth % EARLY_EACH == 0
        yield kill_one(path, steps, chance.uniform(0, LATEST_S), early=early)


def main() -> int:
    """Print a line a kill."""
    for kill in kills(Path(sys.argv[1]), int(sys.argv[2])):
        sys.stdout.write(f"{json.dumps(kill)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
