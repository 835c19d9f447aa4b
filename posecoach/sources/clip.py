"""A recorded clip, frame by frame, at the times that its container states."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from math import inf, isfinite
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

import cv2

from posecoach.errors import SourceError
from posecoach.ports import Closing, Frame
from posecoach.sources.capture import open_file
from posecoach.sources.still import StillWatch

if TYPE_CHECKING:
    from posecoach.ports import Picture

STILL = "The picture of this clip stands still."

_WANTED = "wanted a video clip"
_FALLBACK_FPS = 30.0
_ENOUGH = 0.98  # of the frames that the container promises; some promise one or two too many
_TRIES = 1000  # reads in a row that may fail before a clip is taken to be over
_LATE_S = 10.0  # a time stated later than that after the promised end is nonsense


class ClipSource(Closing):
    """Yields every frame of a clip once, upright, decoding one frame ahead.

    A clip with broken frames in the middle goes on after them, and knows how many were `lost`; one
    whose picture has stopped has `trouble` until it moves again; one that ends before its time is
    then `truncated`. Raises SourceError, in one line, when there is
    not even one frame.
    """

    def __init__(self, path: Path) -> None:
        _check(path)
        self._path = path
        self._lock, self._still = Lock(), StillWatch()
        # An absolute path is never taken for a protocol, as "concat:a.mp4" would be.
        self._capture: cv2.VideoCapture | None = open_file(str(path.absolute()))
        self._capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)  # phones only note a turn
        fps = self._capture.get(cv2.CAP_PROP_FPS)
        self.fps = fps if 0 < fps < 1000 else _FALLBACK_FPS
        promised = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        self._promised = int(promised) if 0 < promised < 1e9 else 0
        self._last_s: float | None = None
        self._given = 0
        self.lost = 0
        """How many frames between those given could not be read."""
        first = self._read()
        if first is None:
            opened = self._capture.isOpened()
            self.close()
            came = "no picture in it can be read" if opened else "not a video, or it was cut short"
            raise SourceError(f"{path}: {came}; {_WANTED}")
        self._next: Frame | None = first
        height, width = first.bgr.shape[:2]
        self._size_px = (width, height)

    @property
    def name(self) -> str:
        """What to call it in a message: the file's own name."""
        return self._path.name

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the upright pictures."""
        return self._size_px

    @property
    def duration_s(self) -> float | None:
        """How long it should last by what its container says; None where that says nothing."""
        return self._promised / self.fps if self._promised else None

    @property
    def truncated(self) -> bool:
        """Return whether the clip ended well before its promised end. Ask when it has ended."""
        if self.duration_s is None or self._last_s is None:
            return False
        missing_s = self.duration_s - self._last_s
        read = self._given + self.lost
        return read < _ENOUGH * self._promised - 2 and missing_s > 3 / self.fps

    def frames(self) -> Iterator[Frame]:
        """Yield the frames in rising time; a clip plays once."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="clip") as ahead:
            frame, self._next = self._next, None
            while frame is not None:
                coming = ahead.submit(self._read)
                self._given += 1
                yield frame
                frame = coming.result()

    def _read(self) -> Frame | None:
        """Return the next frame, or None at the end and after `close`."""
        with self._lock:
            if self._capture is None:
                return None
            left = min(self._promised - self._given - self.lost, _TRIES)
            for failed in range(max(1, left)):
                found, bgr = self._capture.read()
                if found:
                    self.lost += failed
                    self._last_s = self._time_s(self._capture)
                    picture = cast("Picture", bgr)
                    still = self._still.step(self._last_s, picture)
                    return Frame(self._last_s, picture, STILL if still else None)
            return None

    def _time_s(self, capture: cv2.VideoCapture) -> float:
        """Return the time of the frame just read: the container's, where that rises.

        Asked after reading, it is right at variable frame rates too, where index / fps was wrong
        by up to 0.16 s.
        """
        stated_s = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if self._last_s is None:
            return stated_s if isfinite(stated_s) and stated_s > 0 else 0.0
        latest_s = 2 * self.duration_s + _LATE_S if self.duration_s else inf
        rises = isfinite(stated_s) and self._last_s < stated_s <= latest_s
        return stated_s if rises else self._last_s + 1 / self.fps

    def close(self) -> None:
        """Release the file; closing twice does no harm."""
        with self._lock:
            if self._capture is not None:
                self._capture.release()
            self._capture = None


def _check(path: Path) -> None:
    """Raise SourceError for what is no readable file at all."""
    try:
        if path.is_dir():
            raise SourceError(f"{path}: a folder; {_WANTED}")
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as fault:
        came = "no such file" if isinstance(fault, FileNotFoundError) else fault.strerror
        raise SourceError(f"{path}: {came}; {_WANTED}") from fault
    except ValueError as fault:  # a null character in the name
        raise SourceError(f"{str(path)!r}: not a file name; {_WANTED}") from fault
    if empty:
        raise SourceError(f"{path}: empty; {_WANTED}")
