"""Left stays left: the model swaps the names of legs or arms now and then, seeing them side-on.

A swap shows as a jump: from one frame to the next both limbs change place, and with the names
exchanged they would hardly have moved. Who is right then is a vote over time since the limbs came
apart; while they lie one upon the other, the names are the model's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .geometry import distance_px, midpoint
from .pose import Joint, Landmark, Point, Pose, Side

LEGS = ("knee", "ankle", "heel", "foot_index")
ARMS = ("elbow", "wrist")
MUCH_SMALLER = 0.5  # the jump with the names exchanged, against the jump as it is
TOGETHER = 0.15  # of the trunk's length between the limbs, on average: then they cannot be told
REMEMBERED_S = 0.5
VOTES_S = 2.0

_BELONG = {ARMS: ("pinky", "index", "thumb"), LEGS: ()}  # go with the limb, but are no use to it


class SwapWatch:
    """Follows a pair of limbs by their `parts`, and gives them back their names."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._parts = parts
        self._other = _others(parts)
        self._limbs: dict[Joint, Point] = {}
        self._time_s = 0.0
        self._lead_s = 0.0

    def step(self, pose: Pose) -> Pose:
        """Return the pose with each limb under the name that it had before."""
        limbs = self._points(pose)
        passed_s = pose.time_s - self._time_s
        if len(limbs) < len(self._other):
            return pose
        if passed_s > REMEMBERED_S or not self._limbs or self._are_together(pose):
            self._lead_s = 0.0
        elif not self._is_swapped(limbs):
            self._lead_s = min(self._lead_s + passed_s, VOTES_S)
        elif self._lead_s > passed_s:
            self._lead_s -= passed_s
            pose = exchanged(pose, self._parts)
            limbs = self._points(pose)
        else:  # the model has held to its names for longer: it was wrong before
            self._lead_s = passed_s
        self._limbs, self._time_s = limbs, pose.time_s
        return pose

    def _points(self, pose: Pose) -> dict[Joint, Point]:
        marks = pose.landmarks
        return {joint: marks[joint].point for joint in self._other if joint in marks}

    def _is_swapped(self, limbs: Mapping[Joint, Point]) -> bool:
        """Return whether both limbs would hardly have moved with their names exchanged."""
        before = self._limbs
        as_it_is = sum(distance_px(limbs[joint], before[joint]) for joint in before)
        crossed = sum(distance_px(limbs[self._other[joint]], before[joint]) for joint in before)
        return crossed < MUCH_SMALLER * as_it_is

    def _are_together(self, pose: Pose) -> bool:
        """Return whether the limbs were too near to each other to be told apart."""
        before = self._limbs
        apart = sum(distance_px(before[joint], before[self._other[joint]]) for joint in before)
        return apart / len(before) < TOGETHER * _trunk_px(pose)


def exchanged(pose: Pose, parts: tuple[str, ...]) -> Pose:
    """Return the pose with the left limb's joints under the right limb's names and back."""
    marks: dict[Joint, Landmark] = dict(pose.landmarks)
    world = dict(pose.world_m)
    for joint, other in _others((*parts, *_BELONG[parts])).items():
        if joint in pose.landmarks and other in pose.landmarks:
            marks[joint] = pose.landmarks[other]
        if joint in pose.world_m and other in pose.world_m:
            world[joint] = pose.world_m[other]
    return replace(pose, landmarks=marks, world_m=world)


def _others(parts: tuple[str, ...]) -> dict[Joint, Joint]:
    """Return each joint's counterpart on the other side."""
    return {side.joint(part): side.other.joint(part) for part in parts for side in Side}


def _trunk_px(pose: Pose) -> float:
    ends = [
        midpoint(*(pose.landmarks[side.joint(part)].point for side in Side))
        for part in ("shoulder", "hip")
        if all(side.joint(part) in pose.landmarks for side in Side)
    ]
    return distance_px(*ends) if len(ends) == 2 else 0.0
