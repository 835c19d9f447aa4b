"""Measures the light of the pictures, and lifts dark ones before the model sees them.

The pose model loses people below a mean brightness of about 30 of 255, long before there is nothing
to see: brightened, and smoothed by their noise, the same pictures show them at 15. Five sample
clips darkened, with noise of standard deviation 8 added; the share of frames in which the person is
found, and the median distance from the landmarks of the bright clip, in trunk lengths:

    brightness      80            50            35            25            15
    as it is    1.00  0.012   1.00  0.018   0.79  0.022   0.58  0.033   0.00
    lifted                    1.00  0.011   1.00  0.012   1.00  0.015   0.99  0.018

To find is not to judge: what can be trusted is for `posecoach.core.setting` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from posecoach.core.light import Light
from posecoach.core.pose import Pose, Side
from posecoach.estimators.gap import is_gap
from posecoach.ports import Closing, Estimator, Frame

if TYPE_CHECKING:
    import numpy.typing as npt

    from posecoach.ports import Picture

    Array = npt.NDArray[np.float64]

EVERY_S = 0.5  # light changes slowly, and a look costs about a millisecond
_SPARSE = 32  # every so many pixels tell whether the light was switched, at 10 us
_SWITCHED, _SWITCHED_SHARE = 8.0, 0.25  # grey levels, and of the brightness before
_WIDTH_PX = 320
_WHITE = 235
_HIGHLIGHTS, _EDGES = 0.95, 0.99
_LEAST_EDGE = 24  # grey levels; less may be noise
_ROWS = 30  # so many rows are enough to know the noise
_BEND = np.array([[1.0, -2.0, 1.0]])
_LEAST_NOISE = 0.5  # grey levels are whole numbers

_LIFT_ABOVE, _LIFT_UNTIL = 1.6, 1.3  # times brighter; below that the model gains nothing
_LIFTED, _LIFTED_HIGHLIGHTS = 110.0, 220.0
_LIFT_WIDTH_PX = 640  # what the model takes
# Noise is lifted too, and it is noise that hides the body; but a smooth picture reads the head a
# few degrees off, so the smoothing is as strong as the noise: this many pixels at a signal of 1.
_SMOOTH_PX, _MOST_SMOOTH_PX, _LEAST_SMOOTH_PX = 1.2, 1.2, 0.4
_AVERAGE_S, _FORGET_S = 0.25, 0.6
_AVERAGE_BELOW = 3.0  # of signal

_BONES = (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"))
_ALONG = np.linspace(0.1, 0.9, 9)[:, None]


class LitEstimator(Closing):
    """Adds the light of the picture to what another estimator sees, which sees dark ones lifted.

    The light is measured twice a second; the poses between carry the last one. Closing it closes
    the inner estimator too.
    """

    def __init__(self, inner: Estimator) -> None:
        self._inner = inner
        self._light: Light | None = None
        self._looked_s = 0.0
        self._lifting = False
        self._before: Picture | None = None
        self._before_s = 0.0

    def estimate(self, frame: Frame) -> Pose:
        """Return the inner pose, in the frame's own pixels, with the light it was seen in."""
        if is_gap(self._looked_s, frame.time_s) or self._has_changed(frame.bgr):
            self._light = None
        light = self._light or measure(frame.bgr)
        gain = gain_for(light)
        self._lifting = gain > (_LIFT_UNTIL if self._lifting else _LIFT_ABOVE)
        shown = frame.showing(self._lifted(frame, gain, light)) if self._lifting else frame
        height_px, width_px = frame.bgr.shape[:2]
        pose = self._inner.estimate(shown).sized(width_px, height_px)
        if self._light is None or not 0 <= frame.time_s - self._looked_s < EVERY_S:
            self._light, self._looked_s = measure(frame.bgr, pose), frame.time_s
        return replace(pose, light=self._light)

    def _has_changed(self, bgr: Picture) -> bool:
        """Return whether somebody has switched the light, or a camera has only now adjusted."""
        if self._light is None:
            return True
        now, before = float(bgr[::_SPARSE, ::_SPARSE].mean()), self._light.brightness
        return abs(now - before) > max(_SWITCHED, _SWITCHED_SHARE * before)

    def _lifted(self, frame: Frame, gain: float, light: Light) -> Picture:
        """Return the frame brightened; a noisy one is averaged with those just before."""
        lifted = lift(frame.bgr, gain, light.signal)
        passed_s, before = frame.time_s - self._before_s, self._before
        self._before_s = frame.time_s
        follows = before is not None and before.shape == lifted.shape and 0 < passed_s < _FORGET_S
        if before is not None and follows and light.signal < _AVERAGE_BELOW:
            share = 1 - exp(-passed_s / _AVERAGE_S)
            lifted = cast("Picture", cv2.addWeighted(lifted, share, before, 1 - share, 0))
        self._before = lifted
        return lifted

    def close(self) -> None:
        """Release the inner estimator; closing twice does no harm."""
        self._inner.close()


def gain_for(light: Light) -> float:
    """Return how many times brighter the picture should be, so that nothing much is whited out."""
    dark, bright = max(light.brightness, 1.0), max(light.highlights, 1.0)
    return min(_LIFTED / dark, _LIFTED_HIGHLIGHTS / bright)


