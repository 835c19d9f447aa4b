"""What a routine says of itself: the plan, and where the camera goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posecoach.core.routine import Item, Routine
from posecoach.core.stretch import Stretch
from posecoach.definition import CAMERAS
from posecoach.routines import known_files


def is_routine(id_: str) -> bool:
    """Return whether `id_` names a routine rather than a stretch."""
    return id_ in known_files()


def one_item(stretch: Stretch) -> Routine:
    """Return a stretch on its own as a routine."""
    return Routine(stretch.id, stretch.name, stretch.purpose, (Item(stretch),))


def planned(routine: Routine) -> str:
    """Return what is ahead, in one line."""
    warm_up = f" after {_minutes(routine.warm_up_s)} of warm-up" if routine.warm_up_s > 30 else ""
    return (
        f"{routine.name}: {len(routine.items)} items, about {_minutes(routine.planned_s)}{warm_up}"
    )


def _minutes(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} minute" + "s" * (minutes > 1)


def announced(items: Sequence[Item]) -> Iterator[Stretch]:
    """Yield each item's stretch, told where to put the camera when that changes."""
    camera = ""
    for item in items:
        stretch = item.stretch
        yield _with_camera(stretch) if stretch.camera != camera else stretch
        camera = stretch.camera


def _with_camera(stretch: Stretch) -> Stretch:
    words = f"{CAMERAS[stretch.camera]} {stretch.phases['setup']}"
    return replace(stretch, phases={**stretch.phases, "setup": words})
