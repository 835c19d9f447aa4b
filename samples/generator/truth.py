"""What a perfect observer credits, from the true angles alone; independent of posecoach itself.

Holds. The primary measure must be inside the band and calm (slower than the stretch's limit) for
0.7 s running, every gate inside its own band as well; the hold starts at the beginning of those
0.7 s. A gap is a time in which the primary is more than `slack_deg` outside the band, a gate is
outside of its band, or a fault is present. The hold ends with the last instant before the primary
leaves the widened band for good, or for more than 6 s, or when its dose is full.
`held_s` is the time between start and end without its gaps longer than 1.5 s (shorter ones count
as held), so never more than the dose. `completed` means at least 0.8 of the dose.

Repetitions. An attempt starts when the primary passes `begin` on its way to `top` and ends when it
comes back past it (or past `back`, where the way back leads further than the way in). It is at the
top from `top` until it falls past `leave`. `full` means at least 0.8 of the pause at the top
without sagging or any other fault that stops the clock; at the top for less is missing "hold";
never at the top, but at least 60 % of the way from the rest, is missing "range"; less than that is
no attempt.

Timed stretches (grade C). After 0.7 s of stillness and `lead_s` to get into it, each hold lasts
until its dose of still and faultless time is full, then `rest_s` passes before the next.

Faults last as long as their measure is beyond its limit, at least 1 s (a fast drop: however
long; a drift at the desk: 90 s). Changes (rises, leans) count from the median of the first 2 s. A
trunk that leans raises one shoulder in the picture, and a hiked shoulder tilts the shoulder line,
so shoulder rises are taken along the trunk's own line and `trunk-lean` is the lean of the line from
hips to shoulders.

Each time is a frame's index / frames per second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from samples.generator.measures import Angles, Joints, length, middle
from samples.generator.mesh import Array

CALM_FOR_S, GRACE_S, GIVE_UP_S = 0.7, 1.5, 6.0
ENOUGH, TRIED = 0.8, 0.6
FAULT_S, BASELINE_S = 1.0, 2.0
SAG_DEG, DROP_S, DROP_EDGE = 8.0, 1.0, 0.05
STIR_LENGTHS_S = 0.25


@dataclass(frozen=True)
class Seen:
    """Everything the observer looks at: true angles and joints of every frame, working sides."""

    fps: int
    angles: Angles
    joints: Joints
    sides: list[str | None]

    def base(self, values: Array) -> float:
        """Return the median of the first two seconds."""
        return float(np.median(values[: round(BASELINE_S * self.fps)]))

    def change(self, values: Array) -> Array:
        """Return the values from their own baseline."""
        return values - self.base(values)

    def rise(self, joint: str) -> Array:
        """Return how much higher a joint is than at first, in trunk lengths."""
        trunk = length(middle(self.joints, "shoulder") - middle(self.joints, "hip"))
        return self.change(self.joints[joint][:, 1]) / self.base(trunk)


Fault = Callable[[Seen], Array]
"""Says for every frame whether a fault is present."""


@dataclass(frozen=True)
class Reps:
    """Where a repetition begins, tops out and is let go, in degrees of the primary measure.

    Where `top` lies below `begin`, the measure falls on the way up, as in the bridge. `rest` is
    where the person comes from, None for the first two seconds' own median. `sags` and `drops` say
    whether sinking back at the top, and coming down in less than a second (the fault named
    `drop_fault`), are faults.
    """

    begin: float
    top: float
    leave: float
    hold_s: float
    rest: float | None = None
    back: float | None = None
    sags: bool = False
    drops: bool = False
    drop_fault: str = "fast-drop"


@dataclass(frozen=True)
class Timed:
    """A dose that the clock alone counts: `count` times `dose_s`, `rest_s` between them."""

    dose_s: float
    count: int
    rest_s: float
    lead_s: float = 4.0
    still: bool = True


@dataclass(frozen=True)
class Rules:
    """How a stretch is judged. A `signed` primary is the left's, negated the right's.

    An `away` primary, + to the person's left as well, goes away from the side that works. One of
    `dose_s` (held), `reps` and `timed` is given. `gates` are measures that must be in their band as
    well. A fault in `minor` is told and stops no clock; each must last for `fault_s`.
    """

    primary: str = ""
    band_deg: tuple[float, float] = (0.0, 0.0)
    dose_s: float | None = None
    calm_deg_s: float = 12.0
    signed: bool = False
    away: bool = False
    faults: Mapping[str, Fault] = field(default_factory=dict)
    minor: frozenset[str] = frozenset()
    gates: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    slack_deg: float = 4.0
    reps: Reps | None = None
    timed: Timed | None = None
    fault_s: float = FAULT_S


Record = dict[str, object]


def runs(mask: Array) -> Iterator[tuple[int, int]]:
    """Yield the first frame of each run of True, and the frame after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def judge(rules: Rules, seen: Seen) -> dict[str, list[Record]]:
    """Return `holds`, `reps` and `faults` as the truth file lists them."""
    present = {name: fault(seen) for name, fault in rules.faults.items()}
    faults = [
        _fault(seen, rules, name, first, last)
        for name, mask in present.items()
        for first, last in runs(mask)
        if last - first >= rules.fault_s * seen.fps
    ]
    stops = np.zeros(len(seen.sides), dtype=bool)
    for name, mask in present.items():
        stops = stops | (mask if name not in rules.minor else False)
    holds: list[Record] = []
    reps: list[Record] = []
    if rules.timed is not None:
        holds = _timed(rules.timed, seen, stops)
    elif rules.reps is not None:
        reps, found = _repetitions(rules, rules.reps, seen, stops)
        faults += found
    else:
        for low, high in (_gate(seen, gate, band) for gate, band in rules.gates.items()):
            stops = stops | low | high
        for side, values in _series(rules, seen):
            holds += _holds(rules, seen.fps, side, values, stops)
    return {"holds": _in_order(holds), "reps": reps, "faults": _in_order(faults)}


