"""What stayed where it was, and so must stay: bands, and faults with their words.

Each row's limit is where such a thing is plainly wrong in most people; it is widened to what the
recording itself shows and the row's own margin. What went further than that moved, and is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from posecoach.core.measure import MEASURES
from posecoach.core.stretch import Posture, Severity, View, When, Working
from posecoach.learning.choice import LEGS, Found
from posecoach.learning.visits import Span, spans

BEFORE_S = 2.0  # the way in begins about so long before the half of it is reached
EDGE_SHARE = 0.98
SEEN_SHARE = 0.6
MOVED_SHARE = 0.5  # what went further beyond its limit than that share of it was meant to move

_UPRIGHT = (Posture.STANDING, Posture.SITTING)
_HELD = (When.HOLD,)
_ALL_BUT_REST = (When.MOVING, When.HOLD, When.AWAY)


@dataclass(frozen=True, slots=True)
class Ask:
    """One comparison: `limit` is where it is wrong at least, `margin` is added to what was seen.

    `away` says that the limit counts from what was read in the stretch, where that is no zero.
    """

    measure: str
    above: bool
    limit: float
    margin: float
    absolute: bool = False
    away: bool = False
    also: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """A fault that is there when one of `asks` is; `sides` says for stretches with or without."""

    id: str
    label: str
    cue: str
    asks: tuple[Ask, ...]
    postures: tuple[Posture, ...] = ()
    sides: bool | None = None
    severity: Severity = Severity.COMPENSATION
    during: tuple[When, ...] = ()
    persist_s: float = 1.0
    limbs: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that holds for this recording: its condition, and what was seen there."""

    stay: Stay
    when: str
    seen: tuple[str, ...]
    measures: tuple[str, ...]


