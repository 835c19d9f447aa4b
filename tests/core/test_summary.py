"""The record of a clip, and a score that never rewards pushing (stretches.md 9.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import eased, front, nobody, play

from posecoach.core.stretch import Grade, Level
from posecoach.core.summary import ESTIMATE_CAP, Summary, Tally

from .motions import BY_THE_CLOCK, STRETCHES, coached, right, short, wrong

LATERAL = "neck-lateral-ear-to-shoulder"


def sum_up(stretch, motion, length_s: float, fps: float = 10, level=Level.BEGINNER) -> Summary:
    session, steps = play(stretch, motion, length_s, fps, level)
    tally = Tally(stretch, level)
    for step in steps:
        tally.take(step)
    return tally.summary(session.finish())


@pytest.mark.parametrize("id_", STRETCHES)
def test_a_stretch_done_rightly_earns_all_that_its_grade_can_give(id_):
    """A hundred of what is measured, an estimate of a proxy, nothing of what time alone guides."""
    steps, attempts = coached(id_)
    tally = Tally(short(id_), Level.BEGINNER)
    for step in steps:
        tally.take(step)
    best = {Grade.A: 100, Grade.B: ESTIMATE_CAP, Grade.C: None}[STRETCHES[id_].grade]
    score = tally.summary(attempts).score
    assert score == (best if STRETCHES[id_].primary else None)


def test_depth_earns_nothing():
    """At the shallow, middle and deep end of the band, and a little beyond it."""
    scores = {
        top: sum_up(
            short(LATERAL),
            lambda t, top=top: front(roll=-eased([(2, 0), (4.5, top), (10, top), (13, 0)])(t)),
            14,
        ).score
        for top in (13.5, 20, 27)
    }
    assert set(scores.values()) == {100}


@pytest.mark.parametrize("id_", BY_THE_CLOCK)
def test_what_the_clock_alone_counts_has_no_score_however_it_was_done(id_):
    length_s = 9 if id_ == "stand-and-walk" else 7
    summary = sum_up(short(id_, 30), lambda _: right(id_)(0), length_s, fps=5)
    assert summary.attempts
    assert summary.score is None


def test_a_stretch_of_grade_b_is_an_estimate():
    stretch = replace(short(LATERAL), grade=Grade.B)
    assert sum_up(stretch, right(LATERAL), 12).score == ESTIMATE_CAP == 90


def test_without_an_attempt_there_is_no_score():
    summary = sum_up(short(LATERAL), lambda _: front(), 4)
    assert summary.score is None
    assert summary.attempts == ()


def test_half_a_hold_scores_less_than_a_whole_one():
    value = eased([(2, 0), (4.5, 20), (6.5, 20), (9, 0)])
    summary = sum_up(short(LATERAL, 8), lambda t: front(roll=-value(t)), 10)
    assert summary.attempts[0].missing == "hold"
    # of 40 for the time held about a third, and nothing of the 10 for finishing
    assert 55 <= summary.score <= 75


@pytest.mark.parametrize(
    ("fault", "at_most"), [("nodding", 95), ("head-back", 90)], ids=["compensation", "safety"]
)
def test_a_fault_costs_by_its_weight(fault, at_most):
    faulty = sum_up(short(LATERAL, 2.5), wrong(LATERAL, fault, 5.5), 12)
    assert faulty.score is None or faulty.score <= at_most


def test_hurry_costs():
    value = eased([(2, 0), (2.45, 26), (8, 26), (10, 0)])
    calm = sum_up(short(LATERAL), right(LATERAL), 12)
    hurried = sum_up(short(LATERAL), lambda t: front(roll=-value(t)), 11, fps=20)
    assert hurried.attempts[0].full
    assert hurried.score < calm.score


def test_a_score_lies_between_nothing_and_a_hundred_whatever_was_done():
    wild = sum_up(short(LATERAL), lambda t: front(roll=-20 if t % 3 > 1 else 0, yaw=30), 20)
    assert wild.score is None or 0 <= wild.score <= 100


def test_the_shares_say_how_much_was_seen():
    summary = sum_up(short(LATERAL), lambda t: nobody() if t < 2 else front(face=t > 6), 10, fps=10)
    assert summary.frames == 101
    assert summary.frames_with_person == 81
    assert summary.view_ok_share == pytest.approx(1.0, abs=0.06)
    assert summary.duration_s == pytest.approx(10)
    assert summary.judged
    seen = summary.measures
    assert seen["head_roll"].seen_share == pytest.approx(0.4, abs=0.03)
    assert seen["shoulder_tilt"].seen_share == pytest.approx(0.8, abs=0.03)


def test_a_clip_without_a_person_cannot_be_judged():
    summary = sum_up(short(LATERAL), nobody, 3)
    assert not summary.judged
    assert (summary.frames_with_person, summary.score) == (0, None)
    assert summary.measures["head_roll"].lowest is None
    assert summary.measures["head_roll"].seen_share == 0


def test_a_measure_is_summed_up_by_its_ends_and_its_middle_in_the_hold():
    roll = sum_up(short(LATERAL), right(LATERAL), 12).measures["head_roll"]
    assert roll.lowest == pytest.approx(-20, abs=0.2)
    assert roll.highest == pytest.approx(0, abs=0.2)
    assert roll.median_in_hold == pytest.approx(-20, abs=0.2)


def test_cues_are_kept_with_their_times():
    summary = sum_up(short(LATERAL, 30), wrong(LATERAL, "turning"), 9)
    ((at_s, cue),) = [(given.time_s, given.cue.id) for given in summary.cues]
    assert cue == "turning"
    assert 7 < at_s < 9
