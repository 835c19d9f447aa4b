"""The person's own neutral: the middle of a still moment in the set-up position.

A neutral is a pose: every relative measure takes its zero from reading it. It is proposed after
0.7 s of stillness, refined for up to 2 s, and never taken for an angle outside the bounds that the
definition gives: a clip that begins in the middle of the stretch keeps the definition's neutral.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from .body import Body
from .measure import MEASURES
from .pose import Head, Joint, Landmark, Point, Pose

SETTLE_S = 0.7
REFINE_S = 2.0


def middle_pose(poses: Sequence[Pose]) -> Pose:
    """Return the pose of medians, joint by joint; a joint must be in at least half the poses."""
    first, last = poses[0], poses[-1]
    marks: dict[Joint, Landmark] = {}
    for joint in Joint:
        seen = [pose.landmarks[joint] for pose in poses if joint in pose.landmarks]
        if 2 * len(seen) >= len(poses):
            x_px = median(mark.point.x_px for mark in seen)
            y_px = median(mark.point.y_px for mark in seen)
            marks[joint] = Landmark(Point(x_px, y_px), median(mark.visibility for mark in seen))
    world = {
        joint: tuple_median([p.world_m[joint] for p in poses if joint in p.world_m])
        for joint in last.world_m
    }
    return Pose(last.time_s, first.width_px, first.height_px, marks, _middle_head(poses), world)


def tuple_median(points: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return the median of each coordinate."""
    x, y, z = (median(values) for values in zip(*points, strict=True))
    return x, y, z


def _middle_head(poses: Sequence[Pose]) -> Head | None:
    heads = [pose.head for pose in poses if pose.head is not None]
    if not heads:
        return None

    def middle(values: list[float | None]) -> float | None:
        seen = [value for value in values if value is not None]
        return median(seen) if seen else None

    return Head(
        middle([head.roll_deg for head in heads]),
        middle([head.pitch_deg for head in heads]),
        middle([head.yaw_deg for head in heads]),
    )


class Calibration:
    """Collects the still poses of the set-up and answers with the neutral pose."""

    def __init__(self) -> None:
        self._poses: list[Pose] = []
        self.rest: Pose | None = None
        self._closed = False

    def take(self, pose: Pose, *, still: bool) -> bool:
        """Take one pose; return whether the person has been still for 0.7 s by now."""
        if self._closed:
            return True
        if not still:
            if self.rest is not None:
                self._close()
                return True
            self._poses.clear()
            return False
        self._poses.append(pose)
        still_s = pose.time_s - self._poses[0].time_s
        if self.rest is None and still_s >= SETTLE_S:
            self.rest = middle_pose(self._poses)
        if still_s >= REFINE_S:
            self._close()
        return self.rest is not None

    def _close(self) -> None:
        self.rest = middle_pose(self._poses)
        self._closed = True
        self._poses.clear()


def bounded_zero(measure: str, body: Body, neutral: float, within: float) -> float:
    """Return the rest pose's reading of `measure`, or `neutral` when that is out of bounds."""
    rest = body.rest
    if rest is None:
        return neutral
    at_rest = replace(body, pose=rest)
    value = MEASURES[measure].read(at_rest)
    return value if value is not None and abs(value - neutral) <= within else neutral
