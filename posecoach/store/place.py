"""Where the history and the recordings are kept."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

VARIABLE = "POSECOACH_DATA"
FILE_NAME = "history.db"
RECORDINGS = "recordings"
ENDINGS = (".mp4", ".poses.jsonl")


def data_dir() -> Path:
    """Return the user's data folder, or the one that POSECOACH_DATA names."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("posecoach")


def history_file() -> Path:
    """Return the history's file, which need not be there yet."""
    return data_dir() / FILE_NAME


def recordings_dir() -> Path:
    """Return the folder of recorded clips and their poses, which need not be there yet."""
    return data_dir() / RECORDINGS


def recording_files() -> list[Path]:
    """Return every file that a recording has left in that folder, in the order of its name."""
    folder = recordings_dir()
    return sorted(each for ending in ENDINGS for each in folder.glob(f"*{ending}"))
