"""The commands as a person calls them: what is printed, and how it ends."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from posecoach.cli import main
from tests.conftest import SAMPLES, first_frames

BRIDGE = SAMPLES / "bridge-good-1.mp4"


@pytest.fixture(autouse=True)
def no_display(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("POSECOACH_MODEL", raising=False)


def test_list_names_every_stretch_with_its_honest_line(capsys):
    assert main(["list"]) == 0
    said = capsys.readouterr().out
    assert "On your back:" in said
    assert "bridge" in said
    assert "I can't see how your pelvis tilts" in said


def test_list_as_json_is_one_array(capsys):
    assert main(["list", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    ids = [each["id"] for each in json.loads(line)]
    assert ids == sorted(path.stem for path in (SAMPLES.parent / "poses").glob("*.toml"))


def test_show_tells_how_to_do_it_and_what_is_not_seen(capsys):
    assert main(["show", "hamstring-towel"]) == 0
    said = capsys.readouterr().out
    for wanted in ("towel", "Camera beside the mat", "15 s held x 3 each side", "Honestly:"):
        assert wanted in said


def test_check_says_all_well_for_a_sound_file(capsys):
    assert main(["check", str(SAMPLES.parent / "poses" / "bridge.toml")]) == 0
    assert "all well" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["show", "brige"], "did you mean 'bridge'?"),
        (["start", "nothing-like-it"], "posecoach list shows them all"),
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["replay"], "required: CLIP"),
        (["replay", "x.mp4", "--level", "hard"], "invalid choice: 'hard'"),
        (["check", "no-such.toml"], "no-such.toml:1: No such file"),
    ],
)
def test_a_wrong_call_is_told_in_one_line_and_ends_with_2(capsys, words, wanted):
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert wanted in said.err
    assert len(said.err.splitlines()) == 1


def test_a_broken_stretch_file_names_every_fault_with_its_line(capsys, tmp_path):
    text = (SAMPLES.parent / "poses" / "bridge.toml").read_text(encoding="utf-8")
    broken = tmp_path / "bridge.toml"
    broken.write_text(text.replace('view = "side"', 'view = "sid"').replace("[dose]", "[doze]"))
    assert main(["check", str(broken)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert any("did you mean 'side'?" in line for line in lines)
    assert any("did you mean 'dose'?" in line for line in lines)
    assert all(line.startswith(f"{broken}:") for line in lines)


def clip_of(path: Path, picture: np.ndarray, frames: int = 12) -> Path:
    height, width = picture.shape[:2]
    code = cv2.VideoWriter.fourcc(*"mp4v")
    writer = cv2.VideoWriter(str(path), code, 15, (width, height))
    for _ in range(frames):
        writer.write(picture)
    writer.release()
    return path


def text_as_clip(folder: Path) -> Path:
    path = folder / "words.mp4"
    path.write_text("this is not a film\n" * 100)
    return path


def empty_clip(folder: Path) -> Path:
    path = folder / "empty.mp4"
    path.touch()
    return path


def headless_clip(folder: Path) -> Path:
    """The first half of an mp4 whose index stands at its end."""
    whole = clip_of(folder / "whole.mp4", np.full((64, 64, 3), 90, np.uint8), 60).read_bytes()
    path = folder / "cut.mp4"
    path.write_bytes(whole[: len(whole) // 2])
    return path


BAD_CLIPS = {
    "missing": lambda folder: folder / "missing.mp4",
    "a folder": lambda folder: folder,
    "a text": text_as_clip,
    "empty": empty_clip,
    "cut short": headless_clip,
}


@pytest.mark.parametrize("make", BAD_CLIPS.values(), ids=BAD_CLIPS.keys())
def test_a_clip_that_is_none_is_told_in_one_line(capsys, tmp_path, make):
    path = make(tmp_path)
    out = tmp_path / "angles.csv"
    assert main(["replay", str(path), "--stretch", "bridge", "--angles", str(out)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"{path}: ")
    assert len(said.err.splitlines()) == 1
    assert not out.exists()


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
class TestReplay:
    def test_json_is_the_documented_line(self, capsys, tmp_path):
        clip = first_frames(BRIDGE, tmp_path / "short.mp4", 165)
        assert main(["replay", str(clip), "--stretch", "bridge", "--json"]) == 0
        (line,) = capsys.readouterr().out.splitlines()
        record = json.loads(line)
        assert {*record} >= {
            *("schema", "clip", "stretch", "duration_s", "frames", "frames_with_person"),
            *("view_ok_share", "holds", "reps", "cues", "measures", "score"),
        }
        assert (record["clip"], record["stretch"], record["holds"]) == (clip.name, "bridge", [])
        assert (record["frames"], record["frames_with_person"]) == (165, 165)
        (rep,) = record["reps"]
        assert {*rep} == {"side", "start_s", "end_s", "full", "missing"}
        assert (rep["side"], rep["full"], rep["missing"]) == (None, True, None)
        assert {*record["measures"]["hip_flex_n"]} == {
            *("min", "median_in_hold", "max", "seen_share")
        }

    def test_angles_are_a_row_a_frame(self, capsys, tmp_path):
        clip = first_frames(BRIDGE, tmp_path / "short.mp4", 40)
        out, film = tmp_path / "angles.csv", tmp_path / "coached.mp4"
        words = ["replay", str(clip), "--stretch", "bridge", "--angles", str(out)]
        assert main([*words, "--save", str(film)]) == 0
        with out.open(encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        assert len(rows) == 40
        assert float(rows[-1]["time_s"]) == pytest.approx(39 / 15, abs=0.01)
        assert 30 < float(rows[-1]["hip_flex_n"]) < 60
        coached = cv2.VideoCapture(str(film))
        assert coached.get(cv2.CAP_PROP_FRAME_COUNT) == 40
        assert not [path for path in tmp_path.iterdir() if ".part" in path.name]

    def test_a_clip_with_nobody_in_it_ends_with_1(self, capsys, tmp_path):
        path = clip_of(tmp_path / "wall.mp4", np.full((240, 320, 3), 120, np.uint8))
        assert main(["replay", str(path), "--stretch", "bridge"]) == 1
        said = capsys.readouterr()
        assert "nobody was seen" in said.err
        assert len(said.err.splitlines()) == 1

    def test_a_tiny_clip_ends_with_1_and_no_traceback(self, capsys, tmp_path):
        path = clip_of(tmp_path / "tiny.mp4", np.full((16, 16, 3), 120, np.uint8))
        assert main(["replay", str(path), "--stretch", "bridge"]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1

    def test_the_wrong_view_is_refused_and_nothing_is_counted(self, capsys, tmp_path):
        standing = SAMPLES / "neck-lateral-ear-to-shoulder-good-1.mp4"
        clip = first_frames(standing, tmp_path / "standing.mp4", 60)
        assert main(["replay", str(clip), "--stretch", "bridge", "--json"]) == 1
        said = capsys.readouterr()
        assert json.loads(said.out)["reps"] == []
        assert "Lie on your back" in said.err

    def test_the_truth_file_names_the_stretch_and_an_unknown_one_is_told(self, capsys, tmp_path):
        alone = shutil.copy(BRIDGE, tmp_path / "alone.mp4")
        assert main(["replay", str(alone)]) == 2
        assert "wanted --stretch ID" in capsys.readouterr().err
        assert main(["replay", str(alone), "--stretch", "bridges"]) == 2
        assert "did you mean 'bridge'?" in capsys.readouterr().err

    def test_garbage_for_a_model_is_told_in_one_line(self, capsys, tmp_path):
        garbage = tmp_path / "garbage.task"
        garbage.write_bytes(b"no model at all" * 1000)
        assert main(["replay", str(BRIDGE), "--model", str(garbage)]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"{garbage}: ")
        assert len(said.splitlines()) == 1

    def test_with_neither_camera_nor_screen_the_demo_is_written_and_summed_up(
        self, capsys, tmp_path, monkeypatch
    ):
        monkeypatch.chdir(tmp_path)
        assert main(["--camera", "99"]) == 0
        said = capsys.readouterr().out.splitlines()
        assert said[0].startswith("camera 99: could not be opened")
        assert said[0].endswith("Playing the demo instead.")
        assert any("2 of 2 holds in full" in line for line in said)
        film = cv2.VideoCapture(str(tmp_path / "posecoach-demo.mp4"))
        assert film.get(cv2.CAP_PROP_FRAME_COUNT) > 300


def test_a_cache_that_cannot_be_written_is_told_in_one_line(capsys, tmp_path, monkeypatch):
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("in the way")
    monkeypatch.setenv("POSECOACH_CACHE", str(not_a_folder / "cache"))
    assert main(["replay", str(BRIDGE)]) == 2
    said = capsys.readouterr().err
    assert "wanted a folder to write to" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("words", [[], ["--no-window"]])
def test_a_camera_without_a_screen_asks_for_the_stretch_in_one_line(capsys, words):
    assert main(["--camera", str(BRIDGE), *words]) == 2
    said = capsys.readouterr().err
    assert "posecoach start ID --no-window" in said
    assert len(said.splitlines()) == 1


def test_a_stretch_started_without_a_camera_is_told_in_one_line(capsys):
    assert main(["start", "bridge", "--camera", "99", "--no-window"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("camera 99: could not be opened")
    assert len(said.splitlines()) == 1
