"""A recording being made: the countdown, the time that is left, and what is heard of both.

Whoever lies on the floor sees no screen, so every turn has its tone or its word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from .feedback import Tone, Urgency, Utterance

PLACE = "Take your place"
RECORDED = "Recorded"
PLACE_S = 4.0  # a countdown this long has room for a sentence before its last three words
HALF_FROM_S = 8.0
COUNT = {3.0: "Three", 2.0: "Two", 1.0: "One"}
WORDS = (PLACE, *COUNT.values(), RECORDED)


class Part(StrEnum):
    """Where a recording is."""

    COUNTDOWN = "countdown"
    FILMING = "filming"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Filming:
    """One moment: `left_s` of its part, and what is heard.

    `progress` (0 to 1) falls over the countdown and rises over the film, as a ring shows them.
    """

    part: Part
    left_s: float
    progress: float = 0.0
    say: Utterance | None = None
    tone: Tone | None = None


class FilmClock:
    """Counts down and then counts the film; call `step` once a frame.

    With `ends`, the film is over after `seconds`; without, these are only what is expected.
    """

    def __init__(self, countdown_s: float, seconds: float, *, ends: bool = True) -> None:
        self.countdown_s, self.seconds, self._ends = countdown_s, seconds, ends
        self._first_s: float | None = None
        self._before_s = inf  # what was left of this part at the frame before
        self._filming = self._over = False

    def step(self, time_s: float, *, stop: bool = False) -> Filming:
        """Return what the frame at `time_s` is; the film begins with the first one that is FILMING.

        `stop` ends it now.
        """
        if self._first_s is None:
            self._first_s = time_s
        passed_s = time_s - self._first_s
        if stop or self._over:
            return self._end()
        if not self._filming and passed_s < self.countdown_s:
            return self._count_down(self.countdown_s - passed_s)
        if not self._filming:
            self._filming, self._first_s = True, time_s
            self._before_s = self.seconds
            return Filming(Part.FILMING, self.seconds, tone=Tone.START)
        return self._film(passed_s)

    def _count_down(self, left_s: float) -> Filming:
        begins, mark = self._before_s == inf, self._passed(left_s)
        say = Utterance(COUNT[mark], Urgency.TIMING, 0.5) if mark else None
        if begins and left_s >= PLACE_S:
            say = Utterance(PLACE, Urgency.INSTRUCTION, 2.0)
        share = left_s / self.countdown_s
        return Filming(Part.COUNTDOWN, left_s, share, say, Tone.TICK if mark else None)

    def _film(self, passed_s: float) -> Filming:
        left_s = self.seconds - passed_s
        if self._ends and left_s <= 1e-6:
            return self._end()
        half = self.seconds / 2
        halfway = left_s <= half < self._before_s and self.seconds >= HALF_FROM_S
        mark = self._passed(left_s)
        tone = Tone.TICK if mark else Tone.HALFWAY if halfway else None
        progress = min(1.0, passed_s / self.seconds) if self.seconds else 1.0
        return Filming(Part.FILMING, max(0.0, left_s), progress, tone=tone)

    def _passed(self, left_s: float) -> float | None:
        """Return the last full second that has come since the frame before, or None."""
        mark = min((each for each in COUNT if left_s <= each < self._before_s), default=None)
        self._before_s = left_s
        return mark

    def _end(self) -> Filming:
        first, self._over = not self._over, True
        say = Utterance(RECORDED, Urgency.TIMING, 2.0) if first and self._filming else None
        return Filming(Part.OVER, 0.0, 1.0, say=say, tone=Tone.END if say else None)
