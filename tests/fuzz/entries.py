"""The real entry points that are given broken files, and the sound files that are broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

import cv2
import numpy as np

from posecoach.catalog import find, load, load_all
from posecoach.cli import main
from posecoach.commands import replay
from posecoach.core.pose import Pose
from posecoach.core.session import Session
from posecoach.core.stretch import Level, Stretch
from posecoach.errors import PosecoachError
from posecoach.estimators.light import LitEstimator
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.estimators.recording import read_poses
from posecoach.ports import Closing, Estimator, Frame
from posecoach.routines import load_routine
from posecoach.sources.clip import ClipSource

ROOT = Path(__file__).parents[2]
SAMPLES, POSES = ROOT / "samples", ROOT / "poses"
STRETCH = "bridge"
RECORDED = SAMPLES / "bridge-good-1.poses.jsonl"
FRAMES = 40


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input: the sound files, and who is given broken ones of the same name.

    `try_it` returns whether the input was taken; a refusal in words is as good as that.
    """

    sound: Callable[[Path], Sequence[Path]]
    try_it: Callable[[Path], bool]
    text: bool


def _clips(scratch: Path) -> Sequence[Path]:
    """Return short clips in three containers, and the small ones of the tests."""
    made = [scratch / f"short.{ending}" for ending in ("mp4", "avi", "mkv")]
    if not all(path.is_file() for path in made):
        with ClipSource(SAMPLES / f"{STRETCH}-good-1.mp4") as source:
            frames = islice(source.frames(), FRAMES)
            pictures = [cv2.resize(frame.bgr, (160, 120)) for frame in frames]
        for path, code in zip(made, ("mp4v", "MJPG", "FFV1"), strict=True):
            writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), 15, (160, 120))
            for picture in pictures:
                writer.write(picture)
            writer.release()
    return [*made, *sorted((ROOT / "tests" / "data").glob("*.mp4"))]


class _Recorded(Closing):
    """Sees the recorded person in any clip, whatever its pictures show."""

    def __init__(self) -> None:
        self._poses = _poses()
        self._count = 0

    def estimate(self, frame: Frame) -> Pose:
        height_px, width_px = frame.bgr.shape[:2]
        pose = self._poses[self._count % len(self._poses)]
        self._count += 1
        return replace(pose.sized(width_px, height_px), time_s=frame.time_s)


def _open_estimator(
    stretch: Stretch, model: Path | None, doors: ExitStack, *, verbose: bool = False
) -> Estimator:
    return doors.enter_context(LitEstimator(_Recorded()))


@cache
def _poses() -> tuple[Pose, ...]:
    return read_poses(RECORDED).poses[: 2 * FRAMES]


def _try_clip(path: Path) -> bool:
    """Replay it as a person would, with a recorded body in place of the model's."""
    replay.open_estimator = _open_estimator
    return _command("replay", str(path), "--stretch", STRETCH, "--json", "--no-window") != 2


def _command(*words: str) -> int:
    status = main(words)
    if status not in (0, 1, 2):
        raise AssertionError(f"{' '.join(words)}: ended with {status}")
    return status


def _definitions(scratch: Path) -> Sequence[Path]:
    return [*sorted(POSES.glob("*.toml")), *sorted(POSES.glob("routines/*.toml"))]


def _try_definition(path: Path) -> bool:
    """Check it; coach a recorded person by it where it is taken."""
    _command("check", str(path))
    try:
        stretch = load(path)
    except PosecoachError:
        return _try_routine(path)
    for level in Level:
        session = Session(stretch, level)
        for pose in _poses():
            session.step(pose)
        session.finish()
    return True


def _try_routine(path: Path) -> bool:
    try:
        load_routine(path, _stretches())
    except PosecoachError:
        return False
    return True


@cache
def _stretches() -> dict[str, Stretch]:
    return load_all()


def _recordings(scratch: Path) -> Sequence[Path]:
    """Return the beginnings of some recordings: the rest of them is more of the same."""
    made = []
    for path in sorted(SAMPLES.glob("*-good-1.poses.jsonl"))[:12]:
        short = scratch / path.name
        if not short.is_file():
            with path.open(encoding="utf-8") as whole:
                short.write_text("".join(islice(whole, FRAMES)), encoding="utf-8")
        made.append(short)
    return made


def _try_recording(path: Path) -> bool:
    """Coach by it, as if it were of a clip at its own times."""
    try:
        estimator = RecordedEstimator(path)
    except PosecoachError:
        return False
    picture = np.zeros((48, 64, 3), np.uint8)
    session = Session(find(STRETCH))
    for pose in read_poses(path).poses:
        session.step(estimator.estimate(Frame(pose.time_s, picture)))
    session.finish()
    return True


def _truths(scratch: Path) -> Sequence[Path]:
    """Return small truth files, each beside the same short clip."""
    _clips(scratch)
    made = []
    for path in sorted(SAMPLES.glob("*-good-1.truth.json"))[:8]:
        truth = json.loads(path.read_text(encoding="utf-8")) | {"frames": []}
        short = scratch / path.name
        short.write_text(json.dumps(truth, indent=1), encoding="utf-8")
        made.append(short)
    return made


def _try_truth(path: Path) -> bool:
    """Replay the clip whose stretch and level the truth file tells."""
    clip = path.with_name(path.name.replace(".truth.json", ".mp4"))
    shutil.copy(path.parents[1] / "short.mp4", clip)
    replay.open_estimator = _open_estimator
    return _command("replay", str(clip), "--json") != 2


KINDS = {
    "clips": Kind(_clips, _try_clip, text=False),
    "truth": Kind(_truths, _try_truth, text=True),
    "toml": Kind(_definitions, _try_definition, text=True),
    "poses": Kind(_recordings, _try_recording, text=True),
}