def lift(bgr: Picture, gain: float, signal: float = 1.0) -> Picture:
    """Return a brighter copy, smoothed by its noise, no wider than the model's own pictures."""
    lifted = _shrunk(bgr, max(1, round(bgr.shape[1] / _LIFT_WIDTH_PX)))
    smooth_px = min(_SMOOTH_PX / max(signal, 0.1), _MOST_SMOOTH_PX)
    if smooth_px >= _LEAST_SMOOTH_PX:
        lifted = cast("Picture", cv2.GaussianBlur(lifted, (0, 0), smooth_px))
    return cast("Picture", cv2.convertScaleAbs(lifted, alpha=gain))


def measure(bgr: Picture, pose: Pose | None = None) -> Light:
    """Return the light of a picture, and of the person in it where there is one."""
    step = max(1, round(bgr.shape[1] / _WIDTH_PX))
    grey = _small_grey(bgr, step)
    counts = _counts(grey)
    mean, spread = (float(each[0, 0]) for each in cv2.meanStdDev(grey))
    return Light(
        brightness=mean,
        highlights=_quantile(counts, _HIGHLIGHTS),
        body=_along_the_limbs(grey, pose, step) if pose else None,
        clipped=float(counts[_WHITE:].sum() / counts.sum()),
        signal=spread / max(_noise(bgr), _LEAST_NOISE),
        sharpness=_sharpness(grey),
    )


def _small_grey(bgr: Picture, step: int) -> Picture:
    """Return the picture in grey, shrunk by a whole number; of a large one, rows are left out.

    Three rows for each that is left tell the light as well as all six, for two thirds of the time.
    """
    apart = max(1, step // 3)
    grey = cast("Picture", cv2.cvtColor(bgr[::apart], cv2.COLOR_BGR2GRAY))
    if apart == 1:
        return _shrunk(grey, step)
    size = bgr.shape[1] // step, bgr.shape[0] // step
    return cast("Picture", cv2.resize(grey, size, interpolation=cv2.INTER_AREA))


def _shrunk(picture: Picture, step: int) -> Picture:
    """Return the picture shrunk by a whole number: halved while it can be, which is the quick way.

    By 4 in one step takes 1.8 ms of a picture 1280 wide, and 0.3 in two.
    """
    while step > 1:
        by = 2 if step % 2 == 0 else step
        height, width = (max(1, side // by) for side in picture.shape[:2])
        part = picture[: height * by, : width * by]
        picture = cast("Picture", cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA))
        step //= by
    return picture


def _counts(levels: Picture) -> Array:
    """Return how often each of the 256 levels occurs."""
    counts: Array = cv2.calcHist([levels], [0], None, [256], [0, 256]).ravel().astype(np.float64)
    return counts


def _quantile(counts: Array, share: float) -> float:
    """Return the level below which that share lies, to a fraction of a level."""
    below = np.cumsum(counts) / counts.sum()
    level = int(np.searchsorted(below, share))
    before = below[level - 1] if level else 0.0
    return level - 0.5 + float((share - before) / (below[level] - before))


def _noise(bgr: Picture) -> float:
    """Return the standard deviation of the noise: how three neighbours are out of line.

    The median leaves edges out; 0.6745 is its place in a normal distribution.
    """
    rows = np.ascontiguousarray(bgr[:: max(1, bgr.shape[0] // _ROWS), :, 1])
    if rows.shape[1] < 3:
        return 0.0
    bends = cv2.convertScaleAbs(cv2.filter2D(rows, cv2.CV_16S, _BEND))
    counts = _counts(cast("Picture", bends[:, 1:-1]))
    return max(0.0, _quantile(counts, 0.5)) / (0.6745 * 6**0.5)


def _sharpness(grey: Picture) -> float | None:
    """Return how much of their contrast the sharpest edges show within two pixels.

    Contrast is the difference over eight pixels, along the direction that has more of it.
    """
    if min(grey.shape) < 16:
        return None
    across = ((grey[:, 3:-5], grey[:, 5:-3]), (grey[:, :-8], grey[:, 8:]))
    down = ((grey[3:-5], grey[5:-3]), (grey[:-8], grey[8:]))
    edges = [[_strongest(a, b) for a, b in pairs] for pairs in (across, down)]
    near, far = max(edges, key=lambda edge: edge[1])
    return near / far if far >= _LEAST_EDGE else None


def _strongest(a: Picture, b: Picture) -> float:
    return _quantile(_counts(cast("Picture", cv2.absdiff(a, b))), _EDGES)


def _along_the_limbs(grey: Picture, pose: Pose, step: int) -> float | None:
    """Return the mean brightness along the limbs that are seen, None where there are none."""
    limbs = list(_limbs(pose))
    if not limbs:
        return None
    height, width = grey.shape
    x, y = (np.concatenate(limbs) / step).astype(np.intp).T
    return float(grey[np.minimum(y, height - 1), np.minimum(x, width - 1)].mean())


def _limbs(pose: Pose) -> Iterator[Array]:
    """Yield points (n, 2) along each limb whose ends are seen, in pixels."""
    for side in Side:
        for start, end in _BONES:
            a, b = pose.seen(side.joint(start)), pose.seen(side.joint(end))
            if a and b:
                ends = np.array([[a.x_px, a.y_px], [b.x_px, b.y_px]])
                yield ends[0] + _ALONG * (ends[1] - ends[0])
