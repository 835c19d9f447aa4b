"""A picture that stands still: real ones have noise, so one that comes again is no new picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from posecoach.ports import Picture

STILL_S = 2.0
_MOVED_S = 1.0  # a photograph as a clip never moved, and is none that has stopped
_TWICE_S = 0.5  # some clips hold every picture two or three times


def same(a: Picture, b: Picture) -> bool:
    """Return whether two pictures are equal; most are told apart by a few of their pixels."""
    if a.shape != b.shape or not np.array_equal(a[::32, ::32], b[::32, ::32]):
        return False
    return np.array_equal(a, b)


class StillWatch:
    """Notices pictures that moved and have stopped."""

    def __init__(self) -> None:
        self._last: Picture | None = None
        self._moving_since_s = self._changed_s = 0.0
        self._moved = False

    def step(self, time_s: float, bgr: Picture) -> bool:
        """Return whether the picture has been the same for `STILL_S`; it is kept, not copied."""
        if self._last is None or not same(bgr, self._last):
            if self._last is None or time_s - self._changed_s > _TWICE_S:
                self._moving_since_s = time_s
            self._last, self._changed_s = bgr, time_s
        self._moved |= self._changed_s - self._moving_since_s >= _MOVED_S
        return self._moved and time_s - self._changed_s >= STILL_S
