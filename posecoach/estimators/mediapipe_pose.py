"""The pose model: a frame in, 33 joints in the frame's own pixels out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import cv2

from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.errors import ModelError
from posecoach.estimators.model import read_task
from posecoach.estimators.recording import DEPTH_JOINTS
from posecoach.ports import Closing, Frame

if TYPE_CHECKING:
    from posecoach.ports import Picture

_WIDTH_PX = 640  # wider finds no more, and costs more
_JOINTS = tuple(Joint)  # in the model's own order
_DEPTH_JOINTS = tuple((_JOINTS.index(joint), joint) for joint in DEPTH_JOINTS)


class MediaPipePose(Closing):
    """Follows one person through one source; make a new one for each clip (0.1 s).

    Raises ModelError when `pose_task` cannot be read or is no pose landmarker. With `verbose`
    MediaPipe's own log lines reach stderr.
    """

    def __init__(self, pose_task: Path, *, verbose: bool = False) -> None:
        task = read_task(pose_task)
        self._hush = not verbose
        with _quiet(when=self._hush):
            self._landmarker = create_landmarker(task, pose_task)
        self._last_ms = -1

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in the frame's own pixels; empty when nobody is found."""
        image = rgb_image(frame.bgr)
        # The model wants whole milliseconds that rise; two frames may share one.
        self._last_ms = max(self._last_ms + 1, round(frame.time_s * 1000))
        with _quiet(when=self._hush):
            result = self._landmarker.detect_for_video(image, self._last_ms)
        pose = _pose(result, frame)
        self._hush = self._hush and pose.empty  # its last word comes with the first person
        return pose

    def close(self) -> None:
        """Release the model; closing twice does no harm."""
        landmarker, self._landmarker = self._landmarker, None
        if landmarker is not None:
            landmarker.close()


def create_landmarker(task: bytes, path: Path) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    """Return MediaPipe's own landmarker for the bundle `task`; `path` is for the message."""
    from mediapipe.tasks.python import BaseOptions
    from mediapipe.tasks.python.vision import (
        PoseLandmarker,
        PoseLandmarkerOptions,
        RunningMode,
    )

    options = PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_buffer=task),
        running_mode=RunningMode.VIDEO,  # smooths, and costs half of looking at single pictures
        num_poses=1,  # two would turn the smoothing off
        output_segmentation_masks=False,
    )
    try:
        return PoseLandmarker.create_from_options(options)
    except (RuntimeError, ValueError) as fault:
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise ModelError(
            f"{path}: MediaPipe refuses it ({reason}); wanted a pose landmarker .task file"
        ) from fault


def rgb_image(bgr: Picture) -> Any:  # noqa: ANN401 (MediaPipe has no types)
    """Return the picture as MediaPipe takes it: RGB, at most 640 wide.

    The array must be contiguous, or the image may silently hold wrong pixels; `cvtColor` makes
    such an array whatever it is given.
    """
    from mediapipe import Image, ImageFormat

    return Image(image_format=ImageFormat.SRGB, data=cv2.cvtColor(_small(bgr), cv2.COLOR_BGR2RGB))


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


def _pose(result: Any, frame: Frame) -> Pose:  # noqa: ANN401 (MediaPipe has no types)
    height, width = frame.bgr.shape[:2]
    if not result.pose_landmarks:
        return Pose(frame.time_s, width, height)
    marks, world = result.pose_landmarks[0], result.pose_world_landmarks[0]
    return Pose(
        time_s=frame.time_s,
        width_px=width,
        height_px=height,
        landmarks={
            joint: Landmark(Point(mark.x * width, mark.y * height), mark.visibility)
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
