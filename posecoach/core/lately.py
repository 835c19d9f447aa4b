"""How large somebody has been lately: who steps back is smaller, who bends only looks so."""

from __future__ import annotations

from collections import deque

WIDTH_OF_TRUNK = 1.2  # a trunk is longer than that many shoulder widths


class Lately:
    """The largest value of the last `window_s` seconds, at least one; keeps one number a second."""

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._falling: deque[tuple[float, float]] = deque()

    @property
    def largest(self) -> float:
        """Return the largest of the values taken, 0 before the first one."""
        return self._falling[0][1] if self._falling else 0.0

    def take(self, time_s: float, value: float) -> None:
        """Take the value of one frame."""
        while self._falling and self._falling[-1][1] <= value:
            self._falling.pop()
        if not self._falling or time_s - self._falling[-1][0] >= 1.0:
            self._falling.append((time_s, value))
        while time_s - self._falling[0][0] > self._window_s:
            self._falling.popleft()
