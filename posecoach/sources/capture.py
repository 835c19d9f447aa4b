"""Opens OpenCV captures without a word on stderr: a failure is told once, by us, in one line."""

from __future__ import annotations

import os

import cv2

# Read by OpenCV when the first capture is opened. A user who sets one of them keeps it.
_SETTINGS = {
    "OPENCV_FFMPEG_LOGLEVEL": "-8",  # FFmpeg's "quiet"
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",  # else Windows cameras take 10 s to open
}


def open_file(name: str) -> cv2.VideoCapture:
    """Return a capture of a clip or a stream; ask it `isOpened()`."""
    _prepare()
    return cv2.VideoCapture(name, cv2.CAP_FFMPEG)


def open_camera(index: int) -> cv2.VideoCapture:
    """Return a capture of a camera; ask it `isOpened()`. On macOS call it on the main thread."""
    _prepare()
    capture = cv2.VideoCapture(index)
    for setting, wanted in (
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),  # raw 720p is 10 a second by USB 2
        (cv2.CAP_PROP_FRAME_WIDTH, 1280),
        (cv2.CAP_PROP_FRAME_HEIGHT, 720),
        (cv2.CAP_PROP_BUFFERSIZE, 1),  # old pictures are no use
    ):
        capture.set(setting, wanted)  # a wish: cameras give the nearest they have
    return capture


def _prepare() -> None:
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    if "OPENCV_LOG_LEVEL" not in os.environ:
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
