from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from posecoach.core.pose import Joint, Point
from posecoach.errors import ModelError
from posecoach.estimators import bundle, mediapipe_pose
from posecoach.estimators.gaze import Box
from posecoach.estimators.mediapipe_pose import MediaPipePose, made_ready
from posecoach.estimators.recording import DEPTH_JOINTS
from posecoach.ports import Frame

ROOT = Path(__file__).parents[2]
BLACK = np.zeros((48, 64, 3), np.uint8)


def found(time_s: float = 0.0) -> SimpleNamespace:
    """What MediaPipe answers: mark i at (i / 100, i / 50), and twice that in metres."""
    marks = [SimpleNamespace(x=i / 100, y=i / 50, z=0.5, visibility=i / 33) for i in range(33)]
    world = [SimpleNamespace(x=i / 10, y=-i / 10, z=0.25) for i in range(33)]
    return SimpleNamespace(pose_landmarks=[marks], pose_world_landmarks=[world])


def test_landmarks_become_pixels_of_the_whole_frame():
    pose = mediapipe_pose._pose(found(), Frame(1.5, np.zeros((200, 400, 3), np.uint8)))
    assert (pose.time_s, pose.width_px, pose.height_px) == (1.5, 400, 200)
    assert list(pose.landmarks) == list(Joint)
    knee = pose.landmarks[Joint.LEFT_KNEE]  # mark 25
    assert (knee.point.x_px, knee.point.y_px) == pytest.approx((100, 100))
    assert knee.visibility == 25 / 33
    assert pose.world_m.keys() == set(DEPTH_JOINTS)
    assert pose.world_m[Joint.RIGHT_HIP] == (2.4, -2.4, 0.25)


def test_nobody_is_an_empty_pose_of_the_frame_s_size():
    nobody = SimpleNamespace(pose_landmarks=[], pose_world_landmarks=[])
    pose = mediapipe_pose._pose(nobody, Frame(2.0, BLACK))
    assert pose.empty
    assert (pose.time_s, pose.width_px, pose.height_px) == (2.0, 64, 48)


class FakeLandmarker:
    def __init__(self, fault: Exception | None = None) -> None:
        self.times_ms: list[int] = []
        self.shown: list[object] = []
        self.fault, self.closed = fault, 0

    def detect_for_video(self, image: object, time_ms: int) -> SimpleNamespace:
        self.shown.append(image)
        os.write(2, b"C++ says something\n")
        if self.fault:
            raise self.fault
        self.times_ms.append(time_ms)
        return found()

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def fake(monkeypatch) -> FakeLandmarker:
    landmarker = FakeLandmarker()
    monkeypatch.setattr(mediapipe_pose, "read_task", lambda path: b"")
    monkeypatch.setattr(mediapipe_pose, "create_landmarker", lambda task, path: landmarker)
    monkeypatch.setattr(mediapipe_pose, "as_image", lambda rgb: rgb)
    return landmarker


def test_the_model_is_given_whole_milliseconds_that_rise(fake):
    with MediaPipePose(Path("any.task")) as estimator:
        poses = [estimator.estimate(Frame(t, BLACK)) for t in (0, 0.0333, 0.0334, 0.0334, 0.1)]
    assert fake.times_ms == [0, 33, 34, 35, 100]
    assert [pose.time_s for pose in poses] == [0, 0.0333, 0.0334, 0.0334, 0.1]


def test_a_picture_that_is_ready_is_not_made_again(fake):
    ready = np.ones_like(BLACK)
    frame = Frame(0, BLACK, ready=ready)
    with MediaPipePose(Path("any.task")) as estimator:
        estimator.look(frame)
        estimator.look(frame, Box(0, 0, 32, 48))
        estimator.look(frame.showing(BLACK + 2))
    assert fake.shown[0] is ready
    assert fake.shown[1].shape == (48, 32, 3), "a part of the picture is cut from the whole"
    assert not fake.shown[1].any()
    assert (fake.shown[2] == 2).all(), "another picture is ready only when it is made"


def test_closing_twice_closes_the_model_once(fake):
    estimator = MediaPipePose(Path("any.task"))
    estimator.close()
    estimator.close()
    assert fake.closed == 1


