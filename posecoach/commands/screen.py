"""The coaching window: each step drawn, each key obeyed."""

from __future__ import annotations

import numpy as np

from posecoach.app import Remote
from posecoach.catalog import poses_dir
from posecoach.core.feedback import Urgency, Utterance
from posecoach.core.pose import Pose
from posecoach.core.safety import STOP_LINES, Distress
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch
from posecoach.outputs.ghost import Ghost, ghost_for, load_ghosts
from posecoach.outputs.overlay import draw
from posecoach.outputs.screens import HELP_PAGES, draw_help
from posecoach.outputs.speaker import Speaker
from posecoach.outputs.window import Key, Window
from posecoach.ports import Frame

STOP_LINE_FRESH_S = 4.0
DARK = 48
OPENING = "One moment, please."  # whoever is there already must not be told to come
_DISTRESS = {Key.EASE: Distress.EASE, Key.HURTS: Distress.HURTS, Key.STOP: Distress.STOP}
_TURNS = {Key.HELP: 1, Key.RIGHT: 1, Key.DOWN: 1, Key.LEFT: -1, Key.UP: -1}


class Targets:
    """The target figure of one stretch, by the side that is worked on."""

    def __init__(self, stretch: Stretch) -> None:
        self._id = stretch.id
        self._ghosts = load_ghosts(poses_dir() / "ghosts.json")

    def at(self, step: Step) -> Ghost | None:
        """Return the figure to copy at this step, or None where none was recorded."""
        return ghost_for(self._ghosts, self._id, step.side)


class Screen:
    """Shows steps in a window that others own, and turns keys into the remote's wishes."""

    def __init__(self, window: Window, targets: Targets, remote: Remote, speaker: Speaker) -> None:
        self._window = window
        self._targets = targets
        self._remote = remote
        self._speaker = speaker
        self._page: int | None = None  # of the help, while that is shown
        self.last_key: Key | None = None

    def open(self, stretch: Stretch, level: Level, size_px: tuple[int, int]) -> None:
        """Show the stretch while the eyes open; to set its words takes longer than a frame may."""
        width_px, height_px = size_px
        dark = np.full((height_px, width_px, 3), DARK, np.uint8)
        nobody = Pose(0.0, width_px, height_px)
        step = Session(stretch, level).step(nobody, trouble=OPENING)
        self.emit(Frame(0.0, dark), step)

    def emit(self, frame: Frame, step: Step) -> None:
        """Draw one step at the window's own size and take the keys."""
        size = self._window.size_px
        if self._page is not None:
            picture = draw_help(size, self._page)
        else:
            picture = draw(
                frame.bgr,
                step,
                ghost=self._targets.at(step),
                paused=self._remote.paused,
                muted=self._speaker.muted,
                size=size,
            )
        for key in self._window.show(picture):
            self._obey(key)

    def _obey(self, key: Key) -> None:
        if self._page is not None:
            self._turn(key)
            return
        self.last_key = key
        if key is Key.PAUSE:
            self._remote.paused = not self._remote.paused
        elif key is Key.MUTE:
            self._speaker.muted = not self._speaker.muted
        elif key is Key.HELP:
            self._page, self._remote.paused = 0, True
        elif key in (Key.QUIT, Key.NEXT):
            self._remote.over = True
        elif key in _DISTRESS:
            self._hear(_DISTRESS[key])

    def _turn(self, key: Key) -> None:
        """Leaf through the help; past its last page or with q, the coaching goes on."""
        page = (self._page or 0) + _TURNS.get(key, 0)
        if key is Key.QUIT or not 0 <= page < HELP_PAGES:
            self._page, self._remote.paused = None, False
        else:
            self._page = page

    def _hear(self, distress: Distress) -> None:
        self._remote.hear(distress)
        self._speaker.say(Utterance(STOP_LINES[distress], Urgency.SAFETY, STOP_LINE_FRESH_S))
