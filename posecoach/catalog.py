"""From files in `poses/` to stretches; every fault of a wrong file is named with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from posecoach.core.measure import MEASURES, Region
from posecoach.core.stretch import (
    Band,
    Check,
    Condition,
    Dose,
    Fault,
    Grade,
    Level,
    Primary,
    RepRange,
    Stretch,
)
from posecoach.definition import (
    PHASES,
    FaultTable,
    MeasureTable,
    StretchFile,
    keys_at,
    nearest,
    parse_condition,
)
from posecoach.errors import DefinitionError, PosecoachError
from posecoach.toml_lines import key_lines, line_of

EXIT_SLACK = {Grade.A: 4.0, Grade.B: 6.0, Grade.C: 6.0}
LIMIT_ROOM = 6.0

Place = tuple[str | int, ...]


def poses_dir() -> Path:
    """Return the folder of stretch files: in the installed package, or beside it."""
    inside = Path(__file__).parent / "poses"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "poses"


def stretch_files(folder: Path | None = None) -> list[Path]:
    """Return every stretch file, in the order of its name."""
    return sorted((folder or poses_dir()).glob("*.toml"))


def load_all(folder: Path | None = None) -> dict[str, Stretch]:
    """Return every stretch by its id."""
    return {stretch.id: stretch for stretch in map(load, stretch_files(folder))}


def find(id_: str, folder: Path | None = None) -> Stretch:
    """Return one stretch by its id; raise PosecoachError with the nearest id otherwise."""
    files = {path.stem: path for path in stretch_files(folder)}
    if id_ in files:
        return load(files[id_])
    raise PosecoachError(f"stretch {id_!r}: there is none of that name; {nearest(id_, files)}")


def load(path: Path) -> Stretch:
    """Return the stretch in one file; raise DefinitionError with every fault in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise DefinitionError([f"{path}:1: {reason}; wanted a stretch file"]) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError([_syntax(path, text, str(error))]) from None
    lines = key_lines(text)
    faults = [*_shape_faults(data), *_sense_faults(data, path)]
    if faults:
        told = sorted({(line_of(place, lines), said) for place, said in faults})
        raise DefinitionError([f"{path}:{line}: {said}" for line, said in told])
    return _stretch(StretchFile.model_validate(data))


def _syntax(path: Path, text: str, error: str) -> str:
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
            yield place, _told(place, dict(fault))


def _told(place: Place, fault: dict[str, Any]) -> str:
    kind, came = fault["type"], fault.get("input")
    key = next((str(part) for part in reversed(place) if isinstance(part, str)), "file")
    if kind == "extra_forbidden":
        return f"unknown key {key!r}; {nearest(key, keys_at(place[:-1]))}"
    if kind == "missing":
        return f"no {key!r}; it is wanted here"
    if kind in ("enum", "literal_error"):
        words = fault["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return f"{key} = {came!r}; {nearest(str(came), words)}"
    if kind == "value_error":
        return str(fault["ctx"]["error"])
    return f"{key} = {came!r}; {fault['msg'][:1].lower()}{fault['msg'][1:]}"


def _sense_faults(data: Mapping[str, Any], path: Path) -> Iterator[tuple[Place, str]]:
    """Yield what is well-formed but makes no sense together; what is malformed is passed over."""
    about = data.get("stretch")
    about = about if isinstance(about, dict) else {}
    if isinstance(about.get("id"), str) and about["id"] != path.stem:
        yield ("stretch", "id"), f"id {about['id']!r}; wanted {path.stem!r}, the file's own name"
    measures = [m for m in _tables(data, "measure")]
    roles = [m.get("role") for _, m in measures]
    if measures and roles.count("primary") != 1:
        yield ("measure", 0), f"{roles.count('primary')} primary measures; wanted exactly one"
    for place, table in measures:
        yield from _measure_faults(place, table, about)
    for place, table in _tables(data, "fault"):
        yield from _fault_faults(place, table, about)
    said = {table.get("id") for _, table in _tables(data, "phase")}
    for phase in PHASES:
        if phase not in said:
            yield ("phase",), f"no phase {phase!r}; its words are wanted"
    kind = data.get("dose", {}).get("kind") if isinstance(data.get("dose"), dict) else None
    if kind == "reps" and "reps" not in data:
        yield ("dose", "kind"), "kind = 'reps' without a [reps] table; wanted rest and top angles"


def _tables(data: Mapping[str, Any], key: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    found = data.get(key)
    for index, table in enumerate(found if isinstance(found, list) else []):
        if isinstance(table, dict):
            yield (key, index), table


def _measure_faults(
    place: Place, table: Mapping[str, Any], about: Mapping[str, Any]
) -> Iterator[tuple[Place, str]]:
    if (fault := _unseen(table.get("id"), about.get("view"))) is not None:
        yield (*place, "id"), fault
    limit = table.get("over_limit")
    if not isinstance(limit, (int, float)):
        return
    for key in ("beginner", "full"):
        band = _numbers(table.get(key))
        if not band:
            continue
        room = min(abs(limit - edge) for edge in band)
        inside = min(band) < limit < max(band)
        if room < LIMIT_ROOM or inside:
            yield (
                (*place, key),
                f"{key} = {band} within {room:g} of over_limit = {limit:g}; "
                f"wanted at least {LIMIT_ROOM:g} degrees of room",
            )


def _fault_faults(
    place: Place, table: Mapping[str, Any], about: Mapping[str, Any]
) -> Iterator[tuple[Place, str]]:
    for key in ("when", "when_beginner"):
        text = table.get(key)
        if not isinstance(text, str):
            continue
        try:
            asked = parse_condition(text).measures
        except ValueError:
            continue
        for id_ in asked:
            if (fault := _unseen(id_, about.get("view"))) is not None:
                yield (*place, key), fault


def _unseen(id_: object, view: object) -> str | None:
    """Return a fault when a known measure cannot be seen from a known view."""
    if not isinstance(id_, str) or id_ not in MEASURES or view not in ("front", "side"):
        return None
    views = {str(each.value) for each in MEASURES[id_].views}
    if view in views:
        return None
    return f"measure {id_!r} in a {view} view; it is only seen from the {' or '.join(views)}"


def _numbers(band: object) -> list[float]:
    """Return the two edges of a well-formed band, or nothing."""
    edges = band if isinstance(band, list) and len(band) == 2 else []
    return edges if all(isinstance(edge, (int, float)) for edge in edges) else []


def _stretch(file: StretchFile) -> Stretch:
    about = file.stretch
    primary = next(m for m in file.measure if m.role == "primary")
    return Stretch(
        id=about.id,
        name=about.name,
        grade=about.grade,
        postures=about.posture,
        view=about.view,
        camera=about.camera,
        working=about.working,
        dose=_dose(file),
        primary=_primary(primary, about.grade),
        checks=tuple(_check(m) for m in file.measure if m.role == "control"),
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
        moves_head=MEASURES[primary.id].region is Region.NECK,
    )


def _dose(file: StretchFile) -> Dose:
    least, usual, _ = file.dose.seconds
    few, many, _ = file.dose.reps
    return Dose(
        kind=file.dose.kind,
        seconds={Level.BEGINNER: least, Level.FULL: usual},
        reps={Level.BEGINNER: few, Level.FULL: many},
        rest_s=file.dose.rest_s,
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
    )
