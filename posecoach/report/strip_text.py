"""A strip chart in a terminal: time across, the angle up, what was told below by its second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from .axes import Scale, value_marks
from .strip import Span, Strip, entries
from .strip_glyphs import USUAL, Glyphs
from .strip_scale import bins, covers, time_marks, unit, value_ends

ROWS = 12
LEAST_WIDTH, MOST_GUTTER = 40, 18
SECONDS = "seconds"


def chart(strip: Strip, width: int, glyphs: Glyphs = USUAL) -> Iterator[str]:
    """Yield the lines of the chart and of the account below it, none wider than `width`."""
    width = max(width, LEAST_WIDTH)
    summary = strip.summary
    title = f"{summary.stretch.name} ({summary.level}), {strip.clip}, {summary.duration_s:.0f} s"
    yield from wrap(title, width)
    yield from wrap(strip.headline, width, initial_indent="  ", subsequent_indent="  ")
    yield ""
    tracks = _tracks(strip, glyphs)
    labels = [*(track.label for track in tracks), SECONDS]
    gutter = min(MOST_GUTTER, max(map(len, labels)))
    sheet = _Columns(strip, width - gutter - 2)
    if strip.values:
        yield from _curve(strip, sheet, gutter, glyphs)
    yield from _foot(sheet, gutter, glyphs)
    yield from (f"{_label(each.label, gutter)}  {each.drawn(sheet)}".rstrip() for each in tracks)
    yield from wrap(_legend(strip, glyphs), width, initial_indent=" " * (gutter + 2))
    yield ""
    yield from _account(strip, width)


class _Columns:
    """The time of a clip as columns of the terminal."""

    def __init__(self, strip: Strip, count: int) -> None:
        self.count = count
        self._start_s = strip.start_s
        self._step_s = max(strip.end_s - strip.start_s, 1e-9) / count

    def at(self, time_s: float) -> int:
        """Return the column of a time."""
        return max(0, min(self.count - 1, int((time_s - self._start_s) / self._step_s)))

    def marks(self, most: int) -> list[float]:
        """Return the seconds to name."""
        return time_marks(self._start_s, self._start_s + self._step_s * self.count, most)

    def row(self, spans: Sequence[Span], glyph: str) -> str:
        """Return a row that is drawn where any span has a part of the column."""
        edges = [self._start_s + nth * self._step_s for nth in range(self.count + 1)]
        return "".join(
            glyph if covers(spans, edges[nth], edges[nth + 1]) else " " for nth in range(self.count)
        )


@dataclass(frozen=True, slots=True)
class _Track:
    """One row below the curve: layers of spans, the later ones over the earlier."""

    label: str
    layers: tuple[tuple[Sequence[Span], str], ...]

    def drawn(self, columns: _Columns) -> str:
        """Return the row."""
        rows = [columns.row(spans, glyph) for spans, glyph in self.layers]
        return "".join(
            next((cell for cell in reversed(cells) if cell != " "), " ")
            for cells in zip(*rows, strict=True)
        )


def _tracks(strip: Strip, glyphs: Glyphs) -> list[_Track]:
    """Return the rows below the curve; only those that have something to show."""
    good = [span for span in strip.held if span.good]
    waits = [span for span in strip.held if not span.good]
    led = [Span(word.time_s, word.time_s + 1e-3) for word in strip.words]
    corrected = [Span(word.time_s, word.time_s + 1e-3) for word in strip.corrections]
    tracks = [
        _Track("hold", ((waits, glyphs.waits), (good, glyphs.good))),
        *(
            _Track(track.fault.label.lower(), ((track.spans, glyphs.fault),))
            for track in strip.faults
        ),
        _Track("not judged", ((strip.notices, glyphs.waits),)),
        _Track("said", ((led, glyphs.word), (corrected, glyphs.correction))),
    ]
    return [track for track in tracks if any(spans for spans, _ in track.layers)]


def _curve(strip: Strip, columns: _Columns, gutter: int, glyphs: Glyphs) -> Iterator[str]:
    """Yield the rows of the angle, two steps of height in each."""
    scale = _height(strip)
    drawn = _drawn(bins(strip, columns.count), scale)
    named = {_row(scale, value): value for value in value_marks(scale.low, scale.high)}
    grounds = _grounds(strip, scale, glyphs)
    sign = unit(strip) and glyphs.degree
    for row in reversed(range(ROWS)):
        ground = grounds.get(row, " ")
        cells = []
        for steps in drawn:
            lower, upper = 2 * row in steps, 2 * row + 1 in steps
            both = glyphs.whole if lower and upper else glyphs.lower if lower else glyphs.upper
            cells.append(both if lower or upper else ground)
        name = f"{named[row]:g}{sign}" if row in named else ""
        yield f"{name:>{gutter}} {glyphs.wall}{''.join(cells)}".rstrip()


def _height(strip: Strip) -> Scale:
    """Return the way from values to steps of height."""
    return Scale(*value_ends(strip), 0.0, 2.0 * ROWS)


def _drawn(values: Iterable[tuple[float, float] | None], scale: Scale) -> list[set[int]]:
    """Return the steps of height that each column fills, joined to the column before it."""
    drawn: list[set[int]] = []
    before: tuple[float, float] | None = None
    for ends in values:
        if ends is None:
            drawn.append(set())
        else:
            low, high = ends
            if before is not None:
                low, high = min(low, before[1]), max(high, before[0])
            first, last = (min(2 * ROWS - 1, max(0, int(scale(end)))) for end in (low, high))
            drawn.append(set(range(first, last + 1)))
        before = ends
    return drawn


def _grounds(strip: Strip, scale: Scale, glyphs: Glyphs) -> dict[int, str]:
    """Return what lies behind the curve, by row: the band asked for, and the limit."""
    primary = strip.summary.stretch.primary
    if primary is None:
        return {}
    band = primary.bands[strip.summary.level]
    first, last = _row(scale, band.low), _row(scale, band.high)
    grounds = dict.fromkeys(range(max(0, first), min(ROWS, last + 1)), glyphs.band)
    if primary.over_limit is not None and scale.low <= primary.over_limit <= scale.high:
        grounds[_row(scale, primary.over_limit)] = glyphs.limit
    return grounds


def _row(scale: Scale, value: float) -> int:
    return int(scale(value) // 2)


def _foot(columns: _Columns, gutter: int, glyphs: Glyphs) -> Iterator[str]:
    """Yield the axis and the seconds below it, each under its mark."""
    marks = columns.marks(max(2, columns.count // 8))
    floor, names = [glyphs.floor] * columns.count, [" "] * columns.count
    for mark in marks:
        words = f"{mark:g}"
        floor[columns.at(mark)] = glyphs.tick
        at = min(columns.at(mark), columns.count - len(words))  # the last one is not cut off
        names[at : at + len(words)] = words
    yield f"{'':>{gutter}} {glyphs.corner}{''.join(floor)}"
    yield f"{SECONDS:>{gutter}}  {''.join(names).rstrip()}"


def _legend(strip: Strip, glyphs: Glyphs) -> str:
    """Return what the signs of this chart mean."""
    primary = strip.summary.stretch.primary
    signs: dict[str, object] = {
        f"{glyphs.band} asked for": primary,
        f"{glyphs.limit} too far": glyphs.limit in _grounds(strip, _height(strip), glyphs).values(),
        f"{glyphs.good} counts": strip.held,
        f"{glyphs.waits} waits": strip.notices or not all(held.good for held in strip.held),
        f"{glyphs.fault} put right": strip.faults,
        f"{glyphs.correction} correction": strip.corrections,
    }
    return "   ".join(sign for sign, there in signs.items() if there)


def _label(label: str, gutter: int) -> str:
    short = label if len(label) <= gutter else f"{label[: gutter - 1]}."
    return f"{short:>{gutter}}"


def _account(strip: Strip, width: int) -> Iterator[str]:
    """Yield a line for each thing that was told and counted, by its second."""
    for entry in entries(strip):
        head = f"{entry.time_s:7.1f} {'!' if entry.mark else ' '} "
        yield from wrap(
            f"{entry.text} ({entry.why})" if entry.why in ("shown only",) else entry.text,
            width,
            initial_indent=head,
            subsequent_indent=" " * len(head),
        )
