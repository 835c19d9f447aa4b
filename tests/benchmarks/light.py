"""What it costs to know whether the camera sees well: `python -m tests.benchmarks.light`.

The light is looked at twice a second, so a frame's share of that depends on the frame rate; what it
means is judged in every frame. The thread's own time is counted, the sizes take turns, and of all
rounds the quickest is told, so that a busy machine tells little.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from time import thread_time

import cv2
import numpy as np

from posecoach.catalog import find
from posecoach.core.body import Body
from posecoach.core.placement import Placement
from posecoach.core.pose import Pose
from posecoach.core.setting import SettingWatch
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
    judge_ms = 1000 * judging_s(replace(pose, light=measure(picture, pose)))
    worst_ms = 0.0
    for size in SIZES:
        look_ms, lift_ms = (1000 * min(took[what, size]) for what in ("look", "lift"))
        each_ms = look_ms / (FPS * EVERY_S) + judge_ms
        worst_ms = max(worst_ms, each_ms)
        sys.stdout.write(
            f"setting {size[0]}x{size[1]}: {look_ms:.2f} ms a look at the light, {judge_ms:.2f} ms "
            f"to judge, {each_ms:.2f} ms a frame at {FPS} a second; lifting a dark one "
            f"{lift_ms:.2f} ms\n"
        )
    return 0 if worst_ms <= LIMIT_MS else 1


def judging_s(pose: Pose) -> float:
    """Return what it takes to judge the setting of one frame, before anything is held."""
    watch, body = SettingWatch(find("bridge")), Body(pose)
    took_s = []
    for _ in range(ROUNDS):
        start_s = thread_time()
        watch.step(body, Placement())
        took_s.append(thread_time() - start_s)
    return min(took_s)


if __name__ == "__main__":
    sys.exit(main())
