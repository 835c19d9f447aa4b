"""A source in trouble: the timer waits, the person is told, and it goes on by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from posecoach.app import OTHER_PICTURE, OTHER_TIME, Remote, Stopped, coach, run
from posecoach.core.coach import EventKind, Phase
from posecoach.core.placement import Problem
from posecoach.core.pose import Pose
from posecoach.core.session import Session, Step
from posecoach.core.setting import TROUBLE_S
from posecoach.ports import Closing, Frame
from posecoach.sources.camera import COVERED, FROZEN, LOST, SLOW, CameraSource
from posecoach.sources.clip import STILL, ClipSource
from tests.core.motions import length_s, right, short
from tests.core.test_framing import changed
from tests.sources.test_camera import QUICK, FakeCamera, noise, opening
from tests.sources.test_camera import Script as Pictures
from tests.sources.test_clip import broken_in_the_middle, stopped

LATERAL = "neck-lateral-ear-to-shoulder"
HOLD_S = 6.0
FPS = 15
Change = Callable[[Frame], Frame | None]


class Script(Closing):
    """Frames of nothing at a steady rate, each changed as the test asks; None leaves it out."""

    name, duration_s = "script", None

    def __init__(self, length: float, change: Change, fps: float = FPS) -> None:
        self._length_s, self._change, self._fps = length, change, fps
        self.size_px = (640, 480)

    def frames(self) -> Iterator[Frame]:
        for nth in range(int(self._length_s * self._fps)):
            frame = self._change(Frame(nth / self._fps, np.zeros((480, 640, 3), np.uint8)))
            if frame is not None:
                yield frame


class Motion(Closing):
    """Sees the scripted motion, in the frame's own size; its clock is that of the motion."""

    def __init__(self, at: Callable[[float], Pose], fps: float = FPS) -> None:
        self._at, self._fps, self._count = at, fps, 0

    def estimate(self, frame: Frame) -> Pose:
        height_px, width_px = frame.bgr.shape[:2]
        pose = replace(self._at(frame.time_s), time_s=frame.time_s)
        return pose.sized(width_px, height_px)


class Kept:
    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.frames: list[Frame] = []

    def emit(self, frame: Frame, step: Step) -> None:
        self.steps.append(step)
        self.frames.append(frame)


def coached(change: Change, at: Callable[[float], Pose] | None = None, more_s: float = 4.0) -> Kept:
    """One hold of six seconds by a source that is changed."""
    kept = Kept()
    motion = at or right(LATERAL, HOLD_S + more_s)
    source = Script(length_s(HOLD_S + more_s), change)
    run(source, Motion(motion), Session(short(LATERAL, HOLD_S)), [kept])
    return kept


def times(kept: Kept, kind: EventKind) -> list[float]:
    return [event.time_s for step in kept.steps for event in step.events if event.kind is kind]


def done_s(kept: Kept) -> float:
    (time_s,) = times(kept, EventKind.HOLD_DONE)
    return time_s


USUAL_DONE_S = done_s(coached(lambda frame: frame))


def without(from_s: float, to_s: float) -> Change:
    return lambda frame: None if from_s <= frame.time_s < to_s else frame


def in_trouble(from_s: float, to_s: float, trouble: str = LOST) -> Change:
    def change(frame: Frame) -> Frame:
        return replace(frame, trouble=trouble) if from_s <= frame.time_s < to_s else frame

    return change


@pytest.mark.parametrize("trouble", [LOST, FROZEN, COVERED])
def test_lesson_11_a_lost_picture_pauses_the_hold_and_it_goes_on_by_itself(trouble):
    kept = coached(in_trouble(6.0, 9.0, trouble))
    lost = [step for step in kept.steps if 6.0 <= step.pose.time_s < 9.0]
    assert {step.feedback.notice for step in lost} == {trouble}
    assert all(step.pose.empty for step in lost)
    assert trouble in [step.cue.text for step in lost if step.cue]
    later = [step for step in kept.steps if step.pose.time_s > 11.0]
    assert not any(step.feedback.notice for step in later)
    assert done_s(kept) - USUAL_DONE_S == pytest.approx(3.0, abs=2.0)  # and the time to be sure
    (ended,) = [attempt for step in kept.steps for attempt in step.attempts]
    assert ended.held_s == HOLD_S


