"""Is somebody else in view, or has the skeleton jumped to them, or joined two bodies?

The estimator tells of the first. A jump is told by what one body cannot do: its trunk changing
length by a third within half a second, or its middle leaping by half a trunk from one frame to the
next (stretches.md 3.2). When the other has gone, the body must be back where it was and as long as
it was, or the skeleton may have stayed with the other.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from .body import Body
from .geometry import distance_px, midpoint
from .pose import Point, Pose

LENGTH_CHANGE = 0.35
WINDOW_S = 0.5
LEAP = 0.5
STRIDE_LENGTHS_S = 2.5
CALM_AGAIN_S = 2.0
BACK_WITHIN = 0.75
BACK_AT_LAST_S = 6.0


@dataclass(frozen=True, slots=True)
class _Trunk:
    time_s: float
    middle: Point
    length_px: float

    def is_like(self, other: _Trunk) -> bool:
        """Return whether this may be the same body, which has hardly moved."""
        near = distance_px(self.middle, other.middle) <= BACK_WITHIN * other.length_px
        return near and abs(self.length_px - other.length_px) <= LENGTH_CHANGE * other.length_px


class CrowdWatch:
    """Tells while more than one person may be in view, and for two seconds after each jump."""

    def __init__(self) -> None:
        self._trunks: deque[_Trunk] = deque()
        self._jumped_s: float | None = None
        self._alone: _Trunk | None = None
        self._crowded_s = float("-inf")

    def step(self, pose: Pose, *, running: bool) -> bool:
        """Return whether the pose may be of more than one person.

        Only while `running` do jumps count: somebody who comes and lies down looks like one.
        """
        if pose.empty:
            return pose.crowded
        trunk = _trunk(pose)
        if trunk is not None:
            self._take(trunk)
        jumped = self._jumped_s is not None and pose.time_s - self._jumped_s < CALM_AGAIN_S
        if self._in_company(pose, trunk):
            return True
        if trunk is not None and not jumped:
            self._alone = trunk
        return jumped and running

    def _in_company(self, pose: Pose, trunk: _Trunk | None) -> bool:
        """Return whether somebody else is there, or the skeleton is not yet back from them."""
        if pose.crowded:
            self._crowded_s = pose.time_s
            return True
        if pose.time_s - self._crowded_s > BACK_AT_LAST_S or self._alone is None:
            return False
        if trunk is None or not trunk.is_like(self._alone):
            return True
        self._crowded_s = float("-inf")
        self._jumped_s = None  # back to the person it was: that jump is explained
        return False

    def _take(self, trunk: _Trunk) -> None:
        while self._trunks and trunk.time_s - self._trunks[0].time_s > WINDOW_S:
            self._trunks.popleft()
        if self._trunks and (self._stretched(trunk) or self._leapt(trunk)):
            self._jumped_s = trunk.time_s
            self._trunks.clear()
        self._trunks.append(trunk)

    def _stretched(self, trunk: _Trunk) -> bool:
        before_px = self._trunks[0].length_px
        return abs(trunk.length_px - before_px) > LENGTH_CHANGE * before_px

    def _leapt(self, trunk: _Trunk) -> bool:
        last = self._trunks[-1]
        walked = STRIDE_LENGTHS_S * (trunk.time_s - last.time_s)
        return distance_px(trunk.middle, last.middle) > (LEAP + walked) * last.length_px


def _trunk(pose: Pose) -> _Trunk | None:
    body = Body(pose)
    base, top = body.middle("hip"), body.middle("shoulder")
    if base is None or top is None:
        return None
    return _Trunk(pose.time_s, midpoint(base, top), distance_px(base, top))
