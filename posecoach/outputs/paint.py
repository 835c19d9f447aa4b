"""From a layout to pixels: each panel is painted once, kept, and blended in two passes.

Blending is `picture * keep / 255 + add` on the panel's own rectangle: `keep` says how much of the
camera shows through, `add` is the panel's own light. Both are kept by content, so a frame that
changes no text costs only the blending.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from .icons import masks
from .layout import Box, Layout, Panel, Ring, Shape, Text
from .palette import INK, Colour
from .typeset import BASELINE, FACE, line_px, width_px

if TYPE_CHECKING:
    from posecoach.ports import Picture


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """A painted piece: `keep` and `add` are (height, width, 3) uint8."""

    keep: Picture
    add: Picture


class Canvas:
    """A transparent picture to paint on; becomes a sprite."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._keep = np.full((height_px, width_px, 3), 255, np.uint8)
        self._add = np.zeros((height_px, width_px, 3), np.uint8)

    def stamp(self, mask: Picture, box: Box, colour: Colour, alpha: float = 1.0) -> None:
        """Lay `colour` where `mask` (0 to 255, the size of `box`) covers."""
        cover = cv2.merge((cv2.convertScaleAbs(mask, alpha=alpha),) * 3)
        light = cv2.merge([cv2.convertScaleAbs(mask, alpha=alpha * part / 255) for part in colour])
        under = cv2.bitwise_not(cover)
        rows, columns = slice(box.y, box.bottom), slice(box.x, box.right)
        for kept in (self._keep[rows, columns], self._add[rows, columns]):
            cv2.multiply(kept, under, dst=kept, scale=1 / 255)
        cv2.add(self._add[rows, columns], light, dst=self._add[rows, columns])

    def sprite(self) -> Sprite:
        """Return what was painted."""
        return Sprite(self._keep, self._add)


def blend(picture: Picture, sprite: Sprite, x: int, y: int) -> None:
    """Lay `sprite` onto `picture` in place, corner at (x, y); what sticks out is left off."""
    height, width = sprite.keep.shape[:2]
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + width, picture.shape[1]), min(y + height, picture.shape[0])
    if right <= left or bottom <= top:
        return
    place = picture[top:bottom, left:right]
    part = (slice(top - y, bottom - y), slice(left - x, right - x))
    cv2.multiply(place, sprite.keep[part], dst=place, scale=1 / 255)
    cv2.add(place, sprite.add[part], dst=place)


def paint(picture: Picture, layout: Layout) -> None:
    """Paint all panels of `layout` onto `picture` in place."""
    for panel in layout.panels:
        live = [part for part in panel.parts if isinstance(part, Text) and part.live]
        still = tuple(part for part in panel.parts if part not in live) if live else panel.parts
        blend(picture, panel_sprite(replace(panel, parts=still)), panel.box.x, panel.box.y)
        if panel.name == "timer" and layout.ring is not None:
            _ring(picture, layout.ring)
        for text in live:
            sprite = text_sprite(text.words, text.size_px, text.weight, text.colour)
            blend(picture, sprite, text.box.x, text.box.y)


@lru_cache(maxsize=24)  # a picture has at most fifteen
def panel_sprite(panel: Panel) -> Sprite:
    """Return a panel with its parts, painted."""
    canvas = Canvas(panel.box.width, panel.box.height)
    dx, dy = -panel.box.x, -panel.box.y
    plate = _rounded(panel.box.width, panel.box.height, panel.radius_px)
    canvas.stamp(plate, panel.box.moved(dx, dy), panel.colour, panel.alpha)
    for part in panel.parts:
        box = part.box.moved(dx, dy)
        if isinstance(part, Text):
            canvas.stamp(_lettering(part.words, part.size_px, part.weight), box, part.colour)
        else:
            _stamp_icon(canvas, box, part.shape, part.colour)
    return canvas.sprite()


