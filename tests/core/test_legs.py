"""Lesson 16: left and right legs that the model swaps are swapped back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from bodies import film, lying, mirrored, nobody

from posecoach.core.legs import VOTES_S, LegWatch, exchanged
from posecoach.core.pose import Joint, Pose

FPS = 15


def raising(t: float) -> Pose:
    """One leg stays bent, the other goes up and down."""
    return lying(hip=60 + 25 * (t % 2), knee=20, other_hip=20, other_knee=30)


def together(t: float) -> Pose:
    return lying(hip=45, knee=90, other_hip=45, other_knee=90)


def mended(make: Callable[[float], Pose], swapped: Iterable[int], length_s: float) -> list[bool]:
    """Whether each pose has its legs under their own names, when those of `swapped` have not."""
    watch, wrong = LegWatch(), set(swapped)
    right = []
    for nth, shown in enumerate(film(make, length_s, FPS)):
        given = watch.step(exchanged(shown) if nth in wrong else shown)
        right.append(given.landmarks == shown.landmarks)
    return right


def test_legs_that_keep_their_names_are_left_alone():
    watch = LegWatch()
    assert all(watch.step(shown) is shown for shown in film(raising, 6, FPS))


@pytest.mark.parametrize("length", [1, 2, 5, 14])
def test_a_swap_of_up_to_a_second_is_mended_in_every_frame(length):
    assert all(mended(raising, range(30, 30 + length), 5))


def test_flicker_is_mended_too():
    assert all(mended(raising, range(30, 75, 2), 6))


def test_a_mirrored_body_is_mended_the_same():
    assert all(mended(lambda t: mirrored(raising(t)), range(30, 40), 5))


def test_names_that_the_model_holds_to_for_longer_are_believed():
    """Wrong for a third of a second at the beginning, right ever after."""
    right = mended(raising, range(5), 5)
    assert not any(right[:5])
    assert all(right[11:])


def test_after_two_seconds_the_vote_is_no_longer_larger():
    right = mended(raising, range(75, 150), 9)
    lost = right.index(False)
    assert lost / FPS == pytest.approx(75 / FPS + VOTES_S, abs=0.2)


def test_where_the_legs_lie_one_upon_the_other_the_names_are_the_model_s():
    watch = LegWatch()
    shown = [exchanged(s) if nth > 20 else s for nth, s in enumerate(film(together, 4, FPS))]
    assert all(watch.step(each) is each for each in shown)


def test_only_the_legs_change_names_and_their_depth_with_them():
    shown = lying(hip=80)
    world = {Joint.LEFT_KNEE: (1.0, 0.0, 0.0), Joint.RIGHT_KNEE: (2.0, 0.0, 0.0)}
    shown = type(shown)(0.0, 640, 480, shown.landmarks, None, world)
    other = exchanged(shown)
    assert other.landmarks[Joint.LEFT_ANKLE] == shown.landmarks[Joint.RIGHT_ANKLE]
    assert other.landmarks[Joint.LEFT_HIP] == shown.landmarks[Joint.LEFT_HIP]
    assert other.world_m[Joint.LEFT_KNEE] == (2.0, 0.0, 0.0)
    assert exchanged(other) == shown


def test_after_a_while_out_of_sight_the_names_are_the_model_s():
    watch = LegWatch()
    for shown in film(raising, 2, FPS):
        watch.step(shown)
    gone = nobody(2.5)
    assert watch.step(gone) is gone
    back = exchanged(next(film(raising, 0, FPS)))
    back = type(back)(3.5, 640, 480, back.landmarks)
    assert watch.step(back) is back