def _gate(seen: Seen, measure: str, band: tuple[float, float]) -> tuple[Array, Array]:
    """Return the frames in which a gate is below and above its band."""
    values = seen.angles[measure]
    return values < band[0], values > band[1]


def _in_order(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: float(str(record["start_s"])))


def _seconds(frame: int, fps: int) -> float:
    return round(frame / fps, 2)


def _side_at(seen: Seen, rules: Rules, frame: int) -> str | None:
    if rules.signed:
        return "left" if seen.angles[rules.primary][frame] > 0 else "right"
    return seen.sides[frame]


def _fault(seen: Seen, rules: Rules, name: str, first: int, last: int) -> Record:
    side = _side_at(seen, rules, (first + last) // 2)
    start_s, end_s = _seconds(first, seen.fps), _seconds(last, seen.fps)
    return {"id": name, "side": side, "start_s": start_s, "end_s": end_s}


def _series(rules: Rules, seen: Seen) -> list[tuple[str | None, Array]]:
    """Return the primary measure for each side it is worked on; elsewhere far off the band."""
    values = seen.angles[rules.primary]
    if rules.signed:
        return [("left", values), ("right", -values)]
    named = sorted({side for side in seen.sides if side is not None})
    if not named:
        return [(None, values)]
    working = np.array(seen.sides)
    ways = {side: -values if rules.away and side == "left" else values for side in named}
    return [(side, np.where(working == side, ways[side], -999.0)) for side in named]


def _holds(rules: Rules, fps: int, side: str | None, values: Array, fault: Array) -> list[Record]:
    assert rules.dose_s is not None
    low, high = rules.band_deg
    speed = np.abs(np.gradient(values)) * fps
    ready = (values >= low) & (values <= high) & (speed < rules.calm_deg_s)
    near = (values >= low - rules.slack_deg) & (values <= high + rules.slack_deg)
    if rules.gates:
        ready = ready & ~fault
    need = int(np.ceil(CALM_FOR_S * fps)) + 1
    out: list[Record] = []
    free_from = 0
    for first, last in runs(ready):
        if last - first < need or first < free_from:
            continue
        end, lost = _end_of_hold(first, near, fault, fps, dose=round(rules.dose_s * fps))
        held_s = round((end - first - lost) / fps, 2)
        out.append({
            "side": side, "start_s": _seconds(first, fps), "end_s": _seconds(end, fps),
            "held_s": held_s, "completed": held_s >= ENOUGH * rules.dose_s,
        })  # fmt: skip
        free_from = end + 1
    return out


def _end_of_hold(first: int, near: Array, fault: Array, fps: int, dose: int) -> tuple[int, int]:
    """Return the hold's last frame, and how many frames its longer gaps took.

    It ends when `dose` frames are full, or when it is left for good.
    """
    lost, count = 0, len(near)
    for begin, end in runs((~near | fault)[first:]):
        begin, end = begin + first, end + first
        if begin - first - lost >= dose:
            break
        away = max((last - first for first, last in runs(~near[begin:end])), default=0)
        if away > GIVE_UP_S * fps or end == count or not near[end:].any():
            while not near[begin]:
                begin -= 1
            return begin, lost
        if end - begin > GRACE_S * fps:
            lost += end - begin
    return min(count - 1, first + lost + dose), lost


def _timed(timed: Timed, seen: Seen, stops: Array) -> list[Record]:
    """Return the holds that the clock counts while the person is still and nothing is wrong."""
    bad = stops | (_stir(seen) > STIR_LENGTHS_S if timed.still else False)
    begin = round((CALM_FOR_S + timed.lead_s) * seen.fps)
    out: list[Record] = []
    for _ in range(timed.count):
        if begin >= len(stops) - 1:
            break
        near = np.ones(len(stops), dtype=bool)
        end, lost = _end_of_hold(begin, near, bad, seen.fps, round(timed.dose_s * seen.fps))
        held_s = round((end - begin - lost) / seen.fps, 2)
        out.append({
            "side": None, "start_s": _seconds(begin, seen.fps), "end_s": _seconds(end, seen.fps),
            "held_s": held_s, "completed": held_s >= ENOUGH * timed.dose_s,
        })  # fmt: skip
        begin = end + round(timed.rest_s * seen.fps)
    return out


def _stir(seen: Seen) -> Array:
    """Return how fast shoulders, hips, knees and wrists move on average, trunk lengths a second."""
    trunk = seen.base(length(middle(seen.joints, "shoulder") - middle(seen.joints, "hip")))
    parts = [place for name, place in seen.joints.items() if name.endswith(STIRRING)]
    speeds = [length(np.gradient(place, axis=0)) * seen.fps for place in parts]
    return np.mean(speeds, axis=0) / trunk


STIRRING = ("shoulder", "hip", "knee", "wrist")


def _repetitions(
    rules: Rules, path: Reps, seen: Seen, stops: Array
) -> tuple[list[Record], list[Record]]:
    """Return the attempts, and the faults of sagging and dropping."""
    fps, values = seen.fps, seen.angles[rules.primary]
    turn = 1.0 if path.top > path.begin else -1.0
    rest = turn * (seen.base(values) if path.rest is None else path.rest)
    height, top = turn * values, turn * path.top
    reps: list[Record] = []
    faults: list[Record] = []
    for first, last in _attempts(height, path, turn):
        part = height[first:last]
        if part.max() < rest + TRIED * (top - rest):
            continue
        up = _at_top(part, top, turn * path.leave)
        sag = _sagging(part, top) if path.sags else np.zeros(len(part), dtype=bool)
        held_s = float((up & ~sag & ~stops[first:last]).sum()) / fps
        missing = "range" if not up.any() else "hold" if held_s < ENOUGH * path.hold_s else None
        reps.append({
            "side": _side_at(seen, rules, (first + last) // 2),
            "start_s": _seconds(first, fps), "end_s": _seconds(last, fps),
            "full": missing is None, "missing": missing,
        })  # fmt: skip
        for begin, end in runs(sag):
            if end - begin >= FAULT_S * fps:
                faults.append(_fault(seen, rules, "hips-sag", first + begin, first + end))
        if path.drops:
            faults += _drop(seen, rules, path.drop_fault, height, first, last, rest)
    return reps, faults


def _attempts(height: Array, path: Reps, turn: float) -> Iterator[tuple[int, int]]:
    """Yield the frames of each attempt: from passing `begin` until back past it, or `back`."""
    begin, back = turn * path.begin, turn * (path.begin if path.back is None else path.back)
    first: int | None = None
    for k, value in enumerate(height):
        if first is None and value > begin:
            first = k
        elif first is not None and value <= back:
            yield first, k
            first = None
    if first is not None:
        yield first, len(height)


def _at_top(height: Array, top: float, leave: float) -> Array:
    """Return the frames at the top: from `top` until it falls past `leave`."""
    out, at_top = np.zeros(len(height), dtype=bool), False
    for i, value in enumerate(height):
        at_top = value >= (leave if at_top else top)
        out[i] = at_top
    return out


def _sagging(height: Array, top: float) -> Array:
    """Return the frames sunk by 8 degrees from the best so far, before coming up again."""
    best = np.maximum.accumulate(height)
    low = (height < best - SAG_DEG) & (best >= top)
    for first, last in runs(low):
        if last == len(height):  # the way down, not a sag
            low[first:] = False
    return low


def _drop(
    seen: Seen, rules: Rules, name: str, height: Array, first: int, last: int, rest: float
) -> list[Record]:
    """Return the fault of that name where the way down took less than a second."""
    highest = float(height[first:last].max())
    share = (highest - height) / (highest - rest)
    begin = first + int(np.flatnonzero(share[first:last] <= DROP_EDGE)[-1])
    after = np.flatnonzero(share[begin:] >= 1 - DROP_EDGE)
    if len(after) and after[0] < DROP_S * seen.fps:
        return [_fault(seen, rules, name, begin, begin + int(after[0]))]
    return []
