from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import islice, pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from posecoach.app import OTHER_PICTURE, OTHER_TIME
from posecoach.core.stretch import MAX_WORDS
from posecoach.errors import SourceError
from posecoach.ports import Frame
from posecoach.sources import camera as camera_module
from posecoach.sources.camera import COVERED, FROZEN, LOST, SLOW, CameraSource, _Pace

DATA = Path(__file__).parents[1] / "data"
QUICK = {"lost_after_s": 0.1, "retry_s": (0.01, 0.02)}


FAULTS = [cv2.error("the driver failed"), OSError("no such device")]


class FakeCamera:
    """Gives pictures of rising brightness, `every_s`; after `lasts` of them it is unplugged.

    Its first `late` answers are nothing. Unplugged, it says no, or `hangs`, or raises its `fault`.
    """

    def __init__(
        self,
        lasts: int = 10**9,
        every_s: float = 0.005,
        *,
        opens: bool = True,
        hangs: bool = False,
        late: int = 0,
        fault: Exception | None = None,
    ) -> None:
        self.lasts, self.every_s, self.opens, self.hangs = lasts, every_s, opens, hangs
        self.late, self.fault = late, fault
        self.count, self.asked, self.released = 0, 0, threading.Event()

    def isOpened(self) -> bool:
        return self.opens

    def read(self) -> tuple[bool, np.ndarray | None]:
        self.asked += 1
        if self.count >= self.lasts:
            if self.hangs:
                self.released.wait(5)
            if self.fault:
                raise self.fault
            return False, None
        time.sleep(self.every_s)
        if self.asked <= self.late:
            return False, None
        self.count += 1
        return True, np.full((3, 5, 3), self.count % 256, np.uint8)

    def release(self) -> None:
        self.released.set()


def opening(*cameras: FakeCamera | Exception) -> Callable[[int | str], FakeCamera]:
    """Open each of these in turn, or fail with it, and then never again."""
    waiting = iter(cameras)

    def open_capture(_: int | str) -> FakeCamera:
        camera = next(waiting, FakeCamera(opens=False))
        if isinstance(camera, Exception):
            raise camera
        return camera

    return open_capture


def test_a_camera_gives_pictures_with_rising_times():
    with CameraSource(0, open_capture=opening(FakeCamera())) as camera:
        frames = list(islice(camera.frames(), 10))
    times_s = [frame.time_s for frame in frames]
    assert times_s == sorted(set(times_s))
    assert all(frame.trouble is None for frame in frames)
    assert camera.size_px == (5, 3)
    assert camera.name == "camera 0"
    assert camera.duration_s is None


def test_a_slow_consumer_gets_the_newest_picture_and_no_queue_builds_up():
    with CameraSource(0, open_capture=opening(FakeCamera(every_s=0.005))) as camera:
        ages_s, shown = [], []
        for frame in islice(camera.frames(), 6):
            ages_s.append(camera.age_s)
            shown.append(int(frame.bgr[0, 0, 0]))
            time.sleep(0.06)
    assert max(ages_s[1:]) < 0.04  # a queue would make each one older: 0.06, 0.12, 0.18 ...
    assert min(np.diff(shown)) > 2  # those between were dropped


def test_an_unplugged_camera_is_reported_and_then_goes_on_by_itself():
    broken, mended = FakeCamera(lasts=5), FakeCamera()
    closed = [FakeCamera(opens=False) for _ in range(14)]
    with CameraSource(0, open_capture=opening(broken, *closed, mended), **QUICK) as camera:
        frames = []
        for frame in camera.frames():
            frames.append(frame)
            if frame.trouble is None and any(old.trouble for old in frames):
                break
    lost = [frame for frame in frames if frame.trouble]
    assert lost
    assert {frame.trouble for frame in lost} == {LOST}
    assert frames[-1].trouble is None
    times_s = [frame.time_s for frame in frames]
    assert times_s == sorted(set(times_s))
    assert broken.released.is_set()
    assert (lost[0].bgr == 5).all()  # the last good picture


