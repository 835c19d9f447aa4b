"""Has the skeleton jumped to somebody else, or joined two bodies?

Told by what one body cannot do: its trunk changing length by a third within half a second, or its
middle leaping by half a trunk from one frame to the next (stretches.md 3.2). Asking the pose model
for two people would switch its smoothing off.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from .body import Body
from .geometry import distance_px, midpoint
from .pose import Point

LENGTH_CHANGE = 0.35
WINDOW_S = 0.5
LEAP = 0.5
STRIDE_LENGTHS_S = 2.5
CALM_AGAIN_S = 2.0


@dataclass(frozen=True, slots=True)
class _Trunk:
    time_s: float
    middle: Point
    length_px: float


class CrowdWatch:
    """Tells for two seconds after each jump that more than one person may be in view."""

    def __init__(self) -> None:
        self._trunks: deque[_Trunk] = deque()
        self._jumped_s: float | None = None

    def step(self, body: Body) -> bool:
        """Return whether a jump was seen within the last two seconds."""
        time_s = body.pose.time_s
        base, top = body.middle("hip"), body.middle("shoulder")
        if base and top:
            self._take(_Trunk(time_s, midpoint(base, top), distance_px(base, top)))
        return self._jumped_s is not None and time_s - self._jumped_s < CALM_AGAIN_S

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
