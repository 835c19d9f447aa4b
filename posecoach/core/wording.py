"""The words of the voice that are the same for every stretch, and all that one stretch can say."""

from __future__ import annotations

from collections.abc import Iterator

from .feedback import CueKind, Urgency
from .placement import PICTURED, Problem
from .pose import Side
from .prompts import (
    BOUNCE,
    BOUNCE_AGAIN,
    FAST,
    LEFT_EARLY,
    MISSED_HOLD,
    OVER_LIMIT,
    PRAISE,
    STOP,
)
from .stretch import Level, Stretch
from .time_words import TIMINGS

URGENCIES = {
    CueKind.SAFETY: Urgency.SAFETY,
    CueKind.VISIBILITY: Urgency.VIEW,
    CueKind.PACE: Urgency.PACE,
    CueKind.COMPENSATION: Urgency.COMPENSATION,
    CueKind.RANGE: Urgency.RANGE,
    CueKind.MINOR: Urgency.RANGE,
    CueKind.PRAISE: Urgency.PRAISE,
}
# A correction of what is over confuses; an instruction may wait for the sentence before it.
FRESH_S = {urgency: 2.0 for urgency in Urgency} | {
    Urgency.SAFETY: 4.0,
    Urgency.INSTRUCTION: 7.0,
}
WORDS_PER_MINUTE = 165.0
BREATH_S = 0.2
ALL_DONE = "All done"
ONCE_MORE = "Once more"

_FIXED_CUES = (
    STOP, OVER_LIMIT, FAST, BOUNCE, BOUNCE_AGAIN, MISSED_HOLD, LEFT_EARLY, PRAISE, PICTURED,
)  # fmt: skip


def lasts_s(text: str) -> float:
    """Return about how long `text` takes to say."""
    return len(text.split()) * 60 / WORDS_PER_MINUTE + BREATH_S


def with_side(text: str, side: Side | None) -> str:
    """Return `text` with the side and the other side in words."""
    if side is None:
        return text
    return text.replace("{side}", side).replace("{other}", side.other)


def opening(stretch: Stretch, text: str) -> str:
    """Return the first words of a stretch: its name, and what to do."""
    return f"{stretch.name}. {text}"


def now_side(side: Side) -> str:
    """Return the words for a change of sides."""
    return f"Now the {side} side"


def again_side(side: Side) -> str:
    """Return the words for the same side again."""
    return f"Once more, the {side} side"


def now_number(number: int, wanted: int) -> str:
    """Return the words before the next hold or repetition, where there are no sides."""
    return f"Now {number} of {wanted}"


def sentences(stretch: Stretch, level: Level) -> tuple[str, ...]:
    """Return what this stretch is known to say, in the order in which it should be at hand.

    Only what is said of a hidden part of the body is not foreseen.
    """
    return tuple(dict.fromkeys(text for text in _sentences(stretch, level) if text))


def _sentences(stretch: Stretch, level: Level) -> Iterator[str]:
    sides: tuple[Side | None, ...] = tuple(Side) if stretch.has_sides else (None,)
    yield opening(stretch, with_side(stretch.phases.get("setup", ""), sides[0]))
    yield STOP.text
    yield from (utterance.text for utterance in TIMINGS.values())
    yield from (pace.say for pace in stretch.dose.pace)
    for side in sides:
        yield from (with_side(text, side) for text in stretch.phases.values())
        if side:
            how = with_side(stretch.phases.get("into", ""), side)
            yield from (f"{now_side(side)}. {how}", now_side(side), again_side(side))
    yield from (fault.cue for fault in stretch.faults)
    if stretch.primary:
        yield from (stretch.primary.too_little, stretch.primary.too_much, stretch.primary.too_short)
    yield from (cue.text for cue in _FIXED_CUES)
    wanted = stretch.dose.reps[level]
    yield from (now_number(n, wanted) for n in range(1, wanted + 1) if not stretch.has_sides)
    yield from (ALL_DONE, ONCE_MORE)
    yield from (problem.value for problem in Problem)
