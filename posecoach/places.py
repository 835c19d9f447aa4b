"""Where stretches and routines are: those of the house, and a user's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from posecoach.errors import PosecoachError

VARIABLE = "POSECOACH_POSES"


def poses_dir() -> Path:
    """Return the folder of stretch files: in the installed package, or beside it."""
    inside = Path(__file__).parent / "poses"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "poses"


def own_poses() -> Path:
    """Return the folder of the user's own stretches, which need not be there.

    It is the one that POSECOACH_POSES names, or `poses` in the user's configuration.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("posecoach") / "poses"


def is_own(path: Path) -> bool:
    """Return whether a file is one of the user's own."""
    return path.is_relative_to(own_poses())


@contextmanager
def own_poses_in(folder: Path | None) -> Iterator[None]:
    """Take the user's own from `folder` in this block; None changes nothing.

    Raises PosecoachError where there is no such folder.
    """
    if folder is None:
        yield
        return
    if not folder.is_dir():
        raise PosecoachError(f"--poses {folder}: there is no such folder; wanted one of your own")
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
