"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest

SAMPLES = Path(__file__).parents[1] / "samples"


def first_frames(clip: Path, to: Path, count: int) -> Path:
    """Write the first `count` frames of a sample to `to`, and return that."""
    source = cv2.VideoCapture(str(clip))
    writer = cv2.VideoWriter(str(to), cv2.VideoWriter.fourcc(*"mp4v"), 15, (640, 480))
    for _ in range(count):
        writer.write(source.read()[1])
    writer.release()
    return to


@pytest.fixture(autouse=True)
def _no_logged_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert not errors


@pytest.fixture(scope="session", autouse=True)
def _own_history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the history of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSECOACH_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def model_or_skip() -> None:
    """Skip where the pose model cannot be had; say why."""
    from posecoach.errors import ModelError
    from posecoach.estimators.model import ensure_model

    try:
        ensure_model()
    except ModelError as error:
        pytest.skip(f"no pose model here: {error}")
