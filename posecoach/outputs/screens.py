"""The screens without a camera picture: help, and the summary at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from posecoach.core.safety import ALWAYS_TRUE, TO_EXPECT

from .layout import Box, Layout, Panel, Shape
from .page import TALL, foot, heading, middle, painted, told
from .palette import SKY
from .sheet import Sheet
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.ports import Picture

KEYS: tuple[tuple[str, str], ...] = (
    ("space", "Pause and go on"),
    ("n", "Next stretch"),
    ("e", "Easier: less of it"),
    ("x", "It hurts"),
    ("s", "Stop the session"),
    ("m", "Sound off and on"),
    ("f", "Full screen"),
    ("h", "This help"),
    ("q  or  Esc", "Leave"),
)
HELP_KEYS = "h or arrows turn the page · q back"
_HELP: tuple[tuple[str, Sequence[str]], ...] = (
    ("Keys", ()),
    ("Always true", ALWAYS_TRUE[:3]),
    ("Always true", ALWAYS_TRUE[3:]),
    ("What to expect", TO_EXPECT[:4]),
    ("What helps besides", TO_EXPECT[4:]),
)
HELP_PAGES = len(_HELP)


def draw_help(size: tuple[int, int], page: int = 0) -> Picture:
    """Return one page of the help, 0 to HELP_PAGES - 1: the keys, then what is always true."""
    return painted(plan_help(size, page))


def draw_summary(size: tuple[int, int], lines: Sequence[str], title: str = "Well done") -> Picture:
    """Return the screen at the end: a title and a few lines."""
    return painted(plan_summary(size, lines, title))


def plan_help(size: tuple[int, int], page: int = 0) -> Layout:
    """Return the layout of one page of the help screen, 0 to HELP_PAGES - 1."""
    sheet = Sheet(size)
    title, lines = _HELP[page]
    panels = [heading(sheet, title, f"{page + 1} of {HELP_PAGES}")]
    top, floor = panels[0].box.bottom + sheet.px(6), sheet.height - sheet.px(70)
    panels += told(sheet, lines, top, floor, TALL) if lines else _keys(sheet, top, floor)
    return Layout(size, (*panels, foot(sheet, HELP_KEYS)))


def plan_summary(size: tuple[int, int], lines: Sequence[str], title: str = "Well done") -> Layout:
    """Return the layout of the summary: all lines fit, smaller where there are many."""
    sheet = Sheet(size)
    head = heading(sheet, title, "", Shape.CHECK)
    panels = told(sheet, lines, head.box.bottom + sheet.px(6), sheet.height - sheet.px(70))
    return Layout(size, (head, *panels, foot(sheet, "enter back · q quit")))


def _keys(sheet: Sheet, top: int, floor: int) -> list[Panel]:
    """Return a row a key, between two heights."""
    high = min(sheet.px(84), (floor - top) // len(KEYS))
    panels = []
    for nth, (key, meaning) in enumerate(KEYS):
        row = Box(
            sheet.margin, top + nth * high, sheet.width - 2 * sheet.margin, high - sheet.px(8)
        )
        cap = fit(key, (sheet.px(230), row.height), sheet.sizes(44, 24), 1)
        left = row.x + sheet.px(290)
        words = fit(meaning, (row.right - left - sheet.pad, row.height), sheet.sizes(50, 28), 1)
        parts = [
            *sheet.lines(cap, row.x + sheet.pad, middle(row, cap.height_px), SKY),
            *sheet.lines(words, left, middle(row, words.height_px)),
        ]
        panels.append(sheet.panel(f"key {key}", row, parts))
    return panels
