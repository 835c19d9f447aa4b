"""What `posecoach list` prints of the files of the house, kept beside them in `poses/list.json`.

To read and check them all takes half a second on a slow computer, most of it to load the checker.
What is kept counts only for the very files that it was made of, and only for who has none of their
own; everybody else has them read anew. `python -m samples.listing` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from posecoach.places import own_poses, poses_dir

NAME = "list.json"


def lines(*, as_json: bool) -> Iterable[str]:
    """Return the catalogue as `catalogue.list_stretches` does, at once where it is kept."""
    kept = None if own_poses().is_dir() else kept_in(poses_dir())
    if kept is not None:
        said: list[str] = kept["json" if as_json else "text"]
        return said
    from posecoach.commands import catalogue

    return catalogue.list_stretches(as_json=as_json)


def kept_in(folder: Path) -> dict[str, Any] | None:
    """Return what is kept in a folder of stretches, None where its files are others by now."""
    try:
        kept: Any = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    is_current = isinstance(kept, dict) and kept.get("made_of") == made_of(folder)
    return kept if is_current else None


def made_of(folder: Path) -> str:
    """Return the fingerprint of all that the list is made of, whatever the system's line ends."""
    seen = sha256()
    for path in _parts(folder):
        seen.update(path.name.encode())
        seen.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return seen.hexdigest()


def _parts(folder: Path) -> Iterator[Path]:
    """Yield the files that the list is made of."""
    for each in (folder, folder / "parts", folder / "routines"):
        yield from sorted(each.glob("*.toml"))
    yield from folder.glob("accuracy.json")