def test_a_hold_waits_while_pictures_come_too_slowly_to_judge_by():
    """The person is still looked at: or a slow computer would be fast while it looks at nobody."""

    def change(frame: Frame) -> Frame:
        return replace(frame, advice=SLOW, waits=6.0 <= frame.time_s < 9.0)

    kept = coached(change)
    slow = [step for step in kept.steps if 6.0 <= step.pose.time_s < 9.0]
    assert {step.feedback.notice for step in slow} == {SLOW}
    assert not any(step.pose.empty for step in slow)
    assert SLOW in [step.cue.text for step in slow if step.cue]
    assert done_s(kept) - USUAL_DONE_S == pytest.approx(3.0, abs=2.0)


def test_a_camera_of_four_pictures_a_second_makes_everything_wait_until_it_is_faster():
    kept, remote = Kept(), Remote()
    slow, fast = FakeCamera(every_s=0.25, lasts=19), FakeCamera(every_s=0.04)

    class Watching:
        def emit(self, frame: Frame, step: Step) -> None:
            told = [each.feedback.notice for each in kept.steps]
            remote.over = frame.time_s > 15 or (SLOW in told and told[-1] is None)

    with CameraSource(0, open_capture=opening(slow, fast), **QUICK) as camera:
        steady = Motion(lambda _: right(LATERAL)(0.0))
        run(camera, steady, Session(short(LATERAL, HOLD_S)), [kept, Watching()], remote)
    told_s = [step.pose.time_s for step in kept.steps if step.feedback.notice == SLOW]
    assert told_s[0] == pytest.approx(3.0, abs=0.5)
    assert kept.frames[-1].time_s < 15


def test_a_clip_whose_picture_has_stopped_counts_nothing_until_it_moves_again(tmp_path):
    kept, still_s = Kept(), (6.0, 12.0)
    with ClipSource(stopped(tmp_path, *still_s, length_s(HOLD_S + 8))) as source:
        run(source, Motion(right(LATERAL, HOLD_S + 8)), Session(short(LATERAL, HOLD_S)), [kept])
    told = [step.pose.time_s for step in kept.steps if step.feedback.notice == STILL]
    assert told[0] == pytest.approx(still_s[0] + 2.0, abs=0.2)
    assert told[-1] == pytest.approx(still_s[1] + TROUBLE_S, abs=0.2)
    assert done_s(kept) > still_s[1]
    (ended,) = [attempt for step in kept.steps for attempt in step.attempts]
    assert (ended.full, ended.held_s) == (True, HOLD_S)


def test_a_camera_that_is_lost_during_a_pause_is_shown_to_be():
    remote, kept = Remote(), Kept()

    class Pausing(Kept):
        def emit(self, frame: Frame, step: Step) -> None:
            remote.paused = 5.0 <= frame.time_s < 10.0

    source = Script(length_s(HOLD_S) + 8.0, in_trouble(6.0, 8.0))
    session = Session(short(LATERAL, HOLD_S))
    run(source, Motion(right(LATERAL, HOLD_S + 8)), session, [kept, Pausing()], remote)
    shown = {round(frame.time_s, 1): step.feedback.notice for frame, step in _both(kept)}
    assert (shown[5.8], shown[7.0], shown[9.0]) == (None, LOST, None)
    paused = [step for frame, step in _both(kept) if 5.2 < frame.time_s < 10.0]
    assert not any(step.events or step.cue or step.feedback.say for step in paused)


def _both(kept: Kept) -> Iterator[tuple[Frame, Step]]:
    return zip(kept.frames, kept.steps, strict=True)


