"""The coached clip as a file, in real time and complete or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.ports import CompleteOrNot

from .even import Even
from .overlay import draw
from .video_file import VideoFile

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
        self._size, self._mirrored, self._target = size, mirrored, target
        self._even: Even[Picture] = Even(fps)
        self._file = VideoFile(path, fps)

    def emit(self, frame: Frame, step: Step) -> None:
        """Take one step; it stands in the clip until the next one's time."""
        if self._size is None:
            height, width = frame.bgr.shape[:2]
            self._size = (width - width % 2, height - height % 2)
        picture = draw(
            frame.bgr,
            step,
            mirrored=self._mirrored,
            ghost=self._target(step) if self._target else None,
            hints=False,
            size=self._size,
        )
        for each in self._even.take(frame.time_s, picture):
            self._file.write(each)

    def close(self) -> None:
        """Complete the file and give it its name; closing twice does no harm.

        Raises PosecoachError when the file turns out incomplete, as on a full disk.
        """
        for each in self._even.last():
            self._file.write(each)
        self._file.close()

    def abandon(self) -> None:
        """Remove what was written so far."""
        self._file.abandon()
