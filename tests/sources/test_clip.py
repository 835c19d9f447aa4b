from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from posecoach.errors import SourceError
from posecoach.sources import clip
from posecoach.sources.clip import ClipSource

DATA = Path(__file__).parents[1] / "data"


class FakeCapture:
    """A capture whose container states the times that it is given; None is a broken frame."""

    def __init__(
        self, times_ms: list[float | None], fps: float = 10.0, promised: float = 0.0
    ) -> None:
        self.times_ms, self.fps, self.promised = times_ms, fps, promised
        self.read_so_far = 0

    def set(self, *_: object) -> bool:
        return True

    def get(self, what: int) -> float:
        if what == clip.cv2.CAP_PROP_POS_MSEC:
            return self.times_ms[self.read_so_far - 1]
        return {clip.cv2.CAP_PROP_FPS: self.fps}.get(what, self.promised)

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, np.ndarray | None]:
        if self.read_so_far == len(self.times_ms):
            return False, None
        self.read_so_far += 1
        found = self.times_ms[self.read_so_far - 1] is not None
        return found, np.zeros((4, 6, 3), np.uint8) if found else None

    def release(self) -> None:
        pass


def fake_clip(monkeypatch, tmp_path, *args, **kwargs) -> ClipSource:
    monkeypatch.setattr(clip, "open_file", lambda _: FakeCapture(*args, **kwargs))
    (tmp_path / "fake.mp4").write_bytes(b"x")
    return ClipSource(tmp_path / "fake.mp4")


def broken_in_the_middle(folder: Path, pieces: float, frames: int = 120) -> Path:
    """A clip of ten frames a second with a part of its middle overwritten."""
    path = folder / "middle.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (160, 120))
    rng = np.random.default_rng(0)
    for _ in range(frames):
        writer.write(rng.integers(0, 255, (120, 160, 3)).astype(np.uint8))
    writer.release()
    whole = bytearray(path.read_bytes())
    start, length = len(whole) // 2, round(pieces * len(whole))
    whole[start : start + length] = bytes(length)
    path.write_bytes(whole)
    return path


def stopped(folder: Path, from_s: float, to_s: float, length_s: float) -> Path:
    """A clip of ten frames a second whose picture stands still for a time."""
    path = folder / "stopped.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"FFV1"), 10, (160, 120))
    rng = np.random.default_rng(0)
    picture = rng.integers(0, 255, (120, 160, 3)).astype(np.uint8)
    for nth in range(round(10 * length_s)):
        if not from_s <= nth / 10 < to_s:
            picture = rng.integers(0, 255, (120, 160, 3)).astype(np.uint8)
        writer.write(picture)
    writer.release()
    return path


@pytest.mark.parametrize("pieces", [0.05, 0.2])
def test_a_clip_with_broken_frames_in_the_middle_goes_on_after_them(tmp_path, capfd, pieces):
    with ClipSource(broken_in_the_middle(tmp_path, pieces)) as source:
        times_s = [frame.time_s for frame in source.frames()]
        assert source.lost == pytest.approx(120 * pieces, abs=8)
        assert len(times_s) + source.lost == 120
        assert not source.truncated
    assert times_s == sorted(set(times_s))
    assert times_s[-1] == pytest.approx(11.9, abs=0.01)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("promised", [0.0, 6.0, 1e6])
def test_reads_that_fail_in_between_are_tried_again_as_far_as_frames_are_promised(
    monkeypatch, tmp_path, promised
):
    times_ms = [0, 100, None, None, 400, 500]
    with fake_clip(monkeypatch, tmp_path, times_ms, 10.0, promised) as source:
        times_s = [frame.time_s for frame in source.frames()]
    assert times_s == pytest.approx([0, 0.1] if promised == 0 else [0, 0.1, 0.4, 0.5])
    assert source.lost == (0 if promised == 0 else 2)


def test_a_time_far_beyond_the_end_is_not_believed(monkeypatch, tmp_path):
    times_ms = [0, 100, 7_200_000, 300, 400]
    with fake_clip(monkeypatch, tmp_path, times_ms, 10.0, 5.0) as source:
        assert [f.time_s for f in source.frames()] == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])


def test_times_are_the_containers_own_at_a_variable_frame_rate():
    with ClipSource(DATA / "vfr.mp4") as source:
        frames = list(source.frames())
    assert [round(frame.time_s, 3) for frame in frames] == [0, 0.1, 0.15, 0.4, 0.5, 0.9]
    for frame in frames:  # each picture shows its own time
        assert frame.bgr.mean() == pytest.approx(20 + 200 * frame.time_s, abs=2)


def test_a_clip_from_a_turned_phone_stands_upright():
    with ClipSource(DATA / "rotated.mp4") as source:
        picture = next(source.frames()).bgr
        assert source.size_px == (48, 64)
    assert picture.shape == (64, 48, 3)
    corners = {
        (y, x): picture[y * 48 : y * 48 + 16, x * 36 : x * 36 + 12].mean()
        for y in (0, 1)
        for x in (0, 1)
    }
    assert corners[1, 0] > 200
    assert max(corners[0, 0], corners[0, 1], corners[1, 1]) < 30


