"""Deliberate mistakes in a stretch file, and the one line that tells each (lesson 17).

Every row takes a good file, makes one mistake in it, and asks for the exact line and the exact
hint. A file with several mistakes has every one of them named.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from posecoach.catalog import find, load, load_all, poses_dir, stretch_files
from posecoach.core.stretch import Band, DoseKind, Level, Severity, View, Working
from posecoach.errors import DefinitionError, PosecoachError

LATERAL, BRIDGE = "neck-lateral-ear-to-shoulder", "bridge"
TILT, BREATH, CORNER = "pelvic-tilt", "relaxed-breathing", "corner-chest-stretch"
SPHINX, CRUNCH, CAT = "sphinx", "partial-crunch", "cat-cow"
REACH, WALL, ROCK = "upper-back-reach", "levator-scapulae-wall", "double-knee-to-chest"
WALK, DESK = "stand-and-walk", "desk-posture-check"


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


# what is well-formed but makes no sense together: the file, the change, the line, what is told
TOGETHER = [
    (TILT, 'role = "control"', 'role = "primary"', "[[measure]]",
     "1 primary measures; wanted none in grade C"),
    (TILT, 'kind = "timer"', 'kind = "hold"', 'kind = "hold"',
     "kind = 'hold' in grade C; wanted 'timer' or 'cycles'"),
    (TILT, 'kind = "timer"', 'kind = "reps"', 'kind = "reps"',
     "kind = 'reps' without a [reps] table"),
    (TILT, 'honest = "The camera can\'t see this; use your fingers."\n', "", "[stretch]",
     "no 'honest' line; a grade B or C stretch says what is not seen"),
    (SPHINX, 'honest = "I see your chest rise, not where your back bends."\n', "", "[stretch]",
     "no 'honest' line; a grade B or C stretch says what is not seen"),
    (LATERAL, 'grade = "A"', 'grade = "B"', "[stretch]", "no 'honest' line"),
    (SPHINX, 'role = "primary"', 'role = "control"', "[[measure]]",
     "0 primary measures; wanted exactly one"),
    (SPHINX, 'role = "control"', 'role = "primary"', "[[measure]]",
     "2 primary measures; wanted exactly one"),
    (SPHINX, "seconds = [15, 20, 30]\n", "", "[dose]", "no 'seconds'; it is wanted here"),
    (TILT, "seconds = [5, 5, 5]\n", "", "[dose]", "no 'seconds'; it is wanted here"),
    (BRIDGE, "seconds = [3, 4, 5]", "# gone", "[dose]", "no 'seconds'; it is wanted here"),
    (TILT, 'kind = "timer"', 'kind = "cycles"', 'kind = "cycles"',
     "kind = 'cycles' without [[pace]] tables; wanted what is said when"),
    (BREATH, 'say = "Breathe in"', 'say = "Breathe in, and in, and in, and in, and in"',
     'say = "Breathe in,', "a cue of 10 words; wanted at most 8"),
    (BREATH, "seconds = 4", "seconds = 0", "seconds = 0", "greater than 0"),
    (CRUNCH, "rest_exit = 2.5", "rest_exit = 3", "rest_exit = 3",
     "2 degrees between rest_exit and beginner = 5; wanted at least 2.5"),
    (CRUNCH, 'too_short = "Pause at the top"', 'too_shrt = "Pause at the top"', "too_shrt",
     "did you mean 'too_short'?"),
    (REACH, 'role = "gate"', 'role = "gat"', 'role = "gat"', "did you mean 'gate'?"),
    (REACH, "beginner = [0.05, 0.60]\n", "", "[[measure]]", "no range for 'shoulder_reach'"),
    (REACH, 'id = "shoulder_reach"', 'id = "shoulder_width"', 'id = "shoulder_width"',
     "measure 'shoulder_width' in a side view; it is only seen from the front"),
    (WALL, 'working = "raised-arm"', 'working = "raisd-arm"', 'working = "raisd-arm"',
     "did you mean 'raised-arm'?"),
    (WALK, "away_counts = true", "away_count = true", "away_count =",
     "did you mean 'away_counts'?"),
    (WALK, 'when = "stand_height < 0.45"', 'when = "hip_rise > 0.45"', "hip_rise",
     "it is only seen from the side"),
    (DESK, "cue_every_s = 900", "cue_every_s = 0", "cue_every_s = 0", "greater than 0"),
    (DESK, 'posture = ["sitting", "standing"]', "posture = []", "posture = []", "at least 1 item"),
    (CAT, "back = -10", 'back = "cow"', 'back = "cow"', "back = 'cow'"),
    (ROCK, 'when = "bouncing >= 1"', 'when = "bounced >= 1"', "bounced",
     "did you mean 'bouncing'?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("id_", "was", "now", "at", "words"),
    TOGETHER,
    ids=[f"{id_}: {words}" for id_, _, _, _, words in TOGETHER],
)
def test_lesson_17_what_does_not_go_together_is_named_at_its_own_line(
    tmp_path, id_, was, now, at, words
):
    text = good(id_)
    assert was in text
    wrong = text.replace(was, now, 1)
    told = faults(tmp_path, wrong, id_)
    starts = [n for n, line in enumerate(wrong.splitlines(), 1) if at in line]
    named = {int(fault.split(":", 1)[0]) for fault in told if words in fault}
    assert named & set(starts), told


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
