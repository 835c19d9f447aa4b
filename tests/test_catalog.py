"""Deliberate mistakes in a stretch file, and the one line that tells each (lesson 17).

Every row takes a good file, makes one mistake in it, and asks for the exact line and the exact
hint. A file with several mistakes has every one of them named.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from posecoach.catalog import find, load, load_all, poses_dir, stretch_files
from posecoach.core.stretch import Band, Level, Severity, View, Working
from posecoach.errors import DefinitionError, PosecoachError

LATERAL, BRIDGE = "neck-lateral-ear-to-shoulder", "bridge"


def good(id_: str) -> str:
    return (poses_dir() / f"{id_}.toml").read_text(encoding="utf-8")


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


# (what the line says, what it is changed to, words that the answer holds)
MISTAKES = [
    ('grade = "A"', 'grade = "a"', "did you mean 'A'?"),
    ('view = "front"', 'view = "fron"', "did you mean 'front'?"),
    ('posture = ["sitting", "standing"]', 'posture = ["sittign"]', "did you mean 'sitting'?"),
    ('camera = "CF-SEAT"', 'camera = "CF-SAET"', "did you mean 'CF-SEAT'?"),
    ('sides = "each"', 'sides = "both"', "wanted one of each, none"),
    ('working = "sign"', 'working = "sing"', "did you mean 'sign'?"),
    ('working = "sign"', 'working = "none"', "sides = 'each' with working = 'none'"),
    ('purpose = "Eases the side of the neck."', 'purpose = ""', "at least 1 character"),
    ('purpose = "Eases the side of the neck."', 'purpos = "x"', "did you mean 'purpose'?"),
    ('contra = ["neck-red-flag"]', 'contra = ["neck-red-flg"]', "did you mean 'neck-red-flag'?"),
    ('source = ["SEED", "ACSM"]', 'source = ["SEDE"]', "did you mean 'SEED'?"),
    ('source = ["SEED", "ACSM"]', "source = []", "at least 1 item"),
    ('kind = "hold"', 'kind = "holds"', "did you mean 'hold'?"),
    ('kind = "hold"', 'kind = "reps"', "without a [reps] table"),
    ("seconds = [10, 20, 30]", "seconds = [10, 20]", "seconds"),
    ("seconds = [10, 20, 30]", 'seconds = "10"', "seconds = '10'"),
    ("reps = [2, 3, 5]", "reps = [2.5, 3, 5]", "integer"),
    ("rest_s = 5", "rest_s = -5", "greater than or equal to 0"),
    ("rest_s = 5", "rest = 5", "did you mean 'rest_s'?"),
    ('id = "head_roll"', 'id = "head_rol"', "did you mean 'head_roll'?"),
    ('id = "head_roll"', 'id = "hip_flex_n"', "it is only seen from the side"),
    ('role = "primary"', 'role = "control"', "0 primary measures; wanted exactly one"),
    ('role = "primary"', 'role = "prime"', "did you mean 'primary'?"),
    ('label = "Tilt"', 'lable = "Tilt"', "did you mean 'label'?"),
    ("beginner = [12, 28]", "beginner = [28, 12]", "wanted the smaller number first"),
    ("beginner = [12, 28]", "beginner = [12]", "beginner"),
    ("full = [25, 45]", "full = [25, 48]", "within 4 of over_limit = 52"),
    ("full = [25, 45]", "full = [25, 60]", "over_limit = 52"),
    ("full = [25, 45]", 'full = ["a", "b"]', "full"),
    ("over_limit = 52", "over_limits = 52", "did you mean 'over_limit'?"),
    ("neutral_within = 10", "neutral_within = 0", "greater than 0"),
    ('too_little = "A little more if comfortable"',
     'too_little = "A little more but only if it is quite comfortable"', "a cue of 10 words"),
    ('cue = "Keep your body upright"',
     'cue = "Please do keep your body upright all of the time"', "a cue of 10 words"),
    ('when = "|trunk_lean| > 6 or |shoulder_shift| > 0.15"', 'when = "|trunk_laen| > 6"',
     "did you mean 'trunk_lean'?"),
    ('when = "|trunk_lean| > 6 or |shoulder_shift| > 0.15"', 'when = "|trunk_lean > 6"',
     "cannot read '|trunk_lean > 6'"),
    ('when = "|trunk_lean| > 6 or |shoulder_shift| > 0.15"', 'when = "trunk_lean is 6"',
     "wanted 'measure > number'"),
    ('when = "wrist_head <= 0.45"', 'when = "hip_rise > 0.1"', "it is only seen from the side"),
    ('id = "turning"', 'id = "Turning Round"', "pattern"),
    ('severity = "safety"', 'severity = "saftey"', "did you mean 'safety'?"),
    ("persist_s = 0.15", "persist_s = -1", "greater than or equal to 0"),
    ('limbs = ["shoulders", "same:shoulder-elbow"]', 'limbs = ["shoulder"]',
     "unknown limb 'shoulder'"),
    ('id = "setup"', 'id = "set-up"', "did you mean 'setup'?"),
    ('id = "neck-lateral-ear-to-shoulder"', 'id = "neck-lateral"', "the file's own name"),
]  # fmt: skip


def test_there_are_at_least_twenty_five_deliberate_mistakes():
    assert len(MISTAKES) >= 25


@pytest.mark.parametrize(("was", "now", "words"), MISTAKES, ids=[now for _, now, _ in MISTAKES])
def test_lesson_17_a_mistake_is_named_with_its_line_and_what_was_wanted(tmp_path, was, now, words):
    text = good(LATERAL)
    assert was in text
    wrong = text.replace(was, now, 1)
    told = faults(tmp_path, wrong)
    at = {int(fault.split(":", 1)[0]) for fault in told if words in fault}
    place = line_of(wrong, now.splitlines()[0])
    table = max(n for n, line in enumerate(wrong.splitlines(), 1) if n <= place and line[:1] == "[")
    assert at & {place, table}, told
    exact = ("did you mean", "over_limit", "words", "smaller", "read", "only seen", "own name")
    if any(word in words for word in exact):
        assert place in at, told


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("rest_exit = 28", "rest_exit = 22", "wanted at least 8, so that noise is not counted"),
        ("rest_exit = 28\n", "", "no 'rest_exit'; it is wanted here"),
        ("beginner = 20\n", "beginer = 20\n", "did you mean 'beginner'?"),
        ("[reps]", "[rep]", "did you mean 'reps'?"),
    ],
)
def test_lesson_17_a_mistake_in_the_repetitions_is_named_too(tmp_path, was, now, words):
    told = faults(tmp_path, good(BRIDGE).replace(was, now, 1), BRIDGE)
    assert any(words in fault for fault in told), told


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


def test_lesson_17_every_mistake_of_a_file_is_named_in_the_order_of_its_lines(tmp_path):
    text = good(LATERAL)
    for was, now in (
        ('grade = "A"', 'grade = "D"'),
        ('id = "head_roll"', 'id = "head_rol"'),
        ("beginner = [12, 28]", "beginner = [28, 12]"),
        ('when = "wrist_head <= 0.45"', 'when = "wrist_haed <= 0.45"'),
        ('cue = "Keep your nose facing forward"', 'cu = "Keep your nose facing forward"'),
    ):
        text = text.replace(was, now, 1)
    told = faults(tmp_path, text)
    numbers = [int(fault.split(":", 1)[0]) for fault in told]
    assert numbers == sorted(numbers)
    for words in ("of A, B, C", "'head_roll'", "smaller", "'wrist_head'", "'cue'"):
        assert any(words in fault for fault in told), (words, told)


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
    for key in ("stretch", "dose", "measure", "phase"):
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
    with pytest.raises(PosecoachError, match="wanted one of bridge, hamstring-towel"):
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
