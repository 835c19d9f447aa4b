"""A clip and its poses side by side: the same times, both whole or neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from bodies import front

from posecoach.app import coach
from posecoach.catalog import find
from posecoach.commands.film import Film, FilmedEstimator, clip_path, session_clip
from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.core.summary import Summary
from posecoach.errors import PosecoachError
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.estimators.recording import read_poses
from posecoach.ports import Closing, Estimator, Frame
from posecoach.sources.clip import ClipSource
from tests.conftest import SAMPLES, first_frames

SIZE = (320, 240)


def frame(time_s: float, grey: int = 100, size: tuple[int, int] = SIZE) -> Frame:
    return Frame(time_s, np.full((size[1], size[0], 3), grey, np.uint8))


def body(time_s: float, size: tuple[int, int] = SIZE) -> Pose:
    """Somebody whose every joint has a place, as the model gives them."""
    somewhere = dict.fromkeys(Joint, Landmark(Point(1.0, 1.0), 0.1))
    known = front()
    return replace(known, landmarks=somewhere | dict(known.landmarks), time_s=time_s).sized(*size)


def filmed(clip: Path, times_s: list[float], **how: float) -> Film:
    with Film(clip, **how) as film:
        for time_s in times_s:
            film.add(frame(time_s), body(time_s))
    return film


def pictures(clip: Path) -> int:
    found, capture = 0, cv2.VideoCapture(str(clip))
    while capture.read()[0]:
        found += 1
    return found


@pytest.mark.parametrize("camera_fps", [4, 10, 15, 24, 30, 60])
def test_every_picture_has_its_pose_at_its_own_time_whatever_the_cameras_rate(tmp_path, camera_fps):
    clip = tmp_path / "a.mp4"
    film = filmed(clip, [12.3 + nth / camera_fps for nth in range(4 * camera_fps)])
    poses = read_poses(tmp_path / "a.poses.jsonl").poses
    assert len(poses) == pictures(clip) == film.frames
    assert film.frames == pytest.approx(60, abs=max(1, 15 / camera_fps))
    assert [pose.time_s for pose in poses] == pytest.approx(
        [nth / 15 for nth in range(len(poses))], abs=1e-6
    )
    assert not any(pose.empty for pose in poses)


def test_a_clips_own_frames_are_kept_one_by_one(tmp_path):
    film = filmed(tmp_path / "a.mp4", [nth / 24 for nth in range(48)], fps=24)
    header = read_poses(film.poses).header
    assert (film.frames, header.fps, header.clip, header.size_px) == (48, 24, "a.mp4", SIZE)


def test_who_was_not_looked_at_for_half_a_second_was_not_seen(tmp_path):
    """A camera that hangs leaves a picture that stands, and nobody holds a stretch in it."""
    filmed(tmp_path / "a.mp4", [0.0, 0.1, 0.2, 3.2, 3.3])
    gone = [pose.time_s for pose in read_poses(tmp_path / "a.poses.jsonl").poses if pose.empty]
    assert min(gone) == pytest.approx(0.73, abs=0.08)
    assert max(gone) == pytest.approx(3.13, abs=0.08)


def test_an_odd_picture_loses_a_line_and_its_pose_stays_where_it_is(tmp_path):
    with Film(tmp_path / "a.mp4") as film:
        film.add(frame(0.0, size=(321, 241)), body(0.0, (321, 241)))
    recording = read_poses(film.poses)
    assert recording.header.size_px == (320, 240)
    nose = body(0.0, (321, 241)).landmarks[Joint.NOSE].point
    assert recording.poses[0].landmarks[Joint.NOSE].point.x_px == pytest.approx(nose.x_px, abs=0.1)


def test_a_camera_that_changes_its_picture_is_kept_at_the_first_size(tmp_path):
    with Film(tmp_path / "a.mp4") as film:
        film.add(frame(0.0), body(0.0))
        film.add(frame(1 / 15, size=(640, 480)), body(1 / 15, (640, 480)))
    first, second = read_poses(film.poses).poses
    ends = (p.landmarks[Joint.LEFT_HIP].point for p in (first, second))
    assert abs(next(ends).x_px - next(ends).x_px) < 1.0
    assert pictures(film.clip) == 2


def test_both_files_appear_only_when_both_are_whole(tmp_path):
    film = Film(tmp_path / "a.mp4")
    for nth in range(5):
        film.add(frame(nth / 15), body(nth / 15))
    assert not film.clip.exists()
    assert not film.poses.exists()
    film.close()
    film.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.mp4", "a.poses.jsonl"]


def test_after_an_error_nothing_is_left_and_an_older_recording_stays(tmp_path):
    filmed(tmp_path / "a.mp4", [0.0, 0.1])
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}

    def fail() -> None:
        with Film(tmp_path / "a.mp4") as film:
            film.add(frame(0.0), body(0.0))
            film.add(frame(1.0), body(1.0))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_nothing_filmed_leaves_nothing(tmp_path):
    filmed(tmp_path / "new" / "a.mp4", [])
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("when", ["finish", "close"])
def test_a_full_disk_is_told_in_one_line_and_leaves_nothing(tmp_path, monkeypatch, when):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    film = Film(tmp_path / "a.mp4")
    film.add(frame(0.0), body(0.0))
    film.add(frame(0.2), body(0.2))
    monkeypatch.setattr(f"posecoach.outputs.video_file.VideoFile.{when}", full)
    with pytest.raises(PosecoachError, match=r"a\.mp4: No space left on device; wanted") as told:
        film.close()
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_poses_that_cannot_be_written_are_told_in_one_line(tmp_path, monkeypatch):
    film = Film(tmp_path / "a.mp4")
    film.add(frame(0.0), body(0.0))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("posecoach.estimators.recording.PoseRecorder.add", full)
    with pytest.raises(PosecoachError, match="No space left on device"):
        film.close()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PosecoachError, match=r"file.*; wanted a folder"):
        Film(tmp_path / "file" / "a.mp4")


@pytest.mark.parametrize("name", ["", "a b", "../a", "a/b", "-a", "a.mp4", "ä", "a_b", "a" * 41])
def test_a_name_of_other_signs_is_refused(tmp_path, name):
    with pytest.raises(PosecoachError, match="wanted at most 40 letters"):
        clip_path(name, tmp_path)


def test_a_recording_that_is_there_is_not_written_over_unless_told(tmp_path):
    for ending in ("mp4", "poses.jsonl"):
        (tmp_path / f"a.{ending}").write_text("")
        with pytest.raises(PosecoachError, match="is there already; wanted another name"):
            clip_path("a", tmp_path)
        assert clip_path("a", tmp_path, force=True) == tmp_path / "a.mp4"
        (tmp_path / f"a.{ending}").unlink()
    assert clip_path("Bridge-2", tmp_path) == tmp_path / "Bridge-2.mp4"


class Eyes(Closing):
    """Sees the same body in every frame."""

    closed = 0

    def estimate(self, frame: Frame) -> Pose:
        return body(frame.time_s)

    def close(self) -> None:
        self.closed += 1


class TestASessionThatIsFilmed:
    def test_the_session_sees_what_it_would_see_and_the_film_is_kept(self, tmp_path):
        told: list[str] = []
        eyes = Eyes()
        with FilmedEstimator(eyes, tmp_path / "a.mp4", told.append) as filming:
            seen = [filming.estimate(frame(nth / 15)) for nth in range(30)]
        assert seen == [body(nth / 15) for nth in range(30)]
        assert len(read_poses(tmp_path / "a.poses.jsonl").poses) == 30
        assert told == [f"{tmp_path / 'a.mp4'}: filmed 2.0 s, with its poses."]
        assert eyes.closed == 0, "the next stretch looks through them, too"

    def test_a_coached_clip_comes_out_the_same_and_so_does_its_film(self, tmp_path):
        name = "neck-lateral-ear-to-shoulder"
        clip = first_frames(SAMPLES / f"{name}-good-1.mp4", tmp_path / "in.mp4", 150)
        poses = SAMPLES / f"{name}-good-1.poses.jsonl"

        def coached(source: Path, eyes: Estimator) -> Summary:
            with ClipSource(source) as frames, eyes:
                return coach(frames, eyes, find(name))

        plain = coached(clip, RecordedEstimator(poses))
        out = tmp_path / "out.mp4"
        assert (
            coached(clip, FilmedEstimator(RecordedEstimator(poses), out, lambda _: None)) == plain
        )
        assert coached(out, RecordedEstimator(tmp_path / "out.poses.jsonl")) == plain
        assert plain.attempts

    def test_what_was_filmed_until_ctrl_c_is_kept(self, tmp_path):
        def pressed() -> None:
            with FilmedEstimator(Eyes(), tmp_path / "a.mp4", lambda _: None) as filming:
                for nth in range(15):
                    filming.estimate(frame(nth / 15))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            pressed()
        assert pictures(tmp_path / "a.mp4") == 15

    def test_a_place_that_cannot_be_written_is_told_once_and_the_session_goes_on(self, tmp_path):
        (tmp_path / "file").write_text("")
        told: list[str] = []
        with FilmedEstimator(Eyes(), tmp_path / "file" / "a.mp4", told.append) as filming:
            assert not filming.estimate(frame(0.0)).empty
        assert len(told) == 1
        assert told[0].endswith("This session is not filmed.")

    def test_a_disk_that_fills_up_is_told_once_and_the_session_goes_on(self, tmp_path, monkeypatch):
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        told: list[str] = []
        with FilmedEstimator(Eyes(), tmp_path / "a.mp4", told.append) as filming:
            filming.estimate(frame(0.0))
            monkeypatch.setattr("posecoach.estimators.recording.PoseRecorder.add", full)
            for nth in range(1, 5):
                assert not filming.estimate(frame(nth / 5)).empty
        assert len(told) == 1
        assert list(tmp_path.iterdir()) == []

    def test_each_session_has_a_file_of_its_own(self, tmp_path, monkeypatch):
        monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
        at = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
        assert session_clip("bridge", at) == tmp_path / "recordings" / "bridge-20260304-050607.mp4"
