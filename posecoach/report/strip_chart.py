"""A strip as a picture: the angle over time, what was asked for, what counted, what was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from posecoach.core.coach import Attempt
from posecoach.core.stretch import Fault, Level

from .axes import LETTER_PX, Scale, grid, value_marks
from .strip import FaultTrack, Span, Strip, Word, attempt_words
from .strip_scale import lines, time_marks, unit, value_ends
from .svg import Svg, dot, line, path, picture, rect, text, titled

PLOT_PX, HEAD_PX, SIDE_PX, RIGHT_PX = 230.0, 26.0, 42.0, 10.0
FOOT_PX, GAP_PX, TRACK_PX, BAR_PX = 26.0, 12.0, 36.0, 10.0
LANE_PX, RADIUS_PX, MOST_LANES = 24.0, 9.5, 4
MARK_EVERY_PX = 48.0
LEAST_PX = 1.5  # what lasts a moment is still to be seen


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The ways from seconds and values to pixels."""

    time: Scale
    value: Scale
    left: float
    right: float

    def block(self, span: Span, top: float, height: float, kind: str, round_by: float = 0) -> str:
        """Return a rectangle over a time."""
        x = self.time(span.start_s)
        width = max(LEAST_PX, self.time(span.end_s) - x)
        return rect(x, top, width, height, kind, round_by)


def strip_chart(strip: Strip, width: float) -> Svg:
    """Return the whole chart, `width` pixels wide; the numbers of the corrections are `numbered`'s.

    A stretch without an angle has the rows below the curve alone.
    """
    plot = PLOT_PX if strip.values else BAR_PX + 4
    left, right = SIDE_PX if strip.values else 4.0, width - RIGHT_PX
    foot = HEAD_PX + plot
    sheet = _Sheet(
        Scale(strip.start_s, max(strip.end_s, strip.start_s + 1), left, right),
        Scale(*value_ends(strip), foot, HEAD_PX),
        left,
        right,
    )
    marks = time_marks(strip.start_s, strip.end_s, int((right - left) / MARK_EVERY_PX))
    parts = [*_grounds(strip, sheet, plot), *_attempts(strip, sheet)]
    parts += _curve(strip, sheet) if strip.values else []
    parts += [text(sheet.time(mark), foot + 18, f"{mark:g} s", "mark", "middle") for mark in marks]
    y = foot + FOOT_PX + GAP_PX
    for track in strip.faults:
        parts += _track(track, sheet, y)
        y += TRACK_PX
    told, y = _told(strip, sheet, y)
    label = f"{strip.summary.stretch.name}: {strip.headline}"
    return picture(width, y, label, *parts, *told, kind="strip")


def numbered(words: Sequence[Word]) -> dict[int, int]:
    """Return the number of each correction, by its place among all the words."""
    places = [at for at, word in enumerate(words) if word.corrects]
    return {at: number for number, at in enumerate(places, start=1)}


def _grounds(strip: Strip, sheet: _Sheet, height: float) -> Iterator[str]:
    """Yield what lies behind the curve: what was asked for, and the time that counted or not."""
    if strip.values:
        yield from _asked(strip, sheet)
    for held in strip.held:
        words = "counts" if held.good else "waits"
        title = f"{held.start_s:.1f} to {held.end_s:.1f} s: the time {words}"
        yield titled(sheet.block(held, HEAD_PX, height, words), title)
    for notice in strip.notices:
        title = f"{notice.start_s:.1f} to {notice.end_s:.1f} s: {notice.text}"
        yield titled(sheet.block(notice, HEAD_PX, height, "unjudged"), title)


def _asked(strip: Strip, sheet: _Sheet) -> Iterator[str]:
    """Yield the band of the level, the edges of the other level's, and the limit."""
    primary = strip.summary.stretch.primary
    if primary is None:
        return
    across = sheet.right - sheet.left
    for level in Level:
        band = primary.bands[level]
        top, foot = (
            min(HEAD_PX + PLOT_PX, max(HEAD_PX, sheet.value(end))) for end in (band.high, band.low)
        )
        if level is strip.summary.level:
            yield rect(sheet.left, top, across, max(LEAST_PX, foot - top), "asked")
        else:
            yield from (line((sheet.left, y), (sheet.right, y), "other") for y in (top, foot))
    limit = primary.over_limit
    if limit is not None and HEAD_PX <= sheet.value(limit) <= HEAD_PX + PLOT_PX:
        y = sheet.value(limit)
        yield line((sheet.left, y), (sheet.right, y), "limit")
        yield text(sheet.right - 2, y - 5, f"too far from {limit:g}{unit(strip)}", "too-far", "end")


