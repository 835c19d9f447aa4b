"""One cue at a time: the most urgent, four seconds apart, newest wins, stale ones dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .feedback import Cue, CueKind

APART_S = 4.0
SAME_APART_S = 8.0
PRAISE_APART_S = 20.0
FRESH_S = 2.5
_PATIENCE_S = {CueKind.SAFETY: APART_S, CueKind.PRAISE: 0.0}


@dataclass(slots=True)
class CuePolicy:
    """Decides what is said and when (stretches.md 4.5). Times come in with the frames."""

    same_apart_s: float = SAME_APART_S
    _last_s: float = float("-inf")
    _praised_s: float = float("-inf")
    _said_s: dict[str, float] = field(default_factory=dict)
    _waiting: dict[str, tuple[float, Cue]] = field(default_factory=dict)

    def step(self, time_s: float, lasting: Sequence[Cue], told_once: Sequence[Cue]) -> Cue | None:
        """Return the cue to give now, or None.

        `lasting` are true at this moment and are forgotten as soon as they are not; `told_once`
        have just happened and wait their turn for at most 2.5 s; safety waits until it has been
        its turn, and praise does not wait at all.
        """
        for cue in told_once:
            self._waiting[cue.id] = (time_s, cue)
        self._waiting = {
            id_: (at_s, cue)
            for id_, (at_s, cue) in self._waiting.items()
            if time_s - at_s <= _PATIENCE_S.get(cue.kind, FRESH_S)
        }
        if time_s - self._last_s < APART_S:
            return None
        waiting = [cue for _, cue in self._waiting.values()]
        allowed = [cue for cue in (*lasting, *waiting) if self._may(cue, time_s)]
        if not allowed:
            return None
        return self._give(min(allowed, key=lambda cue: cue.kind), time_s)

    def _may(self, cue: Cue, time_s: float) -> bool:
        if cue.kind is CueKind.PRAISE and time_s - self._praised_s < PRAISE_APART_S:
            return False
        return time_s - self._said_s.get(cue.id, float("-inf")) >= self.same_apart_s

    def _give(self, cue: Cue, time_s: float) -> Cue:
        self._last_s = self._said_s[cue.id] = time_s
        if cue.kind is CueKind.PRAISE:
            self._praised_s = time_s
        self._waiting.pop(cue.id, None)
        return cue
