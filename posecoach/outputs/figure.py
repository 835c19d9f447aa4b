"""The person's skeleton and the measured angle, drawn on the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import TYPE_CHECKING

import cv2

from posecoach.core.feedback import Arc, Mark
from posecoach.core.pose import Joint, Point, Pose

from .layout import Box, Shape, Text
from .paint import blend, icon_sprite, panel_sprite
from .palette import AMBER, INK, MINT, SKY, WHITE, Colour
from .sheet import Sheet
from .typeset import BOLD, line_px, width_px

if TYPE_CHECKING:
    from posecoach.ports import Picture

Spot = tuple[int, int]
Place = Callable[[Point], Spot]

BONES: tuple[tuple[Joint, Joint], ...] = (
    (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    (Joint.LEFT_HIP, Joint.RIGHT_HIP),
    *(
        (Joint(f"{side}_{one}"), Joint(f"{side}_{two}"))
        for side in ("left", "right")
        for one, two in (
            ("shoulder", "elbow"),
            ("elbow", "wrist"),
            ("shoulder", "hip"),
            ("hip", "knee"),
            ("knee", "ankle"),
            ("ankle", "foot_index"),
        )
    ),
)
MARK_COLOURS: Mapping[Mark, Colour] = {Mark.GOOD: MINT, Mark.WRONG: AMBER}


def draw_skeleton(
    picture: Picture, pose: Pose, faulty: Iterable[tuple[Joint, Joint]], place: Place, sheet: Sheet
) -> None:
    """Draw the seen limbs in place; faulty ones are amber and thicker."""
    bad = list(faulty)
    wrong = {frozenset(limb) for limb in bad}
    spots = _spots(pose, place, (*BONES, *bad))
    limbs = [bone for bone in BONES if frozenset(bone) not in wrong]
    pen = sheet.px(6)
    _lines(picture, limbs, spots, INK, pen + sheet.px(5), cv2.LINE_8)
    _lines(picture, limbs, spots, WHITE, pen, cv2.LINE_AA)
    _lines(picture, bad, spots, INK, 2 * pen + sheet.px(6), cv2.LINE_8)
    _lines(picture, bad, spots, AMBER, 2 * pen, cv2.LINE_AA)
    for spot in spots.values():
        cv2.circle(picture, spot, sheet.px(9), INK, -1, cv2.LINE_AA)
        cv2.circle(picture, spot, sheet.px(6), WHITE, -1, cv2.LINE_AA)


def draw_warnings(
    picture: Picture, pose: Pose, faulty: Iterable[tuple[Joint, Joint]], place: Place, sheet: Sheet
) -> None:
    """Put a sign beside the middle of each faulty limb, on its outer side."""
    bad = list(faulty)
    spots = _spots(pose, place, (*BONES, *bad)) if bad else {}
    if not spots:
        return
    sprite, away = icon_sprite(Shape.EXCLAIM, sheet.px(52), AMBER), sheet.px(48)
    half = sprite.keep.shape[0] // 2
    inner_x = sum(x for x, _ in spots.values()) / len(spots)
    inner_y = sum(y for _, y in spots.values()) / len(spots)
    for one, two in bad:
        if one in spots and two in spots:
            (x1, y1), (x2, y2) = spots[one], spots[two]
            x, y, length = (x1 + x2) / 2, (y1 + y2) / 2, max(1.0, hypot(x2 - x1, y2 - y1))
            across_x, across_y = (y2 - y1) / length, (x1 - x2) / length
            outward = (x - inner_x) * across_x + (y - inner_y) * across_y >= 0
            shift = away if outward else -away
            blend(
                picture,
                sprite,
                round(x + shift * across_x) - half,
                round(y + shift * across_y) - half,
            )


def _spots(pose: Pose, place: Place, limbs: Iterable[tuple[Joint, Joint]]) -> dict[Joint, Spot]:
    """Return where the seen ends of `limbs` are on the canvas."""
    joints = dict.fromkeys(joint for limb in limbs for joint in limb)
    return {joint: place(point) for joint in joints if (point := pose.seen(joint))}


def _lines(
    picture: Picture,
    limbs: Iterable[tuple[Joint, Joint]],
    spots: Mapping[Joint, Spot],
    colour: Colour,
    pen: int,
    kind: int,
) -> None:
    for one, two in limbs:
        if one in spots and two in spots:
            cv2.line(picture, spots[one], spots[two], colour, pen, kind)


def draw_arc(
    picture: Picture, arc: Arc, place: Place, sheet: Sheet, taken: Sequence[Box] = ()
) -> None:
    """Draw the angle at its joint in place: both directions, the arc between them, the degrees.

    The degrees stand where none of the panels in `taken` covers them, or are left out.
    """
    x, y = place(arc.vertex)
    rays = [(end[0] - x, end[1] - y) for end in (place(arc.start), place(arc.end))]
    lengths = [hypot(*ray) for ray in rays]
    if min(lengths) < 1:
        return
    colour = MARK_COLOURS.get(arc.mark, SKY)
    radius = round(min(max(0.6 * min(lengths), sheet.px(46)), sheet.px(130)))
    start, end = (degrees(atan2(dy, dx)) for dx, dy in rays)
    sweep = (end - start + 180) % 360 - 180  # the short way round
    for (dx, dy), length, tint in zip(rays, lengths, (WHITE, colour), strict=True):
        reach = max(1.0, 1.25 * radius / length)
        tip = (round(x + dx * reach), round(y + dy * reach))
        cv2.line(picture, (x, y), tip, INK, sheet.px(9), cv2.LINE_AA)
        cv2.line(picture, (x, y), tip, tint, sheet.px(5), cv2.LINE_AA)
    for tint, pen in ((INK, sheet.px(14)), (colour, sheet.px(9))):
        cv2.ellipse(
            picture, (x, y), (radius, radius), 0, start, start + sweep, tint, pen, cv2.LINE_AA
        )
    _label(
        picture, arc.value_deg, colour, _around((x, y), radius, start, sweep, sheet), taken, sheet
    )


def _around(
    at: Spot, radius: int, start_deg: float, sweep_deg: float, sheet: Sheet
) -> Iterator[Spot]:
    """Yield places for the label: outside the arc's middle, its ends, and across from it."""
    away = radius + sheet.px(64)
    for part in (0.5, 0.2, 0.8, -0.3, 1.3):
        turn = radians(start_deg + sweep_deg * part)
        yield round(at[0] + away * cos(turn)), round(at[1] + away * sin(turn))
    turn = radians(start_deg + sweep_deg / 2 + 180)
    yield round(at[0] + sheet.px(80) * cos(turn)), round(at[1] + sheet.px(80) * sin(turn))


def _label(
    picture: Picture,
    value_deg: float,
    colour: Colour,
    spots: Iterable[Spot],
    taken: Sequence[Box],
    sheet: Sheet,
) -> None:
    """Write the degrees on a small plate at the first of `spots` that no panel covers."""
    words, size, pad = f"{round(value_deg)}°", sheet.px(42), sheet.px(10)
    width, high = width_px(words, size, BOLD), line_px(size)
    plate = Box(0, 0, width + 2 * pad, high + pad)
    whole = Box(0, 0, sheet.width, sheet.height)
    for x, y in spots:
        place = plate.moved(x - plate.width // 2, y - plate.height // 2)
        if whole.holds(place) and not any(place.overlaps(box) for box in taken):
            text = Text(Box(pad, pad // 2, width, high), words, size, colour, BOLD)
            blend(picture, panel_sprite(sheet.panel("angle", plate, [text])), place.x, place.y)
            return
