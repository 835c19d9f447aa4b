"""The figures: whose body it is, its bones, its skin weights, and what counts as its joints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from samples.generator.mesh import Array, base_mesh, morph, rig_file, weights_file
from samples.generator.rig import Rig

SIDES = ("left", "right")
BONE_OF_JOINT = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
}
WEIGHTS_A_VERTEX = 4

Colour = tuple[float, float, float]
"""Red, green, blue, each 0-1, as a screen shows them."""


@dataclass(frozen=True)
class Character:
    """What a figure looks like; `shape` is one of the mesh's own morphs.

    Leggings are light on purpose: crossed legs in near-black ones are one dark patch, in which
    the pose model confuses left and right (it read 61 for a hip at 95).
    """

    shape: str
    build: str
    skin: Colour
    lips: Colour
    hair: Colour
    shirt: Colour
    leggings: Colour
    bun: bool = False


CHARACTERS = {
    "b1": Character(
        shape="caucasian-male-young",
        build="universal-male-young-averagemuscle-averageweight",
        skin=(0.86, 0.67, 0.57),
        lips=(0.70, 0.40, 0.37),
        hair=(0.22, 0.15, 0.11),
        shirt=(0.24, 0.40, 0.62),
        leggings=(0.45, 0.47, 0.52),
    ),
    "b2": Character(
        shape="african-female-young",
        build="universal-female-young-averagemuscle-averageweight",
        skin=(0.47, 0.31, 0.23),
        lips=(0.43, 0.22, 0.21),
        hair=(0.09, 0.07, 0.07),
        shirt=(0.72, 0.27, 0.25),
        leggings=(0.46, 0.50, 0.62),
        bun=True,
    ),
    "b3": Character(
        shape="asian-male-old",
        build="universal-male-old-averagemuscle-maxweight",
        skin=(0.80, 0.62, 0.49),
        lips=(0.64, 0.39, 0.35),
        hair=(0.55, 0.54, 0.53),
        shirt=(0.36, 0.47, 0.36),
        leggings=(0.50, 0.46, 0.42),
    ),
}


@dataclass(frozen=True)
class Body:
    """A figure at rest: vertices in metres, its rig, and per vertex the bones that move it."""

    name: str
    character: Character
    vertices: Array
    rig: Rig

    @cached_property
    def weights(self) -> tuple[Array, Array]:
        """Return per vertex the strongest bones and their weights, (vertices, 4) each; sum 1."""
        dense = np.zeros((len(self.vertices), len(self.rig.names)))
        for bone, pairs in weights_file().items():
            if bone in self.rig.names and pairs:
                index, weight = zip(*pairs, strict=True)
                dense[np.array(index, dtype=int), self.rig.index(bone)] += np.array(weight)
        dense[dense.sum(axis=1) == 0, 0] = 1.0
        bones = np.argsort(-dense, axis=1, kind="stable")[:, :WEIGHTS_A_VERTEX]
        kept = np.take_along_axis(dense, bones, axis=1)
        return bones, kept / kept.sum(axis=1, keepdims=True)

    def moved_by(self, *prefixes: str) -> Array:
        """Return per vertex the share of its weight on bones whose names begin so, 0-1."""
        chosen = np.array([name.startswith(prefixes) for name in self.rig.names])
        bones, weights = self.weights
        return (chosen[bones] * weights).sum(axis=1)

    @cached_property
    def landmarks(self) -> dict[str, tuple[str, Array]]:
        """Return for each joint of the truth its bone and its place at rest, metres."""
        points = {"nose": ("head", self._on_skin("nose", 0.0))}
        for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
            suffix = "." + side[0].upper()
            points[f"{side}_ear"] = ("head", self._on_skin("ear", sign))
            for joint, bone in BONE_OF_JOINT.items():
                points[f"{side}_{joint}"] = (bone + suffix, self.rig.rest(bone + suffix))
            points[f"{side}_heel"] = ("foot" + suffix, self._on_skin("heel", sign))
            points[f"{side}_foot_index"] = ("foot" + suffix, self._on_skin("toe", sign))
        return points

    def _on_skin(self, part: str, sign: float) -> Array:
        """Return a point of the surface that no bone marks; `sign` is + for the left."""
        if part in ("nose", "ear"):
            near = self._near(self.rig.rest("eye.L")[1] - 0.025, reach=0.05, bones="head")
            return near[np.argmax(near[:, 0] * sign if sign else near[:, 2])]
        foot = self._near(self.floor_m, reach=0.03, bones=("foot", "toe"))
        foot = foot[foot[:, 0] * sign > 0]
        if part == "heel":
            return foot[np.argmin(foot[:, 2])] + np.array([0.0, 0.01, 0.02])
        return foot[np.argmax(foot[:, 2])] + np.array([0.0, 0.0, -0.015])

    def _near(self, height_m: float, *, reach: float, bones: str | tuple[str, ...]) -> Array:
        """Return the skin's vertices on these bones within `reach` of a height."""
        prefixes = (bones,) if isinstance(bones, str) else bones
        skin = base_mesh().indices("body")
        held = self.moved_by(*prefixes)[skin] > 0.3
        points = self.vertices[skin][held]
        return points[np.abs(points[:, 1] - height_m) < reach]

    @cached_property
    def floor_m(self) -> float:
        """Height of the soles at rest."""
        return float(self.vertices[base_mesh().indices("body"), 1].min())

    @cached_property
    def back_m(self) -> float:
        """Depth of the rearmost point of the trunk at rest (negative: z points forward)."""
        skin = base_mesh().indices("body")
        trunk = self.moved_by("spine", "root", "pelvis", "upperleg01")[skin] > 0.5
        return float(self.vertices[skin][trunk, 2].min())

    @cached_property
    def nape_m(self) -> float:
        """Depth of the rearmost point of the head at rest."""
        head = self._near(self.rig.rest("eye.L")[1] + 0.02, reach=0.06, bones="head")
        return float(head[:, 2].min())

    def length(self, start: str, end: str) -> float:
        """Return the distance between two bones' beginnings, metres."""
        return float(np.linalg.norm(self.rig.rest(end) - self.rig.rest(start)))


