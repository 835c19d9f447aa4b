"""What is opened for a session is opened once, when it is first needed, and all of it is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecoach.catalog import find
from posecoach.commands.estimators import Eyes
from posecoach.core.pose import Pose
from posecoach.errors import ModelError
from posecoach.estimators import head, mediapipe_pose, model
from posecoach.estimators.model import ModelFiles
from posecoach.ports import Closing, Frame

BODY, HEAD = find("bridge"), find("neck-lateral-ear-to-shoulder")
FILES = ModelFiles(Path("pose.task"), Path("face.tflite"))


class Opened(Closing):
    """Stands for the pose model or the face mesh around it."""

    def __init__(self, opened: list[str], name: str, inner: Closing | None = None) -> None:
        self._opened, self._name, self._inner = opened, name, inner
        opened.append(name)

    def estimate(self, frame: Frame) -> Pose:
        raise AssertionError("nobody looks")

    def forget(self) -> None:
        raise AssertionError("nobody was followed yet")

    def close(self) -> None:
        if self._name in self._opened:
            self._opened.remove(self._name)
        if self._inner is not None:
            self._inner.close()


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    opened: list[str] = []
    monkeypatch.setattr(model, "choose_model", lambda own=None, **_: FILES)
    monkeypatch.setattr(mediapipe_pose, "MediaPipePose", lambda *_, **__: Opened(opened, "body"))
    monkeypatch.setattr(
        head, "HeadPoseEstimator", lambda inner, face: Opened(opened, f"head {face}", inner)
    )
    return opened


def test_each_is_opened_when_it_is_first_needed_and_then_kept(opened):
    with Eyes() as eyes:
        assert opened == []
        body = eyes.seeing(BODY)
        assert opened == ["body"]
        assert eyes.anywhere() is body
        reading = eyes.seeing(HEAD)
        assert opened == ["body", "head face.tflite"], "both look with the same model"
        assert eyes.seeing(HEAD) is eyes.anywhere(head=True) is reading
        assert eyes.seeing(BODY) is body
        assert opened == ["body", "head face.tflite"]
    assert opened == []
    eyes.close()


def test_a_session_is_prepared_with_the_eye_for_others(opened):
    with Eyes() as eyes:
        eyes.prepare([BODY, HEAD, BODY])
        assert sorted(opened) == ["body", "body", "head face.tflite"]


def test_without_a_face_model_only_who_needs_the_head_is_refused(opened, monkeypatch):
    faceless = ModelFiles(Path("pose.task"), None, "there is no network")
    monkeypatch.setattr(model, "choose_model", lambda own=None, **_: faceless)
    with Eyes() as eyes:
        for _ in range(2):  # whoever does not need it asks between
            with pytest.raises(ModelError, match=r"Ear to shoulder: .*but there is no network"):
                eyes.seeing(HEAD)
            assert eyes.anywhere(head=True) is eyes.seeing(BODY)
        assert opened == ["body"]


def test_a_face_model_that_cannot_be_read_leaves_nothing_open(opened, monkeypatch):
    def refuse(inner: object, face: Path) -> None:
        raise ModelError(f"{face}: OpenCV cannot read it")

    monkeypatch.setattr(head, "HeadPoseEstimator", refuse)
    with Eyes() as eyes, pytest.raises(ModelError, match=r"face\.tflite"):
        eyes.seeing(HEAD)
    assert opened == []
