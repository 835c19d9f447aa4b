"""Somebody's own range, wherever a stretch is coached."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from posecoach.commands.files import write_whole
from posecoach.core.personal import OwnRange, personal
from posecoach.core.stretch import Stretch
from posecoach.errors import PosecoachError
from posecoach.store.mine import as_text, mine_file, read_mine


def with_own_range(stretch: Stretch) -> Stretch:
    """Return the stretch at the person's own range, where there is one, and say so."""
    own = read_mine(stretch.id)
    if own is None:
        return stretch
    if stretch.primary is None or stretch.primary.measure != own.measure:
        sys.stderr.write(
            f"{stretch.id}: your own range of {own.day} is of another measure, {own.measure}; "
            f"left out. posecoach learn --mine {stretch.id} CLIP makes a new one\n"
        )
        return stretch
    sys.stderr.write(f"{stretch.id}: your own range of {own.day} is used\n")
    return personal(stretch, own)


def keep(own: OwnRange) -> Path:
    """Write an own range in the place of the one before; return where it is."""
    path = mine_file(own.stretch)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PosecoachError(f"{path.parent}: {error.strerror}; wanted a folder") from None
    write_whole(path, as_text(own))
    return path


def today() -> str:
    """Return the day that the person's own clock shows."""
    return date.today().isoformat()  # noqa: DTZ011 - a day of the person's own calendar
