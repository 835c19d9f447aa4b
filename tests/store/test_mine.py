"""Own ranges on disk: what is written is read back, and what is broken is told in one line."""

from __future__ import annotations

import pytest

from posecoach.core.personal import OwnRange
from posecoach.core.stretch import Band, Level
from posecoach.errors import PosecoachError
from posecoach.store.mine import as_text, mine_file, mine_files, read_mine

OWN = OwnRange(
    stretch="bridge",
    measure="hip_flex_n",
    day="2026-11-22",
    clip='Bob\'s "best".mp4',
    neutral=50,
    bands={Level.BEGINNER: Band(-5, 19.5), Level.FULL: Band(-5, 10)},
)


@pytest.fixture(autouse=True)
def _data(tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    (tmp_path / "mine").mkdir()


def test_what_is_written_is_read_back():
    mine_file("bridge").write_text(as_text(OWN), encoding="utf-8")
    assert read_mine("bridge") == OWN
    assert mine_files() == [mine_file("bridge")]


def test_where_there_is_none_there_is_none():
    assert read_mine("bridge") is None
    assert mine_files() == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("beginner = [-5, 19.5]", "beginner = [19.5, -5]", "a range from 19.5 to -5"),
        ("beginner = [-5, 19.5]", "beginner = [1]", "a range of"),
        ("beginner = [-5, 19.5]", "beginner = 3", "a range of 3"),
        ("neutral = 50", "", "no 'neutral'"),
        ("neutral = 50", 'neutral = "much"', "could not convert"),
        ("neutral = 50", "neutral = ", "Invalid value"),
    ],
)
def test_a_broken_one_is_told_with_its_place(was, now, said):
    text = as_text(OWN)
    assert was in text
    mine_file("bridge").write_text(text.replace(was, now), encoding="utf-8")
    with pytest.raises(PosecoachError, match=said) as told:
        read_mine("bridge")
    assert str(mine_file("bridge")) in str(told.value)
    assert "\n" not in str(told.value)


def test_one_that_is_no_text_is_told():
    mine_file("bridge").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PosecoachError, match="not UTF-8 text"):
        read_mine("bridge")
