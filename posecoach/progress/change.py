"""When a difference is one: what a camera can tell apart, and medians against the odd day out."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from posecoach.core.stretch import Grade

# measures in the plane of the shoulders; all others of grade A lie in the plane of a step
FRONTAL = frozenset({"head_roll", "neck_axis_roll", "shoulder_tilt", "trunk_lean"})
SAGITTAL_DEG, FRONTAL_DEG, ROUGH_DEG = 12.0, 10.0, 15.0
SESSIONS_A_POINT = 3
SESSIONS_TO_TELL = 2 * SESSIONS_A_POINT


def detectable_deg(grade: Grade, measure: str) -> float:
    """Return the least change of an angle that is more than the camera's own noise."""
    if grade is not Grade.A:
        return ROUGH_DEG
    return FRONTAL_DEG if measure in FRONTAL else SAGITTAL_DEG


def medians_of_three(values: Sequence[float]) -> list[float]:
    """Return the median of each value with the two before it; two fewer than there are values."""
    return [median(values[at - SESSIONS_A_POINT : at]) for at in range(3, len(values) + 1)]


def start_and_now(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the median of the first three and of the last three; None while these overlap."""
    if len(values) < SESSIONS_TO_TELL:
        return None
    return median(values[:SESSIONS_A_POINT]), median(values[-SESSIONS_A_POINT:])
