"""Where the person must be, and the sentence for each way of not being there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from bodies import (
    all_fours,
    eased,
    folded,
    front,
    kneeling,
    lying,
    mirrored,
    nobody,
    pose,
    side_lying,
    sitting,
    sphinx,
    standing,
)

from posecoach.core.coach import EventKind
from posecoach.core.placement import Placement, Problem
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side

from .motions import STRETCHES, coach, coached, path, short

LATERAL = "neck-lateral-ear-to-shoulder"


def standing_side_on(facing: float = 1.0) -> Pose:
    """Upright, shoulders one behind the other."""
    points = {Joint.NOSE: (320 + 28 * facing, 210)}
    for side in Side:
        points[side.joint("shoulder")] = (320 + (3 if side is Side.LEFT else -3), 260)
        points[side.joint("hip")] = (320, 380)
        points[side.joint("ear")] = (320, 212)
        points[side.joint("knee")] = (320, 430)
        points[side.joint("ankle")] = (320, 470)
    return pose(points)


def wide(shown: Pose, width_px: float = 60) -> Pose:
    """The same, with the shoulders apart as they are when seen aslant."""
    marks = dict(shown.landmarks)
    for side, sign in ((Side.LEFT, 1), (Side.RIGHT, -1)):
        joint = side.joint("shoulder")
        point = marks[joint].point
        marks[joint] = Landmark(Point(point.x_px, point.y_px + sign * width_px / 2), 0.99)
    return replace(shown, landmarks=marks)


def face_down() -> Pose:
    shown = lying()
    nose = Landmark(Point(190, 376), 0.9)
    return replace(shown, landmarks=dict(shown.landmarks) | {Joint.NOSE: nose})


def only(shown: Pose, *parts: str) -> Pose:
    kept = {j: mark for j, mark in shown.landmarks.items() if any(p in j.value for p in parts)}
    return replace(shown, landmarks=kept)


def settled(id_: str, shown: Pose) -> Placement:
    return coach(STRETCHES[id_], lambda _: shown, 1.5, fps=10)[-1].placement


@pytest.mark.parametrize(
    ("id_", "shown", "problem"),
    [
        (LATERAL, nobody(), Problem.NOBODY),
        (LATERAL, front(), None),
        (LATERAL, standing_side_on(), Problem.FACE_CAMERA),
        (LATERAL, lying(), Problem.UPRIGHT),
        (LATERAL, front(lean=37), Problem.UPRIGHT),
        (LATERAL, only(front(), "shoulder", "ear", "nose"), None),
        (LATERAL, only(front(yaw=40), "shoulder", "ear", "nose"), Problem.FACE_CAMERA),
        (LATERAL, only(front(), "shoulder", "nose"), Problem.FACE_CAMERA),
        ("single-knee-to-chest", lying(), None),
        ("single-knee-to-chest", lying(head="right"), None),
        ("single-knee-to-chest", standing_side_on(), Problem.LIE_DOWN),
        ("single-knee-to-chest", front(), Problem.LIE_DOWN),
        ("single-knee-to-chest", face_down(), Problem.LIE_DOWN),
        ("single-knee-to-chest", wide(lying()), Problem.LIE_SIDEWAYS),
        ("bridge", lying(trunk_pitch=30), Problem.LIE_DOWN),
        ("hip-flexor-kneeling", front(), Problem.SIDEWAYS),
        ("hip-flexor-kneeling", kneeling(), None),
        ("hip-flexor-kneeling", kneeling(facing="left"), None),
        ("hip-flexor-kneeling", standing_side_on(), Problem.KNEEL),
        ("hip-flexor-kneeling", kneeling(trunk=48), Problem.KNEEL),
        ("hip-flexor-kneeling", lying(), Problem.KNEEL),
        ("sphinx", sphinx(), None),
        ("sphinx", mirrored(sphinx()), None),
        ("sphinx", lying(), Problem.LIE_ON_FRONT),
        ("sphinx", sphinx(30), Problem.LIE_ON_FRONT),
        ("sphinx", standing_side_on(), Problem.LIE_ON_FRONT),
        ("sphinx", wide(sphinx()), Problem.LIE_SIDEWAYS),
        ("partial-crunch", sphinx(), Problem.LIE_DOWN),
        ("side-lying-flexion-rotation", side_lying(), None),
        ("side-lying-flexion-rotation", mirrored(side_lying()), None),
        ("side-lying-flexion-rotation", side_lying(pitch=32), Problem.LIE_ON_SIDE),
        ("side-lying-flexion-rotation", front(), Problem.LIE_ON_SIDE),
        ("side-lying-flexion-rotation", lying(), Problem.FACE_CAMERA),
        ("childs-pose", folded(), None),
        ("childs-pose", mirrored(folded()), None),
        ("childs-pose", folded(150), Problem.KNEEL_BOTH),
        ("childs-pose", standing_side_on(), Problem.KNEEL_BOTH),
        ("childs-pose", wide(folded()), Problem.SIDEWAYS),
        ("cat-cow", all_fours(), None),
        ("cat-cow", mirrored(all_fours()), None),
        ("cat-cow", standing_side_on(), Problem.ALL_FOURS),
        ("cat-cow", sphinx(), Problem.ALL_FOURS),
        ("cat-cow", folded(), Problem.ALL_FOURS),
        ("cat-cow", wide(all_fours()), Problem.SIDEWAYS),
        ("downward-dog", standing(), Problem.ALL_FOURS),
        ("upper-back-reach", sitting(), None),
        ("upper-back-reach", mirrored(sitting()), None),
        ("upper-back-reach", standing(), Problem.SIT_SIDEWAYS),
        ("upper-back-reach", sitting(36), Problem.SIT_SIDEWAYS),
        ("upper-back-reach", wide(sitting()), Problem.SIDEWAYS),
        ("lumbar-flexion-standing", standing(), None),
        ("lumbar-flexion-standing", sitting(), Problem.STAND_SIDEWAYS),
        ("lumbar-flexion-standing", standing(36), Problem.STAND_SIDEWAYS),
        ("lumbar-flexion-standing", lying(), Problem.STAND_SIDEWAYS),
        ("desk-posture-check", front(), None),
        ("desk-posture-check", standing_side_on(), Problem.FACE_CAMERA),
        ("desk-posture-check", lying(), Problem.UPRIGHT),
    ],
)
def test_each_way_of_being_misplaced_has_its_own_sentence(id_, shown, problem):
    placed = settled(id_, shown)
    assert placed.problem is problem
    assert placed.notice == (problem.value if problem else None)


@pytest.mark.parametrize(
    ("id_", "shown", "problem"),
    [
        ("relaxed-breathing", lying(), None),
        ("relaxed-breathing", sitting(), None),
        ("relaxed-breathing", front(), None),
        ("relaxed-breathing", wide(lying()), None),
        ("relaxed-breathing", all_fours(), Problem.LIE_DOWN),
        ("stand-and-walk", front(stand=0.8, scale=0.6), None),
        ("stand-and-walk", standing(), None),
        ("stand-and-walk", only(front(), "shoulder", "ear", "nose"), None),
        ("stand-and-walk", lying(), Problem.GET_UP),
        ("stand-and-walk", nobody(), Problem.NOBODY),
    ],
)
def test_what_may_be_seen_from_anywhere_asks_for_no_view(id_, shown, problem):
    assert settled(id_, shown).problem is problem


@pytest.mark.parametrize("id_", STRETCHES)
def test_whoever_does_it_rightly_is_never_called_misplaced(id_):
    """However far a stretch folds, lifts or turns the body, that is its own posture still."""
    assert {step.placement.notice for step in coached(id_)[0]} == {None}


def test_nobody_in_view_is_a_walk_once_it_has_begun_and_only_where_that_counts():
    def motion(t: float) -> Pose:
        return front(stand=0.8, scale=0.6) if 1 < t < 4 else nobody()

    walk = coach(short("stand-and-walk", 60), motion, 8)
    at = {round(step.pose.time_s, 1): step.placement.problem for step in walk}
    assert (at[0.5], at[3.0], at[7.9]) == (Problem.NOBODY, None, None)
    work = coach(short("desk-posture-check", 60), motion, 8)
    assert work[-1].placement.problem is Problem.NOBODY


def test_a_kneeling_person_seen_aslant_is_asked_to_turn():
    shown = kneeling()
    marks = dict(shown.landmarks)
    for side, sign in ((Side.LEFT, 1), (Side.RIGHT, -1)):
        joint = side.joint("shoulder")
        there = Point(marks[joint].point.x_px + sign * 40, marks[joint].point.y_px)
        marks[joint] = Landmark(there, 0.99)
    assert settled("hip-flexor-kneeling", replace(shown, landmarks=marks)).problem is (
        Problem.SIDEWAYS
    )


@pytest.mark.parametrize("problem", Problem)
def test_every_sentence_can_be_heard(problem):
    assert len(problem.value.split()) <= 9
    assert problem.value[0].isupper()


def test_lesson_5_a_part_that_is_not_seen_is_named():
    assert settled(LATERAL, front(face=False)).notice == "I can't see your face"
    legless = only(lying(), "shoulder", "hip", "ear", "nose")
    assert settled("single-knee-to-chest", legless).notice == "I can't see your hip and knee"


def test_an_unseen_part_is_told_at_once_in_the_set_up_and_after_three_seconds_while_running():
    roll = path(LATERAL, 20)
    steps = coach(
        short(LATERAL, 20), lambda t: front(roll=-roll(t), face=not 6 < t < 11), 12, fps=15
    )
    notices = [step.pose.time_s for step in steps if step.placement.unseen]
    assert notices[0] == pytest.approx(6 + 0.5 + 3, abs=0.2)
    assert notices[-1] == pytest.approx(11, abs=0.2)


def test_nobody_there_is_an_answer_and_not_an_angle():
    steps = coach(STRETCHES[LATERAL], nobody, 2)
    assert {step.placement.problem for step in steps} == {Problem.NOBODY}
    assert all(value is None for step in steps for value in step.values.values())
    assert not any(step.cue for step in steps)  # nobody there hears nothing


def test_one_frame_without_a_person_changes_nothing():
    steps = coach(STRETCHES[LATERAL], lambda t: nobody() if 2.99 < t < 3.01 else front(), 4, fps=30)
    assert {step.placement.problem for step in steps[30:]} == {None}


def test_lesson_6_walking_in_and_lying_down_count_nothing():
    """First out of the picture, then walking in, then sitting down and back: only then ready."""
    down = eased([(3, 80), (5, 0)])

    def motion(t: float) -> Pose:
        if t < 1:
            return nobody()
        if t < 3:
            return standing_side_on()
        return lying(hip=110 if t < 5 else 45, trunk_pitch=down(t))

    steps = coach(STRETCHES["single-knee-to-chest"], motion, 8)
    ready = [e.time_s for step in steps for e in step.events if e.kind is EventKind.READY]
    assert len(ready) == 1
    assert ready[0] > 5.0 + 0.7
    assert not any(attempt for step in steps for attempt in step.attempts)
    first = [step.feedback.notice for step in steps if step.feedback.notice]
    assert first[0] == Problem.NOBODY.value
    assert Problem.LIE_DOWN.value in first


def test_lesson_6_someone_who_never_keeps_still_is_never_ready():
    wave = eased([(0.5 * k, 0 if k % 2 else 20) for k in range(30)])
    steps = coach(STRETCHES[LATERAL], lambda t: front(roll=wave(t)), 6)
    assert not any(step.events for step in steps)


def test_the_answer_does_not_flicker_at_the_edge_of_a_rule():
    """A shoulder line at the limit, a little to each side of it from frame to frame."""
    shown = [lying(), wide(lying(), 55.5)]
    steps = coach(STRETCHES["single-knee-to-chest"], lambda t: shown[round(t * 15) % 2], 4)
    changes = [a.placement.problem is not b.placement.problem for a, b in pairwise(steps)]
    assert sum(changes) <= 1
