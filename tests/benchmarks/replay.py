"""What a frame costs, and what the whole replay costs against the bare model call.

`python -m tests.benchmarks.replay [CLIP ...]` prints, for each clip, the cost of each stage, and
then alternates between whole replays and bare calls on the same frames, so that a busy machine
slows both. "As shipped" is the model with the person mask that nobody uses; "pruned" is without it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from posecoach.commands.estimators import open_estimator
from posecoach.commands.replay import ReplayOptions, what_to_judge
from posecoach.core.pose import Pose
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Tally
from posecoach.estimators import bundle
from posecoach.estimators.mediapipe_pose import create_landmarker, rgb_image
from posecoach.estimators.model import ensure_model, fetch
from posecoach.ports import Frame
from posecoach.sources.clip import ClipSource

SAMPLES = Path(__file__).parents[2] / "samples"
CLIPS = ("bridge-good-1.mp4", "neck-lateral-ear-to-shoulder-good-1.mp4")
FRAMES = 300
ROUNDS = 5


def main() -> int:
    """Print the tables for the named clips."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", nargs="*", type=Path)
    clips = parser.parse_args().clips or [SAMPLES / name for name in CLIPS]
    shipped = shipped_bundle()
    for clip in clips:
        for line in (*stages(clip), *against_the_bare_call(clip, shipped)):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


def shipped_bundle() -> bytes:
    """Return the pose bundle as shipped, mask and all, from the same hash-checked wheel."""
    with tempfile.TemporaryDirectory() as folder:
        bare = fetch(Path(folder))
    return bundle.pack(bare.detector, bare.landmarks, pruned=False)


def stages(clip: Path) -> Iterator[str]:
    """Yield what each stage of one frame costs, in the order in which the frame meets them."""
    stretch, level = what_to_judge(clip, ReplayOptions())
    took: dict[str, list[float]] = {}

    def timed(stage: str, work: Callable[[], object]) -> object:
        start_s = perf_counter()
        made = work()
        took.setdefault(stage, []).append(perf_counter() - start_s)
        return made

    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(clip))
        estimator = open_estimator(stretch, None, doors)
        session, tally = Session(stretch, level), Tally(stretch, level)
        frames = islice(source.frames(), FRAMES)
        while (frame := timed("waiting for the clip", lambda: next(frames, None))) is not None:
            assert isinstance(frame, Frame)
            pose = timed("estimator", lambda: estimator.estimate(frame))
            assert isinstance(pose, Pose)
            step = timed("session", lambda: session.step(pose))  # noqa: B023
            assert isinstance(step, Step)
            timed("tally", lambda: tally.take(step))  # noqa: B023
    yield f"{clip.name}, {source.size_px[0]}x{source.size_px[1]}, {FRAMES} frames"
    for stage, seconds in took.items():
        yield f"  {stage:<22}{1000 * median(seconds):6.2f} ms median"
    rest = sum(median(seconds) for stage, seconds in took.items() if stage != "estimator")
    yield f"  all but the estimator  {1000 * rest:6.2f} ms"


def against_the_bare_call(clip: Path, shipped: bytes) -> Iterator[str]:
    """Yield the cost of whole replays against bare model calls on the same frames."""
    stretch, level = what_to_judge(clip, ReplayOptions())
    frames = first_frames(clip)
    pruned = ensure_model().pose_task.read_bytes()
    took: dict[str, list[float]] = {"replay": [], "shipped": [], "pruned": []}
    for _ in range(ROUNDS):
        took["replay"].append(replay_s(clip, stretch, level))
        took["shipped"].append(bare_s(shipped, frames))
        took["pruned"].append(bare_s(pruned, frames))
    each_ms = {name: 1000 * median(seconds) / len(frames) for name, seconds in took.items()}
    yield f"  whole replay           {each_ms['replay']:6.2f} ms a frame"
    for name in ("shipped", "pruned"):
        ratio = median(a / b for a, b in zip(took["replay"], took[name], strict=True))
        yield f"  bare call, {name:<10}  {each_ms[name]:6.2f} ms; replay is {ratio:.2f} of it"


def first_frames(clip: Path) -> list[Frame]:
    """Return the frames that are timed, decoded beforehand for the bare calls."""
    with ClipSource(clip) as source:
        return list(islice(source.frames(), FRAMES))


def replay_s(clip: Path, stretch: Stretch, level: Level) -> float:
    """Return the seconds of a replay: decoding, estimating, coaching and summing up."""
    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(clip))
        estimator = open_estimator(stretch, None, doors)
        session, tally = Session(stretch, level), Tally(stretch, level)
        frames = islice(source.frames(), FRAMES)
        estimator.estimate(Frame(-1.0, np.zeros((480, 640, 3), np.uint8)))  # start-up is apart
        start_s = perf_counter()
        for frame in frames:
            tally.take(session.step(estimator.estimate(frame)))
        tally.summary(session.finish())
        return perf_counter() - start_s


def bare_s(task: bytes, frames: Sequence[Frame]) -> float:
    """Return the seconds of nothing but the model's calls, on pictures that are ready."""
    landmarker = create_landmarker(task, Path("benchmark"))
    images = [rgb_image(frame.bgr) for frame in frames]
    landmarker.detect_for_video(images[0], 0)
    start_s = perf_counter()
    for nth, image in enumerate(images):
        landmarker.detect_for_video(image, 1 + round(1000 * frames[nth].time_s))
    took_s = perf_counter() - start_s
    landmarker.close()
    return took_s


if __name__ == "__main__":
    raise SystemExit(main())
