"""Asking in the window: by a window that is fed keys, then by a real one on a private screen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from posecoach.core.feedback import Utterance
from posecoach.core.gesture import Gesture
from posecoach.outputs import asker as asker_module
from posecoach.outputs.asker import WindowAsker
from posecoach.outputs.page import painted
from posecoach.outputs.question import plan_pain, plan_telling, plan_yes_no
from posecoach.outputs.screens import HELP_PAGES, draw_help
from posecoach.outputs.window import Key
from tests.conftest import run_on

SIZE = (640, 480)
QUESTION = "Pain down both legs that came on suddenly?"
LINES = ["One thing.", "Another.", "A third.", "A fourth."]


class FedWindow:
    """A window at which keys are pressed: those of one turn after those of the other."""

    def __init__(self, *turns: list[Key], then: Callable[[], None] = lambda: None) -> None:
        self.turns = list(turns)
        self.pictures: list[np.ndarray] = []
        self.size_px = SIZE
        self.closed = False
        self._then = then

    def show(self, picture: np.ndarray) -> list[Key]:
        """Take a picture, give the keys of the turn."""
        self.pictures.append(picture)
        assert len(self.pictures) < 200, "nobody answers"
        if self.turns:
            return self.turns.pop(0)
        self._then()
        return []


class Mouth:
    """A speaker that keeps what it was to say."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.hushed = 0
        self.muted = False

    def say(self, utterance: Utterance) -> None:
        """Keep the words."""
        self.said.append(utterance.text)

    def hush(self) -> None:
        """Count."""
        self.hushed += 1


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(asker_module, "TURN_S", 0.0)
    monkeypatch.setattr(asker_module, "REPEAT_S", 0.0)


def after_turns(turns: int, then: Gesture = Gesture.PAUSE) -> Callable[[], Gesture | None]:
    """A hand that is raised at the turn of this number."""
    left = [turns]

    def gesture() -> Gesture | None:
        left[0] -= 1
        return then if left[0] == 0 else None

    return gesture


