"""What is marked in the picture of each measure: between which points it is read.

A point is a side and a part: `n` and `f` (the working leg's and the other's), `near`, `same` and
`opposite` (of the side worked on), `hand` (whose wrist is nearer to its ear), `bottom` (the lower
one), `left`, `right`, `mid` (between both); or the nose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Angle:
    """The angle at `at` between the two other points."""

    start: str
    at: str
    end: str


@dataclass(frozen=True)
class Lean:
    """A line from `base` to `top` against what is upright, or level."""

    base: str
    top: str
    level: bool = False


@dataclass(frozen=True)
class Lines:
    """Two lines against each other."""

    first: tuple[str, str]
    second: tuple[str, str]


@dataclass(frozen=True)
class Gap:
    """The way from one point to another."""

    start: str
    end: str


@dataclass(frozen=True)
class Way:
    """The way of a point since the set-up position."""

    point: str


@dataclass(frozen=True)
class Sag:
    """How far a point is from a straight line."""

    start: str
    end: str
    point: str


Mark = Angle | Lean | Lines | Gap | Way | Sag

_TRUNK, _FRONT_TRUNK = ("near.hip", "near.shoulder"), ("mid.hip", "mid.shoulder")
_BOTH_SHOULDERS = (Way("left.shoulder"), Way("right.shoulder"))
_KNEE = (Angle("n.hip", "n.knee", "n.ankle"),)

MARKS: Mapping[str, tuple[Mark, ...]] = {
    "head_roll": (Lines(("left.ear", "right.ear"), ("left.shoulder", "right.shoulder")),),
    "head_pitch": (Way("nose"),),
    "head_yaw": (Way("nose"),),
    "neck_axis_roll": (Lean("mid.shoulder", "mid.ear"),),
    "shoulder_tilt": (Lean("right.shoulder", "left.shoulder", level=True),),
    "trunk_lean": (Lean(*_FRONT_TRUNK),),
    "shoulder_shift": (Way("mid.shoulder"),),
    "shoulder_rise_same": (Way("same.shoulder"),),
    "shoulder_rise_opposite": (Way("opposite.shoulder"),),
    "shoulder_drop_both": _BOTH_SHOULDERS,
    "shoulder_rise_both": _BOTH_SHOULDERS,
    "shoulder_width": (Gap("left.shoulder", "right.shoulder"),),
    "hip_width": (Gap("left.hip", "right.hip"),),
    "ear_gap": (Gap("mid.shoulder", "mid.ear"),),
    "wrist_head": (Gap("hand.ear", "hand.wrist"),),
    "wrist_height_opposite": (Gap("opposite.hip", "opposite.wrist"),),
    "elbow_height": (Gap("same.shoulder", "same.elbow"),),
    "leg_reach_b": (Gap("bottom.hip", "bottom.ankle"),),
    "stand_height": (Gap("near.hip", "near.knee"),),
    "hip_flex_n": (Angle("n.shoulder", "n.hip", "n.knee"),),
    "hip_flex_f": (Angle("f.shoulder", "f.hip", "f.knee"),),
    "hip_flex_gap": (Lines(("n.hip", "n.knee"), ("f.hip", "f.knee")),),
    "knee_flex_n": _KNEE,
    "knee_flex_f": (Angle("f.hip", "f.knee", "f.ankle"),),
    "knee_flex_change": _KNEE,
    "thigh_pitch_f": (Lean("f.hip", "f.knee", level=True),),
    "thigh_lean_n": (Lean("n.knee", "n.hip"),),
    "shank_pitch_n": (Lean("n.ankle", "n.knee", level=True),),
    "shank_lean_n": (Lean("n.ankle", "n.knee"),),
    "shank_lean_f": (Lean("f.ankle", "f.knee"),),
    "knee_past_toes": (Gap("f.foot_index", "f.knee"),),
    "foot_line_n": (Lean("n.ankle", "n.foot_index", level=True),),
    "knee_roll": (Way("near.knee"),),
    "knee_spread": (Gap("left.knee", "right.knee"),),
    "knee_gap": (Gap("left.knee", "right.knee"),),
    "trunk_pitch": (Lean(*_TRUNK, level=True),),
    "shoulder_lift": (Lean(*_TRUNK, level=True),),
    "trunk_flex": (Lean(*_TRUNK),),
    "trunk_flex_change": (Lean(*_TRUNK),),
    "trunk_change": (Gap(*_TRUNK),),
    "neck_flex": (Angle("near.hip", "near.shoulder", "near.ear"),),
    "ear_gap_n": (Gap("near.shoulder", "near.ear"),),
    "arm_elev": (Angle("near.hip", "near.shoulder", "near.elbow"),),
    "arm_lean": (Lean("near.wrist", "near.shoulder"),),
    "elbow_flex": (Angle("near.shoulder", "near.elbow", "near.wrist"),),
    "elbow_ahead": (Way("near.elbow"),),
    "elbow_under": (Lean("near.elbow", "near.shoulder"),),
    "hand_reach": (Gap("near.hip", "near.wrist"),),
    "head_above_hand": (Gap("near.wrist", "nose"),),
    "shoulder_reach": (Way("near.shoulder"),),
    "shoulder_rise_n": (Way("near.shoulder"),),
    "shoulder_sag": (Sag("near.wrist", "near.hip", "near.shoulder"),),
    "hip_shift": (Way("near.hip"),),
    "hip_heel": (Gap("near.hip", "near.heel"),),
    "hip_rise": (Way("near.hip"),),
    "hip_forward": (Gap("f.ankle", "near.hip"),),
    "head_rise": (Way("nose"),),
    "head_shift": (Way("nose"),),
    "foot_rise_n": (Way("near.ankle"),),
    "foot_rise_f": (Way("f.ankle"),),
    "foot_shift": (Way("near.ankle"),),
    "heel_rise_n": (Way("n.heel"),),
    "heel_rise_f": (Way("f.heel"),),
}
