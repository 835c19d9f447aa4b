"""What is true of a posed figure: its joints, and the specification's angles in the ideal view.

Angles are measured from the rig's joints in the plane the stretch is seen in, looked at exactly
square-on and without perspective, by the formulas and signs of the specification's measure
library; the camera's own slant and perspective count as the camera's error. `_n` is the working
leg (in a lunge the rear one), `_f` the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import Figure
from samples.generator.mesh import Array

Joints = dict[str, Array]
"""Name of the joint -> its place in the world, (frames, 3), metres."""
Angles = dict[str, Array]
"""Id of the measure -> degrees, (frames,); lengths and rises are shares."""


def joints(body: Body, figure: Figure) -> Joints:
    """Return every joint of the truth."""
    out = {}
    for name, (bone, rest) in body.landmarks.items():
        i = body.rig.index(bone)
        offset = rest - body.rig.heads[i]
        out[name] = figure.places[:, i] + figure.rotations[:, i] @ offset
    return out


def heading(vector: Array) -> Array:
    """Return the angle in the picture, degrees; y points down there."""
    return np.degrees(np.arctan2(-vector[..., 1], vector[..., 0]))


def wrap(angle_deg: Array) -> Array:
    """Return the same angle within -180..180."""
    return (angle_deg + 180.0) % 360.0 - 180.0


def between(first: Array, second: Array) -> Array:
    """Return the unsigned angle between two directions in the picture, degrees."""
    return np.abs(wrap(heading(first) - heading(second)))


def length(vector: Array) -> Array:
    """Return the length in the picture, metres."""
    return np.hypot(vector[..., 0], vector[..., 1])


def middle(points: Joints, part: str) -> Array:
    """Return the point halfway between left and right."""
    return (points["left_" + part] + points["right_" + part]) / 2


def front_angles(
    body: Body, figure: Figure, points: Joints, working: Sequence[str | None]
) -> Angles:
    """Return the angles of the neck stretches, seen from the front."""
    head = figure.rotations[:, body.rig.index("head")]
    across, face = head[:, :, 0], head[:, :, 2]
    shoulders = points["left_shoulder"] - points["right_shoulder"]
    trunk = middle(points, "shoulder") - middle(points, "hip")
    return {
        "head_roll": wrap(heading(across) - heading(shoulders)),
        "head_pitch": -np.degrees(np.arcsin(face[:, 1])),
        "head_yaw": np.degrees(np.arctan2(face[:, 0], face[:, 2])),
        "shoulder_tilt": heading(shoulders),
        "trunk_lean": np.degrees(np.arctan2(trunk[:, 0], trunk[:, 1])),
    }


def leg_angles(points: Joints, side: str, turn_sign: float) -> tuple[Array, Array]:
    """Return hip flexion (extension negative) and knee flexion of one side, seen from the side."""
    shoulder, hip = points[f"{side}_shoulder"], points[f"{side}_hip"]
    knee, ankle = points[f"{side}_knee"], points[f"{side}_ankle"]
    flex = turn_sign * wrap(heading(knee - hip) - heading(hip - shoulder))
    return flex, 180.0 - between(hip - knee, ankle - knee)


AnglesOf = Callable[[Body, "Figure", Joints, Sequence[str | None]], Angles]
"""What is true in one kind of view, of a figure with these joints and working sides."""


def side_angles(points: Joints, working: Sequence[str | None], *, turn_sign: float) -> Angles:
    """Return hip and knee flexion of the working and the other leg, and the trunk's pitch.

    `turn_sign` makes flexion positive: + where the body's front is to the left of the way from hips
    to head in the picture. A side that is None stands for the left.
    """
    trunk = middle(points, "shoulder") - middle(points, "hip")
    of_side = {side: leg_angles(points, side, turn_sign) for side in SIDES}
    is_left = np.array([side != "right" for side in working])
    out: Angles = {}
    for k, measure in enumerate(("hip_flex", "knee_flex")):
        left, right = of_side["left"][k], of_side["right"][k]
        out[measure + "_n"] = np.where(is_left, left, right)
        out[measure + "_f"] = np.where(is_left, right, left)
    out["trunk_pitch"] = np.degrees(np.arcsin(trunk[:, 1] / length(trunk)))
    return out


def floor_angles(near: str | None = None) -> AnglesOf:
    """Return what is true on the back; `near` names the leg where the script names none."""

    def angles(body: Body, figure: Figure, points: Joints, working: Sequence[str | None]) -> Angles:
        head_left = points["nose"][0, 0] < middle(points, "hip")[0, 0]
        sides = [near] * len(working) if near else working
        return side_angles(points, sides, turn_sign=-1.0 if head_left else 1.0)

    return angles


def lunge_angles(facing: str) -> AnglesOf:
    """Return what is true half-kneeling: the legs, trunk lean, and the front shank's lean."""
    front, ahead = SIDES[1 - SIDES.index(facing)], 1.0 if facing == "right" else -1.0

    def angles(body: Body, figure: Figure, points: Joints, working: Sequence[str | None]) -> Angles:
        trunk = middle(points, "shoulder") - middle(points, "hip")
        shank = points[f"{front}_knee"] - points[f"{front}_ankle"]
        return side_angles(points, working, turn_sign=-ahead) | {
            "trunk_flex": np.degrees(np.arctan2(trunk[:, 0] * ahead, trunk[:, 1])),
            "shank_lean_f": np.degrees(np.arctan2(shank[:, 0] * ahead, shank[:, 1])),
        }

    return angles
