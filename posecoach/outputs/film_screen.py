"""The screen of a recording: a countdown over everything, then a ring that fills. Pure.

Read from three metres: what counts is the number, and whether the person is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2

from posecoach.core.feedback import Feedback
from posecoach.core.filming import Filming, Part
from posecoach.core.placement import Problem

from .dial import SIDE, dial_in
from .figure import draw_skeleton
from .layout import Box, Icon, Layout, Panel, Ring, Shape
from .paint import paint
from .palette import CORAL, SKY, SOFT, WHITE
from .placement import fit_frame
from .sheet import Sheet
from .typeset import fit

if TYPE_CHECKING:
    from posecoach.core.pose import Pose
    from posecoach.ports import Frame, Picture

HINTS = "raise a hand to stop · m mute · f full screen · q stop"
GET_READY = "Take your place"
HAND_UP = "Keep your hand up to stop"
# Behind the countdown the picture steps back, and stays to be seen: one takes one's place by it.
_DIM, _THIN = 0.55, 0.3


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen tells: the recording's name, the moment, and what is wrong with the view.

    `hand` is how much of the time that a hand must be up has passed, 0 to 1.
    """

    name: str
    film: Filming
    notice: str | None = None
    hand: float = 0.0
    muted: bool = False


def notice_of(frame: Frame, pose: Pose) -> str | None:
    """Return the sentence for somebody whose recording would show nothing of use, or None."""
    if frame.trouble:
        return frame.trouble
    if pose.crowded:
        return Problem.CROWD.value
    return Problem.NOBODY.value if pose.empty else frame.advice


def draw_film(frame: Frame, pose: Pose, shown: Shown, size: tuple[int, int]) -> Picture:
    """Return the picture of `size` (width, height), like a mirror; `frame` is not modified."""
    picture, placement = fit_frame(frame.bgr, size, mirrored=True)
    if shown.film.part is Part.COUNTDOWN:
        cv2.convertScaleAbs(picture, dst=picture, alpha=_DIM)
    draw_skeleton(picture, pose, (), placement.of_pose(pose.width_px).spot, Sheet(size))
    paint(picture, plan_film(shown, size))
    return picture


def plan_film(shown: Shown, size: tuple[int, int]) -> Layout:
    """Return the layout: the name, the number with its ring, a word if need be, the keys."""
    sheet = Sheet(size)
    foot = _foot(sheet)
    title = _title(sheet, shown)
    words = HAND_UP if shown.hand > 0 else shown.notice
    below = [_words(sheet, words, foot.box.y)] if words else []
    timer, ring = _timer(sheet, shown, title.box.bottom, min(each.box.y for each in (foot, *below)))
    return Layout(size, (title, timer, foot, *below), ring)


def _title(sheet: Sheet, shown: Shown) -> Panel:
    """Return the name, with a dot beside it while the camera runs."""
    filming = shown.film.part is not Part.COUNTDOWN
    side, pad = sheet.px(40), sheet.pad
    words = shown.name.replace("-", " ") if filming else GET_READY
    left = sheet.margin + pad + (side + sheet.px(16) if filming else 0)
    taken = sheet.px(SIDE) + sheet.gap if filming and not sheet.upright else 0
    room = sheet.width - sheet.margin - pad - left - taken
    name = fit(words, (room, sheet.px(140)), sheet.sizes(56, 34), 2)
    high = max(name.height_px, side) + sheet.px(24)
    box = Box(sheet.margin, sheet.margin, left + name.width_px + pad - sheet.margin, high)
    parts = [*sheet.lines(name, left, box.y + (high - name.height_px) // 2)]
    if not filming:
        return sheet.panel("title", box, parts)
    dot = Box(box.x + pad, box.y + (high - side) // 2, side, side)
    return sheet.panel("title", box, [Icon(dot, Shape.DOT, CORAL), *parts])


def _timer(sheet: Sheet, shown: Shown, top: int, floor: int) -> tuple[Panel, Ring]:
    """Return the seconds in their ring: in the middle and huge before, at the edge while filming.

    The countdown's ring empties, the film's ring fills.
    """
    film, down = shown.film, shown.film.part is Part.COUNTDOWN
    face = Feedback(title="", timer_s=film.left_s, progress=film.progress, running=True)
    if not down:
        side = sheet.px(SIDE)
        y = top + sheet.gap if sheet.upright else sheet.margin
        box = Box(sheet.width - sheet.margin - side, y, side, side)
        return dial_in(sheet, face, box, shown.muted)
    room = floor - top - 2 * sheet.gap
    side = min(room, sheet.width - 2 * sheet.margin)
    box = Box((sheet.width - side) // 2, top + sheet.gap + (room - side) // 2, side, side)
    panel, ring = dial_in(sheet, face, box, shown.muted)
    return replace(panel, alpha=_THIN), ring


def _words(sheet: Sheet, words: str, floor: int) -> Panel:
    """Return one sentence in large letters at the bottom."""
    side, pad = sheet.px(64), sheet.pad
    left = sheet.margin + pad + side + sheet.px(22)
    room = (sheet.width - sheet.margin - pad - left, sheet.px(190))
    setting = fit(words, room, sheet.sizes(72, 44), 2)
    high = setting.height_px + sheet.px(28)
    box = Box(
        sheet.margin, floor - sheet.gap - high, left + setting.width_px + pad - sheet.margin, high
    )
    sign = Box(sheet.margin + pad, box.y + (high - side) // 2, side, side)
    text = sheet.lines(setting, left, box.y + (high - setting.height_px) // 2, WHITE)
    return sheet.panel("words", box, [Icon(sign, Shape.EXCLAIM, SKY), *text])


def _foot(sheet: Sheet) -> Panel:
    """Return the ways to stop, in one small line."""
    room = (sheet.width - 2 * sheet.margin - sheet.px(16), sheet.px(40))
    words = fit(HINTS, room, sheet.sizes(30, 20), 1)
    width, high = words.width_px + sheet.px(40), words.height_px + sheet.px(8)
    box = Box((sheet.width - width) // 2, sheet.height - sheet.px(10) - high, width, high)
    return sheet.panel("foot", box, sheet.centred(words, box.centre[0], box.y + sheet.px(4), SOFT))
