"""`posecoach record`, as a person calls it: what is kept, what ends it, what is refused."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from bodies import front, with_hand

from posecoach.catalog import find
from posecoach.cli import INTERRUPTED, main
from posecoach.core.filming import WORDS
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side
from posecoach.core.session import Session
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.estimators.recording import read_poses
from posecoach.ports import Closing, Estimator, Frame
from posecoach.sources.camera import CameraSource
from tests.conftest import SAMPLES

BRIDGE = SAMPLES / "bridge-good-1.mp4"
LATERAL = "neck-lateral-ear-to-shoulder"
NECK = SAMPLES / f"{LATERAL}-good-1.mp4"


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "recordings"


class Eyes(Closing):
    """Sees somebody, and from `hand_up_s` on with a hand up."""

    def __init__(self, hand_up_s: float = 1e9, seen: bool = True) -> None:
        self._hand_up_s, self._seen = hand_up_s, seen

    def estimate(self, frame: Frame) -> Pose:
        height_px, width_px = frame.bgr.shape[:2]
        if not self._seen:
            return Pose(frame.time_s, width_px, height_px)
        up = frame.time_s >= self._hand_up_s
        known = with_hand(front(), Side.LEFT) if up else front()
        marks = dict.fromkeys(Joint, Landmark(Point(1.0, 1.0), 0.1)) | dict(known.landmarks)
        return replace(known, landmarks=marks, time_s=frame.time_s)


def look_with(monkeypatch: pytest.MonkeyPatch, eyes: Estimator) -> None:
    def open_eyes(model: Path | None, doors: ExitStack, **_: object) -> Estimator:
        return doors.enter_context(eyes)

    monkeypatch.setattr("posecoach.commands.record.open_eyes", open_eyes)


def run(capsys, *words: str) -> tuple[int, list[str], str]:
    status = main(["record", *words, "--no-window", "--mute"])
    said = capsys.readouterr()
    return status, said.out.splitlines(), said.err


def frames_in(clip: Path) -> int:
    capture, found = cv2.VideoCapture(str(clip)), 0
    while capture.read()[0]:
        found += 1
    return found


def account(poses: Path, stretch: str) -> list[object]:
    """Everything that coaching the poses comes to."""
    session = Session(find(stretch))
    steps = [session.step(pose) for pose in read_poses(poses).poses]
    told = [(step.pose.time_s, step.cue, step.feedback.say) for step in steps]
    return [*session.finish(), *(each for each in told if each[1] or each[2])]


def test_a_clip_taken_in_is_the_same_to_the_frame_and_to_the_coach(capsys, data, monkeypatch):
    poses = NECK.with_suffix(".poses.jsonl")
    look_with(monkeypatch, RecordedEstimator(poses))
    status, out, err = run(capsys, "mine", "--camera", str(NECK))
    assert (status, err) == (0, "")
    kept = data / "mine.mp4"
    assert out == [
        f"{kept}: {frames_in(NECK) / 15:.1f} s recorded; its poses: mine.poses.jsonl",
        f"Next: posecoach learn {kept}",
    ]
    assert frames_in(kept) == frames_in(NECK)
    assert account(data / "mine.poses.jsonl", LATERAL) == account(poses, LATERAL)
    assert sorted(each.name for each in data.iterdir()) == ["mine.mp4", "mine.poses.jsonl"]


class Camera:
    """A camera that gives 30 pictures a second."""

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, np.ndarray]:
        time.sleep(1 / 30)
        return True, np.random.default_rng().integers(0, 9, (480, 640, 3)).astype(np.uint8)

    def release(self) -> None:
        pass


@pytest.fixture
def camera(monkeypatch):
    monkeypatch.setattr(
        "posecoach.commands.room.open_camera",
        lambda _: CameraSource(0, open_capture=lambda _: Camera()),
    )


@pytest.mark.usefixtures("camera")
def test_a_camera_is_filmed_for_the_time_asked_for_after_the_countdown(capsys, data, monkeypatch):
    look_with(monkeypatch, Eyes())
    began_s = time.monotonic()
    status, out, _ = run(capsys, "mine", "--seconds", "2", "--countdown", "1")
    assert 3.0 <= time.monotonic() - began_s < 6.0
    assert status == 0
    assert out[0] == "In 1 s I film for 2 s. A raised hand or Ctrl-C ends it."
    assert out[1].startswith(f"{data / 'mine.mp4'}: 2.")
    assert frames_in(data / "mine.mp4") == pytest.approx(30, abs=2)


@pytest.mark.usefixtures("camera")
def test_a_raised_hand_ends_it_after_a_second_and_a_half(capsys, data, monkeypatch):
    look_with(monkeypatch, Eyes(hand_up_s=2.0))
    status, _, _ = run(capsys, "mine", "--seconds", "30", "--countdown", "0")
    assert status == 0
    assert frames_in(data / "mine.mp4") == pytest.approx(15 * 3.5, abs=3)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a console, not to one")
@pytest.mark.usefixtures("camera")
@pytest.mark.parametrize("countdown", ["0", "30"])
def test_ctrl_c_keeps_what_is_whole_and_says_so(capsys, data, monkeypatch, countdown):
    look_with(monkeypatch, Eyes())

    def press() -> None:
        time.sleep(1.5)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press, daemon=True).start()
    status, out, _ = run(capsys, "mine", "--seconds", "30", "--countdown", countdown)
    assert status == INTERRUPTED
    if countdown == "0":
        assert out[0].startswith(f"{data / 'mine.mp4'}: ")
        poses = len(read_poses(data / "mine.poses.jsonl").poses)
        assert 0 <= frames_in(data / "mine.mp4") - poses <= 1  # it may come between the two
        assert poses > 10
    else:
        assert out[1:] == ["Nothing was recorded."]
        assert list(data.iterdir()) == []


def test_the_seconds_asked_for_are_taken_of_a_clip_too(capsys, data, monkeypatch):
    look_with(monkeypatch, Eyes())
    run(capsys, "mine", "--camera", str(BRIDGE), "--countdown", "1", "--seconds", "3")
    assert frames_in(data / "mine.mp4") == 45


def test_nobody_in_it_is_told(capsys, data, monkeypatch):
    look_with(monkeypatch, Eyes(seen=False))
    _, out, _ = run(capsys, "mine", "--camera", str(BRIDGE), "--seconds", "1")
    assert out[1].startswith("Nobody was seen in it.")
    assert len(out) == 2


def test_a_name_that_is_there_is_refused_before_anything_is_opened(capsys, data, monkeypatch):
    look_with(monkeypatch, Eyes())
    words = ("mine", "--camera", str(BRIDGE), "--seconds", "1")
    assert run(capsys, *words)[0] == 0
    before = {each.name: each.stat().st_mtime_ns for each in data.iterdir()}
    status, out, err = run(capsys, *words)
    assert (status, out) == (2, [])
    assert err == f"{data / 'mine.mp4'}: is there already; wanted another name, or --force\n"
    assert {each.name: each.stat().st_mtime_ns for each in data.iterdir()} == before
    assert run(capsys, *words, "--force", "--seconds", "2")[0] == 0
    assert frames_in(data / "mine.mp4") == 30


def test_it_is_kept_in_the_folder_that_is_named(capsys, data, monkeypatch, tmp_path):
    look_with(monkeypatch, Eyes())
    out = tmp_path / "here" / "there"
    run(capsys, "mine", "--camera", str(BRIDGE), "--seconds", "1", "--out", str(out))
    assert sorted(each.name for each in out.iterdir()) == ["mine.mp4", "mine.poses.jsonl"]
    assert not data.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a b"], "'a b': no name; wanted at most 40 letters a to z, figures and hyphens"),
        (["mine", "--camera", "none.mp4"], "none.mp4: no such file; wanted a video clip"),
        (["mine", "--seconds", "0"], "--seconds 0; wanted 1 to 1800 seconds"),
        (["mine", "--countdown", "-1"], "--countdown -1; wanted 0 to 120 seconds"),
        (["mine", "--seconds", "nan"], "--seconds nan; wanted 1 to 1800 seconds"),
        (["mine", "--seconds", "long"], "posecoach record: argument --seconds: invalid float"),
    ],
)
def test_a_mistake_is_told_in_one_line_and_leaves_nothing(capsys, data, monkeypatch, words, told):
    look_with(monkeypatch, Eyes())
    status, out, err = run(capsys, *words)
    assert (status, out) == (2, [])
    assert err.startswith(told)
    assert len(err.splitlines()) == 1
    assert not data.exists()


def test_a_place_that_cannot_be_written_is_told_in_one_line(capsys, data, monkeypatch, tmp_path):
    look_with(monkeypatch, Eyes())
    (tmp_path / "file").write_text("")
    words = ("--camera", str(BRIDGE), "--out", str(tmp_path / "file"))
    status, out, err = run(capsys, "mine", *words)
    assert (status, out) == (2, [])
    assert err.startswith(f"{tmp_path / 'file'}")
    assert len(err.splitlines()) == 1


def test_a_full_disk_is_told_in_one_line_and_leaves_nothing(capsys, data, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    look_with(monkeypatch, Eyes())
    monkeypatch.setattr("posecoach.estimators.recording.PoseRecorder.add", full)
    status, out, err = run(capsys, "mine", "--camera", str(BRIDGE))
    assert (status, out) == (2, [])
    assert err.startswith(f"{data / 'mine.mp4'}: No space left on device; wanted")
    assert list(data.iterdir()) == []


@pytest.mark.usefixtures("camera")
def test_the_countdown_is_heard_and_the_end_too(capsys, data, monkeypatch):
    heard: list[str] = []
    look_with(monkeypatch, Eyes())
    monkeypatch.setattr("posecoach.outputs.speaker.Speaker.say", lambda _, u: heard.append(u.text))
    monkeypatch.setattr("posecoach.outputs.speaker.Speaker.play", lambda _, t: heard.append(t))
    run(capsys, "mine", "--seconds", "1", "--countdown", "3")
    assert heard == ["tick", "Three", "tick", "Two", "tick", "One", "start", "end", "Recorded"]
    assert set(heard) - {"tick", "start", "end"} <= set(WORDS)


@pytest.mark.parametrize(("seen", "times"), [(False, 2), (True, 0)])
def test_whoever_is_not_seen_hears_so_after_two_seconds_and_again_after_ten(
    capsys, data, monkeypatch, seen, times
):
    heard: list[str] = []
    look_with(monkeypatch, Eyes(seen=seen))
    monkeypatch.setattr("posecoach.outputs.speaker.Speaker.say", lambda _, u: heard.append(u.text))
    run(capsys, "mine", "--camera", str(BRIDGE), "--seconds", "13")
    assert heard.count("I can't see you. Step into the picture.") == times


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_q_ends_it_on_a_real_screen_and_the_clip_is_kept(screen, tmp_path):
    words = ["record", "mine", "--camera", str(BRIDGE), "--out", str(tmp_path), "--mute"]
    program = subprocess.Popen(
        [sys.executable, "-m", "posecoach", *words],
        cwd=SAMPLES.parent,
        env={**os.environ, "DISPLAY": screen},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with program:
        _press("q", screen, after_s=4.0)
        out, err = program.communicate(timeout=60)
    assert (program.returncode, err) == (0, "")
    kept = frames_in(tmp_path / "mine.mp4")
    assert 5 < kept < frames_in(BRIDGE)
    assert len(read_poses(tmp_path / "mine.poses.jsonl").poses) == kept
    assert out.startswith(f"{tmp_path / 'mine.mp4'}: {kept / 15:.1f} s recorded")


def _press(key: str, screen: str, after_s: float) -> None:
    """Press a key in the program's window, some time after it has appeared."""

    def xdo(*words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": screen},
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    end_s = time.monotonic() + 60
    while time.monotonic() < end_s and not xdo("search", "--name", "posecoach"):
        time.sleep(0.2)
    name = xdo("search", "--name", "posecoach").split()[-1]
    time.sleep(after_s)
    xdo("windowfocus", name)
    xdo("key", "--window", name, key)
    xdo("key", key)
