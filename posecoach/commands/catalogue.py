"""`posecoach list`, `show` and `check`: what there is, and whether a file is right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import fill
from typing import Any

from posecoach.catalog import find, load, load_all
from posecoach.core.stretch import Band, DoseKind, Level, Posture, Stretch
from posecoach.definition import CAMERAS
from posecoach.errors import DefinitionError


def list_stretches(*, as_json: bool) -> Iterator[str]:
    """Yield the catalogue, a line a stretch, grouped by posture."""
    stretches = load_all().values()
    if as_json:
        yield json.dumps([_record(stretch) for stretch in stretches], ensure_ascii=False)
        return
    groups: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        groups.setdefault(in_words(stretch.postures), []).append(stretch)
    width = max(len(stretch.id) for stretch in stretches)
    for posture, members in groups.items():
        yield f"{posture.capitalize()}:"
        for stretch in members:
            told = f"{stretch.name}; {stretch.view} view, {dose(stretch, Level.BEGINNER)}"
            yield f"  {stretch.id:<{width}}  {stretch.grade}  {told}"
            if stretch.honest:
                yield f"  {'':<{width}}     {stretch.honest}"


def show(id_: str, *, as_json: bool) -> Iterator[str]:
    """Yield everything that a person needs to do one stretch."""
    stretch = find(id_)
    if as_json:
        yield json.dumps(_record(stretch), ensure_ascii=False)
        return
    yield f"{stretch.name} ({stretch.id}), grade {stretch.grade}"
    yield fill(stretch.purpose)
    if stretch.aliases:
        yield f"Also called: {', '.join(stretch.aliases)}"
    yield ""
    yield f"Posture   {in_words(stretch.postures)}"
    yield f"Camera    {CAMERAS[stretch.camera]}"
    yield f"You need  {', '.join(stretch.equipment) or 'nothing else'}"
    for level in Level:
        yield f"{level.capitalize():<9} {dose(stretch, level)}; {_range(stretch, level)}"
    yield ""
    yield from _steps(stretch)
    yield "It tells you about:"
    yield from (f"  {fault.cue}" for fault in stretch.faults)
    yield ""
    yield from stretch.safety
    if stretch.contra:
        yield f"Ask a professional first with: {', '.join(stretch.contra)}"
    if stretch.honest:
        yield f"Honestly: {stretch.honest}"
    yield f"Sources: {', '.join(stretch.sources)}"


def check(files: Iterable[Path]) -> Iterator[str]:
    """Yield a line a sound file; raise DefinitionError with the faults of all the others."""
    faults: list[str] = []
    for path in files:
        try:
            stretch = load(path)
        except DefinitionError as error:
            faults += error.faults
        else:
            yield f"{path}: {stretch.name}, {len(stretch.faults)} faults known; all well"
    if faults:
        raise DefinitionError(faults)


_WORDS = {
    Posture.STANDING: "standing",
    Posture.SITTING: "sitting",
    Posture.SUPINE: "on your back",
    Posture.HALF_KNEELING: "on one knee",
}


def in_words(postures: Iterable[Posture]) -> str:
    """Return postures as a person says them: "sitting or standing"."""
    return " or ".join(_WORDS[posture] for posture in postures)


def dose(stretch: Stretch, level: Level) -> str:
    """Return the dose in words: "10 s held x 2 each side"."""
    seconds, reps = stretch.dose.seconds[level], stretch.dose.reps[level]
    each = " each side" if stretch.has_sides else ""
    what = "held" if stretch.dose.kind is DoseKind.HOLD else "at the top"
    return f"{seconds:g} s {what} x {reps}{each}"


def short_dose(stretch: Stretch, level: Level) -> str:
    """Return the dose in the fewest words: "10 s x 2 each side"."""
    each = " each side" if stretch.has_sides else ""
    return f"{stretch.dose.seconds[level]:g} s x {stretch.dose.reps[level]}{each}"


def _range(stretch: Stretch, level: Level) -> str:
    band: Band = stretch.primary.bands[level]
    return f"{stretch.primary.label.lower()} {band.low:g} to {band.high:g} degrees"


def _steps(stretch: Stretch) -> Iterator[str]:
    for number, text in enumerate(stretch.phases.values(), start=1):
        words = text.replace("{side}", "left").replace("{other}", "right")
        yield fill(f"{number}. {words}", subsequent_indent="   ")
    if stretch.has_sides:
        yield "   The same on the other side."
    yield ""


def _record(stretch: Stretch) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": stretch.id,
        "name": stretch.name,
        "aliases": stretch.aliases,
        "grade": stretch.grade,
        "posture": stretch.postures,
        "view": stretch.view,
        "camera": stretch.camera,
        "dose": {
            level.value: {
                "kind": stretch.dose.kind,
                "seconds": stretch.dose.seconds[level],
                "reps": stretch.dose.reps[level],
            }
            for level in Level
        },
        "primary": stretch.primary.measure,
        "faults": [{"id": fault.id, "cue": fault.cue} for fault in stretch.faults],
        "honest": stretch.honest,
    }
