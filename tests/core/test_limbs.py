"""Limbs do not grow: a joint that would make one too long is not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from bodies import film, lying, nobody, standing

from posecoach.core.limbs import EXTREME, LIMBS, LimbWatch, without
from posecoach.core.pose import Joint, Landmark, Point, Pose

FPS = 15
FAR_FOOT = {Joint.RIGHT_ANKLE, Joint.RIGHT_HEEL, Joint.RIGHT_FOOT_INDEX}


def shifted(shown: Pose, joints: set[Joint], x_px: float) -> Pose:
    marks = {
        joint: Landmark(Point(mark.point.x_px + x_px, mark.point.y_px), mark.visibility)
        if joint in joints
        else mark
        for joint, mark in shown.landmarks.items()
    }
    return replace(shown, landmarks=marks)


def hidden(make: Callable[[float], Pose], length_s: float) -> list[set[Joint]]:
    """Which joints are made unseen, frame by frame."""
    watch = LimbWatch()
    return [
        {
            joint
            for joint, mark in watch.step(shown).landmarks.items()
            if mark.visibility < shown.landmarks[joint].visibility
        }
        for shown in film(make, length_s, FPS)
    ]


def test_a_body_of_usual_build_is_left_as_it_is():
    watch = LimbWatch()
    for make in (lying, standing):
        assert all(watch.step(shown) is shown for shown in film(lambda _: make(), 3, FPS))  # noqa: B023


def test_a_foot_found_on_the_furniture_is_not_seen_and_the_knee_is():
    def motion(t: float) -> Pose:
        shown = lying(hip=10, knee=10)
        return shifted(shown, FAR_FOOT, 90) if 3 < t < 3.4 else shown

    per_frame = hidden(motion, 5)
    assert [bool(joints) for joints in per_frame] == [3 < n / FPS < 3.4 for n in range(76)]
    assert set().union(*per_frame) == FAR_FOOT


def test_what_is_beyond_a_wrong_knee_is_wrong_too():
    knee = {Joint.RIGHT_KNEE}
    motion = lambda t: shifted(lying(), knee, 120 if t > 3 else 0)  # noqa: E731
    assert hidden(motion, 3.2)[-1] >= knee | FAR_FOOT


def test_a_limb_may_look_short_for_ever():
    motion = lambda t: shifted(lying(hip=0, knee=0), FAR_FOOT, -60 if t > 2 else 0)  # noqa: E731
    assert not any(hidden(motion, 5))


def test_a_limb_that_was_seen_foreshortened_may_come_to_its_usual_length_at_once():
    def motion(t: float) -> Pose:
        return shifted(lying(hip=0, knee=0), FAR_FOOT, -60 if t < 3 else 0)

    assert not any(hidden(motion, 5))


def test_long_legs_are_learnt_when_they_stay_long():
    """A shank a third longer than usual is noticed at first if at all, and then known."""
    motion = lambda t: shifted(lying(hip=0, knee=0), FAR_FOOT, 45)  # noqa: E731
    assert not any(hidden(motion, 4)[2 * FPS :])


def test_nobody_s_length_is_never_learnt():
    far = EXTREME * 120
    motion = lambda t: shifted(lying(hip=0, knee=0), FAR_FOOT, far)  # noqa: E731
    assert all(joints >= FAR_FOOT for joints in hidden(motion, 4))


def test_a_hidden_joint_tells_nothing_of_length():
    marks = dict(lying().landmarks)
    marks[Joint.RIGHT_ANKLE] = Landmark(Point(639.0, 10.0), 0.2)
    watch = LimbWatch()
    shown = replace(lying(), landmarks=marks)
    assert watch.step(shown) is shown


@pytest.mark.parametrize("missing", ["shoulder", "hip"])
def test_without_a_trunk_there_is_no_measure_of_length(missing):
    marks = {j: mark for j, mark in lying().landmarks.items() if missing not in j.value}
    shown = shifted(replace(lying(), landmarks=marks), FAR_FOOT, 300)
    assert LimbWatch().step(shown) is shown
    assert LimbWatch().step(nobody()).empty


def test_a_joint_made_unseen_stays_where_it_was():
    shown = lying()
    after = without(shown, {Joint.LEFT_KNEE})
    assert after.landmarks[Joint.LEFT_KNEE].point == shown.landmarks[Joint.LEFT_KNEE].point
    assert after.seen(Joint.LEFT_KNEE) is None
    assert after.seen(Joint.RIGHT_KNEE) is not None


def test_every_limb_loses_its_end_and_what_is_beyond():
    for limb in LIMBS:
        assert limb.end in limb.lost
        assert limb.start not in limb.lost
