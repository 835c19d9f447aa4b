"""Bands, comparisons and conditions; what is not seen decides nothing."""

from __future__ import annotations

import pytest

from posecoach.core.stretch import Band, Comparison, Condition

from .motions import STRETCHES

LEAN, SHIFT = Comparison("lean", True, 6, absolute=True), Comparison("shift", True, 0.15)
EITHER, BOTH = Condition(((LEAN,), (SHIFT,))), Condition(((LEAN, SHIFT),))


@pytest.mark.parametrize(
    ("value", "inside"), [(12, True), (28, True), (11.9, False), (28.1, False)]
)
def test_a_band_holds_its_edges(value, inside):
    assert Band(12, 28).holds(value) is inside


def test_slack_widens_a_band_on_both_sides():
    band = Band(12, 28)
    assert band.holds(8, slack=4)
    assert band.holds(32, slack=4)
    assert not band.holds(7.9, slack=4)


@pytest.mark.parametrize(("lean", "answer"), [(7, True), (-7, True), (6, True), (5.9, False)])
def test_a_comparison_without_sign(lean, answer):
    assert LEAN.test({"lean": lean}) is answer


def test_below_is_the_other_way_round():
    below = Comparison("pitch", False, -25)
    assert below.test({"pitch": -26}) is True
    assert below.test({"pitch": 26}) is False


@pytest.mark.parametrize(
    ("lean", "shift", "either", "both"),
    [
        (7, 0.2, True, True),
        (7, 0.0, True, False),
        (0, 0.0, False, False),
        (7, None, True, None),
        (0, None, None, False),
        (None, None, None, None),
    ],
)
def test_lesson_14_unseen_decides_nothing_and_missing_is_never_zero(lean, shift, either, both):
    values = {"lean": lean, "shift": shift}
    assert EITHER.test(values) is either
    assert BOTH.test(values) is both
    assert Comparison("gone", False, 65).test(values) is None


def test_a_stretch_names_its_measures_once_with_the_primary_first():
    asked = STRETCHES["neck-lateral-ear-to-shoulder"].measures
    assert asked[0] == "head_roll"
    assert len(set(asked)) == len(asked)
    assert {"shoulder_tilt", "trunk_lean", "head_yaw", "wrist_head"} <= set(asked)