@pytest.mark.parametrize(
    ("trouble", "cameras"),
    [
        (LOST, (FakeCamera(lasts=5), *[FakeCamera(opens=False) for _ in range(14)], FakeCamera())),
        (FROZEN, (Pictures(*noise(10), *noise(1) * 60, *noise(400, level=50)),)),
    ],
    ids=["unplugged", "frozen"],
)
def test_lesson_11_a_real_camera_in_trouble_is_told_of_and_coaching_goes_on(trouble, cameras):
    """Told for as long as it takes to read, though this camera is back much sooner."""
    kept, remote = Kept(), Remote()
    told: list[float] = []

    class Watching:
        def emit(self, frame: Frame, step: Step) -> None:
            if step.feedback.notice == trouble:
                told.append(frame.time_s)
            remote.over = frame.time_s > 6 or (bool(told) and step.feedback.notice is None)

    with CameraSource(0, open_capture=opening(*cameras), **QUICK) as camera:
        steady = Motion(lambda _: right(LATERAL)(0.0))
        run(camera, steady, Session(short(LATERAL, HOLD_S)), [kept, Watching()], remote)
    assert told[-1] - told[0] >= 0.9 * TROUBLE_S
    assert kept.steps[-1].feedback.notice is None
    assert kept.frames[-1].trouble is None


def test_a_hold_in_a_clip_with_broken_frames_in_the_middle_waits_for_what_is_lost(tmp_path):
    kept = Kept()
    with ClipSource(broken_in_the_middle(tmp_path, 0.1, round(10 * length_s(10.0)))) as source:
        run(source, Motion(right(LATERAL, 10.0)), Session(short(LATERAL, HOLD_S)), [kept])
        lost_s = source.lost / 10
    assert 1.6 < lost_s < 2.6  # longer than what a hold forgives
    assert done_s(kept) - USUAL_DONE_S == pytest.approx(lost_s, abs=0.4)
    (ended,) = [attempt for step in kept.steps for attempt in step.attempts]
    assert (ended.full, ended.held_s) == (True, HOLD_S)


def test_frames_that_never_came_are_no_good_time():
    """A gap too short to be told of, but longer than what a hold forgives."""
    kept = coached(without(6.0, 8.0))
    assert done_s(kept) - USUAL_DONE_S == pytest.approx(2.0, abs=0.3)


def test_a_walk_is_not_counted_by_a_camera_that_sees_nothing():
    kept = Kept()
    stand = lambda t: right(LATERAL)(0.0)  # noqa: E731
    walk = short("stand-and-walk", 30.0)
    run(Script(12.0, in_trouble(5.0, 99.0)), Motion(stand), Session(walk), [kept])
    at = {round(step.pose.time_s, 1): step for step in kept.steps}
    assert at[4.8].feedback.running
    assert not at[11.0].feedback.running


@pytest.mark.parametrize("back_s", [0.5, 3.0, 100.0])
def test_a_clock_that_jumps_back_stops_nothing_for_long(back_s):
    def change(frame: Frame) -> Frame:
        late = frame.time_s >= 7.0
        return replace(frame, time_s=frame.time_s - back_s) if late else frame

    motion = right(LATERAL, HOLD_S + 8)
    kept = Kept()
    source = Script(length_s(HOLD_S + 8), change)
    estimator = Motion(motion)
    run(source, estimator, Session(short(LATERAL, HOLD_S)), [kept])
    rising = [frame.time_s for frame in kept.frames]
    assert rising == sorted(rising)
    told = [step.pose.time_s for step in kept.steps if step.feedback.notice == OTHER_TIME]
    assert told[0] == pytest.approx(7.0, abs=0.1)
    assert told[-1] < 9.0
    assert len(times(kept, EventKind.HOLD_DONE)) == 1
    assert done_s(kept) - USUAL_DONE_S < 3.0


def resized(from_s: float, size: tuple[int, int]) -> Change:
    width_px, height_px = size
    other = np.zeros((height_px, width_px, 3), np.uint8)
    return lambda frame: replace(frame, bgr=other) if frame.time_s >= from_s else frame


