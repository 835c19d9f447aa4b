"""The loop behind every screen that is no stretch: look, draw, take keys, beat after beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING

from posecoach.commands.telling import Teller
from posecoach.core.gesture import Gesture
from posecoach.outputs.screens import HELP_PAGES, draw_help
from posecoach.outputs.window import Key

if TYPE_CHECKING:
    from posecoach.commands.watching import Look, Watcher
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window
    from posecoach.ports import Picture

IDLE_S = 0.03  # between two beats where no camera sets the pace

_HELP_TURNS: Mapping[Key, int] = {
    **dict.fromkeys((Key.HELP, Key.ENTER, Key.RIGHT, Key.DOWN), 1),
    **dict.fromkeys((Key.LEFT, Key.UP), -1),
    Key.QUIT: HELP_PAGES,
}

Draw = Callable[[tuple[int, int], "Look | None"], "Picture"]


@dataclass(frozen=True, slots=True, eq=False)
class Beat:
    """One turn of the loop: the time, how much of it has passed, what was seen and pressed.

    `time_s` stands still while help is shown; `look` is None where nothing looks.
    """

    time_s: float
    passed_s: float
    look: Look | None
    keys: tuple[Key, ...]

    @property
    def gesture(self) -> Gesture | None:
        """What raised hands ask for."""
        return self.look.gesture if self.look else None

    @property
    def seen_well(self) -> bool:
        """Whether one person is well in view."""
        return self.look is not None and self.look.well_in_view


class Stage:
    """A window, eyes and a voice, each of which may be missing."""

    def __init__(
        self,
        window: Window | None,
        watcher: Watcher | None,
        speaker: Speaker | None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._window = window
        self._watcher = watcher
        self._clock = clock
        self._help_page: int | None = None
        self.teller = Teller(speaker)

    def beats(self, draw: Draw) -> Iterator[Beat]:
        """Yield beat after beat until the window is closed; `draw` makes each picture.

        Help and sound are seen to: their keys are not in the beat.
        """
        time_s, last_s = 0.0, self._clock()
        while self._window is None or not self._window.closed:
            look = self._look()
            keys = tuple(self._show(draw, look))
            now_s = self._clock()
            passed_s, last_s = now_s - last_s, now_s
            if self._help_page is None:
                time_s += passed_s
                yield Beat(time_s, passed_s, look, keys)

    def _look(self) -> Look | None:
        if self._watcher is not None:
            return self._watcher.look()
        sleep(IDLE_S)
        return None

    def _show(self, draw: Draw, look: Look | None) -> Iterator[Key]:
        """Show the picture, and yield the keys that are the screen's own."""
        if self._window is None:
            return
        size, page = self._window.size_px, self._help_page
        picture = draw(size, look) if page is None else draw_help(size, page)
        for key in self._window.show(picture):
            if key is Key.MUTE:
                self.teller.toggle()
            elif self._help_page is not None:
                self._turn(self._help_page + _HELP_TURNS.get(key, 0))
            elif key is Key.HELP:
                self._turn(0)
            else:
                yield key

    def _turn(self, page: int) -> None:
        """Show another page of the help, or none."""
        self._help_page = page if 0 <= page < HELP_PAGES else None
