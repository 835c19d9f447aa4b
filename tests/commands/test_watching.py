"""Eyes between the stretches: the newest look, no gesture lost, a polite end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from bodies import front, nobody, with_hand

from posecoach.commands.watching import CROWD, NOBODY, OVER, SEEN, TOO_NEAR, Look, Watcher
from posecoach.core.gesture import Gesture
from posecoach.core.pose import Joint, Pose, Side
from posecoach.errors import ModelError
from posecoach.ports import Closing, Frame

GREY = np.full((48, 64, 3), 128, np.uint8)
PATIENCE_S = 5.0


class Camera(Closing):
    """Gives frames one by one, each when it is let go."""

    name, size_px, duration_s = "camera 0", (64, 48), None

    def __init__(self, frames: list[Frame]) -> None:
        self.frames_left = frames
        self.go = Event()

    def frames(self) -> Iterator[Frame]:
        for frame in self.frames_left:
            assert self.go.wait(PATIENCE_S)
            self.go.clear()
            yield frame


class Body(Closing):
    """Sees the same pose in every frame, or raises, or takes its time."""

    def __init__(self, pose: Pose, fault: Exception | None = None, takes_s: float = 0.0) -> None:
        self._pose = pose
        self._fault = fault
        self._takes_s = takes_s
        self.closed = False

    def estimate(self, frame: Frame) -> Pose:
        time.sleep(self._takes_s)
        if self._fault:
            raise self._fault
        return replace(self._pose, time_s=frame.time_s)

    def close(self) -> None:
        self.closed = True


def frames(count: int, fps: float = 10, **how: str) -> list[Frame]:
    return [Frame(nth / fps, GREY, **how) for nth in range(count)]


def looks(watcher: Watcher, until: Callable[[Look], bool]) -> list[Look]:
    """Every look until one is as wanted."""
    seen, end_s = [], time.monotonic() + PATIENCE_S
    while not seen or not until(seen[-1]):
        assert time.monotonic() < end_s, "it did not come"
        seen.append(watcher.look())
    return seen


def test_the_newest_frame_is_looked_at_and_a_look_at_nothing_new_does_not_wait_for_it():
    camera = Camera(frames(2))
    with Watcher(camera, Body(front())) as watcher:
        begun_s = time.monotonic()
        first = watcher.look()
        assert time.monotonic() - begun_s < 1.0
        assert first.pose.empty
        camera.go.set()
        assert looks(watcher, lambda look: not look.pose.empty)[-1].caption == SEEN
        camera.go.set()
        looks(watcher, lambda look: look.frame.time_s == 0.1)


def test_a_slow_estimator_does_not_keep_a_screen_from_being_drawn():
    camera = Camera(frames(1))
    with Watcher(camera, Body(front(), takes_s=0.5)) as watcher:
        camera.go.set()
        seen = looks(watcher, lambda look: look.frame.trouble is not None)
        assert len(seen) >= 5, "in half a second, the screen was drawn several times"


@pytest.mark.parametrize(("sides", "wanted"), [((Side.LEFT,), "pause"), (tuple(Side), "skip")])
def test_a_raised_hand_is_told_in_one_look_even_when_nobody_looked_for_a_while(sides, wanted):
    class Waking(Body):
        def estimate(self, frame: Frame) -> Pose:
            up = frame.time_s >= 1
            return replace(with_hand(front(), *sides) if up else front(), time_s=frame.time_s)

    class Rushing(Camera):
        def frames(self) -> Iterator[Frame]:
            yield from self.frames_left

    with Watcher(Rushing(frames(40)), Waking(front())) as watcher:
        time.sleep(0.3)
        seen = looks(watcher, lambda look: look.frame.trouble is not None)
        seen += [watcher.look(), watcher.look()]
    told = [look.gesture for look in seen if look.gesture]
    assert told == [Gesture(wanted)]


def test_a_hand_that_is_up_already_asks_for_nothing():
    class Rushing(Camera):
        def frames(self) -> Iterator[Frame]:
            yield from self.frames_left

    with Watcher(Rushing(frames(60)), Body(with_hand(front(), Side.LEFT))) as watcher:
        seen = looks(watcher, lambda look: look.frame.trouble is not None)
    assert not any(look.gesture for look in seen)


def test_when_the_clip_is_over_nobody_is_seen_and_it_says_so():
    camera = Camera([])
    with Watcher(camera, Body(front())) as watcher:
        last = looks(watcher, lambda look: look.frame.trouble is not None)[-1]
        assert (last.caption, last.well_in_view, watcher.look().caption) == (OVER, False, OVER)


def test_a_camera_in_trouble_shows_nobody_and_its_words():
    camera = Camera(frames(2, trouble="I lost the camera picture."))
    body = Body(front(), fault=AssertionError("no pose is looked for in an old picture"))
    with Watcher(camera, body) as watcher:
        camera.go.set()
        last = looks(watcher, lambda look: look.frame.trouble is not None)[-1]
        assert last.caption == "I lost the camera picture."
        assert last.pose.empty
        camera.go.set()


def test_what_the_estimator_raises_comes_out_where_it_is_looked():
    camera = Camera(frames(1))
    with Watcher(camera, Body(front(), fault=ModelError("broken"))) as watcher:
        camera.go.set()
        with pytest.raises(ModelError, match="broken"):
            looks(watcher, lambda _: False)


def test_closing_it_ends_its_thread_and_leaves_the_estimator_and_the_camera_open():
    body = Body(front())

    class Endless(Camera):
        def frames(self) -> Iterator[Frame]:
            nth = 0
            while True:
                nth += 1
                time.sleep(0.005)
                yield Frame(nth / 100, GREY)

    watcher = Watcher(Endless([]), body)
    watcher.look()
    begun_s = time.monotonic()
    watcher.close()
    watcher.close()
    assert time.monotonic() - begun_s < 1.0
    assert not body.closed


def test_the_caption_says_what_is_wrong_with_the_view():
    def caption(pose: Pose) -> str:
        return Look(Frame(0.0, GREY), pose).caption

    cut = {joint: mark for joint, mark in front().landmarks.items() if joint is not Joint.NOSE}
    assert caption(front()) == SEEN
    assert caption(nobody()) == NOBODY
    assert caption(replace(front(), crowded=True)) == CROWD
    assert caption(replace(front(), landmarks=cut)) == TOO_NEAR


def test_the_mirror_is_what_the_look_holds():
    look = Look(Frame(0.0, GREY), front(), None, Gesture.SKIP, 0.4)
    mirror = look.mirror()
    assert (mirror.caption, mirror.good, mirror.both, mirror.progress) == (SEEN, True, True, 0.4)
    assert mirror.bgr is GREY
