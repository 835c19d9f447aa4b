"""Asking the person: in the window, else at the terminal, else not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, TypeVar

from posecoach.core.gesture import Gesture
from posecoach.ports import Asker

if TYPE_CHECKING:
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window

T = TypeVar("T")
WIDTH = 78
GO_ON = "Enter goes on, q leaves: "
YES_NO = "y or n, q leaves: "
PAIN = "0 to 10, Enter skips: "
_WORDS: Mapping[str, bool] = {"y": True, "yes": True, "n": False, "no": False}
_LEAVING = ("q", "quit")
_SCALE: Mapping[str, int | None] = {
    **{str(points): points for points in range(11)},
    **{"t": 10, "": None},
}


def open_asker(
    window: Window | None,
    speaker: Speaker | None = None,
    gesture: Callable[[], Gesture | None] | None = None,
) -> Asker | None:
    """Return who asks: the window, or the terminal; None where nobody can be asked."""
    if window is not None and not window.closed:
        from posecoach.outputs.asker import WindowAsker

        return WindowAsker(window, speaker, gesture)
    return TerminalAsker() if sys.stdin is not None and sys.stdin.isatty() else None


class TerminalAsker:
    """Asks in lines at the terminal; the end of the input is leaving. A terminal waits for ever."""

    patience_s: float | None = None

    def tell(self, title: str, lines: Sequence[str]) -> bool:
        """Print the lines and wait for Enter; False: the person leaves."""
        _say("", title, "", *lines, "")
        return self._answer(GO_ON, {"": True}, "Enter, or q") is True

    def yes_no(self, title: str, question: str) -> bool | None:
        """Ask until it is a yes or a no; None: the person leaves."""
        _say("", title, question)
        return self._answer(YES_NO, _WORDS, "y or n")

    def pain(self, question: str) -> int | None:
        """Ask until it is a number from 0 to 10; None: skipped."""
        _say("", question)
        return self._answer(PAIN, _SCALE, "a number from 0 to 10, or Enter")

    def choose(self, title: str, options: Sequence[str]) -> int | None:
        """Ask for the number of an option; None: skipped."""
        _say("", title, *(f"  {nth}  {option}" for nth, option in enumerate(options, 1)))
        known: dict[str, int | None] = {str(nth + 1): nth for nth in range(len(options))}
        wanted = f"1 to {len(options)}"
        return self._answer(f"{wanted}, Enter skips: ", known | {"": None}, f"{wanted}, or Enter")

    def _answer(self, prompt: str, known: Mapping[str, T], wanted: str) -> T | None:
        """Return what the answer means; None at the end of the input, and for leaving."""
        while True:
            sys.stdout.write(prompt)
            sys.stdout.flush()
            line = sys.stdin.readline()
            if not line:
                sys.stdout.write("\n")
                return None
            answer = line.strip().lower()
            if answer in known:
                return known[answer]
            if answer in _LEAVING:
                return None
            _say(f"{answer or 'nothing'}: wanted {wanted}")


def _say(*lines: str) -> None:
    """Print lines, each wrapped to what a terminal shows at once."""
    for line in lines:
        sys.stdout.write("\n".join(wrap(line, WIDTH)) + "\n")
    sys.stdout.flush()
