"""What is well-formed in a stretch file but makes no sense together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from posecoach.core.measure import MEASURES, Region
from posecoach.definition import PHASES
from posecoach.kinds import nearest, parse_condition

LIMIT_ROOM = 6.0
SPOKEN = ("side", "other")
REPS_SHARE = 0.4  # of the way of a repetition, between where it begins and its top
REPS_ROOM = {Region.LIMB: 8.0, Region.NECK: 8.0, Region.TRUNK: 2.5}  # a crunch is a small signal

Place = tuple[str | int, ...]


def sense_faults(data: Mapping[str, Any], path: Path) -> Iterator[tuple[Place, str]]:
    """Yield what is well-formed but makes no sense together; what is malformed is passed over."""
    about = data.get("stretch")
    about = about if isinstance(about, dict) else {}
    if isinstance(about.get("id"), str) and about["id"] != path.stem:
        yield ("stretch", "id"), f"id {about['id']!r}; wanted {path.stem!r}, the file's own name"
    for place, table in _tables(data, "measure"):
        yield from _measure_faults(place, table, about)
    for place, table in _tables(data, "fault"):
        yield from _fault_faults(place, table, about)
    yield from _phase_faults(data, about)
    for key in ("measure", "fault", "phase"):
        yield from _twice(data, key)
    yield from _dose_faults(data, about)


def _phase_faults(data: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield a phase without its words, and words that would be spoken as they stand."""
    said = [table.get("id") for _, table in _tables(data, "phase")]
    for phase in PHASES:
        if phase not in said:
            yield ("phase",), f"no phase {phase!r}; its words are wanted"
    known = SPOKEN if about.get("sides") == "each" else ()
    for place, table in _tables(data, "phase"):
        for word in re.findall(r"\{(.*?)\}", str(table.get("say"))):
            if word not in known:
                hint = nearest(word, known) if known else "wanted no side with sides = 'none'"
                yield (*place, "say"), f"unknown {{{word}}} in what is said; {hint}"


def _twice(data: Mapping[str, Any], key: str) -> Iterator[tuple[Place, str]]:
    """Yield the second of two tables with one id."""
    ids: list[object] = []
    for place, table in _tables(data, key):
        id_ = table.get("id")
        if isinstance(id_, str) and id_ in ids:
            yield (*place, "id"), f"{key} {id_!r} is there twice; wanted once"
        ids.append(id_)


def _dose_faults(data: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield where the kind of dose, the grade and the tables do not go together."""
    dose = data.get("dose")
    dose = dose if isinstance(dose, dict) else {}
    kind = dose.get("kind")
    primaries = [m for _, m in _tables(data, "measure") if m.get("role") == "primary"]
    most = 0 if about.get("grade") == "C" else 1
    least = 1 if kind in ("hold", "reps") else 0
    if not least <= len(primaries) <= max(least, most):
        wanted = "exactly one" if least else f"at most {most}" if most else "none in grade C"
        yield ("measure", 0), f"{len(primaries)} primary measures; wanted {wanted}"
    if about.get("grade") == "C" and kind in ("hold", "reps"):
        yield ("dose", "kind"), f"kind = {kind!r} in grade C; wanted 'timer' or 'cycles'"
    if about.get("grade") in ("B", "C") and not about.get("honest"):
        yield ("stretch",), "no 'honest' line; a grade B or C stretch says what is not seen"
    if kind == "reps" and "reps" not in data:
        yield ("dose", "kind"), "kind = 'reps' without a [reps] table; wanted rest and top angles"
    if kind == "cycles" and "pace" not in data:
        yield ("dose", "kind"), "kind = 'cycles' without [[pace]] tables; wanted what is said when"
    if kind in ("hold", "reps", "timer") and "seconds" not in dose:
        yield ("dose",), "no 'seconds'; it is wanted here"
    if primaries:
        yield from _reps_faults(data, str(primaries[0].get("id")))


def _reps_faults(data: Mapping[str, Any], primary: str) -> Iterator[tuple[Place, str]]:
    """Yield a way from where a repetition begins to its top that noise could go."""
    table = data.get("reps")
    table = table if isinstance(table, dict) else {}
    known = MEASURES.get(primary)
    floor = REPS_ROOM[known.region] if known else 0.0
    numbers = {key: value for key, value in table.items() if isinstance(value, (int, float))}
    if not {"rest", "rest_exit"} <= numbers.keys():
        return
    for key in ("beginner", "full"):
        top = numbers.get(key)
        if top is None:
            continue
        needed = max(floor, REPS_SHARE * abs(top - numbers["rest"]))
        way = abs(top - numbers["rest_exit"])
        if way < needed:
            yield (
                ("reps", "rest_exit"),
                f"{way:g} degrees between rest_exit and {key} = {top:g}; "
                f"wanted at least {needed:g}, so that noise is not counted",
            )


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
    if not isinstance(id_, str) or id_ not in MEASURES or view not in ("front", "side", "any"):
        return None
    views = {str(each.value) for each in MEASURES[id_].views}
    if view in views:
        return None
    return f"measure {id_!r} in a {view} view; it is only seen from the {' or '.join(views)}"


def _numbers(band: object) -> list[float]:
    """Return the two edges of a well-formed band, or nothing."""
    edges = band if isinstance(band, list) and len(band) == 2 else []
    return edges if all(isinstance(edge, (int, float)) for edge in edges) else []
