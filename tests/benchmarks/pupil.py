"""Somebody made of angles who does what the coach asks for, no sooner and no faster.

They listen to the set-up words, go in over four seconds, stay until it is done, come out over four
seconds and rest; the right side first, then the left. That is how stretches.md 8.4 plans it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # as the tests find their helpers

from bodies import lying, mirrored
from core.ways import WAYS, Way, still

from posecoach.core.coach import EventKind, Phase
from posecoach.core.pose import Pose
from posecoach.core.session import Step
from posecoach.core.stretch import DoseKind, Level, Stretch
from posecoach.outputs.engines import USUAL_WPM

INTO_S = OUT_S = 4.0
BACK_S = 1.0  # from beyond the place of rest, where a repetition goes through it
TURN_S = 7.0  # to the other side
LATE_S = 0.3  # from hearing to doing
STUBBORN = 3.0  # times the dose: then even they have had enough


class Pupil:
    """Does one stretch; ask for the `pose` of every frame, and tell what the coach made of it."""

    def __init__(self, stretch: Stretch, level: Level) -> None:
        self._stretch, self._level = stretch, level
        self._way = WAYS.get(stretch.id, Way(still(lying)))
        self._offset = stretch.primary.offset if stretch.primary else 0.0
        self._time_s, self._left = 0.0, False
        self._heard: Step | None = None
        self._life = self._lives()

    def pose(self, time_s: float, heard: Step | None) -> Pose:
        """Return the body at this moment, given the last step, if there was one."""
        self._time_s, self._heard = time_s, heard
        return replace(next(self._life), time_s=time_s)

    def _lives(self) -> Iterator[Pose]:
        """Yield the body of every frame, without end."""
        rest, top = self._way.rest, self._way.top[self._level]
        listens_s = spoken_s(self._stretch.phases["setup"])
        yield from self._stays(rest, lambda passed_s: passed_s >= listens_s and self._ready)
        if rest != top:
            yield from self._does_one_side(rest, top)
            if self._stretch.has_sides:
                yield from self._stays(rest, lambda passed_s: passed_s >= TURN_S)
                self._left = True
                yield from self._does_one_side(rest, top)
        yield from self._stays(rest, lambda _: False)

    def _does_one_side(self, rest: float, top: float) -> Iterator[Pose]:
        for _ in range(self._stretch.dose.reps[self._level]):
            yield from self._does_it(rest, top)

    def _does_it(self, rest: float, top: float) -> Iterator[Pose]:
        """Go in, stay, come out, and rest where that is asked for."""
        dose = self._stretch.dose
        seconds, held = dose.seconds[self._level], dose.kind is not DoseKind.REPS
        yield from self._moves(rest, top, INTO_S)
        patience_s = STUBBORN * seconds + 10 if held else seconds
        yield from self._stays(top, lambda passed_s: self._is_done or passed_s >= patience_s)
        yield from self._stays(top, lambda passed_s: passed_s >= LATE_S)
        if self._way.back is None:
            yield from self._moves(top, rest, OUT_S)
        else:
            yield from self._moves(top, self._way.back, OUT_S)
            yield from self._moves(self._way.back, rest, BACK_S)
        yield from self._stays(rest, lambda passed_s: passed_s >= dose.rest_s)

    def _moves(self, start: float, end: float, seconds: float) -> Iterator[Pose]:
        begun_s = self._time_s
        while (share := (self._time_s - begun_s) / seconds) < 1:
            yield self._body(start + (end - start) * share * share * (3 - 2 * share))

    def _stays(self, value: float, until: Callable[[float], bool]) -> Iterator[Pose]:
        """Keep still until that is so, given the seconds passed."""
        begun_s = self._time_s
        while not until(self._time_s - begun_s):
            yield self._body(value)

    def _body(self, value: float) -> Pose:
        body = self._way.make(value - self._offset)
        return mirrored(body) if self._left else body

    @property
    def _ready(self) -> bool:
        return self._heard is not None and self._heard.phase is not Phase.SETUP

    @property
    def _is_done(self) -> bool:
        ended = self._heard.events if self._heard else ()
        return any(event.kind is EventKind.HOLD_DONE for event in ended)


def spoken_s(words: str) -> float:
    """Return how long it takes to say so much."""
    return 60 * len(words.split()) / USUAL_WPM
