"""What each stage of a frame costs: `python -m tests.benchmarks.stages [CLIP ...]`.

A clip is replayed as `posecoach replay --save` does it, with a clock at the door of each stage. "a
call" is the median of its calls, "a frame" all of them spread over the frames; "thread" is what of
that the calling thread had for itself, and tells most on a machine that does other things as well
(the model computes in threads of its own). Decoding and the face run beside the rest; all else
comes one after the other here, where a replay has the model see a frame ahead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import cv2
from mediapipe.tasks.python.vision import PoseLandmarker

from posecoach.commands.estimators import open_estimator
from posecoach.commands.replay import ReplayOptions, what_to_judge
from posecoach.core.session import Session
from posecoach.core.summary import Tally
from posecoach.estimators import light, mediapipe_pose
from posecoach.estimators.head import HeadPoseEstimator
from posecoach.estimators.light import LitEstimator
from posecoach.estimators.mediapipe_pose import MediaPipePose
from posecoach.estimators.one_person import OnePerson, Stirring
from posecoach.estimators.sparing import SparingPose
from posecoach.estimators.zoom import ZoomingPose
from posecoach.outputs import clip_writer
from posecoach.sources.clip import ClipSource
from tests.benchmarks.stopwatch import HEADER, Places, Stopwatch
from tests.conftest import SAMPLES

CLIPS = ("bridge-good-1.mp4", "neck-lateral-ear-to-shoulder-good-1.mp4")
FRAMES = 300
SIZE = (1280, 720)
PLACES: Places = {
    "colour and size": (mediapipe_pose, "made_ready"),
    "model": (PoseLandmarker, "detect_for_video"),
    "landmarks": (MediaPipePose, "look"),
    "where to look": (ZoomingPose, "estimate"),
    "has anything moved": (SparingPose, "estimate"),
    "does anything stir": (Stirring, "step"),
    "look for others": (PoseLandmarker, "detect"),
    "one person": (OnePerson, "estimate"),
    "waiting for the face": (HeadPoseEstimator, "estimate"),
    "light": (light, "measure"),
    "lifting dark ones": (LitEstimator, "estimate"),
    "core": (Session, "step"),
    "tally": (Tally, "take"),
    "overlay 1280x720": (clip_writer, "draw"),
    "encoding 1280x720": (clip_writer.ClipWriter, "emit"),
}


def main() -> int:
    """Print a table for each of the named clips."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--frames", type=int, default=FRAMES)
    asked = parser.parse_args()
    for clip in asked.clips or [SAMPLES / name for name in CLIPS]:
        for line in stages(clip, asked.frames):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


def stages(clip: Path, frames: int) -> Iterator[str]:
    """Yield what each stage of one frame costs, in the order in which the frame meets them."""
    watch = Stopwatch()
    given = decode(clip, frames, watch)
    with watch.on(PLACES):
        width, height = replay(clip, frames, watch)
    yield f"{clip.name}, {width}x{height}, {given} frames"
    yield HEADER
    for stage in ("decoding", "waiting for the clip", *PLACES):
        if stage in watch.spent:
            yield watch.spent[stage].row(stage, given)


def decode(clip: Path, frames: int, watch: Stopwatch) -> int:
    """Decode the clip and nothing else; return how many frames there were."""
    capture = cv2.VideoCapture(str(clip))
    given, found = 0, True
    while found and given < frames:
        with watch.time("decoding"):
            found = capture.read()[0]
        given += found
    capture.release()
    return given


def replay(clip: Path, frames: int, watch: Stopwatch) -> tuple[int, int]:
    """Coach the clip's first frames into a file; return the pictures' size."""
    stretch, level = what_to_judge(clip, ReplayOptions())
    with tempfile.TemporaryDirectory() as folder, ExitStack() as doors:
        source = doors.enter_context(ClipSource(clip))
        estimator = open_estimator(stretch, None, doors)
        saved = clip_writer.ClipWriter(Path(folder) / "coached.mp4", source.fps, size=SIZE)
        writer = doors.enter_context(saved)
        session, tally = Session(stretch, level), Tally(stretch, level)
        coming = islice(source.frames(), frames)
        while True:
            with watch.time("waiting for the clip"):
                frame = next(coming, None)
            if frame is None:
                return source.size_px
            step = session.step(estimator.estimate(frame))
            tally.take(step)
            writer.emit(frame, step)


if __name__ == "__main__":
    raise SystemExit(main())
