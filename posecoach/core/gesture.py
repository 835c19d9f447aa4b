"""A raised hand: the one thing that a person can say without a voice, a key or a screen.

A hand is up when the arm is about straight, about upright in the picture, and its wrist is the
highest part of the body by a margin: true standing, sitting and lying, and of no stretch. It must
be held for a second and a half, and come down before it counts again.
"""

from __future__ import annotations

from enum import StrEnum

from .geometry import bend_deg, distance_px, lean_deg, midpoint
from .pose import Joint, Point, Pose, Side

HOLD_S = 1.5
FLICKER_S = 0.3
STRAIGHT_DEG = 50.0
UPRIGHT_DEG = 35.0
HIGHEST_BY = 0.15
ABOVE_SHOULDER = 0.7
WIDTHS_A_TRUNK = 1.4
_OTHERS = (
    Joint.NOSE,
    *(side.joint(part) for part in ("shoulder", "hip", "knee", "ankle") for side in Side),
)


class Gesture(StrEnum):
    """What raised hands ask for: one pauses or goes on, both skip."""

    PAUSE = "pause"
    SKIP = "skip"


class HandWatch:
    """Follows the hands over time; call `step` once a frame."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._seen_s = float("-inf")
        self._both = False
        self._told = False

    def step(self, pose: Pose) -> Gesture | None:
        """Return what is asked for, in the one frame in which it has been held long enough."""
        raised = raised_hands(pose)
        time_s = pose.time_s
        if raised:
            self._since_s = time_s if self._since_s is None else self._since_s
            self._seen_s = time_s
            self._both = self._both or len(raised) == len(Side)
        elif time_s - self._seen_s > FLICKER_S:
            self._since_s, self._both, self._told = None, False, False
        if self._since_s is None or self._told or time_s - self._since_s < HOLD_S:
            return None
        self._told = True
        return Gesture.SKIP if self._both else Gesture.PAUSE


def raised_hands(pose: Pose) -> frozenset[Side]:
    """Return the sides whose hand is up."""
    trunk_px = _trunk_px(pose)
    if not trunk_px:
        return frozenset()
    tops = [at.y_px for joint in _OTHERS if (at := pose.seen(joint))]
    return frozenset(side for side in Side if _is_up(pose, side, trunk_px, min(tops)))


def _is_up(pose: Pose, side: Side, trunk_px: float, top_px: float) -> bool:
    parts = [pose.seen(side.joint(part)) for part in ("shoulder", "elbow", "wrist")]
    shoulder, elbow, wrist = parts
    if not (shoulder and elbow and wrist):
        return False
    return (
        top_px - wrist.y_px > HIGHEST_BY * trunk_px
        and shoulder.y_px - wrist.y_px > ABOVE_SHOULDER * trunk_px
        and bend_deg(shoulder, elbow, wrist) < STRAIGHT_DEG
        and abs(lean_deg(shoulder, wrist)) < UPRIGHT_DEG
    )


def _trunk_px(pose: Pose) -> float | None:
    """Return the trunk's length, or what the shoulders tell of it where the hips are not seen."""
    top, base = _middle(pose, "shoulder"), _middle(pose, "hip")
    if top and base:
        return distance_px(top, base)
    left, right = (pose.seen(side.joint("shoulder")) for side in Side)
    return WIDTHS_A_TRUNK * distance_px(left, right) if left and right else None


def _middle(pose: Pose, part: str) -> Point | None:
    left, right = (pose.seen(side.joint(part)) for side in Side)
    return midpoint(left, right) if left and right else None
