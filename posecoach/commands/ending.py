"""The last screen of a session: what went well, one thing to try, and what else is to be known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from posecoach.commands.stage import Stage
from posecoach.core.feedback import Cue, CueKind
from posecoach.core.stretch import DoseKind
from posecoach.core.summary import Summary
from posecoach.outputs.layout import Shape
from posecoach.outputs.moments import Line, Moment, draw_moment
from posecoach.outputs.palette import AMBER, MINT, SKY
from posecoach.outputs.window import Key

if TYPE_CHECKING:
    from posecoach.commands.watching import Look, Watcher
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window
    from posecoach.ports import Picture

SHOWN_S = 30.0
LAST_WORDS_S = 15.0
KEYS = "enter back · m sound · h help"
HANDS = "Raise a hand to close this, or wait"
_SIGNS = ((Shape.CHECK, MINT), (Shape.GO, SKY))
_OTHER = (Shape.EXCLAIM, AMBER)
_CORRECTIONS = (CueKind.PACE, CueKind.COMPENSATION, CueKind.RANGE, CueKind.MINOR)
_LEAVE = (Key.ENTER, Key.PAUSE, Key.NEXT, Key.QUIT)


def went_well(done: Sequence[Summary]) -> str:
    """Return how much was done, and the best of what was held."""
    full = sum(attempt.full for each in done for attempt in each.attempts)
    exercises = "1 exercise" if len(done) == 1 else f"{len(done)} exercises"
    what = "hold or repetition" if full == 1 else "holds and repetitions"
    counted = f", {full} {what} in full" if full else ""
    held = [
        (min(1.0, attempt.held_s / wanted_s), wanted_s)
        for each in done
        if each.stretch.dose.kind is DoseKind.HOLD
        for wanted_s in [each.stretch.dose.seconds[each.level]]
        for attempt in each.attempts
        if attempt.held_s >= 1
    ]
    if not held:
        return f"{exercises}{counted}."
    share, wanted_s = max(held)
    best = f"Best hold: {share * wanted_s:.0f} of {wanted_s:.0f} seconds."
    return f"{exercises}{counted}. {best}"


def to_try(done: Sequence[Summary]) -> str:
    """Return the correction that was given most often, as something for the next time."""
    given: Counter[Cue] = Counter(
        cue.cue for each in done for cue in each.cues if cue.cue.kind in _CORRECTIONS
    )
    if not given:
        return "Nothing to correct: keep it like this."
    [(often, _)] = given.most_common(1)
    return f"Next time: {often.text[:1].lower()}{often.text[1:]}."


def show_end(
    window: Window | None,
    watcher: Watcher | None,
    speaker: Speaker | None,
    lines: Sequence[str],
    *,
    clock: Callable[[], float] = monotonic,
) -> None:
    """Show what went well, what to try and whatever else, until a key, a hand or half a minute.

    Without a window, let the voice finish.
    """
    stage = Stage(window, watcher, speaker, clock)
    passed_s = 0.0

    def draw(size: tuple[int, int], look: Look | None) -> Picture:
        mirror = look.mirror() if look else None
        moment = ending(lines, passed_s / SHOWN_S)
        return draw_moment(size, moment, mirror, muted=stage.teller.muted)

    for beat in stage.beats(draw):
        passed_s = beat.time_s
        if window is None and (not stage.teller.speaking or passed_s >= LAST_WORDS_S):
            return
        if beat.gesture or passed_s >= SHOWN_S or any(key in _LEAVE for key in beat.keys):
            return


def ending(lines: Sequence[str], progress: float = 0.0) -> Moment:
    """Return the last screen; `progress`, 0 to 1, is how much of its time is over."""
    signs = [*_SIGNS, *[_OTHER] * len(lines)]
    shown = tuple(
        Line(words, shape, colour) for words, (shape, colour) in zip(lines, signs, strict=False)
    )
    return Moment("Well done", shown, HANDS, KEYS, min(1.0, progress), Shape.CHECK)
