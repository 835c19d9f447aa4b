"""What of a pose can be trusted: one person's, with limbs of their own length, left being left.

Everything after this reads a pose as it comes; what is doubtful has been made unseen here.
"""

from __future__ import annotations

from dataclasses import replace

from .crowd import CrowdWatch
from .limbs import LimbWatch
from .pose import Pose
from .swaps import ARMS, LEGS, SwapWatch


class Trust:
    """Follows one person from frame to frame, and keeps back what cannot be theirs."""

    def __init__(self) -> None:
        self._crowd = CrowdWatch()
        self._swaps = (SwapWatch(LEGS), SwapWatch(ARMS))
        self._limbs = LimbWatch()

    def step(self, pose: Pose, *, running: bool) -> Pose:
        """Return the pose to judge; where it may be of two people it is empty, and crowded."""
        if self._crowd.step(pose, running=running):
            return replace(pose, landmarks={}, head=None, world_m={}, crowded=True)
        if pose.empty:
            return pose
        for watch in self._swaps:
            pose = watch.step(pose)
        return self._limbs.step(pose)
