"""The coaching window: each step drawn, each key obeyed."""

from __future__ import annotations

from posecoach.app import Remote
from posecoach.catalog import poses_dir
from posecoach.core.session import Step
from posecoach.core.stretch import Stretch
from posecoach.outputs.ghost import Ghost, ghost_for, load_ghosts
from posecoach.outputs.overlay import draw
from posecoach.outputs.screens import draw_help
from posecoach.outputs.speaker import Speaker
from posecoach.outputs.window import Key, Window
from posecoach.ports import Frame


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
        self._help = False
        self.last_key: Key | None = None

    def emit(self, frame: Frame, step: Step) -> None:
        """Draw one step at the window's own size and take the keys."""
        size = self._window.size_px
        if self._help:
            picture = draw_help(size)
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
        self.last_key = key
        if key is Key.PAUSE:
            self._remote.paused = not self._remote.paused
        elif key is Key.MUTE:
            self._speaker.muted = not self._speaker.muted
        elif key is Key.HELP:
            self._help = not self._help
            self._remote.paused = self._help
        elif key is Key.QUIT and self._help:
            self._help = self._remote.paused = False
        elif key in (Key.QUIT, Key.NEXT):
            self._remote.over = True
