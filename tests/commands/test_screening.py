"""`posecoach screening` and `safety`, as a person at a terminal calls them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from histories import NOW, fixed_clock, keep, made_up

from posecoach.cli import main
from posecoach.core.safety import (
    ALWAYS_TRUE,
    ASK_FIRST,
    NOT_ADVICE,
    QUESTIONS,
    TO_EXPECT,
    URGENT,
)
from posecoach.records import ScreeningRecord
from posecoach.store.diary import Diary
from posecoach.store.screening import read_screenings

from .asking import Terminal

WELL = "\n" * 2 + "n\n" * len(QUESTIONS)


def answers(*yes: str, then: str = "") -> str:
    """What is typed by somebody who answers these with yes; an urgent one is the last."""
    typed = ["y\n" if question.id in yes else "n\n" for question in QUESTIONS]
    return "\n" * 2 + "".join(typed) + then


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    for module in ("keeping", "screening", "history"):
        monkeypatch.setattr(f"posecoach.commands.{module}.now", lambda: NOW)
    return tmp_path / "data" / "history.db"


@pytest.fixture
def run(path, capsys, monkeypatch):
    def call(typed: str, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        status = main(list(words) or ["screening"])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def put(path, *yes: str, days_ago: int = 3, cleared: bool = False) -> None:
    record = ScreeningRecord(NOW - timedelta(days=days_ago), yes, cleared)
    with Diary(path, fixed_clock(), pytest.fail) as diary:
        diary.keep_screening(record)


def test_all_questions_are_asked_and_the_answers_kept_with_the_day(run, path):
    status, out, err = run(WELL)
    assert (status, err) == (0, "")
    unwrapped = " ".join(out.split())
    assert all(question.text in unwrapped for question in QUESTIONS)
    assert all(line in unwrapped for line in NOT_ADVICE)
    assert out.splitlines()[-1].endswith(
        "You will be asked again on 20 Dec 2026, or when pain rises."
    )
    assert read_screenings(path, NOW) == [ScreeningRecord(NOW)]


def test_an_urgent_yes_ends_with_status_1_and_the_line(run, path):
    status, out, err = run("\n\nn\nn\ny\n")
    assert status == 1
    assert err.startswith(f"{URGENT}\nYou said yes to: Increasing weakness")
    assert "4 of 30" not in out
    assert read_screenings(path, NOW) == [ScreeningRecord(NOW, ("leg-weakness",))]


def test_a_warning_without_a_professionals_word_ends_with_status_1(run, path):
    status, _, err = run(answers("cancer", then="\nn\n"))
    assert status == 1
    assert err.startswith(f"{ASK_FIRST}\nYou said yes to: A history of cancer")
    assert read_screenings(path, NOW) == [ScreeningRecord(NOW, ("cancer",))]


def test_with_a_professionals_word_it_is_the_beginners_level(run, path):
    status, out, _ = run(answers("cancer", then="\ny\n"))
    assert status == 0
    assert "You go at the beginner's level." in out
    assert read_screenings(path, NOW)[0].cleared


@pytest.mark.parametrize("typed", ["q\n", "\nq\n", "\n\nn\nq\n", "\n\nn\n", answers("cancer")])
def test_who_leaves_before_the_end_has_answered_nothing(run, path, typed):
    status, _, err = run(typed)
    assert status == 2
    assert err == "screening: left before the end; nothing is kept\n"
    assert read_screenings(path, NOW) == []


def test_asking_anew_takes_the_place_of_what_was_answered(run, path):
    put(path, "disc", cleared=True)
    assert run(WELL)[0] == 0
    assert "Answered yes: nothing." in run("", "screening", "--show")[1]


def test_nobody_at_the_terminal_is_told_in_one_line(path, capsys):
    assert main(["screening"]) == 2
    assert capsys.readouterr().err == "screening: nobody is there to ask; wanted a terminal\n"


def test_show_says_what_to_do_where_nothing_was_answered(run, path):
    status, out, _ = run("", "screening", "--show")
    assert status == 0
    assert out == "The safety questions have not been answered yet: posecoach screening\n"
    assert not path.exists()


@pytest.mark.parametrize(
    ("yes", "cleared", "lines"),
    [
        ((), False, ["Answered yes: nothing.", "To be careful with: nothing."]),
        (
            ("disc", "tingling"),
            True,
            [
                "Answered yes:",
                "  A diagnosed disc problem, or any past injury of the low back?",
                "  Numbness or pins and needles?",
                "A professional has agreed: you go at the beginner's level.",
                "To be careful with: flexion-sensitive.",
            ],
        ),
        (("cancer",), False, [ASK_FIRST]),
        (("both-legs",), False, [URGENT]),
        (("toothache",), False, ["  toothache"]),
    ],
)
def test_show_prints_the_day_the_answers_and_what_follows(run, path, yes, cleared, lines):
    put(path, *yes, cleared=cleared)
    status, out, _ = run("", "screening", "--show")
    said = out.splitlines()
    assert status == 0
    assert said[0] == "Answered on 19 Nov 2026. Read that it is not medical advice: yes."
    assert said[-1] == "Asked again on 17 Dec 2026, or when pain rises."
    assert [line for line in said if line in lines] == lines


def test_the_answers_are_exported(run, path):
    put(path, "disc", cleared=True)
    keep(made_up(2), path)
    whole = json.loads(run("", "export", "--json")[1])
    assert whole["screenings"] == [
        {
            "asked_at": "2026-11-19T20:00:00+01:00",
            "yes": ["disc"],
            "cleared": True,
            "acknowledged": True,
        }
    ]
    assert len(whole["sessions"]) == 2


def test_forgetting_names_the_answers_and_takes_them_along(run, path):
    put(path, "disc")
    said = "0 sessions and the answers to the safety questions"
    assert run("no\n", "forget")[1].startswith(f"Delete {said}? This cannot be undone.")
    assert len(read_screenings(path, NOW)) == 1
    assert run("", "forget", "--yes")[1] == f"Deleted: {said}.\n"
    assert read_screenings(path, NOW) == []
    assert run("", "forget", "--yes")[1].endswith("there is nothing to forget.\n")


def test_safety_prints_every_fixed_sentence(run):
    status, out, err = run("", "safety")
    assert (status, err) == (0, "")
    for line in (*NOT_ADVICE, *ALWAYS_TRUE, *TO_EXPECT):
        assert line in out
