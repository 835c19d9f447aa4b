"""What every screen without a camera picture has: a ground, a title above, the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .layout import Box, Icon, Layout, Panel, Shape, Text
from .paint import paint
from .palette import BACKDROP, MINT, PANEL, SOFT, WHITE
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.ports import Picture

    from .sheet import Sheet

HEAD, FOOT, PLATE, TALL = 118, 58, 150, 240  # units


def painted(layout: Layout) -> Picture:
    """Return the picture of a layout on the plain ground."""
    picture = _ground(layout.size).copy()
    paint(picture, layout)
    return picture


@lru_cache(maxsize=2)
def _ground(size: tuple[int, int]) -> Picture:
    """Return the plain ground of a size; filling it anew would take most of a picture's time."""
    return np.full((size[1], size[0], 3), BACKDROP, np.uint8)


def heading(
    sheet: Sheet,
    title: str,
    more: str = "",
    shape: Shape | None = None,
    *,
    high: int = HEAD,
    muted: bool = False,
) -> Panel:
    """Return the title over the whole width, `high` units, with a small text at its right end."""
    box = Box(0, 0, sheet.width, sheet.px(high))
    side, left, end = sheet.px(72), 2 * sheet.margin, box.right - 2 * sheet.margin
    parts: list[Text | Icon] = []
    if shape:
        parts.append(Icon(Box(left, middle(box, side), side, side), shape, MINT))
        left += side + sheet.px(20)
    if muted:
        sign = sheet.px(56)
        parts.append(Icon(Box(end - sign, middle(box, sign), sign, sign), Shape.MUTED, WHITE))
        end -= sign + sheet.gap
    if more:
        note = fit(more, (sheet.px(170), box.height), sheet.sizes(34, 20), 1)
        parts += sheet.lines(note, end - note.width_px, middle(box, note.height_px), SOFT)
        end -= note.width_px + sheet.gap
    name = fit(title, (end - left, box.height), sheet.sizes(60, 34), 1)
    parts += sheet.lines(name, left, middle(box, name.height_px))
    return Panel("heading", box, tuple(parts), 0, PANEL, 0.0)


def told(
    sheet: Sheet, lines: Sequence[str], top: int, floor: int, most: float = PLATE
) -> list[Panel]:
    """Return a plate a line between two heights; all of them fit, smaller where there are many.

    No plate is higher than `most` units.
    """
    high = min(sheet.px(most), (floor - top) // max(len(lines), 1))
    panels = []
    for nth, line in enumerate(lines):
        row = Box(
            sheet.margin, top + nth * high, sheet.width - 2 * sheet.margin, high - sheet.px(12)
        )
        room = (row.width - 2 * sheet.pad, row.height - sheet.px(8))
        words = fit(line, room, sheet.sizes(56, 34), 2 if most <= PLATE else 4)
        text = sheet.lines(words, row.x + sheet.pad, middle(row, words.height_px))
        panels.append(sheet.panel(f"line {nth + 1}", row, text))
    return panels


def foot(sheet: Sheet, keys: str) -> Panel:
    """Return the keys in one small line at the bottom."""
    box = Box(
        sheet.margin, sheet.height - sheet.px(FOOT), sheet.width - 2 * sheet.margin, sheet.px(46)
    )
    words = fit(keys, (box.width - 2 * sheet.px(8), box.height), sheet.sizes(30, 20), 1)
    text = sheet.centred(words, box.centre[0], middle(box, words.height_px), SOFT)
    return Panel("foot", box, tuple(text), 0, PANEL, 0.0)


def middle(box: Box, height: int) -> int:
    """Return the top of something `height` high in the middle of `box`."""
    return box.y + (box.height - height) // 2