def back(seen: list[Frame]) -> bool:
    """Five pictures came after an outage; or it is late, and they never will."""
    after = not any(frame.trouble for frame in seen[-5:])
    return seen[-1].time_s > 4.0 or (after and any(frame.trouble for frame in seen))


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_driver_that_fails_is_reported_and_then_goes_on_by_itself(fault):
    cameras = FakeCamera(lasts=5, fault=fault), *[fault] * 14, FakeCamera()
    with CameraSource(0, open_capture=opening(*cameras), **QUICK) as camera:
        frames = until(camera, back)
    assert {frame.trouble for frame in frames} == {None, LOST}
    assert frames[-1].trouble is None
    assert cameras[0].released.is_set()


def test_a_camera_whose_first_answers_are_nothing_comes_back_as_well_as_it_came():
    def shy(lasts: int) -> FakeCamera:
        return FakeCamera(lasts, every_s=0.1, late=4)

    with CameraSource(0, open_capture=opening(shy(3), shy(99)), **QUICK) as camera:
        frames = until(camera, back)
    assert LOST in {frame.trouble for frame in frames}
    assert frames[-1].trouble is None


def test_a_camera_that_is_closed_while_it_comes_back_is_asked_no_more():
    mute = FakeCamera(every_s=0.2, late=99)
    with CameraSource(0, open_capture=opening(FakeCamera(lasts=1), mute), **QUICK):
        while not mute.asked:
            time.sleep(0.005)
    assert mute.released.wait(0.1)  # the one answer that was asked for has come
    assert mute.asked == 1


def test_the_gap_of_an_outage_is_not_told_as_slowness(monkeypatch):
    monkeypatch.setattr(camera_module, "_SLOW_S", 0.4)
    cameras = FakeCamera(lasts=5), FakeCamera()
    patient = {"lost_after_s": 0.1, "retry_s": (0.6,)}
    with CameraSource(0, open_capture=opening(*cameras), **patient) as camera:
        frames = until(camera, back)
    assert {(frame.trouble, frame.advice) for frame in frames} == {(None, None), (LOST, None)}


def test_a_driver_that_hangs_blocks_nobody():
    stuck = FakeCamera(lasts=3, hangs=True)
    camera = CameraSource(0, open_capture=opening(stuck), **QUICK)
    frames = camera.frames()
    for _ in range(8):
        frame = next(frames)
        if frame.trouble:
            break
    assert frame.trouble == LOST
    started = time.monotonic()
    camera.close()
    assert time.monotonic() - started < 1.5
    assert list(frames) == []
    stuck.release()


def test_a_camera_that_never_comes_back_is_waited_for_ever_more_patiently():
    calls_s: list[float] = []

    def open_capture(_: int | str) -> FakeCamera:
        calls_s.append(time.monotonic())
        return FakeCamera(lasts=2) if len(calls_s) == 1 else FakeCamera(opens=False)

    with CameraSource(0, open_capture=open_capture, retry_s=(0.02, 0.08)) as camera:
        time.sleep(0.4)
        started = time.monotonic()
        camera.close()
        assert time.monotonic() - started < 0.2
    waits_s = np.diff(calls_s)
    assert 3 <= len(waits_s) <= 8
    assert waits_s[0] < 0.08 <= min(waits_s[1:]) + 0.005


@pytest.mark.parametrize(
    ("camera", "came"),
    [
        (FakeCamera(opens=False), "could not be opened"),
        (FakeCamera(lasts=0), "it opens but gives no picture"),
    ],
)
def test_a_camera_that_gives_nothing_at_first_is_told_in_one_line(camera, came):
    with pytest.raises(SourceError, match=f"^camera 3: {came}; ") as caught:
        CameraSource("3", open_capture=opening(camera))
    assert "\n" not in str(caught.value)
    assert camera.released.is_set()


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_driver_that_fails_at_first_is_told_in_one_line(fault):
    with pytest.raises(SourceError, match=r"^camera 3: could not be opened; "):
        CameraSource(3, open_capture=opening(fault))
    mute = FakeCamera(lasts=0, fault=fault)
    with pytest.raises(SourceError, match=r"^camera 3: it opens but gives no picture; "):
        CameraSource(3, open_capture=opening(mute))
    assert mute.released.is_set()


