"""What `posecoach doctor` sees through the camera, judged as coaching judges it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from posecoach.app import Remote, run
from posecoach.catalog import find
from posecoach.commands.estimators import open_estimator
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Stretch
from posecoach.errors import PosecoachError
from posecoach.ports import Estimator, Frame, Source

USUAL = "neck-lateral-ear-to-shoulder"  # what somebody who sits at the computer is placed for
LOOK_S = 4.0


def check_setting(camera: str, model: Path | None, stretch_id: str | None) -> str:
    """Look through the camera for some seconds; raise PosecoachError with what should change."""
    from posecoach.commands.room import open_camera

    stretch = find(stretch_id or USUAL)
    with ExitStack() as doors:
        source = doors.enter_context(open_camera(camera))
        estimator = open_estimator(stretch, model, doors)
        seen = look_at(source, estimator, stretch)
    if seen.all_wrong:
        raise PosecoachError(" ".join(f"{sentence.rstrip('.')}." for sentence in seen.all_wrong))
    if seen.level:
        return f"light, lens, distance, level and view are right for {stretch.name!r}"
    return (
        f"light, lens, distance and view are right for {stretch.name!r}; "
        "whether the camera is level cannot be seen from here"
    )


def look_at(source: Source, estimator: Estimator, stretch: Stretch) -> Looked:
    """Look for some seconds as coaching would."""
    remote = Remote()
    looked = Looked(remote)
    run(source, estimator, Session(stretch), [looked], remote)
    return looked


class Looked:
    """Remembers what stops coaching at the end of the look, and all that was wrong in it.

    `level` says whether anything in view showed if the camera is level.
    """

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._first_s: float | None = None
        self.stops: list[str] = []
        self.wrong: dict[str, None] = {}
        self.level = False

    @property
    def all_wrong(self) -> list[str]:
        """Return the sentence that would pause coaching, if any, and what else could be better."""
        return list(dict.fromkeys([*self.stops, *self.wrong]))

    def emit(self, frame: Frame, step: Step) -> None:
        """Remember one step; the last one ends the look."""
        self._first_s = frame.time_s if self._first_s is None else self._first_s
        self._remote.over = frame.time_s - self._first_s >= LOOK_S
        placement = step.placement
        self.stops = [placement.notice] if placement.notice else []
        self.level = self.level or placement.roll_deg is not None
        given = [placement.advice] if placement.advice else []
        self.wrong |= dict.fromkeys(cue.text for cue in (*placement.wrong, *given))
