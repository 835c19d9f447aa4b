"""The answers to the first questions, kept: the latest holds, and they go with all else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from histories import NOW, fixed_clock, keep, made_up

from posecoach.errors import HistoryError
from posecoach.records import Pain, ScreeningRecord
from posecoach.store.diary import Diary
from posecoach.store.forgetting import forget
from posecoach.store.schema import migrate
from posecoach.store.screening import read_screenings

FIRST = ScreeningRecord(NOW - timedelta(days=30), ("disc", "tingling"), cleared=True)
SECOND = ScreeningRecord(NOW, (), acknowledged=False)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "history.db"


@pytest.fixture
def diary(path):
    with Diary(path, fixed_clock(), lambda line: pytest.fail(line)) as diary:
        yield diary


def test_what_was_answered_is_what_is_read_and_the_latest_holds(diary, path):
    assert diary.screening() is None
    diary.keep_screening(FIRST)
    assert diary.screening() == FIRST
    diary.keep_screening(SECOND)
    assert diary.screening() == SECOND
    assert read_screenings(path, NOW) == [FIRST, SECOND]


def test_the_latest_is_the_one_written_last_whatever_the_clock_said(diary):
    diary.keep_screening(SECOND)
    diary.keep_screening(FIRST)
    assert diary.screening() == FIRST


def test_no_file_is_no_answer_and_makes_none(path):
    assert read_screenings(path, NOW) == []
    assert not path.parent.exists()


def test_answering_makes_no_session(diary):
    diary.keep_screening(FIRST)
    assert diary.sessions() == []


@pytest.mark.parametrize("old", [1, 2])
def test_an_older_history_has_no_answers_and_takes_some(path, old):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, old)
    assert read_screenings(path, NOW) == []
    with Diary(path, fixed_clock(), pytest.fail) as diary:
        diary.keep_screening(FIRST)
    assert read_screenings(path, NOW) == [FIRST]


def test_forgetting_leaves_no_answer_on_the_disk(diary, path):
    diary.keep_screening(FIRST)
    diary.close()
    assert b"disc tingling" in path.read_bytes()
    forget(path, NOW)
    assert read_screenings(path, NOW) == []
    assert not any(b"disc tingling" in each.read_bytes() for each in path.parent.iterdir())


def test_the_present_session_is_none_of_those_before_it(path):
    made = made_up(5)
    keep(made, path)
    with Diary(path, fixed_clock(), pytest.fail) as diary:
        assert diary.sessions() == made
        diary.pain_before(Pain(3))
        assert diary.sessions() == made
        diary.begin()
        assert len(diary.sessions()) == 6


def test_what_makes_no_sense_is_told_in_one_line_and_holds_nobody_up(path):
    told: list[str] = []
    with Diary(path, fixed_clock(), told.append) as diary:
        diary.keep_screening(FIRST)
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE screening SET asked_at = 'yesterday'")
        assert diary.screening() is None
        diary.pain_before(Pain(2))
        assert told == [f"{path}: Invalid isoformat string: 'yesterday'; wanted a sound history"]
    with pytest.raises(HistoryError, match="'yesterday'; wanted a sound history"):
        read_screenings(path, NOW)


def test_a_session_that_makes_no_sense_leaves_the_diary_able_to_write(path):
    keep(made_up(2), path)
    told: list[str] = []
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE item SET level = 'heroic'")
    with Diary(path, fixed_clock(), told.append) as diary:
        assert diary.sessions() == []
        diary.keep_screening(FIRST)
        assert diary.screening() == FIRST
    assert len(told) == 1


def test_a_closed_diary_knows_nothing(diary):
    diary.keep_screening(FIRST)
    diary.close()
    assert diary.screening() is None
    assert diary.sessions() == []
