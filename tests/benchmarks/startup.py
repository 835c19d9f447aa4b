"""How soon it starts: `python -m tests.benchmarks.startup`.

Real command lines, each in a process of its own. First those that need no model; then a replay,
until the first frame in which the person was coached, which is what a camera would have to wait for
as well. Cold: the system was asked to forget the files of Python's packages and of the model, which
it does as far as nobody else is using them (Linux only).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from posecoach.estimators.model import ensure_model
from tests.conftest import SAMPLES, first_frames

ROUNDS = 7
LIGHT = (["list"], ["show", "bridge"], ["--help"])
LIST_S = 0.3
CLIP = "bridge-good-1.mp4"
FRAMES = 15

# The command line itself, with a word on stderr at the first step that has a pose.
FIRST = """
import os, sys
from posecoach.core.session import Session
step = Session.step
def told(self, pose, **more):
    made = step(self, pose, **more)
    if not pose.empty:
        os.write(1, b"coached")
        os._exit(0)
    return made
Session.step = told
from posecoach.cli import main
main(sys.argv[1:])
"""


def main() -> int:
    """Print the table; fail when the list takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    fast = True
    for words in LIGHT:
        took = times_s(["-m", "posecoach", *words], rounds)
        limit = f", wanted <= {LIST_S} s" if words == ["list"] else ""
        fast = fast and (not limit or took.middle_s <= LIST_S)
        write(f"posecoach {' '.join(words)}", took, limit)
    with tempfile.TemporaryDirectory() as folder:
        clip = first_frames(SAMPLES / CLIP, Path(folder) / CLIP, FRAMES)
        replay = ["-c", FIRST, "replay", str(clip), "--stretch", "bridge", "--no-window"]
        write("to the first coached frame, warm", times_s(replay, rounds))
        if hasattr(os, "posix_fadvise"):
            cold = times_s(replay, max(1, rounds // 2), cold=True)
            write("to the first coached frame, cold", cold)
    return 0 if fast else 1


@dataclass(frozen=True, slots=True)
class Took:
    """What starts took by the wall, and of the processor, which other programs slow less."""

    wall_s: tuple[float, ...]
    processor_s: float

    @property
    def middle_s(self) -> float:
        """Return the median."""
        return median(self.wall_s)


def write(name: str, took: Took, limit: str = "") -> None:
    """Print one line."""
    least_s, most_s = min(took.wall_s), max(took.wall_s)
    sys.stdout.write(
        f"{name:<34}{took.middle_s:6.2f} s ({least_s:.2f} to {most_s:.2f}; "
        f"{took.processor_s:.2f} of the processor{limit})\n"
    )
    sys.stdout.flush()


def times_s(words: Sequence[str], rounds: int, *, cold: bool = False) -> Took:
    """Return how long Python takes for these words, each time in a process of its own."""
    wall_s, before_s = [], processor_s()
    for _ in range(rounds):
        if cold:
            forget_files()
        begun_s = perf_counter()
        done = subprocess.run(
            [sys.executable, *words], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        wall_s.append(perf_counter() - begun_s)
        if not done.stdout:
            raise RuntimeError(f"{words}: no answer")
    return Took(tuple(wall_s), (processor_s() - before_s) / rounds)


def processor_s() -> float:
    """Return the processor time of all programs that were started here and have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def forget_files() -> None:
    """Ask the system to forget what it keeps of the files that a start reads."""
    for path in read_at_start():
        try:
            file = os.open(path, os.O_RDONLY)
        except OSError:
            continue
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(file)


def read_at_start() -> Iterator[Path]:
    """Yield the files of the packages, of this program and of the model."""
    yield from Path(np.__file__).parents[1].rglob("*.*")
    yield from Path(__file__).parents[2].glob("posecoach/**/*.py")
    yield ensure_model().pose_task


if __name__ == "__main__":
    raise SystemExit(main())
