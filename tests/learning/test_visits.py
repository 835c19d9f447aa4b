"""When a measure was away from rest, how far and how long."""

from __future__ import annotations

import pytest
from bodies import eased, film, front

from posecoach.core.stretch import Posture, View
from posecoach.learning.series import Setting, find_rest, read, trusted
from posecoach.learning.visits import Visit, visits


def visits_of(*script: tuple[float, float]) -> list[Visit]:
    value = eased([(2.5, 0.0), *script])
    poses = trusted(film(lambda t: front(pitch=value(t)), script[-1][0], 10))
    setting = Setting(View.FRONT, Posture.SITTING)
    return visits(read(poses, setting, find_rest(poses), {"head_pitch"}), "head_pitch")


def test_each_time_away_is_a_visit_with_its_way_and_its_time():
    first, second = visits_of(
        (4.5, 20), (14.5, 20), (16.5, 0), (18.5, 0), (20.5, 20), (26.5, 20), (28.5, 0), (30, 0)
    )
    assert (first.way, second.way) == pytest.approx((20, 20), abs=0.3)
    assert (first.stay_s, second.stay_s) == pytest.approx((10.5, 6.5), abs=0.8)
    assert first.start_s == pytest.approx(3.5, abs=0.4)
    assert not first.cut_off


def test_both_directions_are_told_apart():
    ways = [
        visit.way for visit in visits_of((4, 20), (8, 20), (10, 0), (12, -18), (16, -18), (19, 0))
    ]
    assert ways == pytest.approx([20, -18], abs=0.5)


def test_a_way_much_shorter_than_the_others_is_none():
    small = [(14, 0), (15, 11), (16, 11), (17, 0), (20, 0)]
    assert len(visits_of((4, 20), (7, 20), (8.5, 0), (10, 20), (12.5, 20), *small)) == 2


def test_a_clip_that_ends_in_it_is_told():
    (only,) = visits_of((5, 20), (15, 20))
    assert only.cut_off


def test_who_does_not_move_was_never_away():
    assert visits_of((12, 0.0)) == []
