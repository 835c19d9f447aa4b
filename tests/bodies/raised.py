"""A hand held up: what asks the program for something, from any distance."""

from __future__ import annotations

from dataclasses import replace

from posecoach.core.pose import Landmark, Point, Pose, Side


def with_hand(of: Pose, *sides: Side, elbow_out: float = 0.0) -> Pose:
    """The same body with an arm straight up; `elbow_out` pixels bend it."""
    marks = dict(of.landmarks)
    for side in sides:
        at = marks[side.joint("shoulder")].point
        marks[side.joint("elbow")] = Landmark(Point(at.x_px + elbow_out, at.y_px - 60), 0.99)
        marks[side.joint("wrist")] = Landmark(Point(at.x_px + 5, at.y_px - 120), 0.99)
    return replace(of, landmarks=marks)
