"""Named measures: a body in, degrees or a ratio out, or None when it is not seen.

The ids are those of the stretch specification. A measure that reads a change is either `relative`
(its zero is what it reads on the person's own neutral pose, subtracted later) or is made from the
neutral pose itself and has no value before there is one. A new measure is one more row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from . import front_view, side_view
from .body import Body, hip_flexion_deg
from .pose import Side
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
    `arc` names the three parts (start, vertex, end) at which it can be drawn. A `coarse` measure is
    told as small, medium or large: it is too rough for degrees.
    """

    read: Reader
    views: frozenset[View]
    region: Region
    needs: str
    unit: str = "deg"
    relative: bool = False
    arc: tuple[str, str, str] | None = None
    coarse: bool = False


_FACE, _UPPER = ("face", Region.NECK), ("shoulders", Region.TRUNK)
_LEG = ("shoulder", "hip", "knee")
_KNEE = ("hip", "knee", "ankle")


@dataclass(frozen=True, slots=True)
class _SeenFrom:
    """Makes the measures that are seen from the same views."""

    views: frozenset[View]

    def __call__(
        self,
        read: Reader,
        needs: str,
        region: Region,
        unit: str = "deg",
        *,
        relative: bool = False,
        arc: tuple[str, str, str] | None = None,
        coarse: bool = False,
    ) -> Measure:
        return Measure(read, self.views, region, needs, unit, relative, arc, coarse)


_front, _side = _SeenFrom(frozenset({View.FRONT})), _SeenFrom(frozenset({View.SIDE}))
_any = _SeenFrom(frozenset(View))


def _of_leg(read: Callable[[Body, Side], float | None], *, other: bool = False) -> Reader:
    """Return the reader of the working leg, or of the other one."""
    return lambda body: read(body, body.leg.other if other else body.leg)


def _near(part: str) -> Reader:
    """Return the reader of how far the near `part` has come up since rest."""
    return lambda body: side_view.near_rise(body, part)


