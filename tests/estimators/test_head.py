from __future__ import annotations

import threading
from dataclasses import replace
from math import cos, radians, sin
from pathlib import Path

import cv2
import numpy as np
import pytest

from posecoach.core.pose import Head, Joint, Landmark, Point, Pose
from posecoach.errors import ModelError
from posecoach.estimators import head
from posecoach.estimators.head import Crop, Face, FaceMesh, HeadPoseEstimator
from posecoach.estimators.mediapipe_pose import MediaPipePose
from posecoach.ports import Frame

PICTURE = np.zeros((480, 640, 3), np.uint8)
WHOLE = Crop(96.0, 96.0, 192.0, 0.0)  # crop pixels are picture pixels


def mesh(roll_deg: float = 0.0, pitch_deg: float = 0.0, yaw_deg: float = 0.0) -> np.ndarray:
    """A stiff head in crop pixels: turned by yaw, after nodding, and then tilted in the picture.

    Built in a frame with x toward the person's left, y up, z toward the camera.
    """
    rest = radians(head._REST_PITCH_DEG)
    points = np.zeros((468, 3))
    points[head._LEFT_EYE], points[head._RIGHT_EYE] = (30, 20, 0), (-30, 20, 0)
    points[head._NOSE_BRIDGE] = (0, 0, 30)
    points[head._CHIN] = (0, -50 * cos(rest), 30 - 50 * sin(rest))
    points[200], points[201] = (-40, 60, 0), (40, -60, 0)  # its widest extent
    p, y, r = radians(pitch_deg), radians(yaw_deg), radians(-roll_deg)
    nod = np.array([[1, 0, 0], [0, cos(p), -sin(p)], [0, sin(p), cos(p)]])
    turn = np.array([[cos(y), 0, sin(y)], [0, 1, 0], [-sin(y), 0, cos(y)]])
    tilt = np.array([[cos(r), -sin(r), 0], [sin(r), cos(r), 0], [0, 0, 1]])
    return points @ (tilt @ turn @ nod).T * (1, -1, -1) + (96, 96, 0)


@pytest.mark.parametrize("roll", [-40.0, 0.0, 25.0])
@pytest.mark.parametrize("pitch", [-10.0, 0.0, 40.0])
@pytest.mark.parametrize("yaw", [-45.0, 0.0, 30.0])
def test_a_stiff_head_turned_by_known_angles_reads_those_angles(roll, pitch, yaw):
    face = head._face(3.0, mesh(roll, pitch, yaw), WHOLE)
    assert face.roll_deg == pytest.approx(roll, abs=1e-6)
    assert face.pitch_deg == pytest.approx(pitch, abs=1e-6)
    assert face.yaw_deg == pytest.approx(yaw, abs=1e-6)


@pytest.mark.parametrize("turned", [-170.0, -30.0, 0.0, 90.0])
def test_the_roll_of_the_crop_adds_to_the_roll_in_it(turned):
    face = head._face(3.0, mesh(roll_deg=20.0), replace(WHOLE, roll_deg=turned))
    assert face.roll_deg == pytest.approx((turned + 20 + 180) % 360 - 180)


def test_the_next_crop_is_one_and_a_half_meshes_wide_around_its_middle():
    face = head._face(3.0, mesh(), Crop(400.0, 300.0, 96.0, 0.0))  # half a pixel each
    assert face.next_crop == Crop(400.0, 300.0, pytest.approx(1.5 * 120 / 2), 0.0)


@pytest.mark.parametrize("logit", [-1e9, -6.0, 0.0, 6.0, 1e9])
def test_the_score_is_between_no_and_yes(logit):
    score = head._face(logit, mesh(), WHOLE).score
    assert 0 <= score <= 1
    assert (score > 0.5) == (logit > 0)


@pytest.mark.parametrize("roll", [0.0, 35.0, -120.0])
def test_a_crop_shows_what_it_says_it_shows(roll):
    crop = Crop(300.0, 200.0, 60.0, roll)
    for x, y in ((0.0, 0.0), (96.0, 96.0), (192.0, 30.0)):
        there = crop.matrix() @ (*crop.back(x, y), 1.0)
        assert there == pytest.approx((x, y))
    assert crop.back(96.0, 96.0) == pytest.approx((300.0, 200.0))
    right = np.subtract(crop.back(192.0, 96.0), (300.0, 200.0))
    assert right == pytest.approx((30 * cos(radians(roll)), 30 * sin(radians(roll))))


def person(nose_px: float = 0.0) -> Pose:
    """Shoulders 100 apart, face in the middle at (320, 140), ears 40 apart."""
    places = {
        Joint.NOSE: (320 + nose_px, 140),
        Joint.LEFT_EYE: (330, 130),
        Joint.RIGHT_EYE: (310, 130),
        Joint.LEFT_EAR: (340, 132),
        Joint.RIGHT_EAR: (300, 132),
        Joint.MOUTH_LEFT: (328, 150),
        Joint.MOUTH_RIGHT: (312, 150),
        Joint.LEFT_SHOULDER: (370, 200),
        Joint.RIGHT_SHOULDER: (270, 200),
        Joint.LEFT_HIP: (350, 340),
        Joint.RIGHT_HIP: (290, 340),
    }
    marks = {joint: Landmark(Point(*places.get(joint, (320, 240))), 0.9) for joint in Joint}
    return Pose(0.0, 640, 480, marks)


