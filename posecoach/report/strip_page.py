"""The page about one strip: its chart, what was told by its second, and every measure and fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from posecoach.core.measure import MEASURES
from posecoach.core.stretch import Band, Check, Level, Primary, Stretch

from .house import house
from .strip import Strip, entries
from .strip_chart import measures_of, numbered, strip_chart

WIDE_PX, NARROW_PX = 980.0, 330.0


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in words, ready for a table; empty where there is nothing to say."""

    id: str
    label: str
    asked: str
    lowest: str
    held: str
    highest: str
    seen: str


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault of the file in words, and how often it was there."""

    label: str
    measures: str
    cue: str
    there: str


def page(strip: Strip) -> str:
    """Return the whole page: self-contained, it loads nothing."""
    numbers = numbered(strip.words)
    told = iter([numbers[at] for at in sorted(numbers)])
    account = [
        (entry, next(told) if entry.mark and entry.why != "counted" else None)
        for entry in entries(strip)
    ]
    return (
        house()
        .get_template("strip.html")
        .render(
            strip=strip,
            summary=strip.summary,
            stretch=strip.summary.stretch,
            wide=strip_chart(strip, WIDE_PX),
            narrow=strip_chart(strip, NARROW_PX),
            account=account,
            measures=list(_measures(strip)),
            faults=list(_faults(strip)),
        )
    )


def _measures(strip: Strip) -> Iterator[MeasureRow]:
    """Yield a row for every measure that the stretch uses."""
    stretch, level = strip.summary.stretch, strip.summary.level
    labels, bands = _asked(stretch)
    for id_ in stretch.measures:
        seen = strip.summary.measures.get(id_)
        sign = "°" if id_ in MEASURES and MEASURES[id_].unit == "deg" else ""
        ends = (seen.lowest, seen.median_in_hold, seen.highest) if seen else (None, None, None)
        lowest, held, highest = (_number(value, sign) for value in ends)
        yield MeasureRow(
            id=id_,
            label=labels.get(id_, ""),
            asked=_range(bands[id_][level], sign) if id_ in bands else "",
            lowest=lowest,
            held=held,
            highest=highest,
            seen=f"{100 * seen.seen_share:.0f} %" if seen else "",
        )


def _asked(stretch: Stretch) -> tuple[dict[str, str], dict[str, dict[Level, Band]]]:
    """Return the label and the bands of each measure that has any."""
    primary = [stretch.primary] if stretch.primary else []
    wanted: list[Primary | Check] = [*primary, *stretch.checks]
    return (
        {each.measure: each.label for each in wanted},
        {each.measure: dict(each.bands) for each in wanted},
    )


def _faults(strip: Strip) -> Iterator[FaultRow]:
    """Yield a row for every fault of the file, those that were there first."""
    seen = {track.fault.id: track for track in strip.faults}
    for track in sorted(seen.values(), key=lambda each: -each.seconds):
        times = len(track.spans)
        there = f"{times} time{'' if times == 1 else 's'}, {track.seconds:.1f} s"
        yield FaultRow(track.fault.label, measures_of(track.fault), track.fault.cue, there)
    for fault in strip.summary.stretch.faults:
        if fault.id not in seen:
            yield FaultRow(fault.label, measures_of(fault), fault.cue, "")


def _number(value: float | None, sign: str) -> str:
    if value is None:
        return ""
    return f"{round(value) + 0}{sign}" if sign else f"{round(value, 2) + 0.0:.2f}"  # 0 of -0


def _range(band: Band, sign: str) -> str:
    return f"{band.low:g} to {band.high:g}{sign}"
