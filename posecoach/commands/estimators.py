"""Which estimators a stretch needs, made ready."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from posecoach.core.stretch import Stretch
from posecoach.errors import ModelError
from posecoach.ports import Estimator


def open_estimator(
    stretch: Stretch, model: Path | None, doors: ExitStack, *, verbose: bool = False
) -> Estimator:
    """Return the pose model, with the face mesh around it where `stretch` needs the head.

    Both see dark pictures lifted, and each pose comes with the light it was seen in.
    `doors` closes it. Raises ModelError when there is no model to be had.
    """
    needed_by = stretch.name if stretch.reads_head else None
    return open_eyes(model, doors, head=stretch.reads_head, needed_by=needed_by, verbose=verbose)


def open_eyes(
    model: Path | None,
    doors: ExitStack,
    *,
    head: bool = False,
    needed_by: str | None = None,
    verbose: bool = False,
) -> Estimator:
    """Return the estimator for where no stretch is known; see `open_estimator`.

    With `head` its angles are read as well where that can be had: it must be had only where
    somebody is named who needs it.
    """
    from posecoach.estimators.head import HeadPoseEstimator
    from posecoach.estimators.light import LitEstimator
    from posecoach.estimators.memory import give_back_memory
    from posecoach.estimators.model import choose_model

    files = choose_model(model, head=head)
    if needed_by and files.face_tflite is None:
        raise ModelError(f"{needed_by}: it needs to see the head, but {files.no_face}")
    doors.callback(give_back_memory)
    pose = _one_person(files.pose_task, verbose=verbose)
    if not head or files.face_tflite is None:
        return doors.enter_context(LitEstimator(pose))
    return doors.enter_context(LitEstimator(HeadPoseEstimator(pose, files.face_tflite)))


def _one_person(task: Path, *, verbose: bool) -> Estimator:
    """Return the pose model that finds small people too and knows when others are in view."""
    from posecoach.estimators.mediapipe_pose import MediaPipePose
    from posecoach.estimators.one_person import OnePerson
    from posecoach.estimators.zoom import ZoomingPose

    return OnePerson(
        ZoomingPose(MediaPipePose(task, verbose=verbose)),
        lambda: MediaPipePose(task, verbose=verbose, following=False),
    )
