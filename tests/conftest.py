"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(autouse=True)
def _no_logged_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert not errors


@pytest.fixture(scope="session")
def model_or_skip() -> None:
    """Skip where the pose model cannot be had; say why."""
    from posecoach.errors import ModelError
    from posecoach.estimators.model import ensure_model

    try:
        ensure_model()
    except ModelError as error:
        pytest.skip(f"no pose model here: {error}")
