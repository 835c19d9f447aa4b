"""The target pose drawn as a soft, translucent body, over the person or in its small panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, hypot, log
from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecoach.core.pose import Joint, Pose, Side

from .ghost import Ghost, Spot, Trunk, trunk
from .layout import Box
from .paint import Canvas, Sprite, blend
from .palette import SKY

if TYPE_CHECKING:
    from posecoach.ports import Picture

    from .placement import Placement

_STEP = log(1.05)  # sizes are rounded to steps of 5 %, so that a breathing person repaints nothing
_REACH = 0.34  # how far the body goes beyond its joints, in trunk lengths
_HEAD = 0.2
_OVER_PERSON, _ALONE = 0.16, 0.5  # how dense it is inside: nobody wants a blue face
# Limbs and their thickness in trunk lengths, in the order they are laid.
_LIMBS: tuple[tuple[str, str, float], ...] = (
    ("hip", "knee", 0.29),
    ("knee", "ankle", 0.21),
    ("ankle", "foot_index", 0.13),
    ("shoulder", "elbow", 0.17),
    ("elbow", "wrist", 0.13),
    ("wrist", "index", 0.1),
)


def draw_ghost(
    picture: Picture, ghost: Ghost, pose: Pose, placement: Placement, inset: Box | None = None
) -> None:
    """Draw `ghost` in place over the person, or inside `inset` when there is one.

    Over the person it has the person's trunk length, its hips on theirs, and looks the same way.
    With neither an inset nor a trunk in view nothing is drawn.
    """
    if inset is not None:
        _in_box(picture, _turned(ghost) if placement.mirrored else ghost, inset)
        return
    body = trunk(pose)
    if body is None:
        return
    turn = _looks_the_other_way(ghost, pose, body) != placement.mirrored
    scale = exp(round(log(body.length_px * placement.scale) / _STEP) * _STEP)
    hips = placement.spot(body.middle)
    _blend_at(picture, _turned(ghost) if turn else ghost, scale, hips, _OVER_PERSON)


def _in_box(picture: Picture, ghost: Ghost, box: Box) -> None:
    """Draw the whole ghost as large as it fits."""
    left, top, right, bottom = _extent(ghost)
    scale = min(box.width / (right - left), box.height / (bottom - top))
    x, y = box.centre
    hips = (round(x - scale * (left + right) / 2), round(y - scale * (top + bottom) / 2))
    _blend_at(picture, ghost, scale, hips, _ALONE)


def _blend_at(
    picture: Picture, ghost: Ghost, scale: float, hips: tuple[int, int], dense: float
) -> None:
    left, top, _, _ = _extent(ghost)
    sprite = _body(ghost, round(scale, 2), dense)
    blend(picture, sprite, hips[0] + round(scale * left), hips[1] + round(scale * top))


@lru_cache(maxsize=8)
def _turned(ghost: Ghost) -> Ghost:
    """Return the ghost as a mirror shows it; its left stays its left."""
    return Ghost(tuple((joint, (-x, y)) for joint, (x, y) in ghost.places))


def _looks_the_other_way(ghost: Ghost, pose: Pose, body: Trunk) -> bool:
    """Return whether the ghost's mirror image is clearly nearer to the person.

    From the side a person may lie or sit either way round; left and right keep their names, so
    that seen from the front this never turns a left stretch into a right one.
    """
    apart = {1: 0.0, -1: 0.0}
    for joint, (x, y) in ghost.places:
        if (point := pose.seen(joint)) is not None:
            dx = (point.x_px - body.middle.x_px) / body.length_px
            dy = (point.y_px - body.middle.y_px) / body.length_px
            for way in apart:
                apart[way] += hypot(dx - way * x, dy - y)
    return apart[-1] < 0.7 * apart[1]


def _extent(ghost: Ghost) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the body in trunk lengths."""
    xs, ys = zip(*(spot for _, spot in ghost.places), strict=True)
    return min(xs) - _REACH, min(ys) - _REACH, max(xs) + _REACH, max(ys) + _REACH


@lru_cache(maxsize=6)
def _body(ghost: Ghost, scale: float, dense: float) -> Sprite:
    """Return the painted body: a clear outline around an inside of that opacity."""
    left, top, right, bottom = _extent(ghost)
    width, height = round((right - left) * scale), round((bottom - top) * scale)
    mask = np.zeros((max(height, 1), max(width, 1)), np.uint8)
    spots = {joint: ((x - left) * scale, (y - top) * scale) for joint, (x, y) in ghost.places}
    _fill(mask, spots, scale)
    rim = max(2, round(scale * 0.035))
    inside = cv2.erode(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * rim + 1,) * 2))
    edge = cv2.GaussianBlur(cv2.subtract(mask, inside), (0, 0), 0.8)
    canvas, box = Canvas(mask.shape[1], mask.shape[0]), Box(0, 0, mask.shape[1], mask.shape[0])
    canvas.stamp(inside.astype(np.uint8), box, SKY, dense)
    canvas.stamp(edge.astype(np.uint8), box, SKY, 0.85)
    return canvas.sprite()


def _fill(mask: Picture, spots: Mapping[Joint, Spot], scale: float) -> None:
    """Fill the body on `mask`: limbs as thick lines, the trunk as their hull, a round head."""
    pens = {width: max(1, round(width * scale)) for *_, width in _LIMBS}
    for side in Side:
        for one, two, width in _LIMBS:
            ends = _found(spots, [side.joint(one), side.joint(two)])
            if len(ends) == 2:
                cv2.line(mask, _pixel(ends[0]), _pixel(ends[1]), 255, pens[width], cv2.LINE_AA)
    shoulders = _found(spots, [side.joint("shoulder") for side in Side])
    corners = shoulders + _found(spots, [side.joint("hip") for side in Side])
    if corners:
        outline = cv2.convexHull(np.array([_pixel(spot) for spot in corners], np.int32))
        cv2.fillPoly(mask, [outline], 255)
        cv2.polylines(
            mask, [outline], isClosed=True, color=255, thickness=max(1, round(0.26 * scale))
        )
    face = _found(spots, [Joint.LEFT_EAR, Joint.RIGHT_EAR]) or _found(spots, [Joint.NOSE])
    if face:
        head = _pixel(_mean(face))
        cv2.circle(mask, head, max(1, round(_HEAD * scale)), 255, -1, cv2.LINE_AA)
        if shoulders:
            neck = max(1, round(0.15 * scale))
            cv2.line(mask, _pixel(_mean(shoulders)), head, 255, neck, cv2.LINE_AA)


def _found(spots: Mapping[Joint, Spot], joints: Sequence[Joint]) -> list[Spot]:
    return [spots[joint] for joint in joints if joint in spots]


def _pixel(spot: Spot) -> tuple[int, int]:
    return round(spot[0]), round(spot[1])


def _mean(spots: Sequence[Spot]) -> Spot:
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)