def _curve(strip: Strip, sheet: _Sheet) -> Iterator[str]:
    marks = value_marks(sheet.value.low, sheet.value.high)
    yield grid(sheet.value, marks, sheet.left, sheet.right, unit(strip))
    for unbroken in lines(strip.values, int(sheet.right - sheet.left)):
        points = [(sheet.time(time_s), sheet.value(value)) for time_s, value in unbroken]
        yield path(points, "angle") if len(points) > 1 else dot(points[0], 1.5, "lone")


def _attempts(strip: Strip, sheet: _Sheet) -> Iterator[str]:
    """Yield what became of each hold or repetition above its time, as far as there is room."""
    taken = 0.0
    for attempt in strip.summary.attempts:
        middle = sheet.time((attempt.start_s + attempt.end_s) / 2)
        for words in _short(attempt):
            half = len(words) * LETTER_PX / 2
            middle = min(max(middle, half), sheet.right - half)
            if middle - half >= taken:
                taken = middle + half + 6
                kind = "full" if attempt.full else "missed"
                told = f"{attempt.start_s:.1f} to {attempt.end_s:.1f} s: {attempt_words(attempt)}"
                yield titled(text(middle, HEAD_PX - 9, words, kind, "middle"), told)
                break


def _short(attempt: Attempt) -> Iterator[str]:
    """Yield shorter and shorter words for an attempt."""
    sign = "✓" if attempt.full else "✗"
    if attempt.side:
        yield f"{sign} {attempt.side} {attempt.held_s:.1f} s"
    yield f"{sign} {attempt.held_s:.1f} s"
    yield sign


def _track(track: FaultTrack, sheet: _Sheet, y: float) -> Iterator[str]:
    """Yield the name of one fault, and a bar for each time that it was there."""
    name = f"{track.fault.label} ({measures_of(track.fault)})"
    fits = len(name) * LETTER_PX <= sheet.right - sheet.left
    yield text(sheet.left, y + 10, name if fits else track.fault.label, "name-of-track")
    yield rect(sheet.left, y + 16, sheet.right - sheet.left, BAR_PX, "track", BAR_PX / 2)
    for span in track.spans:
        title = f"{span.start_s:.1f} to {span.end_s:.1f} s: {track.fault.cue}"
        yield titled(sheet.block(span, y + 16, BAR_PX, "fault", 3), title)


def measures_of(fault: Fault) -> str:
    """Return the measures that a fault asks about."""
    found = [m for condition in fault.when.values() for m in condition.measures]
    return ", ".join(dict.fromkeys(found))


def _told(strip: Strip, sheet: _Sheet, y: float) -> tuple[list[str], float]:
    """Return a tick for each word and a numbered dot for each correction; and where they end."""
    parts = [text(sheet.left, y + 10, "Said", "name-of-track")]
    ticks, numbers = y + 16, numbered(strip.words)
    free = [0.0] * MOST_LANES
    lanes = 0
    for at, word in enumerate(strip.words):
        x = sheet.time(word.time_s)
        title = f"{word.time_s:.1f} s: {word.text}"
        if at not in numbers:
            parts.append(titled(rect(x - 1, ticks, 2, BAR_PX, "word"), title))
            continue
        lane = next((nth for nth in range(MOST_LANES) if free[nth] <= x - RADIUS_PX), 0)
        free[lane], lanes = x + RADIUS_PX + 2, max(lanes, lane + 1)
        cy = ticks + BAR_PX + 4 + RADIUS_PX + lane * LANE_PX
        number = text(x, cy + 4, str(numbers[at]), "number-in", "middle")
        stem = line((x, ticks), (x, cy - RADIUS_PX), "stem")
        parts.append(titled(stem + dot((x, cy), RADIUS_PX, "correction") + number, title))
    return parts, ticks + BAR_PX + 8 + lanes * LANE_PX
