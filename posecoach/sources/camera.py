"""A live camera: always the newest picture, and a calm word when it stops coming.

A thread reads as fast as the camera gives, so that no old pictures queue up in the driver; whoever
asks gets the newest one. A camera that is unplugged, or whose driver fails, is looked for again
until it comes back. A picture that equals the one before to the last pixel is no new picture: real
ones have noise.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Protocol, cast

import cv2
import numpy as np

from posecoach.errors import SourceError
from posecoach.ports import Closing, Frame
from posecoach.sources.capture import open_camera, open_file
from posecoach.sources.clip import ClipSource
from posecoach.sources.still import STILL_S, same

if TYPE_CHECKING:
    from posecoach.ports import Picture

LOST = "I lost the camera picture. Check its cable."
FROZEN = "The picture stands still. Reconnect the camera."
COVERED = "The camera sees only black. Open its cover."
SLOW = "Slow picture. Add light, or close other programs."

_GREY = 96
_FAULTS = (cv2.error, OSError)  # how drivers fail that do not just say no
_FIRST_TRIES = 5  # some cameras answer their first requests with nothing
_RETRY_S = (0.5, 1.0, 2.0, 4.0)  # the last one repeats
_TELL_EVERY_S = 0.25  # how often a lost picture is reported
_BLACK = 4  # of 255: only a covered lens is that dark all over
_STILL_WAIT_S = 0.01  # a stuck driver may answer at once, over and over
_STUCK_S = 10.0  # after that long a camera that stands still is opened anew
# Recorded samples at 3 and 4 frames a second were still counted right, all 48 of them; but a jerk
# or a bounce is over before so slow a camera has seen it, and what is not seen is not counted.
_SLOWER_FPS = (6.0, 4.5)  # below the first it is told, below the second the timer waits as well
_FASTER_FPS = (8.0, 5.5)  # above these the one and the other is over
_SLOW_S = 3.0


class Capture(Protocol):
    """What is needed of OpenCV's VideoCapture."""

    def isOpened(self) -> bool:
        """Return whether there is a camera behind it."""

    def read(self) -> tuple[bool, Picture]:
        """Wait for the next picture."""

    def release(self) -> None:
        """Let go of the camera."""


def open_capture(spec: int | str) -> Capture:
    """Return OpenCV's capture of a camera by number, or of a stream by its address."""
    return cast("Capture", open_camera(spec) if isinstance(spec, int) else open_file(spec))


