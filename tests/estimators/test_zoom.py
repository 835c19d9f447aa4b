"""Small people are found and followed; nobody pays for it who is of usual size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.rooms import LARGE, backdrop, embedded, empty_room, noisy
from bodies import lying

from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.estimators.gaze import Box
from posecoach.estimators.mediapipe_pose import MediaPipePose
from posecoach.estimators.zoom import LOOKS, ZoomingPose
from posecoach.ports import Frame


class FakeEye:
    """Finds the person where they span at least a third of the view, wholly in it."""

    def __init__(self, person: Pose | None) -> None:
        self.person = person
        self.views: list[Box | None] = []
        self.forgot = self.closed = 0

    def look(self, frame: Frame, view: Box | None) -> Pose:
        self.views.append(view)
        height, width = frame.bgr.shape[:2]
        seen = view or Box(0, 0, width, height)
        nobody = Pose(frame.time_s, width, height)
        if self.person is None:
            return nobody
        xs = [mark.point.x_px for mark in self.person.landmarks.values()]
        whole = seen.left_px <= min(xs) and max(xs) <= seen.right_px
        large = max(xs) - min(xs) >= seen.span_px / 3
        return replace(self.person, time_s=frame.time_s) if whole and large else nobody

    def forget(self) -> None:
        self.forgot += 1

    def close(self) -> None:
        self.closed += 1


def at(scale: float, x_px: float = 300.0, y_px: float = 250.0) -> Pose:
    """A lying person in a large picture, shrunk, moved."""
    shown = lying()
    marks = {
        joint: Landmark(Point(x_px + scale * mark.point.x_px, y_px + scale * mark.point.y_px), 0.9)
        for joint, mark in shown.landmarks.items()
    }
    return Pose(0.0, *LARGE, marks)


def frames(count: int, size: tuple[int, int] = LARGE) -> list[Frame]:
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    return [Frame(nth / 15, picture) for nth in range(count)]


def looks_a_frame(eye: FakeEye, estimator: ZoomingPose, shown: list[Frame]) -> list[int]:
    counts = []
    for frame in shown:
        before = len(eye.views) + eye.forgot
        estimator.estimate(frame)
        counts.append(len(eye.views) + eye.forgot - before)
    return counts


def test_somebody_of_usual_size_costs_one_look_a_frame_at_the_whole_picture():
    eye = FakeEye(at(2.0, 0.0, 0.0))
    estimator = ZoomingPose(eye)
    assert looks_a_frame(eye, estimator, frames(20)) == [1] * 20
    assert set(eye.views) == {None}
    assert estimator.spare


def test_somebody_small_is_found_and_then_costs_one_look_a_frame_in_one_crop():
    eye = FakeEye(at(0.4))
    estimator = ZoomingPose(eye)
    counts = looks_a_frame(eye, estimator, frames(80))
    assert counts[0] == LOOKS
    assert counts[-50:] == [1] * 50
    assert len(set(eye.views[-20:])) == 1
    assert not estimator.estimate(frames(81)[-1]).empty


def test_no_frame_costs_more_than_one_look_more_than_usual():
    """Found, lost, near, small, gone: whatever happens."""
    eye = FakeEye(None)
    estimator = ZoomingPose(eye)
    people = [None, at(0.4), at(0.4, 700.0, 400.0), at(2.0, 0.0, 0.0), at(0.3), None, at(1.2)]
    for person in people * 3:
        eye.person = person
        assert max(looks_a_frame(eye, estimator, frames(17))) <= LOOKS


def test_after_a_gap_the_person_is_looked_for_in_the_whole_picture():
    eye = FakeEye(at(0.4))
    estimator = ZoomingPose(eye)
    shown = frames(80)
    for frame in shown:
        estimator.estimate(frame)
    assert eye.views[-1] is not None
    looks, forgot = len(eye.views), eye.forgot
    estimator.estimate(replace(shown[-1], time_s=shown[-1].time_s + 1.5))
    assert eye.views[looks] is not None, "that is no gap"
    looks = len(eye.views)
    estimator.estimate(replace(shown[-1], time_s=shown[-1].time_s + 20.0))
    assert eye.views[looks] is None
    assert eye.forgot == forgot + 1


def test_whoever_is_told_to_forget_looks_at_the_whole_picture_again():
    eye = FakeEye(at(0.4))
    estimator = ZoomingPose(eye)
    for frame in frames(40):
        estimator.estimate(frame)
    estimator.forget()
    looks, forgot = len(eye.views), eye.forgot
    estimator.estimate(frames(41)[-1])
    assert eye.views[looks] is None
    assert eye.forgot == forgot + 1


def test_the_eye_forgets_before_it_looks_elsewhere_for_somebody_it_has_followed():
    eye = FakeEye(at(0.75))  # found in the whole picture, and small enough for a crop
    eye.look = lambda frame, view: eye.views.append(view) or eye.person  # type: ignore[method-assign]
    estimator = ZoomingPose(eye)
    estimator.estimate(frames(1)[0])
    assert (eye.views, eye.forgot) == ([None], 0)
    estimator.estimate(frames(1)[0])
    assert eye.views[-1] is not None
    assert eye.forgot == 1
    assert not estimator.spare
    estimator.estimate(frames(1)[0])
    assert eye.forgot == 1


def test_an_empty_room_costs_two_looks_for_a_while_and_then_one():
    eye = FakeEye(None)
    counts = looks_a_frame(eye, ZoomingPose(eye), frames(120))
    assert counts[0] == LOOKS
    assert counts[-1] == 1


def test_somebody_who_comes_after_a_long_while_is_still_found():
    eye = FakeEye(None)
    estimator = ZoomingPose(eye)
    for frame in frames(120):
        estimator.estimate(frame)
    eye.person = at(0.4)
    assert any(not estimator.estimate(frame).empty for frame in frames(60))


def test_another_size_of_picture_voids_every_place():
    eye = FakeEye(at(0.4))
    estimator = ZoomingPose(eye)
    for frame in frames(60):
        estimator.estimate(frame)
    assert eye.views[-1] is not None
    eye.views.clear()
    pose = estimator.estimate(frames(1, (320, 240))[0])
    assert set(eye.views) == {None}
    assert (pose.width_px, pose.height_px) == (320, 240)


def test_closing_closes_the_eye():
    eye = FakeEye(None)
    with ZoomingPose(eye):
        pass
    assert eye.closed == 1


def laid(frames_: list[Frame], pose: Pose, shrunk: int, at_px: tuple[int, int]) -> list[Frame]:
    """The person shrunk, in a large noisy picture of their own empty room."""
    large = backdrop(empty_room(frames_[0].bgr, [pose]))
    size = (640 // shrunk, 480 // shrunk)
    return [
        replace(frame, bgr=embedded(noisy(large, nth), frame.bgr, size, at_px))
        for nth, frame in enumerate(frames_)
    ]


@pytest.mark.model
@pytest.mark.parametrize("posture", ["standing", "lying"])
def test_somebody_shrunk_to_a_third_is_found_where_they_are(models, request, posture):
    shown: list[Frame] = request.getfixturevalue(posture)
    shown = (shown * 2)[:50]
    shown = [replace(frame, time_s=nth / 15) for nth, frame in enumerate(shown)]
    with MediaPipePose(models.pose_task) as whole:
        usual = [whole.estimate(frame) for frame in shown[:20]][-1]
    with ZoomingPose(MediaPipePose(models.pose_task)) as estimator:
        small = [estimator.estimate(frame) for frame in laid(shown, usual, 3, (600, 380))]
    found = [pose for pose in small if not pose.empty]
    assert len(found) >= 25  # the search takes a second and a half at most
    for joint in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.NOSE):
        there, here = found[-1].landmarks[joint].point, usual.landmarks[joint].point
        assert there.x_px == pytest.approx(600 + here.x_px / 3, abs=4)
        assert there.y_px == pytest.approx(380 + here.y_px / 3, abs=4)
    assert (found[-1].width_px, found[-1].height_px) == LARGE


@pytest.mark.model
def test_nobody_is_found_in_the_room_they_were_painted_out_of(models, lying):
    with MediaPipePose(models.pose_task) as whole:
        usual = [whole.estimate(frame) for frame in lying[:5]][-1]
    room = backdrop(empty_room(lying[0].bgr, [usual]))
    with ZoomingPose(MediaPipePose(models.pose_task)) as estimator:
        poses = [estimator.estimate(Frame(n / 15, noisy(room, n))) for n in range(25)]
    assert all(pose.empty for pose in poses)


@pytest.mark.model
def test_somebody_of_usual_size_looks_the_same_as_without_zoom(models, standing):
    with MediaPipePose(models.pose_task) as plain:
        wanted = [plain.estimate(frame) for frame in standing[:15]]
    with ZoomingPose(MediaPipePose(models.pose_task)) as estimator:
        assert [estimator.estimate(frame) for frame in standing[:15]] == wanted
