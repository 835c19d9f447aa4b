from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from posecoach.errors import PosecoachError
from posecoach.outputs.clip_writer import ClipWriter
from posecoach.ports import Frame

from .steps import NOBODY, blank, step

SIZE = (320, 240)


def write(path: Path, times_s: list[float], fps: float = 10.0, **how: object) -> None:
    """Write one frame a time; its grey tells its number."""
    with ClipWriter(path, fps, **how) as clip:
        for nth, time_s in enumerate(times_s):
            clip.emit(Frame(time_s, blank(SIZE, grey=20 + 20 * nth)), step(NOBODY))


def numbers(path: Path) -> list[int]:
    """Return the number of the frame that each picture of the clip shows."""
    clip, found = cv2.VideoCapture(str(path)), []
    while True:
        more, picture = clip.read()
        if not more:
            return found
        found.append(round((float(picture[200:230, 100:200].mean()) - 20) / 20))


def test_even_frames_are_written_one_by_one(tmp_path):
    write(tmp_path / "a.mp4", [nth / 10 for nth in range(6)])
    assert numbers(tmp_path / "a.mp4") == [0, 1, 2, 3, 4, 5]


def test_uneven_frames_are_repeated_and_left_out_to_keep_real_time(tmp_path):
    write(tmp_path / "a.mp4", [5.0, 5.1, 5.4, 5.42, 5.5, 5.6])
    assert numbers(tmp_path / "a.mp4") == [0, 1, 1, 1, 3, 4, 5]


def test_the_clip_has_the_frame_rate_and_size_asked_for(tmp_path):
    write(tmp_path / "a.mp4", [0.0, 0.1], fps=12.5, size=(640, 360))
    clip = cv2.VideoCapture(str(tmp_path / "a.mp4"))
    assert clip.get(cv2.CAP_PROP_FPS) == pytest.approx(12.5)
    size = clip.get(cv2.CAP_PROP_FRAME_WIDTH), clip.get(cv2.CAP_PROP_FRAME_HEIGHT)
    assert size == (640, 360)


def test_odd_sizes_are_made_even(tmp_path):
    with ClipWriter(tmp_path / "a.mp4", 10) as clip:
        clip.emit(Frame(0.0, blank((321, 241))), step(NOBODY))
    assert cv2.VideoCapture(str(tmp_path / "a.mp4")).get(cv2.CAP_PROP_FRAME_WIDTH) == 320


def test_a_clip_shows_the_cameras_own_sides_and_no_keys(tmp_path):
    picture = blank((640, 480), grey=40)
    picture[:, 600:] = 230
    for mirrored, bright in ((False, np.s_[:, 620:]), (True, np.s_[:, :20])):
        with ClipWriter(tmp_path / "a.mp4", 10, mirrored=mirrored) as clip:
            clip.emit(Frame(0.0, picture), step(NOBODY))
        _, shown = cv2.VideoCapture(str(tmp_path / "a.mp4")).read()
        assert shown[bright].mean() > 200
        assert shown[460:470, 200:400].std() < 3


def test_the_file_appears_only_when_it_is_complete(tmp_path):
    path = tmp_path / "a.mp4"
    clip = ClipWriter(path, 10)
    for nth in range(3):
        clip.emit(Frame(nth / 10, blank(SIZE)), step(NOBODY))
    assert not path.exists()
    clip.close()
    clip.close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.mp4"]


def test_after_an_error_nothing_is_left_and_an_older_clip_is_kept(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"older")

    def fail() -> None:
        with ClipWriter(path, 10) as clip:
            clip.emit(Frame(0.0, blank(SIZE)), step(NOBODY))
            clip.emit(Frame(0.5, blank(SIZE)), step(NOBODY))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [each.name for each in tmp_path.iterdir()] == ["a.mp4"]
    assert path.read_bytes() == b"older"


def test_no_frames_make_no_file(tmp_path):
    with ClipWriter(tmp_path / "a.mp4", 10):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none/a.mp4", "a folder that can be written is wanted"),
        ("a.avi", "a name in .mp4 is wanted"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_at_once(tmp_path, name, reason):
    with pytest.raises(PosecoachError, match=reason) as told:
        ClipWriter(tmp_path / name, 10)
    assert name.split("/")[-1] in str(told.value)


def test_a_file_that_came_out_short_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("posecoach.outputs.video_file._frames_in", lambda _: 0)
    with pytest.raises(PosecoachError, match="incomplete; is the disk full"):
        write(tmp_path / "a.mp4", [0.0, 0.1])
    assert list(tmp_path.iterdir()) == []