FRONT: tuple[Stay, ...] = (
    Stay(
        "body-leans",
        "Body",
        "Keep your body upright",
        (
            Ask("trunk_lean", True, 6, 4, absolute=True),
            Ask("shoulder_shift", True, 0.15, 0.08, absolute=True),
        ),
        limbs=("left:shoulder-hip", "right:shoulder-hip"),
    ),
    Stay(
        "other-shoulder-rises",
        "Shoulders",
        "Let the other shoulder sink",
        (Ask("shoulder_rise_opposite", True, 0.06, 0.03, also="|shoulder_shift| < 0.12"),),
        sides=True,
        limbs=("shoulders",),
    ),
    Stay(
        "same-shoulder-rises",
        "Shoulders",
        "Let that shoulder sink",
        (Ask("shoulder_rise_same", True, 0.06, 0.04, also="|shoulder_shift| < 0.12"),),
        sides=True,
        limbs=("shoulders",),
    ),
    Stay(
        "shoulders-rise",
        "Shoulders",
        "Let your shoulders sink",
        (Ask("shoulder_rise_both", True, 0.06, 0.03),),
        sides=False,
        limbs=("shoulders",),
    ),
    Stay(
        "slump",
        "Tall",
        "Sit tall, stay long",
        (Ask("shoulder_drop_both", True, 0.12, 0.05),),
        sides=False,
        limbs=("shoulders",),
    ),
    Stay(
        "hand-pulls",
        "Hands",
        "Hand down, let gravity work",
        (Ask("wrist_head", False, 0.45, -0.25),),
    ),
    Stay(
        "turning",
        "Nose forward",
        "Keep your nose facing forward",
        (Ask("head_yaw", True, 18, 8, absolute=True),),
        severity=Severity.MINOR,
    ),
    Stay(
        "nodding",
        "Chin level",
        "Lift your chin to level",
        (Ask("head_pitch", True, 18, 8),),
        severity=Severity.MINOR,
    ),
    Stay(
        "tilting",
        "Head straight",
        "Keep your head in the middle",
        (Ask("head_roll", True, 14, 6, absolute=True),),
        severity=Severity.MINOR,
    ),
)
SIDE: tuple[Stay, ...] = (
    Stay(
        "head-lifts",
        "Head down",
        "Rest your head and shoulders",
        (Ask("shoulder_lift", True, 6, 4), Ask("head_rise", True, 0.1, 0.05)),
        (Posture.SUPINE,),
        limbs=("near:shoulder-hip",),
    ),
    Stay(
        "hips-lift",
        "Hips down",
        "Keep your hips on the mat",
        (Ask("hip_rise", True, 0.16, 0.09),),
        (Posture.SUPINE,),
        limbs=("hips",),
    ),
    Stay(
        "hips-lift",
        "Hips heavy",
        "Let your hips stay heavy",
        (Ask("hip_rise", True, 0.08, 0.04),),
        (Posture.PRONE,),
        limbs=("hips",),
    ),
    Stay(
        "other-leg-lifts",
        "Other leg",
        "Let the other leg stay heavy",
        (Ask("foot_rise_f", True, 0.1, 0.05),),
        (Posture.SUPINE,),
        sides=True,
        limbs=("f:hip-knee", "f:knee-ankle"),
        only=LEGS,
    ),
    Stay(
        "uneven-legs",
        "Both legs",
        "Bring both legs in evenly",
        (Ask("hip_flex_gap", True, 25, 10),),
        (Posture.SUPINE,),
        sides=False,
        during=_HELD,
        limbs=("n:hip-knee", "f:hip-knee"),
        only=LEGS,
    ),
    Stay(
        "shoulder-lifts",
        "Shoulders down",
        "Both shoulders stay heavy",
        (Ask("shoulder_rise_n", True, 0.06, 0.03),),
        (Posture.SUPINE,),
        limbs=("near:shoulder-hip",),
        only=frozenset({"knee_roll"}),
    ),
    Stay(
        "knees-part",
        "Knees together",
        "Keep your knees together",
        (Ask("knee_spread", True, 0.25, 0.1),),
        (Posture.SUPINE,),
        limbs=("n:hip-knee", "f:hip-knee"),
        only=frozenset({"knee_roll"}),
    ),
    Stay(
        "feet-lift",
        "Feet down",
        "Keep your feet down",
        (Ask("foot_rise_n", True, 0.08, 0.04),),
        (Posture.SUPINE,),
        sides=False,
        limbs=("n:knee-ankle",),
    ),
    Stay(
        "knee-bends",
        "Knee straight",
        "Straighten your knee a little",
        (Ask("knee_flex_n", True, 30, 20),),
        (Posture.SUPINE, *_UPRIGHT),
        during=_HELD,
        limbs=("n:hip-knee", "n:knee-ankle"),
        only=frozenset({"hip_flex_n"}),
    ),
    Stay(
        "head-back",
        "Neck",
        "Look softly ahead",
        (Ask("neck_flex", False, -32, -8),),
        (Posture.PRONE,),
        limbs=("near:shoulder-hip",),
    ),
    Stay(
        "shrug",
        "Shoulders",
        "Shoulders away from your ears",
        (Ask("ear_gap_n", False, -0.2, -0.1),),
        (Posture.PRONE, *_UPRIGHT),
        limbs=("near:shoulder-elbow",),
    ),
    Stay(
        "trunk-leans",
        "Upright",
        "Keep your trunk upright",
        (Ask("trunk_flex_change", True, 20, 8),),
        (*_UPRIGHT, Posture.HALF_KNEELING),
        during=_ALL_BUT_REST,
        limbs=("near:shoulder-hip",),
    ),
    Stay(
        "head-drops",
        "Head",
        "Head in line with your back",
        (Ask("neck_flex", True, 30, 12),),
        _UPRIGHT,
        severity=Severity.MINOR,
        limbs=("near:ear-shoulder",),
    ),
    Stay(
        "knee-past-ankle",
        "Front knee",
        "Front knee over your ankle",
        (Ask("shank_lean_f", True, 15, 12), Ask("knee_past_toes", True, 0, 0.15)),
        (Posture.HALF_KNEELING,),
        limbs=("f:knee-ankle",),
    ),
    Stay(
        "elbows-bend",
        "Arms long",
        "Straighten your arms softly",
        (Ask("elbow_flex", True, 30, 12),),
        (Posture.HANDS_AND_KNEES,),
        during=_ALL_BUT_REST,
        limbs=("near:shoulder-elbow", "near:elbow-wrist"),
    ),
    Stay(
        "shoulders-sink",
        "Shoulders",
        "Press the floor away",
        (Ask("shoulder_sag", True, 0, 0.1, away=True),),
        (Posture.HANDS_AND_KNEES,),
        during=_HELD,
        limbs=("near:shoulder-elbow",),
    ),
    Stay(
        "hips-wander",
        "Hips still",
        "Let your hips stay there",
        (Ask("hip_shift", True, 0.12, 0.05),),
        (Posture.HANDS_AND_KNEES,),
        limbs=("n:hip-knee",),
    ),
    Stay(
        "hips-high",
        "Hips back",
        "Sit back toward your heels",
        (Ask("hip_heel", True, 0, 0.35, away=True),),
        (Posture.KNEELING,),
        during=(When.HOLD, When.AWAY),
        persist_s=2.0,
        limbs=("n:hip-knee", "n:knee-ankle"),
    ),
)


