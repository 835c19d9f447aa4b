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
    from posecoach.estimators.head import HeadPoseEstimator
    from posecoach.estimators.light import LitEstimator
    from posecoach.estimators.mediapipe_pose import MediaPipePose
    from posecoach.estimators.model import choose_model
    from posecoach.estimators.one_person import OnePerson
    from posecoach.estimators.zoom import ZoomingPose

    files = choose_model(model, head=stretch.reads_head)
    task = files.pose_task
    pose = OnePerson(
        ZoomingPose(MediaPipePose(task, verbose=verbose)),
        lambda: MediaPipePose(task, verbose=verbose, following=False),
    )
    if not stretch.reads_head:
        return doors.enter_context(LitEstimator(pose))
    if files.face_tflite is None:
        pose.close()
        raise ModelError(f"{stretch.name}: it needs to see the head, but {files.no_face}")
    return doors.enter_context(LitEstimator(HeadPoseEstimator(pose, files.face_tflite)))
