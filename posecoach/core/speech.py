"""What is said and when: at most one utterance a frame, out of all that happens.

Whoever lies on the floor hears everything needed and nothing twice: instructions when a phase
begins and again only to somebody who is stuck, corrections as the cue policy gives them, and over a
hold nothing but corrections, half-way and the count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from .coach import Phase
from .feedback import Cue, Urgency, Utterance
from .prompts import STOP
from .scene import Scene
from .slot import cuts
from .time_words import time_words
from .wording import (
    ALL_DONE,
    FRESH_S,
    ONCE_MORE,
    URGENCIES,
    again_side,
    lasts_s,
    now_number,
    now_side,
    opening,
    with_side,
)

SAME_APART_S = 20.0
STUCK_S = 30.0
SETTLE_S = 7.0  # the set-up takes about five seconds to tell; then the person does it
SILENCE_S = 6.0
LEAST_FRESH_S = 0.5  # for the voice, which may need a moment
_INSTRUCTIONS = {
    Phase.SETUP: "setup",
    Phase.MOVING_IN: "into",
    Phase.REST: "into",
    Phase.RELEASE: "release",
}


class Speech:
    """Turns the scenes of one stretch into what is said; holds the memory between two frames."""

    def __init__(self) -> None:
        self._phase: Phase | None = None
        self._since_s = 0.0
        self._due: dict[Urgency, tuple[float, Utterance]] = {}
        self._saying: Utterance | None = None
        self._until_s = -inf  # when that has about been said
        self._told_s: dict[str, float] = {}  # when each text was said last
        self._known = ""  # all that was said since the person took their place
        self._settled_s = self._silent_until_s = -inf
        self._attempts = 0
        self._is_empty = False
        self._is_over = False

    def step(self, scene: Scene, cue: Cue | None) -> Utterance | None:
        """Return what to begin to say at this frame, or None; `cue` is the one given at it.

        Of several things the most urgent is said first. The others wait their turn as long as they
        are fresh, by the time that a sentence usually takes.
        """
        for utterance in (*self._correction(cue, scene.time_s), *time_words(scene)):
            self._due[utterance.urgency] = (scene.time_s, utterance)
        if text := self._phase_words(scene):
            told = Utterance(text, Urgency.INSTRUCTION, FRESH_S[Urgency.INSTRUCTION])
            self._due[Urgency.INSTRUCTION] = (scene.time_s, told)
        if scene.stopped or (cue and cue.id == STOP.id):
            self._silent_until_s = scene.time_s + SILENCE_S
        self._drop(scene)
        may = [urgency for urgency in self._due if self._may(urgency, scene)]
        return self._begin(min(may), scene) if may else None

    def _correction(self, cue: Cue | None, time_s: float) -> Iterator[Utterance]:
        """Yield the cue as words; the same thing about the view not as often as the screen does."""
        if cue is None:
            return
        urgency = URGENCIES[cue.kind]
        if urgency is not Urgency.VIEW or self._is_new(cue.text, time_s):
            yield Utterance(cue.text, urgency, FRESH_S[urgency])

    def _phase_words(self, scene: Scene) -> str:
        """Return what is to be said of the phase at this frame, or nothing."""
        begun = self._turn(scene)
        if scene.done >= scene.wanted and scene.phase not in (Phase.HOLD, Phase.RELEASE):
            return self._end()
        if not begun:
            return self._again(scene)
        if scene.phase is Phase.REST and len(scene.attempts) > self._attempts:
            self._attempts = len(scene.attempts)
            return self._what_next(scene)
        if scene.phase is Phase.MOVING_IN and scene.is_reps:
            return ""  # the next repetition is on its way
        return self._how(scene)

    def _turn(self, scene: Scene) -> bool:
        """Return whether a phase begins, or somebody arrives who is to be told of the set-up."""
        begun = scene.phase is not self._phase
        was_empty, self._is_empty = self._is_empty, scene.body.pose.empty
        if begun:
            self._phase, self._since_s = scene.phase, scene.time_s
        if begun and scene.phase is Phase.SETUP:
            self._known = ""
            self._attempts = len(scene.attempts)
            self._settled_s = scene.time_s + SETTLE_S
        return begun or (scene.phase is Phase.SETUP and was_empty and not self._is_empty)

    def _end(self) -> str:
        """Return the last words, once."""
        words, self._is_over = "" if self._is_over else ALL_DONE, True
        return words

    def _what_next(self, scene: Scene) -> str:
        """Return what comes after the attempt that has ended, and how, unless that is known."""
        after = _after(scene)
        how = "" if scene.stretch.dose.by_the_clock else self._how(scene)
        if how and scene.is_reps:
            return how
        return f"{after}. {how}" if after and how else after

    def _how(self, scene: Scene) -> str:
        """Return how to do the phase that begins, unless that was said or well done before."""
        text, side = _instruction(scene), scene.next_side
        if self._told_s and self._is_empty:
            return ""  # nobody there hears nothing but how to begin
        coming = scene.phase in (Phase.MOVING_IN, Phase.REST)
        if coming and any(each.full and each.side is side for each in scene.attempts):
            return ""
        return text if text not in self._known and self._is_new(text, scene.time_s) else ""

    def _again(self, scene: Scene) -> str:
        """Return the instruction again for somebody who is there and does not get on."""
        text = _instruction(scene)
        last_s = max(self._since_s, self._told_s.get(text, -inf))
        there = not scene.body.pose.empty and scene.placement.notice is None
        waits = scene.phase in (Phase.SETUP, Phase.MOVING_IN, Phase.REST)
        return text if there and waits and scene.time_s - last_s >= STUCK_S else ""

    def _is_new(self, text: str, time_s: float) -> bool:
        return time_s - self._told_s.get(text, -inf) >= SAME_APART_S

    def _drop(self, scene: Scene) -> None:
        """Forget what is stale, no longer true, or would be said over a hold."""
        held = scene.phase is Phase.HOLD and not scene.stretch.dose.by_the_clock
        there = scene.phase is Phase.MOVING_IN and (scene.is_reps or scene.progress >= 1.0)

        def stands(at_s: float, utterance: Utterance) -> bool:
            if utterance.urgency is Urgency.VIEW:
                return scene.placement.notice == utterance.text
            if utterance.urgency is Urgency.INSTRUCTION and (held or there):
                return False
            return scene.time_s - at_s <= utterance.fresh_s

        self._due = {urgency: due for urgency, due in self._due.items() if stands(*due)}

    def _may(self, urgency: Urgency, scene: Scene) -> bool:
        """Return whether what is due may be said now: not after a stop, nor into other words.

        The clock that begins by itself does not break into the words that tell what to do.
        """
        if urgency is not Urgency.SAFETY and scene.time_s < self._silent_until_s:
            return False
        if urgency is Urgency.VIEW and scene.time_s < self._settled_s:
            return False
        speaking = self._saying if scene.time_s < self._until_s else None
        if urgency is Urgency.TIMING and scene.stretch.dose.by_the_clock:
            telling = scene.phase is Phase.HOLD and Urgency.INSTRUCTION in self._due
            return speaking is None and not telling
        return speaking is None or cuts(self._due[urgency][1], speaking)

    def _begin(self, urgency: Urgency, scene: Scene) -> Utterance:
        """Take what is due, and remember it; the first words name the stretch."""
        at_s, due = self._due.pop(urgency)
        is_first = not self._told_s and urgency is Urgency.INSTRUCTION
        self._known += due.text
        self._told_s[due.text] = scene.time_s
        self._saying = replace(
            due,
            text=opening(scene.stretch, due.text) if is_first else due.text,
            fresh_s=max(LEAST_FRESH_S, due.fresh_s - (scene.time_s - at_s)),
        )
        self._until_s = scene.time_s + lasts_s(self._saying.text)
        return self._saying


def _instruction(scene: Scene) -> str:
    """Return how to do what the phase asks for, the side in words."""
    name = _INSTRUCTIONS.get(scene.phase, "")
    if name == "release" and scene.stretch.dose.by_the_clock:
        return ""  # said when the time is over
    coming = scene.phase in (Phase.SETUP, Phase.REST)
    side = scene.next_side if coming else scene.body.side or scene.next_side
    return with_side(scene.stretch.phases.get(name, ""), side)


def _after(scene: Scene) -> str:
    """Return the words for the next hold, repetition or side."""
    ended = scene.attempts[-1]
    if scene.stretch.dose.pace:
        return ""
    if scene.next_side:
        side = scene.next_side
        return again_side(side) if side is ended.side else now_side(side)
    if ended.full:
        return now_number(scene.done + 1, scene.wanted)
    return "" if scene.is_reps else ONCE_MORE
