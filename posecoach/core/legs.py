"""Left stays left: the model swaps the names of the legs now and then when it sees them side-on.

A swap shows as a jump: from one frame to the next both legs change place, and with the names
exchanged they would hardly have moved. Who is right then is a vote over time since the legs came
apart; while they lie one upon the other, the names are the model's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .geometry import distance_px, midpoint
from .pose import Joint, Landmark, Point, Pose, Side

PARTS = ("knee", "ankle", "heel", "foot_index")
MUCH_SMALLER = 0.5  # the jump with the names exchanged, against the jump as it is
TOGETHER = 0.15  # of the trunk's length between the legs, on average: then they cannot be told
REMEMBERED_S = 0.5
VOTES_S = 2.0

_LEFT = {part: Side.LEFT.joint(part) for part in PARTS}
_RIGHT = {part: Side.RIGHT.joint(part) for part in PARTS}
_OTHER = {_LEFT[part]: _RIGHT[part] for part in PARTS}
_OTHER |= {right: left for left, right in _OTHER.items()}


class LegWatch:
    """Follows both legs, and gives them back their names where the model exchanges them."""

    def __init__(self) -> None:
        self._legs: dict[Joint, Point] = {}
        self._time_s = 0.0
        self._lead_s = 0.0

    def step(self, pose: Pose) -> Pose:
        """Return the pose with each leg under the name that it had before."""
        legs = {joint: pose.landmarks[joint].point for joint in _OTHER if joint in pose.landmarks}
        passed_s = pose.time_s - self._time_s
        if len(legs) < len(_OTHER):
            return pose
        if passed_s > REMEMBERED_S or not self._legs or self._are_together(pose):
            self._lead_s = 0.0
        elif not self._is_swapped(legs):
            self._lead_s = min(self._lead_s + passed_s, VOTES_S)
        elif self._lead_s > passed_s:
            self._lead_s -= passed_s
            pose = exchanged(pose)
            legs = {joint: pose.landmarks[joint].point for joint in _OTHER}
        else:  # the model has held to its names for longer: it was wrong before
            self._lead_s = passed_s
        self._legs, self._time_s = legs, pose.time_s
        return pose

    def _is_swapped(self, legs: Mapping[Joint, Point]) -> bool:
        """Return whether both legs would hardly have moved with their names exchanged."""
        as_it_is = sum(distance_px(legs[joint], self._legs[joint]) for joint in _OTHER)
        crossed = sum(distance_px(legs[_OTHER[joint]], self._legs[joint]) for joint in _OTHER)
        return crossed < MUCH_SMALLER * as_it_is

    def _are_together(self, pose: Pose) -> bool:
        """Return whether the legs were too near to each other to be told apart."""
        apart = sum(distance_px(self._legs[_LEFT[p]], self._legs[_RIGHT[p]]) for p in PARTS)
        return apart / len(PARTS) < TOGETHER * _trunk_px(pose)


def exchanged(pose: Pose) -> Pose:
    """Return the pose with the left leg's joints under the right leg's names and back."""
    marks: dict[Joint, Landmark] = dict(pose.landmarks)
    world = dict(pose.world_m)
    for joint, other in _OTHER.items():
        marks[joint] = pose.landmarks[other]
        if other in pose.world_m:
            world[joint] = pose.world_m[other]
    return replace(pose, landmarks=marks, world_m=world)


def _trunk_px(pose: Pose) -> float:
    ends = [
        midpoint(*(pose.landmarks[side.joint(part)].point for side in Side))
        for part in ("shoulder", "hip")
        if all(side.joint(part) in pose.landmarks for side in Side)
    ]
    return distance_px(*ends) if len(ends) == 2 else 0.0