def test_a_clip_knows_its_name_size_rate_and_length():
    with ClipSource(DATA / "counting.mp4") as source:
        assert source.name == "counting.mp4"
        assert source.size_px == (64, 48)
        assert source.fps == pytest.approx(10)
        assert source.duration_s == pytest.approx(2.0, abs=0.01)
        assert len(list(source.frames())) == 20
        assert not source.truncated


def test_frames_come_in_order_though_they_are_decoded_ahead():
    with ClipSource(DATA / "counting.mp4") as source:
        brightness = [frame.bgr.mean() for frame in source.frames()]
    steps = np.diff(brightness)
    assert len(brightness) == 20
    assert steps.min() > 5


def test_a_clip_that_breaks_in_the_middle_gives_what_it_has_and_says_so(tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes((DATA / "counting.mp4").read_bytes()[:1500])
    with ClipSource(broken) as source:
        frames = list(source.frames())
        assert 5 <= len(frames) <= 15
        assert source.truncated


@pytest.mark.parametrize(
    ("times_ms", "wanted_s"),
    [
        ([0, 0, 0, 0], [0, 0.1, 0.2, 0.3]),
        ([0, 100, 100, 300], [0, 0.1, 0.2, 0.3]),
        ([0, 100, 50, 400], [0, 0.1, 0.2, 0.4]),
        ([0, float("nan"), float("inf"), 450], [0, 0.1, 0.2, 0.45]),
        ([-20, 80], [0, 0.08]),
    ],
)
def test_times_rise_though_the_container_s_do_not(monkeypatch, tmp_path, times_ms, wanted_s):
    with fake_clip(monkeypatch, tmp_path, times_ms) as source:
        assert [f.time_s for f in source.frames()] == pytest.approx(wanted_s)


@pytest.mark.parametrize("fps", [0.0, -1.0, float("nan"), 90000.0])
def test_an_absurd_frame_rate_becomes_thirty(monkeypatch, tmp_path, fps):
    with fake_clip(monkeypatch, tmp_path, [0, 0], fps) as source:
        assert [frame.time_s for frame in source.frames()] == pytest.approx([0, 1 / 30])


@pytest.mark.parametrize("promised", [0.0, -1.0, float("nan"), 1e18])
def test_a_container_that_promises_nonsense_is_not_believed(monkeypatch, tmp_path, promised):
    with fake_clip(monkeypatch, tmp_path, [0, 100], 10.0, promised) as source:
        assert len(list(source.frames())) == 2
        assert source.duration_s is None
        assert not source.truncated


def no_file(folder: Path) -> Path:
    return folder / "none.mp4"


def a_folder(folder: Path) -> Path:
    (folder / "folder.mp4").mkdir()
    return folder / "folder.mp4"


def an_empty_file(folder: Path) -> Path:
    (folder / "empty.mp4").touch()
    return folder / "empty.mp4"


def text(folder: Path) -> Path:
    (folder / "text.mp4").write_text("This is no film.\n" * 50)
    return folder / "text.mp4"


def without_its_index(folder: Path) -> Path:
    (folder / "cut.mp4").write_bytes((DATA / "vfr.mp4").read_bytes()[:400])
    return folder / "cut.mp4"


def without_any_frame(folder: Path) -> Path:
    whole = (DATA / "counting.mp4").read_bytes()
    (folder / "head.mp4").write_bytes(whole[: whole.index(b"mdat") + 4])
    return folder / "head.mp4"


@pytest.mark.parametrize(
    ("make", "came"),
    [
        (no_file, "no such file"),
        (a_folder, "a folder"),
        (an_empty_file, "empty"),
        (text, "not a video"),
        (without_its_index, "not a video, or it was cut short"),
        (without_any_frame, "no picture in it can be read"),
        (lambda folder: folder / "null\0.mp4", "not a file name"),
    ],
)
def test_what_is_no_clip_is_told_in_one_line(tmp_path, capfd, make, came):
    path = make(tmp_path)
    with pytest.raises(SourceError) as caught:
        ClipSource(path)
    message = str(caught.value)
    assert came in message
    assert "wanted a video clip" in message
    assert "\n" not in message
    assert capfd.readouterr() == ("", "")  # OpenCV and FFmpeg have nothing to add


def test_a_broken_clip_leaves_nothing_on_stderr(tmp_path, capfd):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes((DATA / "counting.mp4").read_bytes()[:1490])
    with ClipSource(broken) as source:
        list(source.frames())
    assert capfd.readouterr() == ("", "")


def test_no_thread_stays_when_a_clip_is_left_in_the_middle():
    before = threading.active_count()
    with ClipSource(DATA / "counting.mp4") as source:
        frames = source.frames()
        next(frames)
        frames.close()
    assert threading.active_count() == before


def test_a_clip_closed_in_the_middle_ends():
    source = ClipSource(DATA / "counting.mp4")
    frames = source.frames()
    next(frames)
    source.close()
    assert len(list(frames)) <= 1  # the one that was decoded ahead