@lru_cache(maxsize=24)  # what changes: the timer and the angle, some 0.4 MB each
def text_sprite(words: str, size_px: int, weight: int, colour: Colour) -> Sprite:
    """Return a line of text alone, painted."""
    mask = _lettering(words, size_px, weight)
    canvas = Canvas(mask.shape[1], mask.shape[0])
    canvas.stamp(mask, Box(0, 0, mask.shape[1], mask.shape[0]), colour)
    return canvas.sprite()


@lru_cache(maxsize=32)
def icon_sprite(shape: Shape, side_px: int, colour: Colour) -> Sprite:
    """Return an icon alone, painted, with a thin dark rim that parts it from any background."""
    rim = max(2, side_px // 12)
    side = side_px + 2 * rim
    canvas = Canvas(side, side)
    plate, strokes = masks(shape, side_px, side_px)
    ground = np.zeros((side, side), np.uint8)
    ground[rim:-rim, rim:-rim] = strokes if plate is None else plate
    wide = cv2.dilate(ground, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * rim + 1,) * 2))
    canvas.stamp(wide.astype(np.uint8), Box(0, 0, side, side), INK)
    _stamp_icon(canvas, Box(rim, rim, side_px, side_px), shape, colour)
    return canvas.sprite()


def _stamp_icon(canvas: Canvas, box: Box, shape: Shape, colour: Colour) -> None:
    plate, strokes = masks(shape, box.width, box.height)
    if plate is not None:
        canvas.stamp(plate, box, colour)
    canvas.stamp(strokes, box, colour if plate is None else INK)


def _lettering(words: str, size_px: int, weight: int) -> Picture:
    """Return a line of text as coverage, as wide as it reaches and one line high."""
    mask = np.zeros((line_px(size_px), width_px(words, size_px, weight)), np.uint8)
    baseline = (0, round(size_px * BASELINE))
    cv2.putText(mask, words, baseline, (255,), FACE, size_px, weight)
    for nth, letter in enumerate(words):
        if letter == "0":
            start, end = (width_px(words[:upto], size_px, weight) for upto in (nth, nth + 1))
            _open_zero(mask[:, start:end])
    return mask


def _open_zero(glyph: Picture) -> None:
    """Take the stroke out of the font's slashed zero in place: from afar it reads as an eight.

    The two holes beside the stroke are cleared together with all that lies between them, at four
    times the size so that the edge stays smooth.
    """
    height, width = glyph.shape
    fine = cv2.resize(glyph, (width * 4, height * 4), interpolation=cv2.INTER_CUBIC)
    inside = (fine < 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=4)
    holes = [nth for nth, (x, y, *_) in enumerate(stats) if nth and x > 0 and y > 0]
    if len(holes) == 2:
        points = np.argwhere(np.isin(labels, holes))[:, ::-1].astype(np.int32)
        cv2.fillPoly(fine, [cv2.convexHull(points)], 0)
        glyph[:] = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)


def _rounded(width: int, height: int, radius_px: int) -> Picture:
    """Return the coverage of a rounded rectangle; drawn larger and shrunk for smooth corners."""
    fine = 4
    mask = np.full((height, width), 255, np.uint8)
    radius = min(radius_px, width // 2, height // 2)
    if radius < 1:
        return mask
    large = np.zeros((radius * fine, radius * fine), np.uint8)
    cv2.circle(large, (radius * fine, radius * fine), radius * fine, 255, -1)
    corner = cv2.resize(large, (radius, radius), interpolation=cv2.INTER_AREA)
    mask[:radius, :radius], mask[:radius, -radius:] = corner, corner[:, ::-1]
    mask[-radius:, :radius], mask[-radius:, -radius:] = corner[::-1], corner[::-1, ::-1]
    return mask


def _ring(picture: Picture, ring: Ring) -> None:
    """Draw the ring's filled part, with round ends, over the track that its panel carries."""
    sweep_deg = 360 * min(max(ring.progress, 0.0), 1.0)
    if sweep_deg > 0:
        axes, pen = (ring.radius_px, ring.radius_px), ring.stroke_px
        cv2.ellipse(picture, ring.centre, axes, -90, 0, sweep_deg, ring.colour, pen, cv2.LINE_AA)
