"""`posecoach list`, `show` and `check`: what there is, and whether a file is right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from posecoach import routines
from posecoach.catalog import find, known_files, load, load_all, poses_dir
from posecoach.core.measure import MEASURES
from posecoach.core.stretch import DoseKind, Grade, Level, Posture, Stretch, View
from posecoach.definition import CAMERAS
from posecoach.errors import DefinitionError
from posecoach.places import is_own
from posecoach.routines import all_routines

MINUTES_FROM_S = 120


def list_stretches(*, as_json: bool) -> Iterator[str]:
    """Yield the catalogue, a line a stretch, grouped by posture."""
    known = load_all()
    stretches = known.values()
    if as_json:
        yield json.dumps([_record(stretch) for stretch in stretches], ensure_ascii=False)
        return
    own = _own(known_files())
    order = list(Posture)
    groups: dict[str, list[Stretch]] = {}
    for stretch in sorted(stretches, key=lambda each: order.index(each.postures[0])):
        groups.setdefault(_WORDS[stretch.postures[0]], []).append(stretch)
    width = max(len(stretch.id) for stretch in stretches)
    for posture, members in groups.items():
        yield f"{posture.capitalize()}:"
        for stretch in members:
            yours = stretch.id in own
            yield f"  {stretch.id:<{width}}  {stretch.grade}  {_in_one_line(stretch, yours=yours)}"
            if stretch.honest:
                yield f"  {'':<{width}}     {stretch.honest}"
    yield "Routines:"
    own = _own(routines.known_files())
    for routine in all_routines(stretches=known).values():
        said = f"about {routine.planned_s / 60:.0f} minutes"
        said += ", yours" if routine.id in own else ""
        yield f"  {routine.id:<{width}}     {routine.name}; {said}. {routine.purpose}"
    yield ""
    yield "A: measured; B: a rough measure, for coaching; C: guided by voice and time alone."
    yield "posecoach show ID prints everything about one."


def _own(files: Mapping[str, Path]) -> set[str]:
    """Return the ids of what is the user's own."""
    return {id_ for id_, path in files.items() if is_own(path)}


def _in_one_line(stretch: Stretch, *, yours: bool) -> str:
    view = "any view" if stretch.view is View.ANY else f"{stretch.view} view"
    marks = {
        "a supplement": stretch.supplement,
        "locked": bool(stretch.locked),
        "yours": yours,
    }
    said = [view, dose(stretch, Level.BEGINNER), *(mark for mark, is_so in marks.items() if is_so)]
    return f"{stretch.name}; {', '.join(said)}"


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
        ranges = _range(stretch, level)
        yield f"{level.capitalize():<9} {dose(stretch, level)}{f'; {ranges}' if ranges else ''}"
    if stretch.locked:
        yield fill(f"Locked    {stretch.locked}", subsequent_indent=" " * 10)
    yield ""
    yield from _steps(stretch)
    if stretch.faults:
        yield "It tells you about:"
        yield from (f"  {fault.cue}" for fault in stretch.faults)
        yield ""
    yield from _errors(stretch)
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
            yield f"{path}: {_read(path)}; all well"
        except DefinitionError as error:
            faults += error.faults
    if faults:
        raise DefinitionError(faults)


def _read(path: Path) -> str:
    """Return in a few words what a file of a stretch or of a routine holds."""
    if routines.is_routine(path):
        routine = routines.load_routine(path, routines.known_stretches())
        return f"{routine.name}, {len(routine.items)} items"
    stretch = load(path)
    count = len(stretch.faults)
    return f"{stretch.name}, {count} fault{'' if count == 1 else 's'} known"


def _errors(stretch: Stretch) -> Iterator[str]:
    """Yield how far each angle was off on the sample clips, whose angles are known."""
    known = measured_errors().get(stretch.id, {})
    if not known or stretch.grade is Grade.C:
        return
    yield "Measured error, on rendered people whose angles are known:"
    for id_, error in known.items():
        said = f"{error['median_deg']:.1f} degrees in the middle, {error['p95_deg']:.1f} at most"
        yield f"  {id_:<13} {said} (95 %), seen in {100 * error['seen_share']:.0f} % of frames"
    yield ""


def measured_errors() -> dict[str, dict[str, dict[str, float]]]:
    """Return the errors that the accuracy command has kept: stretch, measure, figure."""
    kept = poses_dir() / "accuracy.json"
    if not kept.is_file():
        return {}
    known: dict[str, dict[str, dict[str, float]]] = json.loads(kept.read_text(encoding="utf-8"))
    return known


_WORDS = {
    Posture.STANDING: "standing",
    Posture.SITTING: "sitting",
    Posture.SUPINE: "on your back",
    Posture.PRONE: "on your front",
    Posture.SIDE_LYING: "on your side",
    Posture.KNEELING: "on both knees",
    Posture.HALF_KNEELING: "on one knee",
    Posture.HANDS_AND_KNEES: "on hands and knees",
}


def in_words(postures: Iterable[Posture]) -> str:
    """Return postures as a person says them: "sitting or standing"."""
    return " or ".join(_WORDS[posture] for posture in postures)


def dose(stretch: Stretch, level: Level) -> str:
    """Return the dose in words: "10 s held x 2 each side"."""
    reps = stretch.dose.reps[level]
    each = " each side" if stretch.has_sides else ""
    return f"{_time(stretch, level)} {_HOW[stretch.dose.kind]} x {reps}{each}"


def short_dose(stretch: Stretch, level: Level) -> str:
    """Return the dose in the fewest words: "10 s x 2 each side"."""
    each = " each side" if stretch.has_sides else ""
    return f"{_time(stretch, level)} x {stretch.dose.reps[level]}{each}"


_HOW = {
    DoseKind.HOLD: "held",
    DoseKind.REPS: "pause",
    DoseKind.TIMER: "by the clock",
    DoseKind.CYCLES: "cycles",
}


def _time(stretch: Stretch, level: Level) -> str:
    seconds = stretch.dose.seconds[level]
    return f"{seconds:g} s" if seconds < MINUTES_FROM_S else f"{seconds / 60:g} min"


def _range(stretch: Stretch, level: Level) -> str:
    """Return what is asked for in degrees; a rough measure has only a word."""
    primary = stretch.primary
    if primary is None:
        return ""
    if MEASURES[primary.measure].coarse:
        return f"{primary.label.lower()} {'medium' if level is Level.BEGINNER else 'large'}"
    band = primary.bands[level]
    return f"{primary.label.lower()} {band.low:g} to {band.high:g} degrees"


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
        "primary": stretch.primary.measure if stretch.primary else None,
        "locked": stretch.locked or None,
        "supplement": stretch.supplement,
        "yours": is_own(known_files()[stretch.id]),
        "errors": measured_errors().get(stretch.id, {}),
        "faults": [{"id": fault.id, "cue": fault.cue} for fault in stretch.faults],
        "honest": stretch.honest,
    }
