"""The schema that editors use is the form that the files are checked by."""

from __future__ import annotations

import json
import tomllib
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from jsonschema import Draft7Validator
from mistakes import BREATH, BRIDGE, DESK, LATERAL, MISTAKES, Mistake, good
from pydantic import ValidationError

from posecoach.catalog import load, poses_dir, stretch_files
from posecoach.cli import main
from posecoach.core.measure import DERIVED, MEASURES
from posecoach.core.stretch import DoseKind, Grade, Posture, Severity, View, When, Working
from posecoach.definition import CAMERAS, CONTRA, PHASES, ROLES, SOURCES, StretchFile
from posecoach.kinds import Wrong, parse_condition
from posecoach.routines import routine_files
from posecoach.schema import (
    ROUTINE_FILE,
    STRETCH_FILE,
    routine_schema,
    schema_line,
    schema_text,
    stretch_schema,
)
from posecoach.sense import sense_faults

STRETCH, ROUTINE = stretch_schema(), routine_schema()
SHIPPED = {
    poses_dir() / STRETCH_FILE: STRETCH,
    poses_dir() / "routines" / ROUTINE_FILE: ROUTINE,
}
FILES = [path for path in sorted(poses_dir().rglob("*.toml")) if path not in routine_files()]


def part(*path: str) -> dict:
    """A part of the stretch schema: `part("fault", "cue")`."""
    found = STRETCH
    for key in path:
        found = found["properties"][key]
        found = found.get("items", found)
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_is_shipped_is_what_the_command_prints(path, capsys):
    assert path.read_text(encoding="utf-8") == schema_text(SHIPPED[path])
    assert main(["schema", *(["--routine"] if path.name == ROUTINE_FILE else [])]) == 0
    assert capsys.readouterr().out == schema_text(SHIPPED[path])


def test_the_command_writes_it_where_it_is_wanted(tmp_path, capsys):
    assert main(["schema", str(tmp_path / "mine.json")]) == 0
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8")) == STRETCH
    assert main(["schema", str(tmp_path / "no" / "mine.json")]) == 2
    assert "wanted a file to write to" in capsys.readouterr().err


@pytest.mark.parametrize("schema", [STRETCH, ROUTINE], ids=["stretch", "routine"])
def test_it_is_a_schema_that_editors_read(schema):
    """Draft 7, without references: some editors know no newer one, and drop what stands beside."""
    Draft7Validator.check_schema(schema)
    for newer in ('"$ref"', '"$defs"', '"prefixItems"', '"null"'):
        assert newer not in json.dumps(schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_stretch_of_the_house_is_right_by_it_and_names_it(path):
    Draft7Validator(STRETCH).validate(tomllib.loads(path.read_text(encoding="utf-8")))
    named = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("#:schema ")
    assert (path.parent / named).resolve() == poses_dir() / STRETCH_FILE


@pytest.mark.parametrize("path", routine_files(), ids=lambda path: path.stem)
def test_every_routine_of_the_house_is_right_by_it_and_names_it(path):
    Draft7Validator(ROUTINE).validate(tomllib.loads(path.read_text(encoding="utf-8")))
    assert path.read_text(encoding="utf-8").startswith(f"#:schema ./{ROUTINE_FILE}\n")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.file}: {m.now.strip() or m.says}")
def test_each_mistake_that_a_schema_can_see_is_refused_by_it(mistake: Mistake):
    schema = ROUTINE if mistake.file.startswith("routines/") else STRETCH
    assert Draft7Validator(schema).is_valid(tomllib.loads(mistake.text)) is not mistake.schema


def test_most_mistakes_can_be_seen_by_an_editor():
    assert sum(mistake.schema for mistake in MISTAKES) >= 60


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("stretch", "grade"), Grade),
        (("stretch", "view"), View),
        (("stretch", "camera"), CAMERAS),
        (("stretch", "working"), Working),
        (("stretch", "contra"), CONTRA),
        (("stretch", "source"), SOURCES),
        (("dose", "kind"), DoseKind),
        (("measure", "id"), MEASURES),
        (("measure", "role"), ROLES),
        (("fault", "severity"), Severity),
        (("fault", "during"), When),
        (("phase", "id"), PHASES),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, tuple) and len(value) == 2 else "",
)
def test_an_editor_completes_every_word(path, words):
    assert part(*path)["enum"] == [str(word) for word in words]


