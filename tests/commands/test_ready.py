"""The ready check: what only the person can see to, one person in view, and then it goes on."""

from __future__ import annotations

import pytest
from bodies import front, nobody, with_hand

from posecoach.catalog import find
from posecoach.commands import ready as module
from posecoach.commands import stage
from posecoach.commands.ready import CLOTHES, IN_VIEW, SPACE, ready, ready_line, things
from posecoach.core.pose import Side
from posecoach.outputs.layout import Shape
from posecoach.outputs.window import Key
from posecoach.routines import find_routine

from .stand_ins import Clock, Eyes, Heard, Shown

ROUTINE = find_routine("full-back-care")


@pytest.fixture(autouse=True)
def moments(monkeypatch):
    """No time is spent on pictures; what would be drawn is kept."""
    shown = []
    monkeypatch.setattr(stage, "IDLE_S", 0.0)
    monkeypatch.setattr(module, "draw_moment", lambda _, moment, *__, **___: shown.append(moment))
    return shown


def checked(make=None, keys=(), length_s=100.0, what=ROUTINE):
    """Whether it goes on, and after how many seconds."""
    clock = Clock()
    window = Shown(clock, keys, length_s)
    eyes = Eyes(clock, make) if make else None
    return ready(window, eyes, Heard(clock), what, clock=clock), clock.now_s


def ticks(moment) -> list[bool]:
    return [line.shape is Shape.CHECK for line in moment.lines]


def test_it_goes_on_once_one_person_has_been_in_view_for_twenty_seconds():
    on, after_s = checked(lambda t: front() if t > 5 else nobody())
    assert on
    assert after_s == pytest.approx(25.8, abs=0.3)


def test_who_leaves_the_view_for_long_is_waited_for_anew_but_not_for_a_moment():
    _, after_s = checked(lambda t: nobody() if 10 < t < 10.7 else front())
    assert after_s == pytest.approx(21.5, abs=0.4)
    _, after_s = checked(lambda t: nobody() if 10 < t < 12 else front())
    assert after_s == pytest.approx(32.8, abs=0.4)


def test_while_nobody_is_there_it_waits():
    assert checked(lambda _: nobody(), length_s=60) == (False, pytest.approx(60, abs=0.1))


def test_a_raised_hand_goes_on_and_one_that_was_up_before_does_not():
    on, after_s = checked(lambda t: with_hand(front(), Side.RIGHT) if t > 2 else front())
    assert on
    assert after_s == pytest.approx(2 + 1.5 + 0.8, abs=0.3)
    _, after_s = checked(lambda t: with_hand(front(), Side.RIGHT) if t < 8 else front())
    assert after_s > 15


@pytest.mark.parametrize("key", [Key.ENTER, Key.PAUSE, Key.NEXT])
def test_a_key_goes_on_and_all_is_ticked_for_a_moment(key, moments):
    on, after_s = checked(lambda _: nobody(), [(1.0, key)])
    assert on
    assert after_s < 2.5
    assert ticks(moments[5]) == [False, False, False, False]
    assert ticks(moments[-1]) == [True, True, True, False]


def test_digits_tick_and_only_the_eyes_tick_that_somebody_is_in_view(moments):
    checked(
        lambda t: front() if t > 3 else nobody(),
        [(0.5, Key.DIGIT_2), (1.0, Key.DIGIT_1), (1.5, Key.DIGIT_2), (2.0, Key.DIGIT_4)],
        length_s=4,
    )
    assert ticks(moments[12]) == [False, True, False, False]
    assert ticks(moments[-1]) == [True, False, False, True]


@pytest.mark.parametrize("keys", [[(1.0, Key.QUIT)], [(1.0, Key.ENTER), (1.1, Key.QUIT)]])
def test_q_leaves(keys):
    assert not checked(lambda _: front(), keys)[0]


def test_help_stops_the_time_and_q_leaves_only_the_help():
    keys = [(2.0, Key.HELP), (12.0, Key.QUIT)]
    on, after_s = checked(lambda _: front(), keys)
    assert on
    assert after_s == pytest.approx(30.8, abs=0.4)


def test_where_nothing_looks_it_goes_on_after_twenty_seconds(moments):
    on, after_s = checked()
    assert on
    assert after_s == pytest.approx(20.8, abs=0.3)
    assert IN_VIEW not in [line.words for line in moments[0].lines]


def test_everything_that_any_item_needs_is_at_hand():
    assert things(ROUTINE) == ["mat", "towel or band", "cushion", "chair"]
    assert things(find("neck-flexion-chin-to-chest")) == []


def test_it_is_said_once_and_says_what_is_needed():
    clock = Clock()
    heard = Heard(clock)
    ready(Shown(clock, (), 30.0), Eyes(clock, lambda _: front()), heard, ROUTINE, clock=clock)
    [(_, said)] = heard.said
    assert said == (
        "Full back care. Is the space clear and flat? Are your clothes loose? "
        "At hand: mat, towel or band, cushion, chair. Raise a hand to begin, or wait."
    )


def test_without_a_window_it_is_one_line_and_goes_on(capsys):
    assert ready(None, None, None, find("neck-flexion-chin-to-chest"))
    told = capsys.readouterr().err
    assert told == f"Ready? {SPACE}; {CLOTHES}; one person in view.\n"
    assert "At hand: mat" in ready_line(ROUTINE)
