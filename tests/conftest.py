"""What every test may use."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import cv2
import pytest

from posecoach.sources.capture import open_file

SAMPLES = Path(__file__).parents[1] / "samples"
DATA = Path(__file__).parent / "data"


def first_frames(clip: Path, to: Path, count: int) -> Path:
    """Write the first `count` frames of a sample to `to`, and return that."""
    source = cv2.VideoCapture(str(clip))
    writer = cv2.VideoWriter(str(to), cv2.VideoWriter.fourcc(*"mp4v"), 15, (640, 480))
    for _ in range(count):
        writer.write(source.read()[1])
    writer.release()
    return to


def run_on(screen: str, script: str, folder: Path) -> list[str]:
    """Run a script as a program of its own on that screen; return the words that it prints."""
    path = folder / "script.py"
    path.write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(path)],
        env={**os.environ, "DISPLAY": screen, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.split()


def pytest_configure() -> None:
    """Keep the tests, also while they are collected, away from anybody's own stretches.

    And let Ctrl-C be what it is at a keyboard: what a shell starts in the background ignores it.
    """
    os.environ["POSECOACH_POSES"] = str(Path(__file__).parent / "nobodys-own")
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Open the first file as the program does: FFmpeg keeps the log level of its first use."""
    open_file("")


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


@pytest.fixture(autouse=True)
def _fresh_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a history of its own: what one answers or does, none other finds."""
    folder = Path(os.environ["POSECOACH_DATA"])
    monkeypatch.setenv("POSECOACH_DATA", str(folder / uuid4().hex))


@pytest.fixture(scope="session")
def model_or_skip() -> None:
    """Skip where the pose model cannot be had; say why."""
    from posecoach.errors import ModelError
    from posecoach.estimators.model import ensure_model

    try:
        ensure_model()
    except ModelError as error:
        pytest.skip(f"no pose model here: {error}")


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """Start a private X server on a free number, and return its name."""
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    if display == ":":
        pytest.skip("Xvfb does not start here")
    yield display
    server.terminate()
    server.wait(timeout=10)
