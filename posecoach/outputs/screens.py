"""The screens without a camera picture: home, help, and the summary at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .layout import Box, Icon, Layout, Panel, Shape, Text
from .paint import paint
from .palette import AMBER, BACKDROP, CHOSEN, MINT, PANEL, SKY, SOFT, WHITE
from .sheet import Sheet
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.ports import Picture

HOME_TITLE = "What would you like to stretch?"
HOME_KEYS = "1-9 choose · arrows move · enter start · h help · q quit"
KEYS: tuple[tuple[str, str], ...] = (
    ("space", "Pause and go on"),
    ("n", "Next stretch"),
    ("m", "Sound off and on"),
    ("f", "Full screen"),
    ("h", "This help"),
    ("q  or  Esc", "Stop"),
)
_HEADING = 52  # units
_MOST = 9  # items on a page: as many as there are digits


@dataclass(frozen=True, slots=True)
class HomeItem:
    """One thing to choose. `group` is the heading it stands under, `dose` a short second line."""

    name: str
    dose: str = ""
    group: str = ""


def home_page(
    size: tuple[int, int], items: Sequence[HomeItem], selected: int, message: str = ""
) -> range:
    """Return which items are on the page that shows `selected`; digit 1 chooses its first."""
    sheet = Sheet(size)
    room = sheet.height - sheet.px(120 + (160 if message else 80))
    row, start, used, group = _row_px(sheet), 0, 0, None
    for nth, item in enumerate(items):
        heading = sheet.px(_HEADING) if item.group and item.group != group else 0
        need = row + heading
        if nth > start and (used + need > room or nth - start == _MOST):
            if selected < nth:
                return range(start, nth)
            start, used, need = nth, 0, row + (sheet.px(_HEADING) if item.group else 0)
        used, group = used + need, item.group
    return range(start, len(items))


def draw_home(
    size: tuple[int, int], items: Sequence[HomeItem], selected: int, message: str = ""
) -> Picture:
    """Return the home screen; `message` is a line such as "No camera found: the demo is played"."""
    return _painted(plan_home(size, items, selected, message))


def draw_help(size: tuple[int, int]) -> Picture:
    """Return the screen that explains the keys."""
    return _painted(plan_help(size))


def draw_summary(size: tuple[int, int], lines: Sequence[str], title: str = "Well done") -> Picture:
    """Return the screen at the end: a title and a few lines."""
    return _painted(plan_summary(size, lines, title))


def plan_home(
    size: tuple[int, int], items: Sequence[HomeItem], selected: int, message: str = ""
) -> Layout:
    """Return the layout of the home screen."""
    sheet, page = Sheet(size), home_page(size, items, selected, message)
    panels = [_heading(sheet, HOME_TITLE, f"{selected + 1} of {len(items)}" if items else "")]
    y, group = panels[0].box.bottom, None
    for nth in page:
        item = items[nth]
        if item.group and item.group != group:
            panels.append(_group(sheet, item.group, y))
            y, group = y + sheet.px(_HEADING), item.group
        panels.append(_row(sheet, item, nth - page.start + 1, y, chosen=nth == selected))
        y += _row_px(sheet)
    if message:
        panels.append(_message(sheet, message))
    return Layout(size, (*panels, _foot(sheet, HOME_KEYS)))


def plan_help(size: tuple[int, int]) -> Layout:
    """Return the layout of the help screen."""
    sheet = Sheet(size)
    panels = [_heading(sheet, "Keys", "")]
    high, y = sheet.px(84), panels[0].box.bottom + sheet.px(6)
    for key, meaning in KEYS:
        row = Box(sheet.margin, y, sheet.width - 2 * sheet.margin, high - sheet.px(12))
        cap = fit(key, (sheet.px(230), row.height), sheet.sizes(44, 24), 1)
        left = row.x + sheet.px(290)
        words = fit(meaning, (row.right - left - sheet.pad, row.height), sheet.sizes(50, 28), 1)
        parts = [
            *sheet.lines(cap, row.x + sheet.pad, _middle(row, cap.height_px), SKY),
            *sheet.lines(words, left, _middle(row, words.height_px)),
        ]
        panels.append(sheet.panel(f"key {key}", row, parts))
        y += high
    return Layout(size, (*panels, _foot(sheet, "h back")))


def plan_summary(size: tuple[int, int], lines: Sequence[str], title: str = "Well done") -> Layout:
    """Return the layout of the summary: all lines fit, smaller where there are many."""
    sheet = Sheet(size)
    panels = [_heading(sheet, title, "", Shape.CHECK)]
    top, floor = panels[0].box.bottom + sheet.px(6), sheet.height - sheet.px(70)
    high = min(sheet.px(150), (floor - top) // max(len(lines), 1))
    for nth, line in enumerate(lines):
        row = Box(
            sheet.margin, top + nth * high, sheet.width - 2 * sheet.margin, high - sheet.px(12)
        )
        room = (row.width - 2 * sheet.pad, row.height - sheet.px(8))
        words = fit(line, room, sheet.sizes(56, 34), 2)
        text = sheet.lines(words, row.x + sheet.pad, _middle(row, words.height_px))
        panels.append(sheet.panel(f"line {nth + 1}", row, text))
    return Layout(size, (*panels, _foot(sheet, "enter back · q quit")))


def _painted(layout: Layout) -> Picture:
    picture = np.full((layout.size[1], layout.size[0], 3), BACKDROP, np.uint8)
    paint(picture, layout)
    return picture


def _heading(sheet: Sheet, title: str, more: str, shape: Shape | None = None) -> Panel:
    """Return the title over the whole width, with a small text at its right end."""
    box = Box(0, 0, sheet.width, sheet.px(118))
    side = sheet.px(72)
    left = 2 * sheet.margin + (side + sheet.px(20) if shape else 0)
    note = fit(more or " ", (sheet.px(170), box.height), sheet.sizes(34, 20), 1)
    room = box.right - left - 2 * sheet.margin - (note.width_px + sheet.gap if more else 0)
    name = fit(title, (room, box.height), sheet.sizes(60, 34), 1)
    parts: list[Text | Icon] = [*sheet.lines(name, left, _middle(box, name.height_px))]
    if shape:
        parts.append(Icon(Box(2 * sheet.margin, _middle(box, side), side, side), shape, MINT))
    if more:
        x = box.right - 2 * sheet.margin - note.width_px
        parts += sheet.lines(note, x, _middle(box, note.height_px), SOFT)
    return Panel("heading", box, tuple(parts), 0, PANEL, 0.0)


def _group(sheet: Sheet, name: str, y: int) -> Panel:
    box = Box(sheet.margin, y, sheet.width - 2 * sheet.margin, sheet.px(_HEADING))
    words = fit(name, (box.width - 2 * sheet.pad, box.height), sheet.sizes(34, 22), 1)
    text = sheet.lines(words, box.x + sheet.pad, box.bottom - words.height_px - sheet.px(4), SKY)
    return Panel(f"group {name}", box, tuple(text), 0, PANEL, 0.0)


def _row_px(sheet: Sheet) -> int:
    """Return the height of one item; an upright screen puts the dose under the name."""
    return sheet.px(116 if sheet.upright else 84)


def _row(sheet: Sheet, item: HomeItem, digit: int, y: int, *, chosen: bool) -> Panel:
    """Return one item: its digit, name and dose; the chosen one has an arrow and another ground."""
    box = Box(sheet.margin, y, sheet.width - 2 * sheet.margin, _row_px(sheet) - sheet.px(10))
    side, left, end = sheet.px(50), box.x + sheet.px(96), box.right - sheet.pad
    most = end - left if sheet.upright else box.width // 3
    dose = fit(item.dose or " ", (most, sheet.px(44)), sheet.sizes(34, 22), 1)
    beside = dose.width_px + sheet.px(24) if item.dose and not sheet.upright else 0
    under = dose.height_px if item.dose and sheet.upright else 0
    name = fit(item.name, (end - left - beside, box.height - under), sheet.sizes(48, 30), 1)
    top = _middle(box, name.height_px + under)
    at = Box(box.x + sheet.px(24), _middle(box, side), side, side)
    number = fit(str(digit), (side, box.height), sheet.sizes(42, 20), 1)
    parts: list[Text | Icon] = [*sheet.lines(name, left, top)]
    if chosen:
        parts.append(Icon(at, Shape.GO, MINT))
    else:
        parts += sheet.centred(number, at.centre[0], _middle(box, number.height_px), SKY)
    if item.dose:
        x = left if sheet.upright else end - dose.width_px
        low = top + name.height_px if sheet.upright else _middle(box, dose.height_px)
        parts += sheet.lines(dose, x, low, WHITE if chosen else SOFT)
    return sheet.panel(f"item {digit}", box, parts, CHOSEN if chosen else PANEL)


def _message(sheet: Sheet, message: str) -> Panel:
    """Return a line for the person, with a sign, above the keys."""
    high = sheet.px(76)
    box = Box(sheet.margin, sheet.height - sheet.px(144), sheet.width - 2 * sheet.margin, high)
    side = sheet.px(50)
    left = box.x + sheet.px(24) + side + sheet.px(22)
    words = fit(message, (box.right - left - sheet.pad, high), sheet.sizes(46, 28), 1)
    sign = Icon(Box(box.x + sheet.px(24), _middle(box, side), side, side), Shape.EXCLAIM, AMBER)
    text = sheet.lines(words, left, _middle(box, words.height_px))
    return sheet.panel("message", box, [sign, *text])


def _foot(sheet: Sheet, keys: str) -> Panel:
    """Return the keys in one small line at the bottom."""
    box = Box(
        sheet.margin, sheet.height - sheet.px(58), sheet.width - 2 * sheet.margin, sheet.px(46)
    )
    words = fit(keys, (box.width - 2 * sheet.px(8), box.height), sheet.sizes(30, 20), 1)
    text = sheet.centred(words, box.centre[0], _middle(box, words.height_px), SOFT)
    return Panel("foot", box, tuple(text), 0, PANEL, 0.0)


def _middle(box: Box, height: int) -> int:
    """Return the top of something `height` high in the middle of `box`."""
    return box.y + (box.height - height) // 2
