"""The one slot: what is said next. Nothing queues up, and nothing late is said."""

from __future__ import annotations

from .feedback import Urgency, Utterance


class Slot:
    """Holds one utterance until it can be said. Times are of one clock, whichever it is."""

    def __init__(self) -> None:
        self._waiting: tuple[float, Utterance] | None = None

    def offer(self, utterance: Utterance, time_s: float) -> None:
        """Take `utterance` in place of what waits, unless that is more urgent and still fresh."""
        self._drop_stale(time_s)
        if self._waiting is None or utterance.urgency <= self._waiting[1].urgency:
            self._waiting = (time_s, utterance)

    def take(self, time_s: float, speaking: Utterance | None) -> Utterance | None:
        """Return what is to be said at once, or None; `speaking` is what is being said."""
        utterance = self.waiting(time_s)
        if utterance and speaking and not cuts(utterance, speaking):
            return None
        self._waiting = None
        return utterance

    def waiting(self, time_s: float) -> Utterance | None:
        """Return what waits and is still fresh, or None."""
        self._drop_stale(time_s)
        return self._waiting[1] if self._waiting else None

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting = None

    def _drop_stale(self, time_s: float) -> None:
        if self._waiting is not None and time_s - self._waiting[0] > self._waiting[1].fresh_s:
            self._waiting = None


def cuts(utterance: Utterance, speaking: Utterance) -> bool:
    """Return whether `utterance` may break into what is being said.

    Safety may break into anything; anything more urgent into an instruction or praise, which are
    long or idle. A correction or a count is short: what comes waits for its end.
    """
    if utterance.urgency is Urgency.SAFETY:
        return speaking.urgency is not Urgency.SAFETY
    return speaking.urgency >= Urgency.INSTRUCTION and utterance.urgency < speaking.urgency
