"""One stretch, coached in the room from its first word to its last."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posecoach.app import Remote, Stopped, coach
from posecoach.commands.film import FilmedEstimator, session_clip
from posecoach.commands.keeping import now, tell
from posecoach.commands.room import Room
from posecoach.core.coach import Phase
from posecoach.core.gesture import HandWatch
from posecoach.core.safety import Distress
from posecoach.core.session import Step
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Summary
from posecoach.core.wording import sentences
from posecoach.ports import Frame, Output

if TYPE_CHECKING:
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Key

DONE_S = 4.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one stretch went, and what ended it: a key, or somebody's distress."""

    summary: Summary
    key: Key | None = None
    distress: Distress | None = None


def coach_one(
    room: Room,
    stretch: Stretch,
    level: Level,
    *,
    keep: bool = True,
    patience_s: float | None = None,
) -> Outcome:
    """Coach one stretch and return how it went; raise Stopped at Ctrl-C.

    It is kept in the diary unless told otherwise. After `patience_s` it is over, done or not.
    """
    from posecoach.commands.screen import Screen, Targets
    from posecoach.estimators.memory import GivesBack

    with ExitStack() as doors:
        room.speaker.prepare(sentences(stretch, level))
        remote = Remote()
        screen: Screen | None = None
        if room.window is not None:
            screen = Screen(room.window, Targets(stretch), remote, room.speaker)
            screen.open(stretch, level, room.source.size_px)
        estimator = room.eyes.seeing(stretch)
        if room.options.record and keep:
            film = session_clip(stretch.id, now())
            estimator = doors.enter_context(FilmedEstimator(estimator, film, tell))
        outputs: list[Output] = [room.speaker, _Ends(remote, room.speaker, patience_s)]
        if screen is not None:
            outputs.append(screen)
        diary = room.diary if keep else None
        keeper = doors.enter_context(diary.item(stretch, level)) if diary else None
        if keeper is not None:
            outputs.append(keeper)
        outputs.append(GivesBack())
        try:
            summary = coach(
                room.source, estimator, stretch, level, outputs, remote, HandWatch(down_first=True)
            )
        except Stopped as stopped:
            if keeper is not None:
                keeper.finish(stopped.summary)
            raise
        if keeper is not None:
            keeper.finish(summary)
        return Outcome(summary, screen.last_key if screen else None, remote.distress)


class _Ends:
    """Ends the stretch a moment after its last repetition and the last word, without a key."""

    def __init__(self, remote: Remote, speaker: Speaker, patience_s: float | None) -> None:
        self._remote = remote
        self._speaker = speaker
        self._patience_s = patience_s
        self._start_s: float | None = None
        self._done_s: float | None = None

    def emit(self, frame: Frame, step: Step) -> None:
        self._start_s = frame.time_s if self._start_s is None else self._start_s
        done, wanted = step.feedback.sets
        if done < wanted or step.phase is not Phase.REST:
            self._done_s = None
        elif self._done_s is None:
            self._done_s = frame.time_s
        elif frame.time_s - self._done_s >= DONE_S and not self._speaker.speaking:
            self._remote.over = True
        if self._patience_s is not None and frame.time_s - self._start_s >= self._patience_s:
            self._remote.over = True
