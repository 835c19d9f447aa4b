"""A picture on a coarse grid, in which a camera's noise averages out and a move still shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from posecoach.ports import Picture

    Coarse = npt.NDArray[np.float32]

GRID = (40, 30)  # cells; in each the mean of some pixels
_SAMPLES = 4  # pixels across a cell


def coarse(bgr: Picture) -> Coarse:
    """Return the means of the grid's cells, from every so many pixels of the green channel.

    They are grey levels, (30, 40) of them. A webcam's noise moves them by 1.5.
    """
    height, width = bgr.shape[:2]
    columns, rows = GRID
    down, across = max(1, height // (_SAMPLES * rows)), max(1, width // (_SAMPLES * columns))
    sampled = np.ascontiguousarray(bgr[::down, ::across, 1])
    return cv2.resize(sampled, GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
