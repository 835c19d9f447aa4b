"""What is to be told of a user's own stretches and routines before they are used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from posecoach import routines
from posecoach.catalog import known_files, load, poses_dir
from posecoach.errors import DefinitionError
from posecoach.places import is_own, own_poses


def notes(id_: str | None = None) -> Iterator[str]:
    """Yield a line for each own file that is used in place of one of the house, or is faulty.

    There must be a folder of them. With an `id_` of a stretch, only of that one: its faults are
    told when it is read.
    """
    if own_poses().samefile(poses_dir()):
        return
    known = known_files()
    house = known_files(poses_dir()).keys() | routines.known_files(poses_dir() / "routines").keys()
    chosen = {id_} if id_ in known else known.keys() | routines.known_files().keys()
    faulty = _faulty(known) if id_ not in known else {}
    for name, path in [*known.items(), *routines.known_files().items()]:
        if path in faulty:
            count = faulty[path]
            said = "1 fault" if count == 1 else f"{count} faults"
            yield f"{path}: left out for {said}; posecoach check {path} tells more"
        elif name in chosen & house and is_own(path):
            yield f"{name}: your own file {path} is used"


def _faulty(known: dict[str, Path]) -> dict[Path, int]:
    """Return how many faults each faulty file of the user's own has."""
    found = {}
    stretches = routines.known_stretches()
    for path in filter(is_own, [*known.values(), *routines.known_files().values()]):
        try:
            if path in known.values():
                load(path)
            else:
                routines.load_routine(path, stretches)
        except DefinitionError as error:
            found[path] = len(error.faults)
    return found
