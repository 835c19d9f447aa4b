"""What the coaching screen shows for one step, and where.

Four places, each for one question: top left, where am I; top right, how long; left, what is
checked; at the bottom in the largest letters, the one thing to do now. When coaching cannot go on,
is paused or is done, one large panel takes the place of the last two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecoach.core.feedback import CheckLine, CueKind, Feedback, Mark

from .dial import SIDE, dial
from .layout import Box, Icon, Layout, Panel, Shape, Text
from .middle import inset_box, is_done, middle, room_for, target
from .palette import AMBER, CORAL, MINT, SKY, SOFT, TRACK, WHITE, Colour
from .sheet import Sheet
from .typeset import BOLD, fit, fit_line_first, line_px, width_px

if TYPE_CHECKING:
    from posecoach.core.session import Step

HINTS = "space pause · n next · e easier · x hurts · s stop · h help · q quit"

CUE_SIGNS: dict[CueKind, tuple[Shape, Colour]] = {
    CueKind.SAFETY: (Shape.STOP, CORAL),
    CueKind.VISIBILITY: (Shape.QUESTION, SKY),
    CueKind.PACE: (Shape.EXCLAIM, AMBER),
    CueKind.COMPENSATION: (Shape.EXCLAIM, AMBER),
    CueKind.RANGE: (Shape.EXCLAIM, AMBER),
    CueKind.MINOR: (Shape.EXCLAIM, AMBER),
    CueKind.PRAISE: (Shape.CHECK, MINT),
}
MARK_SIGNS: dict[Mark, tuple[Shape, Colour]] = {
    Mark.GOOD: (Shape.CHECK, MINT),
    Mark.WRONG: (Shape.EXCLAIM, AMBER),
    Mark.UNSEEN: (Shape.QUESTION, SKY),
    Mark.WAITING: (Shape.WAIT, SOFT),
}


def plan(
    step: Step,
    size: tuple[int, int],
    *,
    paused: bool = False,
    muted: bool = False,
    hints: bool = True,
    inset: bool = False,
) -> Layout:
    """Return the layout of `step` on a picture of `size` (width, height) in pixels.

    `inset` keeps a place for the small figure of the target, for when nobody is in view; there is
    nothing to check then.
    """
    sheet, shown = Sheet(size), step.feedback
    large = paused or shown.notice is not None or is_done(step)
    counted = (shown.timer_s is not None or shown.count is not None) and (paused or not large)
    foot = _hints(sheet) if hints else None
    floor = foot.box.y - sheet.px(10) if foot else size[1] - sheet.margin
    title = _title(sheet, step, counted=counted, muted=muted)
    top = title.box.bottom + sheet.gap if sheet.upright else sheet.margin
    timer, ring = (counted and dial(sheet, shown, top, muted=muted)) or (None, None)
    head = max(each.box.bottom for each in (title, timer) if each) + sheet.gap
    panels = [title, timer, foot]
    if muted and timer is None:
        panels.append(_muted(sheet))
    place: Box | None = None
    if large:
        place = inset_box(sheet, head, floor) if inset and not paused else None
        panels.append(middle(sheet, step, room_for(sheet, head, floor, place), paused=paused))
    else:
        bar = _bar(sheet, shown, head, floor)
        floor = bar.box.y - sheet.gap if bar else floor
        side_top = head if sheet.upright else title.box.bottom + sheet.gap
        place = inset_box(sheet, side_top, floor) if inset else None
        panels += [bar, None if place else _checks(sheet, shown.checks, side_top, floor)]
    figure = None
    if place:
        plate, figure = target(sheet, place)
        panels.append(plate)
    return Layout(size, tuple(panel for panel in panels if panel), ring, figure)


def _title(sheet: Sheet, step: Step, *, counted: bool, muted: bool) -> Panel:
    """Return the stretch's name, the sets as dots, and what comes next."""
    shown, pad = step.feedback, sheet.pad
    taken = sheet.px(SIDE + 14 if counted else 86) if counted or muted else 0
    room = sheet.width - 2 * sheet.margin - 2 * pad - (0 if sheet.upright and counted else taken)
    room = min(room, sheet.px(520))  # the middle of the picture is the person's
    name = fit_line_first(shown.title, (room, sheet.px(132)), sheet.sizes(50, 42), sheet.px(36))
    x, y = sheet.margin + pad, sheet.margin + sheet.px(14)
    parts: list[Text | Icon] = [*sheet.lines(name, x, y)]
    y += name.height_px + sheet.px(8)
    dots = [] if shown.count else _dots(sheet, shown.sets, x, y)
    parts += dots
    if shown.next and not is_done(step):
        size, left = sheet.px(34), dots[-1].box.right + sheet.px(22) if dots else x
        if dots and left + width_px(shown.next, size, BOLD) > x + room:
            left, y = x, y + line_px(size) + sheet.px(4)
        words = fit(shown.next, (x + room - left, sheet.px(80)), (size, sheet.px(28)), 2)
        parts += sheet.lines(words, left, y, SOFT)
    right = max(part.box.right for part in parts) + pad
    bottom = max(part.box.bottom for part in parts) + sheet.px(14)
    box = Box(sheet.margin, sheet.margin, right - sheet.margin, bottom - sheet.margin)
    return sheet.panel("title", box, parts)


