"""Each stretch done rightly shows no fault; each fault, done alone, is told, and within 2 s.

Done with the right side, and mirrored with the left: the same answers with the sides swapped.
"""

from __future__ import annotations

import pytest
from bodies import cues, eased, front

from posecoach.core.assess import FLICKER_S
from posecoach.core.pose import Side
from posecoach.core.session import Step
from posecoach.core.stretch import Level, Severity

from .motions import (
    FAULTS,
    STRETCHES,
    WAYS,
    Motion,
    body_of,
    coach,
    coached,
    in_mirror,
    lasting,
    mirror_side,
    right,
    short,
    swaying,
    wrong,
)

ADDED = [(id_, fault) for id_, faults in FAULTS.items() for fault in faults]


def bridge_path(*script: tuple[float, float], **feet: float) -> Motion:
    value, make = eased([(1.5, 45.0), *script]), body_of("bridge")
    return lambda time_s: make(value(time_s), **feet)


def bridge_from(rest_hip: float, rest_knee: float) -> Motion:
    """A bridge on feet that stand elsewhere."""
    offset = STRETCHES["bridge"].primary.offset
    value, make = eased([(1.5, rest_hip + offset), (3.5, 8), (7, 8)]), body_of("bridge")
    return lambda t: make(value(t), rest_hip=rest_hip, rest_knee=rest_knee)


def lean_all_along(trunk: float) -> Motion:
    """The trunk leans from the start: a lean in mid-hold would move the hips as well."""
    value, lean = eased([(3.0, 5), (5.5, -10)]), eased([(1.5, 0), (2.5, trunk)])
    make = body_of("hip-flexor-kneeling")
    return lambda t: make(value(t), trunk=lean(t))


def tilted_back() -> Motion:
    value = eased([(2, 0), (3.2, -31), (6, -31)])
    return lambda t: front(pitch=value(t))


def pulled_up() -> Motion:
    value = eased([(2, 5), (3.1, 55)])
    make = body_of("hamstring-towel")
    return lambda t: make(value(t))


def rocked() -> Motion:
    value, make = swaying(5, -11, 11, 0.5), body_of("hip-flexor-kneeling")
    return lambda t: make(value(t))


# a motion of their own, and how long it takes to show
MOVED: dict[tuple[str, str], tuple[Motion, float]] = {
    ("bridge", "hips-sag"): (bridge_path((3.5, 6), (5, 6), (6, 19), (9, 19)), 8.5),
    ("bridge", "over-arch"): (bridge_path((3.5, -14), (8, -14)), 6),
    ("bridge", "feet-far"): (bridge_from(33, 40), 6.5),
    ("bridge", "feet-close"): (bridge_from(48, 140), 6.5),
    ("bridge", "fast-drop"): (bridge_path((3.5, 8), (7.2, 8), (7.7, 45)), 8.5),
    ("hip-flexor-kneeling", "trunk-leans"): (lean_all_along(31), 7),
    ("hip-flexor-kneeling", "arch"): (lean_all_along(-17), 7),
    ("hip-flexor-kneeling", "wobble"): (rocked(), 11),
    ("hamstring-towel", "pull-fast"): (pulled_up(), 4.5),
    ("neck-flexion-chin-to-chest", "head-back"): (tilted_back(), 5),
}
FAULTY = sorted({*ADDED, *MOVED})


def show(id_: str, fault: str, *, mirror: bool) -> list[Step]:
    motion, length_s = MOVED.get((id_, fault)) or (wrong(id_, fault), 8.2)
    long = STRETCHES[id_] if fault == "fast-drop" else short(id_, 6.0 if id_ == "bridge" else 30.0)
    return coach(long, in_mirror(motion) if mirror else motion, length_s, fps=8)


def began_s(steps: list[Step], fault: str, told_s: float) -> float:
    """When the fault that was told at `told_s` first showed, give or take a flicker."""
    since_s = told_s
    for step in reversed(steps):
        shown = any(f.present and f.fault.id == fault for f in step.findings)
        if shown and 0 <= since_s - step.pose.time_s <= FLICKER_S:
            since_s = step.pose.time_s
    return since_s


def test_every_fault_of_every_stretch_has_a_body_that_shows_it():
    known = {(id_, fault.id) for id_, s in STRETCHES.items() for fault in s.faults}
    assert set(FAULTY) == known


@pytest.mark.parametrize("mirror", [False, True], ids=["right", "left"])
@pytest.mark.parametrize(("id_", "fault"), FAULTY)
def test_a_fault_is_told_alone_and_within_two_seconds(id_, fault, mirror):
    steps = show(id_, fault, mirror=mirror)
    assert lasting(steps) == {fault}
    told = [time_s for time_s, cue in cues(steps) if cue == fault]
    assert told
    assert told[0] - began_s(steps, fault, told[0]) <= 2.0
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


@pytest.mark.parametrize("id_", STRETCHES)
def test_the_full_range_is_right_at_the_full_level_and_too_deep_at_the_beginners(id_):
    stretch, depth = STRETCHES[id_], WAYS[id_].top
    bands = stretch.primary.bands
    assert bands[Level.FULL].holds(depth[Level.FULL])
    assert bands[Level.BEGINNER].holds(depth[Level.BEGINNER])
    if id_ != "bridge":
        assert not bands[Level.BEGINNER].holds(depth[Level.FULL])


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
    id_ = "neck-flexion-chin-to-chest"
    lean = eased([(6, 0), (6.5, 0.1), (9.5, 0.1), (10, 0)])
    usual = right(id_, 30)

    def motion(t: float):
        value = usual(t).head.pitch_deg
        return front(pitch=value, rise_left=lean(t), rise_right=lean(t))

    steps = coach(short(id_, 30), motion, 13, fps=10)
    at = {round(step.pose.time_s, 1): step for step in steps}
    assert at[9.0].feedback.running is False
    assert at[9.0].feedback.instruction == "Timer paused until you are back"
    assert at[9.0].feedback.timer_s == pytest.approx(at[9.5].feedback.timer_s)
    assert at[12.9].feedback.running is True
    assert at[12.9].feedback.timer_s < at[9.5].feedback.timer_s - 1.5
    assert [cue for _, cue in cues(steps)][:2] == ["shrug", "praise"]
    assert not any(step.attempts for step in steps)


def test_thresholds_are_those_of_the_level():
    """A knee bent by 25: too much at the full level, still right for a beginner."""
    conditions = next(f for f in STRETCHES["hamstring-towel"].faults if f.id == "knee-bends").when
    assert conditions[Level.FULL].test({"knee_flex_n": 25.0}) is True
    assert conditions[Level.BEGINNER].test({"knee_flex_n": 25.0}) is False
