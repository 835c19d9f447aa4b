"""What a screen shows of the person while they choose: a small mirror, and the hand that is heard.

The ring fills while a hand is up, so that whoever stands three metres away sees that it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .layout import RING_RADIUS, RING_STROKE, Box, Icon, Layout, Panel, Ring, Shape, Text
from .page import FOOT
from .page import painted as plainly_painted
from .palette import AMBER, MINT, SKY, TRACK, WHITE
from .placement import fit_frame
from .sheet import Sheet
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.ports import Picture

HEAD = 96  # units: the height of the heading
_BAR, _NOTE = 112, 58
CAPTION = (40, 28)  # units: wanted and least
HANDS = (46, 34)


@dataclass(frozen=True, slots=True, eq=False)
class Mirror:
    """The camera's picture, (height, width, 3) and not mirrored, and what it is good for.

    `good` is whether one person is well in view. `progress`, 0 to 1, is how long a hand has been
    up, and `both` whether it is both of them.
    """

    bgr: Picture
    caption: str
    good: bool = False
    both: bool = False
    progress: float = 0.0

    @property
    def asking(self) -> bool:
        """Return whether a hand is up."""
        return self.progress > 0


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where the parts of a screen stand; without a camera there is no mirror and no bar."""

    rows: Box
    mirror: Box | None
    bar: Box | None
    note: Box | None


def rooms(sheet: Sheet, *, mirror: bool, note: bool = False, share: float = 0.31) -> Rooms:
    """Return the places below the heading: rows with the mirror beside them, or below if upright.

    `share`, 0 to 1, is how much of the width the mirror may have.
    """
    left, width = sheet.margin, sheet.width - 2 * sheet.margin
    top, floor = sheet.px(HEAD), sheet.height - sheet.px(FOOT)
    line = bar = glass = None
    if note:
        line = Box(left, floor - sheet.px(_NOTE), width, sheet.px(_NOTE - 8))
        floor = line.y
    if mirror:
        bar = Box(left, floor - sheet.px(_BAR), width, sheet.px(_BAR - 8))
        floor = bar.y - sheet.px(8)
        if sheet.upright:
            high = min(sheet.px(340), (floor - top) // 2)
            glass = Box(left, floor - high, width, high)
            floor = glass.y - sheet.px(4)
        else:
            beside = min(sheet.px(1300 * share), round(sheet.width * share))
            glass = Box(left + width - beside, top, beside, floor - top)
            width -= beside + sheet.gap
    return Rooms(Box(left, top, width, floor - top), glass, bar, line)


def mirror_panel(sheet: Sheet, box: Box, mirror: Mirror) -> tuple[Panel, Box]:
    """Return a plate in `box`, no higher than need be, and the picture's place on it.

    Its caption stands below the picture.
    """
    edge, pad = sheet.px(10), sheet.px(12)
    icon = sheet.px(44)
    room = box.width - icon - 3 * pad
    words = fit(mirror.caption, (room, box.height // 3), sheet.sizes(*CAPTION), 3)
    low = max(words.height_px, icon) + 2 * pad
    place = _within(box.inset(edge), low - edge, mirror.bgr)
    foot = Box(box.x, place.bottom, box.width, low)
    left = foot.centre[0] - (icon + pad + words.width_px) // 2
    shape, colour = (Shape.CHECK, MINT) if mirror.good else (Shape.EXCLAIM, AMBER)
    parts: list[Text | Icon] = [
        Icon(Box(left, foot.centre[1] - icon // 2, icon, icon), shape, colour),
        *sheet.lines(words, left + icon + pad, foot.centre[1] - words.height_px // 2),
    ]
    plate = Box(box.x, box.y, box.width, foot.bottom - box.y)
    return sheet.panel("mirror", plate, parts), place


def hands_bar(
    sheet: Sheet, box: Box, words: str, progress: float, *, asking: bool
) -> tuple[Panel, Ring]:
    """Return the bar that says what raised hands do, and the ring that fills while one is up.

    The ring may count something else while nobody is `asking`. The bar is called "timer", as is
    every panel that carries the ring.
    """
    pad, edge = sheet.pad, sheet.px(8)
    side = min(box.height - 2 * edge, sheet.px(110))
    face = Box(box.x + pad, box.y + (box.height - side) // 2, side, side)
    hand = face.inset(round(side * 0.2))
    left = face.right + pad
    room = (box.right - left - pad, box.height - 2 * edge)
    text = fit(words, room, sheet.sizes(*HANDS), 2)
    colour = MINT if asking else SKY
    parts: list[Text | Icon] = [
        Icon(face, Shape.RING, TRACK),
        Icon(hand, Shape.HAND, colour),
        *sheet.lines(text, left, box.y + (box.height - text.height_px) // 2, WHITE),
    ]
    stroke = max(1, round(RING_STROKE * side))
    ring = Ring(face.centre, round(RING_RADIUS * side), stroke, progress, colour)
    return sheet.panel("timer", box, parts), ring


def painted(layout: Layout, mirror: Mirror | None = None) -> Picture:
    """Return a screen of panels, the mirrored picture in the place that the layout keeps for it."""
    picture = plainly_painted(layout)
    if mirror is not None and layout.inset is not None:
        place = layout.inset
        small, _ = fit_frame(mirror.bgr, (place.width, place.height), mirrored=True)
        picture[place.y : place.bottom, place.x : place.right] = small
    return picture


def _within(box: Box, low: int, bgr: Picture) -> Box:
    """Return the largest place of the picture's shape in `box`, `low` pixels kept free below."""
    high, wide = bgr.shape[:2]
    scale = min(box.width / wide, max(1, box.height - low) / high)
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    return Box(box.centre[0] - width // 2, box.y, width, height)
