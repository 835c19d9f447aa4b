"""Bodies built from angles: what the program must measure is known by construction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

from posecoach.core.pose import Head, Joint, Landmark, Point, Pose, Side
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch

WIDTH, HEIGHT = 640, 480
TRUNK, THIGH, SHANK, FOOT, NECK = 120.0, 100.0, 95.0, 40.0, 45.0


def pose(points: dict[Joint, tuple[float, float]], time_s: float = 0.0, **more: object) -> Pose:
    marks = {joint: Landmark(Point(x, y), 0.99) for joint, (x, y) in points.items()}
    return Pose(time_s, WIDTH, HEIGHT, marks, **more)


def nobody(time_s: float = 0.0) -> Pose:
    return Pose(time_s, WIDTH, HEIGHT)


def front(
    *,
    roll: float = 0.0,
    pitch: float = 0.0,
    yaw: float = 0.0,
    lean: float = 0.0,
    rise_left: float = 0.0,
    rise_right: float = 0.0,
    hands_up: bool = False,
    face: bool = True,
    shift: float = 0.0,
    scale: float = 1.0,
) -> Pose:
    """A person standing before the camera; `rise_*` in shoulder widths, `shift` in pixels."""
    width = 100.0
    sway = TRUNK * sin(radians(lean))
    fall = TRUNK * (1 - cos(radians(lean)))
    tilt_x, tilt_y = width / 2 * cos(radians(lean)), width / 2 * sin(radians(lean))
    base_x, base_y = 320 + shift, 400.0
    top_x, top_y = base_x + sway, base_y - TRUNK + fall
    # the person's left is at the image's right
    points = {
        Joint.LEFT_HIP: (base_x + 30, base_y),
        Joint.RIGHT_HIP: (base_x - 30, base_y),
        Joint.LEFT_SHOULDER: (top_x + tilt_x, top_y + tilt_y - rise_left * width),
        Joint.RIGHT_SHOULDER: (top_x - tilt_x, top_y - tilt_y - rise_right * width),
        Joint.NOSE: (top_x, top_y - 50),
        Joint.LEFT_EAR: (top_x + 22, top_y - 55),
        Joint.RIGHT_EAR: (top_x - 22, top_y - 55),
    }
    for side, sign in ((Side.LEFT, 1), (Side.RIGHT, -1)):
        hand = (top_x + sign * 25, top_y - 60) if hands_up else (top_x + sign * 70, base_y)
        points[side.joint("wrist")] = hand
        points[side.joint("elbow")] = (top_x + sign * 65, top_y + 60)
    if scale != 1.0:
        points = {
            j: (320 + (x - 320) * scale, 400 + (y - 400) * scale) for j, (x, y) in points.items()
        }
    # an erect head leans with the trunk, and the roll is against the shoulder line
    seen = Head(roll + lean, pitch, yaw) if face else Head(None, None, yaw)
    return pose(points, head=seen)


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


def kneeling(
    *,
    facing: str = "right",
    rear_hip: float = 5.0,
    shank_lean: float = 0.0,
    trunk: float = 0.0,
    heel_up: float = 0.0,
    tucked: bool = False,
) -> Pose:
    """A person half-kneeling, side-on, the rear leg near; extension of the rear hip is negative.

    `heel_up` is the front heel's rise in pixels; `tucked` puts the rear toes under the heel.
    """
    forward = 1.0 if facing == "right" else -1.0
    near = Side.RIGHT if facing == "right" else Side.LEFT
    rear_knee = (320 - forward * 40, 420.0)
    # the rear thigh's angle from vertical is what hip and trunk leave over
    thigh = radians(rear_hip - trunk)
    hip = (rear_knee[0] - forward * THIGH * sin(thigh), rear_knee[1] - THIGH * cos(thigh))
    lean = radians(trunk)
    shoulder = (hip[0] + forward * TRUNK * sin(lean), hip[1] - TRUNK * cos(lean))
    front_ankle = (rear_knee[0] + forward * 130, 425.0)
    tilt = radians(shank_lean)
    front_knee = (
        front_ankle[0] + forward * SHANK * sin(tilt),
        front_ankle[1] - SHANK * cos(tilt),
    )
    points = {Joint.NOSE: (shoulder[0] + forward * 25, shoulder[1] - 45)}
    for side in Side:
        points[side.joint("shoulder")] = shoulder
        points[side.joint("hip")] = hip
        points[side.joint("ear")] = (shoulder[0], shoulder[1] - 50)
    points |= {
        near.joint("knee"): rear_knee,
        near.joint("ankle"): (rear_knee[0] - forward * SHANK, 425.0),
        near.joint("foot_index"): (rear_knee[0] - forward * (SHANK + 35), 435.0)
        if not tucked
        else (rear_knee[0] - forward * (SHANK - 5), 455.0),
        near.other.joint("knee"): front_knee,
        near.other.joint("ankle"): front_ankle,
        near.other.joint("heel"): (front_ankle[0] - forward * 10, 432.0 - heel_up),
        near.other.joint("foot_index"): (front_ankle[0] + forward * 45, 432.0),
    }
    return pose(points)


def mirrored(of: Pose) -> Pose:
    """The same person in a mirror: left is right, and the picture is flipped."""
    marks = {}
    for joint, mark in of.landmarks.items():
        name = joint.value
        for left, right in (("left", "right"), ("right", "left")):
            if left in joint.value:
                name = joint.value.replace(left, right)
        flipped = Point(of.width_px - mark.point.x_px, mark.point.y_px)
        marks[Joint(name)] = Landmark(flipped, mark.visibility)
    head = of.head and Head(
        None if of.head.roll_deg is None else -of.head.roll_deg,
        of.head.pitch_deg,
        None if of.head.yaw_deg is None else -of.head.yaw_deg,
    )
    return replace(of, landmarks=marks, head=head)


def eased(script: list[tuple[float, float]]) -> Callable[[float], float]:
    """A value over time through (seconds, value) points, starting and stopping smoothly."""

    def at(time_s: float) -> float:
        before = script[0]
        for after in script[1:]:
            if time_s <= before[0]:
                return before[1]
            if time_s < after[0]:
                share = (time_s - before[0]) / (after[0] - before[0])
                return before[1] + (after[1] - before[1]) * share * share * (3 - 2 * share)
            before = after
        return before[1]

    return at


def film(make: Callable[[float], Pose], length_s: float, fps: float) -> Iterator[Pose]:
    """The poses of a motion, at a frame rate."""
    for index in range(int(length_s * fps) + 1):
        yield replace(make(index / fps), time_s=index / fps)


def play(
    stretch: Stretch,
    make: Callable[[float], Pose],
    length_s: float,
    fps: float = 30,
    level: Level = Level.BEGINNER,
) -> tuple[Session, list[Step]]:
    """Coach a scripted motion; return the session and its steps."""
    session = Session(stretch, level)
    return session, [session.step(each) for each in film(make, length_s, fps)]


def cues(steps: list[Step]) -> list[tuple[float, str]]:
    return [(step.pose.time_s, step.cue.id) for step in steps if step.cue]
