"""`posecoach check`: the files by themselves, and what they would say to a clip."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from bodies import front

from posecoach.catalog import poses_dir
from posecoach.cli import main
from posecoach.core.pose import Pose
from posecoach.ports import Closing, Estimator, Frame
from tests.conftest import SAMPLES, first_frames

LATERAL = "neck-lateral-ear-to-shoulder"
NECK, BRIDGE = poses_dir() / f"{LATERAL}.toml", poses_dir() / "bridge.toml"
ROUTINE = poses_dir() / "routines" / "morning-lower-back.toml"
CLIP, WRONG = SAMPLES / f"{LATERAL}-good-1.mp4", SAMPLES / "bridge-wrong-view-1.mp4"


def run(capsys, *words: object) -> tuple[int, str, str]:
    status = main(["check", *map(str, words)])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture
def no_model(monkeypatch):
    """Make sure that the recorded poses are used."""

    def fail(*_: object, **__: object) -> Estimator:
        pytest.fail("the pose model was asked for")

    monkeypatch.setattr("posecoach.commands.strip.open_estimator", fail)


@pytest.mark.usefixtures("no_model")
def test_with_a_clip_the_chart_comes_after_the_line_about_the_file(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    status, out, err = run(capsys, NECK, "--clip", CLIP)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"{NECK}: Ear to shoulder, 7 faults known; all well"
    assert lines[2].startswith(f"Ear to shoulder (beginner), {CLIP.name}, ")
    assert lines[3] == "  2 of 2 holds in full, 0 corrections, form 100 of 100"
    assert max(map(len, lines[1:])) <= 80
    assert any(line.endswith("left, held 10.0 s, in full") for line in lines)


@pytest.mark.usefixtures("no_model")
def test_it_is_the_file_given_that_is_judged_by_and_not_the_catalogues(
    capsys, tmp_path, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "200")
    own = tmp_path / f"{LATERAL}.toml"
    text = NECK.read_text(encoding="utf-8")
    assert 'name = "Ear to shoulder"' in text
    own.write_text(text.replace('name = "Ear to shoulder"', 'name = "My own neck"'), "utf-8")
    assert run(capsys, own, "--clip", CLIP)[1].splitlines()[2].startswith("My own neck (beginner)")


@pytest.mark.usefixtures("no_model")
def test_the_full_level_asks_for_more(capsys):
    beginner, full = (
        run(capsys, NECK, "--clip", CLIP, "--level", level)[1] for level in ("beginner", "full")
    )
    assert "2 of 2 holds in full" in beginner
    assert "(full), " in full
    assert "2 of 2 holds in full" not in full


@pytest.mark.usefixtures("no_model")
def test_the_page_is_written_whole_and_the_line_says_where(capsys, tmp_path):
    out = tmp_path / "strip.html"
    status, said, _ = run(capsys, NECK, "--clip", CLIP, "--html", out)
    assert status == 0
    assert said.splitlines()[1] == f"{out}: 2 of 2 holds in full, 0 corrections, form 100 of 100"
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Now the right side" in page
    assert [each.name for each in tmp_path.iterdir()] == ["strip.html"]


@pytest.mark.usefixtures("no_model")
def test_what_cannot_be_judged_is_shown_and_told_with_status_one(capsys):
    status, out, err = run(capsys, BRIDGE, "--clip", WRONG)
    assert status == 1
    assert "no repetitions, 3 corrections" in out
    assert "not judged" in out
    assert err.startswith(f"{WRONG}: Lie side-on to the camera; wanted a side view")
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("no_model")
def test_faults_of_a_file_come_before_any_clip(capsys, tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(BRIDGE.read_text(encoding="utf-8").replace('view = "side"', 'view = "sid"'))
    status, out, err = run(capsys, NECK, wrong, "--clip", CLIP)
    assert status == 2
    assert out == f"{NECK}: Ear to shoulder, 7 faults known; all well\n"
    assert "'sid'" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([NECK, "--html", "a.html"], "--html without --clip; wanted the clip"),
        ([NECK, BRIDGE, "--clip", CLIP, "--html", "a.html"], "2 files with --html; wanted one"),
        ([NECK, "--clip", "none.mp4"], "none.mp4: no such file; wanted a video clip"),
        ([ROUTINE, "--clip", CLIP], f"{ROUTINE}: a routine; wanted the file of a stretch"),
        ([NECK, "--clip", CLIP, "--html", "no/a.html"], "no/a.html: No such file or directory"),
    ],
)
@pytest.mark.usefixtures("no_model")
def test_a_mistake_is_told_in_one_line(capsys, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    status, _, err = run(capsys, *words)
    assert status == 2
    assert err.startswith(told)
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


class Eyes(Closing):
    """Sees somebody who stands there and does nothing."""

    def estimate(self, frame: Frame) -> Pose:
        return replace(front(), time_s=frame.time_s)


@pytest.fixture
def looked_at(monkeypatch) -> list[str]:
    """The stretches that the pose model was asked for."""
    asked: list[str] = []

    def open_estimator(stretch, model: Path | None, doors: ExitStack, **_: object) -> Estimator:
        asked.append(stretch.id)
        return doors.enter_context(Eyes())

    monkeypatch.setattr("posecoach.commands.strip.open_estimator", open_estimator)
    return asked


def test_a_clip_without_poses_is_looked_at(capsys, tmp_path, looked_at):
    clip = first_frames(CLIP, tmp_path / "mine.mp4", 30)
    assert run(capsys, NECK, "--clip", clip)[0] == 0
    assert looked_at == [LATERAL]


def test_poses_without_heads_do_not_do_for_a_stretch_of_the_neck(capsys, tmp_path, looked_at):
    clip = first_frames(CLIP, tmp_path / "mine.mp4", 30)
    poses = SAMPLES / "bridge-good-1.poses.jsonl"
    lines = poses.read_text(encoding="utf-8").splitlines()[:31]
    assert '"head":null' in lines[1]
    (tmp_path / "mine.poses.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(capsys, BRIDGE, "--clip", clip)
    assert looked_at == []
    run(capsys, NECK, "--clip", clip)
    assert looked_at == [LATERAL]


def test_damaged_poses_are_told_with_their_line(capsys, tmp_path, looked_at):
    clip = tmp_path / "mine.mp4"
    shutil.copy(CLIP, clip)
    (tmp_path / "mine.poses.jsonl").write_text("no poses\n", encoding="utf-8")
    status, _, err = run(capsys, NECK, "--clip", clip)
    assert status == 2
    assert err.startswith(f"{tmp_path / 'mine.poses.jsonl'}:1: ")
    assert looked_at == []
