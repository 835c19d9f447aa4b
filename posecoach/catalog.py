"""From files in `poses/` to stretches; every fault of a wrong file is named with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from posecoach.core.measure import HEAD_MEASURES, MEASURES
from posecoach.core.stretch import (
    Band,
    Check,
    Condition,
    Dose,
    Fault,
    Grade,
    Level,
    Pace,
    Primary,
    RepRange,
    Stretch,
)
from posecoach.definition import FaultTable, MeasureTable, StretchFile, keys_at
from posecoach.errors import DefinitionError, PosecoachError
from posecoach.kinds import nearest, parse_condition
from posecoach.places import is_own, own_poses
from posecoach.places import poses_dir as poses_dir
from posecoach.sense import Place, sense_faults
from posecoach.toml_lines import key_lines, line_of

T = TypeVar("T")

EXIT_SLACK = {Grade.A: 4.0, Grade.B: 6.0, Grade.C: 6.0}


def stretch_files(folder: Path | None = None) -> list[Path]:
    """Return every stretch file, in the order of its name."""
    return sorted((folder or poses_dir()).glob("*.toml"))


def known_files(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of every stretch by its id; of those in `folder` alone, where it is given.

    Without it, the user's own go before those of the house.
    """
    folders = [folder] if folder else [poses_dir(), own_poses()]
    return {path.stem: path for each in folders for path in stretch_files(each)}


def load_all(folder: Path | None = None) -> dict[str, Stretch]:
    """Return every stretch by its id; one of the user's own that is faulty is left out."""
    return sound(known_files(folder), load)


def sound(files: Mapping[str, Path], read: Callable[[Path], T]) -> dict[str, T]:
    """Return what every file holds, without those of the user's own that are faulty."""
    held: dict[str, T] = {}
    for id_, path in files.items():
        try:
            held[id_] = read(path)
        except DefinitionError:
            if not is_own(path):
                raise
    return held


def find(id_: str, folder: Path | None = None) -> Stretch:
    """Return one stretch by its id; raise PosecoachError with the nearest id otherwise."""
    files = known_files(folder)
    if id_ in files:
        return load(files[id_])
    hint = nearest(id_, files)
    hint = hint if hint.startswith("did") else "posecoach list shows them all"
    raise PosecoachError(f"stretch {id_!r}: there is none of that name; {hint}")


def load(path: Path) -> Stretch:
    """Return the stretch in one file; raise DefinitionError with every fault in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise DefinitionError([f"{path}:1: {reason}; wanted a stretch file"]) from None
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        raise DefinitionError([syntax_fault(path, text, str(error))]) from None
    faults = [*_shape_faults(data), *sense_faults(data, path)]
    if faults:
        lines = key_lines(text)
        told = sorted({(line_of(place, lines), said) for place, said in faults})
        raise DefinitionError([f"{path}:{line}: {said}" for line, said in told])
    return _stretch(StretchFile.model_validate(data))


def syntax_fault(path: Path, text: str, error: str) -> str:
    """Return what TOML's reader said of a text, with its line."""
    said, _, where = error.partition(" (at ")
    words = where.replace(",", "").split()
    at_end = "line" not in words
    line = len(text.splitlines()) if at_end else int(words[words.index("line") + 1])
    return f"{path}:{max(1, line)}: {said[:1].lower()}{said[1:]}; wanted valid TOML"


