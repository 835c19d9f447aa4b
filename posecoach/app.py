"""The loop: frame, pose, step, outputs. Camera and clip go through the same ten lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from posecoach.core.pose import Pose
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Summary, Tally
from posecoach.ports import Estimator, Frame, Output, Source


@dataclass(slots=True)
class Remote:
    """What the person asked for by key; the loop obeys it before the next frame."""

    paused: bool = False
    over: bool = False


def run(
    source: Source,
    estimator: Estimator,
    session: Session,
    outputs: Sequence[Output],
    remote: Remote | None = None,
) -> None:
    """Coach one stretch from `source` until it ends or the person has had enough."""
    remote = remote or Remote()
    step: Step | None = None
    paused_s = 0.0
    before_s: float | None = None
    for frame in source.frames():
        if remote.paused and step is not None and before_s is not None:
            paused_s += frame.time_s - before_s
            step = _standing(step)
        else:
            step = _step(frame, estimator, session, paused_s)
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
) -> Summary:
    """Coach `stretch` from `source`, and return what it amounts to."""
    session, tally = Session(stretch, level), Tally(stretch, level)
    run(source, estimator, session, [_Tallied(tally), *outputs], remote)
    return tally.summary(session.finish())


class _Tallied:
    """Feeds the tally as one output among others."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def emit(self, frame: Frame, step: Step) -> None:
        self._tally.take(step)


def _step(frame: Frame, estimator: Estimator, session: Session, paused_s: float) -> Step:
    """Return what one frame produces; a frame without a picture of its own shows nobody."""
    if frame.trouble is None:
        pose = estimator.estimate(frame)
    else:
        height_px, width_px = frame.bgr.shape[:2]
        pose = Pose(frame.time_s, width_px, height_px)
    step = session.step(replace(pose, time_s=pose.time_s - paused_s) if paused_s else pose)
    if frame.trouble is None:
        return step
    return replace(step, feedback=replace(step.feedback, notice=frame.trouble))


def _standing(step: Step) -> Step:
    """Return `step` as it looks while everything is paused: nothing happens, nothing is said."""
    quiet = replace(step.feedback, say=None, tone=None, running=False)
    return replace(step, events=(), cue=None, feedback=quiet)
