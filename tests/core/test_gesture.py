"""Raised hands: told when they are meant, standing and lying, and never by a stretch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import film, front, lying, with_hand

from posecoach.core.gesture import Gesture, HandWatch, raised_hands
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side
from posecoach.estimators.recording import read_poses
from tests.conftest import DATA, SAMPLES

RECORDED = sorted(SAMPLES.glob("*.poses.jsonl"))


def told(make, length_s: float, fps: float = 15, **how: bool) -> list[tuple[float, Gesture]]:
    watch = HandWatch(**how)
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


def test_a_hand_that_was_up_before_the_watch_began_must_come_down_first():
    up, down = with_hand(front(), Side.LEFT), front()
    assert told(lambda _: up, 5, down_first=True) == []
    [(at_s, _)] = told(lambda t: down if 2 < t < 2.6 else up, 8, down_first=True)
    assert at_s == pytest.approx(2.6 + 1.5, abs=0.1)


def test_a_first_glance_that_misses_the_hand_does_not_take_it_for_down():
    up, down = with_hand(front(), Side.LEFT), front()
    assert told(lambda t: down if t < 0.2 else up, 5, down_first=True) == []
    assert len(told(lambda t: down if t < 0.5 else up, 5, down_first=True)) == 1


def test_while_a_hand_is_up_it_is_known_what_it_asks_for_and_how_near_that_is():
    one, both, watch = with_hand(front(), Side.LEFT), with_hand(front(), *Side), HandWatch()
    seen = []
    for pose in film(lambda t: front() if t < 1 else one if t < 1.5 else both, 4, 10):
        watch.step(pose)
        seen.append((watch.asking, round(watch.progress, 2)))
    assert seen[9] == (None, 0.0)
    assert seen[13] == (Gesture.PAUSE, 0.2)
    assert seen[22] == (Gesture.SKIP, 0.8)
    assert seen[25:] == [(None, 0.0)] * len(seen[25:]), "once it was told, nothing is asked"


def test_a_hand_on_the_head_or_a_bent_arm_is_not_up():
    assert raised_hands(front(hands_up=True)) == frozenset()
    assert raised_hands(with_hand(front(), Side.LEFT, elbow_out=90)) == frozenset()


def test_a_hand_that_reaches_out_of_the_picture_is_up_if_the_arm_is_seen_to():
    up = with_hand(front(shift=10), Side.LEFT)

    def raised_by(px: float, visibility: float = 0.95) -> frozenset[Side]:
        marks = {
            joint: Landmark(Point(mark.point.x_px, mark.point.y_px - px), mark.visibility)
            for joint, mark in up.landmarks.items()
        }
        wrist = marks[Joint.LEFT_WRIST].point
        marks[Joint.LEFT_WRIST] = Landmark(wrist, visibility)
        return raised_hands(replace(up, landmarks=marks))

    wrist_px = up.landmarks[Joint.LEFT_WRIST].point.y_px
    elbow_px = up.landmarks[Joint.LEFT_ELBOW].point.y_px
    assert raised_by(wrist_px + 30) == {Side.LEFT}
    assert raised_by(wrist_px + 30, visibility=0.6) == frozenset()
    assert raised_by(elbow_px + 5) == frozenset(), "an elbow out of the picture proves nothing"


def test_a_foot_that_is_higher_than_the_hand_is_a_stretch():
    up = with_hand(lying(), Side.RIGHT)
    foot = Landmark(Point(300.0, 200.0), 0.99)
    legs_up = replace(up, landmarks=dict(up.landmarks) | {Joint.RIGHT_ANKLE: foot})
    assert raised_hands(legs_up) == frozenset()


def test_of_two_people_nobody_s_hands_are_obeyed():
    up = with_hand(front(), Side.LEFT)
    assert told(lambda _: up, 3.0)
    assert not told(lambda _: replace(up, crowded=True), 3.0)


def test_who_is_not_seen_raises_nothing():
    assert raised_hands(Pose(0.0, 640, 480)) == frozenset()


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name.partition(".")[0])
def test_no_sample_is_taken_for_a_raised_hand(path):
    watch = HandWatch()
    assert not any(watch.step(pose) for pose in read_poses(path).poses)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("hand-near", [(3.8, "pause"), (8.9, "pause"), (14.0, "skip")]),
        ("hand-far", [(3.8, "pause"), (8.9, "pause"), (14.0, "skip")]),
        ("hand-lying", [(3.8, "pause"), (9.2, "pause"), (14.0, "pause")]),
        ("hands-apart-lying", [(3.2, "skip")]),
    ],
)
def test_hands_that_the_eyes_saw_are_told_in_time(name, wanted):
    watch = HandWatch(down_first=True)
    steps = [(p.time_s, watch.step(p)) for p in read_poses(DATA / f"{name}.poses.jsonl").poses]
    told = [(at_s, gesture) for at_s, gesture in steps if gesture]
    assert [gesture for _, gesture in told] == [gesture for _, gesture in wanted]
    assert [at_s for at_s, _ in told] == pytest.approx([at_s for at_s, _ in wanted], abs=0.6)
