"""Ctrl-C: it ends within a second, tells what was done, keeps it, and leaves no thread behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from posecoach.cli import INTERRUPTED, main
from posecoach.commands import live
from posecoach.commands.estimators import Eyes
from posecoach.commands.opening import NOT_ANSWERED
from posecoach.core.pose import Pose
from posecoach.ports import Closing, Frame
from posecoach.sources.camera import CameraSource
from tests.conftest import SAMPLES
from tests.core.motions import right

LATERAL = "neck-lateral-ear-to-shoulder"
AT_ONCE_S = 1.0
posix = pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a console, not to one")


class Noise:
    """A camera that gives 30 pictures a second; after `lasts` of them it hangs."""

    def __init__(self, lasts: int = 10**9) -> None:
        self.left, self.released = lasts, threading.Event()

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, np.ndarray]:
        self.left -= 1
        self.released.wait(1 / 30 if self.left > 0 else 20)
        return True, np.random.default_rng().integers(0, 9, (48, 64, 3)).astype(np.uint8)

    def release(self) -> None:
        self.released.set()


class Motion(Closing):
    """Sees somebody doing the stretch, whatever the pictures show."""

    def estimate(self, frame: Frame) -> Pose:
        return replace(right(LATERAL)(frame.time_s), time_s=frame.time_s)


def interrupted_after(wait_s: float) -> list[float]:
    """Press Ctrl-C some time from now; the list gets the time at which that was."""
    pressed_s: list[float] = []

    def press() -> None:
        time.sleep(wait_s)
        pressed_s.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press, daemon=True).start()
    return pressed_s


@posix
@pytest.mark.parametrize("lasts", [10**9, 20], ids=["in the middle", "while the camera hangs"])
def test_ctrl_c_ends_a_session_at_once_and_tells_how_it_went(capsys, tmp_path, monkeypatch, lasts):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    camera = Noise(lasts)
    monkeypatch.setattr(
        live, "open_camera", lambda _: CameraSource(0, open_capture=lambda _: camera)
    )
    monkeypatch.setattr(Eyes, "seeing", lambda eyes, stretch: Motion())
    before = set(threading.enumerate())
    pressed_s = interrupted_after(2.0)
    assert main(["start", LATERAL, "--no-window", "--mute"]) == INTERRUPTED
    assert time.monotonic() - pressed_s[0] < AT_ONCE_S
    said = capsys.readouterr().out
    assert said.startswith("Ear to shoulder (beginner), camera 0, ")
    assert "holds in full" in said
    camera.release()  # a driver that hangs is not waited for: its thread goes when it can
    time.sleep(0.1)
    assert set(threading.enumerate()) <= before


@posix
@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_ctrl_c_ends_the_whole_program_at_once_and_the_hold_is_kept(tmp_path):
    clip = SAMPLES / f"{LATERAL}-good-1.mp4"
    words = ["start", LATERAL, "--camera", str(clip), "--no-window", "--mute"]
    program = subprocess.Popen(
        [sys.executable, "-m", "posecoach", *words],
        cwd=SAMPLES.parent,
        env={**os.environ, "POSECOACH_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with program:
        time.sleep(12.0)  # the model takes some seconds to load; a hold begins at 5 s of the clip
        pressed_s = time.monotonic()
        program.send_signal(signal.SIGINT)
        said, complaints = program.communicate(timeout=30)
    assert time.monotonic() - pressed_s < AT_ONCE_S
    assert program.returncode == INTERRUPTED
    assert complaints == f"{NOT_ANSWERED}\n"
    assert said.startswith("Ear to shoulder (beginner), ")
    assert "held" in said
    assert (tmp_path / "history.db").is_file()


@posix
def test_ctrl_c_in_a_replay_prints_nothing_that_could_be_taken_for_an_answer(capsys, monkeypatch):
    from posecoach.commands import replay

    class Pressed(Motion):
        def estimate(self, frame: Frame) -> Pose:
            if frame.time_s > 1:
                raise KeyboardInterrupt
            return super().estimate(frame)

    monkeypatch.setattr(replay, "open_estimator", lambda *_, verbose=False: Pressed())
    clip = SAMPLES / f"{LATERAL}-good-1.mp4"
    assert main(["replay", str(clip), "--json"]) == INTERRUPTED
    assert capsys.readouterr().out == ""
