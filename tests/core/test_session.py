"""The whole of coaching, from pose to step, on scripted motions."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import cos, pi, sin
from random import Random

import pytest
from bodies import cues, eased, film, folded, front, kneeling, lying, mirrored, nobody

from posecoach.core.coach import Attempt, EventKind, Phase
from posecoach.core.pose import Landmark, Point, Pose, Side
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level

from .motions import (
    FPS,
    STRETCHES,
    WAYS,
    Motion,
    body_of,
    coach,
    coached,
    length_s,
    path,
    right,
    short,
    wrong,
)
from .moving import MOVED

LATERAL, KNEE, BRIDGE = "neck-lateral-ear-to-shoulder", "single-knee-to-chest", "bridge"


def attempts(steps: list[Step]) -> list[Attempt]:
    return [attempt for step in steps for attempt in step.attempts]


def times(steps: list[Step], kind: EventKind) -> list[float]:
    return [event.time_s for step in steps for event in step.events if event.kind is kind]


def two_bridges() -> Motion:
    value = eased([(1.5, 45), (3, 8), (6.4, 8), (8, 45), (9, 26), (9.6, 26), (11, 45)])
    make = body_of(BRIDGE)
    return lambda t: make(value(t))


MOTIONS = {
    LATERAL: (wrong(LATERAL, "turning"), 8.5),
    KNEE: (right(KNEE, 2.0), 8.5),
    BRIDGE: (two_bridges(), 11.5),
}


@cache
def at_rate(id_: str, fps: float) -> tuple[list[Step], list[Attempt]]:
    motion, length_s = MOTIONS[id_]
    session = Session(short(id_, 2.0))
    steps = [session.step(each) for each in film(motion, length_s, fps)]
    return steps, list(session.finish())


@pytest.mark.parametrize("fps", [5, 15, 60])
@pytest.mark.parametrize("id_", MOTIONS)
def test_lesson_8_the_same_motion_gives_the_same_answer_at_every_frame_rate(id_, fps):
    """Holds, repetitions and cues: the same ones, at the same times to a third of a second."""
    usual_steps, usual = at_rate(id_, 30)
    steps, done = at_rate(id_, fps)
    assert usual
    assert [(a.side, a.missing) for a in done] == [(a.side, a.missing) for a in usual]
    for attempt, other in zip(done, usual, strict=True):
        assert attempt.start_s == pytest.approx(other.start_s, abs=0.35)
        assert attempt.end_s == pytest.approx(other.end_s, abs=0.35)
        assert attempt.held_s == pytest.approx(other.held_s, abs=0.35)
    told, usually_told = cues(steps), cues(usual_steps)
    assert [cue for _, cue in told] == [cue for _, cue in usually_told]
    for (time_s, _), (other_s, _) in zip(told, usually_told, strict=True):
        assert time_s == pytest.approx(other_s, abs=0.5)


def test_lesson_8_replay_gives_the_same_steps_again():
    poses = list(film(right(KNEE), 6, 15))
    once, again = Session(short(KNEE)), Session(short(KNEE))
    assert [once.step(pose) for pose in poses] == [again.step(pose) for pose in poses]


def test_lesson_8_it_does_not_matter_when_the_clip_begins():
    later = [
        replace(pose, time_s=pose.time_s + 1000) for pose in film(right(KNEE), length_s(), FPS)
    ]
    session = Session(short(KNEE))
    for pose in later:
        session.step(pose)
    (attempt,) = session.finish()
    _, (usual,) = coached(KNEE)
    assert attempt.start_s - 1000 == pytest.approx(usual.start_s, abs=0.01)
    assert attempt.held_s == usual.held_s


def test_both_sides_one_after_the_other_are_told_apart():
    there = path(LATERAL, 3)
    roll = lambda t: -there(t) if t < 11 else there(t - 9)  # noqa: E731
    steps = coach(short(LATERAL, 3), lambda t: front(roll=roll(t)), 20)
    assert [a.side for a in attempts(steps)] == [Side.RIGHT, Side.LEFT]
    at = {round(step.pose.time_s): step for step in steps}
    assert at[7].feedback.title == "Ear to shoulder · right"
    assert at[16].feedback.title == "Ear to shoulder · left"


@pytest.mark.parametrize("mirror", [False, True])
def test_the_far_leg_is_the_working_one_when_it_is_the_one_that_moves(mirror):
    value = path(KNEE)

    def motion(t: float) -> Pose:
        shown = lying(hip=value(t) - 6, knee=110, far_moves=True, other_foot_stays=True)
        return mirrored(shown) if mirror else shown

    (attempt,) = attempts(coach(short(KNEE), motion, 12))
    assert attempt.side is (Side.RIGHT if mirror else Side.LEFT)
    assert attempt.full


def test_lesson_16_swapped_leg_names_in_a_tenth_of_the_frames_change_nothing():
    """The model swaps left and right in 11 % of side-view frames, here at random."""
    random, value = Random(16), path(KNEE)

    def motion(t: float) -> Pose:
        return lying(hip=value(t) - 6, knee=95 + (value(t) - 45) / 2, other_foot_stays=True,
                     swap_names=random.random() < 0.11)  # fmt: skip

    steps = coach(short(KNEE), motion, 11.6)
    _, (usual,) = coached(KNEE)
    (attempt,) = attempts(steps)
    assert attempt.side is usual.side
    assert attempt.full
    assert attempt.start_s == pytest.approx(usual.start_s, abs=0.35)
    assert attempt.held_s == pytest.approx(usual.held_s, abs=0.1)
    assert cues(steps) == []


def test_lesson_5_a_hidden_face_is_said_and_earns_nothing():
    value = path(LATERAL)
    steps = coach(short(LATERAL), lambda t: front(roll=-value(t), face=False), 8)
    assert steps[-1].feedback.notice == "I can't see your face"
    assert [cue for _, cue in cues(steps)] == ["unseen"]
    assert attempts(steps) == []
    assert {step.phase for step in steps} == {Phase.SETUP}


def test_a_face_that_hides_during_a_hold_pauses_it():
    value = path(LATERAL, 20)
    steps = coach(short(LATERAL, 20), lambda t: front(roll=-value(t), face=not 7 < t < 10), 13)
    at = {round(step.pose.time_s, 1): step for step in steps}
    assert at[9.6].feedback.running is False
    assert at[13.0].feedback.running is True
    lost_s = (13.0 - 7.0) - (at[6.8].feedback.timer_s - at[13.0].feedback.timer_s)
    assert lost_s == pytest.approx(2.5, abs=0.5)


def test_a_person_who_leaves_for_a_moment_goes_on_where_the_clock_stood():
    usual = right(LATERAL, 20)
    steps = coach(short(LATERAL, 20), lambda t: nobody() if 7 < t < 9.5 else usual(t), 12)
    assert times(steps, EventKind.LOST) == []
    assert len(times(steps, EventKind.HOLD_STARTED)) == 1
    at = {round(step.pose.time_s, 1): step.feedback.timer_s for step in steps}
    assert (12 - 6.9) - (at[6.9] - at[12.0]) == pytest.approx(2.5, abs=0.6)


def test_a_person_who_leaves_and_comes_back_begins_again():
    """Gone for 14 s in the middle of a hold: it ends as it was, and the next one counts."""
    value = path(KNEE)

    def motion(t: float) -> Pose:
        if 6 < t < 20:
            return nobody()
        return lying(hip=(value(t) if t < 10 else value(t - 19)) - 6, other_foot_stays=True)

    steps = coach(short(KNEE), motion, 30, fps=10)
    first, second = attempts(steps)
    assert first.missing == "hold"
    assert second.full
    assert len(times(steps, EventKind.READY)) == 2
    assert [cue for time_s, cue in cues(steps) if 6 < time_s < 20] == []


def test_lesson_6_a_person_who_turns_round_gets_a_new_neutral_and_goes_on():
    """The head at the other end of the mat: the other leg is near, and it is the left one."""
    value = path(KNEE)

    def motion(t: float) -> Pose:
        hip = value(t if t < 13 else t - 14) - 6
        return lying(hip=hip, head="left" if t < 13 else "right", other_foot_stays=True)

    steps = coach(short(KNEE), motion, 25, fps=10)
    assert [(a.side, a.full) for a in attempts(steps)] == [(Side.RIGHT, True), (Side.LEFT, True)]
    assert len(times(steps, EventKind.READY)) == 2


def test_a_person_who_moves_to_another_place_is_calibrated_again():
    steps = coach(short(LATERAL), lambda t: front(shift=0 if t < 4 else 140), 9)
    assert len(times(steps, EventKind.READY)) == 2
    assert steps[-1].values["shoulder_shift"] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("id_", [LATERAL, "neck-flexion-chin-to-chest"])
def test_a_neck_circle_is_stopped_told_and_blocks_until_the_head_is_back(id_):
    def motion(t: float) -> Pose:
        turn = 2 * pi * (t - 2) / 3
        if t < 2:
            return front()
        if t < 5:
            return front(roll=16 * sin(turn), pitch=16 - 16 * cos(turn))
        return front(roll=-20) if id_ == LATERAL else front(pitch=22)

    steps = coach(short(id_), motion, 9)
    stopped = times(steps, EventKind.STOPPED)
    assert len(stopped) == 1
    assert stopped[0] < 5.2
    assert cues(steps)[0][1] == "stop"
    assert attempts(steps) == []


def test_a_neck_thrown_round_in_half_a_second_stops_the_set():
    roll = eased([(2, 0), (2.5, 60), (3, -60), (3.6, 0)])
    steps = coach(short(LATERAL), lambda t: front(roll=roll(t)), 7, fps=30)
    assert times(steps, EventKind.STOPPED)
    assert "stop" in [cue for _, cue in cues(steps)]


def test_bouncing_is_told_and_does_not_count():
    """8 degrees, 1.5 Hz, on a leg that is held up."""
    make = body_of("hamstring-towel")
    steady = path("hamstring-towel", 30)
    sway = lambda t: 4 * sin(2 * pi * 1.5 * t) if t > 6.5 else 0.0  # noqa: E731
    steps = coach(short("hamstring-towel", 20), lambda t: make(steady(t) + sway(t)), 12, fps=30)
    told = [time_s for time_s, cue in cues(steps) if cue == "bounce"]
    assert told
    assert 6.5 < told[0] < 9.5
    late = [step.feedback.timer_s for step in steps if step.pose.time_s > 10.5]
    assert max(late) == min(late)
    assert steps[-1].hurried


def test_where_a_stretch_has_its_own_words_for_bouncing_those_are_said():
    """Both knees rocked to and fro: not the general words, and it does not count either."""
    steps = coach(
        short("double-knee-to-chest", 30), MOVED["double-knee-to-chest", "rocking"][0], 11
    )
    assert {cue for _, cue in cues(steps)} == {"rocking"}
    assert {step.cue.text for step in steps if step.cue} == {"Stay still and breathe"}
    late = [step.feedback.timer_s for step in steps if step.pose.time_s > 9.5]
    assert max(late) == min(late)


def test_breathing_during_a_hold_is_no_bounce_and_costs_nothing():
    value = path(LATERAL, 8)
    steps = coach(
        short(LATERAL, 8),
        lambda t: front(roll=-value(t) - 1.5 * sin(2 * pi * 0.5 * t)),
        14,
        fps=15,
    )
    assert cues(steps) == []
    assert [a.held_s for a in attempts(steps)] == [8]


def test_too_little_is_offered_and_never_while_something_else_is_wrong():
    roll = eased([(1.5, 0), (3, 9)])
    shallow = coach(short(LATERAL), lambda t: front(roll=-roll(t)), 8)
    assert [cue for _, cue in cues(shallow)] == ["too-little"]
    lean = eased([(1.5, 0), (3, 0.1)])
    wrong_too = coach(short(LATERAL), lambda t: front(roll=-roll(t) * 5 / 3, rise_left=lean(t)), 10)
    assert "too-little" not in [cue for _, cue in cues(wrong_too)]
    assert cues(wrong_too)


def test_beyond_the_band_is_eased_back_and_over_the_limit_is_safety():
    deep = eased([(1.5, 0), (4, 36)])
    too_deep = coach(short(LATERAL), lambda t: front(roll=-deep(t)), 8)
    assert cues(too_deep)[0][1] == "too-much"
    assert attempts(too_deep) == []
    far = eased([(1.5, 0), (5, 55)])
    over = coach(short(LATERAL), lambda t: front(roll=-far(t)), 9)
    assert "over-limit" in [cue for _, cue in cues(over)]


def test_a_hold_that_is_left_early_is_told_kindly():
    value = eased([(1.5, 0), (4, 20), (6, 20), (8, 0)])
    steps = coach(short(LATERAL, 10), lambda t: front(roll=-value(t)), 14)
    (attempt,) = attempts(steps)
    assert attempt.missing == "hold"
    assert [cue for _, cue in cues(steps)] == ["left-early"]


@pytest.mark.parametrize(
    ("id_", "top", "text"),
    [
        ("partial-crunch", 9, "Pause at the top"),
        ("cat-cow", 28, "Stay in cat a moment longer"),
        ("safe-lift-practice", 80, "Pause to take hold"),
        ("lumbar-flexion-seated", 45, "Stay down a moment longer"),
        ("bridge", 8, "Stay up a moment longer"),
    ],
)
def test_a_top_that_is_left_too_early_is_told_in_the_stretchs_own_words(id_, top, text):
    rest, back = WAYS[id_].rest, WAYS[id_].back
    value = eased([(1.5, rest), (3, top), (5.2, rest if back is None else back)])
    make = body_of(id_)
    stretch = short(id_, 3.0)
    quiet = replace(stretch, faults=tuple(f for f in stretch.faults if f.persist_s > 0))
    steps = coach(quiet, lambda t: make(value(t)), 7, fps=8)
    assert [a.missing for a in attempts(steps)] == ["hold"]
    assert [step.cue.text for step in steps if step.cue] == [text]


def test_a_person_who_sits_right_back_on_the_heels_has_not_gone_to_another_place():
    """From kneeling up to the heels the hips go a whole trunk length; the knees stay."""
    value, knee = eased([(1.6, 15), (4.2, 122)]), eased([(1.6, 90), (4.2, 168)])
    steps = coach(
        short("childs-pose"), lambda t: folded(value(t), knee=knee(t)), 11, fps=8
    )  # fmt: skip
    assert len(times(steps, EventKind.READY)) == 1
    assert [a.full for a in attempts(steps)] == [True]


def test_a_half_repetition_is_told_and_not_counted():
    steps, done = at_rate(BRIDGE, 30)
    assert [a.missing for a in done] == [None, "range"]
    assert steps[-1].feedback.count == (1, 6)
    assert [cue for _, cue in cues(steps)] == ["missed-range"]


def test_a_fast_pull_is_told_once_and_calmly():
    value = eased([(2, 5), (2.6, 60)])
    steps = coach(STRETCHES[KNEE], lambda t: lying(hip=40 + value(t)), 5, fps=30)
    assert [cue for _, cue in cues(steps)][:1] == ["fast"]


@pytest.mark.parametrize("noise_px", [2.0, 4.0, 15.0])
def test_lesson_4_noise_in_every_joint_of_every_frame_adds_no_bridge(noise_px):
    """In a body that is 350 px long; 15 px of it leave no still moment, so nothing is counted."""
    random = Random(4)
    value, make = eased([(2, 45), (4, 6), (8.5, 6), (11, 45)]), body_of(BRIDGE)

    def motion(t: float) -> Pose:
        shown = make(value(t))
        marks = {
            joint: Landmark(
                Point(mark.point.x_px + random.uniform(-0.5, 0.5) * noise_px,
                      mark.point.y_px + random.uniform(-0.5, 0.5) * noise_px), 0.95)
            for joint, mark in shown.landmarks.items()
        }  # fmt: skip
        return replace(shown, landmarks=marks)

    steps = coach(STRETCHES[BRIDGE], motion, 12, fps=15)
    assert [a.missing for a in attempts(steps)] == ([None] if noise_px < 15 else [])


def test_lesson_6_a_person_who_stands_up_in_the_middle_earns_nothing_by_it():
    def motion(t: float) -> Pose:
        return lying() if t < 3 else front()

    steps = coach(short(KNEE), motion, 7)
    assert attempts(steps) == []
    assert steps[-1].feedback.notice == "Lie on your back, side-on to the camera"


def test_finish_reports_the_hold_that_the_end_cuts_off():
    session = Session(short(LATERAL, 20))
    for pose in film(right(LATERAL, 20), 10, 15):
        session.step(pose)
    assert session.attempts == ()
    (cut,) = session.finish()
    assert cut.missing == "hold"
    assert cut.held_s == pytest.approx(10 - cut.start_s, abs=0.1)
    assert cut.held_s > 5


def test_the_level_decides_the_band_and_the_dose():
    motion = right(LATERAL, 12, Level.FULL)
    steps = {}
    for level in Level:
        session = Session(STRETCHES[LATERAL], level)
        for pose in film(motion, 9, 10):
            steps[level] = session.step(pose)
    assert steps[Level.FULL].phase is Phase.HOLD
    assert steps[Level.BEGINNER].phase is Phase.MOVING_IN
    assert steps[Level.FULL].feedback.timer_s == pytest.approx(15, abs=1.0)
    assert steps[Level.BEGINNER].feedback.timer_s is None


def test_lesson_18_whatever_goes_wrong_the_voice_keeps_its_distance():
    """Hands up, nose turned, shoulders up, head back: all at once, on and off."""
    value = path(LATERAL, 60)

    def motion(t: float) -> Pose:
        return front(roll=-value(t), hands_up=t > 4, yaw=25 if t % 6 > 3 else 0,
                     pitch=-30 if t % 9 > 7 else 18 if t % 4 > 2 else 0,
                     rise_left=0.1 if t % 7 > 4 else 0)  # fmt: skip

    told = cues(coach(short(LATERAL, 60), motion, 30, fps=10))
    assert len(told) >= 5
    assert all(after - before >= 4.0 - 1e-6 for (before, _), (after, _) in pairwise(told))


def test_a_step_says_everything_and_missing_stays_missing():
    steps, _ = coached("hip-flexor-kneeling")
    last = steps[-1]
    assert set(last.values) >= {"hip_flex_n", "shank_lean_f", "trunk_flex", "primary_speed"}
    heelless = kneeling()
    kept = {joint: mark for joint, mark in heelless.landmarks.items() if "heel" not in joint}
    step = Session(STRETCHES["hip-flexor-kneeling"]).step(replace(heelless, landmarks=kept))
    assert step.values["heel_rise_f"] is None  # not seen: not 0
    assert step.phase is Phase.SETUP
    seen = Session(STRETCHES["hip-flexor-kneeling"]).step(heelless)
    assert seen.values["heel_rise_f"] == 0.0  # until a neutral is known, this is it
