"""How long drawing takes on one core: `python -m tests.benchmarks.overlay`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import thread_time

import cv2

from posecoach.outputs.ghost import ghost_from_pose
from posecoach.outputs.overlay import draw
from tests.outputs.steps import blank, full_step, standing

FRAMES = 300
LIMIT_MS = 3.0


def median_ms(work: Callable[[int], object], frames: int = FRAMES) -> float:
    """Return the median time of `work(frame number)` in ms, its first runs left out.

    It is the thread's own time, so that other programs on the machine count little.
    """
    for nth in range(10):
        work(nth)
    spent = []
    for nth in range(frames):
        start = thread_time()
        work(nth)
        spent.append(thread_time() - start)
    return median(spent) * 1000


def overlay_ms(frame: tuple[int, int], size: tuple[int, int], *, with_ghost: bool = False) -> float:
    """Return the median time to draw a full screen whose ring and degrees move with each frame."""
    picture, pose = blank(frame), standing(frame)
    ghost = ghost_from_pose(pose) if with_ghost else None
    first = full_step(pose)

    def work(nth: int) -> None:
        shown = first.feedback
        checks = (replace(shown.checks[0], value_deg=float(nth % 40)), *shown.checks[1:])
        feedback = replace(
            shown, checks=checks, progress=nth / FRAMES, timer_s=20 * (1 - nth / FRAMES)
        )
        draw(picture, replace(first, feedback=feedback), ghost=ghost, size=size)

    return median_ms(work)


def main() -> int:
    """Print a line for each size; fail when the usual one is too slow."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        usual = overlay_ms((1280, 720), (1280, 720))
        rows = [
            ("1280x720", usual),
            ("1280x720 with ghost", overlay_ms((1280, 720), (1280, 720), with_ghost=True)),
            ("640x480 on 1280x720", overlay_ms((640, 480), (1280, 720))),
            ("640x480", overlay_ms((640, 480), (640, 480))),
            ("1920x1080", overlay_ms((1920, 1080), (1920, 1080))),
        ]
    finally:
        cv2.setNumThreads(threads)
    for name, spent in rows:
        sys.stdout.write(f"overlay {name}: {spent:.2f} ms median on one core\n")
    return 0 if usual <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