def test_a_posture_is_one_word_or_a_list_of_them():
    one, many = STRETCH["properties"]["stretch"]["properties"]["posture"]["anyOf"]
    assert one["enum"] == many["items"]["enum"] == list(Posture)


def test_every_key_has_its_words():
    for schema in (STRETCH, ROUTINE):
        for table in schema["properties"].values():
            rows = table.get("items", table)
            for key, value in rows.get("properties", {}).items():
                assert value.get("description"), key


NAMES = some.sampled_from([*MEASURES, *DERIVED, "trunk_laen", "and", "x"])
SPACE = some.sampled_from(["", " ", "  ", "\n"])
PARTS = some.builds(
    "".join,
    some.tuples(
        SPACE, some.sampled_from(["|", ""]), NAMES, some.sampled_from(["|", ""]), SPACE,
        some.sampled_from([">", ">=", "<", "<=", "=", "is"]), SPACE,
        some.sampled_from(["6", "-0.15", "1.", ".5", "six"]), SPACE,
    ),
)  # fmt: skip
CONDITIONS = some.builds(
    lambda first, more: first + "".join(word + part for word, part in more),
    PARTS,
    some.lists(some.tuples(some.sampled_from([" and ", " or ", " nor ", "and"]), PARTS)),
)


@example("|and|>6")
@given(CONDITIONS)
def test_a_condition_is_right_by_the_schema_if_it_can_be_read(text):
    try:
        parse_condition(text.strip())
    except Wrong:
        readable = False
    else:
        readable = True
    assert Draft7Validator(part("fault", "when")).is_valid(text) is readable


@pytest.mark.parametrize("line", [True, False], ids=["with", "without"])
def test_a_file_is_right_with_the_schemas_line_and_without(tmp_path, line):
    text = (poses_dir() / "bridge.toml").read_text(encoding="utf-8")
    path = tmp_path / "bridge.toml"
    path.write_text(text if line else text.split("\n", 1)[1], encoding="utf-8")
    assert load(path).id == "bridge"


def test_a_draft_names_the_schema_beside_it_or_else_the_one_that_came_along(tmp_path):
    assert schema_line(tmp_path) == f"#:schema {(poses_dir() / STRETCH_FILE).as_uri()}"
    (tmp_path / STRETCH_FILE).write_text("{}", encoding="utf-8")
    assert schema_line(tmp_path) == f"#:schema ./{STRETCH_FILE}"


def test_the_stretch_files_of_the_house_are_those_that_are_coached():
    assert set(stretch_files()) < set(FILES)


def leaves(value: object, path: tuple = ()) -> list[tuple]:
    """The way to each key and value of a file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, each in inner:
        found.append((*path, key))
        if isinstance(each, (dict, list)):
            found += leaves(each, (*path, key))
    return found


TEXTS = {id_: tomllib.loads(good(id_)) for id_ in (LATERAL, BRIDGE, BREATH, DESK, "pelvic-tilt")}
OTHERS = some.sampled_from(
    [0, 1, -1, 2.5, 1e9, True, "", " ", "x", "A", "C", "each", "hold", "reps", "near", [], ["x"],
     [1, 2], [2, 1], [1, 2, 3], [3, 2, 1], {}, {"x": 1}, "trunk_lean > 6", "shoulders", None],
)  # fmt: skip


@settings(deadline=None)
@given(some.data())
def test_an_editor_underlines_nothing_that_check_accepts(data):
    id_ = data.draw(some.sampled_from(sorted(TEXTS)))
    file = deepcopy(TEXTS[id_])
    for _ in range(data.draw(some.integers(1, 2))):
        *way, last = data.draw(some.sampled_from(leaves(file)))
        table = file
        for key in way:
            table = table[key]
        other = data.draw(OTHERS)
        if other is None:
            del table[last]
        else:
            table[last] = deepcopy(other)
    try:
        StretchFile.model_validate(file)
    except ValidationError:
        return
    if not list(sense_faults(file, Path(f"{id_}.toml"))):
        assert Draft7Validator(STRETCH).is_valid(file)
