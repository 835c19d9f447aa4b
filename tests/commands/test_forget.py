"""`posecoach forget` and recordings: what a person wants gone is gone, and nothing unawares."""

from __future__ import annotations

import io

import pytest

from posecoach.cli import main


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    folder = tmp_path / "data" / "recordings"
    folder.mkdir(parents=True)
    for name in ("anna", "bridge-2"):
        (folder / f"{name}.mp4").write_bytes(b"film")
        (folder / f"{name}.poses.jsonl").write_text("poses")
    return folder


def run(capsys, *words: str) -> tuple[int, str, str]:
    status = main(["forget", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_recordings_are_named_in_the_question_and_stay_without_a_yes(capsys, data, monkeypatch):
    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    status, out, _ = run(capsys)
    assert status == 0
    assert out.startswith("Delete 0 sessions and 2 recordings (anna, bridge-2)? This cannot be")
    assert len(list(data.iterdir())) == 4


def test_after_a_yes_the_clips_and_their_poses_are_gone(capsys, data):
    status, out, _ = run(capsys, "--yes")
    assert (status, out) == (0, "Deleted: 0 sessions and 2 recordings (anna, bridge-2).\n")
    assert list(data.iterdir()) == []
    assert not (data.parent / "history.db").exists()
    assert "there is nothing to forget" in run(capsys, "--yes")[1]


def test_what_is_no_recording_stays(capsys, data):
    (data / "notes.txt").write_text("mine")
    run(capsys, "--yes")
    assert [each.name for each in data.iterdir()] == ["notes.txt"]


def test_a_recording_that_cannot_be_deleted_is_told_in_one_line(capsys, data):
    (data / "folder.mp4").mkdir()
    status, out, err = run(capsys, "--yes")
    assert (status, out) == (2, "")
    assert err.startswith(f"{data / 'folder.mp4'}: ")
    assert len(err.splitlines()) == 1
