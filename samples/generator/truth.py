"""What a perfect observer credits, from the true angles alone; independent of posecoach itself.

Holds. The primary measure must be inside the band and calm (slower than the stretch's limit) for
0.7 s running; the hold starts at the beginning of those 0.7 s. A gap is a time in which the
primary is more than 4 degrees outside the band or a fault is present. The hold ends with the
last instant before the primary leaves the widened band for good, or before a gap of more than
6 s, or when its dose is full. `held_s` is the time between start and end without its gaps longer
than 1.5 s (shorter ones count as held), so never more than the dose. `completed` means at least
0.8 of the dose.

Repetitions (bridge). An attempt starts when hip flexion falls below 28 and ends when it rises
above 28. It is at the top from 20 or less until more than 24. `full` means at least 0.8 x 3.0 s at
the top without sagging; at the top for less is missing "hold"; never at the top, but at least
60 % of the way from the rest to 20, is missing "range"; less than that is no attempt.

Faults last as long as their measure is beyond its limit, at least 1 s (a fast drop: however
long). Changes (rises, leans) count from the median of the first 2 s. A trunk that leans raises
one shoulder in the picture, and a hiked shoulder tilts the shoulder line, so shoulder rises are
taken along the trunk's own line and `trunk-lean` is the lean of the line from hips to shoulders.

Each time is a frame's index / frames per second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from samples.generator.body import SIDES
from samples.generator.measures import Angles, Joints, length, middle
from samples.generator.mesh import Array

CALM_FOR_S, SLACK_DEG, GRACE_S, GIVE_UP_S = 0.7, 4.0, 1.5, 6.0
ENOUGH = 0.8
FAULT_S, BASELINE_S = 1.0, 2.0
REST_EXIT_DEG, TOP_DEG, TOP_LEAVE_DEG, REP_HOLD_S, TRIED = 28.0, 20.0, 24.0, 3.0, 0.6
SAG_DEG, DROP_S, DROP_EDGE = 8.0, 1.0, 0.05


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
class Rules:
    """How a stretch is judged. A `signed` primary is the left's, negated the right's.

    `dose_s` is None for repetitions.
    """

    primary: str
    band_deg: tuple[float, float] = (0.0, 0.0)
    dose_s: float | None = None
    calm_deg_s: float = 12.0
    signed: bool = False
    faults: dict[str, Fault] = field(default_factory=dict)


# ---------------------------------------------------------------- faults


def beyond(measure: str, limit: float, *, change: bool = False) -> Fault:
    """Return the fault of a measure (or of its change) beyond a limit, upwards."""

    def fault(seen: Seen) -> Array:
        values = seen.angles[measure]
        return (seen.change(values) if change else values) > limit

    return fault


def trunk_lean(seen: Seen) -> Array:
    """The trunk leans sideways by more than 6 degrees."""
    return np.abs(seen.change(seen.angles["trunk_lean"])) > 6.0


def shoulder_rise(seen: Seen, side: str) -> Array:
    """Return how far a shoulder has come up along the trunk's line, in shoulder widths."""
    hips = middle(seen.joints, "hip")
    trunk = (middle(seen.joints, "shoulder") - hips)[:, :2]
    trunk = trunk / np.linalg.norm(trunk, axis=1, keepdims=True)
    along = ((seen.joints[f"{side}_shoulder"] - hips)[:, :2] * trunk).sum(axis=1)
    width = length(seen.joints["left_shoulder"] - seen.joints["right_shoulder"])
    return seen.change(along) / seen.base(width)


def hike_opposite(seen: Seen) -> Array:
    """The shoulder that the ear moves away from comes up by 0.06 shoulder widths."""
    to_left = seen.angles["head_roll"] > 0
    rise = np.where(to_left, shoulder_rise(seen, "right"), shoulder_rise(seen, "left"))
    return rise >= 0.06


def shrug(seen: Seen) -> Array:
    """Both shoulders come up by 0.06 shoulder widths."""
    return np.minimum(*(shoulder_rise(seen, side) for side in SIDES)) >= 0.06


def hands_pull(seen: Seen) -> Array:
    """A wrist is within 0.45 shoulder widths of its ear."""
    width = seen.base(length(seen.joints["left_shoulder"] - seen.joints["right_shoulder"]))
    gaps = [length(seen.joints[f"{s}_wrist"] - seen.joints[f"{s}_ear"]) for s in SIDES]
    return np.minimum(*gaps) / width <= 0.45


def other_leg_lifts(seen: Seen) -> Array:
    """The resting leg comes up: a bent one's ankle by 0.08 trunk lengths, a straight one to 12."""
    out = np.zeros(len(seen.sides), dtype=bool)
    bent = seen.base(seen.angles["knee_flex_f"]) > 30.0
    for side in SIDES:
        thigh = seen.joints[f"{side}_knee"] - seen.joints[f"{side}_hip"]
        pitch = np.degrees(np.arcsin(thigh[:, 1] / length(thigh)))
        lifted = seen.rise(f"{side}_ankle") > 0.08 if bent else pitch > 12.0
        rests = np.array([working != side for working in seen.sides])
        out |= lifted & rests
    return out


