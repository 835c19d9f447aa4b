"""Stand-ins for the person: one that answers by a script, and a terminal with lines typed ahead."""

from __future__ import annotations

import io
from collections.abc import Sequence


class Terminal(io.StringIO):
    """A terminal at which somebody has typed."""

    def isatty(self) -> bool:
        """Return that somebody is there."""
        return True


class Scripted:
    """Answers as told: who leaves where, what is yes, and which pain comes next.

    `yes` are words that a question answered yes holds; `leaves` the word at which the person goes.
    """

    def __init__(
        self, *, yes: Sequence[str] = (), pains: Sequence[int | None] = (), leaves: str = "\0"
    ) -> None:
        self.patience_s: float | None = None
        self.patiences: list[float | None] = []
        self.heard: list[str] = []
        self._yes = yes
        self._pains = list(pains)
        self._leaves = leaves

    def tell(self, title: str, lines: Sequence[str]) -> bool:
        """Hear some lines."""
        self.heard += [title, *lines]
        return not any(self._leaves in line for line in (title, *lines))

    def yes_no(self, title: str, question: str) -> bool | None:
        """Answer a question."""
        self.heard.append(question)
        if self._leaves in question:
            return None
        return any(word in question for word in self._yes)

    def pain(self, question: str) -> int | None:
        """Give the next number."""
        self.heard.append(question)
        self.patiences.append(self.patience_s)
        return self._pains.pop(0) if self._pains else None

    def choose(self, title: str, options: Sequence[str]) -> int | None:
        """Choose nothing."""
        self.heard += [title, *options]
        return None

    def was_asked(self, words: str) -> int:
        """Return how often something with these words was told or asked."""
        return sum(words in line for line in self.heard)
