"""The icons as strokes in a unit square: the built-in font has neither check marks nor signs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from .layout import RING_RADIUS, RING_STROKE, Shape

if TYPE_CHECKING:
    from posecoach.ports import Picture

_FINE = 4  # drawn this much larger, then shrunk: smooth edges at any size

Places = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen line through `places`; width 0 fills the area instead."""

    places: Places
    width: float = 0.12


@dataclass(frozen=True, slots=True)
class Sign:
    """A plate in the icon's colour with dark strokes on it, or strokes alone in the colour."""

    strokes: tuple[Stroke, ...]
    plate: Places = ()


def _round(
    x: float, y: float, radius: float, start: float = 0, end: float = 360, flat: float = 1
) -> Places:
    """Return points on an arc; degrees clockwise from the right, `flat` presses it together."""
    turns = [math.radians(start + (end - start) * step / 96) for step in range(97)]
    return tuple((x + radius * math.cos(t), y + flat * radius * math.sin(t)) for t in turns)


def _block(left: float, top: float, right: float, bottom: float) -> Places:
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _dot(x: float, y: float, radius: float) -> Stroke:
    return Stroke(_round(x, y, radius), 0)


def _line(*numbers: float, width: float = 0.12) -> Stroke:
    return Stroke(tuple(zip(numbers[::2], numbers[1::2], strict=True)), width)


_DISC = _round(0.5, 0.5, 0.49)
_OCTAGON = tuple(
    (0.5 + 0.49 * math.cos(math.radians(a)), 0.5 + 0.49 * math.sin(math.radians(a)))
    for a in range(22, 382, 45)
)
_TRIANGLE: Places = ((0.5, 0.04), (0.97, 0.9), (0.03, 0.9))
_PERSON = (
    _dot(0.5, 0.27, 0.13),
    Stroke((*_round(0.5, 0.72, 0.24, 180, 360), (0.74, 0.84), (0.26, 0.84)), 0),
)
_LENS = (
    Stroke(_block(0.08, 0.3, 0.66, 0.74), 0),
    Stroke(((0.72, 0.46), (0.94, 0.32), (0.94, 0.72), (0.72, 0.58)), 0),
)
_EYE = Stroke((*_round(0.5, 0.86, 0.56, 218, 322), *_round(0.5, 0.14, 0.56, 38, 142)), 0.09)
_FINGERS, _TIPS = (0.33, 0.47, 0.61, 0.75), (0.2, 0.09, 0.11, 0.24)
_CONE = Stroke(
    ((0.06, 0.38), (0.22, 0.38), (0.46, 0.16), (0.46, 0.84), (0.22, 0.62), (0.06, 0.62)), 0
)
_HAND = (
    *(_line(x, 0.62, x, top, width=0.11) for x, top in zip(_FINGERS, _TIPS, strict=True)),
    *(_dot(x, top, 0.055) for x, top in zip(_FINGERS, _TIPS, strict=True)),
    Stroke((*_round(0.54, 0.64, 0.265, 0, 180, flat=1.2), (0.275, 0.5), (0.805, 0.5)), 0),
    _line(0.36, 0.74, 0.16, 0.52, width=0.12),
    _dot(0.16, 0.52, 0.06),
)

SIGNS: dict[Shape, Sign] = {
    Shape.CHECK: Sign((_line(0.28, 0.53, 0.44, 0.69, 0.73, 0.35, width=0.13),), _DISC),
    Shape.EXCLAIM: Sign(
        (_line(0.5, 0.36, 0.5, 0.6, width=0.12), _dot(0.5, 0.775, 0.066)), _TRIANGLE
    ),
    Shape.QUESTION: Sign(
        (
            Stroke((*_round(0.5, 0.4, 0.15, 180, 405), (0.5, 0.6)), 0.11),
            _dot(0.5, 0.77, 0.068),
        ),
        _DISC,
    ),
    Shape.STOP: Sign((_line(0.5, 0.25, 0.5, 0.56, width=0.13), _dot(0.5, 0.76, 0.07)), _OCTAGON),
    Shape.WAIT: Sign(tuple(_dot(x, 0.5, 0.075) for x in (0.27, 0.5, 0.73)), _DISC),
    Shape.GO: Sign((_line(0.42, 0.3, 0.63, 0.5, 0.42, 0.7, width=0.12),), _DISC),
    Shape.PAUSE: Sign(tuple(Stroke(_block(x, 0.1, x + 0.24, 0.9), 0) for x in (0.16, 0.6))),
    Shape.TURN: Sign(
        (
            _dot(0.5, 0.17, 0.13),
            Stroke((*_round(0.5, 0.52, 0.19, 180, 360), (0.62, 0.72), (0.38, 0.72)), 0),
            Stroke(_round(0.5, 0.68, 0.42, -28, 148, flat=0.55), 0.085),
            Stroke(((0.02, 0.86), (0.1, 0.6), (0.32, 0.78)), 0),
        )
    ),
    Shape.HIDDEN: Sign((_EYE, _dot(0.5, 0.5, 0.12), _line(0.16, 0.86, 0.84, 0.14, width=0.09))),
    Shape.PEOPLE: Sign(
        (
            _dot(0.32, 0.33, 0.12),
            Stroke((*_round(0.32, 0.72, 0.2, 180, 360), (0.52, 0.82), (0.12, 0.82)), 0),
            _dot(0.72, 0.33, 0.12),
            Stroke((*_round(0.72, 0.72, 0.2, 180, 360), (0.92, 0.82), (0.58, 0.82)), 0),
        )
    ),
    Shape.CAMERA: Sign((*_LENS,)),
    Shape.MUTED: Sign(
        (_CONE, _line(0.6, 0.36, 0.9, 0.66, width=0.1), _line(0.9, 0.36, 0.6, 0.66, width=0.1))
    ),
    Shape.DOT: Sign((_dot(0.5, 0.5, 0.48),)),
    Shape.CIRCLE: Sign((Stroke(_round(0.5, 0.5, 0.4), 0.14),)),
    Shape.RING: Sign((Stroke(_round(0.5, 0.5, RING_RADIUS), RING_STROKE),)),
    Shape.HAND: Sign(_HAND),
}


@lru_cache(maxsize=128)
def masks(shape: Shape, width_px: int, height_px: int) -> tuple[Picture | None, Picture]:
    """Return the plate (or None) and the strokes of an icon as coverage 0 to 255."""
    sign = SIGNS[shape]
    strokes = _drawn(sign.strokes, width_px, height_px)
    plate = _drawn((_plate(sign),), width_px, height_px) if sign.plate else None
    return plate, strokes


def _plate(sign: Sign) -> Stroke:
    return Stroke(sign.plate, 0)


def _drawn(strokes: tuple[Stroke, ...], width_px: int, height_px: int) -> Picture:
    fine = np.zeros((height_px * _FINE, width_px * _FINE), np.uint8)
    scale = np.array([width_px * _FINE, height_px * _FINE])
    for stroke in strokes:
        points = [np.rint(np.array(stroke.places) * scale).astype(np.int32)]
        if stroke.width:
            pen = max(1, round(stroke.width * float(scale.min())))
            cv2.polylines(fine, points, isClosed=False, color=255, thickness=pen)
        else:
            cv2.fillPoly(fine, points, 255)
    return cv2.resize(fine, (width_px, height_px), interpolation=cv2.INTER_AREA).astype(np.uint8)
