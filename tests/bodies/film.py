"""Bodies over time: a motion is a body for every second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from posecoach.core.pose import Pose
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch


def eased(script: list[tuple[float, float]]) -> Callable[[float], float]:
    """A value over time through (seconds, value) points, starting and stopping smoothly."""

    def at(time_s: float) -> float:
        before = script[0]
        for after in script[1:]:
            if time_s <= before[0]:
                return before[1]
            if time_s < after[0]:
                share = (time_s - before[0]) / (after[0] - before[0])
                return before[1] + (after[1] - before[1]) * share * share * (3 - 2 * share)
            before = after
        return before[1]

    return at


def film(make: Callable[[float], Pose], length_s: float, fps: float) -> Iterator[Pose]:
    """The poses of a motion, at a frame rate."""
    for index in range(int(length_s * fps) + 1):
        yield replace(make(index / fps), time_s=index / fps)


def play(
    stretch: Stretch,
    make: Callable[[float], Pose],
    length_s: float,
    fps: float = 30,
    level: Level = Level.BEGINNER,
) -> tuple[Session, list[Step]]:
    """Coach a scripted motion; return the session and its steps."""
    session = Session(stretch, level)
    return session, [session.step(each) for each in film(make, length_s, fps)]


def cues(steps: list[Step]) -> list[tuple[float, str]]:
    return [(step.pose.time_s, step.cue.id) for step in steps if step.cue]
