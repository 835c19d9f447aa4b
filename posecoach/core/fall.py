"""A fall, as far as one camera can suspect one: the trunk goes down at once and stays still.

Lying down with care takes longer than a second, and who has sat down goes on moving.
"""

from __future__ import annotations

from collections import deque

from .body import Body
from .geometry import distance_px
from .pose import Point

DROP_S = 1.0
DROP_SHARE = 0.5  # of the height that it had
STILL_FOR_S = 5.0
STIR_TRUNKS = 0.12
UPRIGHT_TRUNKS = 0.6  # only who was upright can fall


class FallWatch:
    """Watches the height of the shoulders over the hips; call `step` once a frame."""

    def __init__(self) -> None:
        self._heights: deque[tuple[float, float]] = deque()
        self._down_s: float | None = None
        self._place: Body | None = None
        self._trunk_px = 0.0

    def step(self, body: Body) -> bool:
        """Return whether somebody has dropped and not moved since, for five seconds or longer."""
        time_s, height_px = body.pose.time_s, _height_px(body)
        if height_px is None:
            return self._suspected(time_s)
        self._heights.append((time_s, height_px))
        while time_s - self._heights[0][0] > DROP_S:
            self._heights.popleft()
        dropped = self._has_dropped(body, height_px)
        stirs = self._place is None or _stirs(self._place, body, self._trunk_px)
        if dropped and stirs:
            self._down_s, self._place = time_s, body
        elif stirs:
            self._down_s = self._place = None
        return self._suspected(time_s)

    def _has_dropped(self, body: Body, height_px: float) -> bool:
        """Return whether the trunk has lost half of its height within a second."""
        was_px = max(height for _, height in self._heights)
        self._trunk_px = max(self._trunk_px, was_px, body.trunk_length_px or 0.0)
        upright = was_px > UPRIGHT_TRUNKS * self._trunk_px > 0
        return upright and height_px < (1 - DROP_SHARE) * was_px

    def _suspected(self, time_s: float) -> bool:
        return self._down_s is not None and time_s - self._down_s >= STILL_FOR_S


def _height_px(body: Body) -> float | None:
    """Return how far the shoulders are over the hips in the picture."""
    top, base = _place(body, "shoulder"), _place(body, "hip")
    return base.y_px - top.y_px if top and base else None


def _place(body: Body, part: str) -> Point | None:
    """Return the middle of both sides, or the near side where the other is hidden."""
    return body.middle(part) or body.part(body.near, part)


def _stirs(before: Body, now: Body, trunk_px: float) -> bool:
    """Return whether shoulders or hips have moved since."""
    pairs = [(_place(before, part), _place(now, part)) for part in ("shoulder", "hip")]
    gone_px = [distance_px(a, b) for a, b in pairs if a and b]
    return any(px > STIR_TRUNKS * trunk_px for px in gone_px)
