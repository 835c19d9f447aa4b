"""Bodies on the back, seen from the side: one leg or both, a bridge, knees that roll, a crunch."""

from __future__ import annotations

from functools import cache
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

from posecoach.core.pose import Joint, Pose, Side

from .basics import FOOT, NECK, SHANK, THIGH, TRUNK, mirrored, pose
from .chain import Limbs, moved, seen

GROWS = 0.12  # how much larger knees look that have rolled by 90 degrees toward the camera
HIGHER = 0.10  # how much higher the knee is that rolls onto the other one


def lying(
    *,
    head: str = "left",
    hip: float = 45.0,
    knee: float = 95.0,
    other_hip: float = 45.0,
    other_knee: float = 95.0,
    trunk_pitch: float = 0.0,
    far_moves: bool = False,
    swap_names: bool = False,
    nose_up: float = 0.0,
    other_foot_stays: bool = False,
) -> Pose:
    """A person on the back, side-on; angles in degrees. `head` is the image side of the head.

    `hip` and `knee` are the near leg's, unless `far_moves`. `trunk_pitch` raises the shoulders
    (negative: the hips, as in a bridge); the other foot then stays on the mat when it is asked to.
    """
    toward_feet = 1.0 if head == "left" else -1.0
    near = Side.RIGHT if head == "left" else Side.LEFT
    start_x = 320 - toward_feet * 80
    slope = radians(trunk_pitch)
    shoulder = (start_x, 380 - (TRUNK * sin(slope) if trunk_pitch > 0 else 0))
    hip_at = (
        start_x + toward_feet * TRUNK * cos(slope),
        380 + (TRUNK * sin(slope) if trunk_pitch < 0 else 0),
    )
    points: dict[Joint, tuple[float, float]] = {
        Joint.NOSE: (start_x - toward_feet * 50, 345 - nose_up),
    }
    legs = {near: (hip, knee), near.other: (other_hip, other_knee)}
    if far_moves:
        legs = {near: (other_hip, other_knee), near.other: (hip, knee)}
    for side, (flexion, bend) in legs.items():
        named = side.other if swap_names else side
        points[named.joint("shoulder")] = shoulder
        points[named.joint("ear")] = (start_x - toward_feet * NECK, 362)
        points[named.joint("hip")] = hip_at
        points |= _leg(named, hip_at, toward_feet, trunk_pitch, flexion, bend)
        if other_foot_stays and (side is near) is far_moves:
            level = (start_x + toward_feet * TRUNK, 380.0)
            foot = _leg(named, level, toward_feet, 0.0, flexion, bend)
            points |= foot
            ankle = foot[named.joint("ankle")]
            points[named.joint("knee")] = _knee_between(hip_at, ankle, toward_feet)
    return pose(points)


def _knee_between(
    hip: tuple[float, float], ankle: tuple[float, float], toward_feet: float
) -> tuple[float, float]:
    """Where the knee is, above the line from hip to ankle."""
    across_x, across_y = ankle[0] - hip[0], ankle[1] - hip[1]
    far = min(hypot(across_x, across_y), THIGH + SHANK - 1e-6)
    along = (THIGH**2 - SHANK**2 + far**2) / (2 * far)
    aside = toward_feet * sqrt(max(0.0, THIGH**2 - along**2))
    unit_x, unit_y = across_x / far, across_y / far
    return (
        hip[0] + along * unit_x + aside * unit_y,
        hip[1] + along * unit_y - aside * unit_x,
    )


def bridging(
    *,
    hip: float = 45.0,
    head: str = "left",
    rest_hip: float = 45.0,
    rest_knee: float = 95.0,
    heel_up: float = 0.0,
    nose_up: float = 0.0,
    knees_apart: float = 1.2,
) -> Pose:
    """A person in a bridge, side-on: `hip` degrees of flexion, the feet where they are at rest.

    `rest_hip` and `rest_knee` say where the feet stand, `knees_apart` is in hip widths.
    """
    points = _bridge_points(_bridge_pitch(hip, rest_hip, rest_knee), rest_hip, rest_knee)
    near = points[Joint.RIGHT_HEEL]
    points[Joint.RIGHT_HEEL] = points[Joint.LEFT_HEEL] = (near[0], near[1] - heel_up)
    nose = points[Joint.NOSE]
    points[Joint.NOSE] = (nose[0], nose[1] - nose_up)
    half_m = 0.1
    world = {
        Joint.LEFT_HIP: (half_m, 0.0, 0.0),
        Joint.RIGHT_HIP: (-half_m, 0.0, 0.0),
        Joint.LEFT_KNEE: (half_m * knees_apart, 0.3, 0.3),
        Joint.RIGHT_KNEE: (-half_m * knees_apart, 0.3, 0.3),
    }
    made = pose(points, world_m=world)
    return made if head == "left" else mirrored(made)