class CameraSource(Closing):
    """Yields the newest picture of camera `spec`: a number, a stream's URL, or a clip's file.

    A clip is played at its own speed and then ends, as if somebody stood before the camera. Make
    it on the main thread (macOS insists). When no new picture came for `lost_after_s`, it yields
    frames with `trouble`, a few a second, until the camera is back; when they come slowly, frames
    carry `advice`, which `waits` when they come too slowly to judge by. Raises SourceError when it
    cannot be opened. `retry_s` are the waits between attempts to open it again.
    """

    def __init__(
        self,
        spec: int | str,
        *,
        open_capture: Callable[[int | str], Capture] = open_capture,
        clock: Callable[[], float] = time.monotonic,
        lost_after_s: float = STILL_S,
        retry_s: tuple[float, ...] = _RETRY_S,
    ) -> None:
        self._spec = int(spec) if isinstance(spec, str) and spec.isdecimal() else spec
        self._open, self._clock = open_capture, clock
        self._lost_after_s, self._retry_s = lost_after_s, retry_s
        self.age_s: float | None = None
        """How old the last frame was when it was handed over; None before the first."""
        self._news = Condition()  # guards the next two
        self._newest: Frame | None = None
        self._ended = False
        self._why_gone = LOST
        self._stop = Event()
        self._clip = _clip(self._spec)
        if self._clip is None:
            capture, first = self._opened()
            self._size_px = (first.shape[1], first.shape[0])
            self._start_s = clock()
            pictures = self._live(capture, first)
        else:
            self._size_px = self._clip.size_px
            self._start_s = clock()
            pictures = self._paced(self._clip)
        self._reader = Thread(target=self._keep, args=(pictures,), name="camera", daemon=True)
        self._reader.start()

    @property
    def name(self) -> str:
        """What to call it in a message: "camera 0", a clip's name, an address without password."""
        return _name(self._spec)

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the last picture."""
        return self._size_px

    @property
    def duration_s(self) -> float | None:
        """None for a camera; a clip knows."""
        return None if self._clip is None else self._clip.duration_s

    def frames(self) -> Iterator[Frame]:
        """Yield the newest picture whenever there is a new one, with rising times.

        Older ones that nobody asked for in time are dropped. Ends when closed, or with its clip.
        """
        last = Frame(0.0, np.full((*self._size_px[::-1], 3), _GREY, np.uint8))
        last_s, last_news_s, pace = -1.0, self._clock(), _Pace()
        while not self._stop.is_set():
            frame = self._take()
            now_s = self._clock()
            if frame is not None:
                self.age_s = now_s - self._start_s - frame.time_s
                if frame.time_s <= last_s:  # read while we were still reporting its absence
                    frame = replace(frame, time_s=last_s + 0.001)
                last, last_s, last_news_s = frame, frame.time_s, now_s
                self._size_px = (frame.bgr.shape[1], frame.bgr.shape[0])
                slower = pace.step(now_s) if self._clip is None else 0
                yield replace(frame, advice=SLOW, waits=slower > 1) if slower else frame
            elif self._ended:
                return
            elif now_s - last_news_s >= self._lost_after_s:
                last_s = max(last_s + 0.001, now_s - self._start_s)
                pace = _Pace()  # a gap that was told of is not slowness
                yield replace(last, time_s=last_s, trouble=self._why_gone)

    def _take(self) -> Frame | None:
        """Return the newest frame once it is there; None when none came for a moment."""
        with self._news:
            if self._newest is None and not self._ended:
                self._news.wait(_TELL_EVERY_S)
            frame, self._newest = self._newest, None
            return frame

    def _keep(self, pictures: Iterator[Frame]) -> None:
        """Put each picture where `_take` finds it: the work of the reader thread."""
        try:
            for frame in pictures:
                with self._news:
                    self._newest = frame
                    self._news.notify()
        finally:  # nobody waits for a reader that is gone
            with self._news:
                self._ended = True
                self._news.notify()

    def _live(self, capture: Capture, first: Picture) -> Iterator[Frame]:
        """Yield what is new of the camera; open it again when it stops or stands still for long."""
        yield Frame(0.0, first)
        last, last_s = first, self._clock()
        try:
            while not self._stop.is_set():
                bgr = _read(capture)
                if bgr is not None and not same(bgr, last):
                    last, last_s, self._why_gone = bgr, self._clock(), LOST
                    yield Frame(last_s - self._start_s, bgr)
                elif bgr is not None and (
                    self._is_covered(bgr) or self._clock() - last_s < _STUCK_S
                ):
                    self._stop.wait(_STILL_WAIT_S)
                else:
                    self._why_gone = LOST if bgr is None else FROZEN
                    capture.release()
                    capture, last_s = self._reopened(capture), self._clock()
        finally:
            capture.release()

    def _is_covered(self, bgr: Picture) -> bool:
        """Return whether a picture that stands still is black; remember what to tell of it."""
        covered = bool(bgr.max() <= _BLACK)
        self._why_gone = COVERED if covered else FROZEN
        return covered

    def _reopened(self, capture: Capture) -> Capture:
        """Return the camera opened again, or the old capture when it is time to stop."""
        attempt = 0
        while not self._stop.wait(self._retry_s[min(attempt, len(self._retry_s) - 1)]):
            attempt += 1
            with suppress(SourceError):
                return self._opened()[0]
        return capture

    def _paced(self, clip: ClipSource) -> Iterator[Frame]:
        """Yield a clip's frames when they are due."""
        with clip:
            for frame in clip.frames():
                if self._stop.wait(max(0.0, self._start_s + frame.time_s - self._clock())):
                    return
                yield frame

    def _opened(self) -> tuple[Capture, Picture]:
        """Return the camera and its first picture; raises SourceError when it gives none."""
        opened = False
        with suppress(*_FAULTS):
            capture = self._open(self._spec)
            opened = capture.isOpened()
            for _ in range(_FIRST_TRIES if opened else 0):
                if (bgr := _read(capture)) is not None:
                    return capture, bgr
                if self._stop.is_set():  # each try may take a driver seconds
                    break
            capture.release()
        came = "it opens but gives no picture" if opened else "could not be opened"
        raise SourceError(
            f"{self.name}: {came}; is it plugged in, and is no other program using it? "
            "--camera takes a number, a clip or an address"
        )

    def close(self) -> None:
        """Stop reading and let go of the camera; closing twice does no harm.

        A driver that hangs in the middle of a read is not waited for: its thread lets go later.
        """
        self._stop.set()
        self._reader.join(timeout=0.5)


class _Pace:
    """Follows how many pictures a second are handed over."""

    def __init__(self) -> None:
        self._times_s: deque[float] = deque()
        self._slower = 0

    def step(self, now_s: float) -> int:
        """Return how slowly they have come for three seconds; call it once a picture.

        0 is fast enough, 1 slow, 2 too slow to judge by.
        """
        times_s = self._times_s
        if times_s and now_s - times_s[-1] >= STILL_S:  # nobody asked: a question, a lid closed
            times_s.clear()
            self._slower = 0
        times_s.append(now_s)
        while len(times_s) > 2 and now_s - times_s[1] >= _SLOW_S:
            times_s.popleft()
        if now_s - times_s[0] >= _SLOW_S:
            fps = (len(times_s) - 1) / (now_s - times_s[0])
            slower = sum(fps < limit for limit in _SLOWER_FPS)
            faster = sum(fps < limit for limit in _FASTER_FPS)
            self._slower = min(max(self._slower, slower), faster)
        return self._slower


def _read(capture: Capture) -> Picture | None:
    """Return the next picture; None when there is none, or when the driver fails."""
    with suppress(*_FAULTS):
        found, bgr = capture.read()
        return bgr if found else None
    return None


def _clip(spec: int | str) -> ClipSource | None:
    """Return the clip when `spec` is the name of one: no number, and no address."""
    return ClipSource(Path(spec)) if isinstance(spec, str) and "://" not in spec else None


def _name(spec: int | str) -> str:
    if isinstance(spec, int):
        return f"camera {spec}"
    if "://" in spec:
        return re.sub(r"//[^/@]*@", "//", spec)  # rtsp://name:password@host
    return Path(spec).name
