"""Looks again where a single look at the whole picture would lose the person.

Somebody of usual size costs one look a frame at the whole picture, as without this. Somebody small
is followed in a crop of the full-resolution picture, which holds more detail than the whole one
shrunk; nobody at all is searched for with two looks a frame. Landmarks come in the frame's own
pixels either way.
"""

from __future__ import annotations

from typing import Protocol

from posecoach.core.pose import Pose
from posecoach.estimators.gap import is_gap
from posecoach.estimators.gaze import FIRST, Box, can_be_told, extent, is_given_up, next_gaze
from posecoach.ports import Closing, Door, Frame

LOOKS = 2  # a frame at most: one more than usual


class Eye(Door, Protocol):
    """A pose model that can be pointed at a part of the picture, and remembers what it follows."""

    def look(self, frame: Frame, view: Box | None) -> Pose:
        """Return the pose seen in `view`, in the frame's own pixels; None is the whole picture."""

    def forget(self) -> None:
        """Forget whom it follows: its memory is a place in the view, and the view has changed."""


class ZoomingPose(Closing):
    """An estimator that finds and follows small people too; closing it closes the eye."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye
        self._gaze = FIRST
        self._picture: Box | None = None
        self._last_s: float | None = None  # of the last frame; None is to look afresh
        self._followed: tuple[Box, Box | None] | None = None  # picture and view of the last sight
        self._looks_left = LOOKS

    @property
    def spare(self) -> bool:
        """Whether the last frame cost one look only, so that there is time for another."""
        return self._looks_left > 0

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in the frame's own pixels; empty when nobody is found."""
        height_px, width_px = frame.bgr.shape[:2]
        picture = Box(0, 0, width_px, height_px)
        gap, self._last_s = is_gap(self._last_s, frame.time_s), frame.time_s
        if gap or picture != self._picture:  # another camera, or another size: all places are void
            self._picture, self._gaze = picture, FIRST
        self._looks_left = 1 if is_given_up(self._gaze, picture) else LOOKS
        self._turn_to(picture, gap=gap)
        while self._looks_left > 0:
            gaze = self._gaze
            pose = self._eye.look(frame, gaze.view)
            body = extent(pose)
            self._looks_left -= 1
            self._gaze = next_gaze(gaze, body, picture)
            self._followed = (picture, gaze.view) if body else None
            if body is not None and can_be_told(gaze, body):
                return pose
            if body is not None:
                break
        return Pose(frame.time_s, width_px, height_px)

    def forget(self) -> None:
        """Look for the person afresh in the next frame, as if nobody had been followed."""
        self._last_s = None

    def _turn_to(self, picture: Box, *, gap: bool) -> None:
        """Make the eye forget, at the cost of a look, whom it followed elsewhere or long ago."""
        same_view = self._followed == (picture, self._gaze.view)
        if self._followed is None or (same_view and not gap):
            return
        self._eye.forget()
        self._followed = None
        self._looks_left -= 1

    def close(self) -> None:
        """Release the eye; closing twice does no harm."""
        self._eye.close()
