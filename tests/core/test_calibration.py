"""The neutral: the middle of a still moment, refined, and bounded (stretches.md 2.4)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from bodies import front, lying, play

from posecoach.core.calibration import Calibration, middle_pose
from posecoach.core.pose import Joint, Landmark, Point, Pose

from .motions import STRETCHES, coach, path, short

LATERAL = "neck-lateral-ear-to-shoulder"


def at(time_s: float, roll: float = 0.0) -> Pose:
    return replace(front(roll=roll), time_s=time_s)


def test_a_neutral_is_proposed_after_seven_tenths_of_a_second_of_stillness():
    calibration = Calibration()
    settled = [calibration.take(at(index / 10), still=True) for index in range(10)]
    assert settled == [False] * 7 + [True] * 3


def test_moving_in_between_begins_anew():
    calibration = Calibration()
    for index in range(6):
        calibration.take(at(index / 10), still=True)
    assert not calibration.take(at(0.6), still=False)
    assert not calibration.take(at(0.7), still=True)
    assert calibration.rest is None


def test_a_neutral_is_refined_for_two_seconds_and_then_stays():
    calibration = Calibration()
    rolls = [3.0] * 8 + [5.0] * 30
    for index, roll in enumerate(rolls):
        calibration.take(at(index / 10, roll), still=True)
        if index == 7:
            assert calibration.rest.head.roll_deg == 3.0
    assert calibration.rest.head.roll_deg == 5.0
    settled = calibration.rest
    calibration.take(at(9.0, 25.0), still=True)
    assert calibration.rest is settled


def test_moving_on_closes_the_neutral_with_what_is_known():
    calibration = Calibration()
    for index in range(10):
        calibration.take(at(index / 10, 4.0), still=True)
    assert calibration.take(at(1.0, 20.0), still=False)
    assert calibration.rest.head.roll_deg == 4.0


def test_the_middle_of_poses_is_their_median_joint_by_joint():
    random = Random(5)
    poses = []
    for _ in range(21):
        nose = Landmark(Point(320 + random.uniform(-5, 5), 230), 0.9)
        shown = front()
        poses.append(replace(shown, landmarks=dict(shown.landmarks) | {Joint.NOSE: nose}))
    wild = dict(poses[0].landmarks) | {Joint.NOSE: Landmark(Point(9000, 9000), 0.9)}
    middle = middle_pose([*poses, replace(poses[0], landmarks=wild)])
    assert middle.landmarks[Joint.NOSE].point.x_px == pytest.approx(320, abs=3)


def test_a_joint_that_was_mostly_hidden_is_not_in_the_middle():
    shown = front()
    kept = {joint: mark for joint, mark in shown.landmarks.items() if joint is not Joint.NOSE}
    middle = middle_pose([shown, *[replace(shown, landmarks=kept)] * 3])
    assert Joint.NOSE not in middle.landmarks
    assert Joint.LEFT_EAR in middle.landmarks


def test_the_middle_of_heads_passes_over_the_ones_that_were_not_seen():
    middle = middle_pose([front(roll=2), front(roll=4), front(face=False)])
    assert middle.head.roll_deg == 3
    assert middle_pose([lying()]).head is None


@pytest.mark.parametrize(("own", "neutral"), [(6.0, 6.0), (-7.0, -7.0), (20.0, 0.0)])
def test_a_person_who_holds_the_head_a_little_askew_is_measured_from_there(own, neutral):
    steps = coach(STRETCHES[LATERAL], lambda _: front(roll=own), 3)
    assert steps[-1].values["head_roll"] == pytest.approx(own - neutral, abs=0.1)


def test_a_clip_that_starts_in_mid_stretch_keeps_the_definitions_neutral():
    """Lesson: the middle of the stretch is not anybody's neutral; the hold counts from it."""
    _, steps = play(short(LATERAL), lambda _: front(roll=-20), 7)
    attempts = [attempt for step in steps for attempt in step.attempts]
    assert [a.held_s for a in attempts] == [4.0]
    assert steps[-1].values["head_roll"] == pytest.approx(-20, abs=0.1)


def test_a_lying_clip_that_starts_in_mid_stretch_is_measured_against_the_trunk():
    _, steps = play(short("single-knee-to-chest"), lambda _: lying(hip=95), 7, 15)
    attempts = [attempt for step in steps for attempt in step.attempts]
    assert [a.held_s for a in attempts] == [4.0]


def test_no_neutral_is_taken_while_the_measure_itself_is_not_seen():
    """A person whose face is hidden at first is calibrated when it appears."""
    roll = path(LATERAL)
    steps = coach(STRETCHES[LATERAL], lambda t: front(roll=5 - roll(t - 3), face=t > 3), 4.5)
    assert steps[-1].values["head_roll"] == pytest.approx(0, abs=0.1)
