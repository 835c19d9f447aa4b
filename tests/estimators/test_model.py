from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from posecoach.errors import ModelError
from posecoach.estimators import model

ROOT = Path(__file__).parents[2]
CONTENTS = {name: name.encode() * 50 for name in model._MEMBERS}

# What a process that makes the models runs here: the real step, with a small wheel from a file
# in place of the 36 MB one.
SETUP = """
import hashlib, os, shutil, sys, zipfile
from pathlib import Path
from posecoach.estimators import bundle, model

wheel, cache = Path(sys.argv[1]), Path(sys.argv[2])
model._download = lambda workshop, progress: Path(shutil.copy(wheel, workshop))
with zipfile.ZipFile(wheel) as archive:
    model._MEMBERS = {
        name: hashlib.sha256(archive.read(f"mediapipe/modules/{name}")).hexdigest()
        for name in model._MEMBERS
    }
bundle.pack = lambda detector, landmarks: detector + landmarks
"""


def make_wheel(path: Path, contents: dict[str, bytes] = CONTENTS) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(f"mediapipe/modules/{name}", content)
    return path


@pytest.fixture
def wheel(monkeypatch, tmp_path) -> list[int]:
    """A small wheel in place of the real one; the list counts how often it was fetched."""
    path, fetched = make_wheel(tmp_path / "small.whl"), []

    def download(workshop: Path, progress: object) -> Path:
        fetched.append(1)
        return path

    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENTS.items()}
    monkeypatch.setattr(model, "_download", download)
    monkeypatch.setattr(model, "_MEMBERS", hashes)
    monkeypatch.setattr(model.bundle, "pack", lambda detector, landmarks: detector + landmarks)
    return fetched


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


ALL = {model.POSE_NAME, model.FACE_NAME, "models.json"}


def test_the_models_are_made_once_and_nothing_else_is_left(wheel, tmp_path):
    cache = tmp_path / "deep" / "cache"
    for _ in range(2):
        files = model.ensure_model(cache)
        assert files.pose_task.read_bytes() == (
            CONTENTS["pose_detection/pose_detection.tflite"]
            + CONTENTS["pose_landmark/pose_landmark_full.tflite"]
        )
        assert files.face_tflite is not None
        assert files.face_tflite.read_bytes() == CONTENTS["face_landmark/face_landmark.tflite"]
    assert names(cache) == ALL
    assert len(wheel) == 1


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-10],
        lambda content: content[:20] + b"?" + content[21:],
        None,
    ],
    ids=["empty", "cut short", "one byte changed", "gone"],
)
def test_a_damaged_cache_is_noticed_and_made_again(wheel, tmp_path, name, damage):
    model.ensure_model(tmp_path / "cache")
    damaged = tmp_path / "cache" / name
    good = damaged.read_bytes()
    damaged.write_bytes(damage(good)) if damage else damaged.unlink()
    assert not model.is_sound(tmp_path / "cache")
    model.ensure_model(tmp_path / "cache")
    assert damaged.read_bytes() == good
    assert len(wheel) == 2


def test_a_model_step_of_another_version_is_done_again(wheel, monkeypatch, tmp_path):
    model.ensure_model(tmp_path / "cache")
    monkeypatch.setattr(model, "_VERSION", 99)
    model.ensure_model(tmp_path / "cache")
    assert len(wheel) == 2


def test_a_model_with_a_wrong_hash_is_never_kept(wheel, monkeypatch, tmp_path):
    name = "face_landmark/face_landmark.tflite"
    forged = make_wheel(tmp_path / "forged.whl", CONTENTS | {name: b"forged"})
    monkeypatch.setattr(model, "_download", lambda workshop, progress: forged)
    with pytest.raises(ModelError, match=f"{name} has sha256 [0-9a-f]+; wanted [0-9a-f]+"):
        model.ensure_model(tmp_path / "cache")
    assert names(tmp_path / "cache") == set()


@pytest.mark.parametrize(
    "write", [lambda path: path.write_bytes(b"no zip"), lambda path: make_wheel(path, {})]
)
def test_a_damaged_wheel_is_told_in_one_line(wheel, monkeypatch, tmp_path, write):
    write(tmp_path / "bad.whl")
    monkeypatch.setattr(model, "_download", lambda workshop, progress: tmp_path / "bad.whl")
    with pytest.raises(ModelError, match=r"bad.whl is damaged .*; start again$") as caught:
        model.ensure_model(tmp_path / "cache")
    assert "\n" not in str(caught.value)


def run(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SETUP + script, *map(str, arguments)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
    )


def test_two_processes_at_once_do_each_other_no_harm(wheel, tmp_path):
    small, cache = make_wheel(tmp_path / "shared.whl"), tmp_path / "cache"
    script = "for _ in range(20):\n    model._make(cache, None)\n    assert model.is_sound(cache)\n"
    both = [run(script, small, cache) for _ in range(2)]
    for process in both:
        assert (process.communicate()[1], process.returncode) == (b"", 0)
    assert names(cache) == ALL
    model.ensure_model(cache)
    assert len(wheel) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("at", [0, 1, 2], ids=["nothing placed", "one placed", "all but the seal"])
