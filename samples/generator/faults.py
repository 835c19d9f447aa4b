"""What can be wrong in a clip: for every frame whether it is, from true angles and joints."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES
from samples.generator.measures import length, middle
from samples.generator.mesh import Array
from samples.generator.truth import Fault, Seen


def beyond(measure: str, limit: float, *, change: bool = False) -> Fault:
    """Return the fault of a measure (or of its change) above a limit."""

    def fault(seen: Seen) -> Array:
        values = seen.angles[measure]
        return (seen.change(values) if change else values) > limit

    return fault


def below(measure: str, limit: float, *, change: bool = False) -> Fault:
    """Return the fault of a measure (or of its change) below a limit."""

    def fault(seen: Seen) -> Array:
        values = seen.angles[measure]
        return (seen.change(values) if change else values) < limit

    return fault


def trunk_lean(seen: Seen) -> Array:
    """The trunk leans sideways by more than 6 degrees."""
    return np.abs(seen.change(seen.angles["trunk_lean"])) > 6.0


def shoulder_rise(seen: Seen, side: str) -> Array:
    """Return how far a shoulder has come up along the trunk's line, in shoulder widths."""
    hips = middle(seen.joints, "hip")
    trunk = (middle(seen.joints, "shoulder") - hips)[:, :2]
    trunk = trunk / np.linalg.norm(trunk, axis=1, keepdims=True)
    along = ((seen.joints[f"{side}_shoulder"] - hips)[:, :2] * trunk).sum(axis=1)
    width = length(seen.joints["left_shoulder"] - seen.joints["right_shoulder"])
    return seen.change(along) / seen.base(width)


def hike_opposite(seen: Seen) -> Array:
    """The shoulder that the ear moves away from comes up by 0.06 shoulder widths."""
    to_left = seen.angles["head_roll"] > 0
    rise = np.where(to_left, shoulder_rise(seen, "right"), shoulder_rise(seen, "left"))
    return rise >= 0.06


def shrug(seen: Seen) -> Array:
    """Both shoulders come up by 0.06 shoulder widths."""
    return np.minimum(*(shoulder_rise(seen, side) for side in SIDES)) >= 0.06


def hands_pull(seen: Seen) -> Array:
    """A wrist is within 0.45 shoulder widths of its ear."""
    width = seen.base(length(seen.joints["left_shoulder"] - seen.joints["right_shoulder"]))
    gaps = [length(seen.joints[f"{s}_wrist"] - seen.joints[f"{s}_ear"]) for s in SIDES]
    return np.minimum(*gaps) / width <= 0.45


def other_leg_lifts(seen: Seen) -> Array:
    """The resting leg comes up: a bent one's ankle by 0.08 trunk lengths, a straight one to 12."""
    out = np.zeros(len(seen.sides), dtype=bool)
    bent = seen.base(seen.angles["knee_flex_f"]) > 30.0
    for side in SIDES:
        thigh = seen.joints[f"{side}_knee"] - seen.joints[f"{side}_hip"]
        pitch = np.degrees(np.arcsin(thigh[:, 1] / length(thigh)))
        lifted = seen.rise(f"{side}_ankle") > 0.08 if bent else pitch > 12.0
        rests = np.array([working != side for working in seen.sides])
        out |= lifted & rests
    return out


def head_lifts(seen: Seen) -> Array:
    """The trunk comes up by 6 degrees or the nose by 0.10 trunk lengths."""
    return (seen.change(seen.angles["trunk_pitch"]) > 6.0) | (seen.rise("nose") > 0.10)
