"""Lesson 16: left and right legs, and arms, that the model swaps are swapped back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from bodies import film, front, lying, mirrored, nobody

from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.core.swaps import ARMS, LEGS, VOTES_S, SwapWatch, exchanged

FPS = 15


def raising(t: float) -> Pose:
    """One leg stays bent, the other goes up and down."""
    return lying(hip=60 + 25 * (t % 2), knee=20, other_hip=20, other_knee=30)


def reaching(t: float) -> Pose:
    """One hand hangs, the other goes up to the head and down again."""
    return front(left_hand=t % 1)


PAIRS = pytest.mark.parametrize(
    ("make", "parts"), [(raising, LEGS), (reaching, ARMS)], ids=["legs", "arms"]
)


def together(t: float) -> Pose:
    return lying(hip=45, knee=90, other_hip=45, other_knee=90)


def mended(
    make: Callable[[float], Pose], parts: tuple[str, ...], swapped: Iterable[int], length_s: float
) -> list[bool]:
    """Whether each pose has its limbs under their own names, when those of `swapped` have not."""
    watch, wrong = SwapWatch(parts), set(swapped)
    right = []
    for nth, shown in enumerate(film(make, length_s, FPS)):
        given = watch.step(exchanged(shown, parts) if nth in wrong else shown)
        right.append(given.landmarks == shown.landmarks)
    return right


@PAIRS
def test_limbs_that_keep_their_names_are_left_alone(make, parts):
    watch = SwapWatch(parts)
    assert all(watch.step(shown) is shown for shown in film(make, 6, FPS))


@pytest.mark.parametrize("length", [1, 2, 5, 14])
@PAIRS
def test_a_swap_of_up_to_a_second_is_mended_in_every_frame(make, parts, length):
    assert all(mended(make, parts, range(30, 30 + length), 5))


@PAIRS
def test_flicker_is_mended_too(make, parts):
    assert all(mended(make, parts, range(30, 75, 2), 6))


def test_arms_that_cross_before_the_body_have_not_changed_their_names():
    """Each goes to the other side and back, as slowly as arms do."""
    watch = SwapWatch(ARMS)

    def crossing(t: float) -> Pose:
        return changed(front(), over=abs((t % 2) - 1))

    assert all(watch.step(shown) is shown for shown in film(crossing, 6, FPS))


def changed(shown: Pose, over: float) -> Pose:
    """The arms on their way to each other's place."""
    there = exchanged(shown, ARMS).landmarks
    marks = {
        joint: Landmark(mixed(mark.point, there[joint].point, over), mark.visibility)
        for joint, mark in shown.landmarks.items()
    }
    return replace(shown, landmarks=marks)


def mixed(a: Point, b: Point, part: float) -> Point:
    return Point(a.x_px + part * (b.x_px - a.x_px), a.y_px + part * (b.y_px - a.y_px))


def test_a_mirrored_body_is_mended_the_same():
    assert all(mended(lambda t: mirrored(raising(t)), LEGS, range(30, 40), 5))


def test_names_that_the_model_holds_to_for_longer_are_believed():
    """Wrong for a third of a second at the beginning, right ever after."""
    right = mended(raising, LEGS, range(5), 5)
    assert not any(right[:5])
    assert all(right[11:])


def test_after_two_seconds_the_vote_is_no_longer_larger():
    right = mended(raising, LEGS, range(75, 150), 9)
    lost = right.index(False)
    assert lost / FPS == pytest.approx(75 / FPS + VOTES_S, abs=0.2)


def test_where_the_legs_lie_one_upon_the_other_the_names_are_the_model_s():
    watch = SwapWatch(LEGS)
    shown = [exchanged(s, LEGS) if nth > 20 else s for nth, s in enumerate(film(together, 4, FPS))]
    assert all(watch.step(each) is each for each in shown)


def test_only_the_legs_change_names_and_their_depth_with_them():
    shown = lying(hip=80)
    world = {Joint.LEFT_KNEE: (1.0, 0.0, 0.0), Joint.RIGHT_KNEE: (2.0, 0.0, 0.0)}
    shown = type(shown)(0.0, 640, 480, shown.landmarks, None, world)
    other = exchanged(shown, LEGS)
    assert other.landmarks[Joint.LEFT_ANKLE] == shown.landmarks[Joint.RIGHT_ANKLE]
    assert other.landmarks[Joint.LEFT_HIP] == shown.landmarks[Joint.LEFT_HIP]
    assert other.world_m[Joint.LEFT_KNEE] == (2.0, 0.0, 0.0)
    assert exchanged(other, LEGS) == shown


def test_hands_go_with_their_arms_where_they_are_seen():
    marks = front(left_hand=1.0).landmarks
    hand = {Joint.LEFT_THUMB: marks[Joint.NOSE], Joint.RIGHT_THUMB: marks[Joint.LEFT_HIP]}
    shown = replace(front(), landmarks={**marks, **hand, Joint.LEFT_INDEX: marks[Joint.NOSE]})
    other = exchanged(shown, ARMS).landmarks
    assert other[Joint.RIGHT_WRIST] == marks[Joint.LEFT_WRIST]
    assert other[Joint.RIGHT_THUMB] == marks[Joint.NOSE]
    assert Joint.RIGHT_INDEX not in other


def test_after_a_while_out_of_sight_the_names_are_the_model_s():
    watch = SwapWatch(LEGS)
    for shown in film(raising, 2, FPS):
        watch.step(shown)
    gone = nobody(2.5)
    assert watch.step(gone) is gone
    back = exchanged(next(film(raising, 0, FPS)), LEGS)
    back = type(back)(3.5, 640, 480, back.landmarks)
    assert watch.step(back) is back
