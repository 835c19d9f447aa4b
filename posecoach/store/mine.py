"""Own ranges on disk: `mine/ID.toml` in the user's data, one small file a stretch."""

from __future__ import annotations

import tomllib
from json import dumps
from pathlib import Path

from posecoach.core.personal import OwnRange
from posecoach.core.stretch import Band, Level
from posecoach.errors import PosecoachError
from posecoach.store.place import data_dir

FOLDER = "mine"
WANTED = "wanted one as posecoach learn --mine writes it, or none"


def mine_file(stretch: str) -> Path:
    """Return where somebody's own range of a stretch is kept, which need not be there."""
    return data_dir() / FOLDER / f"{stretch}.toml"


def mine_files() -> list[Path]:
    """Return every own range there is, in the order of its name."""
    return sorted((data_dir() / FOLDER).glob("*.toml"))


def read_mine(stretch: str) -> OwnRange | None:
    """Return somebody's own range of a stretch, or None; raise PosecoachError for a faulty file."""
    path = mine_file(stretch)
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise PosecoachError(f"{path}: {reason}; {WANTED}") from None
    try:
        data = tomllib.loads(text)
        return OwnRange(
            stretch=str(data["stretch"]),
            measure=str(data["measure"]),
            day=str(data["day"]),
            clip=str(data["clip"]),
            neutral=float(data["neutral"]),
            bands={level: _band(data[level.value]) for level in Level},
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PosecoachError(f"{path}: {_said(error)}; {WANTED}") from None


def _band(edges: object) -> Band:
    if not isinstance(edges, list) or len(edges) != 2:
        raise ValueError(f"a range of {edges!r}")
    low, high = map(float, edges)
    if not low < high:
        raise ValueError(f"a range from {low:g} to {high:g}")
    return Band(low, high)


def _said(error: Exception) -> str:
    return f"no {error.args[0]!r}" if isinstance(error, KeyError) else str(error)


def as_text(own: OwnRange) -> str:
    """Return the file of an own range."""
    bands = [f"{level.value} = [{band.low:g}, {band.high:g}]" for level, band in own.bands.items()]
    lines = [
        f"# Your own range, learnt from {own.clip}. Delete this file to go back to the usual one.",
        f"stretch = {dumps(own.stretch)}",
        f"measure = {dumps(own.measure)}",
        f"day = {dumps(own.day)}",
        f"clip = {dumps(own.clip)}",
        f"neutral = {own.neutral:g}",
        *bands,
    ]
    return "\n".join(lines) + "\n"
