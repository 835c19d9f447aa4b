"""What can be wrong on the floor: for every frame whether it is."""

from __future__ import annotations

import numpy as np

from samples.generator.measures import length, middle
from samples.generator.mesh import Array
from samples.generator.truth import Fault, Seen


def rises(joint: str, limit: float) -> Fault:
    """Return the fault of a joint that comes up by so many trunk lengths."""

    def fault(seen: Seen) -> Array:
        return seen.rise(joint) > limit

    return fault


def head_or_trunk_up(pitch_deg: float) -> Fault:
    """Return the fault of a trunk that comes up by so much, or a nose by 0.10 trunk lengths."""

    def fault(seen: Seen) -> Array:
        return (seen.change(seen.angles["trunk_pitch"]) > pitch_deg) | (seen.rise("nose") > 0.10)

    return fault


def one_knee(seen: Seen) -> Array:
    """With the near knee at the chest, the other one is 25 degrees away from it."""
    near, far = seen.angles["hip_flex_n"], seen.angles["hip_flex_f"]
    return (np.abs(near - far) > 25.0) & (near > 80.0)


def knees_apart(seen: Seen) -> Array:
    """The knees have come apart in the picture by 0.25 trunk lengths."""
    apart = length(seen.joints["left_knee"] - seen.joints["right_knee"])
    return seen.change(apart) / _trunk(seen) > 0.25


def knee_moves(seen: Seen) -> Array:
    """The knee bends or straightens by more than 10 degrees."""
    return np.abs(seen.change(seen.angles["knee_flex_n"])) > 10.0


def neck_pull(seen: Seen) -> Array:
    """The chin goes to the chest, or the head comes up before the ribs."""
    bend = seen.change(seen.angles["neck_flex"])
    return (bend > 45.0) | ((bend > 25.0) & (seen.angles["shoulder_lift"] < 4.0))


def shifts(joint: str, limit: float) -> Fault:
    """Return the fault of a joint that goes along the floor by so many trunk lengths."""

    def fault(seen: Seen) -> Array:
        return np.abs(seen.change(seen.joints[joint][:, 0])) / _trunk(seen) > limit

    return fault


def _trunk(seen: Seen) -> float:
    return seen.base(length(middle(seen.joints, "shoulder") - middle(seen.joints, "hip")))


def shrug(near: str) -> Fault:
    """Return the fault of the near shoulder coming to the ear by a fifth of their distance."""

    def fault(seen: Seen) -> Array:
        gap = length(seen.joints[f"{near}_ear"] - seen.joints[f"{near}_shoulder"])
        return gap / seen.base(gap) - 1.0 < -0.20

    return fault


def hips_far(seen: Seen) -> Array:
    """The legs are up, and the knees half bent."""
    hip, knee = seen.angles["hip_flex_n"], seen.angles["knee_flex_n"]
    return (knee > 40.0) & (knee < 65.0) & (hip > 65.0) & (hip < 105.0)
