"""Named measures: a body in, degrees or a ratio out, or None when it is not seen.

The ids are those of the stretch specification. A measure that reads a change is either `relative`
(its zero is what it reads on the person's own neutral pose, subtracted later) or is made from the
neutral pose itself and has no value before there is one. A new measure is one more row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from math import dist

from .body import Body, hip_flexion_deg
from .geometry import (
    bend_deg,
    direction_deg,
    distance_px,
    inclination_deg,
    lean_deg,
    wrap_deg,
)
from .pose import Joint, Side
from .stretch import View

Reader = Callable[[Body], float | None]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How quick is quick, in degrees per second; and how large a swing is a bounce, in degrees."""

    calm: float
    fast: float
    very_fast: float
    bounce: float


class Region(Enum):
    """The part of the body that a measure moves, and its tempo (stretches.md 4.2)."""

    NECK = Tempo(calm=8, fast=40, very_fast=80, bounce=4)
    LIMB = Tempo(calm=12, fast=90, very_fast=180, bounce=6)
    TRUNK = Tempo(calm=10, fast=60, very_fast=120, bounce=6)


@dataclass(frozen=True, slots=True)
class Measure:
    """One named measure.

    `views` are those that can see it; `needs` names the parts that must be seen, in the person's
    words; `unit` is "deg" or "ratio"; `relative` says that the neutral reading is subtracted;
    `arc` names the three parts (start, vertex, end) at which it can be drawn.
    """

    read: Reader
    views: frozenset[View]
    region: Region
    needs: str
    unit: str = "deg"
    relative: bool = False
    arc: tuple[str, str, str] | None = None


def _head_roll(body: Body) -> float | None:
    roll = body.pose.head.roll_deg if body.pose.head else None
    tilt = _shoulder_tilt(body)
    return None if roll is None or tilt is None else wrap_deg(roll - tilt)


def _head_pitch(body: Body) -> float | None:
    return body.pose.head.pitch_deg if body.pose.head else None


def _head_yaw(body: Body) -> float | None:
    return body.pose.head.yaw_deg if body.pose.head else None


def _neck_axis_roll(body: Body) -> float | None:
    base, top, tilt = body.middle("shoulder"), body.middle("ear"), _shoulder_tilt(body)
    if not (base and top) or tilt is None:
        return None
    return wrap_deg(direction_deg(base, top) + 90 - tilt)


def _shoulder_tilt(body: Body) -> float | None:
    left, right = body.part(Side.LEFT, "shoulder"), body.part(Side.RIGHT, "shoulder")
    return direction_deg(right, left) if left and right else None


def _trunk_lean(body: Body) -> float | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    return lean_deg(base, top) if base and top else None


def _shoulder_shift(body: Body) -> float | None:
    rest = body.rest and Body(body.rest)
    now, before = body.middle("shoulder"), rest and rest.middle("shoulder")
    width_px = rest and rest.shoulder_width_px
    return (now.x_px - before.x_px) / width_px if now and before and width_px else None


def _shoulder_rise(body: Body, side: Side) -> float | None:
    rest = body.rest and Body(body.rest)
    now, before = body.part(side, "shoulder"), rest and rest.part(side, "shoulder")
    width_px = rest and rest.shoulder_width_px
    return (before.y_px - now.y_px) / width_px if now and before and width_px else None


def _shoulder_rise_same(body: Body) -> float | None:
    return _shoulder_rise(body, body.side) if body.side else None


def _shoulder_rise_opposite(body: Body) -> float | None:
    return _shoulder_rise(body, body.side.other) if body.side else None


def _shoulder_rise_both(body: Body) -> float | None:
    rises = [_shoulder_rise(body, side) for side in Side]
    seen = [rise for rise in rises if rise is not None]
    return min(seen) if len(seen) == len(rises) else None


def _shoulder_drop_both(body: Body) -> float | None:
    rises = [_shoulder_rise(body, side) for side in Side]
    seen = [-rise for rise in rises if rise is not None]
    return min(seen) if len(seen) == len(rises) else None


def _ear_gap(body: Body) -> float | None:
    rest = body.rest and Body(body.rest)
    width_px = rest and rest.shoulder_width_px
    ears, shoulders = body.middle("ear"), body.middle("shoulder")
    return distance_px(ears, shoulders) / width_px if ears and shoulders and width_px else None


def _wrist_head(body: Body) -> float | None:
    width_px = body.shoulder_width_px
    pairs = [(body.part(s, "wrist"), body.part(s, "ear")) for s in Side]
    near_px = [distance_px(wrist, ear) for wrist, ear in pairs if wrist and ear]
    return min(near_px) / width_px if near_px and width_px else None