GOOD = Face(0.99, 10.0, 5.0, -3.0, Crop(320.0, 140.0, 1.5 * 45, 10.0))
NOT_A_FACE = replace(GOOD, score=0.1)
TOO_LARGE = replace(GOOD, next_crop=Crop(320.0, 140.0, 1.5 * 95, 10.0))
TOO_SMALL = replace(GOOD, next_crop=Crop(320.0, 140.0, 1.5 * 20, 10.0))
ELSEWHERE = replace(GOOD, next_crop=Crop(360.0, 140.0, 1.5 * 45, 10.0))
TURNED = replace(GOOD, roll_deg=45.0)


class FakeInner:
    def __init__(self, pose: Pose) -> None:
        self.pose, self.closed = pose, 0

    def estimate(self, frame: Frame) -> Pose:
        return replace(self.pose, time_s=frame.time_s)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def watched(monkeypatch) -> tuple[HeadPoseEstimator, list[Face], list[Crop]]:
    """An estimator whose mesh sees `sees[0]`, whatever that is then; and where it looked."""
    sees, looked = [GOOD], []

    class FakeMesh:
        def __init__(self, path: Path) -> None:
            pass

        def look(self, bgr: np.ndarray, crop: Crop) -> Face:
            looked.append(crop)
            return sees[0]

    monkeypatch.setattr(head, "FaceMesh", FakeMesh)
    return HeadPoseEstimator(FakeInner(person()), Path("face")), sees, looked


def test_the_first_look_is_where_the_pose_points_and_is_refined_three_times(watched):
    estimator, _, looked = watched
    pose = estimator.estimate(Frame(1.5, PICTURE))
    assert pose == replace(person(), time_s=1.5, head=Head(10.0, 5.0, -3.0))
    assert looked == [Crop(320.0, 140.0, pytest.approx(67.5), 0.0), *[GOOD.next_crop] * 3]


def test_a_moving_face_costs_one_look_a_frame(watched):
    estimator, sees, looked = watched
    for nth in range(5):
        sees[0] = replace(GOOD, roll_deg=10.0 + 3 * nth)
        assert estimator.estimate(Frame(0.0, PICTURE)).head.roll_deg == 10.0 + 3 * nth
    assert len(looked) == 4 + 4


def test_a_still_face_is_looked_at_every_other_frame(watched):
    estimator, _, looked = watched
    for _ in range(8):
        assert estimator.estimate(Frame(0.0, PICTURE)).head == Head(10.0, 5.0, -3.0)
    assert len(looked) == 4 + 1 + 3  # found, seen to be still, then the 4th, 6th and 8th frame


@pytest.mark.parametrize("after_s", [5.0, -5.0], ids=["a rest", "a clock that went back"])
def test_after_a_gap_a_still_face_is_looked_at_again_at_once(watched, after_s):
    estimator, sees, _ = watched
    for still in range(2, 5):  # whether the next look would be spared or not
        for nth in range(still):
            estimator.estimate(Frame(100.0 + nth / 15, PICTURE))
        sees[0] = replace(GOOD, roll_deg=-12.0)
        assert estimator.estimate(Frame(100.0 + after_s, PICTURE)).head.roll_deg == -12.0
        sees[0] = GOOD
        estimator.estimate(Frame(200.0, PICTURE))


@pytest.mark.parametrize("fault", [NOT_A_FACE, TOO_LARGE, TOO_SMALL, ELSEWHERE])
def test_what_cannot_be_this_face_leaves_roll_and_pitch_unseen(watched, fault):
    estimator, sees, _ = watched
    sees[0] = fault
    assert estimator.estimate(Frame(0.0, PICTURE)).head == Head(None, None, 0.0)


@pytest.mark.parametrize(("extent_px", "read"), [(23, True), (21, False)])
def test_a_face_that_is_too_small_to_be_read_is_followed_but_not_read(watched, extent_px, read):
    estimator, sees, looked = watched
    half = {
        joint: Landmark(Point(mark.point.x_px / 2, mark.point.y_px / 2), 0.9)
        for joint, mark in person().landmarks.items()
    }
    estimator._inner = FakeInner(replace(person(), landmarks=half))
    sees[0] = replace(GOOD, next_crop=Crop(160.0, 70.0, 1.5 * extent_px, 10.0))
    for _ in range(3):
        seen = estimator.estimate(Frame(0.0, PICTURE)).head
    assert seen == (Head(10.0, 5.0, -3.0) if read else Head(None, None, 0.0))
    assert looked[4] == sees[0].next_crop


