"""From a jumpy angle to a calm one: outliers out, two channels of One Euro, and a speed.

The filter and its two channels follow Casiez, Roussel & Vogel 2012. One channel is not enough: at
30 frames a second, the calm one (1 Hz) shrinks an 8 degree, 1.5 Hz bounce to 4.9 degrees and so
misses it; the quick one (3 Hz) keeps 7.0 and still shows no swing in ten minutes of 1 degree noise.
All windows are in seconds, so that the answer does not depend on the frame rate.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import pi
from statistics import median

CALM_HZ = 1.0
QUICK_HZ = 3.0
BETA = 0.02
SPEED_CUTOFF_HZ = 1.0
MEDIAN_S = 0.17
MEDIAN_SAMPLES = 5
JUMP_DEG = 25.0
JUMP_FRAMES = 3
SAME_LIMB_DEG = 4.0
KEEP_S = 0.5
SLOPE_S = 0.34
SLOPE_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure at one moment.

    `value` is calm, for showing and holding; `motion` is quick, for bounces; `speed` is per second
    and signed. All are None when the measure has not been seen for half a second.
    """

    value: float | None = None
    motion: float | None = None
    speed: float | None = None


UNSEEN = Reading()


class OneEuro:
    """The 1 euro filter: steady at rest, quick in motion."""

    def __init__(self, cutoff_hz: float) -> None:
        self._cutoff_hz = cutoff_hz
        self._value: float | None = None
        self._speed = 0.0

    def step(self, value: float, passed_s: float) -> float:
        """Return the filtered value `passed_s` after the one before."""
        if self._value is None:
            self._value = value
            return value
        speed = (value - self._value) / passed_s
        self._speed += _share(SPEED_CUTOFF_HZ, passed_s) * (speed - self._speed)
        cutoff_hz = self._cutoff_hz + BETA * abs(self._speed)
        self._value += _share(cutoff_hz, passed_s) * (value - self._value)
        return self._value


def _share(cutoff_hz: float, passed_s: float) -> float:
    """Return how much of the way to a new value a low-pass goes in `passed_s`."""
    turn = 2 * pi * cutoff_hz * passed_s
    return turn / (turn + 1)


class MeasureFilter:
    """Calms one measure over time; call `step` once a frame."""

    def __init__(self) -> None:
        self._raw: deque[tuple[float, float]] = deque(maxlen=MEDIAN_SAMPLES)
        self._quick_path: deque[tuple[float, float]] = deque()
        self._jumped = 0
        self._seen_s = float("-inf")
        self._last = UNSEEN
        self._calm, self._quick = OneEuro(CALM_HZ), OneEuro(QUICK_HZ)

    def step(self, time_s: float, raw: float | None) -> Reading:
        """Return the reading at `time_s`, given what this frame shows, or None."""
        if raw is not None and self._is_jump(time_s, raw):
            raw = None
        if raw is None:
            if time_s - self._seen_s <= KEEP_S:
                return self._last
            self._reset()
            return UNSEEN
        passed_s = time_s - self._seen_s
        if passed_s <= 0:
            return self._last
        if passed_s > KEEP_S:
            self._reset()
        self._seen_s = time_s
        self._last = self._smooth(time_s, raw, passed_s)
        return self._last

    def forget(self) -> None:
        """Begin anew: from here on the measure reads another limb."""
        self._seen_s = float("-inf")
        self._reset()

    def near(self, raw: float | None) -> bool:
        """Return whether `raw` could go on from the last reading, within a few degrees."""
        return not self._raw or raw is None or abs(raw - self._raw[-1][1]) <= SAME_LIMB_DEG

    def _is_jump(self, time_s: float, raw: float) -> bool:
        """Return whether `raw` is an outlier: far from the last one and not yet confirmed."""
        known = self._raw and time_s - self._seen_s <= KEEP_S
        if not known or abs(raw - self._raw[-1][1]) <= JUMP_DEG:
            self._jumped = 0
            return False
        self._jumped += 1
        if self._jumped < JUMP_FRAMES:
            return True
        self._jumped = 0
        self._reset()
        return False

    def _smooth(self, time_s: float, raw: float, passed_s: float) -> Reading:
        self._raw.append((time_s, raw))
        middle = median(value for at_s, value in self._raw if time_s - at_s < MEDIAN_S)
        calm = self._calm.step(middle, passed_s)
        quick = self._quick.step(middle, passed_s)
        self._quick_path.append((time_s, quick))
        return Reading(calm, quick, self._slope(time_s))

    def _slope(self, time_s: float) -> float | None:
        """Return the slope of a straight line through the last third of a second."""
        path = self._quick_path
        while len(path) > SLOPE_SAMPLES and time_s - path[0][0] >= SLOPE_S:
            path.popleft()
        if len(path) < SLOPE_SAMPLES:
            return None
        mean_s = sum([at_s for at_s, _ in path]) / len(path)
        spread = sum([(at_s - mean_s) ** 2 for at_s, _ in path])
        return sum([(at_s - mean_s) * value for at_s, value in path]) / spread

    def _reset(self) -> None:
        self._calm, self._quick = OneEuro(CALM_HZ), OneEuro(QUICK_HZ)
        self._raw.clear()
        self._quick_path.clear()
        self._last = UNSEEN
