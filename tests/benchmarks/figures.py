"""A second person for a clip: somebody cut out of another one, pasted in at any place."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from posecoach.estimators import bundle
from posecoach.estimators.mediapipe_pose import made_ready
from posecoach.estimators.model import fetch
from tests.benchmarks.rooms import Picture, pictures

_MASK = (0.4, 0.8)  # of the model's belief: outside of the person, and inside


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """Somebody without their room; `solid` is 0 to 1."""

    bgr: Picture
    solid: npt.NDArray[np.float32]

    def width_px(self, height_px: int) -> int:
        """Return how wide the figure is at a height."""
        return round(self.solid.shape[1] * height_px / self.solid.shape[0])


class Cutter:
    """Cuts people out by the mask that the pose model as shipped makes."""

    def __init__(self) -> None:
        from mediapipe.tasks.python import BaseOptions
        from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions

        with tempfile.TemporaryDirectory() as folder:
            bare = fetch(Path(folder))
        task = bundle.pack(bare.detector, bare.landmarks, pruned=False)
        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=task), output_segmentation_masks=True
        )
        self._landmarker = PoseLandmarker.create_from_options(options)

    def cut(self, clip: Path, nth: int) -> Figure:
        """Return the person in the `nth` frame of a clip."""
        bgr = pictures(clip, nth + 1)[nth]
        found = self._landmarker.detect(made_ready(bgr))
        mask = found.segmentation_masks[0].numpy_view().squeeze()
        low, high = _MASK
        solid = np.clip((mask - low) / (high - low), 0, 1).astype(np.float32)
        rows, columns = np.nonzero(solid > 0.5)
        part = np.s_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        return Figure(bgr[part].copy(), solid[part].copy())


def pasted(picture: Picture, figure: Figure, x_px: float, bottom_px: int, height: int) -> Picture:
    """Return `picture` with the figure in front: its middle at `x_px`, its feet at `bottom_px`."""
    size = (figure.width_px(height), height)
    bgr = cv2.resize(figure.bgr, size, interpolation=cv2.INTER_AREA)
    solid = cv2.resize(figure.solid, size)[..., None]
    left, top = round(x_px - size[0] / 2), bottom_px - height
    made = picture.copy()
    rows = slice(max(0, top), min(made.shape[0], top + height))
    columns = slice(max(0, left), min(made.shape[1], left + size[0]))
    if columns.start >= columns.stop or rows.start >= rows.stop:
        return made
    part = np.s_[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    made[rows, columns] = solid[part] * bgr[part] + (1 - solid[part]) * made[rows, columns]
    return made
