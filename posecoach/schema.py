"""The form of the files in `poses/` as JSON Schema, for editors: they complete and underline.

It is made of the very models that check the files, in the draft that editors of TOML know best.
What no key can say alone (a repetition wants its `[reps]`) stands here as conditions. What needs
the numbers compared, or other files, only `posecoach check` sees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from posecoach.catalog import poses_dir
from posecoach.definition import PHASES, StretchFile, Table
from posecoach.routine_form import RoutineFile

DRAFT = "http://json-schema.org/draft-07/schema#"
STRETCH_FILE, ROUTINE_FILE = "stretch.schema.json", "routine.schema.json"

Schema = dict[str, Any]


def stretch_schema() -> Schema:
    """Return the schema of a stretch file."""
    made = _for_editors(StretchFile, "A stretch of posecoach")
    made["allOf"] = [
        _when("dose", "kind", ["reps"], {"required": ["reps"]}),
        _when("dose", "kind", ["cycles"], {"required": ["pace"]}),
        _when("dose", "kind", ["hold", "reps", "timer"], _has("dose", ["seconds"])),
        _when("dose", "kind", ["hold", "reps"], {"required": ["measure"], **_one("primary")}),
        _when("stretch", "grade", ["B", "C"], _has("stretch", ["honest"])),
        _when("stretch", "grade", ["C"], _is("dose", "kind", ["timer", "cycles"])),
        _when("stretch", "sides", ["none"], _is("stretch", "working", ["none"])),
        _when("stretch", "sides", ["each"], _sided()),
        *({"properties": {"phase": {"contains": _word("id", [id_])}}} for id_ in PHASES),
    ]
    measure = made["properties"]["measure"]["items"]
    measure["anyOf"] = [{"required": ["band"]}, {"required": ["beginner", "full"]}]
    about = made["properties"]["stretch"]["properties"]
    postures = about["posture"]
    said = postures.pop("description")
    about["posture"] = {"description": said, "anyOf": [postures["items"], postures]}
    return made


def routine_schema() -> Schema:
    """Return the schema of a routine file."""
    return _for_editors(RoutineFile, "A routine of posecoach")


def schema_text(made: Schema) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def schema_line(folder: Path) -> str:
    """Return the first line of a stretch file in `folder`, by which editors find the schema.

    Where the folder has none of its own, it is the one that came with the program.
    """
    beside = folder / STRETCH_FILE
    found = f"./{STRETCH_FILE}" if beside.is_file() else (poses_dir() / STRETCH_FILE).as_uri()
    return f"#:schema {found}"


def _word(key: str, words: list[str]) -> Schema:
    return {"required": [key], "properties": {key: {"enum": words}}}


def _has(table: str, keys: list[str]) -> Schema:
    return {"properties": {table: {"required": keys}}}


def _is(table: str, key: str, words: list[str]) -> Schema:
    return {"properties": {table: {"properties": {key: {"enum": words}}}}}


def _when(table: str, key: str, words: list[str], then: Schema) -> Schema:
    """Return the condition that with one of these words there is more to be had."""
    asked = {"required": [table], "properties": {table: _word(key, words)}}
    return {"if": asked, "then": then}


def _one(role: str) -> Schema:
    return {"properties": {"measure": {"contains": _word("role", [role])}}}


def _sided() -> Schema:
    no_side = {"required": ["working"], "not": _word("working", ["none"])}
    return {"properties": {"stretch": no_side}}


def _for_editors(form: type[Table], title: str) -> Schema:
    """Return pydantic's schema of a form, plain: nothing referred to, nothing null."""
    made = form.model_json_schema(by_alias=True)
    plain = _plain(made, made.get("$defs", {}))
    plain.pop("$defs", None)
    return {"$schema": DRAFT, "title": title, **plain}


def _plain(value: Any, known: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON is of any type
    """Return a part of a schema as older drafts say it, with what it refers to in its place."""
    if isinstance(value, list):
        return [_plain(each, known) for each in value]
    if not isinstance(value, dict):
        return value
    value = {**known[value["$ref"].rsplit("/", 1)[1]], **value} if "$ref" in value else value
    choices = [each for each in value.get("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1:
        value = {**choices[0], **value, "anyOf": None, "default": None}
        return _plain({k: v for k, v in value.items() if v is not None}, known)
    if "prefixItems" in value:
        value = {**value, "items": value["prefixItems"][0], "prefixItems": None}
    kept = {
        key: part
        for key, part in value.items()
        if part is not None and key not in ("$ref", "$defs")
        if key != "title" or not isinstance(part, str)
    }
    return {key: _plain(part, known) for key, part in kept.items()}