def head_lifts(seen: Seen) -> Array:
    """The trunk comes up by 6 degrees or the nose by 0.10 trunk lengths."""
    return (seen.change(seen.angles["trunk_pitch"]) > 6.0) | (seen.rise("nose") > 0.10)


NECK_SIDE = Rules(
    "head_roll", (12.0, 28.0), 10.0, 8.0, signed=True,
    faults={"trunk-lean": trunk_lean, "hike-opposite": hike_opposite},
)  # fmt: skip
NECK_DOWN = Rules(
    "head_pitch", (15.0, 30.0), 10.0, 8.0, faults={"hands-pull": hands_pull, "shrug": shrug}
)
KNEE_TO_CHEST = Rules(
    "hip_flex_n", (85.0, 105.0), 10.0,
    faults={"other-leg-lifts": other_leg_lifts, "head-lifts": head_lifts},
)  # fmt: skip
HAMSTRING = Rules(
    "hip_flex_n", (45.0, 65.0), 15.0,
    faults={
        "knee-bends": beyond("knee_flex_n", 30.0),
        "other-leg-lifts": other_leg_lifts,
        "head-lifts": head_lifts,
    },
)  # fmt: skip
HIP_FLEXOR = Rules(
    "hip_flex_n", (-15.0, -5.0), 20.0,
    faults={
        "knee-past-ankle": beyond("shank_lean_f", 15.0),
        "trunk-leans": beyond("trunk_flex", 25.0, change=True),
    },
)  # fmt: skip
BRIDGE = Rules("hip_flex_n")

Record = dict[str, object]


# ---------------------------------------------------------------- the observer


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
        if last - first >= FAULT_S * seen.fps
    ]
    holds: list[Record] = []
    reps: list[Record] = []
    if rules.dose_s is None:
        reps, found = _repetitions(seen, seen.angles[rules.primary])
        faults += found
    else:
        any_fault = np.any(list(present.values()), axis=0)
        for side, values in _series(rules, seen):
            holds += _holds(rules, seen.fps, side, values, any_fault)
    return {"holds": _in_order(holds), "reps": reps, "faults": _in_order(faults)}


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
    return [(side, np.where(working == side, values, -999.0)) for side in named]


def _holds(rules: Rules, fps: int, side: str | None, values: Array, fault: Array) -> list[Record]:
    assert rules.dose_s is not None
    low, high = rules.band_deg
    speed = np.abs(np.gradient(values)) * fps
    ready = (values >= low) & (values <= high) & (speed < rules.calm_deg_s)
    near = (values >= low - SLACK_DEG) & (values <= high + SLACK_DEG)
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
        if end - begin > GIVE_UP_S * fps or end == count or not near[end:].any():
            while not near[begin]:
                begin -= 1
            return begin, lost
        if end - begin > GRACE_S * fps:
            lost += end - begin
    return min(count - 1, first + lost + dose), lost


def _repetitions(seen: Seen, hip: Array) -> tuple[list[Record], list[Record]]:
    """Return the attempts at a bridge, and the faults sagging and dropping."""
    fps, rest = seen.fps, seen.base(hip)
    reps: list[Record] = []
    faults: list[Record] = []
    for first, last in runs(hip < REST_EXIT_DEG):
        part = hip[first:last]
        if part.min() > rest - TRIED * (rest - TOP_DEG):
            continue
        top, sag = _at_top(part), _sagging(part)
        held_s = float((top & ~sag).sum()) / fps
        missing = "range" if not top.any() else "hold" if held_s < ENOUGH * REP_HOLD_S else None
        reps.append({
            "side": None, "start_s": _seconds(first, fps), "end_s": _seconds(last, fps),
            "full": missing is None, "missing": missing,
        })  # fmt: skip
        for begin, end in runs(sag):
            if end - begin >= FAULT_S * fps:
                faults.append(_fault(seen, BRIDGE, "hips-sag", first + begin, first + end))
        faults += _drop(seen, hip, first, last, rest)
    return reps, faults


def _at_top(hip: Array) -> Array:
    """Return the frames at the top: from 20 or less until more than 24."""
    out, at_top = np.zeros(len(hip), dtype=bool), False
    for i, value in enumerate(hip):
        at_top = value <= (TOP_LEAVE_DEG if at_top else TOP_DEG)
        out[i] = at_top
    return out


def _sagging(hip: Array) -> Array:
    """Return the frames sunk by 8 degrees from the best so far, before coming up again."""
    best = np.minimum.accumulate(hip)
    low = (hip > best + SAG_DEG) & (best <= TOP_DEG)
    for first, last in runs(low):
        if last == len(hip):  # the way down, not a sag
            low[first:] = False
    return low


def _drop(seen: Seen, hip: Array, first: int, last: int, rest: float) -> list[Record]:
    """Return the fault `fast-drop` where the way down took less than a second."""
    lowest = float(hip[first:last].min())
    share = (hip - lowest) / (rest - lowest)
    begin = first + int(np.flatnonzero(share[first:last] <= DROP_EDGE)[-1])
    after = np.flatnonzero(share[begin:] >= 1 - DROP_EDGE)
    if len(after) and after[0] < DROP_S * seen.fps:
        return [_fault(seen, BRIDGE, "fast-drop", begin, begin + int(after[0]))]
    return []