KIN: tuple[frozenset[str], ...] = (
    frozenset({"trunk_flex", "trunk_flex_change", "trunk_pitch", "shoulder_lift"}),
    frozenset({"knee_flex_n", "knee_flex_change"}),
)
"""What reads the same movement: where one of them had to move, the others did."""


def stays(found: Found, asked: Sequence[str]) -> list[Kept]:
    """Return the rows that hold; measures in `asked` (primary, gates) had to move."""
    asked = [*asked, *(each for kin in KIN if kin & set(asked) for each in kin)]
    front = found.series.setting.view is View.FRONT
    kept = []
    for stay in FRONT if front else SIDE:
        if not _fits(stay, found):
            continue
        tests = [each for ask in stay.asks if (each := _test(ask, stay, found, asked))]
        if tests:
            whens, seen, measures = zip(*tests, strict=True)
            kept.append(Kept(stay, " or ".join(whens), seen, measures))
    return kept


def _fits(stay: Stay, found: Found) -> bool:
    setting = found.series.setting
    sided = setting.working is not Working.NONE
    here = not stay.postures or setting.posture in stay.postures
    there = not stay.only or found.primary in stay.only
    return here and there and stay.sides in (None, sided)


def _test(ask: Ask, stay: Stay, found: Found, asked: Sequence[str]) -> tuple[str, str, str] | None:
    """Return the comparison, what was seen and the measure; None where it says nothing here."""
    if ask.measure in asked:
        return None
    values, frames = _seen(ask, stay, found)
    rare = ask.measure == "hip_flex_gap"  # legs side by side cannot be told apart
    if len(values) < SEEN_SHARE * frames and not rare:
        return None
    sign = 1.0 if ask.above else -1.0
    last = EDGE_SHARE if ask.above else 1 - EDGE_SHARE
    edge = values[round(last * (len(values) - 1))] if values else ask.limit - ask.margin
    if ask.away:
        limit = edge + ask.margin
    else:
        limit = sign * max(sign * ask.limit, sign * (edge + ask.margin))
        if sign * (edge - ask.limit) > MOVED_SHARE * abs(ask.limit):
            return None
    return _written(ask, limit), _was(ask, edge), ask.measure


def _seen(ask: Ask, stay: Stay, found: Found) -> tuple[list[float], int]:
    """Return what was read where the row is looked at, rising, and in how many frames it could."""
    values: list[float] = []
    frames = 0
    for each in found.clips:
        there = list(_there(each, stay))
        values += each.series.of(ask.measure, there)
        frames += len(each.series.of(found.primary or "", there))
    return sorted(map(abs, values) if ask.absolute else values), frames


def _there(found: Found, stay: Stay) -> Iterator[Span]:
    """Yield when the row is looked at: while it was held, and on the way in unless told so."""
    held_only = stay.during == _HELD
    for start_s, end_s in spans(found.visits):
        length_s = end_s - start_s
        early_s = start_s + 0.2 * length_s if held_only else start_s - BEFORE_S
        yield early_s, end_s - 0.15 * length_s if held_only else end_s


def _written(ask: Ask, limit: float) -> str:
    name = f"|{ask.measure}|" if ask.absolute else ask.measure
    outward = ceil if ask.above else floor
    step = 1 if MEASURES[ask.measure].unit == "deg" else 100
    figure = outward(round(limit * step, 6)) / step
    said = f"{name} {'>' if ask.above else '<'} {figure:g}"
    return f"{said} and {ask.also}" if ask.also else said


def _was(ask: Ask, edge: float) -> str:
    places = 0 if MEASURES[ask.measure].unit == "deg" else 2
    value = round(edge, places) + 0.0  # no negative zero
    return f"{'at most' if ask.above else 'at least'} {value:.{places}f}"
