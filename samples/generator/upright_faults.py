"""What can be wrong with people who sit or stand."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES
from samples.generator.faults import shoulder_rise
from samples.generator.measures import length
from samples.generator.mesh import Array
from samples.generator.truth import Fault, Seen


def anchor_slips(seen: Seen) -> Array:
    """The shoulder that the ear moves away from comes up by 0.05 shoulder widths."""
    to_left = seen.angles["head_roll"] > 0
    return np.where(to_left, shoulder_rise(seen, "right"), shoulder_rise(seen, "left")) >= 0.05


def elbow_low(seen: Seen) -> Array:
    """The elbow is not above its shoulder while the head is turned."""
    return (seen.angles["elbow_height"] < 0.05) & (np.abs(seen.angles["head_yaw"]) > 8.0)


def arms_drop(seen: Seen) -> Array:
    """The arms sink while the shoulders reach forward."""
    return (seen.angles["arm_elev"] < 60.0) & (seen.angles["shoulder_reach"] > 0.05)


def chin_up(seen: Seen) -> Array:
    """The head is turned, but the chin not lowered."""
    return (seen.angles["head_pitch"] < 8.0) & (np.abs(seen.angles["head_yaw"]) > 15.0)


def shoulders_up(limit: float) -> Fault:
    """Return the fault of both shoulders above a rise, in shoulder widths."""
    return lambda seen: np.minimum(*(shoulder_rise(seen, side) for side in SIDES)) >= limit


def slumping(seen: Seen) -> Array:
    """Both shoulders have sunk by 0.12 shoulder widths."""
    width = seen.base(length(seen.joints["left_shoulder"] - seen.joints["right_shoulder"]))
    sunk = [-seen.change(seen.joints[f"{side}_shoulder"][:, 1]) / width for side in SIDES]
    return np.minimum(*sunk) >= 0.12


def tilting(seen: Seen) -> Array:
    """The shoulders tilt by more than 6 degrees, or the head by more than 10."""
    shoulders, head = seen.angles["shoulder_tilt"], seen.angles["head_roll"]
    return (np.abs(seen.change(shoulders)) > 6.0) | (np.abs(seen.change(head)) > 10.0)
