"""The figure's visible surfaces: skin, shirt, leggings, hair, eyes, and the rods of a towel.

Clothes are the mesh's own body-suit layer pushed outwards. Hems are cut by the shader where a
field, `hem_m` (metres inside the garment, negative outside), changes sign, so they are straight
although the mesh's edges are not; the skin is cut away where it lies well inside a garment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samples.generator.body import Body, Colour
from samples.generator.mesh import Array, base_mesh

SKIN, CLOTH, HAIR, EYE = 0, 1, 2, 3
UNDER_M = 0.015
"""The skin goes on this far beneath a hem."""
RODS = 4
"""Bones after the rig's own, each of which carries one unit rod along x."""


@dataclass(frozen=True)
class Surface:
    """One drawable part. `rest` is metres at rest (for an eye: its own unit sphere)."""

    kind: int
    colour: Colour
    vertices: Array
    normals: Array
    uvs: Array
    rest: Array
    hem_m: Array
    bones: Array
    weights: Array
    triangles: Array

    def packed(self) -> bytes:
        """Return the vertex buffer: place 3, normal 3, uv 2, rest 3, hem 1, bones 4, weights 4."""
        floats = (
            self.vertices, self.normals, self.uvs, self.rest, self.hem_m[:, None],
            self.bones, self.weights,
        )  # fmt: skip
        return np.concatenate(floats, axis=1).astype("f4").tobytes()


def surfaces(body: Body) -> list[Surface]:
    """Return everything that is drawn of the figure."""
    shirt, leggings = _garments(body)
    look = body.character
    inside = np.maximum(shirt, leggings)
    out = [
        _part(body, "helper-tights", CLOTH, look.leggings, hem_m=leggings, push_m=0.004),
        _part(body, "helper-tights", CLOTH, look.shirt, hem_m=shirt, push_m=0.008),
        _part(body, "body", HAIR, look.hair, hem_m=_scalp(body), push_m=0.011),
        _part(body, "body", SKIN, look.skin, hem_m=UNDER_M - inside),
        _eye(body, "l"),
        _eye(body, "r"),
    ]
    if look.bun:
        out.append(_bun(body))
    return out


def _part(
    body: Body, group: str, kind: int, colour: Colour, *, hem_m: Array, push_m: float = 0.0
) -> Surface:
    """Return a group of the mesh as a surface, pushed out along its normals."""
    corners = base_mesh().triangles(group)
    kept = (hem_m[corners[..., 0]] > 0).any(axis=1)
    normals = smooth_normals(body.vertices, corners[..., 0])
    corners = corners[kept]
    pairs, index = np.unique(corners.reshape(-1, 2), axis=0, return_inverse=True)
    vertex = pairs[:, 0]
    bones, weights = body.weights
    return Surface(
        kind=kind,
        colour=colour,
        vertices=body.vertices[vertex] + push_m * normals[vertex],
        normals=normals[vertex],
        uvs=base_mesh().uvs[pairs[:, 1]],
        rest=body.vertices[vertex],
        hem_m=hem_m[vertex],
        bones=bones[vertex],
        weights=weights[vertex],
        triangles=index.reshape(-1, 3),
    )