def _knee_flexion(body: Body, side: Side) -> float | None:
    hip, knee, ankle = (body.part(side, p) for p in ("hip", "knee", "ankle"))
    return bend_deg(hip, knee, ankle) if hip and knee and ankle else None


def _incline(body: Body, side: Side, start: str, end: str) -> float | None:
    a, b = body.part(side, start), body.part(side, end)
    return inclination_deg(a, b) if a and b else None


def _trunk_pitch(body: Body) -> float | None:
    return _incline(body, body.near, "hip", "shoulder")


def _trunk_flex(body: Body) -> float | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    return lean_deg(base, top, body.forward_x) if base and top else None


def _shank_lean(body: Body, side: Side) -> float | None:
    base, top = body.part(side, "ankle"), body.part(side, "knee")
    return lean_deg(base, top, body.forward_x) if base and top else None


def _knee_past_toes(body: Body) -> float | None:
    """Return how far the other leg's knee is ahead of its toes, in trunk lengths."""
    knee, toes = body.part(body.leg.other, "knee"), body.part(body.leg.other, "foot_index")
    length_px = body.trunk_length_px
    if not (knee and toes and length_px):
        return None
    return (knee.x_px - toes.x_px) * body.forward_x / length_px


def _rise(body: Body, joint: Joint) -> float | None:
    rest = body.rest and Body(body.rest)
    now, before = body.at(joint), body.rest and body.rest.seen(joint)
    length_px = rest and rest.trunk_length_px
    return (before.y_px - now.y_px) / length_px if now and before and length_px else None


def _foot_line(body: Body) -> float | None:
    """Return how steeply the working foot points down from its ankle to its toes."""
    ankle, toes = body.part(body.leg, "ankle"), body.part(body.leg, "foot_index")
    return inclination_deg(toes, ankle) if ankle and toes else None


def _knee_gap(body: Body) -> float | None:
    """Return the knees' distance in hip widths, from world landmarks: coarse, side view."""
    marks = body.pose.world_m
    names = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_HIP, Joint.RIGHT_HIP)
    if any(name not in marks for name in names):
        return None
    knees_m = dist(marks[Joint.LEFT_KNEE], marks[Joint.RIGHT_KNEE])
    hips_m = dist(marks[Joint.LEFT_HIP], marks[Joint.RIGHT_HIP])
    return knees_m / hips_m if hips_m else None


def _head_turn(body: Body) -> float | None:
    """Return how far the nose has moved along the body since rest, in trunk lengths."""
    now, before = body.pose.seen(Joint.NOSE), body.rest and body.rest.seen(Joint.NOSE)
    length_px = body.rest and Body(body.rest).trunk_length_px
    return distance_px(now, before) / length_px if now and before and length_px else None


def _hip_forward(body: Body) -> float | None:
    """Return how far the hips are from the other leg's ankle, in trunk lengths."""
    hips, ankle = body.middle("hip"), body.part(body.leg.other, "ankle")
    length_px = body.trunk_length_px
    if not (hips and ankle and length_px):
        return None
    return (ankle.x_px - hips.x_px) * body.forward_x / length_px


def _elbow_flex(body: Body) -> float | None:
    shoulder, elbow, wrist = (body.part(body.near, p) for p in ("shoulder", "elbow", "wrist"))
    return bend_deg(shoulder, elbow, wrist) if shoulder and elbow and wrist else None


def _thigh_pitch_other(body: Body) -> float | None:
    return _incline(body, body.leg.other, "hip", "knee")


def _other_foot_rise(body: Body) -> float | None:
    """Return how far the other foot is off the floor; not known while one leg hides the other."""
    return None if body.legs_together else _rise(body, body.leg.other.joint("ankle"))


def _hip_rise(body: Body) -> float | None:
    return _rise(body, body.near.joint("hip"))


_FRONT, _SIDE = frozenset({View.FRONT}), frozenset({View.SIDE})
_BOTH = _FRONT | _SIDE
_LEG = ("shoulder", "hip", "knee")
_KNEE = ("hip", "knee", "ankle")

