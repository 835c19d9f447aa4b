"""Somebody who keeps still is looked at every other frame, and every frame once they move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from bodies import lying, nobody

from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.estimators.gaze import extent
from posecoach.estimators.sparing import SparingPose, have_kept_still
from posecoach.ports import Frame

BODY = lying()
SPAN_PX = extent(BODY).span_px
A_LITTLE, TOO_FAR = 0.002 * SPAN_PX, 0.004 * SPAN_PX


class FakeInner:
    """Sees what it is told to, and notes when it was asked."""

    def __init__(self) -> None:
        self.pose, self.spare = BODY, True
        self.asked_s: list[float] = []
        self.forgot = self.closed = 0

    def estimate(self, frame: Frame) -> Pose:
        self.asked_s.append(frame.time_s)
        height, width = frame.bgr.shape[:2]
        return replace(self.pose.sized(width, height), time_s=frame.time_s)

    def forget(self) -> None:
        self.forgot += 1

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def watched() -> tuple[SparingPose, FakeInner]:
    inner = FakeInner()
    return SparingPose(inner), inner


def frame(time_s: float, scale: int = 1) -> Frame:
    size = (scale * BODY.height_px, scale * BODY.width_px, 3)
    return Frame(time_s, np.zeros(size, np.uint8))


def frames(count: int, fps: float = 15.0) -> list[Frame]:
    return [frame(nth / fps) for nth in range(count)]


def moved(shown: Pose, by_px: float, joints: Iterable[Joint] = (Joint.LEFT_KNEE,)) -> Pose:
    marks = dict(shown.landmarks)
    for joint in joints:
        at = marks[joint].point
        marks[joint] = replace(marks[joint], point=Point(at.x_px + by_px, at.y_px))
    return replace(shown, landmarks=marks)


def unseen(shown: Pose, joint: Joint) -> Pose:
    mark = Landmark(shown.landmarks[joint].point, 0.1)
    return replace(shown, landmarks={**shown.landmarks, joint: mark})


def looked(estimator: SparingPose, inner: FakeInner, shown: list[Frame]) -> list[bool]:
    """Whether each of the frames was looked at."""
    answers = []
    for each in shown:
        pose = estimator.estimate(each)
        assert pose == replace(inner.pose, time_s=each.time_s)
        answers.append(inner.asked_s[-1] == each.time_s)
    return answers


def test_a_still_body_is_looked_at_every_other_frame(watched):
    assert looked(*watched, frames(8)) == [True, True, False, True, False, True, False, True]


def test_the_models_own_noise_is_no_move(watched):
    estimator, inner = watched
    for nth, each in enumerate(frames(9)):
        inner.pose = moved(BODY, A_LITTLE * (nth % 2))
        estimator.estimate(each)
    assert len(inner.asked_s) == 5


def test_a_body_that_moves_is_looked_at_in_every_frame(watched):
    estimator, inner = watched
    for nth, each in enumerate(frames(9)):
        inner.pose = moved(BODY, TOO_FAR * nth)
        assert estimator.estimate(each) == replace(inner.pose, time_s=each.time_s)
    assert len(inner.asked_s) == 9


@pytest.mark.parametrize("still", [6, 7], ids=["a look is due", "a look is spared"])
def test_a_move_is_seen_one_frame_later_at_most(watched, still):
    estimator, inner = watched
    *before, first, second = frames(still + 2)
    looked(estimator, inner, before)
    inner.pose = moved(BODY, 50.0)
    estimator.estimate(first)
    assert estimator.estimate(second) == replace(inner.pose, time_s=second.time_s)
    assert inner.asked_s[-1] == second.time_s


def test_a_move_that_shows_in_the_picture_is_looked_at_at_once(watched):
    estimator, inner = watched
    *before, next_ = frames(7)
    looked(estimator, inner, before)
    next_.bgr[200:232, 300:332] = 12  # a hand, a little brighter than what it hides
    estimator.estimate(next_)
    assert inner.asked_s[-1] == next_.time_s


def test_a_cameras_noise_is_no_change_of_the_picture(watched):
    estimator, inner = watched
    chance = np.random.default_rng(5)
    for each in frames(40):
        noise = chance.normal(120, 6, each.bgr.shape)
        estimator.estimate(each.showing(noise.astype(np.uint8)))
    assert len(inner.asked_s) <= 22


@pytest.mark.parametrize(("fps", "spared"), [(30, 4), (10.01, 4), (9.9, 0), (5, 0)])
def test_a_slow_camera_has_no_look_to_spare(watched, fps, spared):
    assert looked(*watched, frames(9, fps)).count(False) == spared


def test_a_picture_of_another_size_is_looked_at(watched):
    estimator, inner = watched
    looked(estimator, inner, frames(4))
    pose = estimator.estimate(frame(4 / 15, scale=2))
    assert inner.asked_s[-1] == 4 / 15
    assert (pose.width_px, pose.height_px) == (2 * BODY.width_px, 2 * BODY.height_px)


@pytest.mark.parametrize("after_s", [5.0, -5.0], ids=["a rest", "a clock that went back"])
@pytest.mark.parametrize("still", [3, 4])
def test_after_a_gap_a_still_body_is_looked_at_at_once(watched, after_s, still):
    estimator, inner = watched
    looked(estimator, inner, [frame(100 + nth / 15) for nth in range(still)])
    estimator.estimate(frame(100 + after_s))
    assert inner.asked_s[-1] == 100 + after_s


def test_an_empty_room_is_looked_at_in_every_frame(watched):
    estimator, inner = watched
    inner.pose = nobody()
    for each in frames(6):
        assert estimator.estimate(each).empty
    assert len(inner.asked_s) == 6


def test_who_is_forgotten_is_looked_at_afresh(watched):
    estimator, inner = watched
    looked(estimator, inner, frames(4))
    estimator.forget()
    assert inner.forgot == 1
    assert looked(estimator, inner, frames(7)[4:]) == [True, True, False]


def test_a_spared_look_is_left_over_for_others(watched):
    estimator, inner = watched
    inner.spare = False
    left = [(estimator.estimate(each), estimator.spare)[1] for each in frames(4)]
    assert left == [False, False, True, False]


def test_closing_it_closes_the_inner_estimator(watched):
    estimator, inner = watched
    with estimator:
        pass
    assert inner.closed == 1


@pytest.mark.parametrize("joint", [Joint.NOSE, Joint.LEFT_HIP, Joint.RIGHT_ANKLE])
def test_one_joint_that_moves_is_a_move(joint):
    assert have_kept_still(BODY, moved(BODY, A_LITTLE, [joint]))
    assert not have_kept_still(BODY, moved(BODY, TOO_FAR, [joint]))


def test_a_joint_that_comes_or_goes_is_a_move_and_one_that_is_never_seen_is_none():
    gone = unseen(BODY, Joint.LEFT_KNEE)
    assert not have_kept_still(BODY, gone)
    assert not have_kept_still(gone, BODY)
    assert have_kept_still(gone, moved(gone, 50.0, [Joint.LEFT_KNEE]))


def test_nobody_keeps_no_still():
    assert not have_kept_still(nobody(), nobody())
    assert not have_kept_still(BODY, nobody())
    assert not have_kept_still(nobody(), BODY)
