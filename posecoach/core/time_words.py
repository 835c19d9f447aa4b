"""What is said of the time: hold, half-way, the count, the parts of a cycle."""

from __future__ import annotations

from collections.abc import Iterator

from .coach import EventKind
from .feedback import Urgency, Utterance
from .scene import Scene

SHORTEST_SPOKEN_S = 2.0  # a pause at the top that is shorter is over before the word
SHORTEST_HALVED_S = 8.0
PART_FRESH_S = 1.5
OWN_FRESH_S = 3.0
TIMINGS = {
    EventKind.HOLD_STARTED: Utterance("Hold", Urgency.TIMING, 1.5),
    EventKind.HALFWAY: Utterance("Half-way", Urgency.TIMING, 2.0),
    EventKind.THREE_LEFT: Utterance("Three", Urgency.TIMING, 0.6),
    EventKind.TWO_LEFT: Utterance("Two", Urgency.TIMING, 0.6),
    EventKind.ONE_LEFT: Utterance("One", Urgency.TIMING, 0.6),
    EventKind.HOLD_DONE: Utterance("Slowly come back", Urgency.TIMING, 3.0),
}


def time_words(scene: Scene) -> Iterator[Utterance]:
    """Yield what is said of the time."""
    for event in scene.events:
        words = _by_the_clock(scene, event.kind) or _usual(scene, event.kind)
        if words is not None and words.text:
            yield words


def _by_the_clock(scene: Scene, kind: EventKind) -> Utterance | None:
    """Return the own words of a stretch that the clock alone counts, where it has some."""
    dose, phases = scene.stretch.dose, scene.stretch.phases
    if not dose.by_the_clock:
        return None
    if kind is EventKind.HOLD_DONE:
        between = dose.pace and scene.done < scene.wanted
        return Utterance("" if between else phases.get("release", ""), Urgency.TIMING, OWN_FRESH_S)
    if dose.pace:
        begun = kind in (EventKind.HOLD_STARTED, EventKind.NEXT_PART)
        return Utterance(dose.pace[scene.part].say if begun else "", Urgency.TIMING, PART_FRESH_S)
    if kind is EventKind.HOLD_STARTED and not dose.still:
        return Utterance(phases.get("hold", ""), Urgency.TIMING, OWN_FRESH_S)
    return None


def _usual(scene: Scene, kind: EventKind) -> Utterance | None:
    """Return the word for what has just happened, where there is the time to say it."""
    if scene.is_reps and scene.dose_s < SHORTEST_SPOKEN_S:
        return None
    if kind is EventKind.HALFWAY and scene.dose_s < SHORTEST_HALVED_S:
        return None
    return TIMINGS.get(kind)