def _dots(sheet: Sheet, sets: tuple[int, int], x: int, y: int) -> list[Text | Icon]:
    """Return a check mark for each set done and a circle for each to come; many are a number."""
    done, wanted = sets
    if wanted < 2:
        return []
    if wanted > 8:
        return [sheet.text(f"{done} of {wanted}", sheet.px(34), x, y)]
    side, pitch, drop = sheet.px(32), sheet.px(42), sheet.px(3)
    return [
        Icon(
            Box(x + nth * pitch, y + drop, side, side),
            Shape.CHECK if nth < done else Shape.CIRCLE,
            MINT if nth < done else WHITE if nth == done else TRACK,
        )
        for nth in range(wanted)
    ]


def _bar(sheet: Sheet, shown: Feedback, head: int, floor: int) -> Panel | None:
    """Return the bar with the one thing to do now: the cue, else the instruction."""
    words = shown.cue.text if shown.cue else shown.instruction
    if not words:
        return None
    shape, colour = CUE_SIGNS[shown.cue.kind] if shown.cue else (Shape.GO, SKY)
    pad, side = sheet.pad, sheet.px(84 if shown.cue else 68)
    width, above = sheet.width - 2 * sheet.margin, sheet.px(230) if sheet.upright else 0
    # The icon stands before the words, or above them where the picture is narrow.
    column, rows = (0, side + sheet.px(10)) if sheet.upright else (side + sheet.px(22), 0)
    edge = sheet.px(16)
    tall = min(floor - head - above, sheet.px(460 if sheet.upright else 310))
    room = (width - 2 * pad - column, tall - 2 * edge - rows)
    setting = (
        fit(words, room, sheet.sizes(84, 60), 4 if sheet.upright else 2)
        if shown.cue
        else fit_line_first(words, room, sheet.sizes(64, 52), sheet.px(48))
    )
    high = rows + setting.height_px + 2 * edge
    box = Box(sheet.margin, floor - high, width, high)
    texts = sheet.lines(setting, box.x + pad + column, box.y + edge + rows)
    icon_y = box.y + (edge if sheet.upright else (high - side) // 2)
    icon = Icon(Box(box.x + pad, icon_y, side, side), shape, colour)
    return sheet.panel("bar", box, [icon, *texts])


def _checks(sheet: Sheet, checks: tuple[CheckLine, ...], top: int, floor: int) -> Panel | None:
    """Return up to three checks, each an icon, a word and its degrees; fewer where room lacks."""
    edge = sheet.px(14)
    rows = checks[: max(0, min(3, (floor - top - 2 * edge) // sheet.px(40)))]
    if not rows:
        return None
    high = min(sheet.px(68), (floor - top - 2 * edge) // len(rows))
    size, icon = min(sheet.px(46), round(high * 0.72)), min(sheet.px(54), round(high * 0.84))
    x = sheet.margin + sheet.px(18)
    left = x + icon + sheet.px(18)
    figures = max((width_px(_widest(c), size, BOLD) for c in rows if _told(c)), default=0)
    widest = sheet.px(480) - (left - sheet.margin) - figures - sheet.px(30)
    # All labels at the size of the longest.
    size = min(fit(c.label, (widest, high), (size, sheet.px(26)), 1).size_px for c in rows)
    names = [fit(c.label, (widest, high), (size, size), 1) for c in rows]
    right = left + max(name.width_px for name in names) + sheet.px(10) + figures
    y = floor - high * len(rows) - edge
    parts: list[Text | Icon] = []
    for check, name in zip(rows, names, strict=True):
        shape, colour = MARK_SIGNS[check.mark]
        parts.append(Icon(Box(x, y + (high - icon) // 2, icon, icon), shape, colour))
        parts += sheet.lines(name, left, y + (high - name.height_px) // 2)
        if told := _told(check):
            parts.append(_reading(told, size, right, y + (high - line_px(size)) // 2, colour))
        y += high
    box = Box(sheet.margin, floor - high * len(rows) - 2 * edge, 0, high * len(rows) + 2 * edge)
    width = right + sheet.px(20) - sheet.margin
    return sheet.panel("checks", Box(box.x, box.y, width, box.height), parts)


def _told(check: CheckLine) -> str:
    """Return what a check reads, in degrees or in a word; nothing where there is nothing to say."""
    if check.value_deg is not None:
        return f"{round(check.value_deg)}°"
    return check.size or ""


def _widest(check: CheckLine) -> str:
    """Return the widest that a check may ever read, so that the panel keeps its width."""
    return "medium" if check.size else "180°"


def _reading(words: str, size: int, right: int, y: int, colour: Colour) -> Text:
    """Return a reading, flush right, that may change with every frame."""
    width = width_px(words, size, BOLD)
    return Text(Box(right - width, y, width, line_px(size)), words, size, colour, BOLD, live=True)


def _muted(sheet: Sheet) -> Panel:
    """Return the sign for no sound, at the top right."""
    side, pad = sheet.px(72), sheet.px(12)
    box = Box(sheet.width - sheet.margin - side, sheet.margin, side, side)
    return sheet.panel("muted", box, [Icon(box.inset(pad), Shape.MUTED, WHITE)])


def _hints(sheet: Sheet) -> Panel:
    """Return the keys, small: they are for somebody at the keyboard."""
    room = sheet.width - 2 * sheet.margin - 2 * sheet.px(16)
    keys = fit(HINTS, (room, sheet.px(60)), sheet.sizes(22, 17), 2)
    high = keys.height_px + sheet.px(6)
    width = keys.width_px + 2 * sheet.px(16)
    box = Box((sheet.width - width) // 2, sheet.height - high - sheet.px(8), width, high)
    return sheet.panel(
        "hints", box, sheet.centred(keys, sheet.width // 2, box.y + sheet.px(3), SOFT)
    )
