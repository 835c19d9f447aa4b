"""From how somebody went into a stretch and stayed there to the figures of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from statistics import median

from posecoach.core.coach import ENTER_S
from posecoach.core.hold import LEAST_WAY
from posecoach.core.measure import MEASURES, Region
from posecoach.core.stretch import DoseKind
from posecoach.learning.choice import ASIDE, Found
from posecoach.learning.visits import EASIER_SHARE, visits

Range = tuple[float, float]

LEAST_TOLERANCE = 6.0
UNKNOWN_ERROR, COARSE_ERROR = 8.0, 15.0
FULL_SHARE = 0.85  # of the recorded way: where the full range begins
EXIT_SHARE = 0.3  # of the recorded way: where a repetition begins
BACK_SHARE = 0.5
LIMIT_ROOM, LIMIT_BEYOND = 6.0, 8.0
FINE_WAY = 15.0
HOLD_S, SURELY_HOLD_S, MANY = 5.0, 8.0, 3
HOLD_STEP_S, PAUSE_STEP_S, PAUSE_SHARE = 5.0, 0.5, 0.6
MORE_S, MORE_TIMES = 10.0, 2
WITHIN = (6.0, 60.0)
REPS_SHARE = 0.4
REPS_ROOM = {Region.LIMB: 8.0, Region.NECK: 8.0, Region.TRUNK: 2.5}

LIMITS: Mapping[str, float] = {"head_roll": 52.0, "head_pitch": 60.0, "head_yaw": 60.0}
"""Where a neck is asked to ease back, however far the one in the recording went."""
STRAIGHT: Mapping[str, float] = {"knee_flex_n": -10.0, "elbow_flex": -10.0}
"""What ends by itself on the way to straight, and what is read there at the least."""
ZEROS: Mapping[str, Range] = {
    "head_roll": (0, 10),
    "head_pitch": (-5, 22),
    "head_yaw": (0, 15),
    "trunk_lean": (0, 10),
    "shoulder_tilt": (0, 10),
    "shoulder_lift": (0, 20),
    "neck_flex": (25, 45),
    "trunk_flex_change": (0, 25),
}
"""What a relative measure reads of most people at rest, and how far off that a person may be."""


class TooSmall(ValueError):
    """What moved, moved too little to be counted."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a stretch. `rest`, `plateau` and the ranges are of the primary measure.

    What goes aside is told positive toward its side. `stays_s` and `count` are as recorded,
    `tolerance` is what the measured `error` asks for. `zero` is a relative measure's reading at
    rest before it is taken off.
    """

    measure: str
    rest: float
    plateau: float
    error: float
    tolerance: float
    beginner: Range
    full: Range
    over_limit: float | None
    neutral: float
    neutral_within: float
    kind: DoseKind
    seconds: tuple[float, float, float]
    reps: tuple[int, int, int]
    stays_s: tuple[float, ...]
    count: int
    cut_off: bool
    rep_way: tuple[float, float, float, float] | None = None
    back: float | None = None

    @property
    def sign(self) -> float:
        """Return +1 where the measure grows on the way in, else -1."""
        return 1.0 if self.plateau >= self.rest else -1.0


def figures(
    found: Found,
    errors: Mapping[str, float],
    *,
    offset: float = 0.0,
    kind: DoseKind | None = None,
) -> Figures:
    """Return the figures of what was found; raise TooSmall where no range can be made of it.

    `errors` has the measured error of each measure in degrees, `offset` is added to what is read,
    `kind` says what is counted, where that is known.
    """
    measure = found.primary or ""
    rest, plateau = _ends(found, offset)
    way, sign = abs(plateau - rest), 1.0 if plateau >= rest else -1.0
    unknown = COARSE_ERROR if MEASURES[measure].coarse else UNKNOWN_ERROR
    error = errors.get(measure, unknown)
    tolerance = max(error, LEAST_TOLERANCE)
    kind = kind or _kind(found)
    times = _times(found)
    neutral, within = _neutral(found, offset, way)
    far, over = _far(measure, plateau, sign, tolerance)
    beginner, full = (
        _range(rest + sign * share * way, far, sign, way) for share in (EASIER_SHARE, FULL_SHARE)
    )
    return Figures(
        measure=measure,
        rest=rest,
        plateau=plateau,
        error=error,
        tolerance=tolerance,
        beginner=beginner,
        full=full,
        over_limit=over,
        neutral=neutral,
        neutral_within=within,
        kind=kind,
        seconds=_seconds(found, kind),
        reps=(times, times, times + MORE_TIMES),
        stays_s=tuple(visit.stay_s for visit in found.all_visits),
        count=len(found.all_visits),
        cut_off=any(visit.cut_off for visit in found.all_visits),
        rep_way=_rep_way(measure, rest, sign, way) if kind is DoseKind.REPS else None,
        back=_back(found, rest, sign) if kind is DoseKind.REPS else None,
    )


def tidy(value: float, way: float) -> float:
    """Return a figure as a person would write it: whole degrees, half ones of a small way."""
    return round(value * 2) / 2 if way < FINE_WAY else float(round(value))


def percent(share: float) -> str:
    """Return a share as it is written in a comment."""
    return f"{100 * share:.0f} %"


def _ends(found: Found, offset: float) -> tuple[float, float]:
    measure = found.primary or ""
    ways = [visit.way for visit in found.all_visits]
    way = median([abs(each) for each in ways] if measure in ASIDE else ways)
    rest = _rest(found) + offset
    return rest, rest + way


def _rest(found: Found) -> float:
    """Return what the primary measure reads at the start; a relative one reads 0 there."""
    measure = found.primary or ""
    if MEASURES[measure].relative:
        return 0.0
    starts = [each.series.at_rest(measure) for each in found.clips]
    return median([start for start in starts if start is not None])


def _far(measure: str, plateau: float, sign: float, tolerance: float) -> tuple[float, float | None]:
    """Return the far edge of both ranges, and where easing back is asked for."""
    if measure in STRAIGHT and sign < 0:
        return STRAIGHT[measure], None
    far = plateau + sign * tolerance
    over = float(round(far + sign * LIMIT_BEYOND))
    known = LIMITS.get(measure)
    if known is not None and sign > 0 and over > known:
        return min(far, known - LIMIT_ROOM), known
    return far, over


def _range(near: float, far: float, sign: float, way: float) -> Range:
    near, far = tidy(near, way), tidy(far, way)
    if sign * (far - near) < LIMIT_ROOM:  # further than anybody should: the easier end of it
        near = far - sign * LIMIT_ROOM
    return (near, far) if sign > 0 else (far, near)


def _kind(found: Found) -> DoseKind:
    """Return repetitions where it is short, or done often and not long."""
    stay_s = median([visit.stay_s for visit in found.all_visits])
    often = _times(found) >= MANY
    held = stay_s >= (SURELY_HOLD_S if often else HOLD_S)
    return DoseKind.HOLD if held else DoseKind.REPS


def _times(found: Found) -> int:
    """Return how often it was done, on each side; of several clips the most."""
    sides = {visit.side for visit in found.all_visits if visit.side is not None}
    most = max(len(each.visits) for each in found.clips)
    return max(1, ceil(most / max(1, len(sides))))


def _seconds(found: Found, kind: DoseKind) -> tuple[float, float, float]:
    """Return the time asked for: what was held less the time to settle, in whole fives."""
    if kind is DoseKind.REPS:
        beyond_s = median([visit.beyond_s for visit in found.all_visits])
        pause_s = max(PAUSE_STEP_S, PAUSE_SHARE * beyond_s // PAUSE_STEP_S * PAUSE_STEP_S)
        return pause_s, pause_s, pause_s
    stay_s = median([visit.stay_s for visit in found.all_visits])
    held_s = max(HOLD_STEP_S, (stay_s - ENTER_S) // HOLD_STEP_S * HOLD_STEP_S)
    return held_s, held_s, held_s + MORE_S


def _neutral(found: Found, offset: float, way: float) -> Range:
    """Return the definition's neutral, and how far a person's own may be from it."""
    measure = found.primary or ""
    if MEASURES[measure].relative:
        return zero_of(measure, found.series.zero.get(measure, 0.0))
    rest = _rest(found) + offset
    least, most = WITHIN
    room = EASIER_SHARE * way - LEAST_WAY  # anywhere short of the range is as good a start
    return float(round(rest)), float(round(min(most, max(least, room))))


def zero_of(measure: str, own: float) -> Range:
    """Return a relative measure's neutral and its room, wide enough for the person recorded."""
    usual, within = ZEROS.get(measure, (float(round(own)), 20.0))
    off = abs(own - usual)
    return usual, within if off <= within else float(ceil(off) + 5)


def _rep_way(
    measure: str, rest: float, sign: float, way: float
) -> tuple[float, float, float, float]:
    """Return rest, where a repetition begins, and both tops; raise TooSmall where noise could."""
    first, second = (tidy(rest + sign * share * way, way) for share in (EASIER_SHARE, FULL_SHARE))
    begins = tidy(rest + sign * EXIT_SHARE * way, way)
    room = max(REPS_ROOM[MEASURES[measure].region], REPS_SHARE * abs(first - rest))
    if sign * (first - begins) < room:
        begins = first - sign * ceil(room * 2) / 2
    if sign * (begins - rest) < way / 10:
        raise TooSmall(f"{measure} moved by {way:.0f} degrees, too little to count repetitions by")
    return tidy(rest, way), begins, first, second


def _back(found: Found, rest: float, sign: float) -> float | None:
    """Return half of the way to the other side, where every repetition leads through there."""
    through = [visit.way for visit in visits(found.series, found.primary or "")]
    other = [way for way in through if way * sign < 0]
    if found.primary in ASIDE or len(other) < max(2, len(found.visits) - 1):
        return None
    return float(round(rest + BACK_SHARE * median(other)))
