"""From files in `poses/routines/` to routines; every fault of a wrong file has its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from posecoach.catalog import load_all, poses_dir, sound, syntax_fault, told
from posecoach.core.routine import Item, Routine, Swap, with_dose
from posecoach.core.stretch import Stretch
from posecoach.definition import Table
from posecoach.errors import DefinitionError, PosecoachError
from posecoach.kinds import nearest
from posecoach.places import own_poses
from posecoach.routine_form import TABLES, ItemTable, RoutineFile, SwapTable
from posecoach.toml_lines import key_lines, line_of

NEAR_PLAN = 0.15  # how far the time model may be from the minutes that the file states

Place = tuple[str | int, ...]


def routine_files(folder: Path | None = None) -> list[Path]:
    """Return every routine file, in the order of its name."""
    return sorted((folder or poses_dir() / "routines").glob("*.toml"))


def known_files(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of every routine by its id; the user's own go before those of the house."""
    folders = [folder] if folder else [poses_dir() / "routines", own_poses() / "routines"]
    return {path.stem: path for each in folders for path in routine_files(each)}


def all_routines(
    folder: Path | None = None, stretches: Mapping[str, Stretch] | None = None
) -> dict[str, Routine]:
    """Return every routine by its id; one of the user's own that is faulty is left out.

    Who has all the stretches already gives them, so that they are not read again.
    """
    known = known_stretches(stretches)
    return sound(known_files(folder), partial(load_routine, stretches=known))


def find_routine(id_: str, folder: Path | None = None) -> Routine:
    """Return one routine by its id; raise PosecoachError with the nearest id otherwise."""
    files = known_files(folder)
    if id_ not in files:
        raise PosecoachError(f"routine {id_!r}: there is none of that name; {nearest(id_, files)}")
    return load_routine(files[id_], known_stretches())


def known_stretches(stretches: Mapping[str, Stretch] | None = None) -> dict[str, Stretch]:
    """Return every stretch, read anew unless given, and the parts that only routines have."""
    whole = load_all() if stretches is None else stretches
    return {**load_all(poses_dir() / "parts"), **whole}


def is_routine(path: Path) -> bool:
    """Return whether a file is meant as a routine: by its [routine] table, or by its folder."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    tables = key_lines(text)
    return ("routine",) in tables or (path.parent.name == "routines" and ("stretch",) not in tables)


def load_routine(path: Path, stretches: Mapping[str, Stretch]) -> Routine:
    """Return the routine in one file; raise DefinitionError with every fault in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise DefinitionError([f"{path}:1: {reason}; wanted a routine file"]) from None
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        raise DefinitionError([syntax_fault(path, text, str(error))]) from None
    faults = [*_shape_faults(data), *_sense_faults(data, path, stretches)]
    if not faults:
        routine = _routine(RoutineFile.model_validate(data), stretches)
        faults = list(_time_faults(routine, data["routine"]["minutes"]))
    if faults:
        lines = key_lines(text)
        said = sorted({(line_of(place, lines), words) for place, words in faults})
        raise DefinitionError([f"{path}:{line}: {words}" for line, words in said])
    return routine


def _shape_faults(data: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield what pydantic finds, in the words of the house."""
    try:
        RoutineFile.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            place: Place = tuple(part for part in fault["loc"] if part != "schema_")
            yield place, told(place, dict(fault), keys_at)


def keys_at(path: tuple[Any, ...]) -> list[str]:
    """Return the keys that are valid in the table at `path`, for a hint."""
    table: type[Table] = next((TABLES[part] for part in path if part in TABLES), RoutineFile)
    return [field.alias or name for name, field in table.model_fields.items()]


def _sense_faults(
    data: Mapping[str, Any], path: Path, stretches: Mapping[str, Stretch]
) -> Iterator[tuple[Place, str]]:
    """Yield names that nothing answers to."""
    about = data.get("routine")
    id_ = about.get("id") if isinstance(about, dict) else None
    if isinstance(id_, str) and id_ != path.stem:
        yield ("routine", "id"), f"id {id_!r}; wanted {path.stem!r}, the file's own name"
    named = [table.get("stretch") for _, table in _tables(data, "item")]
    named = [name for name in named if isinstance(name, str)]
    known = {"stretch": stretches, "to": stretches, "item": named}
    for part, word in _parts(about):
        if word not in stretches:
            yield ("routine", part), f"unknown stretch {word!r}; {nearest(word, stretches)}"
    for key, asked in (("item", ("stretch",)), ("swap", ("item", "to"))):
        for place, table in _tables(data, key):
            for word in asked:
                value = table.get(word)
                if isinstance(value, str) and value not in known[word]:
                    hint = nearest(value, known[word])
                    yield (*place, word), f"unknown {word} {value!r}; {hint}"


def _parts(about: object) -> Iterator[tuple[str, str]]:
    """Yield the names of what comes before and after the items, each with its key."""
    for key in ("before", "after"):
        words = about.get(key) if isinstance(about, dict) else None
        for word in words if isinstance(words, list) else []:
            if isinstance(word, str):
                yield key, word


def _tables(data: Mapping[str, Any], key: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    found = data.get(key)
    for index, table in enumerate(found if isinstance(found, list) else []):
        if isinstance(table, dict):
            yield (key, index), table


def _time_faults(routine: Routine, minutes: float) -> Iterator[tuple[Place, str]]:
    planned = routine.planned_s / 60
    if abs(planned - minutes) > NEAR_PLAN * minutes:
        yield (
            ("routine", "minutes"),
            f"minutes = {minutes:g}, but the items take {planned:.1f} by the time model; "
            f"wanted them within {NEAR_PLAN:.0%}",
        )


def _routine(file: RoutineFile, stretches: Mapping[str, Stretch]) -> Routine:
    about = file.routine
    items = tuple(_item(item.stretch, item, stretches) for item in file.item)
    return Routine(
        id=about.id,
        name=about.name,
        purpose=about.purpose,
        items=items,
        swaps=tuple(
            Swap(swap.flag, swap.item, _item(swap.to, swap, stretches) if swap.to else None)
            for swap in file.swap
        ),
        before=tuple(_beside(items[0], stretches[id_]) for id_ in about.before),
        after=tuple(_beside(items[-1], stretches[id_]) for id_ in about.after),
    )


def _item(id_: str, table: ItemTable | SwapTable, stretches: Mapping[str, Stretch]) -> Item:
    return Item(with_dose(stretches[id_], table.seconds, table.reps), table.level)


def _beside(item: Item, stretch: Stretch) -> Item:
    """Return a part of the warm-up or cool-down: the camera stands as it does for `item`."""
    return Item(replace(stretch, camera=item.stretch.camera))
