"""Pictures made from the sample clips: the empty room, and the person small in a large one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from posecoach.core.pose import Pose
from posecoach.sources.clip import ClipSource

Picture = npt.NDArray[np.uint8]
LARGE = (1280, 720)
_COARSE = 4  # the room is painted in at a quarter of the size: walls and floors have no detail
_MARGIN_PX = 30
_NOISE = 6.0  # of 255: a webcam indoors
_SPARE = 64


def pictures(clip: Path, count: int | None = None) -> list[Picture]:
    """Return the clip's frames, or the first `count` of them."""
    with ClipSource(clip) as source:
        return [frame.bgr for frame in islice(source.frames(), count)]


def empty_room(picture: Picture, poses: Sequence[Pose]) -> Picture:
    """Return `picture` with the hull of all `poses` painted over from around it."""
    hidden = np.zeros(picture.shape[:2], np.uint8)
    for pose in poses:
        points = [(mark.point.x_px, mark.point.y_px) for mark in pose.landmarks.values()]
        if points:
            hull = cv2.convexHull(np.array(points, np.float32)).astype(np.int32)
            cv2.fillConvexPoly(hidden, hull, 255)
    hidden = cv2.dilate(hidden, np.ones((2 * _MARGIN_PX + 1, 2 * _MARGIN_PX + 1), np.uint8))
    small = cv2.resize(picture, None, fx=1 / _COARSE, fy=1 / _COARSE, interpolation=cv2.INTER_AREA)
    hole = cv2.resize(hidden, small.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    painted = cv2.inpaint(small, hole, 5, cv2.INPAINT_TELEA)
    room = picture.copy()
    large = cv2.resize(painted, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    room[hidden > 0] = large[hidden > 0]
    return room


def backdrop(room: Picture, size: tuple[int, int] = LARGE) -> Picture:
    """Return the empty room as a large picture, a little blurred, without noise yet."""
    scale = max(size[0] / room.shape[1], size[1] / room.shape[0])
    wide = cv2.resize(room, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    top, left = (wide.shape[0] - size[1]) // 2, (wide.shape[1] - size[0]) // 2
    wide = wide[top : top + size[1], left : left + size[0]]
    return np.ascontiguousarray(cv2.GaussianBlur(wide, (0, 0), 2.5)).astype(np.uint8)


def noisy(picture: Picture, seed: int) -> Picture:
    """Return the picture with a webcam's noise: for each seed another part of one field of it."""
    height, width = picture.shape[:2]
    top, left = np.random.default_rng(seed).integers(0, _SPARE, 2)
    grain = _grain(width + _SPARE, height + _SPARE)[top : top + height, left : left + width]
    return np.asarray(cv2.add(picture, grain, dtype=cv2.CV_8U), np.uint8)


@cache
def _grain(width: int, height: int) -> npt.NDArray[np.int16]:
    grain = np.random.default_rng(0).normal(0.0, _NOISE, (height, width, 3))
    return grain.round().astype(np.int16)


def embedded(
    large: Picture, picture: Picture, size: tuple[int, int], at: tuple[int, int]
) -> Picture:
    """Return `large` with `picture` shrunk to `size` and laid in at `at`, its border faded."""
    (width, height), (left, top) = size, at
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    fade = max(3, width // 20)
    solid = np.zeros((height, width), np.float32)
    solid[fade:-fade, fade:-fade] = 1.0
    solid = cv2.GaussianBlur(solid, (0, 0), fade / 2)[..., None]
    made = large.copy()
    there = made[top : top + height, left : left + width]
    there[:] = (solid * small + (1 - solid) * there).astype(np.uint8)
    return made


def places(count: int, size: tuple[int, int], seed: int = 3) -> Iterator[tuple[int, int]]:
    """Yield places for a picture of `size` in a large one, in its lower two thirds."""
    chance = np.random.default_rng(seed)
    for _ in range(count):
        left = int(chance.integers(0, LARGE[0] - size[0] + 1))
        yield left, int(chance.integers(LARGE[1] // 4, LARGE[1] - size[1] + 1))
