"""Motion that is never right: too fast, bouncing, a whip of the neck, a neck circle.

Limits come from stretches.md 4.2; deliberately quick neck turns peak above 200 degrees a second.
"""

from __future__ import annotations

from collections import deque
from math import atan2, degrees, hypot

from .geometry import wrap_deg
from .measure import Tempo
from .smoothing import Reading

FAST_FOR_S = 0.15
BOUNCE_WINDOW_S = 3.0
BOUNCE_REVERSALS = 3
CIRCLE_WINDOW_S = 4.0
CIRCLE_TRAVEL_DEG = 270.0
CIRCLE_RADIUS_DEG = 12.0
WHIP_WINDOW_S = 1.5
WHIP_DEG = 20.0
WHIP_BACK_DEG = 8.0


class Speeding:
    """Tells whether a speed has stayed over a limit for 0.15 s."""

    def __init__(self, limit_deg_s: float) -> None:
        self._limit_deg_s = limit_deg_s
        self._since_s: float | None = None

    def step(self, time_s: float, speed: float | None) -> bool:
        """Return whether it has been too fast for long enough."""
        if speed is None or abs(speed) <= self._limit_deg_s:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = time_s
        return time_s - self._since_s >= FAST_FOR_S


class Swings:
    """Finds the turning points of a motion: each swing at least `least` degrees."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._rising: bool | None = None
        self._low = self._high = (0.0, float("nan"))
        self.turns: deque[tuple[float, float]] = deque(maxlen=16)

    def step(self, time_s: float, value: float) -> None:
        """Take one value; a turning point is known once the motion has come back by `least`."""
        here = (time_s, value)
        # a nan is neither higher nor lower, so the first value is both extremes
        self._low = self._low if value >= self._low[1] else here
        self._high = self._high if value <= self._high[1] else here
        if self._rising is not True and value - self._low[1] >= self._least:
            self._turn(self._low, rising=True)
            self._high = here
        elif self._rising is not False and self._high[1] - value >= self._least:
            self._turn(self._high, rising=False)
            self._low = here

    def _turn(self, extreme: tuple[float, float], *, rising: bool) -> None:
        if self._rising is not None:
            self.turns.append(extreme)
        self._rising = rising


class Bounce:
    """Tells whether a held position is being bounced: three reversals within three seconds."""

    def __init__(self, least_deg: float) -> None:
        self._swings = Swings(least_deg)

    def step(self, time_s: float, motion: float | None) -> bool:
        """Return whether it bounces at `time_s`."""
        if motion is not None:
            self._swings.step(time_s, motion)
        recent = [at for at, _ in self._swings.turns if time_s - at <= BOUNCE_WINDOW_S]
        return len(recent) >= BOUNCE_REVERSALS


class NeckGuard:
    """Tells a neck circle or a neck whip from roll and pitch, both in degrees from neutral."""

    def __init__(self) -> None:
        self._path: deque[tuple[float, float, float]] = deque()
        self._swings = (Swings(WHIP_BACK_DEG), Swings(WHIP_BACK_DEG))

    def step(self, time_s: float, roll: float | None, pitch: float | None) -> bool:
        """Return whether the last seconds hold a circle or a whip."""
        if roll is not None and pitch is not None:
            self._path.append((time_s, roll, pitch))
            for swings, value in zip(self._swings, (roll, pitch), strict=True):
                swings.step(time_s, value)
        while self._path and time_s - self._path[0][0] > CIRCLE_WINDOW_S:
            self._path.popleft()
        return self._circled() or self._whipped()

    def forget(self) -> None:
        """Begin anew after a stop, so that one circle is told once."""
        self._path.clear()
        self._swings = (Swings(WHIP_BACK_DEG), Swings(WHIP_BACK_DEG))

    def _circled(self) -> bool:
        """Return whether the path goes at least 270 degrees around its own centre."""
        path = self._path
        if len(path) < 6:
            return False
        rolls, pitches = [p[1] for p in path], [p[2] for p in path]
        if min(max(rolls) - min(rolls), max(pitches) - min(pitches)) < CIRCLE_RADIUS_DEG:
            return False
        centre = (max(rolls) + min(rolls)) / 2, (max(pitches) + min(pitches)) / 2
        travel = 0.0
        before: float | None = None
        for _, roll, pitch in path:
            if hypot(roll - centre[0], pitch - centre[1]) < CIRCLE_RADIUS_DEG:
                before, travel = None, 0.0
                continue
            angle = degrees(atan2(pitch - centre[1], roll - centre[0]))
            if before is not None:
                travel += wrap_deg(angle - before)
            before = angle
            if abs(travel) >= CIRCLE_TRAVEL_DEG:
                return True
        return False

    def _whipped(self) -> bool:
        """Return whether the head swung 20 degrees to one side and to the other within 1.5 s."""
        for swings in self._swings:
            if len(swings.turns) < 2:
                continue
            (first_s, first), (last_s, last) = list(swings.turns)[-2:]
            far = min(abs(first), abs(last)) >= WHIP_DEG and first * last < 0
            if far and last_s - first_s <= WHIP_WINDOW_S:
                return True
        return False


class PaceGuard:
    """The guards of one primary measure, in one step."""

    def __init__(self, tempo: Tempo) -> None:
        self._fast = Speeding(tempo.fast)
        self._very_fast = Speeding(tempo.very_fast)
        self._bounce = Bounce(tempo.bounce)
        self._tempo = tempo
        self.fast = self.very_fast = self.bouncing = False

    def step(self, time_s: float, reading: Reading, *, holding: bool) -> None:
        """Take one reading; the three answers are then in the fields."""
        self.fast = self._fast.step(time_s, reading.speed)
        self.very_fast = self._very_fast.step(time_s, reading.speed)
        if holding:
            self.bouncing = self._bounce.step(time_s, reading.motion)
        else:
            self._bounce = Bounce(self._tempo.bounce)
            self.bouncing = False
