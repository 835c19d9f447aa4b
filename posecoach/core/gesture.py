"""A raised hand: the one thing that a person can say without a voice, a key or a screen.

A hand is up when the arm is about straight, about upright in the picture, and its wrist is the
highest part of the body by a margin: true standing, sitting and lying, and of no stretch. It must
be held for a second and a half, and come down before it counts again. Somebody who lies side-on to
the camera holds two hands apart, one toward the head: else the near arm hides the far one.
"""

from __future__ import annotations

from enum import StrEnum
from math import inf

from .geometry import bend_deg, distance_px, lean_deg, midpoint
from .pose import Joint, Point, Pose, Side

HOLD_S = 1.5
FLICKER_S = 0.3
STRAIGHT_DEG = 50.0
UPRIGHT_DEG = 35.0
HIGHEST_BY = 0.15
ABOVE_SHOULDER = 0.7
WIDTHS_A_TRUNK = 1.4
SURE = 0.8  # a visibility; what lies outside the picture is told by nothing else
_OTHERS = (
    Joint.NOSE,
    *(side.joint(part) for part in ("shoulder", "hip", "knee", "ankle") for side in Side),
)


class Gesture(StrEnum):
    """What raised hands ask for: one pauses or goes on, both skip."""

    PAUSE = "pause"
    SKIP = "skip"


class HandWatch:
    """Follows the hands over time; call `step` once a frame.

    With `down_first`, a hand that was up already when the watch began must come down to count.
    """

    def __init__(self, *, down_first: bool = False) -> None:
        self._since_s: float | None = None
        self._seen_s = inf if down_first else -inf
        self._both = False
        self._told = down_first

    @property
    def asking(self) -> Gesture | None:
        """What the hands that are up ask for, as long as that has not been told."""
        if self._since_s is None or self._told:
            return None
        return Gesture.SKIP if self._both else Gesture.PAUSE

    @property
    def progress(self) -> float:
        """How much of the time they must be up has passed, 0 to 1; 0 where nothing is asked."""
        if self._since_s is None or self._told:
            return 0.0
        return min(1.0, (self._seen_s - self._since_s) / HOLD_S)

    def step(self, pose: Pose) -> Gesture | None:
        """Return what is asked for, in the one frame in which it has been held long enough."""
        raised = frozenset() if pose.crowded else raised_hands(pose)  # whose hands would they be?
        time_s = pose.time_s
        self._seen_s = min(self._seen_s, time_s)  # the first frame stands for all before it
        if raised:
            self._since_s = time_s if self._since_s is None else self._since_s
            self._seen_s = time_s
            self._both = self._both or len(raised) == len(Side)
        elif time_s - self._seen_s > FLICKER_S:
            self._since_s, self._both, self._told = None, False, False
        if self._since_s is None or self._told or time_s - self._since_s < HOLD_S:
            return None
        asked = self.asking
        self._told = True
        return asked


def raised_hands(pose: Pose) -> frozenset[Side]:
    """Return the sides whose hand is up."""
    trunk_px = _trunk_px(pose)
    if not trunk_px:
        return frozenset()
    tops = [at.y_px for joint in _OTHERS if (at := pose.seen(joint))]
    return frozenset(side for side in Side if _is_up(pose, side, trunk_px, min(tops)))


def _is_up(pose: Pose, side: Side, trunk_px: float, top_px: float) -> bool:
    shoulder, elbow = pose.seen(side.joint("shoulder")), pose.seen(side.joint("elbow"))
    wrist = _wrist(pose, side)
    if not (shoulder and elbow and wrist):
        return False
    return (
        top_px - wrist.y_px > HIGHEST_BY * trunk_px
        and shoulder.y_px - wrist.y_px > ABOVE_SHOULDER * trunk_px
        and bend_deg(shoulder, elbow, wrist) < STRAIGHT_DEG
        and abs(lean_deg(shoulder, wrist)) < UPRIGHT_DEG
    )


def _wrist(pose: Pose, side: Side) -> Point | None:
    """Return the wrist; who sits near raises it out of the picture, and the arm tells where it is.

    On rendered people 1.7 m away the model put it 20 to 45 pixels above the edge, at 0.9 and more.
    """
    mark = pose.landmarks.get(side.joint("wrist"))
    if mark is not None and mark.visibility >= SURE and mark.point.y_px < 0:
        return mark.point
    return pose.seen(side.joint("wrist"))


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
