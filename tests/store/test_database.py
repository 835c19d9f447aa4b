"""The file: migrated, shared, damaged, another's, newer, and not to be written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from histories import NOW, attempt, item, keep, made_up, session

from posecoach.errors import HistoryError
from posecoach.records import Pain
from posecoach.store.database import LOCK_NAME, open_history, set_aside_files
from posecoach.store.reading import read_history, read_sessions
from posecoach.store.schema import APPLICATION_ID, MIGRATIONS, migrate, transaction, version
from posecoach.store.writing import put_next_day, put_session, put_whole_session

MADE = made_up(12)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "kept" / "history.db"


def read(path: Path):
    return read_history(path, NOW)[0]


def test_what_was_written_is_what_is_read(path):
    keep(MADE, path)
    assert read(path) == MADE


def test_no_file_is_no_session_and_makes_none(path):
    assert read_history(path, NOW) == ([], None)
    assert not path.parent.exists()


def test_times_keep_the_offset_of_their_own_day(path):
    keep(MADE, path)
    (said,) = {row[0][-6:] for row in rows(path, "SELECT started_at FROM session")}
    assert said == "+01:00"


def rows(path: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("old", range(1, len(MIGRATIONS)))
def test_an_older_file_is_taken_along_with_all_that_is_in_it(path, old):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, old)
        assert version(connection) == old
        connection.execute(
            "INSERT INTO session (started_at, ended_at, back_before) VALUES (?, ?, 4)",
            (NOW.isoformat(), NOW.isoformat()),
        )
        connection.execute(
            "INSERT INTO item (session_id, stretch, name, level, grade, kind, posture, dose_s,"
            " dose_count, started_at, ended_at, active_s, hurried_s) VALUES (1, 'bridge',"
            " 'Bridge', 'beginner', 'A', 'reps', 'supine', 3, 6, ?, ?, 40, 0)",
            (NOW.isoformat(), NOW.isoformat()),
        )
    (kept,) = read(path)
    assert kept.before == Pain(back=4)
    assert kept.next_day == Pain()
    assert kept.items[0].name == "Bridge"
    assert rows(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    keep(MADE, path)
    broken = (*MIGRATIONS, ("CREATE TABLE more (x)", "CREATE NONSENSE"))
    monkeypatch.setattr("posecoach.store.schema.MIGRATIONS", broken)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, len(broken))
        assert version(connection) == len(MIGRATIONS)
    assert read(path) == MADE


def test_the_day_after_is_added_to_its_session(path):
    keep(MADE[:2], path)
    with closing(open_history(path, NOW).connection) as connection, transaction(connection):
        put_next_day(connection, 2, Pain(3, None))
    first, second = read(path)
    assert (first.next_day, second.next_day) == (Pain(), Pain(3, None))


def test_pain_beyond_the_scale_is_refused(path):
    with (
        closing(open_history(path, NOW).connection) as connection,
        pytest.raises(sqlite3.IntegrityError),
        transaction(connection),
    ):
        put_session(connection, session(0, before=Pain(11)), None)


def whole(path: Path) -> bytes:
    """The bytes of a history large enough to have pages to damage."""
    keep(made_up(30), path)
    return path.read_bytes()


def cut_short(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_within_a_page(data: bytes) -> bytes:
    return data[: len(data) - 1500]


def overwritten(data: bytes) -> bytes:
    return data[:4096] + Random(3).randbytes(8192) + data[12288:]


def no_head(data: bytes) -> bytes:
    return b"\0" * 100 + data[100:]


def text(_: bytes) -> bytes:
    return b"this is a letter, not a history\n" * 200


DAMAGES = [cut_short, cut_within_a_page, overwritten, no_head, text]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_set_aside_as_it_is_and_a_new_one_begun(
    path, damage: Callable[[bytes], bytes]
):
    damaged = damage(whole(path))
    path.write_bytes(damaged)
    sessions, remark = read_history(path, NOW)
    assert sessions == []
    (aside,) = set_aside_files(path)
    assert aside.read_bytes() == damaged
    assert remark == f"{path}: damaged; it is kept as {aside.name}, and a new history is begun"
    keep(MADE, path)
    assert read(path) == MADE
    assert set_aside_files(path) == [aside]


def test_two_damaged_files_are_both_kept(path):
    path.parent.mkdir()
    for words in (b"first " * 100, b"second " * 100):
        path.write_bytes(words)
        with closing(open_history(path, NOW).connection):
            pass
    assert [aside.read_bytes()[:5] for aside in set_aside_files(path)] == [b"secon", b"first"]


def test_a_value_that_makes_no_sense_is_told_in_one_line(path):
    keep(MADE[:1], path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE item SET level = 'heroic'")
    with pytest.raises(HistoryError, match=r"'heroic' is not a valid Level; wanted a sound histor"):
        read(path)


ROUNDS = 8


def test_programs_that_find_the_same_damage_set_it_aside_once(tmp_path):
    """Each then writes its session; none of these is lost with the damaged file."""
    paths = [tmp_path / f"{nth}" / "history.db" for nth in range(ROUNDS)]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"no history at all" * 500)
    lines = writers(paths, count=4, sessions=1)
    assert sum("damaged" in line for line in lines) == len(lines) == ROUNDS
    assert [len(set_aside_files(path)) for path in paths] == [1] * ROUNDS
    assert [len(read(path)) for path in paths] == [4] * ROUNDS


def test_nobody_opens_a_history_while_another_program_looks_it_over(path, monkeypatch):
    monkeypatch.setattr("posecoach.store.database.PATIENCE_S", 0.05)
    keep([], path)
    with closing(sqlite3.connect(path.with_name(LOCK_NAME), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryError, match="database is locked; wanted a history to write to"):
            open_history(path, NOW)
    with closing(open_history(path, NOW).connection):
        pass


def test_two_programs_at_once_do_no_harm(path):
    assert writers([path], count=2, sessions=60) == []
    assert len(read(path)) == 120
    assert all(len(each.items) == 1 for each in read(path))


def writers(paths: list[Path], count: int, sessions: int) -> list[str]:
    """Let programs write into one file after the other, all into the same one at the same moment.

    Returns what they had to say.
    """
    script = f"""
        import sys; sys.path[:0] = {[str(Path(__file__).parents[1]), *sys.path]!r}
        from contextlib import closing
        from histories import NOW, attempt, item, session
        from posecoach.store.database import open_history
        from posecoach.store.schema import transaction
        from posecoach.store.writing import put_whole_session
        from pathlib import Path
        from time import time
        print("ready", flush=True)
        begin_s = float(sys.stdin.readline())
        for nth, path in enumerate({[str(path) for path in paths]!r}):
            while time() < begin_s + 0.05 * nth: pass
            opened = open_history(Path(path), NOW)
            if opened.remark: print(opened.remark)
            with closing(opened.connection) as connection:
                for day in range({sessions}):
                    with transaction(connection):
                        put_whole_session(connection, session(day, [item([attempt()])]))
    """
    running = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(count)
    ]
    assert [each.stdout.readline() for each in running if each.stdout] == ["ready\n"] * count
    for each in running:
        each.stdin.write(f"{time.time() + 0.1}\n")
        each.stdin.flush()
    return [line for each in running for line in each.communicate(timeout=60)[0].splitlines()]


def test_who_reads_sees_no_half_of_a_session(path):
    """One writes sessions of three stretches without a pause, another reads all the while."""
    keep([], path)
    stop = threading.Event()

    def write() -> None:
        three = session(0, [item([attempt()])] * 3)
        with closing(open_history(path, NOW).connection) as connection:
            while not stop.is_set():
                with transaction(connection):
                    put_whole_session(connection, three)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with closing(open_history(path, NOW).connection) as connection:
            seen = [read_sessions(connection)]
            until = time.monotonic() + 20
            while len(seen[-1]) < 30 and time.monotonic() < until:
                seen.append(read_sessions(connection))
    finally:
        stop.set()
        writer.join()
    assert len(seen[-1]) >= 30
    assert {len(each.items) for sessions in seen for each in sessions} == {3}


def test_a_newer_file_is_left_alone(path):
    before = whole(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(HistoryError, match="of a newer posecoach") as told:
        read(path)
    assert len(str(told.value).splitlines()) == 1
    assert len(path.read_bytes()) == len(before)
    assert not set_aside_files(path)


def test_another_programs_database_is_left_alone(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipe (cake TEXT)")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="another program's database"):
        open_history(path, NOW)
    assert path.read_bytes() == before
    assert APPLICATION_ID.to_bytes(4, "big") == b"pose"


def test_a_file_in_the_way_of_the_folder_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HistoryError, match="wanted a history to write to") as told:
        open_history(tmp_path / "file" / "history.db", NOW)
    assert len(str(told.value).splitlines()) == 1


@pytest.fixture
def readable_by_all() -> Iterator[Path]:
    """A folder that a user without rights can enter; pytest's own are closed to others."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folder rights")
def test_where_nothing_may_be_written_it_is_told_once_and_can_still_be_read(readable_by_all):
    """Rights mean nothing to root, so somebody else looks then."""
    path = keep(MADE, readable_by_all / "history.db")
    for each in readable_by_all.iterdir():
        each.chmod(0o444)
    readable_by_all.chmod(0o555)
    script = f"""
        import os, sys; sys.path[:0] = {[str(Path(__file__).parents[1]), *sys.path]!r}
        from pathlib import Path
        from histories import NOW
        from posecoach.errors import HistoryError
        from posecoach.store.database import open_history
        from posecoach.store.reading import read_history
        if os.getuid() == 0: os.setuid(65534)
        path = Path({str(path)!r})
        print(len(read_history(path, NOW)[0]))
        try: open_history(path, NOW)
        except HistoryError as error: print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    count, told = done.stdout.splitlines()
    assert count == str(len(MADE))
    assert told.startswith(f"{path}: ")
    assert told.endswith("wanted a history to write to")