MEASURES: Mapping[str, Measure] = {
    "head_roll": _front(front_view.head_roll, *_FACE, relative=True),
    "head_pitch": _front(front_view.head_pitch, *_FACE, relative=True),
    "head_yaw": _front(front_view.head_yaw, *_FACE, relative=True),
    "neck_axis_roll": _front(front_view.neck_axis_roll, "ears", Region.NECK, relative=True),
    "shoulder_tilt": _front(front_view.shoulder_tilt, *_UPPER, relative=True),
    "trunk_lean": _front(front_view.trunk_lean, "hips", Region.TRUNK, relative=True),
    "shoulder_shift": _front(front_view.shoulder_shift, *_UPPER, "ratio"),
    "shoulder_rise_same": _front(front_view.shoulder_rise_same, *_UPPER, "ratio"),
    "shoulder_rise_opposite": _front(front_view.shoulder_rise_opposite, *_UPPER, "ratio"),
    "shoulder_drop_both": _front(front_view.shoulder_drop_both, *_UPPER, "ratio"),
    "shoulder_rise_both": _front(front_view.shoulder_rise_both, *_UPPER, "ratio"),
    "shoulder_width": _front(front_view.shoulder_width, *_UPPER, "ratio"),
    "hip_width": _front(front_view.hip_width, "hips", Region.TRUNK, "ratio"),
    "ear_gap": _front(front_view.ear_gap, "ears", Region.TRUNK, "ratio"),
    "wrist_head": _front(front_view.wrist_head, "hands", Region.LIMB, "ratio"),
    "wrist_height_opposite": _front(
        front_view.wrist_height_opposite, "hands", Region.LIMB, "ratio"
    ),
    "elbow_height": _front(front_view.elbow_height, "elbow", Region.LIMB, "ratio"),
    "leg_reach_b": _front(front_view.leg_reach_b, "legs", Region.LIMB, "ratio"),
    "stand_height": _any(front_view.stand_height, "hips and knees", Region.LIMB, "ratio"),
    "hip_flex_n": _side(_of_leg(hip_flexion_deg), "hip and knee", Region.LIMB, arc=_LEG),
    "hip_flex_f": _side(_of_leg(hip_flexion_deg, other=True), "other knee", Region.LIMB, arc=_LEG),
    "hip_flex_gap": _side(side_view.hip_flex_gap, "both knees", Region.LIMB),
    "knee_flex_n": _side(_of_leg(side_view.knee_flexion), "knee and foot", Region.LIMB, arc=_KNEE),
    "knee_flex_f": _side(
        _of_leg(side_view.knee_flexion, other=True), "other foot", Region.LIMB, arc=_KNEE
    ),
    "knee_flex_change": _side(
        _of_leg(side_view.knee_flexion), "knee and foot", Region.LIMB, relative=True
    ),
    "thigh_pitch_f": _side(side_view.thigh_pitch_other, "other knee", Region.LIMB),
    "thigh_lean_n": _side(side_view.thigh_lean_n, "hip and knee", Region.LIMB),
    "shank_pitch_n": _side(side_view.shank_pitch, "knee and foot", Region.LIMB),
    "shank_lean_n": _side(_of_leg(side_view.shank_lean), "knee and foot", Region.LIMB),
    "shank_lean_f": _side(_of_leg(side_view.shank_lean, other=True), "front foot", Region.LIMB),
    "knee_past_toes": _side(side_view.knee_past_toes, "front foot", Region.LIMB, "ratio"),
    "foot_line_n": _side(side_view.foot_line, "back foot", Region.LIMB),
    "knee_roll": _side(side_view.knee_roll, "knees", Region.TRUNK, coarse=True),
    "knee_spread": _side(side_view.knee_spread, "both knees", Region.LIMB, "ratio"),
    "knee_gap": _side(side_view.knee_gap, "knees", Region.LIMB, "ratio"),
    "trunk_pitch": _side(side_view.trunk_pitch, "shoulder and hip", Region.TRUNK),
    "shoulder_lift": _side(side_view.trunk_pitch, "shoulder and hip", Region.TRUNK, relative=True),
    "trunk_flex": _side(side_view.trunk_flex, "shoulder and hip", Region.TRUNK),
    "trunk_flex_change": _side(
        side_view.trunk_flex, "shoulder and hip", Region.TRUNK, relative=True
    ),
    "trunk_change": _side(side_view.trunk_change, "shoulder and hip", Region.TRUNK, "ratio"),
    "neck_flex": _side(side_view.neck_flex, "ear and shoulder", Region.NECK, relative=True),
    "ear_gap_n": _side(side_view.ear_gap_n, "ear and shoulder", Region.NECK, "ratio"),
    "arm_elev": _side(side_view.arm_elev, "arm", Region.LIMB),
    "arm_lean": _side(side_view.arm_lean, "arm", Region.LIMB),
    "elbow_flex": _side(side_view.elbow_flex, "arm", Region.LIMB),
    "elbow_ahead": _side(side_view.elbow_ahead, "arm", Region.LIMB, "ratio"),
    "elbow_under": _side(side_view.elbow_under, "arm", Region.LIMB, "ratio"),
    "hand_reach": _side(side_view.hand_reach, "hand", Region.LIMB, "ratio"),
    "head_above_hand": _side(side_view.head_above_hand, "head and hand", Region.LIMB, "ratio"),
    "shoulder_reach": _side(side_view.shoulder_reach, "shoulder", Region.TRUNK, "ratio"),
    "shoulder_rise_n": _side(_near("shoulder"), "shoulder", Region.TRUNK, "ratio"),
    "shoulder_sag": _side(side_view.shoulder_sag, "hand and shoulder", Region.TRUNK, "ratio"),
    "hip_shift": _side(side_view.hip_shift, "hips", Region.TRUNK, "ratio"),
    "hip_heel": _side(side_view.hip_heel, "hip and heel", Region.LIMB, "ratio"),
    "hip_rise": _side(_near("hip"), "hips", Region.TRUNK, "ratio"),
    "hip_forward": _side(side_view.hip_forward, "hips and front foot", Region.TRUNK, "ratio"),
    "head_rise": _side(side_view.head_rise, "head", Region.TRUNK, "ratio"),
    "head_shift": _side(side_view.head_turn, "head", Region.TRUNK, "ratio"),
    "foot_rise_n": _side(_near("ankle"), "foot", Region.LIMB, "ratio"),
    "foot_rise_f": _side(side_view.other_foot_rise, "other foot", Region.LIMB, "ratio"),
    "foot_shift": _side(side_view.foot_shift, "foot", Region.LIMB, "ratio"),
    "heel_rise_n": _side(_of_leg(side_view.heel_rise), "heel", Region.LIMB, "ratio"),
    "heel_rise_f": _side(
        _of_leg(side_view.heel_rise, other=True), "front heel", Region.LIMB, "ratio"
    ),
}
HEAD_MEASURES = ("head_roll", "head_pitch", "head_yaw")
"""Those that the face shows; a stretch that is decided by one needs the head looked at closely."""

DERIVED: Mapping[str, str] = {
    "fallen_back": "degrees fallen back from the best of this repetition",
    "down_s": "seconds that the way down took, known when it is over",
    "cycle_s": "seconds that a whole repetition took, known when it is over",
    "primary_speed": "speed of the primary measure, degrees per second, without sign",
    "primary_spread": "standard deviation of the primary measure over half a minute, in degrees",
    "bouncing": "1 while a held position is being bounced, else 0",
    "stir": "mean speed of shoulders, hips, knees and hands, in trunk lengths a second",
    "hip_wobble": "standard deviation of hip_forward over two seconds, in trunk lengths",
}
"""Values that are made from the primary measure and the attempt, not from one pose."""
