"""What every body is made of: the picture, the lengths of the limbs, and the mirror."""

from __future__ import annotations

from dataclasses import replace

from posecoach.core.pose import Head, Joint, Landmark, Point, Pose

WIDTH, HEIGHT = 640, 480
TRUNK, THIGH, SHANK, FOOT, NECK = 120.0, 100.0, 95.0, 40.0, 45.0


def pose(points: dict[Joint, tuple[float, float]], time_s: float = 0.0, **more: object) -> Pose:
    marks = {joint: Landmark(Point(x, y), 0.99) for joint, (x, y) in points.items()}
    return Pose(time_s, WIDTH, HEIGHT, marks, **more)


def nobody(time_s: float = 0.0) -> Pose:
    return Pose(time_s, WIDTH, HEIGHT)


def mirrored(of: Pose) -> Pose:
    """The same person in a mirror: left is right, and the picture is flipped."""
    marks = {
        _other(joint): Landmark(
            Point(of.width_px - mark.point.x_px, mark.point.y_px), mark.visibility
        )
        for joint, mark in of.landmarks.items()
    }
    world = {_other(joint): (-x, y, z) for joint, (x, y, z) in of.world_m.items()}
    head = of.head and Head(
        None if of.head.roll_deg is None else -of.head.roll_deg,
        of.head.pitch_deg,
        None if of.head.yaw_deg is None else -of.head.yaw_deg,
    )
    return replace(of, landmarks=marks, head=head, world_m=world)


def _other(joint: Joint) -> Joint:
    """The same joint of the other side."""
    for left, right in (("left", "right"), ("right", "left")):
        if left in joint.value:
            return Joint(joint.value.replace(left, right))
    return joint
