"""Somebody before a camera who does a stretch rightly and listens: the good sample clips.

Over and over they do what a clip shows; they stay in a hold until it is done, as long as the dose
asks, and rest when all of it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

import cv2
import numpy as np
import numpy.typing as npt

from posecoach.core.coach import Phase
from posecoach.core.session import Step
from posecoach.core.stretch import DoseKind, Stretch
from tests.conftest import SAMPLES

Picture = npt.NDArray[np.uint8]

_BEFORE_S, _AFTER_S = 0.5, 0.5  # around what the clip's person does; between, they rest
_STAYS_S = 1.0  # before the end of a hold that the coach has not ended


class Actor:
    """Plays the clips of one stretch in turn; `hear` tells them how they are doing.

    Two threads may use it: the camera's, which takes pictures, and the one that coaches.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._capture = cv2.VideoCapture()
        self._clips: list[Path] = []
        self._nth = -1
        self._picture: Picture | None = None
        self._time_s = self._until_s = 0.0
        self._enough = self._held = False
        self._holds = False
        self._busy: list[tuple[float, float]] = []
        self._marks = 0

    def begin(self, stretch: Stretch) -> None:
        """Begin another stretch, from the beginning of its first clip."""
        with self._lock:
            self._clips, self._nth, self._enough = clips_of(stretch.id), -1, False
            self._holds, self._held = stretch.dose.kind is DoseKind.HOLD, False
            self._turn_over()

    def hear(self, step: Step) -> None:
        """Take what the coach made of a frame."""
        done, wanted = step.feedback.sets
        back = step.phase is Phase.REST  # not half-way out of the last one
        self._enough = self._enough or (done >= wanted and back)
        self._held = self._holds and step.phase is Phase.HOLD

    def picture(self, passed_s: float) -> Picture:
        """Return what there is to see `passed_s` later. No two in a row are quite the same.

        A camera that gives the same picture twice is stuck; one pixel in the corner tells them
        apart, where the clip has fewer frames than the camera takes.
        """
        with self._lock:
            if not ((self._enough and self._rests()) or (self._held and self._stays())):
                self._time_s += passed_s
            while self._until_s <= self._time_s or self._picture is None:
                found, read = self._capture.read()
                if found:
                    self._picture = np.asarray(read, np.uint8)
                    self._until_s += 1 / self._capture.get(cv2.CAP_PROP_FPS)
                else:
                    self._turn_over()
            shown = self._picture.copy()
        self._marks += 1
        shown[0, 0] = self._marks % 256
        return shown

    def _rests(self) -> bool:
        around = ((start - _BEFORE_S, end + _AFTER_S) for start, end in self._busy)
        return not any(start < self._time_s < end for start, end in around)

    def _stays(self) -> bool:
        return any(end - _STAYS_S < self._time_s < end for _, end in self._busy)

    def _turn_over(self) -> None:
        """Put in the next clip."""
        self._nth = (self._nth + 1) % len(self._clips)
        self._capture.open(str(self._clips[self._nth]))
        self._busy = [(each["start_s"], each["end_s"]) for each in done_in(self._clips[self._nth])]
        self._time_s = self._until_s = 0.0


def clips_of(stretch: str) -> list[Path]:
    """Return the good clips to play: the first one, and where that has one side only, the others.

    Raises FileNotFoundError where there is none.
    """
    clips = sorted(SAMPLES.glob(f"{stretch}-good-*.mp4"))
    if not clips:
        raise FileNotFoundError(f"{stretch}: no good clip in {SAMPLES}")
    sides = {each["side"] for each in done_in(clips[0])}
    return clips if len(sides - {None}) == 1 else clips[:1]


def done_in(clip: Path) -> list[dict[str, object]]:
    """Return the holds and repetitions in a clip, from its truth."""
    truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return [*truth.get("holds", []), *truth.get("reps", [])]


class Lens:
    """What OpenCV has of a camera that sees the actor. It waits for nobody: who is late misses."""

    def __init__(self, actor: Actor, fps: float) -> None:
        self._actor, self._fps = actor, fps
        self._start_s = monotonic()
        self.ticks = 0

    def isOpened(self) -> bool:
        """Return that there is one."""
        return True

    def read(self) -> tuple[bool, Picture]:
        """Wait for the next picture."""
        now = int((monotonic() - self._start_s) * self._fps)
        passed = max(1, now - self.ticks)
        self.ticks += passed
        sleep(max(0.0, self._start_s + self.ticks / self._fps - monotonic()))
        return True, self._actor.picture(passed / self._fps)

    def release(self) -> None:
        """Do nothing: the actor stays."""
