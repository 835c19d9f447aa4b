"""An even beat for what comes at uneven times: a clip in real time at a constant frame rate."""

from __future__ import annotations

from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Even(Generic[Thing]):
    """Repeats and leaves out, so that each thing stands until the next one's time.

    The n-th thing given belongs to n / `fps` seconds after the first one.
    """

    def __init__(self, fps: float) -> None:
        self._fps = fps
        self._held: Thing | None = None
        self._start_s = 0.0
        self._given = 0

    def take(self, time_s: float, thing: Thing) -> list[Thing]:
        """Return what stood until `time_s`, once for every beat; `thing` stands from now on."""
        if self._held is None:
            self._start_s = time_s
        due = self._due(round((time_s - self._start_s) * self._fps))
        self._held = thing
        return due

    def last(self) -> list[Thing]:
        """Return what stands at the end, once, if there was anything; then begin anew."""
        due = self._due(self._given + 1)
        self._held, self._given = None, 0
        return due

    def _due(self, count: int) -> list[Thing]:
        if self._held is None or count <= self._given:
            return []
        due, self._given = [self._held] * (count - self._given), count
        return due
