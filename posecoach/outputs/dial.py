"""The ring with the seconds or the repetitions: the largest figures on the screen."""

from __future__ import annotations

from math import ceil, hypot
from typing import TYPE_CHECKING

from .layout import RING_RADIUS, RING_STROKE, Box, Icon, Panel, Ring, Shape, Text
from .palette import MINT, SKY, SOFT, TRACK, WHITE, Colour
from .sheet import Sheet
from .typeset import BASELINE, BOLD, CAP, HEAVY, Setting, line_px, width_px

if TYPE_CHECKING:
    from posecoach.core.feedback import Feedback

FIGURES = 200  # font size in units; its figures are 150 units high
SIDE = 384


def clock(time_s: float) -> str:
    """Return a time left as it is shown: "12", and from 100 seconds on "2:05"."""
    left_s = ceil(time_s - 1e-6)
    return str(left_s) if left_s < 100 else f"{left_s // 60}:{left_s % 60:02}"


def dial(sheet: Sheet, shown: Feedback, top: int, *, muted: bool) -> tuple[Panel, Ring] | None:
    """Return the panel and its ring at the right edge, or None when there is nothing to count."""
    if shown.timer_s is None and shown.count is None:
        return None
    side = sheet.px(SIDE)
    return dial_in(sheet, shown, Box(sheet.width - sheet.margin - side, top, side, side), muted)


def dial_in(sheet: Sheet, shown: Feedback, box: Box, muted: bool = False) -> tuple[Panel, Ring]:
    """Return the panel and its ring in a square of any size."""
    face = box.inset(box.width * 15 // SIDE)
    figures = _count(sheet, face, *shown.count) if shown.count else _timer(sheet, face, shown)
    parts: list[Text | Icon] = [Icon(face, Shape.RING, TRACK), *figures]
    if muted:  # the corner beside the ring is free
        small = sheet.px(44)
        corner = Box(
            box.right - small - sheet.px(12), box.bottom - small - sheet.px(12), small, small
        )
        parts.append(Icon(corner, Shape.MUTED, WHITE))
    colour = MINT if shown.running or shown.count else SKY
    stroke = max(1, round(RING_STROKE * face.width))
    ring = Ring(face.centre, round(RING_RADIUS * face.width), stroke, shown.progress, colour)
    return sheet.panel("timer", box, parts), ring


def _timer(sheet: Sheet, face: Box, shown: Feedback) -> list[Text | Icon]:
    """Return the seconds left; while they wait, a pause sign stands below them."""
    words, waits = clock(shown.timer_s or 0.0), not shown.running and shown.progress > 0
    lift = sheet.px(12) if waits else 0
    colour = WHITE if shown.running else SKY
    parts: list[Text | Icon] = [_figures(sheet, words, face, lift, colour)]
    if waits:
        x, y = face.centre
        bars = sheet.px(48)
        parts.append(Icon(Box(x - bars // 2, y + sheet.px(82), bars, bars), Shape.PAUSE, SKY))
    return parts


def _count(sheet: Sheet, face: Box, done: int, wanted: int) -> list[Text | Icon]:
    """Return the repetitions done, large, over "of 6"."""
    lift, small = sheet.px(30), sheet.px(54)
    figures = _figures(sheet, str(done), face, lift, WHITE)
    x, y = face.centre
    foot = y - lift + round(figures.size_px * CAP / 2) + sheet.px(20)
    top = foot - round(small * (BASELINE - CAP))
    return [figures, *sheet.centred(Setting((f"of {wanted}",), small, BOLD), x, top, SOFT)]


def _figures(sheet: Sheet, words: str, face: Box, lift: int, colour: Colour) -> Text:
    """Return figures as large as the ring's inside allows, centred by their ink."""
    inner = face.width * (RING_RADIUS - RING_STROKE / 2)
    size = max(sheet.px(FIGURES), face.width * FIGURES // SIDE)
    # The ink is narrower than the advance, and two figures have round corners.
    half = 0.45 if len(words) < 3 else 0.5
    while hypot(width_px(words, size, HEAVY) * half, size * CAP / 2 + lift * 0.8) > inner:
        size -= 1
    x, y = face.centre
    width, top = width_px(words, size, HEAVY), y - lift - round(size * (BASELINE - CAP / 2))
    box = Box(x - width // 2, top, width, line_px(size))
    return Text(box, words, size, colour, HEAVY, live=True)
