"""A clip and what the eyes saw of it, kept side by side: NAME.mp4 and NAME.poses.jsonl.

Both go by one even beat, so that each pose has the time of its picture in the file, whatever the
camera's rate was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.core.pose import Pose
from posecoach.errors import PosecoachError
from posecoach.estimators.recording import SUFFIX, Header, PoseRecorder
from posecoach.ports import Closing, CompleteOrNot, Estimator, Frame
from posecoach.store.place import recordings_dir

if TYPE_CHECKING:
    from posecoach.ports import Picture

FPS = 15.0  # as the samples: enough for any stretch, and a beat that slow cameras keep, too
STANDS_S = 0.5  # a pose is not true for longer than that; who was not looked at was not seen
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")


class Film(CompleteOrNot):
    """Keeps frames and their poses; both files appear, whole, when it is closed, or neither.

    With no frame there is none. Raises PosecoachError, in one line, when the place cannot be
    written or the disk is full.
    """

    def __init__(self, clip: Path, fps: float = FPS) -> None:
        from posecoach.outputs.even import Even
        from posecoach.outputs.video_file import VideoFile

        self.clip, self.poses = clip, clip.with_suffix(SUFFIX)
        self.fps = fps
        self.with_person = 0
        self._even: Even[tuple[float, Picture, Pose]] = Even(fps)
        try:
            clip.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot(clip.parent, error) from None
        self._new = not (clip.exists() or self.poses.exists())
        self._video = VideoFile(clip, fps)
        self._recorder: PoseRecorder | None = None
        self._size, self._start_s = (0, 0), 0.0

    @property
    def frames(self) -> int:
        """Return how many pictures the clip has so far."""
        return self._video.written

    @property
    def duration_s(self) -> float:
        """Return how long the clip is so far."""
        return self.frames / self.fps

    def add(self, frame: Frame, pose: Pose) -> None:
        """Take one frame and who was seen in it."""
        if not any(self._size):
            height_px, width_px = frame.bgr.shape[:2]
            self._size = (width_px - width_px % 2, height_px - height_px % 2)
            self._start_s = frame.time_s
        taken = (frame.time_s, frame.bgr, pose)
        for each in self._even.take(frame.time_s, taken):
            self._write(*each)

    def close(self) -> None:
        """Put both files in their places; closing twice does no harm."""
        try:
            for each in self._even.last():
                self._write(*each)
            self._video.finish()
            if self._recorder is not None:
                self._recorder.close()
            self._video.close()
        except OSError as error:
            self._undo()
            raise _cannot(self.clip, error) from None
        except PosecoachError:
            self._undo()
            raise

    def abandon(self) -> None:
        """Remove what was written so far."""
        self._even.last()
        self._video.abandon()
        if self._recorder is not None:
            self._recorder.abandon()

    def _undo(self) -> None:
        """Leave neither file where one of the two could not be completed."""
        self.abandon()
        for path in (self.clip, self.poses) if self._new else ():
            path.unlink(missing_ok=True)

    def _write(self, taken_s: float, bgr: Picture, pose: Pose) -> None:
        """Write the picture of one beat, and the pose with the beat's own time."""
        try:
            if self._recorder is None:
                header = Header(self.clip.name, self._size, self.fps, _estimator())
                self._recorder = PoseRecorder(self.poses, header)
            time_s = self.frames / self.fps
            stood_s = time_s - (taken_s - self._start_s)
            if stood_s > STANDS_S:
                pose = Pose(time_s, pose.width_px, pose.height_px)
            height_px, width_px = bgr.shape[:2]
            if (width_px - width_px % 2, height_px - height_px % 2) != self._size:
                bgr, pose = _resized(bgr, self._size), pose.sized(*self._size)
            self._video.write(bgr)
            self._recorder.add(replace(pose, time_s=time_s))
        except OSError as error:
            raise _cannot(self.clip, error) from None
        self.with_person += not pose.empty


class FilmedEstimator(Closing):
    """Looks with another's eyes, and films everything that is looked at.

    `close` keeps the film, and leaves the other to its owner; `tell` gets the one line that says
    where, or why there is none: a session that cannot be filmed goes on.
    """

    def __init__(self, inner: Estimator, clip: Path, tell: Callable[[str], None]) -> None:
        self._inner, self._tell = inner, tell
        self._film: Film | None = None
        try:
            self._film = Film(clip)
        except PosecoachError as error:
            tell(f"{error}. This session is not filmed.")

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose, as it is without a film."""
        pose = self._inner.estimate(frame)
        if self._film is not None:
            try:
                self._film.add(frame, pose)
            except PosecoachError as error:
                self._give_up(self._film, error)
        return pose

    def close(self) -> None:
        """Keep the film; closing twice does no harm."""
        film, self._film = self._film, None
        if film is not None:
            try:
                film.close()
                if film.frames:
                    self._tell(f"{film.clip}: filmed {film.duration_s:.1f} s, with its poses.")
            except PosecoachError as error:
                self._give_up(film, error)

    def _give_up(self, film: Film, error: PosecoachError) -> None:
        self._film = None
        film.abandon()
        self._tell(f"{error}. This session is not filmed.")


def session_clip(stretch: str, started_at: datetime) -> Path:
    """Return where the film of a coached stretch goes that began at this time."""
    return recordings_dir() / f"{stretch}-{started_at:%Y%m%d-%H%M%S}.mp4"


def clip_path(name: str, folder: Path, *, force: bool = False) -> Path:
    """Return where the recording called `name` goes.

    Raises PosecoachError for a name that is none, or that there is already, unless `force`.
    """
    if not _NAME.fullmatch(name):
        raise PosecoachError(
            f"{name!r}: no name; wanted at most 40 letters a to z, figures and hyphens"
        )
    clip = folder / f"{name}.mp4"
    if not force and (clip.exists() or clip.with_suffix(SUFFIX).exists()):
        raise PosecoachError(f"{clip}: is there already; wanted another name, or --force")
    return clip


def _estimator() -> str:
    return f"mediapipe {version('mediapipe')} pose full, face mesh"


def _resized(bgr: Picture, size: tuple[int, int]) -> Picture:
    """Return a picture in another size: the camera changed its mind while it was filming."""
    import cv2
    import numpy as np

    return cv2.resize(bgr, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _cannot(path: Path, error: OSError) -> PosecoachError:
    return PosecoachError(f"{path}: {error.strerror}; wanted a folder to write to, with room in it")
