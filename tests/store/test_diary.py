"""The diary: what stands in the file at every moment of a session, and what may go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest
from histories import NOW

from posecoach.core.coach import Attempt
from posecoach.core.pose import Side
from posecoach.core.session import Step
from posecoach.core.stretch import Level
from posecoach.core.summary import Summary
from posecoach.ports import Frame
from posecoach.records import Pain
from posecoach.store.diary import Diary, ItemRecorder
from posecoach.store.forgetting import forget
from posecoach.store.reading import read_history

from .steps import KNEE, LATERAL, STRETCHES, holds, step

FRAME = Frame(0.0, None)  # type: ignore[arg-type]  # nobody looks at its picture


class Clock:
    """A clock that goes on by a minute whenever it is read."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self):
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def diary(path, told):
    with Diary(path, Clock(), told.append) as diary:
        yield diary


def read(path: Path):
    return read_history(path, NOW)[0]


def feed(recorder: ItemRecorder, steps: Iterable[Step]) -> None:
    for each in steps:
        recorder.emit(FRAME, each)


def lateral(diary: Diary) -> ItemRecorder:
    return diary.item(STRETCHES[LATERAL], Level.BEGINNER)


def summary(attempts: Iterable[Attempt] = (), score: int | None = 91) -> Summary:
    stretch = STRETCHES[LATERAL]
    return Summary(stretch, Level.BEGINNER, 30.0, 300, 300, 1.0, tuple(attempts), (), {}, score)


def test_every_hold_is_in_the_file_as_soon_as_it_has_ended(diary, path):
    recorder = lateral(diary)
    ended = 0
    for each in holds(4):
        recorder.emit(FRAME, each)
        ended += len(each.attempts)
        kept = read(path)
        assert sum(len(item.attempts) for s in kept for item in s.items) == ended
    assert ended == 4


def test_a_session_without_anything_in_it_leaves_no_row(diary, path):
    with lateral(diary) as recorder:
        feed(recorder, [step(t / 10) for t in range(50)])
    assert read(path) == []


def test_stretches_of_one_sitting_are_one_session(diary, path):
    for id_ in (LATERAL, KNEE):
        with diary.item(STRETCHES[id_], Level.FULL) as recorder:
            feed(recorder, holds(2))
    (session,) = read(path)
    assert [item.stretch for item in session.items] == [LATERAL, KNEE]
    assert session.started_at < session.items[0].started_at < session.items[1].started_at
    assert session.items[1].ended_at <= session.ended_at


def test_another_session_is_begun_when_that_is_asked_for(diary, path):
    for routine in (None, "morning-lower-back"):
        diary.begin(routine)
        with lateral(diary) as recorder:
            feed(recorder, holds(1))
    assert [session.routine for session in read(path)] == [None, "morning-lower-back"]


def test_pain_is_kept_at_once_before_and_after_and_on_the_day_after(diary, path):
    diary.pain_before(Pain(4, 1))
    assert read(path)[0].before == Pain(4, 1)
    diary.pain_after(Pain(2, None))
    (session,) = read(path)
    assert (session.before, session.after) == (Pain(4, 1), Pain(2, None))
    diary.begin()
    diary.pain_next_day(session.id, Pain(3, 0))
    assert read(path)[0].next_day == Pain(3, 0)


def test_the_end_adds_the_score_and_the_hold_that_was_cut_off(diary, path):
    with lateral(diary) as recorder:
        feed(recorder, holds(1))
        done = [each.attempts[0] for each in holds(1) if each.attempts]
        recorder.finish(summary([*done, Attempt(Side.RIGHT, 107.0, 109.0, 2.0, "hold")]))
    (item,) = read(path)[0].items
    assert item.score == 91
    assert [attempt.missing for attempt in item.attempts] == [None, "hold"]


def test_who_is_interrupted_keeps_what_was_done_without_a_score(diary, path):
    def interrupted():
        yield from holds(2)
        raise KeyboardInterrupt

    with lateral(diary) as recorder, pytest.raises(KeyboardInterrupt):
        feed(recorder, interrupted())
    (item,) = read(path)[0].items
    assert (len(item.attempts), item.score) == (2, None)


def test_times_are_local_with_their_offset(diary, path):
    with lateral(diary) as recorder:
        feed(recorder, holds(1))
    with closing(sqlite3.connect(path)) as connection:
        (said,) = connection.execute("SELECT started_at FROM item").fetchone()
    assert said == "2026-11-22T20:03:00+01:00"


def test_while_another_program_writes_no_frame_waits_and_nothing_is_lost(diary, path, told):
    recorder = lateral(diary)
    slowest = 0.0
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for each in holds(3):
            begun = perf_counter()
            recorder.emit(FRAME, each)
            slowest = max(slowest, perf_counter() - begun)
        assert read(path) == []
        other.execute("COMMIT")
    assert slowest < 1.0  # the default patience of five seconds is for the end; see AGAIN_AFTER_S
    recorder.emit(FRAME, step(200.0))
    assert len(read(path)[0].items[0].attempts) == 3
    assert told == []


def test_when_the_history_is_deleted_meanwhile_that_is_told_once_and_coaching_goes_on(
    diary, path, told
):
    recorder = lateral(diary)
    steps = list(holds(4))
    feed(recorder, steps[: len(steps) // 2])
    forget(path, NOW)
    feed(recorder, steps[len(steps) // 2 :])
    recorder.finish(summary())
    recorder.close()
    assert told == [
        f"{path}: the history was deleted in the meantime; the rest of this session is not kept"
    ]
    assert read(path) == []


def test_a_full_disk_is_told_once_and_coaching_goes_on(path, told):
    with Diary(path, Clock(), told.append) as diary:
        pages = diary._connection.execute("PRAGMA page_count").fetchone()[0]
        diary._connection.execute(f"PRAGMA max_page_count = {pages}")
        recorder = lateral(diary)
        feed(recorder, holds(400, fps=1))
        recorder.close()
    (line,) = told
    assert line == f"{path}: database or disk is full; the rest of this session is not kept"
    assert 0 < len(read(path)[0].items[0].attempts) < 400


def test_a_damaged_file_is_told_before_the_first_frame(path, told):
    path.write_bytes(b"not a history" * 100)
    with Diary(path, Clock(), told.append):
        pass
    (line,) = told
    assert line.startswith(f"{path}: damaged; it is kept as history.damaged-")


class TestForgetting:
    def test_nothing_of_it_can_be_read_from_the_disk(self, diary, path):
        with lateral(diary) as recorder:
            feed(recorder, holds(3))
        diary.close()
        assert LATERAL.encode() in path.read_bytes()
        path.with_name("history.damaged-20260101-000000.db").write_bytes(LATERAL.encode())
        forget(path, NOW)
        assert read(path) == []
        left = {each.name: each.read_bytes() for each in path.parent.iterdir()}
        assert not any(LATERAL.encode() in data for data in left.values())
        assert not any("damaged" in name for name in left)

    def test_a_new_session_can_be_kept_afterwards(self, diary, path):
        diary.pain_before(Pain(3))
        forget(path, NOW)
        diary.begin()
        diary.pain_before(Pain(2))
        assert [session.before for session in read(path)] == [Pain(2)]
