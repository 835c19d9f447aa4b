"""Every measure of a stretch at one moment, calm and against the person's own neutral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .body import Body
from .calibration import bounded_zero
from .measure import MEASURES
from .pose import Pose, Side
from .smoothing import UNSEEN, MeasureFilter, Reading
from .stretch import Check, Primary, Stretch

FAULT_NEUTRAL_WITHIN = 20.0
NECK_PAIR = ("head_roll", "head_pitch")
WOBBLES = "hip_forward"


@dataclass(frozen=True, slots=True)
class _Zero:
    """Where a relative measure's own zero may lie, and the correction of a measured bias."""

    neutral: float = 0.0
    within: float = FAULT_NEUTRAL_WITHIN
    offset: float = 0.0


class Readings:
    """Reads and calms all the measures that one stretch asks about."""

    def __init__(self, stretch: Stretch) -> None:
        self.ids = tuple(m for m in stretch.measures if m in MEASURES)
        needed: tuple[str, ...] = NECK_PAIR if stretch.moves_head else ()
        needed += (WOBBLES,) if "hip_wobble" in stretch.measures else ()
        self.ids = tuple(dict.fromkeys((*self.ids, *needed)))
        self._filters = {id_: MeasureFilter() for id_ in self.ids}
        self._rules = {id_: _Zero() for id_ in self.ids}
        definitions: list[Primary | Check] = [*stretch.checks]
        definitions += [stretch.primary] if stretch.primary else []
        for definition in definitions:
            self._rules[definition.measure] = _Zero(
                definition.neutral, definition.neutral_within, definition.offset
            )
        self._zeros: dict[str, float] = {}
        self._rest: Pose | None = None
        self._leg: Side | None = None

    def step(self, body: Body) -> Mapping[str, Reading]:
        """Return the reading of every measure on `body`, each from its own zero."""
        other_leg = self._leg is not body.leg
        self._leg = body.leg
        if body.rest is not self._rest:
            self._rest = body.rest
            self._zeros = {id_: self._zero(id_, body) for id_ in self.ids}
        return {id_: self._read(id_, body, other_leg=other_leg) for id_ in self.ids}

    def at_rest(self, measure: str, body: Body, neutral: float, within: float) -> float:
        """Return what `measure` reads on the neutral pose, or `neutral` when out of bounds."""
        offset = self._rules[measure].offset
        if MEASURES[measure].relative:
            return 0.0
        return bounded_zero(measure, body, neutral - offset, within) + offset

    def _read(self, id_: str, body: Body, *, other_leg: bool) -> Reading:
        raw = MEASURES[id_].read(body)
        if raw is None and body.rest is None:  # a change from neutral is none at neutral
            raw = MEASURES[id_].read(replace(body, rest=body.pose))
        if other_leg and not self._filters[id_].near(raw):
            self._filters[id_].forget()
        reading = self._filters[id_].step(body.pose.time_s, raw)
        shift = self._rules[id_].offset - self._zeros.get(id_, 0.0)
        if reading is UNSEEN or reading.value is None or reading.motion is None or not shift:
            return reading
        return Reading(reading.value + shift, reading.motion + shift, reading.speed)

    def _zero(self, id_: str, body: Body) -> float:
        if not MEASURES[id_].relative:
            return 0.0
        rule = self._rules[id_]
        return bounded_zero(id_, body, rule.neutral, rule.within)


def still(readings: Mapping[str, Reading]) -> bool:
    """Return whether nothing that is seen moves faster than is calm; nothing seen is not still."""
    speeds = [
        (abs(reading.speed) < MEASURES[id_].region.value.calm)
        for id_, reading in readings.items()
        if reading.speed is not None and MEASURES[id_].unit == "deg"
    ]
    return bool(speeds) and all(speeds)
