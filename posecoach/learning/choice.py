"""Which measure is the stretch, which side works, and what else had to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from posecoach.core.pose import Pose, Side
from posecoach.core.stretch import Posture, View, Working
from posecoach.learning.placing import posture_of, view_of
from posecoach.learning.series import Rest, Series, Setting, find_rest, read, till_the_end, trusted
from posecoach.learning.visits import Visit, spans, visits

LEGS = frozenset({"hip_flex_n", "knee_flex_n"})
ASIDE = frozenset({"head_roll", "head_yaw", "trunk_lean"})
"""What goes to the left or to the right: done to one side it is half of a stretch."""
TELLING = frozenset({"hip_flex_gap", "shoulder_lift"})
"""What tells about a candidate without being one."""
ONE_LEG_DEG = 20.0
ONE_LEG_SHARE = 0.5
HIPS_RISE = 0.15
BOTH_SIDES_LEAD = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that may be the stretch.

    It must have gone at least `least` degrees; of several the one wins whose way is the most times
    that, multiplied by `weight`. `stays` names a measure, and how far it may have gone at most,
    because it would take this one along; `grows` that only its growing counts.
    """

    measure: str
    least: float
    weight: float = 1.0
    stays: tuple[str, float] | None = None
    grows: bool = False


_HEAD = (
    Candidate("head_roll", 8),
    Candidate("head_pitch", 8),
    Candidate("head_yaw", 10),
    Candidate("trunk_lean", 8),
)
_HIP, _KNEE = Candidate("hip_flex_n", 12), Candidate("knee_flex_n", 12, 0.7)
_LIFT = Candidate("shoulder_lift", 5, grows=True)  # falling is the hips' rise, in a bridge
_ARM = Candidate("arm_elev", 20, 0.5)
_ROLL = Candidate("knee_roll", 15, stays=("shoulder_lift", 5))
_UPRIGHT = (
    Candidate("trunk_flex", 12),
    Candidate("hip_flex_n", 12, 0.7),  # bending forward folds the hips as well
    Candidate("knee_flex_n", 12),
    Candidate("arm_elev", 20, 1.0),
    Candidate("neck_flex", 15, 0.5),
)
CANDIDATES: Mapping[Posture, tuple[Candidate, ...]] = {
    Posture.SUPINE: (_HIP, _KNEE, _LIFT, _ARM, _ROLL),
    Posture.PRONE: (_LIFT, _HIP, _KNEE),
    Posture.STANDING: _UPRIGHT,
    Posture.SITTING: _UPRIGHT,
    Posture.HALF_KNEELING: (Candidate("hip_flex_n", 7), Candidate("trunk_flex", 15, 0.4), _ARM),
    Posture.KNEELING: (_HIP, Candidate("trunk_flex", 15, 0.7), _ARM),
    Posture.HANDS_AND_KNEES: (
        Candidate("neck_flex", 12),
        Candidate("knee_flex_n", 8),
        Candidate("hip_flex_n", 12),
        _ARM,
    ),
}
GATES: Mapping[View, tuple[Candidate, ...]] = {
    View.FRONT: (_HEAD[0], _HEAD[1], _HEAD[2]),
    View.SIDE: (Candidate("arm_elev", 25),),
}
"""What, if it moved as well, has to be there too; knees, hips and trunk take each other along."""
HANGS: Mapping[str, str] = {"arm_elev": "trunk_flex"}
"""What moves by itself as another measure does: an arm hangs down while the trunk leans."""
_LEGS_WORK = (Working.NONE, Working.MOST_FLEXED, Working.LEAST_FLEXED)
_UPRIGHT_POSTURES = (Posture.STANDING, Posture.SITTING)
_ARMS_COUNT = (Posture.STANDING, Posture.SITTING, Posture.HANDS_AND_KNEES)


@dataclass(frozen=True, slots=True)
class Found:
    """What a clip shows: read in `series.setting`, `visits` of the primary measure.

    `gates` are the other measures that had to move. Without a primary measure nothing moved.
    `others` is the same of further clips.
    """

    series: Series
    primary: str | None
    visits: tuple[Visit, ...]
    gates: tuple[str, ...] = ()
    others: tuple[Found, ...] = ()

    @property
    def clips(self) -> tuple[Found, ...]:
        """Return what each clip shows, this one first."""
        return (self, *self.others)

    @property
    def all_visits(self) -> tuple[Visit, ...]:
        """Return the visits of all clips."""
        return tuple(visit for each in self.clips for visit in each.visits)


def find(poses: Sequence[Pose]) -> Found | None:
    """Return what the clip shows; None when there is nobody who is still at the start."""
    seen = trusted(poses)
    rest = find_rest(seen)
    if rest is None:
        return None
    seen = till_the_end(seen, rest)
    view = view_of(rest.pose)
    setting = Setting(view, posture_of(rest.pose, view))
    if setting.posture is Posture.SUPINE:
        rises = read(seen, setting, rest, {"hip_rise"}).of("hip_rise")
        setting = replace(setting, trunk_rests=max(rises, default=0) < HIPS_RISE)
    asked = {candidate.measure for candidate in _candidates(setting)} | TELLING
    workings = _LEGS_WORK if view is View.SIDE else (Working.NONE,)
    readings = (read(seen, replace(setting, working=each), rest, asked) for each in workings)
    _, series, primary = max(map(_best, readings), key=lambda scored: scored[0])
    return _sided(seen, series, primary)


def _candidates(setting: Setting) -> tuple[Candidate, ...]:
    if setting.view is View.FRONT:
        return _HEAD if setting.posture in _UPRIGHT_POSTURES else ()
    return CANDIDATES.get(setting.posture, ())


