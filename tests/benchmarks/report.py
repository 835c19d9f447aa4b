"""What the history costs: the report of a year, and the store on the path of a frame.

`python -m tests.benchmarks.report [--days 365] [--keep FILE.html]` makes up a year of sessions (six
stretches each), writes the report as the command does, from a cold start, and prints how long that
takes and how large it is. Then it coaches a made-up session and prints what the store adds to a
frame, apart for the frames at which an attempt ended and is written.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))  # as the tests find their helpers

import numpy as np
from histories import NOW, keep, made_up
from store.steps import LATERAL, STRETCHES, holds

from posecoach.core.stretch import Level
from posecoach.ports import Frame
from posecoach.store.diary import Diary

ROUNDS = 5
HOLDS = 400
WANTED_S, WANTED_MB = 2.0, 1.5


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--keep", type=Path, help="keep the page, to look at it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for line in (*report(Path(folder), asked.days, asked.keep), *frames(Path(folder))):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


def report(folder: Path, days: int, keep_as: Path | None) -> Iterator[str]:
    """Time `posecoach report` over so many days."""
    path = folder / "history.db"
    begun = perf_counter()
    sessions = made_up(days)
    keep(sessions, path)
    items = sum(len(session.items) for session in sessions)
    attempts = sum(len(item.attempts) for session in sessions for item in session.items)
    yield (
        f"{len(sessions)} sessions, {items} items, {attempts} attempts: "
        f"{path.stat().st_size / 1e6:.2f} MB, written in {perf_counter() - begun:.2f} s"
    )
    page = keep_as or folder / "report.html"
    command = [sys.executable, "-m", "posecoach", "report", "--out", str(page)]
    times_s, before_s = [], _processor_s()
    for _ in range(ROUNDS):
        begun = perf_counter()
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "POSECOACH_DATA": str(folder)},
        )
        times_s.append(perf_counter() - begun)
    used_s = (_processor_s() - before_s) / ROUNDS
    yield (
        f"report: {median(times_s):.2f} s from a cold start (wanted < {WANTED_S:g}), of it "
        f"{used_s:.2f} s of processor; "
        f"{page.stat().st_size / 1e6:.2f} MB (wanted < {WANTED_MB:g})"
    )


def _processor_s() -> float:
    """Return the processor time of all programs run so far, whatever else the machine does."""
    spent = os.times()
    return spent.children_user + spent.children_system


def frames(folder: Path) -> Iterator[str]:
    """Time what the store adds to each frame of a long session."""
    frame = Frame(0.0, np.zeros((1, 1, 3), np.uint8))
    plain_ms, written_ms = [], []
    with Diary(folder / "session.db", lambda: NOW, sys.stderr.write) as diary:
        recorder = diary.item(STRETCHES[LATERAL], Level.BEGINNER)
        for step in holds(HOLDS, fps=15):
            begun = perf_counter()
            recorder.emit(frame, step)
            (written_ms if step.attempts else plain_ms).append(1000 * (perf_counter() - begun))
    for name, times_ms in (("a frame", plain_ms), ("a frame that writes", written_ms)):
        times_ms.sort()
        yield (
            f"{name:<20} {median(times_ms):6.3f} ms in the middle, "
            f"{times_ms[int(0.99 * len(times_ms))]:6.3f} at 99 %, {times_ms[-1]:6.3f} at most "
            f"({len(times_ms)} of them)"
        )


if __name__ == "__main__":
    sys.exit(main())
