"""Seeing frames ahead changes nothing but when it is done."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from posecoach.core.pose import Pose
from posecoach.estimators.ahead import SeenAhead
from posecoach.ports import Closing, Frame

PICTURE = np.zeros((2, 2, 3), np.uint8)
SOON_S = 5.0


class Few(Closing):
    """So many frames, a tenth of a second apart."""

    name, size_px, duration_s = "few", (2, 2), 0.5

    def __init__(self, count: int, picture: np.ndarray = PICTURE) -> None:
        self.count, self.picture = count, picture

    def frames(self) -> Iterator[Frame]:
        yield from (Frame(n / 10, self.picture) for n in range(self.count))


class Eyes(Closing):
    """Notes what it was shown; the pose is as wide as the number of the look."""

    def __init__(self) -> None:
        self.shown: list[float] = []
        self.ready: list[object] = []
        self.saw = threading.Semaphore(0)

    def estimate(self, frame: Frame) -> Pose:
        self.shown.append(frame.time_s)
        self.ready.append(frame.ready)
        self.saw.release()
        return Pose(frame.time_s, len(self.shown), 2)


def test_every_frame_is_seen_once_and_in_its_order():
    eyes = Eyes()
    with SeenAhead(Few(4), eyes) as seen:
        poses = [seen.estimate(frame) for frame in seen.frames()]
    assert eyes.shown == [0.0, 0.1, 0.2, 0.3]
    assert [pose.time_s for pose in poses] == [0.0, 0.1, 0.2, 0.3]
    assert [pose.width_px for pose in poses] == [1, 2, 3, 4]


def test_the_pictures_are_made_ready_beside_the_model():
    eyes = Eyes()
    blue = np.full((2, 2, 3), (9, 0, 0), np.uint8)
    with SeenAhead(Few(2, blue), eyes) as seen:
        assert all(frame.bgr is blue for frame in seen.frames())
    assert [(image.numpy_view() == (0, 0, 9)).all() for image in eyes.ready] == [True, True]


def test_the_next_frame_is_seen_while_one_is_judged():
    eyes = Eyes()
    with SeenAhead(Few(3), eyes) as seen:
        frames = seen.frames()
        next(frames)
        assert eyes.saw.acquire(timeout=SOON_S)
        assert eyes.saw.acquire(timeout=SOON_S), "the second one, which nobody asked for yet"
        assert seen.estimate(Frame(0.0, PICTURE)).width_px == 1, "still the first one's pose"


def test_the_pose_has_the_time_that_the_loop_gave_the_frame():
    with SeenAhead(Few(1), Eyes()) as seen:
        next(seen.frames())
        assert seen.estimate(Frame(7.0, PICTURE)).time_s == 7.0


def test_what_fails_ahead_fails_in_the_loop():
    class Blind(Eyes):
        def estimate(self, frame: Frame) -> Pose:
            raise ValueError("no")

    with SeenAhead(Few(2), Blind()) as seen, pytest.raises(ValueError, match="no"):
        next(seen.frames())


def test_once_closed_nothing_is_being_seen():
    eyes = Eyes()
    seen = SeenAhead(Few(3), eyes)
    next(seen.frames())
    seen.close()
    shown = list(eyes.shown)
    assert len(shown) <= 2
    assert not [t for t in threading.enumerate() if t.name.startswith("ahead")]
    seen.close()
    assert eyes.shown == shown
