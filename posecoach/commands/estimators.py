"""Which estimators a stretch, or a whole session, needs, made ready."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.core.stretch import Stretch
from posecoach.errors import ModelError
from posecoach.ports import Closing, Estimator

if TYPE_CHECKING:
    from posecoach.estimators.one_person import OnePerson


def open_estimator(
    stretch: Stretch, model: Path | None, doors: ExitStack, *, verbose: bool = False
) -> Estimator:
    """Return the pose model, with the face mesh around it where `stretch` needs the head.

    Both see dark pictures lifted, and each pose comes with the light it was seen in.
    `doors` closes it. Raises ModelError when there is no model to be had.
    """
    return doors.enter_context(Eyes(model, verbose=verbose)).seeing(stretch)


def open_eyes(
    model: Path | None,
    doors: ExitStack,
    *,
    head: bool = False,
    needed_by: str | None = None,
    verbose: bool = False,
) -> Estimator:
    """Return the estimator for where no stretch is known, as `Eyes.anywhere` has it."""
    eyes = doors.enter_context(Eyes(model, verbose=verbose))
    return eyes.anywhere(head=head, needed_by=needed_by)


class Eyes(Closing):
    """The estimators of a session, each opened when it is first needed and kept until the end.

    They follow one person with one model, from stretch to stretch: to open it anew for each would
    take a tenth of a second, and let the memory swing. One loop may look at a time.
    """

    def __init__(self, model: Path | None = None, *, verbose: bool = False) -> None:
        from posecoach.estimators.memory import share_memory

        share_memory()
        self._model, self._verbose = model, verbose
        self._doors = ExitStack()
        self._one: OnePerson | None = None
        self._open: dict[bool, Estimator] = {}  # by whether the head is read

    def seeing(self, stretch: Stretch) -> Estimator:
        """Return what sees all that `stretch` is judged by; see `open_estimator`.

        The person is looked for afresh: with the model's memory of somebody who sat, one who lies
        was once seen wrongly for a whole stretch.
        """
        from posecoach.estimators.memory import give_back_memory

        estimator = self.anywhere(head=stretch.reads_head, needed_by=stretch.name)
        self._person().forget()
        give_back_memory()
        return estimator

    def prepare(self, stretches: Iterable[Stretch]) -> None:
        """Open all that the stretches will need: what is missing is told before anybody begins.

        The eye for other people is opened as well, which would else hold up a frame of the first.
        """
        from posecoach.estimators.memory import keep_pictures_apart

        keep_pictures_apart()
        for stretch in stretches:
            self.anywhere(head=stretch.reads_head, needed_by=stretch.name)
        self._person().prepare()

    def anywhere(self, *, head: bool = False, needed_by: str | None = None) -> Estimator:
        """Return the estimator for where no stretch is known.

        With `head` its angles are read as well where that can be had: it must be had only where
        somebody is named who needs it.
        """
        from posecoach.estimators.light import LitEstimator

        if head not in self._open:
            seen = self._with_head(needed_by) if head else self._person()
            if seen is None:
                return self.anywhere()
            self._open[head] = self._doors.enter_context(LitEstimator(seen))
        return self._open[head]

    def close(self) -> None:
        """Release all of them; closing twice does no harm."""
        self._doors.close()

    def _with_head(self, needed_by: str | None) -> Estimator | None:
        """Return what reads the head as well, None where it need not and cannot be had."""
        from posecoach.estimators.head import HeadPoseEstimator
        from posecoach.estimators.model import choose_model

        files = choose_model(self._model)
        if files.face_tflite is None:
            if needed_by:
                raise ModelError(f"{needed_by}: it needs to see the head, but {files.no_face}")
            return None
        return HeadPoseEstimator(self._person(), files.face_tflite)

    def _person(self) -> OnePerson:
        """Return the pose model that finds small people too and knows when others are in view."""
        if self._one is not None:
            return self._one
        from posecoach.estimators.mediapipe_pose import MediaPipePose
        from posecoach.estimators.memory import give_back_memory
        from posecoach.estimators.model import choose_model
        from posecoach.estimators.one_person import OnePerson
        from posecoach.estimators.sparing import SparingPose
        from posecoach.estimators.zoom import ZoomingPose

        task, verbose = choose_model(self._model, head=False).pose_task, self._verbose
        self._doors.callback(give_back_memory)
        self._one = self._doors.enter_context(
            OnePerson(
                SparingPose(ZoomingPose(MediaPipePose(task, verbose=verbose))),
                lambda: MediaPipePose(task, verbose=verbose, following=False),
            )
        )
        return self._one
