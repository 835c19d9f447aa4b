"""Lesson 9: a skeleton that jumps to somebody else, or joins two bodies, is never scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import sin

import pytest
from bodies import film, front, nobody

from posecoach.core.coach import EventKind
from posecoach.core.crowd import BACK_AT_LAST_S, CALM_AGAIN_S, CrowdWatch
from posecoach.core.feedback import CueKind
from posecoach.core.placement import Problem
from posecoach.core.pose import Joint, Pose
from posecoach.core.session import Session, Step
from posecoach.core.summary import Tally

from .motions import STRETCHES, coach, path, short

LATERAL = "neck-lateral-ear-to-shoulder"


def told(make: Callable[[float], Pose], length_s: float, *, running: bool = True) -> list[float]:
    """The times at which more than one person may be in view."""
    watch = CrowdWatch()
    return [p.time_s for p in film(make, length_s, 15) if watch.step(p, running=running)]


def with_company(from_s: float, to_s: float) -> Callable[[float], Pose]:
    return lambda t: replace(front(), crowded=from_s <= t < to_s)


def test_somebody_alone_is_alone_however_they_lean_and_sway():
    assert not told(lambda t: front(lean=20 * sin(3 * t), shift=30 * sin(t)), 12)


def test_company_counts_at_once_and_until_it_has_gone():
    at_s = told(with_company(3, 6), 10)
    assert at_s[0] == pytest.approx(3, abs=0.07)
    assert at_s[-1] == pytest.approx(6, abs=0.1)


def test_company_counts_in_the_set_up_too_a_jump_does_not():
    assert told(with_company(3, 6), 8, running=False)
    leap = lambda t: front(shift=200 if t > 3 else 0)  # noqa: E731
    assert not told(leap, 8, running=False)


@pytest.mark.parametrize("elsewhere", [{"shift": 200.0}, {"scale": 1.5}, {"scale": 0.6}])
def test_a_leap_and_a_trunk_that_changes_length_count_for_two_seconds(elsewhere):
    at_s = told(lambda t: front(**elsewhere if t > 3 else {}), 9)
    assert at_s[0] == pytest.approx(3, abs=0.15)
    assert at_s[-1] == pytest.approx(3 + CALM_AGAIN_S, abs=0.2)


def test_a_skeleton_that_stayed_with_the_other_is_not_yet_the_person():
    """The other stands elsewhere; only when the skeleton is back does coaching go on."""

    def motion(t: float) -> Pose:
        return replace(front(shift=0 if t < 4 or t > 9 else 160), crowded=3 <= t < 6)

    at_s = told(motion, 12)
    assert at_s[0] == pytest.approx(3, abs=0.07)
    assert at_s[-1] == pytest.approx(9, abs=0.1)


def test_somebody_who_has_moved_meanwhile_is_taken_for_the_person_at_last():
    def motion(t: float) -> Pose:
        return replace(front(shift=0 if t < 4 else 160), crowded=3 <= t < 6)

    assert told(motion, 16)[-1] == pytest.approx(6 + BACK_AT_LAST_S, abs=0.2)


def at_desk(**how: float) -> Pose:
    """A sitter close to a laptop: the picture ends above the hips."""
    return replace(front(**how), height_px=390)


def without_nose(of: Pose) -> Pose:
    marks = {joint: mark for joint, mark in of.landmarks.items() if joint is not Joint.NOSE}
    return replace(of, landmarks=marks)


def test_a_sitter_alone_is_alone_however_they_lean_and_turn():
    sitter = lambda t: at_desk(lean=20 * sin(3 * t), narrow=0.7 + 0.3 * sin(t))  # noqa: E731
    assert not told(sitter, 12)
    flickering = lambda t: (front if int(4 * t) % 2 else at_desk)(lean=10 * sin(t))  # noqa: E731
    assert not told(flickering, 12)


@pytest.mark.parametrize("elsewhere", [{"shift": 160.0}, {"scale": 0.6}, {"narrow": 1.5}])
def test_without_hips_a_leap_and_a_width_that_changes_count_for_two_seconds(elsewhere):
    at_s = told(lambda t: at_desk(**elsewhere if t > 3 else {}), 9)
    assert at_s[0] == pytest.approx(3, abs=0.15)
    assert at_s[-1] == pytest.approx(3 + CALM_AGAIN_S, abs=0.2)


def test_without_hips_a_skeleton_that_stayed_with_the_other_is_not_yet_the_person():
    def motion(t: float) -> Pose:
        return replace(at_desk(shift=0 if t < 4 or t > 9 else 160), crowded=3 <= t < 6)

    assert told(motion, 12)[-1] == pytest.approx(9, abs=0.1)


@pytest.mark.parametrize("seen_s", [2.0, 4.0, 6.5])
def test_hips_that_leave_the_picture_do_not_make_somebody_else_of_the_person(seen_s):
    def motion(t: float) -> Pose:
        return replace(front() if t < seen_s else at_desk(), crowded=3 <= t < 6)

    assert told(motion, 14)[-1] < 6.1


@pytest.mark.parametrize("unclear", [without_nose(at_desk()), at_desk(narrow=0.3)])
def test_what_cannot_be_told_is_no_company(unclear):
    def motion(t: float) -> Pose:
        return replace(at_desk() if t < 5 else unclear, crowded=3 <= t < 6)

    assert told(motion, 14)[-1] < 6.1


@pytest.mark.parametrize("runs_s", [8.0, 10.0])
def test_whoever_moves_in_the_set_up_after_a_helper_has_left_is_the_person(runs_s):
    """They are where nobody was before, in the set-up and in the stretch that follows."""
    watch = CrowdWatch()

    def motion(t: float) -> Pose:
        return replace(front(shift=200 if t > 5.9 else 0), crowded=3 <= t < 6)

    poses = film(motion, 14, 15)
    at_s = [p.time_s for p in poses if watch.step(p, running=p.time_s > runs_s)]
    assert at_s[0] == pytest.approx(3, abs=0.07)
    assert at_s[-1] == pytest.approx(6, abs=0.1)


def test_nobody_is_no_crowd():
    assert not told(lambda t: nobody() if t > 4 else front(), 8)
    gone = lambda t: nobody() if t > 6 else with_company(3, 6)(t)  # noqa: E731
    assert max(told(gone, 9)) < 6.1


def with_somebody(from_s: float, to_s: float, id_: str = LATERAL) -> Callable[[float], Pose]:
    """The stretch, done well; in between the skeleton is another's, who leans and raises hands."""
    value = path(id_, 20)

    def motion(t: float) -> Pose:
        if from_s <= t < to_s:
            return replace(front(roll=5, lean=40 * (t % 1), rise_left=0.4), crowded=True)
        return front(roll=-value(t))

    return motion


