"""Each stretch done rightly shows no fault; each fault, done alone, is told, and within 2 s.

Done with the right side, and mirrored with the left: the same answers with the sides swapped.
"""

from __future__ import annotations

import pytest
from bodies import cues, eased, film, front

from posecoach.core.assess import FLICKER_S
from posecoach.core.pose import Side
from posecoach.core.session import Session, Step
from posecoach.core.stretch import DoseKind, Level, Severity

from .faults import FAULTS
from .motions import (
    FPS,
    LONGEST_PERSIST_S,
    MEASURED,
    STRETCHES,
    WAYS,
    coach,
    coached,
    in_mirror,
    is_reps,
    lasting,
    length_s,
    mirror_side,
    right,
    short,
    wrong,
)
from .moving import MOVED

SIDED = [id_ for id_, stretch in STRETCHES.items() if stretch.has_sides]
FAULTY = sorted({(id_, fault) for id_, faults in FAULTS.items() for fault in faults} | {*MOVED})
DEEP_S, LONG_S = 6.0, 60.0


def show(id_: str, fault: str, *, mirror: bool) -> list[Step]:
    """Coach a body that shows one fault; one of a whole repetition needs the real dose."""
    motion, length_s, *fps = MOVED.get((id_, fault)) or (wrong(id_, fault), 8.2)
    whole = is_reps(id_) and fault.startswith("fast")
    stretch = STRETCHES[id_] if whole else short(id_, DEEP_S if is_reps(id_) else LONG_S)
    return coach(stretch, in_mirror(motion) if mirror else motion, length_s, *(fps or [FPS]))


def began_s(steps: list[Step], fault: str, told_s: float) -> float:
    """When the fault that was told at `told_s` first showed, give or take a flicker."""
    since_s = told_s
    for step in reversed(steps):
        shown = any(f.present and f.fault.id == fault for f in step.findings)
        if shown and 0 <= since_s - step.pose.time_s <= FLICKER_S:
            since_s = step.pose.time_s
    return since_s


def test_every_fault_of_every_stretch_has_a_body_that_shows_it():
    assert set(WAYS) == set(FAULTS) == set(STRETCHES)
    known = [(id_, fault.id) for id_, s in STRETCHES.items() for fault in s.faults]
    assert sorted(known) == FAULTY


@pytest.mark.parametrize(
    ("id_", "fault", "mirror"),
    [(*each, False) for each in FAULTY] + [(*each, True) for each in FAULTY if each[0] in SIDED],
)
def test_a_fault_is_told_alone_and_within_two_seconds(id_, fault, mirror):
    steps = show(id_, fault, mirror=mirror)
    assert lasting(steps) == {fault}
    told = [time_s for time_s, cue in cues(steps) if cue == fault]
    assert told
    assert told[0] - began_s(steps, fault, told[0]) <= LONGEST_PERSIST_S
    assert {step.side for step in steps if step.side} <= {Side.LEFT if mirror else Side.RIGHT}


@pytest.mark.parametrize("mirror", [False, True], ids=["right", "left"])
@pytest.mark.parametrize("id_", STRETCHES)
def test_lesson_3_the_right_motion_has_no_fault_and_is_credited_to_its_side(id_, mirror):
    steps, attempts = coached(id_, mirror)
    assert lasting(steps) == set()
    assert cues(steps) == []
    (attempt,) = attempts
    assert attempt.full
    assert attempt.held_s == pytest.approx(4.0, abs=0.1)
    expected = Side.RIGHT if STRETCHES[id_].has_sides else None
    assert attempt.side is (mirror_side(expected) if mirror else expected)


@pytest.mark.parametrize("id_", STRETCHES)
def test_lesson_3_a_mirrored_clip_gives_the_mirrored_answer(id_):
    steps, (attempt,) = coached(id_, False)
    mirrored_steps, (mirrored_attempt,) = coached(id_, True)
    assert mirrored_attempt.side is mirror_side(attempt.side)
    assert mirrored_attempt.start_s == attempt.start_s
    assert mirrored_attempt.held_s == attempt.held_s
    assert [step.phase for step in mirrored_steps] == [step.phase for step in steps]


@pytest.mark.parametrize("id_", MEASURED)
def test_the_full_range_is_right_at_the_full_level_and_too_deep_at_the_beginners(id_):
    stretch, depth = STRETCHES[id_], WAYS[id_].top
    bands = stretch.primary.bands
    assert bands[Level.FULL].holds(depth[Level.FULL])
    assert bands[Level.BEGINNER].holds(depth[Level.BEGINNER])
    wider = bands[Level.BEGINNER].low <= bands[Level.FULL].low
    wider = wider and bands[Level.FULL].high <= bands[Level.BEGINNER].high
    if not wider:
        assert not bands[Level.BEGINNER].holds(depth[Level.FULL])


@pytest.mark.parametrize(
    "id_",
    [
        id_
        for id_ in MEASURED
        if STRETCHES[id_].dose.kind is DoseKind.HOLD
        and STRETCHES[id_].primary.bands[Level.BEGINNER] != STRETCHES[id_].primary.bands[Level.FULL]
    ],
)
def test_the_same_motion_is_a_hold_at_the_full_level(id_):
    """Done to the full range; what more the stretch asks for is there at that depth, too."""
    session = Session(short(id_), Level.FULL)
    for shown in film(right(id_, level=Level.FULL), length_s(), FPS):
        session.step(shown)
    (attempt,) = session.finish()
    assert attempt.full


def test_a_compensation_stops_the_clock_and_a_minor_fault_does_not():
    """Both begin at the same moment of the same stretch."""
    held = {}
    for fault in ("shrug", "turning"):
        steps = coach(short("neck-flexion-chin-to-chest", 30),
                      wrong("neck-flexion-chin-to-chest", fault), 12, fps=10)  # fmt: skip
        severity = next(
            f.severity for f in STRETCHES["neck-flexion-chin-to-chest"].faults if f.id == fault
        )
        held[severity] = 30 - steps[-1].feedback.timer_s
    assert held[Severity.COMPENSATION] < 3.2
    assert held[Severity.MINOR] > 7.0


def test_lesson_7_the_clock_goes_on_where_it_stood_once_the_fault_is_gone():
    """And once the hold is done, that it was put right is worth a word."""
    id_ = "neck-flexion-chin-to-chest"
    lean = eased([(6, 0), (6.5, 0.1), (10.5, 0.1), (11, 0)])
    usual = right(id_, 12)

    def motion(t: float):
        value = usual(t).head.pitch_deg
        return front(pitch=value, rise_left=lean(t), rise_right=lean(t))

    steps = coach(short(id_, 8), motion, 20.5, fps=10)
    at = {round(step.pose.time_s, 1): step for step in steps}
    assert at[9.0].feedback.running is False
    assert at[9.0].feedback.instruction == "Timer paused until you are back"
    assert at[9.0].feedback.timer_s == pytest.approx(at[10.5].feedback.timer_s)
    assert at[13.9].feedback.running is True
    assert at[13.9].feedback.timer_s < at[10.5].feedback.timer_s - 1.5
    assert [cue for _, cue in cues(steps)] == ["shrug", "praise"]
    (attempt,) = [attempt for step in steps for attempt in step.attempts]
    assert attempt.full


def test_thresholds_are_those_of_the_level():
    """A knee bent by 25: too much at the full level, still right for a beginner."""
    conditions = next(f for f in STRETCHES["hamstring-towel"].faults if f.id == "knee-bends").when
    assert conditions[Level.FULL].test({"knee_flex_n": 25.0}) is True
    assert conditions[Level.BEGINNER].test({"knee_flex_n": 25.0}) is False
