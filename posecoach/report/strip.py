"""What was said when: one clip judged by one stretch, as data that any drawer can take."""

from __future__ import annotations

from dataclasses import dataclass

from posecoach.core.coach import Attempt, Phase
from posecoach.core.feedback import CueKind, Urgency
from posecoach.core.stretch import DoseKind, Fault
from posecoach.core.summary import Summary

_SAID = {"hold": "left too early", "range": "not far enough"}

Value = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of the clip to another, in seconds."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Held(Span):
    """Time at the target; `good` says that it counted, else it waited."""

    good: bool = True


@dataclass(frozen=True, slots=True)
class Notice(Span):
    """Time in which nothing could be judged, and what the person was told."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class FaultTrack:
    """One fault that was there long enough to be told, and when it was."""

    fault: Fault
    spans: tuple[Span, ...]

    @property
    def seconds(self) -> float:
        """Return how long it was there in all."""
        return sum(span.end_s - span.start_s for span in self.spans)


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that the person is told; `cut_s` of it is lost to the next one.

    `cue` is its kind where it is one, None for what only leads. What is not `spoken` stands on the
    screen alone.
    """

    time_s: float
    text: str
    urgency: Urgency
    phase: Phase
    cue: CueKind | None = None
    spoken: bool = True
    cut_s: float = 0.0

    @property
    def corrects(self) -> bool:
        """Return whether it tells of something to put right."""
        return self.cue is not None and self.cue is not CueKind.PRAISE


@dataclass(frozen=True, slots=True)
class Strip:
    """What one clip came to, over its time.

    `values` are the primary measure at each frame, positive toward the side that was worked on and
    None where unseen; they are empty for a stretch without one.
    """

    clip: str
    summary: Summary
    start_s: float
    end_s: float
    values: tuple[Value, ...]
    held: tuple[Held, ...]
    faults: tuple[FaultTrack, ...]
    notices: tuple[Notice, ...]
    words: tuple[Word, ...]

    @property
    def corrections(self) -> tuple[Word, ...]:
        """Return the words that correct something."""
        return tuple(word for word in self.words if word.corrects)

    @property
    def headline(self) -> str:
        """Return in one line what it came to."""
        attempts, stretch = self.summary.attempts, self.summary.stretch
        full = sum(attempt.full for attempt in attempts)
        what = "repetitions" if stretch.dose.kind is DoseKind.REPS else "holds"
        count = len(self.corrections)
        told = f"{count} correction{'' if count == 1 else 's'}"
        score = self.summary.score
        form = "" if score is None else f", form {score} of 100"
        done = f"{full} of {len(attempts)} {what} in full" if attempts else f"no {what}"
        return f"{done}, {told}{form}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account, in the order of time: what was told, or what became of an attempt.

    `why` is one word for its kind; `mark` says that it is one to look at.
    """

    time_s: float
    text: str
    why: str
    mark: bool = False


def entries(strip: Strip) -> list[Entry]:
    """Return everything that was told and counted, in the order of time."""
    told = [Entry(word.time_s, word.text, _why(word), mark=word.corrects) for word in strip.words]
    counted = [
        Entry(attempt.end_s, attempt_words(attempt), "counted", mark=not attempt.full)
        for attempt in strip.summary.attempts
    ]
    return sorted([*told, *counted], key=lambda entry: entry.time_s)


def attempt_words(attempt: Attempt) -> str:
    """Return what became of one hold or repetition."""
    side = f"{attempt.side}, " if attempt.side else ""
    how = _SAID.get(attempt.missing or "", "in full")
    return f"{side}held {attempt.held_s:.1f} s, {how}"


def _why(word: Word) -> str:
    return word.urgency.name.lower() if word.spoken else "shown only"