def crowded_lesson(to_s: float) -> list[Step]:
    return coach(short(LATERAL, 20), with_somebody(8.0, to_s), 20.0, fps=15)


def test_lesson_9_coaching_pauses_with_a_word_and_nothing_is_scored_until_they_are_alone():
    steps = crowded_lesson(12.0)
    there = [step for step in steps if 8.0 <= step.pose.time_s < 12.0]
    assert {step.placement.problem for step in there} == {Problem.CROWD}
    assert {step.feedback.notice for step in there} == {"One person in view, please"}
    assert all(value is None for step in there for value in step.values.values())
    assert not any(finding.present for step in there for finding in step.findings)
    assert not any(step.events for step in there)
    said = [step.cue for step in there if step.cue]
    assert {cue.kind for cue in said} == {CueKind.VISIBILITY}
    assert [cue.text for cue in said] == ["One person in view, please"]


def test_whoever_stays_for_long_may_be_a_picture_and_the_word_says_what_to_do_about_it():
    steps = coach(short(LATERAL, 20), with_somebody(2.0, 20.0), 24.0, fps=15)
    told = [(s.pose.time_s, s.feedback.notice) for s in steps]
    covered = [time_s for time_s, notice in told if notice and "pictures" in notice]
    assert (covered[0], covered[-1]) == pytest.approx((17.0, 20.0), abs=0.1)
    said = [s.cue.text for s in steps if s.cue and s.pose.time_s < 20.0]
    assert said[0] == "One person in view, please"
    assert said[-1] == "One person in view. Cover pictures or mirrors."


def test_lesson_9_the_hold_goes_on_where_it_was_when_the_other_has_left():
    steps = crowded_lesson(12.0)
    left_s = {round(step.pose.time_s, 1): step.feedback.timer_s for step in steps}
    before, after = left_s[7.9], left_s[14.9]
    assert before is not None
    assert after is not None
    assert before - after == pytest.approx(3.0, abs=1.0)  # of the 7 s between, 4 were crowded
    begun = [e for step in steps for e in step.events if e.kind is EventKind.HOLD_STARTED]
    assert len(begun) == 1


def test_a_summary_says_that_somebody_was_there():
    stretch = STRETCHES[LATERAL]
    session = Session(stretch)
    tally = Tally(stretch, session.level)
    for pose in film(lambda _: replace(front(), crowded=True), 3, 15):
        tally.take(session.step(pose))
    assert tally.summary(session.finish()).frames_with_person > 0
