"""Scales and their marks: days along the foot of a chart, numbers up its side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from .svg import line, text

SHORT_SPAN = timedelta(days=70)
LETTER_PX = 6.6
_STEPS = (1, 2, 5, 10, 20, 30, 50, 100)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight way from values to pixels; `at_high` may be the smaller pixel."""

    low: float
    high: float
    at_low: float
    at_high: float

    def __call__(self, value: float) -> float:
        """Return the pixel at which a value stands."""
        share = (value - self.low) / (self.high - self.low) if self.high != self.low else 0.5
        return self.at_low + share * (self.at_high - self.at_low)

    def value(self, pixel: float) -> float:
        """Return the value that stands at a pixel, to a tenth."""
        share = (pixel - self.at_low) / (self.at_high - self.at_low)
        return round(self.low + share * (self.high - self.low), 1)


@dataclass(frozen=True, slots=True)
class Days:
    """A straight way from days to pixels; a single day stands in the middle."""

    first: date
    last: date
    left: float
    right: float

    def __call__(self, day: date) -> float:
        """Return the pixel at which a day stands."""
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return self.left + share * (self.right - self.left)


def day_marks(days: Days) -> list[tuple[date, str]]:
    """Return days to name along the foot: as many months as have room, or days where few."""
    found = list(_weeks(days) if days.last - days.first <= SHORT_SPAN else _months(days))
    room = (days.right - days.left) / max(1, len(found))
    widest = max((len(words) for _, words in found), default=1) * LETTER_PX + 10
    return found[:: max(1, ceil(widest / max(1.0, room)))]


def _months(days: Days) -> Iterator[tuple[date, str]]:
    day = days.first.replace(day=1)
    year = None
    while day <= days.last:
        if day >= days.first:
            yield day, f"{day:%b %Y}" if day.month == 1 and year else f"{day:%b}"
            year = day.year
        day = (day + timedelta(days=32)).replace(day=1)


def _weeks(days: Days) -> Iterator[tuple[date, str]]:
    span = (days.last - days.first).days
    step = 1 if span < 7 else 7
    for passed in range(0, span + 1, step):
        day = days.first + timedelta(days=passed)
        yield day, f"{day.day} {day:%b}"


def value_marks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round values between two others, at most so many."""
    step = next((each for each in _STEPS if (high - low) / each <= most), _STEPS[-1])
    return [float(step * nth) for nth in range(ceil(low / step), floor(high / step) + 1)]


def foot(days: Days, y: float) -> str:
    """Return the names of days below a chart, each in the middle below its day."""
    return "".join(text(days(day), y, words, "mark", "middle") for day, words in day_marks(days))


def grid(scale: Scale, values: Sequence[float], left: float, right: float, unit: str = "") -> str:
    """Return a faint line across at each value, with its number before it."""
    parts = []
    for value in values:
        y = scale(value)
        parts.append(line((left, y), (right, y), "grid"))
        parts.append(text(left - 6, y + 4, f"{value:g}{unit}", "mark", "end"))
    return "".join(parts)


def spans(low: float, high: float, least: float) -> tuple[float, float]:
    """Return the range widened to at least `least`, with a little room at both ends."""
    middle, half = (low + high) / 2, max((high - low) / 2 * 1.12, least / 2)
    return middle - half, middle + half
