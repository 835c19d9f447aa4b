"""The commands about the history, as a person calls them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from histories import NOW, keep, made_up, session

from posecoach.cli import main
from posecoach.commands import history as history_command
from posecoach.records import Pain
from posecoach.store.reading import read_history

DAYS = 5
MADE = made_up(DAYS)


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    for module in ("history", "report", "keeping"):
        monkeypatch.setattr(f"posecoach.commands.{module}.now", lambda: NOW)
    return tmp_path / "data" / "history.db"


@pytest.fixture
def full(path):
    return keep(MADE, path)


def run(capsys, *words: str) -> tuple[int, str, str]:
    status = main(list(words))
    said = capsys.readouterr()
    return status, said.out, said.err


class TestEmpty:
    def test_history_says_something_friendly(self, capsys, path):
        status, out, err = run(capsys, "history")
        assert (status, err) == (0, "")
        assert out.startswith("Nothing here yet.")
        assert not path.parent.exists()

    def test_data_is_empty_but_whole(self, capsys, path):
        assert json.loads(run(capsys, "history", "--json")[1]) == []
        nothing = {"schema": 1, "screenings": [], "sessions": []}
        assert json.loads(run(capsys, "export", "--json")[1]) == nothing
        assert len(run(capsys, "export", "--csv")[1].splitlines()) == 1

    def test_there_is_nothing_to_forget(self, capsys, path):
        assert run(capsys, "forget")[:2] == (0, f"{path}: there is nothing to forget.\n")

    def test_the_report_is_a_page_all_the_same(self, capsys, path, tmp_path):
        out = tmp_path / "page.html"
        assert run(capsys, "report", "--out", str(out))[0] == 0
        assert "Nothing here yet" in out.read_text(encoding="utf-8")


@pytest.mark.usefixtures("full")
class TestHistory:
    def test_a_table_with_a_line_a_session_the_last_one_at_the_end(self, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "140")
        lines = run(capsys, "history")[1].splitlines()
        assert lines[0].split("  ")[0] == "Day"
        days = [line[:10] for line in lines[1 : 1 + DAYS]]
        assert days == sorted(days)
        assert days[-1] == "2026-11-22"
        assert "Ear to shoulder, One knee to chest, Lying hamstring" in lines[DAYS]
        assert "4 min" in lines[DAYS]
        assert re.search(r"back \d>\d, neck \d>\d$", lines[DAYS - 1])
        assert any(line.startswith("5 sessions on 5 days, 2") for line in lines)
        assert any("on the floor on 5 of 3 days" in line for line in lines)
        assert lines[-1].endswith("It is not medical advice.")

    def test_a_narrow_terminal_is_not_overrun(self, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "80")
        table = run(capsys, "history")[1].split("\n\n")[0]
        assert max(map(len, table.splitlines())) <= 80

    def test_the_look_back_is_told_when_it_is_due(self, capsys, monkeypatch):
        monkeypatch.setattr(history_command, "now", lambda: NOW + timedelta(days=21))
        assert "Looking back after 3 weeks:" in run(capsys, "history")[1]

    def test_json_is_one_array_with_everything(self, capsys):
        (line,) = run(capsys, "history", "--json")[1].splitlines()
        sessions = json.loads(line)
        assert len(sessions) == DAYS
        first = sessions[0]
        assert first["started_at"] == MADE[0].started_at.isoformat()
        assert first["before"] == {"back": MADE[0].before.back, "neck": MADE[0].before.neck}
        assert first["good_s"] == pytest.approx(MADE[0].good_s)
        assert first["form"] == MADE[0].form
        attempt = first["items"][0]["attempts"][0]
        assert {"side", "held_s", "full", "missing", "median_deg", "spread_deg"} <= {*attempt}


class TestExport:
    def test_csv_has_a_row_an_attempt(self, capsys, full):
        rows = list(csv.DictReader(io.StringIO(run(capsys, "export", "--csv")[1])))
        attempts = [a for s in MADE for item in s.items for a in item.attempts]
        assert len(rows) == len(attempts)
        held = [float(row["held_s"]) for row in rows]
        assert held == pytest.approx([a.held_s for a in attempts])
        assert rows[0]["side"] == "left"
        assert rows[0]["full"] in ("True", "False")
        assert rows[-1]["median_deg"] == ""  # breathing has no angle, and no 0 either

    def test_a_session_of_answers_alone_has_its_row(self, capsys, path):
        keep([session(0, before=Pain(4, None))], path)
        (row,) = csv.DictReader(io.StringIO(run(capsys, "export", "--csv")[1]))
        assert (row["back_before"], row["neck_before"], row["stretch"]) == ("4", "", "")

    def test_json_goes_to_a_file_when_one_is_named(self, capsys, full, tmp_path):
        file = tmp_path / "all.json"
        assert run(capsys, "export", "--json", str(file))[:2] == (0, f"{file}: {DAYS} sessions\n")
        assert len(json.loads(file.read_text(encoding="utf-8"))["sessions"]) == DAYS
        assert [each for each in tmp_path.iterdir() if ".part" in each.name] == []


class TestForget:
    def test_without_anybody_to_ask_it_wants_yes(self, capsys, full):
        status, out, err = run(capsys, "forget")
        assert (status, out) == (2, "")
        assert err == "forget: nobody is there to ask; wanted --yes\n"
        assert len(read_history(full, NOW)[0]) == DAYS

    @pytest.mark.parametrize(
        ("answer", "left"), [("yes\n", 0), ("Y\n", 0), ("no\n", DAYS), ("\n", DAYS), ("", DAYS)]
    )
    def test_it_asks_and_deletes_only_after_a_yes(self, capsys, full, monkeypatch, answer, left):
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr("sys.stdin", Terminal(answer))
        status, out, _ = run(capsys, "forget")
        assert status == 0
        assert out.startswith(f"Delete {DAYS} sessions? This cannot be undone.")
        assert out.endswith("Nothing was deleted.\n") is bool(left)
        assert len(read_history(full, NOW)[0]) == left

    def test_yes_deletes_without_asking(self, capsys, full):
        assert run(capsys, "forget", "--yes")[:2] == (0, f"Deleted: {DAYS} sessions.\n")
        assert read_history(full, NOW)[0] == []

    def test_a_damaged_file_that_was_set_aside_goes_too(self, capsys, path):
        path.parent.mkdir()
        path.write_bytes(b"no history " * 100)
        status, out, err = run(capsys, "forget", "--yes")
        assert (status, out) == (0, "Deleted: 0 sessions and 1 damaged file set aside.\n")
        assert "damaged; it is kept as" in err
        assert [each.name for each in path.parent.glob("*damaged*")] == []


class TestReport:
    def test_it_is_written_where_it_is_asked_for(self, capsys, full, tmp_path):
        out = tmp_path / "page.html"
        status, said, _ = run(capsys, "report", "--out", str(out))
        assert (status, said) == (0, f"{out}: {DAYS} sessions. It is not medical advice.\n")
        assert "I can&#39;t see how your pelvis tilts" in out.read_text(encoding="utf-8")

    def test_without_a_place_it_is_written_here(self, capsys, full, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert run(capsys, "report")[0] == 0
        assert (tmp_path / "posecoach-report.html").is_file()

    def test_it_is_opened_when_that_is_asked_for(self, capsys, full, tmp_path, monkeypatch):
        opened: list[str] = []
        monkeypatch.setattr("webbrowser.open", lambda page: bool(opened.append(page)))
        out = tmp_path / "page.html"
        assert "No browser was found" in run(capsys, "report", "--open", "--out", str(out))[1]
        assert opened == [out.as_uri()]

    def test_a_place_that_cannot_be_written_is_told_in_one_line(self, capsys, full, tmp_path):
        status, out, err = run(capsys, "report", "--out", str(tmp_path / "no" / "page.html"))
        assert (status, out) == (2, "")
        assert err.endswith("page.html: No such file or directory; wanted a file to write to\n")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["export"], "one of the arguments --csv --json is required"),
        (["export", "--csv", "--json"], "not allowed with argument"),
        (["history", "--yaml"], "unrecognized arguments: --yaml"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(capsys, path, words, wanted):
    status, out, err = run(capsys, *words)
    assert (status, out) == (2, "")
    assert wanted in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("words", [["history"], ["export", "--csv"], ["report"], ["forget"]])
def test_a_history_that_cannot_be_read_is_told_in_one_line(capsys, path, words):
    path.parent.mkdir()
    path.mkdir()
    status, out, err = run(capsys, *words)
    assert (status, out) == (2, "")
    assert err.startswith(f"{path}: ")
    assert len(err.splitlines()) == 1


def test_a_damaged_history_is_told_and_the_command_goes_on(capsys, path):
    path.parent.mkdir()
    path.write_bytes(b"no history " * 100)
    status, out, err = run(capsys, "history")
    assert status == 0
    assert out.startswith("Nothing here yet.")
    assert err.startswith(f"{path}: damaged; it is kept as ")
