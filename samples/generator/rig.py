"""Bones: rotations about named axes, forward kinematics, aiming and two-bone reaching.

Everything is done for all frames at once: a rotation is (frames, 3, 3), a place (frames, 3).
At rest every bone has the identity as its rotation, so turns read as anatomy: about x a positive
turn bends forward, about y it looks left, about z it tips to the right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samples.generator.mesh import Array

ALMOST_STRAIGHT = 0.998
"""A reaching limb uses at most this share of its length: a locked joint has no bending plane."""


def turn(axis: str, angle_deg: Array | float) -> Array:
    """Return the rotation(s) about body axis `x`, `y` or `z`."""
    angle = np.radians(np.asarray(angle_deg, dtype=float))
    cos, sin = np.cos(angle), np.sin(angle)
    out = np.zeros((*angle.shape, 3, 3))
    i = "xyz".index(axis)
    j, k = (i + 1) % 3, (i + 2) % 3
    out[..., i, i] = 1.0
    out[..., j, j] = out[..., k, k] = cos
    out[..., k, j], out[..., j, k] = sin, -sin
    return out


def unit(vector: Array) -> Array:
    """Return the vector(s) at length 1."""
    return vector / np.linalg.norm(vector, axis=-1, keepdims=True)


def shortest(start: Array, end: Array) -> Array:
    """Return the shortest rotation(s) that turn direction `start` to `end` (not opposite ones)."""
    start, end = np.broadcast_arrays(unit(start), unit(end))
    axis = np.cross(start, end)
    cos = np.sum(start * end, axis=-1)[..., None, None]
    cross = np.zeros((*axis.shape, 3))
    cross[..., 2, 1], cross[..., 0, 2], cross[..., 1, 0] = axis[..., 0], axis[..., 1], axis[..., 2]
    cross -= np.swapaxes(cross, -1, -2)
    return np.eye(3) + cross + cross @ cross / (1.0 + cos)


def apply(rotation: Array, vector: Array) -> Array:
    """Return the rotation(s) applied to the vector(s)."""
    return np.einsum("...ij,...j->...i", rotation, vector)


@dataclass(frozen=True)
class Rig:
    """Bones at rest, parents before children: names, parents' indices, where each begins."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    heads: Array

    def index(self, bone: str) -> int:
        """Return the place of the bone in every array."""
        return self.names.index(bone)

    def rest(self, bone: str) -> Array:
        """Return where the bone begins at rest, metres."""
        return self.heads[self.index(bone)]


class Pose:
    """A figure's bones over time, turned one after another; later turns keep earlier ones."""

    def __init__(self, rig: Rig, frames: int) -> None:
        self.rig = rig
        self.local = np.tile(np.eye(3), (frames, len(rig.names), 1, 1))
        self.root_m = np.tile(rig.heads[0], (frames, 1))

    def turn(self, bone: str, rotation: Array) -> None:
        """Turn a bone further, against its parent."""
        i = self.rig.index(bone)
        self.local[:, i] = self.local[:, i] @ rotation

    def share(self, bones: dict[str, float], axis: str, angle_deg: Array | float) -> None:
        """Spread one angle over several bones, by their shares."""
        for bone, part in bones.items():
            self.turn(bone, turn(axis, np.asarray(angle_deg) * part))

    def frame(self, bone: str | int) -> tuple[Array, Array]:
        """Return the bone's rotation and place in the world."""
        i = bone if isinstance(bone, int) else self.rig.index(bone)
        parent = self.rig.parents[i]
        if parent < 0:
            return self.local[:, i], self.root_m
        rotation, place = self.frame(parent)
        offset = self.rig.heads[i] - self.rig.heads[parent]
        return rotation @ self.local[:, i], place + apply(rotation, offset)

    def place(self, bone: str) -> Array:
        """Return where the bone begins in the world, metres."""
        return self.frame(bone)[1]

    def orient(self, bone: str, rotation: Array) -> None:
        """Give the bone this rotation in the world."""
        i = self.rig.index(bone)
        parent, _ = self.frame(self.rig.parents[i])
        self.local[:, i] = np.swapaxes(parent, -1, -2) @ rotation

    def aim(self, bone: str, child: str, direction: Array) -> None:
        """Turn the bone by the shortest way so that `child` lies along a world direction."""
        i = self.rig.index(bone)
        parent, _ = self.frame(self.rig.parents[i])
        rest = self.rig.rest(child) - self.rig.heads[i]
        self.local[:, i] = shortest(rest, apply(np.swapaxes(parent, -1, -2), direction))

    def reach(self, limb: tuple[str, str, str], target: Array, pole: Array) -> None:
        """Bend a two-bone limb so that its end comes to `target`, the middle joint towards `pole`.

        A target out of reach is approached as far as the limb is long.
        """
        upper, lower, end = limb
        start = self.place(upper)
        long_a = np.linalg.norm(self.rig.rest(lower) - self.rig.rest(upper))
        long_b = np.linalg.norm(self.rig.rest(end) - self.rig.rest(lower))
        way = target - start
        far = np.linalg.norm(way, axis=-1, keepdims=True)
        along = way / far
        far = np.clip(far, abs(long_a - long_b) * 1.02, (long_a + long_b) * ALMOST_STRAIGHT)
        cos = (long_a**2 + far**2 - long_b**2) / (2 * long_a * far)
        pole = np.broadcast_to(pole, along.shape)
        aside = unit(pole - np.sum(pole * along, axis=-1, keepdims=True) * along)
        middle = start + long_a * (cos * along + np.sqrt(np.maximum(0.0, 1 - cos**2)) * aside)
        self.aim(upper, lower, middle - start)
        self.aim(lower, end, start + far * along - middle)

    def solve(self) -> tuple[Array, Array]:
        """Return every bone's rotation (frames, bones, 3, 3) and place (frames, bones, 3)."""
        turned, placed = self.local.copy(), np.empty(self.local.shape[:3])
        placed[:, 0] = self.root_m
        for i, parent in enumerate(self.rig.parents):
            if parent >= 0:
                turned[:, i] = turned[:, parent] @ self.local[:, i]
                offset = self.rig.heads[i] - self.rig.heads[parent]
                placed[:, i] = placed[:, parent] + apply(turned[:, parent], offset)
        return turned, placed