def test_the_chatter_of_the_first_find_is_kept_from_stderr_but_nothing_after(fake, capfd):
    with MediaPipePose(Path("any.task")) as estimator:
        estimator.estimate(Frame(0, BLACK))
        assert capfd.readouterr().err == ""
        os.write(2, b"ours\n")
        assert capfd.readouterr().err == "ours\n"


def test_verbose_lets_the_chatter_through(fake, capfd):
    with MediaPipePose(Path("any.task"), verbose=True) as estimator:
        estimator.estimate(Frame(0, BLACK))
    assert capfd.readouterr().err == "C++ says something\n"


def test_stderr_is_back_after_a_failure_too(fake, capfd):
    fake.fault = RuntimeError("broken graph")
    with (
        MediaPipePose(Path("any.task")) as estimator,
        pytest.raises(RuntimeError, match="broken graph"),
    ):
        estimator.estimate(Frame(0, BLACK))
    os.write(2, b"ours\n")
    assert capfd.readouterr().err == "ours\n"


def test_a_model_that_cannot_be_read_is_told_in_one_line(tmp_path):
    with pytest.raises(ModelError, match="no such file"):
        MediaPipePose(tmp_path / "none.task")


def test_mediapipe_is_imported_only_when_a_model_is_made():
    script = "import sys, posecoach.estimators.mediapipe_pose; sys.exit('mediapipe' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == 0


@pytest.mark.model
def test_a_picture_reaches_the_model_in_rgb_contiguous_and_at_most_640_wide():
    rng = np.random.default_rng(0)
    picture = rng.integers(0, 255, (90, 1280, 3), np.uint8)
    image = made_ready(picture)
    wanted = cv2.resize(picture, (640, 45), interpolation=cv2.INTER_AREA)[:, :, ::-1]
    assert (image.numpy_view() == wanted).all()
    for view in (picture[:, 400:1000], picture[:, 1000:400:-1], picture[::2, ::4, ::-1]):
        image = made_ready(view)  # narrow ones are not scaled up
        assert (image.numpy_view() == view[:, :, ::-1]).all()


@pytest.mark.model
def test_a_frame_twice_as_large_gives_the_same_places(models, standing):
    with MediaPipePose(models.pose_task) as estimator:
        small = [estimator.estimate(frame) for frame in standing[:8]][-1]
    large_frames = [
        replace(frame, bgr=cv2.resize(frame.bgr, None, fx=2, fy=2)) for frame in standing
    ]
    with MediaPipePose(models.pose_task) as estimator:
        large = [estimator.estimate(frame) for frame in large_frames][-1]
    assert (large.width_px, large.height_px) == (2 * small.width_px, 2 * small.height_px)
    for joint in (Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_HIP):
        there: Point = large.landmarks[joint].point
        here: Point = small.landmarks[joint].point
        assert there.x_px / 2 == pytest.approx(here.x_px, abs=3)
        assert there.y_px / 2 == pytest.approx(here.y_px, abs=3)


@pytest.mark.model
def test_an_empty_room_holds_nobody_and_odd_sizes_do_no_harm(models):
    with MediaPipePose(models.pose_task) as estimator:
        for time_s, shape in enumerate([(480, 640, 3), (16, 16, 3), (7, 900, 3), (480, 640, 3)]):
            assert estimator.estimate(Frame(float(time_s), np.zeros(shape, np.uint8))).empty


@pytest.mark.model
def test_the_real_model_is_quiet_from_the_first_frame_to_the_last(models, standing, capfd):
    with MediaPipePose(models.pose_task) as estimator:
        estimator.estimate(Frame(0.0, np.zeros((480, 640, 3), np.uint8)))
        poses = [estimator.estimate(replace(f, time_s=1 + f.time_s)) for f in standing[:5]]
    assert not poses[-1].empty
    assert capfd.readouterr() == ("", "")


@pytest.mark.model
def test_a_bundle_with_a_broken_detector_is_refused_in_one_line(models, tmp_path, capfd):
    members = bundle._unzip(models.pose_task.read_bytes())
    wrong = tmp_path / "wrong.task"
    wrong.write_bytes(bundle._zip(members | {bundle.DETECTOR: b"no model" * 500}))
    with pytest.raises(ModelError, match="MediaPipe refuses it") as caught:
        MediaPipePose(wrong)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")
