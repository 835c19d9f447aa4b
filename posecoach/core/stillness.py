"""How much the whole body stirs: the only thing to watch where no angle can be measured."""

from __future__ import annotations

from collections import deque
from statistics import fmean

from .body import Body
from .geometry import distance_px
from .pose import Joint, Point, Side

STIR_LENGTHS_S = 0.25
OVER_S = 0.5
LEAST_S = 0.3
_PARTS = ("shoulder", "hip", "knee", "wrist")


class Stillness:
    """Follows shoulders, hips, knees and hands over half a second."""

    def __init__(self) -> None:
        self._path: deque[tuple[float, dict[Joint, Point]]] = deque()

    def step(self, body: Body) -> float | None:
        """Return their mean speed in trunk lengths a second, or None while it is not known."""
        time_s, length_px = body.pose.time_s, body.trunk_length_px
        if not length_px:
            self._path.clear()
            return None
        joints = [side.joint(part) for side in Side for part in _PARTS]
        self._path.append((time_s, {j: at for j in joints if (at := body.at(j))}))
        while time_s - self._path[0][0] > OVER_S:
            self._path.popleft()
        before_s, before = self._path[0]
        now = self._path[-1][1]
        both = before.keys() & now.keys()
        if time_s - before_s < LEAST_S or not both:
            return None
        gone_px = fmean(distance_px(before[joint], now[joint]) for joint in both)
        return gone_px / length_px / (time_s - before_s)
