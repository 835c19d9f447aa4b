"""Spares every other look while nothing moves: most of a stretch is a hold.

The model takes most of the time and of the battery, and sees nothing new in a body that has not
moved by more than the model's own noise, in a picture that has not changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING

import numpy as np

from posecoach.core.pose import Joint, Pose
from posecoach.estimators.coarse import coarse
from posecoach.estimators.gaze import extent
from posecoach.ports import Closing, Frame

if TYPE_CHECKING:
    from posecoach.estimators.coarse import Coarse
    from posecoach.estimators.one_person import Thrifty

# Of the body's span, for the joint that has moved most: 5 mm of somebody of 1.7 m. That spares up
# to 40 % of the looks at a sample with long holds, and 14 % of all. They would have differed by
# 0.2 % (median; by 1.1 % in one of a hundred).
_STILL = 0.003
_CHANGES = 8.0  # grey levels, in any cell: more than noise, and a hand that begins to move
_OLDEST_S = 0.1  # a slow camera has no look to spare


class SparingPose(Closing):
    """Gives a pose a second time where neither it nor the picture has changed; never a third time.

    Closing it closes the inner estimator.
    """

    def __init__(self, inner: Thrifty) -> None:
        self._inner = inner
        self._last: Pose | None = None
        self._again: Look | None = None  # the last look, where it may be given once more
        self._spared = False

    @property
    def spare(self) -> bool:
        """Whether the last frame cost one look at most."""
        return self._spared or self._inner.spare

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in the frame's own pixels; empty when nobody is found."""
        again, self._again = self._again, None
        if again is not None and again.holds_for(frame):
            self._spared = True
            return replace(again.pose, time_s=frame.time_s)
        before, self._last = self._last, self._inner.estimate(frame)
        self._spared = False
        if before is not None and have_kept_still(before, self._last):
            self._again = Look(self._last, coarse(frame.bgr))
        return self._last

    def forget(self) -> None:
        """Look for the person afresh in the next frame."""
        self._last = self._again = None
        self._inner.forget()

    def close(self) -> None:
        """Release the inner estimator; closing twice does no harm."""
        self._inner.close()


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A pose and the picture that it was seen in."""

    pose: Pose
    picture: Coarse

    def holds_for(self, frame: Frame) -> bool:
        """Return whether the frame comes soon after, and shows the same as far as can be seen."""
        height_px, width_px = frame.bgr.shape[:2]
        if (self.pose.width_px, self.pose.height_px) != (width_px, height_px):
            return False
        if not 0 <= frame.time_s - self.pose.time_s <= _OLDEST_S:
            return False
        return bool(np.abs(coarse(frame.bgr) - self.picture).max() <= _CHANGES)


def have_kept_still(before: Pose, after: Pose) -> bool:
    """Return whether the same joints are seen in both poses, and none has moved."""
    body = extent(after)
    if body is None:
        return False
    reach_px = _STILL * body.span_px
    return all(_is_alike(before, after, joint, reach_px) for joint in after.landmarks)


def _is_alike(before: Pose, after: Pose, joint: Joint, reach_px: float) -> bool:
    was, now = before.seen(joint), after.seen(joint)
    if was is None or now is None:
        return was is now
    return hypot(now.x_px - was.x_px, now.y_px - was.y_px) <= reach_px
