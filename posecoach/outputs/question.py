"""The screens that ask: one question each, large, with the keys as buttons below it."""

from __future__ import annotations

from collections.abc import Sequence

from .layout import Box, Layout, Panel
from .page import FOOT, TALL, foot, heading, middle, told
from .palette import SKY, SOFT
from .sheet import Sheet
from .typeset import fit

LINES_A_PAGE = 3
YES_NO_KEYS = "h help · m sound · q leave"
GO_ON_KEYS = "a raised hand goes on, too · h help · q leave"
SKIP_KEYS = "a raised hand skips, too · h help · m sound"
SCALE = (*((str(points), str(points)) for points in range(10)), ("t", "10"))
NO_PAIN, WORST = "no pain", "the worst there is"
_BUTTON = 120  # units


def plan_yes_no(size: tuple[int, int], title: str, question: str) -> Layout:
    """Return the layout of a question with its yes and no."""
    sheet = Sheet(size)
    buttons = _buttons(sheet, [("y", "Yes"), ("n", "No")])
    return _page(sheet, title, "", question, buttons, YES_NO_KEYS)


def plan_telling(
    size: tuple[int, int], title: str, lines: Sequence[str], nth: int = 0, *, by_hand: bool = False
) -> Layout:
    """Return the layout of page `nth` of what is told; see `pages`."""
    sheet = Sheet(size)
    count = pages(lines)
    buttons = _buttons(sheet, [("enter", "Go on")])
    head = heading(sheet, title, f"{nth + 1} of {count}" if count > 1 else "")
    shown = lines[nth * LINES_A_PAGE : (nth + 1) * LINES_A_PAGE]
    top, floor = head.box.bottom + sheet.px(6), buttons[0].box.y - sheet.px(2)
    plates = told(sheet, shown, top, floor, most=TALL)
    keys = GO_ON_KEYS if by_hand else YES_NO_KEYS
    return Layout(size, (head, *plates, *buttons, foot(sheet, keys)))


def plan_pain(size: tuple[int, int], question: str, *, by_hand: bool = False) -> Layout:
    """Return the layout of the question about pain, with its scale from 0 to 10."""
    sheet = Sheet(size)
    buttons = _buttons(sheet, [("enter", "Skip")])
    scale = _scale(sheet, buttons[0].box.y - sheet.gap)
    keys = SKIP_KEYS if by_hand else "h help · m sound"
    return _page(sheet, "Pain", "0 to 10", question, [*scale, *buttons], keys)


def plan_choice(size: tuple[int, int], title: str, options: Sequence[str]) -> Layout:
    """Return the layout of a choice of at most nine, each with its digit."""
    sheet = Sheet(size)
    head = heading(sheet, title)
    buttons = _buttons(sheet, [("enter", "Skip")])
    top, floor = head.box.bottom + sheet.px(6), buttons[0].box.y - sheet.px(2)
    high = min(sheet.px(150), (floor - top) // max(len(options), 1))
    rows = [
        _button(
            sheet, Box(*_across(sheet, top + nth * high), high - sheet.px(12)), str(nth + 1), each
        )
        for nth, each in enumerate(options)
    ]
    return Layout(size, (head, *rows, *buttons, foot(sheet, "h help · m sound")))


def pages(lines: Sequence[str]) -> int:
    """Return how many pages some lines take, at least one."""
    return max(1, -(-len(lines) // LINES_A_PAGE))


def _page(
    sheet: Sheet, title: str, more: str, question: str, buttons: Sequence[Panel], keys: str
) -> Layout:
    """Return a title, a question as large as the room allows, and what answers it."""
    head = heading(sheet, title, more)
    top, floor = head.box.bottom + sheet.px(6), min(each.box.y for each in buttons) - sheet.gap
    box = Box(*_across(sheet, top), floor - top)
    room = (box.width - 2 * sheet.pad, box.height - 2 * sheet.px(10))
    words = fit(question, room, sheet.sizes(84, 56), 5)
    text = sheet.centred(words, box.centre[0], middle(box, words.height_px))
    return Layout(
        (sheet.width, sheet.height),
        (head, sheet.panel("question", box, text), *buttons, foot(sheet, keys)),
    )


def _buttons(sheet: Sheet, keys: Sequence[tuple[str, str]]) -> list[Panel]:
    """Return the large keys side by side over the foot."""
    high = sheet.px(_BUTTON)
    x, y, width = _across(sheet, sheet.height - sheet.px(FOOT + 6) - high)
    each = (width - (len(keys) - 1) * sheet.gap) // len(keys)
    return [
        _button(sheet, Box(x + nth * (each + sheet.gap), y, each, high), key, meaning)
        for nth, (key, meaning) in enumerate(keys)
    ]


def _button(sheet: Sheet, box: Box, key: str, meaning: str) -> Panel:
    """Return one key and what it means, as large as both fit."""
    cap = fit(key, (box.width // 3, box.height), sheet.sizes(64, 34), 1)
    left = box.x + sheet.pad + max(cap.width_px, sheet.px(44)) + sheet.px(28)
    words = fit(meaning, (box.right - sheet.pad - left, box.height), sheet.sizes(64, 34), 2)
    parts = [
        *sheet.lines(cap, box.x + sheet.pad, middle(box, cap.height_px), SKY),
        *sheet.lines(words, left, middle(box, words.height_px)),
    ]
    return sheet.panel(f"key {key}", box, parts)


def _scale(sheet: Sheet, floor: int) -> list[Panel]:
    """Return the eleven keys of the scale in a row, and in words what its ends mean."""
    gap, high, under = sheet.px(6), sheet.px(124), sheet.px(48)
    x, y, width = _across(sheet, floor - under - high)
    each = (width - (len(SCALE) - 1) * gap) // len(SCALE)
    keys = []
    for nth, (key, points) in enumerate(SCALE):
        box = Box(x + nth * (each + gap), y, each, high)
        room = (each - gap, high if key == points else high // 2)
        number = fit(points, room, sheet.sizes(64, 34), 1)
        text = sheet.centred(number, box.centre[0], middle(box, number.height_px), SKY)
        if key != points:  # a number without a key of its own name
            cap = fit(key, room, sheet.sizes(46, 34), 1)
            text = sheet.centred(number, box.centre[0], y + sheet.px(2))
            text += sheet.centred(cap, box.centre[0], box.bottom - cap.height_px, SKY)
        keys.append(sheet.panel(f"key {key}", box, text))
    ends = Box(x, y + high, width, under)
    low, top = (fit(w, (width // 2 - gap, under), sheet.sizes(36, 24), 1) for w in (NO_PAIN, WORST))
    text = [
        *sheet.lines(low, x, middle(ends, low.height_px), SOFT),
        *sheet.lines(top, ends.right - top.width_px, middle(ends, top.height_px), SOFT),
    ]
    return [*keys, Panel("ends", ends, tuple(text), 0, alpha=0.0)]


def _across(sheet: Sheet, y: int) -> tuple[int, int, int]:
    """Return x, y and the width of something from margin to margin."""
    return sheet.margin, y, sheet.width - 2 * sheet.margin