def _shape_faults(data: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield what pydantic finds, in the words of the house."""
    try:
        StretchFile.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            place: Place = tuple(part for part in fault["loc"] if part != "schema_")
            yield place, told(place, dict(fault), keys_at)


def told(place: Place, fault: dict[str, Any], keys: Callable[[tuple[Any, ...]], list[str]]) -> str:
    """Return one of pydantic's findings in the words of the house."""
    kind, came = fault["type"], fault.get("input")
    key = next((str(part) for part in reversed(place) if isinstance(part, str)), "file")
    if kind == "extra_forbidden":
        return f"unknown key {key!r}; {nearest(key, keys(place[:-1]))}"
    if kind == "missing" and isinstance(place[-1], int):
        return f"{key} = {list(came or ())}; wanted one more"
    if kind == "missing":
        return f"no {key!r}; it is wanted here"
    if kind in ("enum", "literal_error"):
        words = fault["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return f"{key} = {came!r}; {nearest(str(came), words)}"
    if kind == "value_error":
        return str(fault["ctx"]["error"])
    return f"{key} = {came!r}; {fault['msg'][:1].lower()}{fault['msg'][1:]}"


def _stretch(file: StretchFile) -> Stretch:
    about = file.stretch
    primary = next((m for m in file.measure if m.role == "primary"), None)
    stretch = Stretch(
        id=about.id,
        name=about.name,
        grade=about.grade,
        postures=about.posture,
        view=about.view,
        camera=about.camera,
        working=about.working,
        dose=_dose(file),
        primary=_primary(primary, about.grade) if primary else None,
        checks=tuple(_check(m) for m in file.measure if m.role != "primary"),
        faults=tuple(_fault(f) for f in file.fault),
        rep_range=_rep_range(file),
        phases={phase.id: phase.say for phase in file.phase},
        aliases=about.aliases,
        purpose=about.purpose,
        honest=about.honest,
        safety=about.safety,
        contra=about.contra,
        equipment=about.equipment,
        sources=about.source,
        trunk_rests=about.trunk_rests,
        moves_head=primary is not None and primary.id in HEAD_MEASURES,
        locked=about.locked,
        supplement=about.supplement,
        cue_every_s=about.cue_every_s,
        away_counts=about.away_counts,
    )
    return replace(stretch, reads_head=any(id_ in HEAD_MEASURES for id_ in stretch.measures))


def _dose(file: StretchFile) -> Dose:
    cycle_s = sum(pace.seconds for pace in file.pace)
    least, usual, _ = file.dose.seconds or (cycle_s, cycle_s, cycle_s)
    few, many, _ = file.dose.reps
    return Dose(
        kind=file.dose.kind,
        seconds={Level.BEGINNER: least, Level.FULL: usual},
        reps={Level.BEGINNER: few, Level.FULL: many},
        rest_s=file.dose.rest_s if not file.pace else 0.0,
        lead_s=file.dose.lead_s,
        still=file.dose.still,
        pace=tuple(Pace(pace.say, pace.seconds) for pace in file.pace),
    )


def _bands(table: MeasureTable) -> dict[Level, Band]:
    beginner, full = table.beginner or table.band, table.full or table.band
    if beginner is None or full is None:
        raise ValueError(f"{table.id}: no range")
    return {Level.BEGINNER: Band(*beginner), Level.FULL: Band(*full)}


def _primary(table: MeasureTable, grade: Grade) -> Primary:
    return Primary(
        measure=table.id,
        label=table.label,
        bands=_bands(table),
        over_limit=table.over_limit,
        neutral=table.neutral,
        neutral_within=table.neutral_within,
        offset=table.offset,
        exit_slack=EXIT_SLACK[grade],
        too_little=table.too_little,
        too_much=table.too_much,
        too_short=table.too_short or "",
        relative=MEASURES[table.id].relative,
    )


def _check(table: MeasureTable) -> Check:
    return Check(
        measure=table.id,
        label=table.label,
        bands=_bands(table),
        neutral=table.neutral,
        neutral_within=table.neutral_within,
        offset=table.offset,
        gate=table.role == "gate",
    )


def _fault(table: FaultTable) -> Fault:
    full = parse_condition(table.when)
    beginner: Condition = parse_condition(table.when_beginner) if table.when_beginner else full
    return Fault(
        id=table.id,
        when={Level.BEGINNER: beginner, Level.FULL: full},
        severity=table.severity,
        cue=table.cue,
        label=table.label,
        persist_s=table.persist_s,
        during=table.during,
        limbs=table.limbs,
    )


def _rep_range(file: StretchFile) -> RepRange | None:
    if file.reps is None:
        return None
    return RepRange(
        rest=file.reps.rest,
        rest_exit=file.reps.rest_exit,
        top={Level.BEGINNER: file.reps.beginner, Level.FULL: file.reps.full},
        back=file.reps.back,
    )