MEASURES: Mapping[str, Measure] = {
    "head_roll": Measure(_head_roll, _FRONT, Region.NECK, "face", relative=True),
    "head_pitch": Measure(_head_pitch, _FRONT, Region.NECK, "face", relative=True),
    "head_yaw": Measure(_head_yaw, _FRONT, Region.NECK, "face", relative=True),
    "neck_axis_roll": Measure(_neck_axis_roll, _FRONT, Region.NECK, "ears", relative=True),
    "shoulder_tilt": Measure(_shoulder_tilt, _FRONT, Region.TRUNK, "shoulders", relative=True),
    "trunk_lean": Measure(_trunk_lean, _FRONT, Region.TRUNK, "hips", relative=True),
    "shoulder_shift": Measure(_shoulder_shift, _FRONT, Region.TRUNK, "shoulders", "ratio"),
    "shoulder_rise_same": Measure(_shoulder_rise_same, _FRONT, Region.TRUNK, "shoulders", "ratio"),
    "shoulder_rise_opposite": Measure(
        _shoulder_rise_opposite, _FRONT, Region.TRUNK, "shoulders", "ratio"
    ),
    "shoulder_drop_both": Measure(_shoulder_drop_both, _FRONT, Region.TRUNK, "shoulders", "ratio"),
    "shoulder_rise_both": Measure(_shoulder_rise_both, _FRONT, Region.TRUNK, "shoulders", "ratio"),
    "ear_gap": Measure(_ear_gap, _FRONT, Region.TRUNK, "ears", "ratio"),
    "wrist_head": Measure(_wrist_head, _FRONT, Region.LIMB, "hands", "ratio"),
    "hip_flex_n": Measure(
        lambda b: hip_flexion_deg(b, b.leg), _SIDE, Region.LIMB, "hip and knee", arc=_LEG
    ),
    "hip_flex_f": Measure(
        lambda b: hip_flexion_deg(b, b.leg.other), _SIDE, Region.LIMB, "other knee", arc=_LEG
    ),
    "knee_flex_n": Measure(
        lambda b: _knee_flexion(b, b.leg), _SIDE, Region.LIMB, "knee and foot", arc=_KNEE
    ),
    "knee_flex_f": Measure(
        lambda b: _knee_flexion(b, b.leg.other), _SIDE, Region.LIMB, "other foot", arc=_KNEE
    ),
    "thigh_pitch_f": Measure(_thigh_pitch_other, _SIDE, Region.LIMB, "other knee"),
    "shank_pitch_n": Measure(
        lambda b: _incline(b, b.leg, "ankle", "knee"), _SIDE, Region.LIMB, "knee and foot"
    ),
    "shank_lean_f": Measure(
        lambda b: _shank_lean(b, b.leg.other), _SIDE, Region.LIMB, "front foot"
    ),
    "knee_past_toes": Measure(_knee_past_toes, _SIDE, Region.LIMB, "front foot", "ratio"),
    "foot_line_n": Measure(_foot_line, _SIDE, Region.LIMB, "back foot"),
    "trunk_pitch": Measure(_trunk_pitch, _SIDE, Region.TRUNK, "shoulder and hip"),
    "shoulder_lift": Measure(_trunk_pitch, _SIDE, Region.TRUNK, "shoulder and hip", relative=True),
    "trunk_flex": Measure(_trunk_flex, _SIDE, Region.TRUNK, "shoulder and hip"),
    "elbow_flex": Measure(_elbow_flex, _SIDE, Region.LIMB, "arm"),
    "head_rise": Measure(lambda b: _rise(b, Joint.NOSE), _SIDE, Region.TRUNK, "head", "ratio"),
    "head_shift": Measure(_head_turn, _SIDE, Region.TRUNK, "head", "ratio"),
    "hip_rise": Measure(_hip_rise, _SIDE, Region.TRUNK, "hips", "ratio"),
    "foot_rise_f": Measure(_other_foot_rise, _SIDE, Region.LIMB, "other foot", "ratio"),
    "heel_rise_n": Measure(
        lambda b: _rise(b, b.leg.joint("heel")), _SIDE, Region.LIMB, "heel", "ratio"
    ),
    "heel_rise_f": Measure(
        lambda b: _rise(b, b.leg.other.joint("heel")), _SIDE, Region.LIMB, "front heel", "ratio"
    ),
    "knee_gap": Measure(_knee_gap, _SIDE, Region.LIMB, "knees", "ratio"),
    "hip_forward": Measure(_hip_forward, _SIDE, Region.TRUNK, "hips and front foot", "ratio"),
}

DERIVED: Mapping[str, str] = {
    "fallen_back": "degrees fallen back from the best of this repetition",
    "down_s": "seconds that the way down took, known when it is over",
    "primary_speed": "speed of the primary measure, degrees per second, without sign",
    "hip_wobble": "standard deviation of hip_forward over two seconds, in trunk lengths",
}
