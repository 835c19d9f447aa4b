"""Questions at the terminal: what each answer means, and what is said to a wrong one."""

from __future__ import annotations

import io

import pytest

from posecoach.commands.asking import TerminalAsker, open_asker
from posecoach.core.safety import QUESTIONS

from .asking import Terminal


@pytest.fixture
def typed(monkeypatch):
    def type_in(words: str) -> TerminalAsker:
        monkeypatch.setattr("sys.stdin", Terminal(words))
        return TerminalAsker()

    return type_in


@pytest.mark.parametrize(
    ("words", "answer"),
    [("y\n", True), ("Yes\n", True), (" n \n", False), ("NO\n", False), ("q\n", None), ("", None)],
)
def test_a_yes_a_no_and_leaving(typed, words, answer):
    assert typed(words).yes_no("1 of 27", "Pain?") is answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [("0\n", 0), ("10\n", 10), ("t\n", 10), ("7\n", 7), ("\n", None), ("", None), ("q\n", None)],
)
def test_pain_is_a_number_from_0_to_10_or_skipped(typed, words, answer):
    assert typed(words).pain("How much?") == answer


@pytest.mark.parametrize(("words", "gone_on"), [("\n", True), ("q\n", False), ("", False)])
def test_telling_waits_for_enter(typed, words, gone_on, capsys):
    assert typed(words).tell("Before you begin", ["One thing.", "And another."]) is gone_on
    said = capsys.readouterr().out.splitlines()
    assert said[:5] == ["", "Before you begin", "", "One thing.", "And another."]


@pytest.mark.parametrize(("words", "answer"), [("1\n", 0), ("3\n", 2), ("\n", None), ("", None)])
def test_a_choice_is_by_its_number(typed, words, answer):
    assert typed(words).choose("What do you feel?", ["This", "That", "Else"]) == answer


@pytest.mark.parametrize(
    ("ask", "words", "answer", "told"),
    [
        (lambda a: a.yes_no("1", "Pain?"), "maybe\ny\n", True, "maybe: wanted y or n"),
        (lambda a: a.yes_no("1", "Pain?"), "\nn\n", False, "nothing: wanted y or n"),
        (lambda a: a.pain("?"), "11\n3\n", 3, "11: wanted a number from 0 to 10, or Enter"),
        (lambda a: a.choose("?", ["a", "b"]), "3\n2\n", 1, "3: wanted 1 to 2, or Enter"),
        (lambda a: a.tell("?", ["a"]), "x\n\n", True, "x: wanted Enter, or q"),
    ],
)
def test_a_wrong_answer_is_told_in_one_line_and_asked_again(
    typed, capsys, ask, words, answer, told
):
    assert ask(typed(words)) == answer
    said = capsys.readouterr().out
    assert said.count("wanted") == 1
    assert f"{told}\n" in said


def test_a_long_question_is_wrapped_and_whole(typed, capsys):
    longest = max((question.text for question in QUESTIONS), key=len)
    typed("n\n").yes_no("6 of 27", longest)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert longest in " ".join(lines)


def test_the_end_of_the_input_ends_its_line(typed, capsys):
    typed("").pain("How much?")
    assert capsys.readouterr().out.endswith("\n")


def test_nobody_can_be_asked_without_a_window_and_a_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert open_asker(None) is None
    monkeypatch.setattr("sys.stdin", None)
    assert open_asker(None) is None


def test_without_a_window_the_terminal_is_asked(typed):
    typed("")
    assert isinstance(open_asker(None), TerminalAsker)


class Gone:
    """A window that the person has closed, or not."""

    def __init__(self, *, closed: bool) -> None:
        self.closed = closed


def test_a_window_is_asked_unless_it_is_closed(typed):
    typed("")
    assert type(open_asker(Gone(closed=False))).__name__ == "WindowAsker"
    assert isinstance(open_asker(Gone(closed=True)), TerminalAsker)
