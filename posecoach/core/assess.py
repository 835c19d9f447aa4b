"""Which faults are there now, and which have lasted long enough to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .stretch import Fault, Level, Severity, When

FLICKER_S = 0.25


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one moment.

    `present` is what this frame shows (None when unseen); `lasting` that it has been there for
    the fault's own time; `corrected` that it was lasting and has just gone.
    """

    fault: Fault
    present: bool | None
    lasting: bool
    corrected: bool = False


class FaultWatch:
    """Follows the faults of one stretch over time; a frame of flicker changes nothing."""

    def __init__(self, faults: Iterable[Fault], level: Level) -> None:
        self._watched = [(_Follower(fault), fault.when[level]) for fault in faults]

    def step(
        self,
        time_s: float,
        values: Mapping[str, float | None],
        part: When | None,
        *,
        guarding: bool = False,
    ) -> tuple[Finding, ...]:
        """Return a finding a fault; `part` is the part of the attempt, None outside of one.

        While `guarding`, a fault of safety is looked for in every part and between them.
        """
        return tuple(
            follower.step(time_s, condition.test(values), part, guarding=guarding)
            for follower, condition in self._watched
        )


class _Follower:
    """One fault's beginning and last sight."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._since_s: float | None = None
        self._seen_s = 0.0
        self._lasting = False

    def step(
        self, time_s: float, present: bool | None, part: When | None, *, guarding: bool
    ) -> Finding:
        safety = self._fault.severity is Severity.SAFETY
        watched = part in self._fault.during or (guarding and safety)
        if watched and present:
            self._seen_s = time_s
            if self._since_s is None:
                self._since_s = time_s
        elif not watched or time_s - self._seen_s > FLICKER_S:
            self._since_s = None
        was = self._lasting
        since_s = self._since_s
        long = since_s is not None and time_s - since_s >= self._fault.persist_s
        self._lasting = long and (was or bool(present))
        corrected = was and not self._lasting and watched
        return Finding(self._fault, present if watched else None, self._lasting, corrected)
