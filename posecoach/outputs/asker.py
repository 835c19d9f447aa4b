"""Asks in the window and aloud: one question a screen, answered by key, some by a raised hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from posecoach.core.feedback import Urgency, Utterance
from posecoach.core.gesture import Gesture

from .page import painted
from .question import LINES_A_PAGE, pages, plan_choice, plan_pain, plan_telling, plan_yes_no
from .screens import HELP_PAGES, draw_help
from .window import Key, Window

if TYPE_CHECKING:
    from .layout import Layout
    from .speaker import Speaker

FRESH_S = 10.0
TURN_S = 0.02
REPEAT_S = 0.15  # a key held down comes faster than that, a finger does not
_YES_NO: Mapping[Key, bool] = {Key.YES: True, Key.NEXT: False}  # n is for no as for next
_PAIN: Mapping[Key, int] = {
    **{Key(str(points)): points for points in range(10)},
    Key.TEN: 10,
}
_HELP_TURNS: Mapping[Key, int] = {
    **dict.fromkeys((Key.HELP, Key.ENTER, Key.RIGHT, Key.DOWN), 1),
    **dict.fromkeys((Key.LEFT, Key.UP), -1),
}

Plan = Callable[[tuple[int, int]], "Layout"]


class WindowAsker:
    """Asks in a window that others own, and says what it asks.

    `gesture` is asked each turn whether a hand was raised, which goes on or skips wherever Enter
    does; a yes or no is never given by hand. A closed window answers as one who leaves.
    """

    def __init__(
        self,
        window: Window,
        speaker: Speaker | None = None,
        gesture: Callable[[], Gesture | None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.patience_s: float | None = None
        self._window = window
        self._speaker = speaker
        self._gesture = gesture
        self._clock = clock
        self._last: tuple[Key, float] | None = None

    def tell(self, title: str, lines: Sequence[str]) -> bool:
        """Show and say some lines, page after page; False: the person leaves."""
        by_hand = self._gesture is not None
        for nth in range(pages(lines)):

            def plan(size: tuple[int, int], nth: int = nth) -> Layout:
                return plan_telling(size, title, lines, nth, by_hand=by_hand)

            said = " ".join(lines[nth * LINES_A_PAGE : (nth + 1) * LINES_A_PAGE])
            if self._key(plan, said, (Key.ENTER,), by_hand=True) is not Key.ENTER:
                return False
        return True

    def yes_no(self, title: str, question: str) -> bool | None:
        """Ask until a key says yes or no; None: the person leaves."""
        key = self._key(
            lambda size: plan_yes_no(size, title, question), question, _YES_NO, by_hand=False
        )
        return _YES_NO.get(key)

    def pain(self, question: str) -> int | None:
        """Ask for a number from 0 to 10; None: skipped."""
        by_hand = self._gesture is not None
        key = self._key(
            lambda size: plan_pain(size, question, by_hand=by_hand),
            question,
            (*_PAIN, Key.ENTER),
            by_hand=True,
        )
        return _PAIN.get(key)

    def choose(self, title: str, options: Sequence[str]) -> int | None:
        """Ask which option it is, by its digit; None: skipped."""
        wanted = [Key(str(nth)) for nth in range(1, len(options) + 1)]
        key = self._key(
            lambda size: plan_choice(size, title, options),
            " ".join([title, *(f"{nth}: {each}." for nth, each in enumerate(options, 1))]),
            (*wanted, Key.ENTER),
            by_hand=True,
        )
        return wanted.index(key) if key in wanted else None

    def _key(self, plan: Plan, said: str, wanted: Collection[Key], *, by_hand: bool) -> Key:
        """Show and say a question until one of the wanted keys, or QUIT, is pressed."""
        if self._speaker is not None:
            self._speaker.say(Utterance(said, Urgency.INSTRUCTION, FRESH_S))
        begun_s, size = self._clock(), self._window.size_px
        picture = painted(plan(size))
        while True:
            if self._window.size_px != size:
                size = self._window.size_px
                picture = painted(plan(size))
            for key in self._pressed(self._window.show(picture)):
                if key in wanted or key is Key.QUIT:
                    return self._answered(key)
                self._obey(key)
            if by_hand and (self._raised() or self._tired(begun_s)):
                return self._answered(Key.ENTER)
            time.sleep(TURN_S)

    def _pressed(self, keys: Sequence[Key]) -> list[Key]:
        """Return the keys without those that are only held down: each question has its own no."""
        if not keys:
            return []
        now_s = self._clock()
        held = self._last[0] if self._last and now_s - self._last[1] < REPEAT_S else None
        self._last = keys[-1], now_s
        return [key for key in keys if key is not held or key is Key.QUIT]

    def _obey(self, key: Key) -> None:
        """Do what a key does that answers nothing."""
        if key is Key.HELP:
            self._help()
        elif key is Key.MUTE and self._speaker is not None:
            self._speaker.muted = not self._speaker.muted

    def _answered(self, key: Key) -> Key:
        """Break off what is being said: it has been answered."""
        if self._speaker is not None:
            self._speaker.hush()
        return key

    def _raised(self) -> bool:
        return self._gesture is not None and self._gesture() is not None

    def _tired(self, begun_s: float) -> bool:
        return self.patience_s is not None and self._clock() - begun_s >= self.patience_s

    def _help(self) -> None:
        """Show the help, page by page, until its end or q."""
        page = 0
        while 0 <= page < HELP_PAGES and not self._window.closed:
            for key in self._window.show(draw_help(self._window.size_px, page)):
                if key is Key.QUIT:
                    return
                page += _HELP_TURNS.get(key, 0)
            time.sleep(TURN_S)