def test_a_password_in_an_address_is_never_told():
    with pytest.raises(SourceError) as caught:
        CameraSource("rtsp://me:secret@host/1", open_capture=opening())
    assert str(caught.value).startswith("rtsp://host/1: could not be opened")


def test_a_clip_given_as_camera_plays_at_its_own_speed_and_ends():
    started = time.monotonic()
    with CameraSource(str(DATA / "vfr.mp4")) as camera:
        times_s = [frame.time_s for frame in camera.frames()]
        took_s = time.monotonic() - started
        assert camera.duration_s == pytest.approx(0.9, abs=0.05)
    assert times_s[-1] == pytest.approx(0.9)
    assert set(np.round(times_s, 3)) <= {0, 0.1, 0.15, 0.4, 0.5, 0.9}
    assert 0.85 < took_s < 2.0


def test_a_missing_clip_given_as_camera_is_told_as_a_clip(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        CameraSource(str(tmp_path / "none.mp4"))


def test_no_thread_stays_behind():
    before = threading.active_count()
    with CameraSource(0, open_capture=opening(FakeCamera())) as camera:
        next(camera.frames())
    with CameraSource(str(DATA / "vfr.mp4")) as camera:
        next(camera.frames())
    assert threading.active_count() == before


class Script(FakeCamera):
    """Gives the pictures of a script, one every few milliseconds, the last one for ever."""

    def __init__(self, *pictures: np.ndarray) -> None:
        super().__init__()
        self.pictures = pictures

    def read(self) -> tuple[bool, np.ndarray | None]:
        super().read()
        return True, self.pictures[min(self.count, len(self.pictures)) - 1].copy()


def noise(count: int, size: tuple[int, int] = (48, 64), level: int = 100) -> list[np.ndarray]:
    """Pictures of one still scene, as a real camera gives them: no two are quite the same."""
    rng = np.random.default_rng(5)
    return [rng.integers(level, level + 2, (*size, 3)).astype(np.uint8) for _ in range(count)]


def until(camera: CameraSource, enough: Callable[[list[Frame]], bool]) -> list[Frame]:
    frames: list[Frame] = []
    for frame in camera.frames():
        frames.append(frame)
        if enough(frames) or len(frames) > 400:
            break
    return frames


def test_a_picture_that_stands_still_to_the_last_pixel_is_told_and_goes_on_by_itself():
    alive = noise(10)
    frozen = [alive[-1]] * 60
    opening_once = opening(Script(*alive, *frozen, *noise(200, level=50)))
    with CameraSource(0, open_capture=opening_once, **QUICK) as camera:
        frames = until(camera, lambda seen: seen[-1].bgr.mean() < 60 and not seen[-1].trouble)
    troubled = [frame for frame in frames if frame.trouble]
    assert {frame.trouble for frame in troubled} == {FROZEN}
    assert frames[-1].trouble is None
    assert troubled[0].time_s > QUICK["lost_after_s"]
    times_s = [frame.time_s for frame in frames]
    assert times_s == sorted(set(times_s))


def test_a_still_scene_with_the_noise_of_a_camera_is_not_frozen():
    one_pixel = np.full((48, 64, 3), 90, np.uint8)
    pictures = []
    for n in range(400):
        picture = one_pixel.copy()
        picture[n % 48, n % 64, n % 3] += 1
        pictures.append(picture)
    with CameraSource(0, open_capture=opening(Script(*pictures)), **QUICK) as camera:
        frames = until(camera, lambda seen: seen[-1].time_s > 5 * QUICK["lost_after_s"])
    assert {frame.trouble for frame in frames} == {None}


def test_every_sentence_is_short_enough_to_be_heard():
    for sentence in (LOST, FROZEN, COVERED, SLOW, OTHER_PICTURE, OTHER_TIME):
        assert len(sentence.split()) <= MAX_WORDS


def test_a_covered_lens_is_told_as_such():
    black = np.zeros((48, 64, 3), np.uint8)
    with CameraSource(0, open_capture=opening(Script(black)), **QUICK) as camera:
        frames = until(camera, lambda seen: bool(seen[-1].trouble))
    assert frames[-1].trouble == COVERED


def test_a_still_clip_given_as_camera_is_not_frozen(tmp_path):
    path = tmp_path / "still.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 20, (64, 48))
    for _ in range(16):
        writer.write(np.full((48, 64, 3), 120, np.uint8))
    writer.release()
    with CameraSource(str(path), **QUICK) as camera:
        frames = list(camera.frames())
    pictures = [frame.bgr for frame in frames]
    assert any(np.array_equal(a, b) for a, b in pairwise(pictures))
    assert {(frame.trouble, frame.advice) for frame in frames} == {(None, None)}


def test_a_camera_that_stands_still_for_long_is_opened_anew(monkeypatch):
    monkeypatch.setattr(camera_module, "_STUCK_S", 0.6)
    stuck, mended = Script(noise(1)[0]), Script(*noise(300, level=50))
    with CameraSource(0, open_capture=opening(stuck, mended), **QUICK) as camera:
        frames = until(camera, lambda seen: seen[-1].bgr.mean() < 60 and not seen[-1].trouble)
    assert FROZEN in {frame.trouble for frame in frames}
    assert stuck.released.is_set()
    assert frames[-1].bgr.mean() < 60


def test_a_resolution_changed_in_flight_goes_on_with_its_own_size():
    small, large = noise(20), noise(300, (96, 128), level=50)
    with CameraSource(0, open_capture=opening(Script(*small, *large)), **QUICK) as camera:
        assert camera.size_px == (64, 48)
        frames = until(camera, lambda seen: seen[-1].bgr.shape[0] == 96)
        assert camera.size_px == (128, 96)
    assert {frame.trouble for frame in frames} == {None}


@pytest.mark.parametrize(
    ("fps", "slower"), [(3, 2), (4, 2), (5, 1), (5.7, 1), (7, 0), (15, 0), (30, 0)]
)
def test_five_pictures_a_second_are_slow_and_four_too_slow(fps, slower):
    pace = _Pace()
    answers = {n / fps: pace.step(n / fps) for n in range(int(10 * fps))}
    assert not any(answer for time_s, answer in answers.items() if time_s < 3)
    assert {answer for time_s, answer in answers.items() if time_s > 3.5} == {slower}


@pytest.mark.parametrize(("about_s", "changes"), [(0.167, 1), (0.218, 1)])
def test_a_rate_about_a_limit_does_not_make_the_answer_waver(about_s, changes):
    pace, time_s, answers = _Pace(), 0.0, []
    for n in range(200):
        time_s += about_s * (0.92 if (n // 20) % 2 else 1.1)
        answers.append(pace.step(time_s))
    settled = answers[30:]
    assert sum(a != b for a, b in pairwise(settled)) <= changes


def test_who_is_fast_again_is_at_once_no_longer_told_to_be_slow():
    pace = _Pace()
    slow = [pace.step(n / 4) for n in range(20)]
    fast = [pace.step(5 + n / 15) for n in range(60)]
    assert (slow[-1], fast[-1]) == (2, 0)
    assert fast == sorted(fast, reverse=True)


def test_a_while_in_which_nobody_asked_is_no_slowness():
    pace = _Pace()
    before = [pace.step(n / 15) for n in range(60)]
    after = [pace.step(64 + n / 15) for n in range(60)]
    assert {*before, *after} == {0}


@pytest.mark.parametrize(("every_s", "waits"), [(0.25, True), (0.19, False)])
def test_a_slow_camera_says_so_and_a_very_slow_one_is_a_reason_to_wait(every_s, waits):
    slow = FakeCamera(every_s=every_s)
    with CameraSource(0, open_capture=opening(slow)) as camera:
        frames = until(camera, lambda seen: seen[-1].time_s > 4.0)
    assert (frames[-1].advice, frames[-1].waits) == (SLOW, waits)
    assert {(frame.advice, frame.waits) for frame in frames[:8]} == {(None, False)}
    assert {frame.trouble for frame in frames} == {None}


@pytest.mark.camera
def test_a_real_camera_opens_gives_rising_times_and_closes():
    with CameraSource(0) as camera:
        frames = list(islice(camera.frames(), 10))
    assert all(a.time_s < b.time_s for a, b in pairwise(frames))
