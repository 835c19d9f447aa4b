"""One contract for every source and one for every estimator: a new one joins by adding a line."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from posecoach.core.pose import Joint, Pose
from posecoach.errors import ModelError
from posecoach.estimators.head import HeadPoseEstimator
from posecoach.estimators.light import LitEstimator
from posecoach.estimators.mediapipe_pose import MediaPipePose
from posecoach.estimators.model import ModelFiles, ensure_model
from posecoach.estimators.one_person import OnePerson
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.estimators.recording import Header, write_poses
from posecoach.estimators.zoom import ZoomingPose
from posecoach.ports import Estimator, Frame, Source
from posecoach.sources.camera import CameraSource
from posecoach.sources.clip import ClipSource

DATA = Path(__file__).parent / "data"


class FiveLooks:
    """A camera that gives five pictures, slowly enough for each to be seen, and then is gone."""

    def __init__(self, spec: int | str) -> None:
        self.left = 5

    def isOpened(self) -> bool:
        return self.left > 0

    def read(self) -> tuple[bool, np.ndarray | None]:
        time.sleep(0.02)
        self.left -= 1
        return self.left >= 0, np.zeros((48, 64, 3), np.uint8)

    def release(self) -> None:
        self.left = 0


SOURCES: dict[str, Callable[[], Source]] = {
    "clip": lambda: ClipSource(DATA / "counting.mp4"),
    "clip at a variable rate": lambda: ClipSource(DATA / "vfr.mp4"),
    "turned clip": lambda: ClipSource(DATA / "rotated.mp4"),
    "clip as camera": lambda: CameraSource(str(DATA / "vfr.mp4")),
    "camera": lambda: CameraSource(0, open_capture=FiveLooks, lost_after_s=0.05, retry_s=(0.01,)),
}


@pytest.fixture(params=SOURCES)
def source(request) -> Source:
    return SOURCES[request.param]()


def test_a_source_yields_rising_times_and_pictures_of_its_size_and_leaves_nothing_behind(source):
    threads = threading.active_count()
    with source:
        frames = [frame for frame, _ in zip(source.frames(), range(8), strict=False)]
        width, height = source.size_px
        assert source.name
        assert source.duration_s is None or source.duration_s > 0
    assert len(frames) >= 3
    assert frames[0].time_s >= 0
    assert all(a.time_s < b.time_s for a, b in pairwise(frames))
    for frame in frames:
        assert frame.bgr.shape == (height, width, 3)
        assert frame.bgr.dtype == np.uint8
    source.close()  # once more does no harm
    assert threading.active_count() <= threads


def test_a_closed_source_ends(source):
    frames = source.frames()
    next(frames)
    source.close()
    assert len(list(frames)) <= 1


@pytest.fixture
def models() -> ModelFiles:
    try:
        return ensure_model()
    except ModelError as fault:
        pytest.skip(f"no models here: {fault}")


def recorded(folder: Path) -> RecordedEstimator:
    nobody = [Pose(n / 10, 64, 48) for n in range(5)]
    write_poses(folder / "any", Header("any.mp4", (64, 48), 10.0, "made up"), nobody)
    return RecordedEstimator(folder / "any")


ESTIMATORS: dict[str, Callable[[ModelFiles, Path], Estimator]] = {
    "recorded": lambda models, folder: recorded(folder),
    "MediaPipe": lambda models, folder: MediaPipePose(models.pose_task),
    "MediaPipe in the dark": lambda models, folder: LitEstimator(MediaPipePose(models.pose_task)),
    "MediaPipe with zoom": lambda models, folder: ZoomingPose(MediaPipePose(models.pose_task)),
    "MediaPipe of one person": lambda models, folder: OnePerson(
        ZoomingPose(MediaPipePose(models.pose_task)),
        lambda: MediaPipePose(models.pose_task, following=False),
    ),
    "MediaPipe with head": lambda models, folder: HeadPoseEstimator(
        MediaPipePose(models.pose_task), models.face_tflite
    ),
}


@pytest.mark.model
@pytest.mark.parametrize("name", ESTIMATORS)
def test_an_estimator_answers_each_frame_in_its_own_time_and_pixels(models, tmp_path, name):
    with ESTIMATORS[name](models, tmp_path) as estimator:
        for time_s, (height, width) in [(0.0, (48, 64)), (0.1, (480, 640)), (0.1004, (48, 64))]:
            pose = estimator.estimate(Frame(time_s, np.zeros((height, width, 3), np.uint8)))
            assert (pose.time_s, pose.width_px, pose.height_px) == (time_s, width, height)
            assert pose.empty
            assert pose.seen(Joint.NOSE) is None
            assert pose.head is None
    estimator.close()  # once more does no harm
