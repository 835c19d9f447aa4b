"""When a measure was away from rest, how far, and how long it stayed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from posecoach.core.pose import Side
from posecoach.learning.series import Series

Span = tuple[float, float]

LEFT_AT, BACK_AT = 0.5, 0.35  # of the farthest way: there, and back again
MOST_SHARE = 0.99  # of the frames: what is farther is a flicker
NEAR = 0.1  # of the own way from the plateau is still the plateau
NEAR_LEAST = 2.0
EASIER_SHARE = 0.65  # of the recorded way: where the easier range begins
SHORTEST_S = 0.6
LIKE_OTHERS = 0.6  # a visit that goes less far than that of the usual one is none
GAP_S = 1.5
CUT_SHORT_S = 5.0  # what the end of the clip cuts off sooner is no stretch, but a hand to stop it


@dataclass(frozen=True, slots=True)
class Visit:
    """One time away from rest: `way` is signed, from rest to where it stayed for `stay_s`.

    `beyond_s` is how long it was further than the easier range begins, and `cut_off` says that the
    clip ends in it.
    """

    start_s: float
    end_s: float
    way: float
    stay_s: float
    beyond_s: float
    side: Side | None
    cut_off: bool

    @property
    def span(self) -> Span:
        """Return from when to when."""
        return self.start_s, self.end_s


@dataclass(frozen=True, slots=True)
class _Sample:
    time_s: float
    way: float
    side: Side | None


def visits(series: Series, measure: str) -> list[Visit]:
    """Return every visit of `measure`, to both sides of rest; none where it hardly moved."""
    rest = series.at_rest(measure)
    if rest is None:
        return []
    samples = [
        _Sample(moment.time_s, reading.value - rest, moment.side)
        for moment in series.moments
        if moment.time_s >= series.rest.start_s
        and (reading := moment.readings.get(measure)) is not None
        and reading.value is not None
    ]
    sizes = sorted(abs(sample.way) for sample in samples)
    farthest = sizes[int(MOST_SHARE * (len(sizes) - 1))] if sizes else 0.0
    if farthest <= 0:
        return []
    last_s = series.moments[-1].time_s
    found = [_visit(run, last_s) for run in _runs(samples, farthest)]
    found = [visit for visit in found if not visit.cut_off or visit.stay_s >= CUT_SHORT_S]
    usual = median([abs(visit.way) for visit in found]) if found else 0.0
    return [visit for visit in found if abs(visit.way) >= LIKE_OTHERS * usual]


def _runs(samples: Sequence[_Sample], farthest: float) -> list[list[_Sample]]:
    """Return the runs of samples beyond half of the farthest way, till they are back."""
    runs: list[list[_Sample]] = []
    run: list[_Sample] = []
    for sample in samples:
        sign = 1.0 if run and run[0].way > 0 else -1.0
        gone = bool(run) and sample.time_s - run[-1].time_s > GAP_S
        if run and (gone or sign * sample.way < BACK_AT * farthest):
            runs.append(run)
            run = []
        if run or abs(sample.way) >= LEFT_AT * farthest:
            run.append(sample)
    runs += [run] if run else []
    return [run for run in runs if run[-1].time_s - run[0].time_s >= SHORTEST_S]


def _visit(run: Sequence[_Sample], last_s: float) -> Visit:
    """Return a run as a visit; where it stayed is the middle of its farther part."""
    sign = 1.0 if run[0].way > 0 else -1.0
    sizes = sorted(sign * sample.way for sample in run)
    farthest = sizes[int(MOST_SHARE * (len(sizes) - 1))]
    far = [sample for sample in run if sign * sample.way >= (1 - 2 * NEAR) * farthest]
    way = median([sample.way for sample in far])
    room = max(NEAR * abs(way), NEAR_LEAST)
    near = [sample for sample in far if abs(sample.way - way) <= room]
    step_s = median([b.time_s - a.time_s for a, b in pairwise(run)])
    sides = [sample.side for sample in far if sample.side is not None]
    return Visit(
        start_s=run[0].time_s,
        end_s=run[-1].time_s,
        way=way,
        stay_s=len(near) * step_s,
        beyond_s=step_s * sum(abs(sample.way) >= EASIER_SHARE * abs(way) for sample in run),
        side=max(set(sides), key=sides.count) if sides else None,
        cut_off=run[-1].time_s >= last_s - SHORTEST_S,
    )


def spans(found: Sequence[Visit]) -> list[Span]:
    """Return from when to when each visit was."""
    return [visit.span for visit in found]
