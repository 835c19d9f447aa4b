"""What every drawer of a strip needs: how far its angle reaches, and fewer points than frames."""

from __future__ import annotations

from collections.abc import Iterable

from posecoach.core.measure import MEASURES

from .axes import spans
from .strip import Span, Strip, Value

LEAST_SPAN_DEG, LEAST_SPAN_RATIO = 30.0, 0.3
NEAR_SHARE = 0.35  # a limit is drawn when it is that near to what is shown anyway
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)


def unit(strip: Strip) -> str:
    """Return what stands after a value: the sign for degrees, or nothing."""
    primary = strip.summary.stretch.primary
    return "°" if primary and MEASURES[primary.measure].unit == "deg" else ""


def value_ends(strip: Strip) -> tuple[float, float]:
    """Return the lowest and highest value to be shown: all that was measured, and the band."""
    summary = strip.summary
    primary = summary.stretch.primary
    seen = [value for _, value in strip.values if value is not None]
    if primary is not None:
        band = primary.bands[summary.level]
        seen += [band.low, band.high]
        reach = NEAR_SHARE * (max(seen) - min(seen))
        limit = primary.over_limit
        if limit is not None and min(seen) - reach <= limit <= max(seen) + reach:
            seen.append(limit)
    least = LEAST_SPAN_DEG if unit(strip) else LEAST_SPAN_RATIO
    return spans(min(seen, default=0.0), max(seen, default=0.0), least)


def time_marks(start_s: float, end_s: float, most: int) -> list[float]:
    """Return the full seconds to name along the foot, at most about so many."""
    length_s = max(end_s - start_s, 1.0)
    step = next((each for each in _STEPS_S if length_s / each <= most), _STEPS_S[-1])
    first = -(-start_s // step) * step
    return [first + step * nth for nth in range(int((end_s - first) // step) + 1)]


def bins(strip: Strip, count: int) -> list[tuple[float, float] | None]:
    """Return the lowest and highest value in each of `count` equal parts of the time.

    None where it was not seen at all. A part shorter than a frame shows what stood before.
    """
    length_s = max(strip.end_s - strip.start_s, 1e-9)
    found: list[list[float]] = [[] for _ in range(count)]
    last_at = -1
    for time_s, value in strip.values:
        at = min(count - 1, int((time_s - strip.start_s) / length_s * count))
        if value is not None:
            found[at].append(value)
            for between in range(last_at + 1, at) if last_at >= 0 else ():
                found[between].append(found[last_at][-1])
        last_at = at if value is not None else -1
    return [(min(values), max(values)) if values else None for values in found]


def lines(values: Iterable[Value], most: int) -> list[list[tuple[float, float]]]:
    """Return the seen values as unbroken lines, thinned to about `most` points in all.

    Of each group the lowest and the highest stay, so that no peak is lost.
    """
    whole: list[list[tuple[float, float]]] = [[]]
    count = 0
    for time_s, value in values:
        count += 1
        if value is None:
            whole.append([])
        else:
            whole[-1].append((time_s, value))
    size = max(1, -(-2 * count // most))
    return [_thinned(line, size) for line in whole if line]


def _thinned(line: list[tuple[float, float]], size: int) -> list[tuple[float, float]]:
    if size < 3:
        return line
    groups = [line[at : at + size] for at in range(0, len(line), size)]
    kept = [{min(g, key=lambda p: p[1]), max(g, key=lambda p: p[1])} for g in groups]
    return [line[0], *(point for group in kept for point in sorted(group)), line[-1]]


def covers(spans_: Iterable[Span], start_s: float, end_s: float) -> bool:
    """Return whether any of the spans has a part in this time."""
    return any(span.start_s < end_s and span.end_s > start_s for span in spans_)
