"""The coached clip as a file, in real time and complete or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from posecoach.errors import PosecoachError
from posecoach.ports import CompleteOrNot

from .overlay import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecoach.core.session import Step
    from posecoach.ports import Frame, Picture

    from .ghost import Ghost


class ClipWriter(CompleteOrNot):
    """Writes each step, drawn over its frame, to an mp4v file at a constant frame rate.

    A clip is watched by others: it is not mirrored unless asked, so that the person's left is where
    a viewer who faces them expects it, as in the camera's own picture. Frames are repeated or left
    out to keep real time when their times are uneven. The file appears under its name when it is
    closed; after an error, or with no frame, there is none.
    """

    def __init__(
        self,
        path: Path,
        fps: float,
        *,
        size: tuple[int, int] | None = None,
        mirrored: bool = False,
        target: Callable[[Step], Ghost | None] | None = None,
    ) -> None:
        """Prepare to write `path` at `fps`; `size` (width, height) is the first frame's by default.

        `target` tells the figure to copy at each step.

        Raises PosecoachError when the place cannot be written.
        """
        self._path, self._fps = path, fps
        self._part = path.with_name(f".{path.stem}.{os.getpid()}.part.mp4")
        self._size, self._mirrored, self._target = size, mirrored, target
        self._writer: cv2.VideoWriter | None = None
        self._held: Picture | None = None
        self._start_s = 0.0
        self._written = 0
        if path.suffix.lower() != ".mp4":
            raise PosecoachError(f"{path}: {path.suffix or 'no ending'}; a name in .mp4 is wanted")
        try:
            self._part.touch()
        except OSError as error:
            raise PosecoachError(
                f"{path}: {error.strerror}; a folder that can be written is wanted"
            ) from error

    def emit(self, frame: Frame, step: Step) -> None:
        """Take one step; it stands in the clip until the next one's time."""
        if self._held is None:
            self._start_s = frame.time_s
            height, width = frame.bgr.shape[:2]
            self._size = self._size or (width - width % 2, height - height % 2)
        self._fill_up_to(round((frame.time_s - self._start_s) * self._fps))
        self._held = draw(
            frame.bgr,
            step,
            mirrored=self._mirrored,
            ghost=self._target(step) if self._target else None,
            hints=False,
            size=self._size,
        )

    def close(self) -> None:
        """Complete the file and give it its name; closing twice does no harm.

        Raises PosecoachError when the file turns out incomplete, as on a full disk.
        """
        if self._held is not None:
            self._fill_up_to(self._written + 1)
        self._held = None
        if self._writer is None:
            self._part.unlink(missing_ok=True)
            return
        self._writer.release()
        self._writer = None
        if _frames_in(self._part) != self._written:
            self._part.unlink(missing_ok=True)
            raise PosecoachError(f"{self._path}: incomplete; is the disk full?")
        self._part.replace(self._path)

    def abandon(self) -> None:
        """Remove what was written so far."""
        if self._writer is not None:
            self._writer.release()
        self._writer = self._held = None
        self._part.unlink(missing_ok=True)

    def _fill_up_to(self, count: int) -> None:
        """Write the held picture until the file has `count` frames."""
        while self._held is not None and self._written < count:
            self._open().write(self._held)
            self._written += 1

    def _open(self) -> cv2.VideoWriter:
        if self._writer is None:
            assert self._size is not None
            code = cv2.VideoWriter.fourcc(*"mp4v")
            writer = cv2.VideoWriter(str(self._part), code, self._fps, self._size)
            if not writer.isOpened():
                raise PosecoachError(f"{self._path}: no video could be begun; see doctor")
            self._writer = writer
        return self._writer


def _frames_in(path: Path) -> int:
    clip = cv2.VideoCapture(str(path))
    try:
        return int(clip.get(cv2.CAP_PROP_FRAME_COUNT))
    finally:
        clip.release()
