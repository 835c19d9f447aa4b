"""Somebody's own range of a stretch, in the place of the one that its file asks for.

What is too far stays what the file says: an own range is cut off well before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .stretch import Band, Level, Primary, RepRange, Stretch

LIMIT_ROOM = 6.0


@dataclass(frozen=True, slots=True)
class OwnRange:
    """What somebody reaches of one stretch, in true degrees of its primary `measure`.

    `day` (2026-11-22) and `clip` say when and from what it was learnt. `neutral` is what they read
    at rest: of a relative measure, before it is taken off.
    """

    stretch: str
    measure: str
    day: str
    clip: str
    neutral: float
    bands: Mapping[Level, Band]


def personal(stretch: Stretch, own: OwnRange) -> Stretch:
    """Return the stretch with somebody's own neutral and ranges.

    It is returned as it is when it no longer has that measure. Nothing is asked for within six
    degrees of `over_limit`, and no faults or times are changed.
    """
    primary = stretch.primary
    if primary is None or primary.measure != own.measure:
        return stretch
    bands = {level: _kept_back(own.bands[level], primary) for level in Level}
    path = stretch.rep_range
    return replace(
        stretch,
        primary=replace(primary, neutral=own.neutral, bands=bands),
        rep_range=_own_way(path, primary, own.neutral, bands) if path else None,
    )


def _kept_back(band: Band, primary: Primary) -> Band:
    """Return the band, as far as it keeps away from what is too far."""
    limit = primary.over_limit
    if limit is None:
        return band
    width = band.high - band.low
    if limit > primary.bands[Level.BEGINNER].high:
        high = min(band.high, limit - LIMIT_ROOM)
        return Band(min(band.low, high - min(width, LIMIT_ROOM)), high)
    low = max(band.low, limit + LIMIT_ROOM)
    return Band(low, max(band.high, low + min(width, LIMIT_ROOM)))


def _own_way(
    path: RepRange, primary: Primary, neutral: float, bands: Mapping[Level, Band]
) -> RepRange:
    """Return the way of a repetition from the own rest to where the own range begins."""
    rest = path.rest if primary.relative else neutral
    first = path.top[Level.BEGINNER]
    upward = first > path.rest_exit
    top = {level: band.low if upward else band.high for level, band in bands.items()}
    share = (path.rest_exit - path.rest) / (first - path.rest)
    rest_exit = rest + share * (top[Level.BEGINNER] - rest)
    return replace(path, rest=rest, rest_exit=rest_exit, top=top)
