from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from posecoach.core.pose import Joint, Point, Side
from posecoach.errors import DefinitionError
from posecoach.outputs.ghost import (
    Ghost,
    dump_ghosts,
    ghost_for,
    ghost_from_pose,
    load_ghosts,
    trunk,
)
from posecoach.outputs.ghost_figure import draw_ghost
from posecoach.outputs.layout import Box
from posecoach.outputs.placement import Placement

from .steps import NOBODY, blank, standing

WHOLE = Placement(640, 1.0, 0, 0, mirrored=False)


def painted(ghost, pose, placement=WHOLE, inset=None):
    picture = blank((640, 480))
    draw_ghost(picture, ghost, pose, placement, inset)
    return (picture != 128).any(axis=2)


def test_a_ghost_counts_in_trunk_lengths_from_the_hips():
    ghost = dict(ghost_from_pose(standing()).places)
    hips, shoulders = (317, 250), (315, 118)
    length = np.hypot(shoulders[0] - hips[0], shoulders[1] - hips[1])
    assert ghost[Joint.LEFT_ANKLE] == pytest.approx(((360 - 317) / length, (410 - 250) / length))
    assert ghost[Joint.LEFT_HIP][0] == pytest.approx(-ghost[Joint.RIGHT_HIP][0])


def test_a_pose_without_a_trunk_makes_no_ghost():
    with pytest.raises(ValueError, match="hips or shoulders are not seen"):
        ghost_from_pose(NOBODY)


def test_mirrored_twice_is_the_same():
    ghost = ghost_from_pose(standing())
    assert ghost.mirrored().mirrored() == ghost
    assert dict(ghost.mirrored().places)[Joint.LEFT_KNEE][0] == pytest.approx(
        -dict(ghost.places)[Joint.RIGHT_KNEE][0]
    )


def test_a_missing_side_is_the_other_one_mirrored():
    ghost = ghost_from_pose(standing())
    ghosts = {"a": {"left": ghost}, "b": {"none": ghost}}
    assert ghost_for(ghosts, "a", Side.LEFT) == ghost
    assert ghost_for(ghosts, "a", Side.RIGHT) == ghost.mirrored()
    assert ghost_for(ghosts, "b", Side.LEFT) == ghost
    assert ghost_for(ghosts, "b", None) == ghost
    assert ghost_for(ghosts, "c", None) is None


def test_the_ghost_lies_over_the_person_it_was_taken_from():
    pose = standing()
    covered = painted(ghost_from_pose(pose), pose)
    for joint in ("left_knee", "right_wrist", "left_shoulder", "nose"):
        point = pose.landmarks[Joint(joint)].point
        assert covered[round(point.y_px), round(point.x_px)], joint
    assert not covered[:, :180].any()


def test_the_ghost_takes_the_size_and_place_of_another_person():
    pose = standing()
    half = {
        j: replace(m, point=Point(100 + m.point.x_px / 2, m.point.y_px / 2))
        for j, m in pose.landmarks.items()
    }
    smaller = replace(pose, landmarks=half)
    covered = painted(ghost_from_pose(pose), smaller)
    knee = half[Joint.LEFT_KNEE].point
    assert covered[round(knee.y_px), round(knee.x_px)]
    assert covered.sum() == pytest.approx(painted(ghost_from_pose(pose), pose).sum() / 4, rel=0.2)


def test_the_ghost_looks_the_way_the_person_does():
    lying = Ghost.of(
        {
            Joint.LEFT_SHOULDER: (-1.0, 0.0),
            Joint.RIGHT_SHOULDER: (-1.0, 0.02),
            Joint.LEFT_HIP: (0.0, 0.0),
            Joint.RIGHT_HIP: (0.0, 0.02),
            Joint.NOSE: (-1.4, -0.1),
            Joint.LEFT_KNEE: (0.9, 0.0),
        }
    )
    marks = standing().landmarks
    head_right = {
        j: replace(marks[j], point=Point(320 - 100 * x, 240 + 100 * y))
        for j, (x, y) in lying.places
    }
    covered = painted(lying, replace(standing(), landmarks=head_right))
    assert covered[232, 320 + 140]  # the head
    assert not covered[220:260, :190].any()


