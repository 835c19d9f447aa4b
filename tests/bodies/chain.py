"""A body in one plane, seen from the side: every limb goes on from the one before.

Directions are in degrees from straight up, positive toward the image's right, which is where the
front of the body is: a flexing neck or hip turns that way.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from posecoach.core.pose import Joint, Pose, Side

from .basics import FOOT, NECK, SHANK, THIGH, TRUNK, pose

Place = tuple[float, float]
Places = dict[str, Place]
ARM, FOREARM, FACE, HEEL = 50.0, 50.0, 30.0, 10.0
EAR_SHARE = 0.72  # of a bending neck: by so much the ear goes round the shoulder


def step_to(start: Place, direction: float, length: float) -> Place:
    """The place `length` away from `start`."""
    turn = radians(direction)
    return start[0] + length * sin(turn), start[1] - length * cos(turn)


@dataclass(frozen=True)
class Limbs:
    """Where each limb points, and the two lengths that a back can change."""

    trunk: float  # from the hip to the shoulder
    thigh: float = 180.0
    shank: float = 180.0
    foot: float = 90.0
    neck: float = 0.0  # flexion against the trunk; the ear goes a share of it
    upper_arm: float = 180.0
    forearm: float = 180.0
    trunk_px: float = TRUNK
    neck_px: float = NECK

    def places(self, joint: str, at: Place) -> Places:
        """Every joint of one side, with `joint` at a given place."""
        hip = (0.0, 0.0)
        shoulder = step_to(hip, self.trunk, self.trunk_px)
        ear = step_to(shoulder, self.trunk + EAR_SHARE * self.neck, self.neck_px)
        elbow = step_to(shoulder, self.upper_arm, ARM)
        knee = step_to(hip, self.thigh, THIGH)
        ankle = step_to(knee, self.shank, SHANK)
        found = {
            "hip": hip,
            "shoulder": shoulder,
            "ear": ear,
            "nose": step_to(ear, self.trunk + self.neck + 90, FACE),
            "elbow": elbow,
            "wrist": step_to(elbow, self.forearm, FOREARM),
            "knee": knee,
            "ankle": ankle,
            "heel": step_to(ankle, self.foot + 180, HEEL),
            "foot_index": step_to(ankle, self.foot, FOOT),
        }
        by_x, by_y = at[0] - found[joint][0], at[1] - found[joint][1]
        return {name: (x + by_x, y + by_y) for name, (x, y) in found.items()}


def flexed(trunk: float, flexion: float) -> float:
    """Where the thigh points from a hip that is flexed, or an upper arm that is raised."""
    return trunk + 180 - flexion


def moved(places: Places, by_x: float, by_y: float, *names: str) -> Places:
    """The same, with some joints elsewhere; y is down."""
    there = {name: (places[name][0] + by_x, places[name][1] + by_y) for name in names}
    return places | there


def seen(near: Places, far: Places | None = None, near_side: Side = Side.RIGHT) -> Pose:
    """The pose of a body whose two sides are these; the far one hides behind the near one."""
    points = {Joint.NOSE: near["nose"]}
    for side, places in ((near_side, near), (near_side.other, far or near)):
        points |= {side.joint(part): at for part, at in places.items() if part != "nose"}
    return pose(points)
