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
    from posecoach.commands.live import open_camera

    stretch = find(stretch_id or USUAL)
    with ExitStack() as doors:
        source = doors.enter_context(open_camera(camera))
        estimator = open_estimator(stretch, model, doors)
        wrong = what_is_wrong(source, estimator, stretch)
    if wrong:
        raise PosecoachError(" ".join(f"{sentence.rstrip('.')}." for sentence in wrong))
    return f"light, lens, distance, level and view are right for {stretch.name!r}"


def what_is_wrong(source: Source, estimator: Estimator, stretch: Stretch) -> list[str]:
    """Return the sentence that would pause coaching, if any, and what would be advised."""
    remote = Remote()
    looked = _Looked(remote)
    run(source, estimator, Session(stretch), [looked], remote)
    return [*looked.stops, *looked.advised]


class _Looked:
    """Remembers what was wrong last and all advice, and ends the look."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._first_s: float | None = None
        self.stops: list[str] = []
        self.advised: dict[str, None] = {}

    def emit(self, frame: Frame, step: Step) -> None:
        self._first_s = frame.time_s if self._first_s is None else self._first_s
        self._remote.over = frame.time_s - self._first_s >= LOOK_S
        placement = step.placement
        self.stops = [placement.notice] if placement.notice else []
        if placement.advice:
            self.advised[placement.advice.text] = None
