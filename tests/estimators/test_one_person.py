"""Somebody else in view is noticed, once the tracked body is painted over."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.rooms import noisy
from bodies import lying

from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.estimators.gaze import Box
from posecoach.estimators.mediapipe_pose import MediaPipePose
from posecoach.estimators.one_person import OnePerson, Stirring, painted_over, silhouette
from posecoach.estimators.zoom import ZoomingPose
from posecoach.ports import Frame

GREY = np.full((480, 640, 3), 120, np.uint8)


def whole(shown: Pose) -> Pose:
    """The pose with all joints; those that it lacks are at its nose, unseen."""
    nose = shown.landmarks[Joint.NOSE].point
    marks = {joint: Landmark(nose, 0.0) for joint in Joint} | dict(shown.landmarks)
    return replace(shown, landmarks=marks)


TRACKED = whole(lying())
OTHER = replace(
    TRACKED,
    landmarks={
        joint: replace(mark, point=Point(mark.point.x_px, mark.point.y_px - 200))
        for joint, mark in TRACKED.landmarks.items()
    },
)


class FakeInner:
    spare = True

    def __init__(self) -> None:
        self.pose, self.closed = TRACKED, 0

    def estimate(self, frame: Frame) -> Pose:
        return replace(self.pose, time_s=frame.time_s)

    def forget(self) -> None:
        """Nobody was followed."""

    def close(self) -> None:
        self.closed += 1


class FakeEye:
    def __init__(self) -> None:
        self.sees: Pose = Pose(0.0, 640, 480)
        self.shown: list[np.ndarray] = []
        self.views: list[Box | None] = []
        self.closed = 0

    def look(self, frame: Frame, view: Box | None) -> Pose:
        self.shown.append(frame.bgr)
        self.views.append(view)
        return self.sees

    def forget(self) -> None:
        raise AssertionError("it looks afresh each time")

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def watched() -> tuple[OnePerson, FakeInner, FakeEye]:
    inner, eye = FakeInner(), FakeEye()
    return OnePerson(inner, lambda: eye), inner, eye


def crowded(estimator: OnePerson, begin_s: float, length_s: float) -> list[bool]:
    times = (begin_s + n / 15 for n in range(round(15 * length_s)))
    return [estimator.estimate(Frame(time_s, GREY)).crowded for time_s in times]


def test_alone_means_the_inner_pose_and_three_looks_and_then_one_in_ten_seconds(watched):
    estimator, inner, eye = watched
    assert estimator.estimate(Frame(0.0, GREY)) == inner.pose
    assert eye.views == [None, Box(160, 0, 480, 480)], "the first look takes its time"
    assert not any(crowded(estimator, 0.1, 29.0))
    assert eye.views[2:] == [None] * 4


def test_who_is_only_found_in_the_middle_of_a_photograph_is_company(watched):
    estimator, _, eye = watched
    eye.look = lambda frame, view: OTHER if view else Pose(0.0, 640, 480)
    assert estimator.estimate(Frame(0.0, GREY)).crowded


def test_somebody_else_is_told_from_the_first_frame_on_until_they_are_gone(watched):
    estimator, _, eye = watched
    eye.sees = OTHER
    assert all(crowded(estimator, 0.0, 5.0))
    eye.sees = Pose(0.0, 640, 480)
    assert not any(crowded(estimator, 15.0, 2.0))


@pytest.mark.parametrize("after_s", [20.0, -20.0], ids=["a rest", "a clock that went back"])
def test_after_a_gap_nobody_is_believed_to_be_there_until_seen(watched, after_s):
    estimator, _, eye = watched
    eye.sees = OTHER
    assert crowded(estimator, 100.0, 5.0)[-1]
    eye.sees = Pose(0.0, 640, 480)
    looks = len(eye.shown)
    assert not any(crowded(estimator, 105.0 + after_s, 2.0))
    assert len(eye.shown) == looks + 3, "twice at once, then after a second, as in the beginning"


def test_while_the_person_is_hidden_the_other_is_not_forgotten(watched):
    estimator, inner, eye = watched
    eye.sees = OTHER
    crowded(estimator, 0.0, 5.0)
    inner.pose = Pose(0.0, 640, 480)
    crowded(estimator, 5.0, 3.0)
    inner.pose = TRACKED
    assert all(crowded(estimator, 8.0, 0.1))


def test_there_is_no_look_for_others_in_a_frame_that_has_cost_two(watched):
    estimator, inner, eye = watched
    inner.spare = False
    crowded(estimator, 0.0, 30.0)
    assert not eye.shown


def test_nobody_has_no_company(watched):
    estimator, inner, eye = watched
    inner.pose = Pose(0.0, 640, 480)
    eye.sees = OTHER
    assert not any(crowded(estimator, 0.0, 20.0))
    assert not eye.shown


def test_the_eye_is_opened_when_it_is_needed_and_closed_with_the_inner_one(watched):
    estimator, inner, eye = watched
    estimator.close()
    assert (inner.closed, eye.closed) == (1, 0)
    crowded(estimator, 0.0, 2.0)
    estimator.close()
    assert (inner.closed, eye.closed) == (2, 1)


def test_the_body_is_painted_over_for_the_look_and_the_frame_stays_as_it_is(watched):
    estimator, _, eye = watched
    picture = noisy(GREY, 0)
    before = picture.copy()
    for n in range(20):
        estimator.estimate(Frame(n / 15, picture))
    assert (picture == before).all()
    hidden = silhouette(TRACKED) > 0
    painted = eye.shown[0]
    assert (painted[~hidden] == picture[~hidden]).all()
    assert painted[hidden].std() < picture[hidden].std() / 3


def test_the_silhouette_covers_every_joint_and_little_else():
    hidden = silhouette(TRACKED)
    for joint in lying().landmarks:
        point = TRACKED.landmarks[joint].point
        assert hidden[round(point.y_px), round(point.x_px)] == 255, joint
    assert not hidden[:200].any()
    assert 0.05 < (hidden > 0).mean() < 0.3


def test_painting_takes_a_copy_and_carries_on_what_is_around():
    room = GREY.copy()
    room[:, 320:] = 200
    there, hidden = room.copy(), np.zeros((480, 640), np.uint8)
    there[100:200, 40:600] = 10
    hidden[100:200, 40:600] = 255
    before = there.copy()
    painted = painted_over(there, hidden)
    assert (there == before).all()
    apart = np.abs(painted.astype(int) - room).max(axis=2)
    assert apart[:, :280].max() < 8
    assert apart[:, 360:].max() < 8


def test_a_body_that_fills_the_whole_picture_can_be_painted_over():
    assert painted_over(GREY, np.full((480, 640), 255, np.uint8)).shape == GREY.shape


def stirring(moving: list[np.ndarray], body: Box | None = None) -> list[bool]:
    return [where_px is not None for where_px in stirring_at(moving, body)]


def stirring_at(moving: list[np.ndarray], body: Box | None = None) -> list[float | None]:
    watch = Stirring()
    return [watch.step(Frame(n / 15, picture), body) for n, picture in enumerate(moving)]


def walker(left: int) -> np.ndarray:
    """Somebody dark, 60 wide, over noise."""
    picture = GREY.copy()
    picture[150:450, max(0, left) : max(0, left + 60)] = 40
    return picture


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (480, 640)])
def test_noise_does_not_stir(size):
    still = np.full((size[1], size[0], 3), 120, np.uint8)
    assert not any(stirring([noisy(still, n) for n in range(20)]))


def test_a_room_that_changed_while_nobody_looked_does_not_stir():
    watch = Stirring()
    assert watch.step(Frame(0.0, GREY), None) is None
    assert watch.step(Frame(30.0, walker(300)), None) is None
    assert watch.step(Frame(30.1, walker(300)), None) is None
    assert watch.step(Frame(30.2, walker(400)), None) is not None


def test_somebody_who_comes_in_stirs_at_once_and_no_more_once_they_stand():
    coming = [noisy(walker(-60 + 12 * n), n) for n in range(20)]
    standing = [noisy(walker(180), 20 + n) for n in range(60)]
    told = stirring(coming + standing)
    assert told.index(True) <= 4
    assert all(told[5:20])
    assert not any(told[-20:])


def test_what_stirs_is_known_by_its_place():
    """The walker and where they have just been: they come in from the left and cross."""
    at_px = stirring_at([walker(-60 + 20 * n) for n in range(30)])
    known = {n: x_px for n, x_px in enumerate(at_px) if x_px is not None}
    assert all(abs(x_px - (-30 + 20 * n)) < 150 for n, x_px in known.items())
    assert known[29] > 400 > 100 > known[4]


def test_who_stirs_at_one_side_is_looked_for_there(watched):
    estimator, _, eye = watched
    for n in range(30):
        estimator.estimate(Frame(n / 15, walker(640 - 12 * n)))
    at_once, *then = eye.views[2:]
    assert at_once == Box(320, 0, 640, 480)
    assert all(view.left_px >= 200 for view in then)


def test_what_stirs_within_the_body_s_own_box_is_the_body():
    moving = [walker(200 + 10 * n) for n in range(10)]
    assert any(stirring(moving))
    assert not any(stirring(moving, Box(180, 140, 380, 460)))


def test_the_room_that_comes_into_view_behind_the_body_does_not_stir():
    boxes = [Box(170 + 12 * n, 140, 270 + 12 * n, 460) for n in range(20)]
    watch = Stirring()
    told = {
        watch.step(Frame(n / 15, walker(boxes[min(n, 19)].left_px + 20)), boxes[min(n, 19)])
        for n in range(60)
    }
    assert told == {None}


def beside(frame: Frame, other: np.ndarray) -> Frame:
    """The frame with the left part of another picture beside it."""
    picture = frame.bgr.copy()
    picture[:, 400:] = other[:, 180:420]
    return replace(frame, bgr=picture)


@pytest.mark.model
def test_two_people_are_company_and_one_with_a_shadow_is_not(models, standing):
    def poses(shown: list[Frame]) -> list[Pose]:
        afresh = lambda: MediaPipePose(models.pose_task, following=False)  # noqa: E731
        with OnePerson(ZoomingPose(MediaPipePose(models.pose_task)), afresh) as estimator:
            return [estimator.estimate(frame) for frame in shown]

    alone = [replace(frame, time_s=nth / 15) for nth, frame in enumerate(standing[:22])]
    assert not any(pose.crowded for pose in poses(alone))
    pictures = np.stack([np.roll(frame.bgr, -110, axis=1) for frame in alone])
    both = [
        beside(replace(frame, bgr=picture), standing[0].bgr)
        for frame, picture in zip(alone, pictures, strict=True)
    ]
    assert all(pose.crowded for pose in poses(both)), "from the first frame on"
