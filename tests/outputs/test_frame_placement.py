from __future__ import annotations

import numpy as np
import pytest

from posecoach.core.pose import Point
from posecoach.outputs.palette import BACKDROP
from posecoach.outputs.placement import fit_frame


def spotted(at: tuple[int, int], size: tuple[int, int] = (640, 480)) -> np.ndarray:
    """Return a black picture with one bright square around `at`."""
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    picture[at[1] - 6 : at[1] + 6, at[0] - 6 : at[0] + 6] = 255
    return picture


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (720, 1280), (320, 200)])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("cover", [False, True])
def test_a_point_of_the_pose_lies_on_its_pixel_of_the_canvas(size, mirrored, cover):
    canvas, placement = fit_frame(spotted((300, 200)), size, mirrored=mirrored, cover=cover)
    assert canvas.shape == (size[1], size[0], 3)
    x, y = placement.spot(Point(300, 200))
    assert canvas[y, x].min() > 200


def test_the_whole_picture_is_shown_between_bars():
    canvas, _ = fit_frame(np.full((480, 640, 3), 200, np.uint8), (1280, 720), mirrored=False)
    assert (canvas[:, :160] == BACKDROP).all()
    assert (canvas[:, 1120:] == BACKDROP).all()
    assert (canvas[:, 160:1120] == 200).all()


def test_a_covering_picture_leaves_no_bars():
    picture = np.full((480, 640, 3), 200, np.uint8)
    assert (fit_frame(picture, (1280, 720), mirrored=True, cover=True)[0] == 200).all()


def test_shapes_are_not_stretched():
    canvas, _ = fit_frame(spotted((320, 240)), (1280, 720), mirrored=False)
    rows, columns = np.nonzero(canvas[:, 160:1120, 0] > 128)
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=1)
