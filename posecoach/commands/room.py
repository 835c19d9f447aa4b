"""The room that a session takes place in: camera, eyes, window, voice and diary, opened once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.commands.estimators import Eyes
from posecoach.commands.keeping import kept
from posecoach.commands.sounds import USUAL_SOUND, SoundOptions, open_words
from posecoach.core.stretch import Level

if TYPE_CHECKING:
    from posecoach.commands.watching import Watcher
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window
    from posecoach.ports import Asker, Picture, Source
    from posecoach.sources.camera import CameraSource
    from posecoach.store.diary import Diary


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """How to see, show and sound. `quick` asks nothing that is not due, and shows no preparation.

    `level` is None for what the person's history offers; `unlock` is their word that a professional
    has cleared them for what is locked; `record` keeps the clip and the poses of what is coached.
    """

    camera: str = "0"
    level: Level | None = None
    unlock: bool = False
    quick: bool = False
    record: bool = False
    sound: SoundOptions = USUAL_SOUND
    window: bool = True
    model: Path | None = None
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """All that is around the coaching, for one session. A Room owns nothing: its doors do."""

    source: Source
    speaker: Speaker
    eyes: Eyes
    options: LiveOptions
    window: Window | None = None
    diary: Diary | None = None

    @contextmanager
    def watched(self) -> Iterator[Watcher | None]:
        """Look at the person while nothing is coached; without a window nobody asks to be seen."""
        from posecoach.commands.watching import Watcher

        if self.window is None:
            yield None
            return
        with Watcher(self.source, self.eyes.anywhere()) as watcher:
            yield watcher

    @contextmanager
    def asking(self, patience_s: float | None = None) -> Iterator[Asker | None]:
        """Ask in the window or the terminal; None where nobody can be asked."""
        from posecoach.commands.asking import open_asker

        with self.watched() as watcher:
            gesture = watcher.gesture if watcher else None
            asker = open_asker(self.window, self.speaker, gesture)
            if asker is not None:
                asker.patience_s = patience_s
            yield asker


def open_room(source: Source, options: LiveOptions, doors: ExitStack) -> Room:
    """Return the room of one session; `doors` closes it, but for the source."""
    from posecoach.outputs.window import Window

    window = doors.enter_context(Window()) if options.window else None
    if window is not None:
        window.show(_opening(window.size_px))
    speaker = open_words((), options.sound, doors)
    eyes = doors.enter_context(Eyes(options.model, verbose=options.verbose))
    return Room(source, speaker, eyes, options, window, doors.enter_context(kept()))


def open_camera(spec: str) -> CameraSource:
    """Return the camera numbered `spec`, or the file or address that `spec` names."""
    from posecoach.sources.camera import CameraSource

    return CameraSource(int(spec) if spec.isdigit() else spec)


def _opening(size: tuple[int, int]) -> Picture:
    """Return what is shown while everything is made ready."""
    from posecoach.outputs.layout import Shape
    from posecoach.outputs.moments import Line, Moment, draw_moment
    from posecoach.outputs.palette import SKY

    lines = (Line("Opening the camera and the eyes", Shape.CAMERA, SKY),)
    return draw_moment(size, Moment("One moment, please", lines))
