"""Replays recorded landmarks in place of the model: no model, no MediaPipe, the same answers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

from posecoach.core.pose import Pose
from posecoach.estimators.recording import read_poses
from posecoach.ports import Closing, Frame


class RecordedEstimator(Closing):
    """Answers with the pose recorded at the frame's time.

    Times may differ by half a frame; where nothing was recorded the pose is empty, never a
    neighbour's. Raises SourceError when `path` cannot be read or is wrong.
    """

    def __init__(self, path: Path) -> None:
        recording = read_poses(path)
        self._poses = recording.poses
        self._times_s = [pose.time_s for pose in self._poses]
        self._reach_s = 0.5 / recording.header.fps + 1e-6

    def estimate(self, frame: Frame) -> Pose:
        """Return the recorded pose, in the frame's own pixels and at the frame's own time."""
        height, width = frame.bgr.shape[:2]
        pose = self._nearest(frame.time_s)
        if pose is None:
            return Pose(frame.time_s, width, height)
        return replace(pose.sized(width, height), time_s=frame.time_s)

    def _nearest(self, time_s: float) -> Pose | None:
        after = bisect_left(self._times_s, time_s)
        near = self._poses[max(0, after - 1) : after + 1]
        pose = min(near, key=lambda pose: abs(pose.time_s - time_s), default=None)
        return pose if pose is not None and abs(pose.time_s - time_s) <= self._reach_s else None

    def close(self) -> None:
        """Do nothing: there is nothing to release."""
