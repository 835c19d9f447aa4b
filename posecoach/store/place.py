"""Where the history is kept."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

VARIABLE = "POSECOACH_DATA"
FILE_NAME = "history.db"


def data_dir() -> Path:
    """Return the user's data folder, or the one that POSECOACH_DATA names."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("posecoach")


def history_file() -> Path:
    """Return the history's file, which need not be there yet."""
    return data_dir() / FILE_NAME