def smooth_normals(vertices: Array, triangles: Array) -> Array:
    """Return unit normals, each vertex's faces weighted by area (0 where there are none)."""
    a, b, c = (vertices[triangles[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    out = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(out, triangles[:, k], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def _garments(body: Body) -> tuple[Array, Array]:
    """Return how far inside the shirt and the leggings each vertex lies, metres."""
    x, y, z = body.vertices.T
    rest = body.rig.rest
    arm = body.moved_by("upperarm", "lowerarm", "wrist", "metacarpal", "finger") > 0.5
    hip_y, ankle_y, neck = rest("upperleg01.L")[1], rest("foot.L")[1], rest("neck01")
    shoulder, elbow = rest("upperarm01.L"), rest("lowerarm01.L")
    long_m = body.length("upperarm01.L", "lowerarm01.L")
    along = (np.column_stack([np.abs(x), y, z]) - shoulder) @ (elbow - shoulder) / long_m
    collar = 0.9 * (neck[1] - 0.012 - y) - 0.43 * (z - neck[2])
    shirt = np.where(arm, 0.62 * long_m - along, np.minimum(y - hip_y - 0.02, collar))
    leggings = np.where(arm, -1.0, np.minimum(hip_y + 0.12 - y, y - ankle_y - 0.05))
    return shirt, leggings


def _scalp(body: Body) -> Array:
    """Return how far inside the hairline each vertex lies: above a plane from brow to nape."""
    x, y, z = body.vertices.T
    eye, ear = body.rig.rest("eye.L"), body.landmarks["left_ear"][1]
    brow_y, nape_y = eye[1] + 0.068, eye[1] - 0.055
    slope = (brow_y - nape_y) / 0.21
    plane = (y - brow_y - slope * (z - eye[2] - 0.02)) / np.hypot(1.0, slope)
    behind = np.minimum(ear[2] - 0.03 - z, y - nape_y)
    off_ears = ear[0] - 0.012 - np.abs(x)
    near_ear = np.maximum(np.abs(y - ear[1]) - 0.05, np.abs(z - ear[2]) - 0.035)
    hair = np.minimum(np.maximum(plane, behind), np.maximum(off_ears, near_ear))
    return np.where(body.moved_by("head", "temporalis", "neck03", "special") > 0.3, hair, -1.0)


def _eye(body: Body, side: str) -> Surface:
    """Return an eyeball; its `rest` is where on the unit sphere each vertex lies."""
    everywhere = np.ones(len(body.vertices))
    part = _part(body, f"helper-{side}-eye", EYE, (1.0, 1.0, 1.0), hem_m=everywhere)
    middle = (part.rest.max(axis=0) + part.rest.min(axis=0)) / 2
    out = part.rest - middle
    unit = out / np.linalg.norm(out, axis=1, keepdims=True)
    head = np.full_like(part.bones, body.rig.index("head"))
    return Surface(**{**vars(part), "rest": unit, "bones": head})


def _ball(rings: int = 12, spokes: int = 20) -> tuple[Array, Array]:
    """Return a unit sphere: places (also its normals) and triangles."""
    polar, round_ = np.meshgrid(
        np.linspace(0, np.pi, rings), np.linspace(0, 2 * np.pi, spokes), indexing="ij"
    )
    places = np.stack(
        [np.sin(polar) * np.cos(round_), np.cos(polar), np.sin(polar) * np.sin(round_)], axis=-1
    )
    i = (np.arange(rings - 1)[:, None] * spokes + np.arange(spokes - 1)).ravel()
    corners = np.stack([i, i + 1, i + spokes, i + 1, i + spokes + 1, i + spokes], axis=1)
    return places.reshape(-1, 3), corners.reshape(-1, 3)


def _stuck(
    kind: int, colour: Colour, places: Array, normals: Array, tri: Array, bone: int
) -> Surface:
    """Return a surface that moves with one bone."""
    count = len(places)
    weights = np.zeros((count, 4))
    weights[:, 0] = 1.0
    return Surface(
        kind, colour, places, normals, np.zeros((count, 2)), places, np.ones(count),
        np.full((count, 4), bone), weights, tri,
    )  # fmt: skip


def _bun(body: Body) -> Surface:
    """Return hair tied at the back of the head."""
    places, tri = _ball()
    eye = body.rig.rest("eye.L")
    middle = np.array([0.0, eye[1] + 0.07, body.nape_m - 0.005])
    shape = np.array([0.042, 0.038, 0.036])
    head = body.rig.index("head")
    return _stuck(HAIR, body.character.hair, middle + places * shape, places, tri, head)


def rods(body: Body, colour: Colour, radius_m: float) -> list[Surface]:
    """Return the rods, each from 0 to 1 along x of its own bone."""
    angle = np.linspace(0, 2 * np.pi, 9)
    ring = np.stack([np.zeros(9), np.cos(angle), np.sin(angle)], axis=1)
    ends = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    places = (ends[:, None] + ring * radius_m).reshape(-1, 3)
    i = np.arange(8)
    tri = np.concatenate([np.stack([i, i + 9, i + 1], 1), np.stack([i + 1, i + 9, i + 10], 1)])
    first = len(body.rig.names)
    return [
        _stuck(CLOTH, colour, places, np.tile(ring, (2, 1)), tri, first + k) for k in range(RODS)
    ]
