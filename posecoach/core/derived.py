"""Values that are made from the primary measure and the attempt, not from one pose."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean, pstdev

from .body import Body
from .machine import Machine
from .readings import WOBBLES
from .smoothing import Reading
from .stillness import Stillness

WOBBLE_S = 2.0
SPREAD_S = 30.0


class Derived:
    """Computes the rows of `measure.DERIVED`, once a frame."""

    def __init__(self) -> None:
        self._path: deque[tuple[float, float]] = deque()
        self._held: deque[tuple[float, float]] = deque()
        self._stillness = Stillness()

    def step(
        self,
        body: Body,
        primary: Reading,
        readings: Mapping[str, Reading],
        machine: Machine,
    ) -> dict[str, float | None]:
        """Return what is known now; `down_s` and `cycle_s` only when an attempt ends."""
        time_s = body.pose.time_s
        known: dict[str, float | None] = {"stir": self._stillness.step(body)}
        if primary.value is not None:
            known["fallen_back"] = machine.fallen_back(primary.value)
            held = machine.held_s > 0 and not machine.paused
            known["primary_spread"] = self._spread(time_s, primary.value, held=held)
        if primary.speed is not None:
            known["primary_speed"] = abs(primary.speed)
        if WOBBLES in readings:
            known["hip_wobble"] = self._wobble(time_s, readings[WOBBLES].motion)
        return known

    def _spread(self, time_s: float, value: float, *, held: bool) -> float | None:
        """Return the spread over the last half minute of good time, once that is full."""
        if not held:
            self._held.clear()
            return None
        self._held.append((time_s, value))
        while time_s - self._held[0][0] > SPREAD_S:
            self._held.popleft()
        full = time_s - self._held[0][0] > 0.95 * SPREAD_S
        return pstdev([each for _, each in self._held]) if full else None

    def _wobble(self, time_s: float, forward: float | None) -> float | None:
        """Return the spread of the hips over the last two seconds, once those are full."""
        if forward is None:
            self._path.clear()
            return None
        self._path.append((time_s, forward))
        while time_s - self._path[0][0] > WOBBLE_S:
            self._path.popleft()
        full = time_s - self._path[0][0] > 0.8 * WOBBLE_S
        return _spread_around_a_line(self._path) if full else None


def _spread_around_a_line(path: Sequence[tuple[float, float]]) -> float:
    """Return the standard deviation around the straight line: gliding forward is no wobble."""
    mean_s = fmean(at_s for at_s, _ in path)
    mean = fmean(value for _, value in path)
    spread = sum((at_s - mean_s) ** 2 for at_s, _ in path)
    slope = sum((at_s - mean_s) * value for at_s, value in path) / spread
    return sqrt(fmean((value - mean - slope * (at_s - mean_s)) ** 2 for at_s, value in path))
