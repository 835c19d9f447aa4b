"""What stayed is watched: at the usual limit, further off where the recording itself was."""

from __future__ import annotations

import pytest
from bodies import eased, film, front, lying, sitting

from posecoach.learning.choice import find
from posecoach.learning.stays import Kept, stays

from .done_well import FPS, several


def kept_of(make, rest: float, tops: tuple[float, ...], stay_s: float) -> dict[str, Kept]:
    script, length_s = several(rest, tops, stay_s)
    value = eased(script)
    found = find(list(film(lambda t: make(value(t)), length_s, FPS)))
    return {kept.stay.id: kept for kept in stays(found, (found.primary, *found.gates))}


@pytest.fixture(scope="module")
def tilt():
    return kept_of(lambda v: front(roll=-v), 0, (20, -20), 8)


@pytest.fixture(scope="module")
def tilt_with_a_hand_on_the_head():
    return kept_of(
        lambda v: front(
            roll=-v,
            right_hand=v / 20 if v > 0 else 0.0,
            left_hand=-v / 20 if v < 0 else 0.0,
            rise_right=max(0.0, v / 250),
            rise_left=max(0.0, -v / 250),
        ),
        0,
        (20, -20),
        8,
    )


def test_what_stayed_still_is_watched_at_the_usual_limits(tilt):
    assert tilt["body-leans"].when == "|trunk_lean| > 6 or |shoulder_shift| > 0.15"
    assert tilt["turning"].when == "|head_yaw| > 18"
    assert tilt["other-shoulder-rises"].when == (
        "shoulder_rise_opposite > 0.06 and |shoulder_shift| < 0.12"
    )


def test_the_measure_that_is_the_stretch_is_never_a_fault(tilt):
    assert "tilting" not in tilt


def test_a_stretch_of_two_sides_has_no_row_for_both_shoulders(tilt):
    assert not {"shoulders-rise", "slump"} & tilt.keys()


def test_where_the_recording_itself_goes_further_the_limit_does_too(tilt_with_a_hand_on_the_head):
    same = tilt_with_a_hand_on_the_head["same-shoulder-rises"]
    assert same.when.startswith("shoulder_rise_same > 0.12")  # 0.08 was recorded, and 0.04 of room
    assert same.seen == ("at most 0.08",)


def test_what_moved_was_meant_to_and_is_no_fault(tilt_with_a_hand_on_the_head):
    assert "hand-pulls" not in tilt_with_a_hand_on_the_head


def test_a_leg_that_lies_still_is_watched_while_the_other_works():
    kept = kept_of(
        lambda hip: lying(hip=hip, knee=95 + (hip - 45) / 2, other_foot_stays=True),
        45,
        (100,),
        8,
    )
    assert kept["other-leg-lifts"].when == "foot_rise_f > 0.1"
    assert "uneven-legs" not in kept
    assert kept["head-lifts"].when == "shoulder_lift > 6 or head_rise > 0.1"


def test_what_reads_the_same_movement_is_no_fault_either():
    kept = kept_of(sitting, 0, (24,), 8)
    assert "trunk-leans" not in kept
    assert kept["head-drops"].when == "neck_flex > 30"