@cache
def _bridge_pitch(hip: float, rest_hip: float, rest_knee: float) -> float:
    """The trunk's pitch at which the hip is bent by `hip`."""
    ankle = _leg(Side.RIGHT, (240 + TRUNK, 380.0), 1.0, 0.0, rest_hip, rest_knee)[Joint.RIGHT_ANKLE]
    low, high = -60.0, 30.0
    for _ in range(24):  # the higher the hips, the smaller the flexion
        pitch = (low + high) / 2
        x, y = 240 + TRUNK * cos(radians(pitch)), 380 + TRUNK * sin(radians(pitch))
        knee = _knee_between((x, y), ankle, 1.0)
        if degrees(atan2(y - knee[1], knee[0] - x)) + pitch > hip:
            high = pitch
        else:
            low = pitch
    return pitch


def _bridge_points(
    pitch: float, rest_hip: float, rest_knee: float
) -> dict[Joint, tuple[float, float]]:
    at_rest = _leg(Side.RIGHT, (240 + TRUNK, 380.0), 1.0, 0.0, rest_hip, rest_knee)
    shoulder = (240.0, 380.0)
    hip_at = (240 + TRUNK * cos(radians(pitch)), 380 + TRUNK * sin(radians(pitch)))
    points: dict[Joint, tuple[float, float]] = {Joint.NOSE: (190.0, 345.0)}
    for side in Side:
        points[side.joint("shoulder")] = shoulder
        points[side.joint("ear")] = (240 - NECK, 362.0)
        points[side.joint("hip")] = hip_at
        for part in ("ankle", "heel", "foot_index"):
            points[side.joint(part)] = at_rest[Side.RIGHT.joint(part)]
        ankle = at_rest[Joint.RIGHT_ANKLE]
        points[side.joint("knee")] = _knee_between(hip_at, ankle, 1.0)
    return points


def _leg(
    side: Side,
    hip: tuple[float, float],
    toward_feet: float,
    trunk_pitch: float,
    flexion: float,
    bend: float,
) -> dict[Joint, tuple[float, float]]:
    # zero flexion continues the trunk's line; flexion turns the thigh up
    thigh = radians(flexion - trunk_pitch)
    knee = (hip[0] + toward_feet * THIGH * cos(thigh), hip[1] - THIGH * sin(thigh))
    shank = radians(flexion - trunk_pitch - bend)
    ankle = (knee[0] + toward_feet * SHANK * cos(shank), knee[1] - SHANK * sin(shank))
    toe = (ankle[0] + toward_feet * FOOT, ankle[1])
    return {
        side.joint("knee"): knee,
        side.joint("ankle"): ankle,
        side.joint("heel"): (ankle[0] - toward_feet * 5, ankle[1] + 5),
        side.joint("foot_index"): toe,
    }


def rolled(
    roll: float = 0.0, *, shoulder_up: float = 0.0, knees_apart: float = 0.0, feet: float = 0.0
) -> Pose:
    """A person whose knees have rolled aside, toward the camera where `roll` is positive.

    The lower knee loses height by the cosine. Which one that is, and that what comes nearer looks
    larger, tells where they went. `shoulder_up`, `knees_apart` and `feet`, their way along the mat,
    are in pixels.
    """
    marks = lying().landmarks
    points = {joint: (mark.point.x_px, mark.point.y_px) for joint, mark in marks.items()}
    growth = 1 + GROWS * sin(radians(roll))
    lower = Side.RIGHT if roll > 0 else Side.LEFT
    for side in Side:
        hip, knee = points[side.joint("hip")], points[side.joint("knee")]
        aside = knees_apart if side is Side.LEFT else 0.0
        over = 1.0 if side is lower else 1 + HIGHER * abs(sin(radians(roll)))
        points[side.joint("knee")] = (
            hip[0] + (knee[0] - hip[0]) * growth + aside,
            hip[1] + (knee[1] - hip[1]) * cos(radians(roll)) * over,
        )
        x, y = points[side.joint("shoulder")]
        points[side.joint("shoulder")] = (x, y - shoulder_up)
        for part in ("ankle", "heel", "foot_index"):
            x, y = points[side.joint(part)]
            points[side.joint(part)] = (x + feet, y)
    return pose(points)


def crunching(
    lift: float = 0.0,
    *,
    neck: float = 40.0,
    elbow_up: float = 0.0,
    foot_up: float = 0.0,
    hips_up: float = 0.0,
) -> Pose:
    """A person in a crunch, hands behind the head: the trunk is lifted, the legs stay.

    `elbow_up`, `foot_up` and `hips_up`, which takes all of the trunk along, are in pixels.
    """
    trunk = -90 + lift
    limbs = Limbs(trunk, thigh=45, shank=140, neck=neck, upper_arm=trunk + 30, forearm=trunk - 60)
    near = limbs.places("hip", (360.0, 400.0))
    near = moved(near, 0, -hips_up, "hip", "shoulder", "ear", "nose", "elbow", "wrist")
    near = moved(near, 0, -elbow_up, "elbow")
    return seen(moved(near, 0, -foot_up, "ankle", "heel", "foot_index"))
