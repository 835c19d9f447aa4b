"""What is kept of a stretch, from steps of which it is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from histories import NOW

from posecoach.core.coach import Attempt, Phase
from posecoach.core.placement import Placement
from posecoach.core.pose import Pose, Side
from posecoach.core.stretch import Grade, Level
from posecoach.store.tally import ItemTally, measured

from .steps import BRIDGE, KNEE, LATERAL, STRETCHES, holds, lasting, step


def tally(stretch: str = LATERAL, **changed: object) -> ItemTally:
    return ItemTally(replace(STRETCHES[stretch], **changed), Level.BEGINNER, NOW)


def taken(steps, stretch: str = LATERAL, **changed: object):
    kept = tally(stretch, **changed)
    for each in steps:
        kept.take(each)
    return kept.record(NOW)


def test_a_hold_is_kept_with_its_side_its_times_and_its_angle():
    record = taken(holds(1))
    (attempt,) = record.attempts
    assert attempt.side is Side.LEFT
    assert (attempt.start_s, attempt.end_s) == pytest.approx((0, 4))  # from the item's beginning
    assert attempt.held_s == 4
    assert attempt.full
    assert attempt.median_deg == pytest.approx(20)
    assert attempt.spread_deg == pytest.approx(0)


def test_both_sides_read_positive():
    assert [a.median_deg for a in taken(holds(4)).attempts] == pytest.approx([20] * 4)


def test_the_spread_is_how_much_the_angle_sways():
    swaying = [
        replace(each, values={"head_roll": 20 + (2 if nth % 2 else -2)})
        for nth, each in enumerate(holds(1))
    ]
    assert taken(swaying).attempts[0].spread_deg == pytest.approx(2, abs=0.01)


def test_a_repetition_has_an_angle_at_its_top_but_no_steadiness():
    up = [step(t / 10, values={"hip_flex_n": 20.0 - t}, side=None) for t in range(16)]
    ended = step(1.6, Phase.REST, attempt=Attempt(None, 0.0, 1.5, 1.0, None))
    (attempt,) = taken([*up, ended], BRIDGE).attempts
    assert attempt.median_deg == pytest.approx(12.5)
    assert attempt.spread_deg is None


def test_only_what_lies_within_the_attempt_counts_for_its_angle():
    """Who leaves a hold is still in its phase for a while: that is not the angle held."""
    left = [step(t / 10, values={"head_roll": 20.0 if t < 30 else 2.0}) for t in range(60)]
    ended = step(6.0, Phase.REST, attempt=Attempt(Side.LEFT, 0.0, 2.9, 2.9, "hold"))
    assert taken([*left, ended]).attempts[0].median_deg == 20


@pytest.mark.parametrize("grade", [Grade.B, Grade.C])
def test_an_angle_is_kept_of_grade_a_alone(grade):
    record = taken(holds(1), grade=grade)
    assert (record.measure, record.upward) == (None, None)
    assert record.attempts[0].median_deg is None
    assert record.attempts[0].spread_deg is None


def test_what_is_kept_of_the_stretch_itself():
    record = taken(holds(1))
    stretch = STRETCHES[LATERAL]
    assert (record.stretch, record.name, record.level) == (LATERAL, stretch.name, Level.BEGINNER)
    assert record.dose_s == stretch.dose.seconds[Level.BEGINNER]
    assert record.dose_count == 2 * stretch.dose.reps[Level.BEGINNER]  # both sides
    assert (record.measure, record.upward) == ("head_roll", True)
    assert not record.on_the_floor


def test_the_way_into_a_bridge_goes_down():
    record = ItemTally(STRETCHES[BRIDGE], Level.FULL, NOW).record(NOW)
    assert record.upward is False
    assert record.on_the_floor


def test_a_fault_is_counted_once_each_time_it_comes_and_for_as_long_as_it_lasts():
    there = lasting(LATERAL, "turning")
    steps = [
        step(t / 10, findings=there if 10 <= t < 30 or 50 <= t < 60 else ()) for t in range(90)
    ]
    (fault,) = taken(steps).faults
    assert (fault.fault, fault.side, fault.count) == ("turning", Side.LEFT, 2)
    assert fault.seconds == pytest.approx(3.0)
    assert fault.cue == "Keep your nose facing forward"


def test_a_fault_is_kept_for_each_side():
    there = lasting(LATERAL, "nodding")
    steps = [
        *(step(t / 10, findings=there, side=Side.LEFT) for t in range(10)),
        step(1.0, side=Side.LEFT),
        *(step(2 + t / 10, findings=there, side=Side.RIGHT) for t in range(10)),
    ]
    assert [(f.side, f.count) for f in taken(steps).faults] == [(Side.LEFT, 1), (Side.RIGHT, 1)]


def test_a_stalled_camera_adds_half_a_second_at_most():
    there = lasting(LATERAL, "nodding")
    steps = [step(0.0, findings=there), step(60.0, findings=there)]
    record = taken(steps)
    assert record.faults[0].seconds == pytest.approx(0.5)
    assert record.active_s == pytest.approx(0.5)


def test_a_pause_adds_nothing():
    """While everything is paused the same step comes again and again, here at an odd moment."""
    steps = list(holds(1))
    steps[19] = replace(
        steps[19], values={"head_roll": 5.0}, findings=lasting(LATERAL, "nodding"), hurried=True
    )
    paused = [replace(steps[19], events=())] * 500
    assert taken([*steps[:20], *paused, *steps[20:]]) == taken(steps)


def test_the_share_seen_leaves_out_the_way_into_place():
    nobody = {"pose": Pose(0.0, 640, 480), "phase": Phase.SETUP}
    setting_up = [
        replace(step(t / 10), **nobody | {"pose": Pose(t / 10, 640, 480)}) for t in range(50)
    ]
    seen = [step(5 + t / 10) for t in range(30)]
    lost = [step(8 + t / 10, placement=Placement("Turn sideways")) for t in range(10)]
    assert taken([*setting_up, *seen, *lost]).seen_share == pytest.approx(0.75)


def test_the_end_adds_the_hold_that_was_cut_off_and_the_score_and_nothing_twice():
    kept = tally()
    for each in holds(2):
        kept.take(each)
    before = kept.record(NOW).attempts
    cut_off = Attempt(Side.LEFT, 113.0, 114.0, 1.0, "hold")
    done = [each.attempts[0] for each in holds(2) if each.attempts]
    kept.finish([*done, cut_off], 88)
    record = kept.record(NOW)
    assert record.attempts[:2] == before
    assert [a.missing for a in record.attempts] == [None, None, "hold"]
    assert record.score == 88


def test_time_in_attempts_and_hurry_are_kept():
    steps = [step(t / 10, hurried=t < 20) for t in range(51)]
    record = taken(steps)
    assert record.active_s == pytest.approx(5)
    assert record.hurried_s == pytest.approx(1.9)


def test_every_stretch_says_whether_its_angle_is_kept():
    assert measured(STRETCHES[KNEE]) == "hip_flex_n"
    for stretch in STRETCHES.values():
        assert (measured(stretch) is not None) <= (stretch.grade is Grade.A)
