"""From files to stretches: what a file may hold, and what is wrong with it (see `mistakes`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from mistakes import BREATH, BRIDGE, CAT, CORNER, DESK, LATERAL, REACH, WALK, good

from posecoach.catalog import find, load, load_all, stretch_files
from posecoach.core.stretch import Band, DoseKind, Level, Severity, View, Working
from posecoach.errors import DefinitionError, PosecoachError


def faults(folder: Path, text: str, id_: str = LATERAL) -> list[str]:
    path = folder / f"{id_}.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as told:
        load(path)
    assert all(fault.startswith(f"{path}:") for fault in told.value.faults)
    return [fault.removeprefix(f"{path}:") for fault in told.value.faults]


def line_of(text: str, words: str, nth: int = 1) -> int:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if words in line]
    return lines[nth - 1]


def test_cycles_without_their_parts_are_told_at_the_kind_of_dose(tmp_path):
    text = good(BREATH)
    start, end = text.index("[[pace]]"), text.index("[[phase]]")
    told = faults(tmp_path, text[:start] + text[end:], BREATH)
    line = line_of(text, 'kind = "cycles"')
    assert told == [
        f"{line}: kind = 'cycles' without [[pace]] tables; wanted what is said when"
    ]  # fmt: skip


def test_a_timer_needs_no_measure_and_a_hold_does(tmp_path):
    path = tmp_path / f"{CORNER}.toml"
    path.write_text(good(CORNER), encoding="utf-8")
    assert load(path).primary is None
    told = faults(tmp_path, good(CORNER).replace('"timer"', '"hold"', 1), CORNER)
    assert any("0 primary measures; wanted exactly one" in fault for fault in told)


@pytest.mark.parametrize("key", ["id", "name", "grade", "view", "camera", "sides", "purpose"])
def test_lesson_17_a_missing_key_is_named_at_its_table(tmp_path, key):
    lines = good(LATERAL).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{key} ="))
    told = faults(tmp_path, "\n".join(lines[:first] + lines[first + 1 :]))
    assert f"{line_of(good(LATERAL), '[stretch]')}: no {key!r}; it is wanted here" in told


@pytest.mark.parametrize("phase", ["setup", "into", "hold", "release"])
def test_every_phase_must_have_its_words(tmp_path, phase):
    text = good(LATERAL)
    start = text.index(f'[[phase]]\nid = "{phase}"')
    end = text.find("[[phase]]", start + 5)
    told = faults(tmp_path, text[:start] + (text[end:] if end > 0 else ""))
    assert any(f"no phase {phase!r}" in fault for fault in told)


def test_two_primary_measures_are_one_too_many(tmp_path):
    text = good(LATERAL).replace('role = "control"', 'role = "primary"', 1)
    told = faults(tmp_path, text)
    assert any("2 primary measures; wanted exactly one" in fault for fault in told)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[stretch\nid = 1\n", 1, "wanted valid TOML"),
        ('schema = 1\n[stretch]\nid = "a\n', 3, "wanted valid TOML"),
        ("schema = 1\nschema = 2\n", 2, "wanted valid TOML"),
        ("schema = 1\n[stretch]\nsafety = [\n", 3, "wanted valid TOML"),
    ],
    ids=["header", "text", "twice", "unclosed"],
)
def test_a_syntax_error_is_told_with_its_line(tmp_path, text, line, words):
    (told,) = faults(tmp_path, text)
    assert told.startswith(f"{line}: ")
    assert words in told


def test_an_empty_file_names_what_it_lacks(tmp_path):
    told = faults(tmp_path, "")
    for key in ("stretch", "dose", "phase"):
        assert f"1: no {key!r}; it is wanted here" in told


def test_lesson_12_a_file_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(DefinitionError) as told:
        load(tmp_path / "gone.toml")
    assert told.value.faults == [
        f"{tmp_path / 'gone.toml'}:1: No such file or directory; wanted a stretch file"
    ]


def test_a_file_that_is_not_text_is_one_line(tmp_path):
    path = tmp_path / "photo.toml"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(DefinitionError, match="not UTF-8 text; wanted a stretch file"):
        load(path)


def test_a_folder_is_not_a_stretch_file(tmp_path):
    with pytest.raises(DefinitionError, match="wanted a stretch file"):
        load(tmp_path)


def test_a_file_from_another_editor_loads_as_well(tmp_path):
    """Windows line ends, and the mark that some editors put before the text."""
    path = tmp_path / f"{LATERAL}.toml"
    path.write_bytes(b"\xef\xbb\xbf" + good(LATERAL).replace("\n", "\r\n").encode())
    assert load(path) == find(LATERAL)


def test_the_nearest_stretch_is_offered_when_a_name_is_wrong():
    with pytest.raises(PosecoachError, match="did you mean 'bridge'"):
        find("brigde")
    with pytest.raises(PosecoachError, match="posecoach list shows them all"):
        find("x")


def test_a_folder_of_ones_own_is_read_the_same_way(tmp_path):
    (tmp_path / "bridge.toml").write_text(good(BRIDGE), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a stretch", encoding="utf-8")
    assert [path.stem for path in stretch_files(tmp_path)] == ["bridge"]
    assert list(load_all(tmp_path)) == ["bridge"]
    assert find("bridge", tmp_path).name == "Bridge"


def test_a_stretch_holds_what_its_file_says():
    stretch = find(LATERAL)
    assert (stretch.view, stretch.working) == (View.FRONT, Working.SIGN)
    assert stretch.primary.bands[Level.FULL] == Band(25, 45)
    assert stretch.primary.exit_slack == 4.0
    assert stretch.dose.seconds == {Level.BEGINNER: 10, Level.FULL: 20}
    assert stretch.dose.reps == {Level.BEGINNER: 2, Level.FULL: 3}
    (back,) = [fault for fault in stretch.faults if fault.severity is Severity.SAFETY]
    assert back.id == "head-back"
    assert back.when[Level.BEGINNER] == back.when[Level.FULL]


def test_a_threshold_of_its_own_for_beginners():
    (bends,) = [f for f in find("hamstring-towel").faults if f.id == "knee-bends"]
    assert [bends.when[level].any_of[0][0].limit for level in Level] == [30, 20]


def test_a_stretch_by_the_clock_holds_what_its_file_says():
    desk, breath, walk = find(DESK), find(BREATH), find(WALK)
    assert (desk.dose.kind, desk.dose.lead_s, desk.dose.still) == (DoseKind.TIMER, 1, False)
    assert (desk.cue_every_s, desk.primary, desk.supplement) == (900, None, False)
    assert [(part.say, part.seconds) for part in breath.dose.pace] == [
        ("Breathe in", 4),
        ("And slowly out", 6),
    ]
    assert breath.dose.seconds == {Level.BEGINNER: 10, Level.FULL: 10}
    assert (breath.view, breath.dose.by_the_clock) == (View.ANY, True)
    assert walk.away_counts
    assert find(CORNER).supplement


def test_a_gate_a_way_back_and_a_reason_for_the_lock_are_read():
    reach, cat, bend = find(REACH), find(CAT), find("lumbar-flexion-seated")
    assert [gate.measure for gate in reach.gates] == ["shoulder_reach"]
    assert (cat.rep_range.back, find(BRIDGE).rep_range.back) == (-10, None)
    assert cat.primary.too_short == "Stay in cat a moment longer"
    assert bend.locked.endswith("for a week.")
    assert find(LATERAL).locked == ""
