"""Stand-ins for what the screens between stretches need: clock, window, eyes and voice.

Time passes only when a picture is shown, so that every answer is the same on any computer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from posecoach.commands.estimators import Eyes
from posecoach.commands.watching import Look
from posecoach.core.coach import Attempt
from posecoach.core.feedback import Cue, CueKind, Utterance
from posecoach.core.gesture import HandWatch
from posecoach.core.pose import Pose
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import GivenCue, Summary
from posecoach.outputs.window import Key
from posecoach.ports import Frame

FPS = 15
GREY = np.full((480, 640, 3), 128, np.uint8)


def summary_of(stretch, cue: str | None = None, kind: CueKind = CueKind.COMPENSATION) -> Summary:
    """How a stretch went: five seconds in full, then one that was left too early."""
    cues = (GivenCue(1.0, Cue("x", kind, cue)),) if cue else ()
    attempts = (Attempt(None, 0, 5, 5.0, None), Attempt(None, 6, 8, 1.0, "hold"))
    return Summary(stretch, Level.BEGINNER, 60, 900, 900, 1.0, attempts, cues, {}, 90)


class Shut(Eyes):
    """Eyes that are not opened; they note what they were to be ready for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def prepare(self, stretches: Iterable[Stretch]) -> None:
        self.asked += [stretch.id for stretch in stretches]


@dataclass
class Clock:
    """The time, in seconds; whoever is called for it gets the same until somebody moves it."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Shown:
    """A window: `keys` are pressed at their seconds; after `length_s` it is closed."""

    clock: Clock
    keys: Sequence[tuple[float, Key]] = ()
    length_s: float = 60.0
    size_px: tuple[int, int] = (320, 240)
    closed: bool = False
    pictures: int = 0
    last: np.ndarray | None = None

    def show(self, picture: np.ndarray) -> list[Key]:
        before_s, self.clock.now_s = self.clock.now_s, self.clock.now_s + 1 / FPS
        self.pictures += 1
        self.last = picture
        if self.clock.now_s >= self.length_s:
            self.closed = True
            return [Key.QUIT]
        return [key for at_s, key in self.keys if before_s <= at_s < self.clock.now_s]


class Eyes:
    """A watcher that sees the pose of each second."""

    def __init__(self, clock: Clock, make: Callable[[float], Pose], *, down_first: bool = True):
        self._clock = clock
        self._make = make
        self._hands = HandWatch(down_first=down_first)

    def look(self) -> Look:
        time_s = self._clock()
        pose = replace(self._make(time_s), time_s=time_s)
        gesture = self._hands.step(pose)
        return Look(Frame(time_s, GREY), pose, gesture, self._hands.asking, self._hands.progress)


@dataclass
class Heard:
    """A speaker that remembers what it was to say, and when."""

    clock: Clock
    muted: bool = False
    speaking: bool = False
    said: list[tuple[float, str]] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)

    def say(self, utterance: Utterance) -> None:
        self.said.append((self.clock(), utterance.text))

    def hush(self) -> None:
        """Nothing is being said."""

    def prepare(self, texts) -> None:
        self.ahead += texts