def known(poses: Sequence[Pose], setting: Setting, *, upward: bool | None = None) -> Found | None:
    """Return what the clip shows of a stretch whose setting and primary measure are known.

    `upward` says which way counts, where that is known as well; None when nobody keeps still.
    """
    seen = trusted(poses)
    rest = find_rest(seen)
    if rest is None or setting.primary is None:
        return None
    series = read(till_the_end(seen, rest), setting, rest)
    found = one_way(series, setting.primary)
    if upward is not None and setting.primary not in ASIDE:
        found = [v for v in visits(series, setting.primary) if (v.way > 0) is upward]
    return Found(series, setting.primary, tuple(found))


def _best(series: Series) -> tuple[float, Series, str | None]:
    """Return how much a reading shows, and by which measure; a leg alone must be alone."""
    one_leg = series.setting.working is not Working.NONE
    scores = {
        candidate.measure: score
        for candidate in _candidates(series.setting)
        if (score := _score(series, candidate)) >= 1
        and (not one_leg or _is_one_leg(series, candidate.measure))
    }
    if not scores:
        return 0.0, series, None
    best = max(scores, key=lambda measure: scores[measure])
    two = [m for m in scores if m in ASIDE and _goes_both_ways(series, m)]
    near = [m for m in two if scores[m] >= BOTH_SIDES_LEAD * scores[best]]
    best = max(near, key=lambda measure: scores[measure]) if near else best
    # the reading of one leg alone is kept only because it says which leg it is
    return scores[best] * (1.05 if one_leg else 1.0), series, best


def _score(series: Series, candidate: Candidate) -> float:
    """Return how many times its least way a measure has gone, weighted; 0 for none."""
    if candidate.stays is not None:
        other, most = candidate.stays
        if max((abs(visit.way) for visit in visits(series, other)), default=0.0) > most:
            return 0.0
    ways = [visit.way for visit in one_way(series, candidate.measure)]
    sizes = ways if candidate.grows else [abs(way) for way in ways]
    way = median(sizes) if sizes else 0.0
    return candidate.weight * way / candidate.least if way >= candidate.least else 0.0


def one_way(series: Series, measure: str) -> list[Visit]:
    """Return the visits that count: all of what goes aside, else those of the longer way."""
    found = visits(series, measure)
    if measure in ASIDE or not found:
        return found
    up = max(found, key=lambda visit: abs(visit.way)).way > 0
    return [visit for visit in found if (visit.way > 0) is up]


def _goes_both_ways(series: Series, measure: str) -> bool:
    return len({visit.way > 0 for visit in visits(series, measure)}) > 1


def _is_one_leg(series: Series, measure: str) -> bool:
    """Return whether, while it was away, the other leg was plainly elsewhere."""
    if measure not in LEGS:
        return False
    away = spans(one_way(series, measure))
    apart = series.of("hip_flex_gap", away)
    frames = len(series.of(measure, away))
    return sum(gap >= ONE_LEG_DEG for gap in apart) >= ONE_LEG_SHARE * max(1, frames)


def _sided(poses: Sequence[Pose], series: Series, primary: str | None) -> Found:
    """Return what was found, read once more with what tells the side."""
    setting, rest = series.setting, series.rest
    if primary is None:
        return Found(series, None, ())
    working = setting.working
    if primary in ASIDE:
        working = _aside(poses, replace(setting, primary=primary), rest)
    elif primary == "knee_roll":
        working = Working.ROLLED_TO
    elif primary not in LEGS:
        working = Working.NONE
    setting = replace(setting, working=working, primary=primary)
    series = read(poses, setting, rest)
    found = one_way(series, primary)
    return Found(series, primary, tuple(found), _gates(series, primary, found))


def _aside(poses: Sequence[Pose], setting: Setting, rest: Rest) -> Working:
    """Return raised-arm where the arm opposite to where the measure goes is up each time."""
    primary = setting.primary or ""
    series = read(poses, replace(setting, working=Working.RAISED_ARM), rest, {primary})
    found = visits(series, primary)
    opposite = [
        visit.side is (Side.RIGHT if visit.way > 0 else Side.LEFT) for visit in found if visit.side
    ]
    each = len(opposite) == len(found) and all(opposite)
    return Working.RAISED_ARM if found and each else Working.SIGN


def _gates(series: Series, primary: str, found: Sequence[Visit]) -> tuple[str, ...]:
    """Return the other measures that were away whenever the primary was."""
    view, posture = series.setting.view, series.setting.posture
    if view is View.SIDE and posture not in _ARMS_COUNT:
        return ()
    gates = []
    for candidate in GATES.get(view, ()):
        if candidate.measure == primary:
            continue
        ways = _ways(series, candidate.measure, found)
        own = [0.0] * len(ways)
        if candidate.measure in HANGS:
            own = _ways(series, HANGS[candidate.measure], found)
        beyond = [abs(way) - abs(by_itself) for way, by_itself in zip(ways, own, strict=True)]
        same = len({way > 0 for way in ways}) == 1
        if same and min(beyond) >= candidate.least:
            gates.append(candidate.measure)
    return tuple(gates)


def _ways(series: Series, measure: str, found: Sequence[Visit]) -> list[float]:
    """Return how far from rest another measure was in each visit; 0 where it was not seen."""
    rest = series.at_rest(measure)
    each = [series.of(measure, [visit.span]) for visit in found]
    return [median(there) - rest if there and rest is not None else 0.0 for there in each]
