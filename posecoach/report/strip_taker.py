"""Takes the steps of one clip, as other outputs do, and answers with its strip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Generic, TypeVar

from posecoach.core.coach import Phase
from posecoach.core.pose import Side
from posecoach.core.session import Step
from posecoach.core.stretch import Fault, Working
from posecoach.core.summary import Summary
from posecoach.core.wording import URGENCIES, lasts_s
from posecoach.ports import Frame

from .strip import FaultTrack, Held, Notice, Span, Strip, Value, Word

# the side on which the primary measure reads positive, where a sign names the side
_POSITIVE = {Working.SIGN: Side.LEFT, Working.RAISED_ARM: Side.RIGHT}
LATE_S = 4.0  # a cue that is said so long after it was shown is the same one

Answer = TypeVar("Answer")


class StripTaker:
    """Takes step after step of one clip and answers with its strip."""

    def __init__(self, working: Working, measure: str | None) -> None:
        self._working, self._measure = working, measure
        self._times_s: list[float] = []
        self._values: list[Value] = []
        self._words: list[Word] = []
        self._held: _Runs[bool] = _Runs()
        self._notices: _Runs[str] = _Runs()
        self._faults: dict[str, tuple[Fault, _Runs[bool]]] = {}

    def emit(self, frame: Frame, step: Step) -> None:
        """Take one step as an output does."""
        self.take(step)

    def take(self, step: Step) -> None:
        """Take one step."""
        time_s = step.pose.time_s
        self._times_s.append(time_s)
        if self._measure is not None:
            self._values.append((time_s, self._toward(step)))
        good = step.feedback.running if step.phase is Phase.HOLD else None
        self._held.take(time_s, good)
        self._notices.take(time_s, step.placement.notice)
        for finding in step.findings:
            if finding.lasting or finding.fault.id in self._faults:
                _, runs = self._faults.setdefault(finding.fault.id, (finding.fault, _Runs()))
                runs.take(time_s, finding.lasting or None)
        self._words += _words(step)

    def strip(self, clip: str, summary: Summary) -> Strip:
        """Return what all the steps came to; `summary` is what the tally made of them."""
        end_s = self._times_s[-1] if self._times_s else 0.0
        return Strip(
            clip=clip,
            summary=summary,
            start_s=self._times_s[0] if self._times_s else 0.0,
            end_s=end_s,
            values=tuple(self._values),
            held=tuple(Held(*run) for run in self._held.all(end_s)),
            faults=tuple(
                FaultTrack(
                    fault, tuple(Span(start_s, gone_s) for start_s, gone_s, _ in runs.all(end_s))
                )
                for fault, runs in self._faults.values()
            ),
            notices=tuple(Notice(*run) for run in self._notices.all(end_s)),
            words=tuple(_cut(self._words)),
        )

    def _toward(self, step: Step) -> float | None:
        """Return the value as it is judged: positive toward the side that is worked on."""
        value = step.values.get(self._measure or "")
        positive = _POSITIVE.get(self._working)
        if value is None or positive is None:
            return value
        if step.side is None:  # no side is chosen yet
            return abs(value) if self._working is Working.SIGN else -value
        return value if step.side is positive else -value


class _Runs(Generic[Answer]):
    """Puts equal answers of neighbouring frames together into spans; None is no span at all."""

    def __init__(self) -> None:
        self._runs: list[tuple[float, float, Answer]] = []
        self._since_s = 0.0
        self._now: Answer | None = None

    def take(self, time_s: float, what: Answer | None) -> None:
        """Take the answer of one frame; it lasts until the next one's time."""
        if what != self._now:
            if self._now is not None:
                self._runs.append((self._since_s, time_s, self._now))
            self._since_s, self._now = time_s, what

    def all(self, end_s: float) -> list[tuple[float, float, Answer]]:
        """Return every span, the last one up to the end."""
        last = [] if self._now is None else [(self._since_s, end_s, self._now)]
        return [*self._runs, *last]


def told(steps: Iterable[Step]) -> list[Word]:
    """Return everything that the person is told over `steps`, in its order."""
    return _cut([word for step in steps for word in _words(step)])


def _words(step: Step) -> list[Word]:
    """Return what the person is told at one step: what is said, and a cue that is only shown."""
    say, cue, time_s = step.feedback.say, step.cue, step.pose.time_s
    found = []
    if say is not None:
        found.append(Word(time_s, say.text, say.urgency, step.phase))
    if cue is not None:
        words = Word(time_s, cue.text, URGENCIES[cue.kind], step.phase, cue.kind, spoken=False)
        same = bool(found) and cue.text == found[0].text
        found = [replace(words, spoken=True)] if same else [*found, words]
    return found


def _cut(words: Sequence[Word]) -> list[Word]:
    """Return the words with what is lost of each; a cue that is said a little later is one."""
    kept: list[Word] = []
    for word in words:
        shown = next((at for at, each in enumerate(kept) if _is_late(each, word)), None)
        if shown is not None:
            word = replace(word, cue=kept.pop(shown).cue)
        kept.append(word)
    spoken = [word for word in kept if word.spoken]
    lost = {
        id(each): max(0.0, each.time_s + lasts_s(each.text) - after.time_s)
        for each, after in pairwise(spoken)
    }
    return [replace(word, cut_s=lost.get(id(word), 0.0)) for word in kept]


def _is_late(shown: Word, said: Word) -> bool:
    """Return whether `said` is a cue that has waited for its turn since it was shown."""
    near = 0 <= said.time_s - shown.time_s <= LATE_S
    return near and said.spoken and not shown.spoken and said.text == shown.text
