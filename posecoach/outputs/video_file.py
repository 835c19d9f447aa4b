"""A clip as a file: pictures in, complete or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from posecoach.errors import PosecoachError
from posecoach.ports import CompleteOrNot

if TYPE_CHECKING:
    from posecoach.ports import Picture


class VideoFile(CompleteOrNot):
    """Writes pictures to an mp4v file at a constant frame rate.

    The file appears under its name when it is closed; after an error, or with no picture, there is
    none.
    """

    def __init__(self, path: Path, fps: float) -> None:
        """Prepare to write `path`; raises PosecoachError when the place cannot be written."""
        self._path, self._fps = path, fps
        self._part = path.with_name(f".{path.stem}.{os.getpid()}.part.mp4")
        self._writer: cv2.VideoWriter | None = None
        self._size = (0, 0)
        self.written = 0
        """How many pictures the file has."""
        if path.suffix.lower() != ".mp4":
            raise PosecoachError(f"{path}: {path.suffix or 'no ending'}; a name in .mp4 is wanted")
        try:
            self._part.touch()
        except OSError as error:
            raise PosecoachError(
                f"{path}: {error.strerror}; a folder that can be written is wanted"
            ) from error

    def write(self, picture: Picture) -> None:
        """Write one picture; all have the size of the first, made even by leaving out a line."""
        if self._writer is None:
            height, width = picture.shape[:2]
            self._size = (width - width % 2, height - height % 2)
            code = cv2.VideoWriter.fourcc(*"mp4v")
            writer = cv2.VideoWriter(str(self._part), code, self._fps, self._size)
            if not writer.isOpened():
                raise PosecoachError(f"{self._path}: no video could be begun; see doctor")
            self._writer = writer
        self._writer.write(picture[: self._size[1], : self._size[0]])
        self.written += 1

    def finish(self) -> None:
        """Complete the file, not yet under its name.

        Raises PosecoachError when it turns out incomplete, as on a full disk.
        """
        if self._writer is None:
            return
        self._writer.release()
        self._writer = None
        if _frames_in(self._part) < self.written:  # one more, where Ctrl-C came at that moment
            self._part.unlink(missing_ok=True)
            raise PosecoachError(f"{self._path}: incomplete; is the disk full?")

    def close(self) -> None:
        """Complete the file and give it its name; closing twice does no harm."""
        self.finish()
        if not self.written:
            self._part.unlink(missing_ok=True)
        elif self._part.exists():
            self._part.replace(self._path)

    def abandon(self) -> None:
        """Remove what was written so far."""
        if self._writer is not None:
            self._writer.release()
        self._writer = None
        self._part.unlink(missing_ok=True)


def _frames_in(path: Path) -> int:
    clip = cv2.VideoCapture(str(path))
    try:
        return int(clip.get(cv2.CAP_PROP_FRAME_COUNT))
    finally:
        clip.release()
