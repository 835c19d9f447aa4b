"""Joints, sides and the one gate of visibility."""

from __future__ import annotations

import pytest

from posecoach.core.pose import Joint, Landmark, Point, Pose, Side


def one(visibility: float = 0.9, x: float = 50.0, y: float = 50.0) -> Pose:
    return Pose(0.0, 100, 80, {Joint.NOSE: Landmark(Point(x, y), visibility)})


def test_the_joints_stand_in_the_order_of_the_model():
    joints = list(Joint)
    assert len(joints) == 33
    assert [joints[i] for i in (0, 3, 11, 23, 28)] == [
        Joint.NOSE,
        Joint.LEFT_EYE_OUTER,
        Joint.LEFT_SHOULDER,
        Joint.LEFT_HIP,
        Joint.RIGHT_ANKLE,
    ]


def test_a_side_knows_its_joints_and_its_opposite():
    assert Side.LEFT.joint("knee") is Joint.LEFT_KNEE
    assert Side.RIGHT.joint("foot_index") is Joint.RIGHT_FOOT_INDEX
    assert Side.LEFT.other is Side.RIGHT
    assert Side.RIGHT.other is Side.LEFT


def test_a_part_that_has_no_side_is_refused():
    with pytest.raises(KeyError, match="left_nose"):
        Side.LEFT.joint("nose")


@pytest.mark.parametrize(("visibility", "seen"), [(0.5, True), (0.49, False), (0.01, False)])
def test_lesson_5_a_faint_joint_is_not_seen(visibility, seen):
    assert (one(visibility).seen(Joint.NOSE) is not None) is seen


@pytest.mark.parametrize(("x", "y"), [(-1, 50), (101, 50), (50, -1), (50, 81)])
def test_lesson_5_a_joint_outside_the_picture_is_not_seen_however_sure_the_model_is(x, y):
    assert one(0.99, x, y).seen(Joint.NOSE) is None


def test_a_joint_that_is_missing_stays_missing():
    assert one().seen(Joint.LEFT_KNEE) is None
    assert not one().empty
    assert Pose(0.0, 100, 80).empty