def test_from_the_front_a_left_stretch_stays_a_left_stretch():
    pose = standing()
    tilted = dict(ghost_from_pose(pose).places)
    tilted[Joint.LEFT_WRIST] = (1.6, -1.2)  # the left arm up and out
    covered = painted(Ghost.of(tilted), pose)
    assert covered[:, 480:].any()
    assert not covered[:, :160].any()


def test_an_inset_holds_the_whole_ghost():
    box = Box(20, 200, 200, 160)
    covered = painted(ghost_from_pose(standing()), NOBODY, inset=box)
    rows, columns = np.nonzero(covered)
    assert box.holds(Box(columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1))
    assert np.ptp(rows) > 110


def test_the_person_shows_through_the_ghost_and_the_small_figure_is_bright():
    pose = standing()
    over, alone = blank((640, 480)), blank((640, 480))
    draw_ghost(over, ghost_from_pose(pose), pose, WHOLE)
    draw_ghost(alone, ghost_from_pose(pose), NOBODY, WHOLE, Box(20, 20, 600, 440))
    nose = pose.landmarks[Joint.NOSE].point
    assert np.abs(over[round(nose.y_px), round(nose.x_px)].astype(int) - 128).max() < 30
    middle = (alone != 128).any(axis=2)
    assert np.median(alone[middle].max(axis=1)) > 170


def test_nothing_is_drawn_without_a_trunk():
    assert not painted(ghost_from_pose(standing()), NOBODY).any()


def test_one_hip_and_one_shoulder_make_a_trunk():
    near = [Joint.LEFT_HIP, Joint.LEFT_SHOULDER]
    seen = {joint: standing().landmarks[joint] for joint in near}
    body = trunk(replace(standing(), landmarks=seen))
    assert body is not None
    assert body.middle == Point(344, 250)


def test_a_file_gives_back_what_was_written(tmp_path):
    path = tmp_path / "ghosts.json"
    path.write_text(
        dump_ghosts({"bridge": {"none": ghost_from_pose(standing())}}), encoding="utf-8"
    )
    back = dict(load_ghosts(path)["bridge"]["none"].places)
    for joint, spot in ghost_from_pose(standing()).places:
        assert back[joint] == pytest.approx(spot, abs=0.001)


def test_no_file_is_no_ghosts(tmp_path):
    assert load_ghosts(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "JSON is wanted"),
        ("[]", "list; an object of stretches is wanted"),
        ('{"bridge": {}}', "bridge: an object with one of left, right, none is wanted"),
        ('{"bridge": {"lft": {}}}', "bridge: side 'lft'; one of left, right, none is wanted"),
        (
            '{"bridge": {"left": {"left_ankel": [0, 0]}}}',
            "unknown joint 'left_ankel'; did you mean 'left_ankle'?",
        ),
        ('{"bridge": {"left": {"nose": [0]}}}', "left.nose: [0]; two numbers [x, y] are wanted"),
        ('{"bridge": {"left": {"nose": [0, NaN]}}}', "two numbers"),
    ],
)
def test_a_wrong_file_is_told_with_the_place(tmp_path, text, fault):
    path = tmp_path / "ghosts.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as told:
        load_ghosts(path)
    assert fault in str(told.value)
    assert str(path) in str(told.value)


def test_every_fault_of_a_file_is_told(tmp_path):
    path = tmp_path / "ghosts.json"
    path.write_text(json.dumps({"a": {"left": {"x": [0, 0], "nose": 3}}, "b": 2}), encoding="utf-8")
    with pytest.raises(DefinitionError) as told:
        load_ghosts(path)
    assert len(told.value.faults) == 3
