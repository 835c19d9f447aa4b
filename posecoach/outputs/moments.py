"""The screens around the stretches: before the first, between two, after the last.

All are the same: a title, a few large lines with a sign each, the mirror beside them, and a bar
that says what raised hands do.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .layout import Box, Icon, Layout, Panel, Shape
from .mirror import HEAD, Mirror, hands_bar, mirror_panel, painted, rooms
from .page import foot, heading, middle
from .palette import SKY, SOFT, WHITE, Colour
from .sheet import Sheet
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.ports import Picture

LARGE, USUAL, SMALL = (76, 48), (54, 36), (42, 30)  # units: wanted and least
_SHARE, _NARROW_SHARE = 0.36, 0.3  # of the width, for the mirror
_MOST = 200  # units: a line that needs no more than that does not grow to fill the screen


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to read; `weight` is its share of the height against the other lines."""

    words: str
    shape: Shape
    colour: Colour = SKY
    sizes: tuple[int, int] = USUAL
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One such screen.

    `hands` is what raised ones do; `progress`, 0 to 1, fills the ring while no hand does. `shape`
    is a sign before the title.
    """

    title: str
    lines: tuple[Line, ...]
    hands: str = ""
    keys: str = ""
    progress: float = 0.0
    shape: Shape | None = None


def plan_moment(
    size: tuple[int, int], moment: Moment, mirror: Mirror | None = None, *, muted: bool = False
) -> Layout:
    """Return the layout of a moment on a picture of `size` (width, height) in pixels."""
    sheet = Sheet(size)
    share = _SHARE if sheet.width >= 1.5 * sheet.height else _NARROW_SHARE
    places = rooms(sheet, mirror=mirror is not None, share=share)
    panels = [heading(sheet, moment.title, shape=moment.shape, high=HEAD, muted=muted)]
    panels += _lines(sheet, moment.lines, places.rows)
    place, ring = None, None
    if mirror and places.mirror and places.bar:
        plate, place = mirror_panel(sheet, places.mirror, mirror)
        progress = mirror.progress if mirror.asking else moment.progress
        bar, ring = hands_bar(sheet, places.bar, moment.hands, progress, asking=mirror.asking)
        panels += [plate, bar]
    panels.append(foot(sheet, moment.keys))
    return Layout(size, tuple(panels), ring, place)


def draw_moment(
    size: tuple[int, int], moment: Moment, mirror: Mirror | None = None, *, muted: bool = False
) -> Picture:
    """Return the picture of a moment; see `plan_moment`."""
    return painted(plan_moment(size, moment, mirror, muted=muted), mirror)


def _lines(sheet: Sheet, lines: tuple[Line, ...], room: Box) -> list[Panel]:
    """Return the lines below one another, each as high as its weight lets it be.

    Those that may have the same sizes have the same size.
    """
    share = min(room.height / (sum(line.weight for line in lines) or 1), sheet.px(_MOST))
    edges = [room.y]
    for line in lines:
        edges.append(round(edges[-1] + share * line.weight))
    boxes = [Box(room.x, top, room.width, end - top - sheet.px(10)) for top, end in pairwise(edges)]
    largest: dict[tuple[int, int], int] = {}
    for line, box in zip(lines, boxes, strict=True):
        size = fit(line.words, _room(sheet, box), sheet.sizes(*line.sizes), 2).size_px
        largest[line.sizes] = min(size, largest.get(line.sizes, size))
    return [
        _line(sheet, f"line {nth}", line, box, largest[line.sizes])
        for nth, (line, box) in enumerate(zip(lines, boxes, strict=True), start=1)
    ]


def _room(sheet: Sheet, box: Box) -> tuple[int, int]:
    """Return width and height that a line has for its words."""
    return box.width - _side(sheet, box) - sheet.px(52), box.height - sheet.px(4)


def _side(sheet: Sheet, box: Box) -> int:
    """Return the side of the sign before a line."""
    return min(sheet.px(64), box.height - sheet.px(12))


def _line(sheet: Sheet, name: str, line: Line, box: Box, size_px: int) -> Panel:
    """Return a line on its plate, its sign before it."""
    side, x = _side(sheet, box), box.x + sheet.px(18)
    words = fit(line.words, _room(sheet, box), (size_px, size_px), 2)
    sign = Icon(Box(x, middle(box, side), side, side), line.shape, line.colour)
    colour = SOFT if line.sizes == SMALL else WHITE
    text = sheet.lines(words, x + side + sheet.px(20), middle(box, words.height_px), colour)
    return sheet.panel(name, box, [sign, *text])
