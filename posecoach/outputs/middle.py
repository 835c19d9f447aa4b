"""The one large panel: paused, done, or why coaching cannot go on; and the small target figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecoach.core.coach import Phase

from .dial import clock
from .layout import Box, Icon, Panel, Shape, Text
from .palette import MINT, SKY, SOFT, WHITE, Colour
from .sheet import Sheet
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.core.session import Step

# The first of these words found in a notice chooses its picture.
NOTICE_SIGNS: tuple[tuple[str, Shape], ...] = (
    ("turn", Shape.TURN),
    ("one person", Shape.PEOPLE),
    ("see", Shape.HIDDEN),
    ("", Shape.CAMERA),
)


def is_done(step: Step) -> bool:
    """Return whether all wanted holds or repetitions are done and the person rests."""
    done, wanted = step.feedback.sets
    return done >= wanted > 0 and step.phase is Phase.REST


def inset_box(sheet: Sheet, top: int, floor: int) -> Box:
    """Return the place of the small target figure, at the lower left."""
    high = min(sheet.px(280), floor - top)
    return Box(sheet.margin, floor - high, round(high * 1.25), high)


def target(sheet: Sheet, place: Box) -> tuple[Panel, Box]:
    """Return the plate of the small target figure, and the figure's own place on it."""
    words = fit("Like this", (place.width, sheet.px(44)), sheet.sizes(34, 20), 1)
    top = place.bottom - words.height_px - sheet.px(8)
    text = sheet.centred(words, place.centre[0], top, SOFT)
    edge = sheet.px(10)
    figure = Box(place.x + edge, place.y + edge, place.width - 2 * edge, top - place.y - edge)
    return sheet.panel("target", place, text), figure


def room_for(sheet: Sheet, head: int, floor: int, place: Box | None) -> Box:
    """Return the rectangle that the large panel may use."""
    left = sheet.margin
    if place and sheet.upright:
        floor = place.y - sheet.gap
    elif place:
        left = place.right + sheet.gap
    return Box(left, head, sheet.width - sheet.margin - left, floor - head)


def middle(sheet: Sheet, step: Step, room: Box, *, paused: bool) -> Panel:
    """Return the one large panel: paused, done, or why coaching cannot go on."""
    shape, colour, words, more = _message(step, paused=paused)
    pad, narrow = sheet.px(32), room.width < sheet.px(760)
    side = min(sheet.px(150), room.height // 3)
    across, down = (0, side + sheet.px(18)) if narrow else (side + sheet.px(32), 0)
    wide = min(room.width, sheet.px(1100)) - 2 * pad - across
    sub = fit(more, (wide, sheet.px(120)), sheet.sizes(46, 30), 2)
    low = sub.height_px + sheet.px(10) if more else 0
    tall = room.height - 2 * pad - down - low
    main = fit(words, (wide, tall), sheet.sizes(96 if step.feedback.notice is None else 84, 60), 3)
    text_width = max(main.width_px, sub.width_px if more else 0)
    width, body = text_width + across, main.height_px + low
    high = max(body, 0 if narrow else side) + down
    x, y = room.centre[0] - width // 2, room.centre[1] - high // 2
    box = Box(x - pad, y - pad, width + 2 * pad, high + 2 * pad)
    left, top = x + across, y + down + (0 if narrow else (high - body) // 2)
    at = (x + (width - side) // 2, y) if narrow else (x, y + (high - side) // 2)
    parts: list[Text | Icon] = [Icon(Box(*at, side, side), shape, colour)]
    set_ = sheet.centred if narrow else sheet.lines
    anchor = x + width // 2 if narrow else left
    parts += set_(main, anchor, top, WHITE)
    if more:
        parts += set_(sub, anchor, top + main.height_px + sheet.px(10), SOFT)
    return sheet.panel("middle", box, parts)


def _message(step: Step, *, paused: bool) -> tuple[Shape, Colour, str, str]:
    """Return the picture, its colour, the words and the smaller line of the large panel."""
    shown = step.feedback
    if paused:
        return Shape.PAUSE, WHITE, "Paused", shown.notice or "Press space to go on"
    if shown.notice is None:
        return Shape.CHECK, MINT, "Well done", shown.next
    words = shown.notice.lower()
    shape = next(shape for word, shape in NOTICE_SIGNS if word in words)
    waits = shown.timer_s is not None and shown.progress > 0
    more = f"The timer waits at {clock(shown.timer_s or 0.0)}" if waits else ""
    return shape, SKY, shown.notice, more