@pytest.mark.parametrize("size", [(1280, 960), (320, 240)])
def test_a_picture_of_another_size_is_told_of_and_the_same_hold_goes_on(size):
    kept = coached(resized(6.0, size))
    told = [step for step in kept.steps if step.feedback.notice == OTHER_PICTURE]
    assert told[0].pose.time_s == pytest.approx(6.0, abs=0.1)
    (ended,) = [attempt for step in kept.steps for attempt in step.attempts]
    assert (ended.full, ended.held_s) == (True, HOLD_S)
    assert {(step.pose.width_px, step.pose.height_px) for step in kept.steps} == {(640, 480)}
    assert done_s(kept) - USUAL_DONE_S < 4.0


def test_a_picture_of_another_shape_shows_something_else_so_the_hold_begins_anew():
    """What was true of the person's place in 4:3 is not in 16:9: another neutral is taken."""
    kept, session = Kept(), Session(short(LATERAL, HOLD_S))
    source = Script(length_s(HOLD_S + 6), resized(6.0, (1280, 720)))
    run(source, Motion(right(LATERAL, HOLD_S + 6)), session, [kept])
    assert OTHER_PICTURE in [step.feedback.notice for step in kept.steps]
    cut_off, anew = session.finish()
    assert (cut_off.full, anew.full) == (False, True)
    assert cut_off.end_s == pytest.approx(6.0, abs=0.2)
    assert anew.start_s > 6.0 + TROUBLE_S


def test_the_same_hold_is_counted_at_four_frames_a_second():
    kept = Kept()
    source = Script(length_s(HOLD_S), lambda frame: frame, fps=4)
    run(source, Motion(right(LATERAL, HOLD_S)), Session(short(LATERAL, HOLD_S)), [kept])
    (ended,) = [attempt for step in kept.steps for attempt in step.attempts]
    assert ended.full
    assert not any(step.feedback.notice for step in kept.steps if step.pose.time_s > 1)


def test_at_less_than_two_frames_a_second_no_time_is_counted():
    kept = Kept()
    source = Script(length_s(HOLD_S), lambda frame: frame, fps=1.7)
    run(source, Motion(right(LATERAL, HOLD_S)), Session(short(LATERAL, HOLD_S)), [kept])
    assert not [attempt for step in kept.steps for attempt in step.attempts if attempt.held_s > 0]


def test_ctrl_c_brings_what_was_done_until_then():
    def change(frame: Frame) -> Frame:
        if frame.time_s > 7.0:
            raise KeyboardInterrupt
        return frame

    motion = right(LATERAL, HOLD_S)
    with pytest.raises(Stopped) as stopped:
        coach(Script(20.0, change), Motion(motion), short(LATERAL, HOLD_S))
    (attempt,) = stopped.value.summary.attempts
    assert 1.0 < attempt.held_s < HOLD_S
    assert not attempt.full
    assert stopped.value.summary.duration_s == pytest.approx(7.0, abs=0.1)


def test_the_picture_is_drawn_on_at_its_own_size():
    """Landmarks are followed in the first picture's pixels, and belong to the shown one's."""
    kept = coached(resized(6.0, (1280, 960)))
    frame, step = kept.frames[-1], kept.steps[-1]
    assert frame.bgr.shape == (960, 1280, 3)
    shown = changed(step.pose, lambda x, y: (2 * x, 2 * y)).landmarks
    seen = Motion(right(LATERAL, HOLD_S + 4.0)).estimate(frame).landmarks
    for joint, mark in seen.items():
        assert shown[joint].point.x_px == pytest.approx(mark.point.x_px, abs=0.5)
    assert step.phase is not Phase.SETUP


def test_who_has_lain_down_elsewhere_during_a_pause_is_nobody_else():
    remote, kept, away_px = Remote(), Kept(), 90.0

    def shifted(time_s: float) -> Pose:
        pose = right(LATERAL, HOLD_S)(time_s)
        return changed(pose, lambda x, y: (x + away_px * (time_s > 6.0), y))

    class Pausing(Kept):
        def emit(self, frame: Frame, step: Step) -> None:
            remote.paused = 5.0 <= frame.time_s < 8.0

    source = Script(12.0, lambda frame: frame)
    session = Session(short(LATERAL, HOLD_S))
    run(source, Motion(shifted), session, [kept, Pausing()], remote)
    assert not [step for step in kept.steps if step.placement.problem is Problem.CROWD]
