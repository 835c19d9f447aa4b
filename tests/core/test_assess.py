"""A fault is told once it has lasted; a frame of flicker changes nothing."""

from __future__ import annotations

import pytest

from posecoach.core.assess import FaultWatch, Finding
from posecoach.core.stretch import (
    Comparison,
    Condition,
    Fault,
    Level,
    Severity,
    When,
)

ABOVE = {level: Condition(((Comparison("lean", True, limit),),))
         for level, limit in ((Level.BEGINNER, 10.0), (Level.FULL, 6.0))}  # fmt: skip


def fault(**more) -> Fault:
    usual = {"severity": Severity.COMPENSATION, "cue": "Sit tall", "label": "Body"}
    return Fault("lean", ABOVE, **(usual | more))


def watch(script, level=Level.BEGINNER, part=When.HOLD, fps=30, guarding=False, **more):
    """The findings of a script of (seconds, value), with their times."""
    watcher, found, time_s = FaultWatch([fault(**more)], level), [], 0.0
    for seconds, value in script:
        for _ in range(round(seconds * fps)):
            (finding,) = watcher.step(time_s, {"lean": value}, part, guarding=guarding)
            found.append((time_s, finding))
            time_s += 1 / fps
    return found


def first(found, of=lambda finding: finding.lasting) -> float | None:
    return next((at for at, finding in found if of(finding)), None)


@pytest.mark.parametrize("fps", [5, 15, 30, 60])
def test_a_fault_is_told_after_its_time(fps):
    found = watch([(1, 0.0), (2, 12.0)], fps=fps)
    assert first(found) == pytest.approx(2.0, abs=0.21)
    assert first(found, lambda f: f.present) == pytest.approx(1.0, abs=0.01)


def test_a_short_lean_is_not_told():
    assert first(watch([(1, 0.0), (0.8, 12.0), (2, 0.0)])) is None


def test_flicker_neither_resets_a_fault_nor_ends_it():
    found = watch([(0.5, 12.0), (0.2, 0.0), (0.5, 12.0), (0.2, 0.0), (0.3, 12.0)])
    assert first(found) == pytest.approx(1.0, abs=0.05)
    assert all(finding.lasting for at, finding in found if at > 1.05)


def test_a_break_longer_than_flicker_begins_anew():
    assert first(watch([(0.9, 12.0), (0.4, 0.0), (0.9, 12.0)])) is None


def test_putting_it_right_is_noticed_once():
    found = watch([(2, 12.0), (2, 0.0)])
    corrected = [at for at, finding in found if finding.corrected]
    assert len(corrected) == 1
    assert corrected[0] == pytest.approx(2.25, abs=0.1)


def test_lesson_14_unseen_is_neither_there_nor_gone():
    found = watch([(2, None)])
    assert {finding.present for _, finding in found} == {None}
    assert first(found) is None


def test_unseen_for_a_moment_keeps_a_lasting_fault():
    found = watch([(1.5, 12.0), (0.2, None)])
    assert found[-1][1].lasting


@pytest.mark.parametrize(("level", "told"), [(Level.BEGINNER, False), (Level.FULL, True)])
def test_each_level_has_its_own_threshold(level, told):
    assert (first(watch([(3, 8.0)], level=level)) is not None) is told


def test_a_fault_is_looked_for_only_in_its_parts():
    assert first(watch([(3, 12.0)], part=When.RELEASE)) is None
    assert first(watch([(3, 12.0)], part=None)) is None
    assert first(watch([(3, 12.0)], part=When.RELEASE, during=(When.RELEASE,))) is not None


def test_safety_is_looked_for_between_the_parts_as_well():
    """A head thrown back is on no way into chin to chest; it is told all the same."""
    safe = {"severity": Severity.SAFETY, "persist_s": 0.15}
    assert first(watch([(1, 12.0)], part=None, guarding=True, **safe)) is not None
    assert first(watch([(1, 12.0)], part=None, guarding=False, **safe)) is None
    assert first(watch([(3, 12.0)], part=None, guarding=True)) is None


def test_a_fault_without_a_time_is_told_at_once():
    assert first(watch([(1, 12.0)], persist_s=0.0)) == 0.0


def test_a_finding_says_what_the_frame_shows():
    (_, finding), *_ = watch([(0.1, 12.0)])
    assert finding == Finding(finding.fault, present=True, lasting=False, corrected=False)
