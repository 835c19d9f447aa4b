"""The home screen: what can be chosen, large enough to be read and chosen from three metres away.

Routines come first and have pages of their own, then the stretches by posture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .layout import Box, Icon, Layout, Panel, Shape, Text
from .mirror import HEAD, Mirror, hands_bar, mirror_panel, painted, rooms
from .page import foot, heading, middle
from .palette import AMBER, CHOSEN, MINT, PANEL, SKY, SOFT, WHITE
from .sheet import Sheet
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.ports import Picture

TITLE = "What would you like to stretch?"
KEYS = "1-9 choose · arrows move · enter start · m sound · h help · q quit"
ONE_HAND = "Hand up: start this one. Both hands: next page."
STARTING = "Keep your hand up: {name}"
TURNING = "Keep both hands up: next page"
_MOST = 9  # items on a page: as many as there are digits
_GROUP, _ROW, _CHOSEN = 50, 66, 122  # units


class Kind(StrEnum):
    """What an item of the home screen is."""

    ROUTINE = "routine"
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class HomeItem:
    """One thing to choose: what it is, and the words for it.

    `detail` is a short second line ("10 min, on the floor"), `group` the heading it stands under,
    `said` what the voice calls it.
    """

    kind: Kind
    id: str
    name: str
    detail: str = ""
    group: str = ""
    said: str = ""


def home_pages(
    size: tuple[int, int], items: Sequence[HomeItem], *, mirror: bool, note: str = ""
) -> list[range]:
    """Return which items stand on which page; routines and stretches never share one."""
    sheet = Sheet(size)
    room = rooms(sheet, mirror=mirror, note=bool(note)).rows.height
    spare = room - sheet.px(_CHOSEN - _ROW)
    pages, start, used = [], 0, 0
    for nth, item in enumerate(items):
        need = sheet.px(_ROW) + (sheet.px(_GROUP) if _heads(items, start, nth) else 0)
        other = nth > start and item.kind is not items[start].kind
        if nth > start and (other or used + need > spare or nth - start == _MOST):
            pages.append(range(start, nth))
            start, used, need = nth, 0, sheet.px(_ROW) + sheet.px(_GROUP)
        used += need
    return [*pages, range(start, len(items))] if items else []


def plan_home(
    size: tuple[int, int],
    items: Sequence[HomeItem],
    chosen: int,
    *,
    mirror: Mirror | None = None,
    note: str = "",
    muted: bool = False,
) -> Layout:
    """Return the layout of the page on which item `chosen` stands; `note` is a line at the foot."""
    sheet = Sheet(size)
    places = rooms(sheet, mirror=mirror is not None, note=bool(note))
    pages = home_pages(size, items, mirror=mirror is not None, note=note)
    number = next((nth for nth, page in enumerate(pages) if chosen in page), 0)
    count = f"{number + 1} of {len(pages)}" if len(pages) > 1 else ""
    panels = [heading(sheet, TITLE, count, high=HEAD, muted=muted)]
    if pages:
        panels += _rows(sheet, items, pages[number], chosen, places.rows)
    place, ring = None, None
    if mirror and places.mirror and places.bar:
        plate, place = mirror_panel(sheet, places.mirror, mirror)
        words = _hand_words(mirror, items[chosen].name if items else "")
        bar, ring = hands_bar(sheet, places.bar, words, mirror.progress, asking=mirror.asking)
        panels += [plate, bar]
    if places.note:
        panels.append(_note(sheet, note, places.note))
    panels.append(foot(sheet, KEYS))
    return Layout(size, tuple(panels), ring, place)


def draw_home(
    size: tuple[int, int],
    items: Sequence[HomeItem],
    chosen: int,
    *,
    mirror: Mirror | None = None,
    note: str = "",
    muted: bool = False,
) -> Picture:
    """Return the home screen; see `plan_home`."""
    return painted(plan_home(size, items, chosen, mirror=mirror, note=note, muted=muted), mirror)


def _heads(items: Sequence[HomeItem], start: int, nth: int) -> bool:
    """Return whether item `nth` needs its group's name above it on the page from `start` on."""
    group = items[nth].group
    return bool(group) and (nth == start or items[nth - 1].group != group)


