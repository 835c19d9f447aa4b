"""From files in `poses/routines/` to routines; every fault of a wrong file has its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from posecoach.catalog import load_all, poses_dir, told
from posecoach.core.routine import Item, Routine, Swap, with_dose
from posecoach.core.stretch import Level, Stretch
from posecoach.definition import CONTRA, Id, Table, Word, nearest
from posecoach.errors import DefinitionError, PosecoachError
from posecoach.toml_lines import key_lines, line_of

NEAR_PLAN = 0.15  # how far the time model may be from the minutes that the file states

Place = tuple[str | int, ...]


class RoutineTable(Table):
    """`[routine]`: what it is, and how long it is said to take."""

    id: Id
    name: Word
    purpose: Word
    minutes: Annotated[float, Field(gt=0)]


class ItemTable(Table):
    """`[[item]]`: one stretch and, where it differs from the stretch's own, its dose."""

    stretch: Word
    seconds: Annotated[float, Field(gt=0)] | None = None
    reps: Annotated[int, Field(gt=0)] | None = None
    level: Level = Level.BEGINNER


class SwapTable(Table):
    """`[[swap]]`: what who has a flag does in place of an item; without `to` it is left out."""

    flag: Word
    item: Word
    to: Word | None = None
    seconds: Annotated[float, Field(gt=0)] | None = None
    reps: Annotated[int, Field(gt=0)] | None = None
    level: Level = Level.BEGINNER


class RoutineFile(Table):
    """A whole routine file."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    routine: RoutineTable
    item: Annotated[tuple[ItemTable, ...], Field(min_length=1)]
    swap: tuple[SwapTable, ...] = ()


_TABLES: dict[str, type[Table]] = {"routine": RoutineTable, "item": ItemTable, "swap": SwapTable}


def routine_files(folder: Path | None = None) -> list[Path]:
    """Return every routine file, in the order of its name."""
    return sorted((folder or poses_dir() / "routines").glob("*.toml"))


def all_routines(folder: Path | None = None) -> dict[str, Routine]:
    """Return every routine by its id."""
    stretches = load_all()
    return {path.stem: load_routine(path, stretches) for path in routine_files(folder)}


def find_routine(id_: str, folder: Path | None = None) -> Routine:
    """Return one routine by its id; raise PosecoachError with the nearest id otherwise."""
    files = {path.stem: path for path in routine_files(folder)}
    if id_ not in files:
        raise PosecoachError(f"routine {id_!r}: there is none of that name; {nearest(id_, files)}")
    return load_routine(files[id_], load_all())


def load_routine(path: Path, stretches: Mapping[str, Stretch]) -> Routine:
    """Return the routine in one file; raise DefinitionError with every fault in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise DefinitionError([f"{path}:1: {reason}; wanted a routine file"]) from None
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        raise DefinitionError([f"{path}:1: {error}; wanted valid TOML"]) from None
    lines = key_lines(text)
    faults = [*_shape_faults(data), *_sense_faults(data, path, stretches)]
    if not faults:
        routine = _routine(RoutineFile.model_validate(data), stretches)
        faults = list(_time_faults(routine, data["routine"]["minutes"]))
    if faults:
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
    table: type[Table] = next((_TABLES[part] for part in path if part in _TABLES), RoutineFile)
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
    known = {"stretch": stretches, "to": stretches, "item": named, "flag": CONTRA}
    for key, asked in (("item", ("stretch",)), ("swap", ("flag", "item", "to"))):
        for place, table in _tables(data, key):
            for word in asked:
                value = table.get(word)
                if isinstance(value, str) and value not in known[word]:
                    hint = nearest(value, known[word])
                    yield (*place, word), f"unknown {word} {value!r}; {hint}"


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
    return Routine(
        id=about.id,
        name=about.name,
        purpose=about.purpose,
        items=tuple(_item(item.stretch, item, stretches) for item in file.item),
        swaps=tuple(
            Swap(swap.flag, swap.item, _item(swap.to, swap, stretches) if swap.to else None)
            for swap in file.swap
        ),
    )


def _item(id_: str, table: ItemTable | SwapTable, stretches: Mapping[str, Stretch]) -> Item:
    return Item(with_dose(stretches[id_], table.seconds, table.reps), table.level)
