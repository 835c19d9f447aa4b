"""The loop: frame, pose, step, outputs. Camera and clip go through the same ten lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from posecoach.core.gesture import Gesture, HandWatch
from posecoach.core.pose import Pose
from posecoach.core.safety import Distress
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Summary, Tally
from posecoach.ports import Estimator, Frame, Output, Source

OTHER_PICTURE = "The camera picture changed. One moment, please."
OTHER_TIME = "The camera's clock jumped. One moment, please."


@dataclass(slots=True)
class Remote:
    """What the person asked for by key; the loop obeys it before the next frame.

    `distress` is why they ended it, where they said so; `easier` asks for less of the same, once.
    """

    paused: bool = False
    over: bool = False
    easier: bool = False
    distress: Distress | None = None

    def obey(self, gesture: Gesture | None) -> None:
        """Do what raised hands ask for: pause, go on, or leave this one for the next."""
        if gesture is Gesture.PAUSE:
            self.paused = not self.paused
        elif gesture is Gesture.SKIP:
            self.over = True

    def hear(self, distress: Distress) -> None:
        """Do what somebody needs who is not well: less of it, or the end."""
        if distress is Distress.EASE:
            self.easier = True
        else:
            self.distress, self.over = distress, True


class Stopped(KeyboardInterrupt):
    """The person ended it by Ctrl-C; `summary` is what it amounts to until then."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


def run(
    source: Source,
    estimator: Estimator,
    session: Session,
    outputs: Sequence[Output],
    remote: Remote | None = None,
    hands: HandWatch | None = None,
) -> None:
    """Coach one stretch from `source` until it ends or the person has had enough.

    With `hands`, raised ones are obeyed as keys are, also while everything is paused.
    """
    remote = remote or Remote()
    step: Step | None = None
    paused_s, before_s, standing = 0.0, 0.0, False
    for frame in _steady(source.frames()):
        pose = _pose(frame, estimator)
        if hands is not None:
            remote.obey(hands.step(pose))
        if remote.easier:
            remote.easier = False
            session.ease()
        if standing and not remote.paused:
            session.go_on()
        standing = remote.paused and step is not None
        if remote.paused and step is not None:
            paused_s += frame.time_s - before_s
            step = _standing(step, frame.trouble)
        else:
            step = _step(frame, pose, session, paused_s)
        before_s = frame.time_s
        for output in outputs:
            output.emit(frame, step)
        if remote.over:
            return


def coach(
    source: Source,
    estimator: Estimator,
    stretch: Stretch,
    level: Level = Level.BEGINNER,
    outputs: Sequence[Output] = (),
    remote: Remote | None = None,
    hands: HandWatch | None = None,
) -> Summary:
    """Coach `stretch` from `source`, and return what it amounts to; raise Stopped at Ctrl-C."""
    session, tally = Session(stretch, level), Tally(stretch, level)
    try:
        run(source, estimator, session, [_Tallied(tally), *outputs], remote, hands)
    except KeyboardInterrupt:
        raise Stopped(tally.summary(session.finish())) from None
    return tally.summary(session.finish())


class _Tallied:
    """Feeds the tally as one output among others."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def emit(self, frame: Frame, step: Step) -> None:
        self._tally.take(step)


def _steady(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Yield the frames in a time that never falls, and tell of a break between two of them."""
    last: Frame | None = None
    ahead_s = 0.0
    for frame in frames:
        trouble = frame.trouble
        if last is not None and frame.bgr.shape != last.bgr.shape:
            trouble = trouble or OTHER_PICTURE
        if last is not None and frame.time_s + ahead_s < last.time_s:
            ahead_s = last.time_s - frame.time_s
            trouble = trouble or OTHER_TIME
        last = replace(frame, time_s=frame.time_s + ahead_s, trouble=trouble)
        yield last


def _pose(frame: Frame, estimator: Estimator) -> Pose:
    """Return who is in the frame; one without a picture of its own shows nobody."""
    if frame.trouble is None:
        return estimator.estimate(frame)
    height_px, width_px = frame.bgr.shape[:2]
    return Pose(frame.time_s, width_px, height_px)


def _step(frame: Frame, pose: Pose, session: Session, paused_s: float) -> Step:
    """Return what one frame produces."""
    pose = replace(pose, time_s=pose.time_s - paused_s) if paused_s else pose
    why_not = frame.trouble or (frame.advice if frame.waits else None)
    return session.step(pose, trouble=why_not, advice=frame.advice)


def _standing(step: Step, trouble: str | None) -> Step:
    """Return `step` as it looks while everything is paused: nothing happens, nothing is said.

    What is wrong with the picture is shown all the same.
    """
    quiet = replace(step.feedback, say=None, tone=None, running=False, notice=trouble)
    return replace(step, events=(), cue=None, feedback=quiet)
