"""The models, once a run, and a person to look at: a bundled clip."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from posecoach.errors import ModelError
from posecoach.estimators.model import ModelFiles, ensure_model
from posecoach.ports import Frame
from posecoach.sources.clip import ClipSource

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def models() -> ModelFiles:
    try:
        return ensure_model()
    except ModelError as fault:
        pytest.skip(f"no models here: {fault}")


def first_frames(clip: str, count: int) -> list[Frame]:
    if not (SAMPLES / clip).exists():
        pytest.skip(f"samples/{clip} is not there")
    with ClipSource(SAMPLES / clip) as source:
        return list(islice(source.frames(), count))


@pytest.fixture(scope="session")
def standing() -> list[Frame]:
    """Thirty frames of a person who faces the camera."""
    return first_frames("neck-lateral-ear-to-shoulder-good-1.mp4", 30)


@pytest.fixture(scope="session")
def lying() -> list[Frame]:
    """Thirty frames of a person on the floor, from the side."""
    return first_frames("bridge-good-1.mp4", 30)
