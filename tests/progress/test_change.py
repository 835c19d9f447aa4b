"""Noise is not sold as progress."""

from __future__ import annotations

from random import Random

import pytest
from histories import attempt, item, session

from posecoach.core.pose import Side
from posecoach.core.stretch import Grade, Level
from posecoach.progress.change import detectable_deg, medians_of_three, start_and_now
from posecoach.progress.motion import Motion, motions, sides


@pytest.mark.parametrize(
    ("grade", "measure", "wanted"),
    [
        (Grade.A, "hip_flex_n", 12),
        (Grade.A, "head_pitch", 12),
        (Grade.A, "head_roll", 10),
        (Grade.B, "head_roll", 15),
        (Grade.B, "knee_roll", 15),
    ],
)
def test_what_can_be_told_apart_depends_on_the_plane_and_the_grade(grade, measure, wanted):
    assert detectable_deg(grade, measure) == wanted


def test_the_trend_is_the_median_of_three():
    assert medians_of_three([1, 9, 2, 3, 30, 4]) == [2, 3, 3, 4]
    assert medians_of_three([1, 2]) == []


def test_start_and_now_are_compared_only_once_they_do_not_overlap():
    assert start_and_now([1, 2, 3, 4, 5]) is None
    assert start_and_now([1, 2, 30, 4, 5, 60]) == (2, 5)


def course(degrees, side: Side | None = Side.LEFT, **about: object) -> list:
    return [session(nth, [item([attempt(side, deg=d)], **about)]) for nth, d in enumerate(degrees)]


def only(sessions) -> Motion:
    (motion,) = motions(sessions)
    return motion


def test_one_odd_session_changes_nothing():
    motion = only(course([20, 21, 19, 20, 20, 60]))
    assert motion.ends_deg == (20, 20)
    assert not motion.changed


@pytest.mark.parametrize(("now", "changed"), [(29.9, False), (30.1, True), (9.9, True)])
def test_changed_is_only_what_lies_beyond_the_noise(now, changed):
    """Head roll is in the front plane: ten degrees."""
    motion = only(course([20, 20, 20, now, now, now]))
    assert motion.changed is changed
    assert motion.further_deg == pytest.approx(now - 20)


def test_where_the_angle_falls_on_the_way_in_further_is_less():
    about = {"stretch": "bridge", "measure": "hip_flex_n", "upward": False}
    motion = only(course([25] * 3 + [10] * 3, side=None, **about))
    assert motion.further_deg == pytest.approx(15)
    assert motion.changed


def test_pure_noise_is_called_a_change_hardly_ever():
    """Sessions whose error is as large as the band allows (2.77 standard deviations are 12°)."""
    chance, about = Random(1), {"measure": "hip_flex_n"}
    told = 0
    for _ in range(500):
        degrees = [90 + chance.gauss(0, 12 / 2.77) for _ in range(12)]
        told += only(course(degrees, **about)).changed
    assert told <= 5  # one per cent


def test_a_real_change_is_told_nearly_always():
    chance, about = Random(2), {"measure": "hip_flex_n"}
    told = sum(
        only(
            course([80 + 24 * (n > 5) + chance.gauss(0, 12 / 2.77) for n in range(12)], **about)
        ).changed
        for _ in range(200)
    )
    assert told >= 195


def test_another_level_begins_anew():
    """The full range asks for more: that is no progress of the body."""
    beginner = course([20] * 6)
    full = [
        session(9 + nth, [item([attempt(Side.LEFT, deg=40)], level=Level.FULL)]) for nth in range(6)
    ]
    motion = only([*beginner, *full])
    assert motion.level is Level.FULL
    assert len(motion.present) == 6
    assert not motion.changed
    assert motion.ends_deg == (40, 40)


def test_only_holds_in_full_tell_an_angle():
    left_early = attempt(Side.LEFT, deg=90, missing="hold")
    motion = only([session(0, [item([attempt(Side.LEFT, deg=20), left_early])])])
    assert [angle.deg for angle in motion.angles] == [20]


def test_a_session_is_the_median_of_its_holds_even_when_it_was_done_twice():
    twice = [
        item([attempt(Side.LEFT, deg=d) for d in degrees]) for degrees in ((10, 20), (22, 24, 40))
    ]
    assert [angle.deg for angle in only([session(0, twice)]).angles] == [22]


def test_sides_and_stretches_stay_apart_in_the_order_of_their_first_day():
    both = [attempt(Side.RIGHT, deg=15), attempt(Side.LEFT, deg=20)]
    day = [item(both, stretch="z-first"), item([attempt(deg=50)], stretch="a-second")]
    found = [(m.stretch, m.side) for m in motions([session(0, day)])]
    assert found == [("z-first", Side.LEFT), ("z-first", Side.RIGHT), ("a-second", None)]


@pytest.mark.parametrize(("right", "differ"), [(20, False), (29, False), (31, True)])
def test_sides_differ_only_beyond_the_noise(right, differ):
    days = [
        session(n, [item([attempt(Side.LEFT, deg=20), attempt(Side.RIGHT, deg=right)])])
        for n in range(3)
    ]
    (pair,) = sides(motions(days))
    assert pair.differ is differ
    assert pair.difference_deg == right - 20


def test_sides_are_not_compared_before_three_sessions_of_each():
    days = [session(n, [item([attempt(Side.LEFT, deg=20)])]) for n in range(3)]
    days.append(session(3, [item([attempt(Side.RIGHT, deg=40)])]))
    assert sides(motions(days)) == []
