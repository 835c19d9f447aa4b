"""Less of the same stretch, for who says that it is too much today."""

from __future__ import annotations

from dataclasses import replace

from .stretch import Band, Dose, Level, Primary, RepRange, Stretch

EASIER_DEG = 10.0  # stretches.md 5.2
MOST_OF_WAY = 0.5  # however short the way is, some of it stays


def eased(stretch: Stretch) -> Stretch:
    """Return the stretch asking for 10 degrees less than the beginner's range, at any level.

    At most half of the way goes. What is done by the clock has no range to ease.
    """
    primary, path = stretch.primary, stretch.rep_range
    by = _back(primary, path) if primary else 0.0
    return replace(
        stretch,
        primary=_moved(primary, by) if primary else None,
        rep_range=_shorter(path, by) if path else None,
        dose=_gentlest(stretch.dose),
    )


def _back(primary: Primary, path: RepRange | None) -> float:
    """Return what is to be added to the target so that it comes nearer to the start."""
    band, upward = primary.bands[Level.BEGINNER], primary.upward[Level.BEGINNER]
    start = 0.0 if primary.relative else primary.neutral
    end = band.low if upward else band.high
    if path:
        start, end = path.rest_exit, path.top[Level.BEGINNER]
    by = min(EASIER_DEG, MOST_OF_WAY * abs(end - start))
    return -by if end > start else by


def _moved(primary: Primary, by: float) -> Primary:
    band = primary.bands[Level.BEGINNER]
    return replace(primary, bands=dict.fromkeys(Level, Band(band.low + by, band.high + by)))


def _shorter(path: RepRange, by: float) -> RepRange:
    return replace(path, top=dict.fromkeys(Level, path.top[Level.BEGINNER] + by))


def _gentlest(dose: Dose) -> Dose:
    return replace(
        dose,
        seconds=dict.fromkeys(Level, dose.seconds[Level.BEGINNER]),
        reps=dict.fromkeys(Level, dose.reps[Level.BEGINNER]),
    )
