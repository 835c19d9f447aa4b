"""Every file in `poses/`: it loads, has words for both misses, and keeps the house's promises."""

from __future__ import annotations

import re

import pytest

from posecoach.catalog import LIMIT_ROOM, load, load_all, poses_dir, stretch_files
from posecoach.core.cues import MAX_WORDS
from posecoach.core.measure import DERIVED, MEASURES
from posecoach.core.session import Session
from posecoach.core.stretch import DoseKind, Grade, Level, Posture, Severity, View
from posecoach.definition import PHASES

FILES = stretch_files()
STRETCHES = load_all()

# the specification's own numbers (stretches.md 7.1, 7.2 as amended, 7.9, 7.13, 7.14, 7.19)
BANDS = {
    "neck-flexion-chin-to-chest": ((15, 30), (30, 50), 60),
    "neck-lateral-ear-to-shoulder": ((12, 28), (25, 45), 52),
    "single-knee-to-chest": ((85, 105), (105, 135), 150),
    "hamstring-towel": ((45, 65), (60, 90), 100),
    "hip-flexor-kneeling": ((-17, -5), (-32, -15), -42),
}


def test_the_six_stretches_are_there():
    assert set(STRETCHES) == {*BANDS, "bridge"}
    assert poses_dir().is_dir()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_loads_and_is_named_after_its_stretch(path):
    assert load(path).id == path.stem


@pytest.mark.parametrize("id_", BANDS)
def test_the_ranges_are_those_of_the_specification(id_):
    primary = STRETCHES[id_].primary
    beginner, full, limit = BANDS[id_]
    assert (primary.bands[Level.BEGINNER].low, primary.bands[Level.BEGINNER].high) == beginner
    assert (primary.bands[Level.FULL].low, primary.bands[Level.FULL].high) == full
    assert primary.over_limit == limit


@pytest.mark.parametrize("id_", STRETCHES)
def test_a_stretch_keeps_the_promises_of_the_house(id_):
    stretch = STRETCHES[id_]
    assert stretch.grade in (Grade.A, Grade.B)
    assert set(stretch.phases) == set(PHASES)
    assert stretch.purpose.endswith(".")
    assert stretch.honest == "" or stretch.honest.endswith(".")
    assert stretch.safety
    assert stretch.contra
    assert stretch.sources
    assert len(stretch.faults) >= 4
    for level in Level:
        band = stretch.primary.bands[level]
        for edge in (band.low, band.high):
            assert abs(edge - stretch.primary.over_limit) >= LIMIT_ROOM
        assert stretch.dose.seconds[level] > 0
        assert stretch.dose.reps[level] > 0
    assert stretch.primary.too_little != stretch.primary.too_much


@pytest.mark.parametrize("id_", STRETCHES)
def test_every_measure_is_seen_from_the_stretchs_view(id_):
    stretch = STRETCHES[id_]
    for measure in stretch.measures:
        assert measure in DERIVED or stretch.view in MEASURES[measure].views
    assert stretch.view in MEASURES[stretch.primary.measure].views


@pytest.mark.parametrize("id_", STRETCHES)
def test_a_cue_is_a_kind_short_sentence_about_the_body(id_):
    stretch = STRETCHES[id_]
    cues = [fault.cue for fault in stretch.faults]
    cues += [stretch.primary.too_little, stretch.primary.too_much]
    for cue in cues:
        assert len(cue.split()) <= MAX_WORDS
        assert not re.search(r"\d|°|wrong|bad|fail", cue)
        assert cue[0].isupper()
        assert not cue.endswith(".")


@pytest.mark.parametrize("id_", STRETCHES)
def test_only_a_stretch_with_sides_speaks_of_one(id_):
    stretch = STRETCHES[id_]
    spoken = " ".join(stretch.phases.values())
    assert set(re.findall(r"\{(\w*)\}", spoken)) <= {"side", "other"}
    if not stretch.has_sides:
        assert "{" not in spoken


@pytest.mark.parametrize("id_", STRETCHES)
def test_a_stretch_can_be_coached_at_both_levels(id_):
    for level in Level:
        assert Session(STRETCHES[id_], level).finish() == ()


@pytest.mark.parametrize("id_", STRETCHES)
def test_the_necks_own_guard_watches_the_neck_stretches(id_):
    assert STRETCHES[id_].moves_head is id_.startswith("neck-")
    head_back = [f for f in STRETCHES[id_].faults if f.severity is Severity.SAFETY]
    assert bool(head_back) is STRETCHES[id_].moves_head


def test_the_bridge_is_repeated_and_the_rest_is_held():
    kinds = {id_: stretch.dose.kind for id_, stretch in STRETCHES.items()}
    assert [id_ for id_, kind in kinds.items() if kind is DoseKind.REPS] == ["bridge"]
    assert STRETCHES["bridge"].rep_range is not None


def test_the_views_and_postures_are_those_of_the_specification():
    fronts = {id_ for id_, s in STRETCHES.items() if s.view is View.FRONT}
    assert fronts == {"neck-flexion-chin-to-chest", "neck-lateral-ear-to-shoulder"}
    assert STRETCHES["hip-flexor-kneeling"].postures == (Posture.HALF_KNEELING,)
