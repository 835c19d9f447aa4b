"""Limbs do not grow: a joint that would make one too long is not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from bodies import SHANK, TRUNK, eased, film, lying, nobody, standing

from posecoach.core.limbs import EXTREME, LIMBS, REFUSED_FOR_S, LimbWatch, without
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side

FPS = 15
FAR_FOOT = {Joint.RIGHT_ANKLE, Joint.RIGHT_HEEL, Joint.RIGHT_FOOT_INDEX}
UPPER_BODY = {j for j in lying().landmarks if not any(p in j for p in ("hip", "knee"))} - {
    side.joint(part) for side in Side for part in ("ankle", "heel", "foot_index")
}


def shifted(shown: Pose, joints: set[Joint], x_px: float) -> Pose:
    marks = {
        joint: Landmark(Point(mark.point.x_px + x_px, mark.point.y_px), mark.visibility)
        if joint in joints
        else mark
        for joint, mark in shown.landmarks.items()
    }
    return replace(shown, landmarks=marks)


def scaled(shown: Pose, size: float) -> Pose:
    """The same person, nearer or farther away."""
    marks = {
        joint: Landmark(Point(mark.point.x_px * size, mark.point.y_px * size), mark.visibility)
        for joint, mark in shown.landmarks.items()
    }
    return replace(shown, landmarks=marks)


def shank_of(share: float) -> Pose:
    """A straight leg whose shank is so many times as long as it was."""
    return shifted(lying(hip=0, knee=0), FAR_FOOT, (share - 1) * SHANK)


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


@pytest.mark.parametrize("share", [1.5, 2.0, 3.0])
@pytest.mark.parametrize(("first", "then"), [(1.0, 0.4), (0.4, 1.0)], ids=["back", "nearer"])
def test_a_foot_too_far_away_is_not_seen_after_stepping_back_or_nearer(first, then, share):
    size = eased([(4.0, first), (6.0, then)])
    wrong_s = 16.0  # ten seconds after
    motion = lambda t: scaled(shank_of(share if t > wrong_s else 1.0), size(t))  # noqa: E731
    per_frame = hidden(motion, wrong_s + 2)
    assert [bool(joints) for joints in per_frame] == [
        n / FPS > wrong_s for n in range(len(per_frame))
    ]
    assert per_frame[-1] == FAR_FOOT


def test_a_trunk_that_looks_short_for_long_hides_no_limbs_and_excuses_no_foot():
    """Half as long for half a minute, as of somebody who bends toward the camera."""

    def motion(t: float) -> Pose:
        return shifted(shank_of(1.0 if t < 33 else 1.6), UPPER_BODY, TRUNK / 2 if t > 3 else 0)

    per_frame = hidden(motion, 36)
    assert not any(per_frame[: 33 * FPS])
    assert all(joints == FAR_FOOT for joints in per_frame[33 * FPS + 1 :])


def test_a_refused_length_is_not_learnt_within_seconds():
    per_frame = hidden(lambda t: shank_of(1.55 if t > 3 else 1.0), 3 + REFUSED_FOR_S)
    assert all(joints == FAR_FOOT for joints in per_frame[3 * FPS + 1 :])


def test_a_refused_length_that_stays_without_a_break_is_the_person_s_own():
    def motion(t: float) -> Pose:
        return shank_of(1.55 if t > 3 and not 12 < t < 12.5 else 1.0)

    per_frame = hidden(motion, 14 + REFUSED_FOR_S)
    assert all(per_frame[13 * FPS : int((12 + REFUSED_FOR_S) * FPS)])
    assert not any(per_frame[-FPS // 2 :])


def test_time_in_which_a_limb_is_not_seen_does_not_make_a_refused_length_the_person_s_own():
    def motion(t: float) -> Pose:
        if 3.5 < t < 3.5 + REFUSED_FOR_S:
            return without(lying(), FAR_FOOT)
        return shank_of(1.55 if t > 3 else 1.0)

    assert hidden(motion, 10 + REFUSED_FOR_S)[-1] == FAR_FOOT


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
