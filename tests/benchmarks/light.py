"""What it costs to know the light of a picture: `python -m tests.benchmarks.light`.

A look is taken twice a second, so a frame's share of it depends on the frame rate. The thread's own
time is counted, and the sizes take turns, so that a busy machine tells little.
"""

from __future__ import annotations

import sys
from statistics import median
from time import thread_time

import cv2
import numpy as np

from posecoach.estimators.light import EVERY_S, lift, measure
from posecoach.estimators.recording import read_poses
from tests.conftest import SAMPLES

SIZES = ((640, 480), (1280, 720), (1920, 1080))
ROUNDS = 60
FPS = 15
LIMIT_MS = 0.5


def main() -> int:
    """Print a line for each size; fail when a frame's share is above the limit."""
    capture = cv2.VideoCapture(str(SAMPLES / "bridge-good-1.mp4"))
    pose = read_poses(SAMPLES / "bridge-good-1.poses.jsonl").poses[0]
    picture = capture.read()[1]
    shown = {size: cv2.resize(picture, size) for size in SIZES}
    dark = {size: (each * np.float32(0.15)).astype(np.uint8) for size, each in shown.items()}
    took: dict[tuple[str, tuple[int, int]], list[float]] = {}
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    for _ in range(ROUNDS):
        for size in SIZES:
            start_s = thread_time()
            measure(shown[size], pose.sized(*size))
            looked_s = thread_time()
            lift(dark[size], 4.4)
            took.setdefault(("look", size), []).append(looked_s - start_s)
            took.setdefault(("lift", size), []).append(thread_time() - looked_s)
    cv2.setNumThreads(threads)
    worst_ms = 0.0
    for size in SIZES:
        look_ms, lift_ms = (1000 * median(took[what, size]) for what in ("look", "lift"))
        share_ms = look_ms / (FPS * EVERY_S)
        worst_ms = max(worst_ms, share_ms)
        sys.stdout.write(
            f"light {size[0]}x{size[1]}: {look_ms:.2f} ms a look, {share_ms:.2f} ms a frame at "
            f"{FPS} a second; lifting a dark one {lift_ms:.2f} ms\n"
        )
    return 0 if worst_ms <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