class Clock:
    """A clock that goes on by a second at each look."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        self.now_s += 1.0
        return self.now_s


@pytest.mark.parametrize(("key", "answer"), [(Key.YES, True), (Key.NEXT, False), (Key.QUIT, None)])
def test_y_n_and_q_answer_a_question(key, answer):
    assert WindowAsker(FedWindow([], [key])).yes_no("4 of 27", QUESTION) is answer


def test_other_keys_answer_no_question():
    window = FedWindow([Key.ENTER, Key.PAUSE, Key.TEN], [Key.DIGIT_1], [Key.YES, Key.NEXT])
    assert WindowAsker(window).yes_no("4 of 27", QUESTION) is True
    assert len(window.pictures) == 3


def test_a_key_held_down_answers_at_most_one_question_more(monkeypatch):
    """A keyboard repeats after half a second, then thirty times a second."""
    monkeypatch.setattr(asker_module, "REPEAT_S", 0.15)
    held = [0, *range(15, 45)]
    window = FedWindow(*([Key.NEXT] if turn in (*held, 60) else [] for turn in range(61)))
    asker = WindowAsker(window, None, None, lambda: len(window.pictures) / 30)
    answered = []
    for nth in (1, 2, 3):
        assert asker.yes_no(f"{nth} of 27", QUESTION) is False
        answered.append(len(window.pictures) - 1)
    assert answered == [0, 15, 60]


def test_a_finger_that_is_quick_is_believed(monkeypatch):
    monkeypatch.setattr(asker_module, "REPEAT_S", 0.15)
    window = FedWindow([Key.NEXT], *[[]] * 4, [Key.NEXT], [Key.YES], [Key.QUIT], [Key.QUIT])
    asker = WindowAsker(window, None, None, lambda: len(window.pictures) / 30)
    assert [asker.yes_no("1", QUESTION) for _ in range(5)] == [False, False, True, None, None]


def test_no_hand_and_no_time_ever_answers_a_question():
    window = FedWindow(*[[]] * 50, [Key.NEXT])
    asker = WindowAsker(window, None, lambda: Gesture.PAUSE, Clock())
    asker.patience_s = 5.0
    assert asker.yes_no("4 of 27", QUESTION) is False
    assert len(window.pictures) == 51


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        *((Key(str(digit)), digit) for digit in range(10)),
        (Key.TEN, 10),
        (Key.ENTER, None),
        (Key.QUIT, None),
    ],
)
def test_pain_is_a_digit_or_t_for_ten_or_skipped(key, answer):
    assert WindowAsker(FedWindow([key])).pain("How much?") == answer


def test_a_raised_hand_skips_pain_and_goes_on_from_what_is_told():
    for gesture in Gesture:
        asker = WindowAsker(FedWindow(), None, after_turns(3, gesture))
        assert asker.pain("How much?") is None
        assert WindowAsker(FedWindow(), None, after_turns(3, gesture)).tell("Today", LINES[:1])


def test_pain_goes_on_by_itself_when_patience_ends_and_not_before():
    window = FedWindow()
    asker = WindowAsker(window, None, None, Clock())
    asker.patience_s = 60.0
    assert asker.pain("How much?") is None
    assert len(window.pictures) == 60
    patient = FedWindow(*[[]] * 150, [Key.DIGIT_3])
    assert WindowAsker(patient, None, None, Clock()).pain("How much?") == 3


def test_what_is_told_comes_page_by_page_and_leaving_is_told_apart():
    window = FedWindow([Key.ENTER], [Key.ENTER])
    assert WindowAsker(window).tell("Today", LINES) is True
    for nth, picture in enumerate(window.pictures):
        assert np.array_equal(picture, painted(plan_telling(SIZE, "Today", LINES, nth)))
    assert WindowAsker(FedWindow([Key.ENTER], [Key.QUIT])).tell("Today", LINES) is False


@pytest.mark.parametrize(("key", "answer"), [(Key.DIGIT_1, 0), (Key.DIGIT_3, 2), (Key.ENTER, None)])
def test_a_choice_is_by_its_digit(key, answer):
    asker = WindowAsker(FedWindow([Key.DIGIT_4, Key.DIGIT_0], [key]))
    assert asker.choose("What do you feel?", ["This", "That", "Else"]) == answer


def test_what_is_shown_is_the_question_at_the_windows_own_size():
    window = FedWindow([], [Key.YES])
    window.size_px = (1280, 720)
    WindowAsker(window).yes_no("4 of 27", QUESTION)
    wanted = painted(plan_yes_no((1280, 720), "4 of 27", QUESTION))
    assert all(np.array_equal(picture, wanted) for picture in window.pictures)


def test_a_window_that_grows_gets_a_larger_question():
    window = FedWindow()

    def grow() -> None:
        window.size_px = (1280, 720)
        window.turns = [[], [Key.DIGIT_2]]

    window._then = grow
    assert WindowAsker(window).pain("How much?") == 2
    assert np.array_equal(window.pictures[0], painted(plan_pain(SIZE, "How much?")))
    assert np.array_equal(window.pictures[-1], painted(plan_pain((1280, 720), "How much?")))


def test_a_window_closed_by_the_person_is_left():
    class Closed(FedWindow):
        def show(self, picture: np.ndarray) -> list[Key]:
            self.closed = True
            return [Key.QUIT]

    asker = WindowAsker(Closed())
    assert asker.tell("Today", LINES) is False
    assert asker.yes_no("4 of 27", QUESTION) is None
    assert asker.pain("How much?") is None
    assert asker.choose("Which?", ["a", "b"]) is None


def test_everything_is_said_and_broken_off_when_it_is_answered():
    mouth = Mouth()
    window = FedWindow([Key.ENTER], [Key.ENTER], [Key.NEXT], [Key.DIGIT_4], [Key.DIGIT_1])
    asker = WindowAsker(window, mouth)
    asker.tell("Today", LINES)
    asker.yes_no("4 of 27", QUESTION)
    asker.pain("How much?")
    asker.choose("Which?", ["This", "That"])
    assert mouth.said == [
        "One thing. Another. A third.",
        "A fourth.",
        QUESTION,
        "How much?",
        "Which? 1: This. 2: That.",
    ]
    assert mouth.hushed == len(mouth.said)


def test_m_mutes_and_the_question_stays():
    mouth = Mouth()
    assert WindowAsker(FedWindow([Key.MUTE], [Key.YES]), mouth).yes_no("4", QUESTION) is True
    assert mouth.muted


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ([Key.RIGHT, Key.LEFT, Key.QUIT], [0, 1, 0]),
        ([Key.HELP] * HELP_PAGES, list(range(HELP_PAGES))),
        ([Key.LEFT], [0]),
    ],
)
def test_h_shows_the_help_page_by_page_and_comes_back_to_the_question(keys, shown):
    window = FedWindow([Key.HELP], *[[key] for key in keys], [Key.YES])
    assert WindowAsker(window).yes_no("4 of 27", QUESTION) is True
    question, *helped, last = window.pictures
    assert all(
        np.array_equal(p, draw_help(SIZE, nth)) for nth, p in zip(shown, helped, strict=True)
    )
    assert np.array_equal(question, last)


LIVE = """
import subprocess, threading, time
from posecoach.outputs.asker import WindowAsker
from posecoach.outputs.window import Window
import numpy as np
def xdo(*words):
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=True).stdout
def typed(key, seconds=0.4):
    def press():
        time.sleep(seconds)
        xdo("key", key)
    threading.Thread(target=press, daemon=True).start()
with Window("posecoach asks", (640, 480)) as window:
    picture = np.zeros((480, 640, 3), np.uint8)
    for _ in range(20):
        window.show(picture)
    heard = []
    while not heard:  # a busy computer may need a while to give the window its keys
        xdo("windowfocus", xdo("search", "--name", "posecoach asks").split()[-1])
        xdo("key", "space")
        for _ in range(20):
            heard += window.show(picture)
            time.sleep(0.01)
    asker = WindowAsker(window)
    found = []
    typed("Return"); found.append(asker.tell("Today", ["One thing."]))
    typed("y"); found.append(asker.yes_no("1 of 27", "Pain?"))
    typed("n"); found.append(asker.yes_no("1 of 27", "Pain?"))
    typed("t"); found.append(asker.pain("How much?"))
    typed("7"); found.append(asker.pain("How much?"))
    typed("Return"); found.append(asker.pain("How much?"))
    typed("2"); found.append(asker.choose("Which?", ["a", "b"]))
    typed("q"); found.append(asker.yes_no("1 of 27", "Pain?"))
    print(*found)
"""


def test_a_real_window_takes_real_keys(screen, tmp_path):
    words = run_on(screen, LIVE, tmp_path)
    assert words == ["True", "True", "False", "10", "7", "None", "1", "None"]