@pytest.mark.parametrize("fault", [NOT_A_FACE, TOO_LARGE, ELSEWHERE, TURNED])
def test_a_face_that_jumps_is_looked_for_again_from_the_pose(watched, fault):
    estimator, sees, looked = watched
    estimator.estimate(Frame(0.0, PICTURE))
    looked.clear()
    sees[0] = fault
    estimator.estimate(Frame(0.1, PICTURE))
    assert looked[0] == GOOD.next_crop
    assert looked[1].roll_deg == 0.0  # level with the pose's eyes again
    sees[0] = GOOD
    assert estimator.estimate(Frame(0.2, PICTURE)).head == Head(10.0, 5.0, -3.0)


def test_nobody_has_no_head_and_the_next_person_is_looked_for_afresh(watched):
    estimator, _, looked = watched
    estimator.estimate(Frame(0.0, PICTURE))
    estimator._inner.pose = Pose(0.0, 640, 480)
    assert estimator.estimate(Frame(0.1, PICTURE)) == Pose(0.1, 640, 480)
    estimator._inner.pose = person()
    looked.clear()
    estimator.estimate(Frame(0.2, PICTURE))
    assert len(looked) == 4


@pytest.mark.parametrize(("nose_px", "yaw_deg"), [(0, 0.0), (28, 45.0), (-28, -45.0)])
def test_without_a_face_the_yaw_comes_from_nose_and_ears(watched, nose_px, yaw_deg):
    estimator, sees, _ = watched
    estimator._inner.pose = person(nose_px)
    sees[0] = NOT_A_FACE
    yaw = estimator.estimate(Frame(0.0, PICTURE)).head.yaw_deg
    assert yaw == pytest.approx(yaw_deg)


def test_ears_on_one_spot_tell_no_yaw(watched):
    estimator, sees, _ = watched
    sees[0] = NOT_A_FACE
    pose = person()
    both = {ear: pose.landmarks[Joint.LEFT_EAR] for ear in head._EARS}
    estimator._inner.pose = replace(pose, landmarks={**pose.landmarks, **both})
    assert estimator.estimate(Frame(0.0, PICTURE)).head == Head()


def test_closing_closes_the_inner_estimator(watched):
    estimator, _, _ = watched
    with estimator:
        pass
    assert estimator._inner.closed == 1


@pytest.mark.parametrize("content", [None, b"", b"no model" * 100])
def test_a_face_model_that_cannot_be_read_is_told_in_one_line(tmp_path, capfd, content):
    if content is not None:
        (tmp_path / "face.tflite").write_bytes(content)
    with pytest.raises(ModelError, match="wanted the face mesh model") as caught:
        FaceMesh(tmp_path / "face.tflite")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def turned(pose: Pose, matrix: np.ndarray) -> Pose:
    """The pose of the picture after a warp by `matrix`."""
    places = {
        joint: Point(*map(float, matrix @ (mark.point.x_px, mark.point.y_px, 1.0)))
        for joint, mark in pose.landmarks.items()
    }
    marks = {joint: replace(pose.landmarks[joint], point=place) for joint, place in places.items()}
    return replace(pose, landmarks=marks)


@pytest.fixture(scope="module")
def upright(models, standing) -> tuple[Frame, Pose]:
    """A frame of a person who faces the camera, and the pose in it."""
    with MediaPipePose(models.pose_task) as inner:
        return standing[5], [inner.estimate(frame) for frame in standing[:6]][-1]


@pytest.mark.model
@pytest.mark.parametrize("by_deg", [-40.0, -15.0, 15.0, 40.0, 90.0])
def test_turning_the_picture_turns_the_roll_by_as_much_and_nothing_else(models, upright, by_deg):
    frame, pose = upright
    # OpenCV turns counter-clockwise; a head leaning to the person's left turns clockwise
    matrix = cv2.getRotationMatrix2D((320.0, 240.0), -by_deg, 1.0)
    tilted = replace(frame, bgr=cv2.warpAffine(frame.bgr, matrix, (640, 480)))
    assert models.face_tflite is not None
    before = HeadPoseEstimator(FakeInner(pose), models.face_tflite).estimate(frame).head
    after = HeadPoseEstimator(FakeInner(turned(pose, matrix)), models.face_tflite)
    after = after.estimate(tilted).head
    assert after.roll_deg - before.roll_deg == pytest.approx(by_deg, abs=1.0)
    assert after.pitch_deg == pytest.approx(before.pitch_deg, abs=3.0)
    assert after.yaw_deg == pytest.approx(before.yaw_deg, abs=3.0)


@pytest.mark.model
def test_a_wall_is_no_face(models):
    assert models.face_tflite is not None
    rng = np.random.default_rng(1)
    wall = rng.normal(150, 5, (480, 640, 3)).clip(0, 255).astype(np.uint8)
    with HeadPoseEstimator(FakeInner(person()), models.face_tflite) as estimator:
        assert estimator.estimate(Frame(0.0, wall)).head == Head(None, None, 0.0)


@pytest.mark.model
def test_the_pose_and_the_head_leave_no_thread_of_ours_behind(models, standing):
    before = set(threading.enumerate())
    assert models.face_tflite is not None
    with HeadPoseEstimator(MediaPipePose(models.pose_task), models.face_tflite) as estimator:
        assert estimator.estimate(standing[0]) is not None
    assert set(threading.enumerate()) <= before
