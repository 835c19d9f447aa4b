"""Hands that lie on something: which way the fingers point and the palm looks."""

from __future__ import annotations

import numpy as np

from samples.generator.limbs import knuckles, suffix
from samples.generator.mesh import Array
from samples.generator.rig import Pose, apply, unit

TWIST = 0.5
"""Share of a turn of the hand that the forearm makes."""
PAIRS = ((1, 2), (2, 0), (0, 1))


def lay_hand(pose: Pose, side: str, share: Array, fingers: Array, palm: Array) -> None:
    """Point the fingers and the palm along directions, as far as `share` (0-1) says.

    The forearm turns along, so that the wrist is not wrung.
    """
    wrist, end = "wrist" + suffix(side), suffix(side)
    rest = _basis(knuckles(pose, side), _palm(pose, side))
    now = pose.frame(wrist)[0]
    weight = np.asarray(share)[:, None]
    idle = [apply(now, rest[:, k]) * (1 - weight) for k in (0, 1)]
    mixed = [unit(idle[k] + unit(way) * weight) for k, way in enumerate((fingers, palm))]
    wanted = _basis(mixed[0], mixed[1]) @ rest.T
    _twist(pose, "lowerarm02" + end, wrist, wanted)
    pose.orient(wrist, wanted)


def _twist(pose: Pose, forearm: str, wrist: str, wanted: Array) -> None:
    """Turn the forearm about its own length by a share of what the hand is turned against it."""
    axis = unit(pose.rig.rest(wrist) - pose.rig.rest(forearm))
    held = np.swapaxes(pose.frame(forearm)[0], -1, -2) @ wanted
    skew = np.stack([(held - np.swapaxes(held, -1, -2))[:, k, j] for j, k in PAIRS], axis=1)
    # the twist about the axis, from the rotation's quaternion: (w, x, y, z) is (w, skew) in scale
    w = 1.0 + np.trace(held, axis1=1, axis2=2)
    angle = 2.0 * np.arctan2(skew @ axis, w) * TWIST
    pose.turn(forearm, _about(axis, angle))


def _about(axis: Array, angle_rad: Array) -> Array:
    """Return the rotations about an axis."""
    x, y, z = axis
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    sin, cos = np.sin(angle_rad)[:, None, None], np.cos(angle_rad)[:, None, None]
    return np.eye(3) + sin * cross + (1 - cos) * (cross @ cross)


def _palm(pose: Pose, side: str) -> Array:
    """Return the way the palm looks at rest."""
    rest, end = pose.rig.rest, suffix(side)
    across = rest("finger2-1" + end) - rest("finger5-1" + end)
    normal = np.cross(knuckles(pose, side), across)
    return unit(normal if side == "left" else -normal)


def _basis(first: Array, second: Array) -> Array:
    """Return the axes (..., 3, 3) of which the first is `first`, the second near `second`."""
    first = unit(first)
    second = unit(second - np.sum(first * second, axis=-1, keepdims=True) * first)
    return np.stack([first, second, np.cross(first, second)], axis=-1)
