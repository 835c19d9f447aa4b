"""Raised hands: told when they are meant, standing and lying, and never by a stretch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import film, front, lying

from posecoach.core.gesture import Gesture, HandWatch, raised_hands
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side
from posecoach.estimators.recording import read_poses
from tests.conftest import SAMPLES

RECORDED = sorted(SAMPLES.glob("*.poses.jsonl"))


def with_hand(of: Pose, *sides: Side, elbow_out: float = 0.0) -> Pose:
    """The same body with an arm straight up; `elbow_out` pixels bend it."""
    marks = dict(of.landmarks)
    for side in sides:
        at = marks[side.joint("shoulder")].point
        marks[side.joint("elbow")] = Landmark(Point(at.x_px + elbow_out, at.y_px - 60), 0.99)
        marks[side.joint("wrist")] = Landmark(Point(at.x_px + 5, at.y_px - 120), 0.99)
    return replace(of, landmarks=marks)


def told(make, length_s: float, fps: float = 15) -> list[tuple[float, Gesture]]:
    watch = HandWatch()
    steps = ((pose.time_s, watch.step(pose)) for pose in film(make, length_s, fps))
    return [(at_s, gesture) for at_s, gesture in steps if gesture]


BODIES = {"standing": front(), "lying": lying(), "head-right": lying(head="right")}


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("body", BODIES)
def test_a_hand_held_up_is_told_once_after_a_second_and_a_half(body, side):
    up = with_hand(BODIES[body], side)
    [(at_s, gesture)] = told(lambda t: up if t >= 1 else BODIES[body], 8)
    assert gesture is Gesture.PAUSE
    assert at_s == pytest.approx(2.5, abs=0.1)


def test_both_hands_ask_for_the_next_one():
    up = with_hand(front(), *Side)
    assert [gesture for _, gesture in told(lambda _: up, 3)] == [Gesture.SKIP]


def test_a_second_hand_that_comes_late_still_counts():
    one, both = with_hand(front(), Side.LEFT), with_hand(front(), *Side)
    assert [gesture for _, gesture in told(lambda t: both if t > 0.8 else one, 3)] == [Gesture.SKIP]


def test_a_short_wave_says_nothing_and_a_flicker_does_not_break_it():
    up, down = with_hand(front(), Side.LEFT), front()
    assert told(lambda t: up if t < 1.2 else down, 4) == []
    assert len(told(lambda t: down if 0.7 < t < 0.9 else up, 3)) == 1


def test_it_must_come_down_before_it_counts_again():
    up, down = with_hand(front(), Side.LEFT), front()
    assert len(told(lambda t: down if 3 < t < 4 else up, 7)) == 2


def test_a_hand_on_the_head_or_a_bent_arm_is_not_up():
    assert raised_hands(front(hands_up=True)) == frozenset()
    assert raised_hands(with_hand(front(), Side.LEFT, elbow_out=90)) == frozenset()


def test_a_foot_that_is_higher_than_the_hand_is_a_stretch():
    up = with_hand(lying(), Side.RIGHT)
    foot = Landmark(Point(300.0, 200.0), 0.99)
    legs_up = replace(up, landmarks=dict(up.landmarks) | {Joint.RIGHT_ANKLE: foot})
    assert raised_hands(legs_up) == frozenset()


def test_who_is_not_seen_raises_nothing():
    assert raised_hands(Pose(0.0, 640, 480)) == frozenset()


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name.partition(".")[0])
def test_no_sample_is_taken_for_a_raised_hand(path):
    watch = HandWatch()
    assert not any(watch.step(pose) for pose in read_poses(path).poses)
