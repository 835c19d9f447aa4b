"""posecoach: a camera coach for sore backs and necks.

    from posecoach import Session, find, run

The core judges poses and knows no camera; `run` is the loop that joins a source, an estimator, a
session and outputs. Names are imported when they are first used: the program starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what `__getattr__` gives, for those who check types
    from posecoach.app import run
    from posecoach.catalog import find, load
    from posecoach.commands.estimators import open_estimator
    from posecoach.core.pose import Pose
    from posecoach.core.session import Session, Step
    from posecoach.core.stretch import Level, Stretch
    from posecoach.core.summary import Summary, Tally
    from posecoach.errors import PosecoachError
    from posecoach.estimators.recorded import RecordedEstimator
    from posecoach.ports import Frame
    from posecoach.sources.clip import ClipSource

    __version__: str

_HOMES = {
    "ClipSource": "posecoach.sources.clip",
    "Frame": "posecoach.ports",
    "Level": "posecoach.core.stretch",
    "Pose": "posecoach.core.pose",
    "PosecoachError": "posecoach.errors",
    "RecordedEstimator": "posecoach.estimators.recorded",
    "Session": "posecoach.core.session",
    "Step": "posecoach.core.session",
    "Stretch": "posecoach.core.stretch",
    "Summary": "posecoach.core.summary",
    "Tally": "posecoach.core.summary",
    "find": "posecoach.catalog",
    "load": "posecoach.catalog",
    "open_estimator": "posecoach.commands.estimators",
    "run": "posecoach.app",
}

__all__ = [
    "ClipSource",
    "Frame",
    "Level",
    "Pose",
    "PosecoachError",
    "RecordedEstimator",
    "Session",
    "Step",
    "Stretch",
    "Summary",
    "Tally",
    "__version__",
    "find",
    "load",
    "open_estimator",
    "run",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    if name not in _HOMES:
        raise AttributeError(f"module 'posecoach' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # a tenth of the start by itself

    try:
        return version("posecoach")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return "0"
