"""The ready check before a session: space, clothes, things at hand, one person in view."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from posecoach.commands.keeping import tell
from posecoach.commands.stage import Stage
from posecoach.core.gesture import Gesture
from posecoach.core.routine import Routine
from posecoach.core.stretch import Stretch
from posecoach.outputs.layout import Shape
from posecoach.outputs.moments import Line, Moment, draw_moment
from posecoach.outputs.palette import MINT, SKY
from posecoach.outputs.window import Key

if TYPE_CHECKING:
    from posecoach.commands.stage import Beat
    from posecoach.commands.watching import Look, Watcher
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window
    from posecoach.ports import Picture

WAIT_S = 20.0
LOST_S = 1.0  # who is out of view for longer is waited for anew
TICKED_S = 0.8
SPACE = "Space: clear, flat, wide enough"
CLOTHES = "Clothes: loose, comfortable"
IN_VIEW = "One person in view"
KEYS = "enter begin · 1-3 tick · m sound · h help · q back"
GO_ON = (Key.ENTER, Key.PAUSE, Key.NEXT)


def ready(
    window: Window | None,
    watcher: Watcher | None,
    speaker: Speaker | None,
    what: Routine | Stretch,
    *,
    clock: Callable[[], float] = monotonic,
) -> bool:
    """Ask whether all is ready; return False when the person leaves instead.

    It goes on by Enter, by a raised hand, or once one person has been in view for 20 seconds; where
    nothing looks, after 20 seconds. Without a window it is one line, and goes on.
    """
    stage = Stage(window, watcher, speaker, clock)
    if window is None:
        tell(ready_line(what))
        return True
    check = _Check(what)
    stage.teller.say(check.said)

    def draw(size: tuple[int, int], look: Look | None) -> Picture:
        mirror = look.mirror() if look else None
        return draw_moment(size, check.moment(look), mirror, muted=stage.teller.muted)

    for beat in stage.beats(draw):
        if Key.QUIT in beat.keys:
            return False
        check.take(beat)
        if check.over:
            return True
    return False


def ready_line(what: Routine | Stretch) -> str:
    """Return the check as one line for the terminal."""
    return f"Ready? {'; '.join(ready_lines(what))}; one person in view."


def ready_lines(what: Routine | Stretch) -> list[str]:
    """Return what only the person can see to."""
    needed = things(what)
    return [SPACE, CLOTHES, *([f"At hand: {', '.join(needed)}"] if needed else [])]


def things(what: Routine | Stretch) -> list[str]:
    """Return the equipment of all items, each once, in the order in which it is needed."""
    stretches = [item.stretch for item in what.items] if isinstance(what, Routine) else [what]
    return list(dict.fromkeys(thing for each in stretches for thing in each.equipment))


class _Check:
    """What is ticked, and how long somebody has been in view."""

    def __init__(self, what: Routine | Stretch) -> None:
        self._lines = ready_lines(what)
        self._name = what.name
        self._ticked: set[int] = set()
        self._in_view_s = self._lost_s = 0.0
        self._over_s: float | None = None  # since when all is ticked
        self.over = False

    @property
    def said(self) -> str:
        """Return what is said, once."""
        needed = f" {self._lines[2]}." if len(self._lines) > 2 else ""
        return (
            f"{self._name}. Is the space clear and flat? Are your clothes loose?{needed} "
            "Raise a hand to begin, or wait."
        )

    def take(self, beat: Beat) -> None:
        """Take one beat: keys tick or go on, a hand or time goes on."""
        for key in beat.keys:
            if key.digit and key.digit <= len(self._lines):
                self._ticked ^= {key.digit - 1}
        self._count(beat)
        asked = beat.gesture is Gesture.PAUSE or any(key in GO_ON for key in beat.keys)
        if self._over_s is None and (asked or self._in_view_s >= WAIT_S):
            self._over_s = beat.time_s
            self._ticked = set(range(len(self._lines)))
        self.over = self._over_s is not None and beat.time_s - self._over_s >= TICKED_S

    def _count(self, beat: Beat) -> None:
        if beat.look is None or beat.seen_well:
            self._in_view_s, self._lost_s = self._in_view_s + beat.passed_s, 0.0
        else:
            self._lost_s += beat.passed_s
            if self._lost_s > LOST_S:
                self._in_view_s = 0.0

    def moment(self, look: Look | None) -> Moment:
        """Return what is shown of it."""
        lines = [_line(words, done=nth in self._ticked) for nth, words in enumerate(self._lines)]
        if look is not None:
            lines.append(_line(IN_VIEW, done=look.well_in_view))
        left_s = max(0, round(WAIT_S - self._in_view_s))
        waits = self._in_view_s > 0
        hands = f"Hand up to begin, or wait {left_s} s" if waits else "Come into view"
        if self._over_s is not None:
            hands = "Here we go"
        return Moment(
            f"Ready? {self._name}",
            tuple(lines),
            hands,
            KEYS,
            min(1.0, self._in_view_s / WAIT_S),
        )


def _line(words: str, *, done: bool) -> Line:
    return Line(words, Shape.CHECK if done else Shape.CIRCLE, MINT if done else SKY)
