"""`posecoach start ROUTINE`: item after item, without touching or seeing the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from posecoach.commands.replay import told
from posecoach.core.routine import Item, Routine
from posecoach.core.stretch import Stretch
from posecoach.core.summary import Summary
from posecoach.definition import CAMERAS
from posecoach.routines import find_routine, routine_files

if TYPE_CHECKING:
    from posecoach.commands.live import LiveOptions


def is_routine(id_: str) -> bool:
    """Return whether `id_` names a routine rather than a stretch."""
    return id_ in {path.stem for path in routine_files()}


def run_routine(id_: str, options: LiveOptions) -> Iterator[str]:
    """Lead through a routine; q ends it, n or both hands up go on to the next item."""
    from posecoach.app import Stopped
    from posecoach.commands.keeping import kept
    from posecoach.commands.live import coach_one, open_camera
    from posecoach.outputs.window import Key, Window

    routine = find_routine(id_)
    yield f"{routine.name}: {len(routine.items)} items, about {routine.planned_s / 60:.0f} minutes"
    with ExitStack() as doors:
        source = doors.enter_context(open_camera(options.camera))
        window = doors.enter_context(Window()) if options.window else None
        diary = doors.enter_context(kept())
        if diary is not None:
            diary.begin(routine.id)
        done: list[Summary] = []
        for item, stretch in zip(routine.items, announced(routine), strict=True):
            wanted = replace(options, level=item.level)
            try:
                summary, key = coach_one(source, stretch, wanted, window, diary)
            except Stopped as stopped:
                yield from told(source.name, stopped.summary)
                raise
            done.append(summary)
            yield from told(source.name, summary)
            if key is Key.QUIT or (window is not None and window.closed):
                break
    yield summed_up(done)


def announced(routine: Routine) -> Iterator[Stretch]:
    """Yield each item's stretch, told where to put the camera when that changes."""
    camera = ""
    for item in routine.items:
        stretch = item.stretch
        yield _with_camera(item) if stretch.camera != camera else stretch
        camera = stretch.camera


def _with_camera(item: Item) -> Stretch:
    stretch = item.stretch
    words = f"{CAMERAS[stretch.camera]} {stretch.phases['setup']}"
    return replace(stretch, phases={**stretch.phases, "setup": words})


def summed_up(done: list[Summary]) -> str:
    """Return what went well and one thing to try, in two sentences."""
    full = sum(attempt.full for summary in done for attempt in summary.attempts)
    told_of = [given.cue for summary in done for given in summary.cues if given.cue.kind > 0]
    often = max(told_of, key=lambda cue: sum(each.id == cue.id for each in told_of), default=None)
    tried = f" Next time: {often.text[:1].lower()}{often.text[1:]}." if often else ""
    return f"Well done: {len(done)} exercises, {full} holds and repetitions in full.{tried}"
