"""A fall, as far as one camera can suspect one: the trunk goes down at once and stays still.

Lying down with care takes longer than a second, and who has sat down goes on moving. Who is lost
from view after having lain still is asked as well; who left the picture in going down is not.
"""

from __future__ import annotations

from collections import deque

from .body import Body
from .geometry import distance_px
from .lately import WIDTH_OF_TRUNK, Lately
from .pose import Point

DROP_S = 1.0
DROP_SHARE = 0.5  # of the height that it had
STILL_FOR_S = 5.0
SEEN_STILL_S = 1.0  # of these; the rest may be without anybody in view
LONGEST_FRAME_S = 0.5  # a gap between two frames shows nothing
STIR_TRUNKS = 0.12
UPRIGHT_TRUNKS = 0.6  # only who was upright can fall
SIZE_S = 25.0  # whoever has stepped back is smaller from then on; few folds are held for longer


class FallWatch:
    """Watches the height of the shoulders over the hips; call `step` once a frame."""

    def __init__(self) -> None:
        self._heights: deque[tuple[float, float]] = deque()
        self._sizes = Lately(SIZE_S)
        self._time_s = 0.0
        self._down_s: float | None = None
        self._seen_still_s = 0.0
        self._place: Body | None = None

    def step(self, body: Body) -> bool:
        """Return whether somebody has dropped and not moved since, for five seconds or longer."""
        time_s, height_px = body.pose.time_s, _height_px(body)
        passed_s, self._time_s = min(LONGEST_FRAME_S, time_s - self._time_s), time_s
        if height_px is None:
            return self._suspected(time_s)
        self._heights.append((time_s, height_px))
        while time_s - self._heights[0][0] > DROP_S:
            self._heights.popleft()
        self._sizes.take(time_s, max(height_px, _size_px(body)))
        dropped = self._has_dropped(height_px)
        if self._place is None or _stirs(self._place, body, self._sizes.largest):
            self._down_s, self._place = (time_s, body) if dropped else (None, None)
            self._seen_still_s = 0.0
        else:
            self._seen_still_s += passed_s
        return self._suspected(time_s)

    def _has_dropped(self, height_px: float) -> bool:
        """Return whether the trunk has lost half of its height within a second."""
        was_px = max(height for _, height in self._heights)
        upright = was_px > UPRIGHT_TRUNKS * self._sizes.largest > 0
        return upright and height_px < (1 - DROP_SHARE) * was_px

    def _suspected(self, time_s: float) -> bool:
        if self._down_s is None or self._seen_still_s < SEEN_STILL_S:
            return False
        return time_s - self._down_s >= STILL_FOR_S


def _size_px(body: Body) -> float:
    """Return the trunk's length, as long as the shoulders' width allows when it is seen end on."""
    return max(body.trunk_length_px or 0.0, WIDTH_OF_TRUNK * (body.shoulder_width_px or 0.0))


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
