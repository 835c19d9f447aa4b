"""Does a replay's cost grow with the clip? `python -m tests.benchmarks.growth [CLIP]`.

First with its length: the clip once, twice and four times in a row. Each frame more must cost the
same, and the memory must stay where it was. Then with the size of its pictures, from 320x240 to
1920x1080: the model always sees at most 640 in width; what grows is decoding and shrinking.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

import cv2

from posecoach.commands.replay import ReplayOptions, replay, what_to_judge
from posecoach.sources.clip import ClipSource
from tests.benchmarks.session import memory_mb
from tests.conftest import SAMPLES

CLIP = SAMPLES / "bridge-good-1.mp4"
TIMES = (1, 2, 4)
SIZES = ((320, 240), (640, 480), (1280, 720), (1920, 1080))
FRAMES = 300

Cost = dict[str, float]


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clip", nargs="?", type=Path, default=CLIP)
    parser.add_argument("--frames", type=int, default=FRAMES, help="how many make the clip")
    parser.add_argument("--one", metavar="ID", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        sys.stdout.write(json.dumps(one(asked.clip, asked.one)))
        return 0
    for line in tables(asked.clip, asked.frames):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


def tables(clip: Path, frames: int) -> Iterator[str]:
    """Yield both tables."""
    stretch = what_to_judge(clip, ReplayOptions())[0].id
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.mp4"
        yield f"{clip.name}, its first {frames} frames, by its length"
        before: Cost | None = None
        for times in TIMES:
            write(clip, made, frames, times=times)
            cost = in_a_process(made, stretch)
            yield f"  {times} x       {told(cost)}{'' if before is None else more(before, cost)}"
            before = cost
        yield "by the size of its pictures"
        for size in SIZES:
            write(clip, made, frames, size=size)
            yield f"  {size[0]:4}x{size[1]:<4} {told(in_a_process(made, stretch))}"


def told(cost: Cost) -> str:
    """Return one line of figures."""
    return (
        f"{cost['frames']:5.0f} frames in {cost['wall_s']:5.1f} s, "
        f"{1000 * cost['processor_s'] / cost['frames']:5.1f} ms of the processor each, "
        f"{cost['most_mb']:.0f} MB at most"
    )


def more(before: Cost, after: Cost) -> str:
    """Return what each frame more has cost, the start not counted."""
    frames = after["frames"] - before["frames"]
    return f"; {1000 * (after['wall_s'] - before['wall_s']) / frames:.1f} ms for each more"


def in_a_process(clip: Path, stretch: str) -> Cost:
    """Return what a replay of `clip` costs, in a process of its own, which begins with nothing."""
    words = [sys.executable, "-m", "tests.benchmarks.growth", "--one", stretch, str(clip)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    cost: Cost = json.loads(done.stdout)
    return cost


def one(clip: Path, stretch: str) -> Cost:
    """Replay a clip, and return what it took; memory is 0 where the system does not tell."""
    begun_s, worked_s = perf_counter(), process_time()
    summary = replay(clip, ReplayOptions(stretch=stretch, json=True, window=False))
    return {
        "frames": summary.frames,
        "wall_s": perf_counter() - begun_s,
        "processor_s": process_time() - worked_s,
        "most_mb": memory_mb("VmHWM") or 0.0,
    }


def write(
    clip: Path, made: Path, frames: int, *, times: int = 1, size: tuple[int, int] | None = None
) -> None:
    """Write the clip's first frames, so many times over and at that size."""
    writer = cv2.VideoWriter()
    for _ in range(times):
        with ClipSource(clip) as source:
            wanted = size or source.size_px
            if not writer.isOpened():
                writer.open(str(made), cv2.VideoWriter.fourcc(*"mp4v"), source.fps, wanted)
            for frame in islice(source.frames(), frames):
                writer.write(cv2.resize(frame.bgr, wanted))
    writer.release()


if __name__ == "__main__":
    raise SystemExit(main())