def _rows(
    sheet: Sheet, items: Sequence[HomeItem], page: range, chosen: int, room: Box
) -> Iterator[Panel]:
    """Yield the page's items under their headings; the chosen one is larger."""
    y = room.y
    for nth in page:
        if _heads(items, page.start, nth):
            yield _group(sheet, items[nth].group, Box(room.x, y, room.width, sheet.px(_GROUP)))
            y += sheet.px(_GROUP)
        high = sheet.px(_CHOSEN if nth == chosen else _ROW)
        box = Box(room.x, y, room.width, high - sheet.px(8))
        number = nth - page.start + 1
        row = _chosen_row if nth == chosen else _row
        yield row(sheet, items[nth], number, box)
        y += high


def _group(sheet: Sheet, name: str, box: Box) -> Panel:
    words = fit(name, (box.width - 2 * sheet.pad, box.height), sheet.sizes(36, 24), 1)
    text = sheet.lines(words, box.x + sheet.pad, box.bottom - words.height_px - sheet.px(2), SKY)
    return Panel(f"group {name}", box, tuple(text), 0, PANEL, 0.0)


def _row(sheet: Sheet, item: HomeItem, number: int, box: Box) -> Panel:
    """Return one item on one line: its digit, its name and, where there is room, its detail."""
    left, end = box.x + sheet.px(84), box.right - sheet.px(16)
    digit = fit(str(number), (sheet.px(60), box.height), sheet.sizes(40, 20), 1)
    name = fit(item.name, (end - left, box.height), sheet.sizes(42, 28), 1)
    parts = [
        *sheet.centred(digit, box.x + sheet.px(44), middle(box, digit.height_px), SKY),
        *sheet.lines(name, left, middle(box, name.height_px)),
    ]
    room = end - left - name.width_px - sheet.px(20)
    for words in (item.detail, item.detail.partition(",")[0]):  # all of it, or what matters most
        detail = fit(words or " ", (max(room, 1), box.height), sheet.sizes(32, 26), 1)
        if words and detail.size_px >= sheet.px(26) and detail.width_px <= room:
            x = end - detail.width_px
            parts += sheet.lines(detail, x, middle(box, detail.height_px), SOFT)
            break
    return sheet.panel(f"item {number}", box, parts)


def _chosen_row(sheet: Sheet, item: HomeItem, number: int, box: Box) -> Panel:
    """Return the item that would be started: larger, its detail below, an arrow for its digit."""
    side, left = sheet.px(60), box.x + sheet.px(84)
    room = box.right - sheet.px(16) - left
    high = box.height - (sheet.px(46) if item.detail else 0)
    name = fit(item.name, (room, high), sheet.sizes(58, 40), 1)
    second = min(sheet.px(38), round(0.86 * name.size_px))
    detail = fit(item.detail or " ", (room, sheet.px(46)), (second, sheet.px(26)), 1)
    low = detail.height_px if item.detail else 0
    top = middle(box, name.height_px + low)
    at = Box(box.x + sheet.px(14), middle(box, side), side, side)
    parts: list[Text | Icon] = [Icon(at, Shape.GO, MINT), *sheet.lines(name, left, top)]
    if item.detail:
        parts += sheet.lines(detail, left, top + name.height_px, WHITE)
    return sheet.panel(f"item {number}", box, parts, CHOSEN)


def _hand_words(mirror: Mirror, name: str) -> str:
    if not mirror.asking:
        return ONE_HAND
    return TURNING if mirror.both else STARTING.format(name=name)


def _note(sheet: Sheet, words: str, box: Box) -> Panel:
    """Return a line for the person, with a sign."""
    side, x = sheet.px(38), box.x + sheet.px(24)
    left = x + side + sheet.px(18)
    text = fit(words, (box.right - left - sheet.pad, box.height), sheet.sizes(36, 26), 1)
    sign = Icon(Box(x, middle(box, side), side, side), Shape.EXCLAIM, AMBER)
    lines = sheet.lines(text, left, middle(box, text.height_px))
    return sheet.panel("note", box, [sign, *lines])
