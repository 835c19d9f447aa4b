"""Where the stretch of a sample clip is."""

from __future__ import annotations

from pathlib import Path

from posecoach.catalog import poses_dir


def shelf(clip: Path) -> Path:
    """Return the folder of a clip's stretch: the catalogue, or its examples."""
    return poses_dir() / "examples" if clip.resolve().parent.name == "examples" else poses_dir()
