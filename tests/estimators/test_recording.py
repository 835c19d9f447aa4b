from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posecoach.core.pose import Head, Joint, Landmark, Point, Pose
from posecoach.errors import SourceError
from posecoach.estimators.recording import (
    DEPTH_JOINTS,
    Header,
    PoseRecorder,
    read_poses,
    write_poses,
)

HEADER = Header("any.mp4", (640, 480), 15.0, "made up")
HEAD_LINE = '{"schema":1,"clip":"any.mp4","size":[640,480],"fps":15.0,"estimator":"made up"}'


def person(time_s: float, head: Head | None = None) -> Pose:
    marks = {
        joint: Landmark(Point(10.04 * i + time_s, 479.96 - i), 0.994)
        for i, joint in enumerate(Joint)
    }
    world = {joint: (0.12345, -0.5, 0.0004) for joint in DEPTH_JOINTS}
    return Pose(time_s, 640, 480, marks, head, world)


def line(**changes: object) -> str:
    good = {"time_s": 0.0, "landmarks": [[1, 2, 0.5]] * 33, "head": None, "world_m": []}
    return json.dumps(good | changes)


def test_what_is_written_is_read_again_but_for_the_rounding(tmp_path):
    poses = [
        Pose(0.0, 640, 480),
        person(0.0666667, Head(12.345, None, -3.0)),
        person(0.1333333),
        person(0.2, Head()),
    ]
    write_poses(tmp_path / "any.poses.jsonl", HEADER, poses)
    recording = read_poses(tmp_path / "any.poses.jsonl")
    assert recording.header == HEADER
    nobody, first, second, third = recording.poses
    assert nobody == poses[0]
    assert [pose.time_s for pose in recording.poses] == [0.0, 0.066667, 0.133333, 0.2]
    assert first.head == Head(12.35, None, -3.0) or first.head == Head(12.34, None, -3.0)
    assert (second.head, third.head) == (None, Head())
    assert first.landmarks[Joint.LEFT_EYE_INNER] == Landmark(Point(10.1, 479.0), 0.99)
    assert first.world_m[Joint.LEFT_KNEE] == (0.123, -0.5, 0.0)
    assert list(first.landmarks) == list(Joint)


def test_reading_and_writing_again_changes_nothing(tmp_path):
    write_poses(
        tmp_path / "a", HEADER, [person(t / 15, Head(float(t), 0.126, None)) for t in range(9)]
    )
    once = read_poses(tmp_path / "a")
    write_poses(tmp_path / "b", once.header, once.poses)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_that_somebody_else_was_in_view_is_recorded_and_alone_leaves_no_trace(tmp_path):
    poses = [person(0.0), replace(person(0.1), crowded=True), person(0.2)]
    write_poses(tmp_path / "any", HEADER, poses)
    assert [pose.crowded for pose in read_poses(tmp_path / "any").poses] == [False, True, False]
    lines = (tmp_path / "any").read_text(encoding="utf-8").splitlines()
    assert ["crowded" in each for each in lines] == [False, False, True, False]


def test_a_recorder_left_by_an_error_leaves_nothing(tmp_path):
    def record() -> None:
        with PoseRecorder(tmp_path / "any", HEADER) as recorder:
            recorder.add(person(0.0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record()
    assert list(tmp_path.iterdir()) == []


def test_a_recording_that_cannot_be_written_is_told_in_one_line(tmp_path):
    with pytest.raises(SourceError, match="wanted a file to write to"):
        write_poses(tmp_path / "no" / "folder", HEADER, [])


@pytest.mark.parametrize(
    ("lines", "place", "came"),
    [
        ([""], 1, " is not JSON; wanted one JSON object a line"),
        (["[1]"], 1, "[1]; wanted one JSON object a line"),
        (["{}"], 1, "schema null; wanted schema 1 in the first line"),
        ([line()], 1, "schema null; wanted schema 1"),
        (['{"schema":2}'], 1, "schema 2; wanted schema 1"),
        (['{"schema":1,"size":[640],"fps":15}'], 1, "size [640]; wanted [width, height]"),
        (['{"schema":1,"size":[640,480]}'], 1, "fps null; wanted frames a second"),
        (['{"schema":1,"size":[640,0],"fps":15}'], 1, "numbers above 0"),
        (['{"schema":1,"size":[640,480],"fps":0}'], 1, "numbers above 0"),
        ([HEAD_LINE, line(time_s=None)], 2, "time_s null; wanted seconds"),
        ([HEAD_LINE, line(time_s=True)], 2, "time_s true; wanted seconds"),
        ([HEAD_LINE, line(time_s=float("nan"))], 2, "time_s NaN; wanted seconds"),
        ([HEAD_LINE, line(time_s=10**400)], 2, "wanted seconds"),
        ([HEAD_LINE, line(), line()], 3, "time_s 0.0; wanted more than the 0.0 before"),
        ([HEAD_LINE, line(landmarks=None)], 2, "landmarks null; wanted 33 times"),
        ([HEAD_LINE, line(landmarks=[[1, 2, 0.5]] * 32)], 2, "32 landmarks; wanted 33 times"),
        ([HEAD_LINE, line(landmarks=[[1, 2]] * 33)], 2, "landmarks [1, 2]; wanted [x_px, y_px"),
        ([HEAD_LINE, line(landmarks=[["a", 2, 0.5]] * 33)], 2, "landmarks a; wanted [x_px, y_px"),
        ([HEAD_LINE, line(landmarks=[[1, 2, 1.5]] * 33)], 2, "a visibility outside 0 to 1"),
        ([HEAD_LINE, line(head=[1, 2])], 2, "head [1, 2]; wanted [roll, pitch, yaw]"),
        ([HEAD_LINE, line(head=[1, 2, "x"])], 2, "head x; wanted [roll, pitch, yaw]"),
        ([HEAD_LINE, line(world_m=[[1, 2, 3]])], 2, "1 world_m; wanted 4 times"),
        ([HEAD_LINE, line(), '{"time_s": 0.1, "landm'], 3, " is not JSON"),
        ([HEAD_LINE, "", line()], 2, " is not JSON"),
        ([HEAD_LINE, "[" * 100_000], 2, " is not JSON"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path, lines, place, came):
    path = tmp_path / "bad.poses.jsonl"
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(SourceError) as caught:
        read_poses(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{place}: ")
    assert came in message
    assert "\n" not in message
    assert len(message) < len(str(path)) + 200


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "came"),
    [
        (lambda path: None, "No such file"),
        (a_folder, "directory"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00film"), "not text"),
    ],
)
def test_what_is_no_recording_is_told_in_one_line(tmp_path, make, came):
    make(tmp_path / "any")
    with pytest.raises(SourceError, match=f"any: .*{came}.*; wanted recorded poses"):
        read_poses(tmp_path / "any")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    key=st.sampled_from(["time_s", "landmarks", "head", "world_m", "schema", "size", "fps"]),
    value=JSON,
    cut=st.integers(0, 60),
)
def test_garbage_is_read_or_refused_but_never_crashes(tmp_path, key, value, cut):
    header = json.dumps(json.loads(HEAD_LINE) | {key: value})
    text = f"{header}\n{line(**{key: value})}\n"
    path = tmp_path / "fuzz"
    path.write_text(text[: len(text) - cut], encoding="utf-8", errors="replace")
    try:
        assert read_poses(path).header.fps > 0
    except SourceError as fault:
        assert str(fault).startswith(f"{path}:")  # noqa: PT017 (either answer is right)
