"""A stretch coached by `posecoach start` is in the history; a replay is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SAMPLES
from histories import NOW

from posecoach.cli import main
from posecoach.commands import live
from posecoach.commands.estimators import Eyes
from posecoach.commands.keeping import kept, now
from posecoach.core.stretch import Level
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.records import SessionRecord
from posecoach.sources.clip import ClipSource
from posecoach.store.reading import read_history

BRIDGE = SAMPLES / "bridge-good-1.mp4"


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "history.db"


@pytest.fixture
def _recorded(monkeypatch):
    """A camera that shows the bridge, and poses that were recorded of it."""
    monkeypatch.setattr(live, "open_camera", lambda spec: ClipSource(BRIDGE))

    def recorded(eyes, stretch):
        return RecordedEstimator(BRIDGE.with_suffix(".poses.jsonl"))

    monkeypatch.setattr(Eyes, "seeing", recorded)


def read(path: Path) -> list[SessionRecord]:
    return read_history(path, NOW)[0]


@pytest.mark.usefixtures("_recorded")
def test_what_start_tells_is_what_is_kept(capsys, path):
    assert main(["start", "bridge", "--no-window", "--mute"]) == 0
    said = capsys.readouterr().out
    (session,) = read(path)
    (item,) = session.items
    full = sum(attempt.full for attempt in item.attempts)
    assert full > 0
    assert f"{full} of {len(item.attempts)} repetitions in full" in said
    assert f"Form {item.score} of 100" in said
    assert (item.stretch, item.level, item.measure) == ("bridge", Level.BEGINNER, "hip_flex_n")
    assert all(attempt.median_deg is not None for attempt in item.attempts if attempt.full)
    assert item.seen_share > 0.9
    assert main(["history"]) == 0
    assert "Bridge" in capsys.readouterr().out


@pytest.mark.usefixtures("_recorded")
def test_a_replay_keeps_nothing(path):
    assert main(["replay", str(BRIDGE), "--no-window"]) == 0
    assert not path.parent.exists()


@pytest.mark.usefixtures("_recorded")
def test_where_no_history_can_be_kept_that_is_told_once_and_coaching_goes_on(
    capsys, path, tmp_path
):
    path.parent.write_text("in the way")
    assert main(["start", "bridge", "--no-window", "--mute"]) == 0
    said = capsys.readouterr()
    assert "repetitions in full" in said.out
    (line,) = [line for line in said.err.splitlines() if "history" in line]
    assert line.endswith("wanted a history to write to. This session is not kept.")


def test_the_clock_of_the_commands_knows_its_offset(path):
    assert now().utcoffset() is not None
    with kept() as diary:
        assert diary is not None


@pytest.mark.usefixtures("_recorded")
def test_no_picture_is_kept_unless_that_is_asked_for(capsys, path):
    folder = path.parent / "recordings"
    assert main(["start", "bridge", "--no-window", "--mute"]) == 0
    assert not folder.exists()
    assert main(["start", "bridge", "--no-window", "--mute", "--record"]) == 0
    kept = sorted(file.name for file in folder.iterdir())
    assert [name.partition(".")[2] for name in kept] == ["mp4", "poses.jsonl"]
    assert kept[0].startswith("bridge-")
    assert "with its poses" in capsys.readouterr().err
