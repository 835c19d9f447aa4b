"""posecoach: a camera coach for sore backs and necks.

    from posecoach import Session, find, run

The core judges poses and knows no camera; `run` is the loop that joins a source, an estimator, a
session and outputs. Names are imported when they are first used: the program starts at once.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

_HOMES = {
    "Frame": "posecoach.ports",
    "Pose": "posecoach.core.pose",
    "Stretch": "posecoach.core.stretch",
    "Level": "posecoach.core.stretch",
    "Session": "posecoach.core.session",
    "Step": "posecoach.core.session",
    "Tally": "posecoach.core.summary",
    "PosecoachError": "posecoach.errors",
    "find": "posecoach.catalog",
    "load": "posecoach.catalog",
    "run": "posecoach.app",
}

__all__ = [
    "Frame",
    "Level",
    "Pose",
    "PosecoachError",
    "Session",
    "Step",
    "Stretch",
    "Tally",
    "__version__",
    "find",
    "load",
    "run",
]

try:
    __version__ = version("posecoach")
except PackageNotFoundError:  # run from a checkout that was not installed
    __version__ = "0"


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'posecoach' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
