"""A recorded source at the pace of life, for eyes: each frame waits for its own time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from posecoach.ports import Closing, Frame, Source


class Paced(Closing):
    """Gives the frames of `inner` no sooner than their times; none is left out."""

    def __init__(
        self,
        inner: Source,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._inner = inner
        self._clock = clock
        self._sleep = sleep

    @property
    def name(self) -> str:
        """Return the inner source's name."""
        return self._inner.name

    @property
    def size_px(self) -> tuple[int, int]:
        """Return width and height of the pictures."""
        return self._inner.size_px

    @property
    def duration_s(self) -> float | None:
        """Return how long it lasts."""
        return self._inner.duration_s

    def frames(self) -> Iterator[Frame]:
        """Yield each frame when its time has come."""
        start_s: float | None = None
        for frame in self._inner.frames():
            if start_s is None:
                start_s = self._clock() - frame.time_s
            early_s = start_s + frame.time_s - self._clock()
            if early_s > 0:
                self._sleep(early_s)
            yield frame

    def close(self) -> None:
        """Close the inner source."""
        self._inner.close()