def test_a_process_killed_half_way_breaks_nothing_and_its_leftovers_go(wheel, tmp_path, at):
    small, cache = make_wheel(tmp_path / "shared.whl"), tmp_path / "cache"
    script = f"""
placed, place = [], model._place
def dying(*arguments):
    if len(placed) == {at}:
        os.kill(os.getpid(), 9)
    placed.append(place(*arguments))
model._place = dying
model.ensure_model(cache)
"""
    process = run(script, small, cache)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    (left,) = cache.glob("making-*")
    assert not model.is_sound(cache)
    model.ensure_model(cache)
    assert left.exists()  # it might still be at work
    os.utime(left, (time.time() - 7200,) * 2)
    (cache / model.POSE_NAME).unlink()
    model.ensure_model(cache)
    assert names(cache) == ALL


def test_a_cache_that_cannot_be_written_is_told_in_one_line(wheel, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ModelError) as caught:
        model.ensure_model(tmp_path / "file" / "cache")
    message = str(caught.value)
    assert "cannot be kept there" in message
    assert "POSECOACH_CACHE" in message
    assert "--model FILE" in message
    assert "\n" not in message


def test_a_read_only_cache_is_read_but_not_written(monkeypatch, wheel, tmp_path):
    """As root every folder can be written, so the refusal is the system call's own."""
    cache = tmp_path / "cache"
    model.ensure_model(cache)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    for name in ("mkdir", "write_bytes", "replace", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    model.ensure_model(cache)
    with pytest.raises(ModelError, match=r"cannot be kept there \(Permission denied\)"):
        model.ensure_model(tmp_path / "empty")


def test_without_a_network_one_line_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(ModelError) as caught:
        model.ensure_model(tmp_path / "cache")
    message = str(caught.value)
    assert message.startswith("pose model: it could not be fetched (")
    assert "connect to the network once and start again, or give" in message
    assert "--model FILE or POSECOACH_MODEL" in message
    assert "\n" not in message
    assert names(tmp_path / "cache") == set()


def test_progress_is_told_while_pip_works():
    script = "print('Progress 0 of 9\\nSaved\\nProgress 4 of 9\\nProgress 9 of 9\\nERROR: Late.')"
    told = []
    status, said = model._run(
        [sys.executable, "-c", script], os.environ, lambda *counted: told.append(counted)
    )
    assert (status, told) == (0, [(0, 9), (4, 9), (9, 9)])
    assert model._reason(said) == "Late"


def test_pip_does_not_go_on_when_the_user_stops():
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    script = "import time; print('Progress 1 of 9', flush=True); time.sleep(60)"
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        model._run([sys.executable, "-c", script], os.environ, stop)
    assert time.monotonic() - started < 10


def test_the_cache_is_where_the_variable_says(monkeypatch, tmp_path):
    monkeypatch.setenv("POSECOACH_CACHE", str(tmp_path / "here"))
    assert model.default_cache() == tmp_path / "here"
    monkeypatch.delenv("POSECOACH_CACHE")
    assert model.default_cache().name == "posecoach"


@pytest.fixture
def own(monkeypatch, tmp_path) -> Path:
    """A user's own model file that is taken for a bundle."""
    monkeypatch.setattr(model.bundle, "prune", lambda content: content)
    monkeypatch.delenv("POSECOACH_MODEL", raising=False)
    monkeypatch.setenv("POSECOACH_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "own.task"
    path.write_bytes(b"mine")
    return path


def test_an_own_model_comes_with_the_cached_face_model(wheel, own, tmp_path):
    files = model.choose_model(own)
    assert files == model.ModelFiles(own, tmp_path / "cache" / model.FACE_NAME)


def test_an_own_model_may_be_named_by_the_variable(wheel, own, monkeypatch):
    monkeypatch.setenv("POSECOACH_MODEL", str(own))
    assert model.choose_model().pose_task == own


def test_an_own_model_needs_no_network_for_a_stretch_without_head(wheel, own):
    files = model.choose_model(own, head=False)
    assert (files.pose_task, files.face_tflite) == (own, None)
    assert wheel == []


def test_without_a_face_model_the_head_stays_unseen_and_the_reason_is_kept(own, monkeypatch):
    def offline(workshop: Path, progress: object) -> Path:
        raise ModelError("pose model: it could not be fetched (offline)")

    monkeypatch.setattr(model, "_download", offline)
    files = model.choose_model(own)
    assert files == model.ModelFiles(own, None, "pose model: it could not be fetched (offline)")


@pytest.mark.parametrize(
    ("write", "came"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "directory"),
        (lambda path: path.write_bytes(b""), "not a .task bundle"),
        (lambda path: path.write_bytes(b"garbage" * 1000), "not a .task bundle"),
        (lambda path: make_wheel(path), "a zip without pose_detector.tflite"),
    ],
)
def test_a_file_that_is_no_model_is_told_in_one_line(tmp_path, write, came):
    path = tmp_path / "mine.task"
    write(path)
    with pytest.raises(ModelError) as caught:
        model.choose_model(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert came in message
    assert message.endswith("wanted a pose landmarker .task file")
    assert "\n" not in message
