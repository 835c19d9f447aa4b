"""The pose model: a frame in, 33 joints in the frame's own pixels out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import cv2
import numpy as np

from posecoach import affinity
from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.errors import ModelError
from posecoach.estimators.gaze import Box
from posecoach.estimators.memory import give_back_memory
from posecoach.estimators.model import read_task
from posecoach.estimators.recording import DEPTH_JOINTS
from posecoach.ports import Closing, Frame

if TYPE_CHECKING:
    from posecoach.ports import Picture

_WIDTH_PX = 640  # wider finds no more, and costs more
_NOTHING = np.full((64, 64, 3), 127, np.uint8)
_JOINTS = tuple(Joint)  # in the model's own order
_DEPTH_JOINTS = tuple((_JOINTS.index(joint), joint) for joint in DEPTH_JOINTS)


class MediaPipePose(Closing):
    """Follows one person through one source; make a new one for each clip (0.1 s).

    Raises ModelError when `pose_task` cannot be read or is no pose landmarker. With `verbose`
    MediaPipe's own log lines reach stderr. One that is not `following` looks at each picture
    afresh, at twice the cost where somebody is.
    """

    def __init__(self, pose_task: Path, *, verbose: bool = False, following: bool = True) -> None:
        task = read_task(pose_task)
        self._hush = not verbose
        self._following = following
        create = create_landmarker if following else create_afresh
        with _quiet(when=self._hush), affinity.started_for_model():
            self._landmarker = create(task, pose_task)
        self._last_ms = -1

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in the frame's own pixels; empty when nobody is found."""
        return self.look(frame)

    def look(self, frame: Frame, view: Box | None = None) -> Pose:
        """Return the pose in a part of the frame, still in the frame's own pixels.

        What is followed is followed in the view: when that changes, `forget` comes first.
        """
        result = self._detect(_shown(frame, view), frame.time_s)
        pose = _pose(result, frame, view)
        self._hush = self._hush and pose.empty  # its last word comes with the first person
        return pose

    def forget(self) -> None:
        """Lose whom it follows, by showing it nothing; it costs half a look."""
        self._detect(as_image(_NOTHING), 0.0)

    def _detect(self, image: Any, time_s: float) -> Any:  # noqa: ANN401 (MediaPipe has no types)
        # The model wants whole milliseconds that rise; two frames may share one.
        self._last_ms = max(self._last_ms + 1, round(time_s * 1000))
        with _quiet(when=self._hush):
            if not self._following:
                return self._landmarker.detect(image)
            return self._landmarker.detect_for_video(image, self._last_ms)

    def close(self) -> None:
        """Release the model; closing twice does no harm."""
        landmarker, self._landmarker = self._landmarker, None
        if landmarker is not None:
            landmarker.close()


def create_landmarker(task: bytes, path: Path) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    """Return MediaPipe's own landmarker for the bundle `task`; `path` is for the message.

    It follows from picture to picture: that smooths, and costs half of looking afresh.
    """
    return _create(task, path, "VIDEO")


def create_afresh(task: bytes, path: Path) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    """Return a landmarker that looks at each picture by itself."""
    return _create(task, path, "IMAGE")


def _create(task: bytes, path: Path, mode: str) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    from mediapipe.tasks.python import BaseOptions
    from mediapipe.tasks.python.vision import (
        PoseLandmarker,
        PoseLandmarkerOptions,
        RunningMode,
    )

    options = PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_buffer=task),
        running_mode=RunningMode[mode],
        num_poses=1,  # two would turn the smoothing off
        output_segmentation_masks=False,
    )
    try:
        landmarker = PoseLandmarker.create_from_options(options)
    except (RuntimeError, ValueError) as fault:
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise ModelError(
            f"{path}: MediaPipe refuses it ({reason}); wanted a pose landmarker .task file"
        ) from fault
    give_back_memory()  # reading the model has left more than 30 MB
    return landmarker


def as_image(rgb: Picture) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    """Return MediaPipe's own copy of a contiguous picture."""
    from mediapipe import Image, ImageFormat

    return Image(image_format=ImageFormat.SRGB, data=rgb)


def made_ready(bgr: Picture) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    """Return the picture as MediaPipe takes it: an image of its own, RGB, at most 640 wide.

    The array must be contiguous, or the image may silently hold wrong pixels; `cvtColor` makes
    such an array whatever it is given.
    """
    return as_image(cast("Picture", cv2.cvtColor(_small(bgr), cv2.COLOR_BGR2RGB)))


def _small(bgr: Picture) -> Picture:
    """Return the picture at most 640 wide: halved while it can be, then scaled once.

    Averaging whole areas in one step takes 8 ms for an odd size such as 1768; this takes 1.
    """
    height, width = bgr.shape[:2]
    while width >= 2 * _WIDTH_PX:
        height, width = max(1, height // 2), width // 2
        bgr = cast("Picture", cv2.resize(bgr, (width, height), interpolation=cv2.INTER_AREA))
    if width > _WIDTH_PX:
        size = (_WIDTH_PX, max(1, round(height * _WIDTH_PX / width)))
        bgr = cast("Picture", cv2.resize(bgr, size, interpolation=cv2.INTER_LINEAR))
    return bgr


def _shown(frame: Frame, view: Box | None) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    if view is None:
        return made_ready(frame.bgr) if frame.ready is None else frame.ready
    return made_ready(frame.bgr[view.top_px : view.bottom_px, view.left_px : view.right_px])


def _pose(result: Any, frame: Frame, view: Box | None = None) -> Pose:  # noqa: ANN401 (no types)
    height, width = frame.bgr.shape[:2]
    if not result.pose_landmarks:
        return Pose(frame.time_s, width, height)
    seen = view or Box(0, 0, width, height)
    marks, world = result.pose_landmarks[0], result.pose_world_landmarks[0]
    return Pose(
        time_s=frame.time_s,
        width_px=width,
        height_px=height,
        landmarks={
            joint: Landmark(
                Point(seen.left_px + mark.x * seen.width_px, seen.top_px + mark.y * seen.height_px),
                mark.visibility,
            )
            for joint, mark in zip(_JOINTS, marks, strict=True)
        },
        world_m={joint: (world[i].x, world[i].y, world[i].z) for i, joint in _DEPTH_JOINTS},
    )


@contextmanager
def _quiet(*, when: bool) -> Iterator[None]:
    """Keep what C++ writes to file descriptor 2 away from the terminal, and put it back after."""
    if not when:
        yield
        return
    try:
        saved = os.dup(2)
    except OSError:  # there is no stderr at all
        yield
        return
    if sys.stderr is not None:
        sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(nowhere)
        os.close(saved)
