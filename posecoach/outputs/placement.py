"""Where the camera's picture lies on the screen, and where a point of the pose lies with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from .layout import Box
from .palette import BACKDROP

if TYPE_CHECKING:
    from posecoach.core.pose import Point
    from posecoach.ports import Picture


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture of `width_px` columns scaled by `scale`, its corner at (left, top) of the canvas.

    Mirrored means as in a mirror: inside the picture left and right change places.
    """

    width_px: float
    scale: float
    left: float
    top: float
    mirrored: bool

    def spot(self, point: Point) -> tuple[int, int]:
        """Return the pixel of the canvas that shows `point` of the unmirrored picture."""
        x = self.width_px - point.x_px if self.mirrored else point.x_px
        return round(self.left + x * self.scale), round(self.top + point.y_px * self.scale)

    def of_pose(self, pose_width_px: int) -> Placement:
        """Return the placement for points of a pose that was found on a picture of that width."""
        ratio = self.width_px / max(pose_width_px, 1)
        return Placement(pose_width_px, self.scale * ratio, self.left, self.top, self.mirrored)


def fit_frame(
    bgr: Picture, size: tuple[int, int], *, mirrored: bool, cover: bool = False
) -> tuple[Picture, Placement]:
    """Return a new canvas of `size` (width, height) with the whole of `bgr` in its middle.

    With `cover` the picture fills the canvas and what sticks out is cut off. Its shape is kept.
    """
    (width, height), (high, wide) = size, bgr.shape[:2]
    pick = max if cover else min
    scale = pick(width / wide, height / high)
    box = _centred(size, round(wide * scale), round(high * scale))
    placement = Placement(wide, scale, box.x, box.y, mirrored)
    picture = cv2.flip(bgr, 1) if mirrored else bgr
    if (box.width, box.height) != (wide, high):
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        picture = cv2.resize(picture, (box.width, box.height), interpolation=how)
    if (box.width, box.height) == size:
        return _bytes(picture.copy() if picture is bgr else picture), placement
    if cover:
        x, y = -box.x, -box.y
        return np.ascontiguousarray(picture[y : y + height, x : x + width]), placement
    left, top = box.x, box.y
    edges = (top, height - box.bottom, left, width - box.right)
    whole = cv2.copyMakeBorder(picture, *edges, cv2.BORDER_CONSTANT, value=BACKDROP)
    return _bytes(whole), placement


def _bytes(picture: npt.NDArray[Any]) -> Picture:
    """Return the same picture; OpenCV's answers have no fixed type."""
    return picture.astype(np.uint8, copy=False)


def _centred(size: tuple[int, int], width: int, height: int) -> Box:
    return Box((size[0] - width) // 2, (size[1] - height) // 2, width, height)