@cache
def load(name: str) -> Body:
    """Return the figure `b1`, `b2` or `b3`."""
    character, mesh = CHARACTERS[name], base_mesh()
    count = len(mesh.vertices)
    vertices = mesh.vertices + morph(character.shape, count) + morph(character.build, count)
    return Body(name, character, vertices, _rig(vertices))


def _rig(vertices: Array) -> Rig:
    """Place the standard rig's bones in the morphed mesh."""
    bones, order = rig_file(), [""]
    for parent in order:
        order += [name for name, bone in bones.items() if (bone["parent"] or "") == parent]
    names = tuple(order[1:])
    parents = tuple(
        names.index(bones[name]["parent"]) if bones[name]["parent"] else -1 for name in names
    )
    heads = np.array([_place(bones[name]["head"], vertices) for name in names])
    for side in SIDES:
        hip = heads[names.index("upperleg01." + side[0].upper())]
        hip[2] = _mid_depth(vertices, height_m=float(hip[1]))
    return Rig(names, parents, heads)


def _mid_depth(vertices: Array, height_m: float) -> float:
    """Return the middle between front and back of the trunk at a height.

    Hip joints belong there; in a man's shape the standard rig has them 2 cm further back.
    """
    skin = vertices[base_mesh().indices("body")]
    level = skin[(np.abs(skin[:, 1] - height_m) < 0.02) & (np.abs(skin[:, 0]) < 0.15)]
    return float(level[:, 2].min() + level[:, 2].max()) / 2


def _place(where: dict[str, Any], vertices: Array) -> Array:
    """Return the place that a rig entry names: the middle of a cube, one vertex, or several."""
    if where["strategy"] == "CUBE":
        return vertices[base_mesh().indices(where["cube_name"])].mean(axis=0)
    if where["strategy"] == "VERTEX":
        return vertices[where["vertex_index"]]
    return vertices[where["vertex_indices"]].mean(axis=0)
