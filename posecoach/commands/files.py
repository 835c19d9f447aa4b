"""Files that the commands write: there in full, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from posecoach.errors import PosecoachError


def write_whole(path: Path, text: str) -> None:
    """Write a file in place of the one that may be there; raise PosecoachError in one line."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise PosecoachError(f"{path}: {error.strerror}; wanted a file to write to") from None
