from __future__ import annotations

import numpy as np
import pytest

from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.errors import SourceError
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.estimators.recording import Header, write_poses
from posecoach.ports import Frame

PICTURE = np.zeros((480, 640, 3), np.uint8)


@pytest.fixture
def recorded(tmp_path) -> RecordedEstimator:
    """A tenth of a second apart, frame n has every joint at x = n; frames 3 to 5 were lost."""
    poses = [
        Pose(n / 10, 640, 480, {joint: Landmark(Point(n, 2 * n), 1.0) for joint in Joint})
        for n in (0, 1, 2, 6, 7)
    ]
    write_poses(tmp_path / "any", Header("any.mp4", (640, 480), 10.0, "made up"), poses)
    return RecordedEstimator(tmp_path / "any")


@pytest.mark.parametrize(
    ("time_s", "frame"),
    [
        (0.0, 0),
        (0.1, 1),
        (0.149, 1),
        (0.151, 2),
        (0.25, 2),
        (0.26, None),  # in the gap: neither neighbour is taken
        (0.4, None),
        (0.549, None),
        (0.55, 6),
        (0.7, 7),
        (0.75, 7),
        (0.76, None),
        (99.0, None),
    ],
)
def test_the_nearest_frame_answers_within_half_a_frame(recorded, time_s, frame):
    pose = recorded.estimate(Frame(time_s, PICTURE))
    assert pose.time_s == time_s
    if frame is None:
        assert pose.empty
    else:
        assert pose.landmarks[Joint.NOSE].point == Point(frame, 2 * frame)


def test_the_answer_is_in_the_frame_s_own_pixels(recorded):
    pose = recorded.estimate(Frame(0.6, np.zeros((240, 1280, 3), np.uint8)))
    assert (pose.width_px, pose.height_px) == (1280, 240)
    assert pose.landmarks[Joint.LEFT_KNEE].point == Point(12, 6)


def test_a_recording_without_frames_holds_nobody(tmp_path):
    write_poses(tmp_path / "none", Header("none.mp4", (640, 480), 10.0, "made up"), [])
    assert RecordedEstimator(tmp_path / "none").estimate(Frame(0.0, PICTURE)).empty


def test_a_wrong_recording_is_told_with_its_line(tmp_path):
    (tmp_path / "bad").write_text("{}\n")
    with pytest.raises(SourceError, match="bad:1: schema null"):
        RecordedEstimator(tmp_path / "bad")
