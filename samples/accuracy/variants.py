"""The same clip otherwise: from recorded poses, in a mirror, at half its frame rate.

A mirrored clip must give the mirrored answer, and half the frames the same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from posecoach.commands.estimators import open_estimator
from posecoach.core.pose import Head, Joint, Landmark, Point, Pose
from posecoach.core.stretch import Stretch
from posecoach.estimators.recording import read_poses
from posecoach.ports import Frame
from posecoach.sources.clip import ClipSource

Truth = dict[str, Any]
TURNED_IN_A_MIRROR = ("head_roll", "head_yaw", "shoulder_tilt", "trunk_lean")
_OTHER = {"left": "right", "right": "left"}


class Variant(StrEnum):
    """How a clip is shown."""

    AS_IT_IS = "as-it-is"
    MIRRORED = "mirrored"
    HALF_RATE = "half-rate"


def poses_of(clip: Path, stretch: Stretch, variant: Variant, *, recorded: bool) -> Iterator[Pose]:
    """Yield what is seen of every frame: by the pose model, or as it was recorded beside the clip.

    A recording is of the clip as it is; the mirror image of it is what the model would see in a
    mirror only as far as the model itself takes left and right alike.
    """
    if recorded:
        poses = iter(read_poses(clip.with_suffix(".poses.jsonl")).poses)
        poses = map(in_mirror, poses) if variant is Variant.MIRRORED else poses
    else:
        poses = _through_the_model(clip, stretch, variant)
    for count, pose in enumerate(poses):
        if not (recorded and variant is Variant.HALF_RATE and count % 2):
            yield pose


def _through_the_model(clip: Path, stretch: Stretch, variant: Variant) -> Iterator[Pose]:
    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(clip))
        estimator = open_estimator(stretch, None, doors)
        for count, frame in enumerate(source.frames()):
            if variant is Variant.HALF_RATE and count % 2:
                continue
            shown = _flipped(frame) if variant is Variant.MIRRORED else frame
            yield estimator.estimate(shown)


def _flipped(frame: Frame) -> Frame:
    return replace(frame, bgr=np.ascontiguousarray(frame.bgr[:, ::-1]))


def in_mirror(pose: Pose) -> Pose:
    """Return the pose as a mirror shows it: left is right."""
    marks = {
        _other(joint): Landmark(
            Point(pose.width_px - mark.point.x_px, mark.point.y_px), mark.visibility
        )
        for joint, mark in pose.landmarks.items()
    }
    world = {_other(joint): (-x, y, z) for joint, (x, y, z) in pose.world_m.items()}
    head = pose.head
    if head is not None:
        roll, yaw = head.roll_deg, head.yaw_deg
        head = Head(None if roll is None else -roll, head.pitch_deg, None if yaw is None else -yaw)
    return replace(pose, landmarks=marks, world_m=world, head=head)


def _other(joint: Joint) -> Joint:
    side, _, part = joint.value.partition("_")
    return Joint(f"{_OTHER[side]}_{part}") if side in _OTHER else joint


def truth_of(truth: Truth, variant: Variant) -> Truth:
    """Return what is true of the variant."""
    if variant is Variant.HALF_RATE:
        return truth | {"frames": truth["frames"][::2]}
    if variant is Variant.MIRRORED:
        swapped = {
            key: [each | {"side": _OTHER.get(each["side"])} for each in truth[key]]
            for key in ("holds", "reps", "faults")
        }
        frames = [frame | {"angles_deg": _turned(frame["angles_deg"])} for frame in truth["frames"]]
        return truth | swapped | {"frames": frames}
    return truth


def _turned(angles: dict[str, float]) -> dict[str, float]:
    return {id_: -deg if id_ in TURNED_IN_A_MIRROR else deg for id_, deg in angles.items()}
