"""Between two items: what comes, where to go, how long, and what hands and keys do."""

from __future__ import annotations

import pytest
from bodies import front, nobody, with_hand

from posecoach.catalog import find
from posecoach.commands import between as module
from posecoach.commands import stage
from posecoach.commands.between import ALL_WELL, ALL_WELL_SAID, WAITING, Change, between, change
from posecoach.core.pose import Side
from posecoach.outputs.window import Key

from .stand_ins import Clock, Eyes, Heard, Shown

SAME = Change("Bridge", "Pelvic tilt")
TURN = Change("Bridge", "Sphinx", "Now lie on your front, side-on to me.")
MOVE = Change("Sphinx", "Chin to chest", "Now sit on the chair, facing me.", "Camera in front.")


@pytest.fixture(autouse=True)
def moments(monkeypatch):
    """No time is spent on pictures; what would be drawn is kept."""
    shown = []
    monkeypatch.setattr(stage, "IDLE_S", 0.0)
    monkeypatch.setattr(module, "draw_moment", lambda _, moment, *__, **___: shown.append(moment))
    return shown


def passed(what, make=None, keys=(), length_s=100.0):
    """What the person wants, and after how many seconds."""
    clock = Clock()
    eyes = Eyes(clock, make) if make else None
    wanted = between(Shown(clock, keys, length_s), eyes, Heard(clock), what, clock=clock)
    return wanted, clock.now_s


@pytest.mark.parametrize(("what", "wanted_s"), [(SAME, 5), (TURN, 10), (MOVE, 25)])
def test_it_takes_as_long_as_there_is_to_do(what, wanted_s):
    for make in (None, lambda _: nobody()):
        key, after_s = passed(what, make)
        assert key is None
        assert after_s == pytest.approx(wanted_s, abs=0.2)


def test_who_has_moved_and_is_in_view_again_is_not_kept_waiting():
    assert passed(MOVE, lambda _: front())[1] == pytest.approx(10, abs=0.2)
    assert passed(MOVE, lambda t: front() if t > 14 else nobody())[1] == pytest.approx(17, abs=0.3)


@pytest.mark.parametrize("key", [Key.NEXT, Key.QUIT, Key.STOP, Key.HURTS, Key.EASE])
def test_a_key_that_ends_it_is_handed_on(key):
    assert passed(SAME, keys=[(1.0, key)]) == (key, pytest.approx(1.0, abs=0.2))


def test_enter_goes_on_at_once():
    assert passed(MOVE, keys=[(2.0, Key.ENTER)]) == (None, pytest.approx(2.0, abs=0.2))


def test_both_hands_leave_out_what_comes():
    up = with_hand(front(), *Side)
    key, after_s = passed(MOVE, lambda t: up if t > 1 else front())
    assert key is Key.NEXT
    assert after_s == pytest.approx(2.5, abs=0.2)


def test_one_hand_makes_it_wait_and_another_goes_on(moments):
    up = with_hand(front(), Side.LEFT)
    key, after_s = passed(SAME, lambda t: up if 1 <= t < 3 or 20 <= t < 22 else front())
    assert key is None
    assert after_s == pytest.approx(21.5 + (5 - 2.5), abs=0.4)
    assert moments[150].title == WAITING
    assert moments[5].title == "Done: Bridge"


def test_space_does_as_one_hand_does():
    keys = [(1.0, Key.PAUSE), (30.0, Key.PAUSE)]
    assert passed(SAME, keys=keys) == (None, pytest.approx(34, abs=0.3))


def test_a_window_that_is_closed_leaves():
    assert passed(MOVE, length_s=3.0)[0] is Key.QUIT


def test_the_voice_may_finish_its_sentence():
    clock = Clock()
    heard = Heard(clock, speaking=True)
    window = Shown(clock, [(8.0, Key.MUTE)], 12.0)
    assert between(window, None, heard, SAME, clock=clock) is Key.QUIT
    assert clock.now_s >= 12


def test_what_is_shown_and_said_tells_what_comes_and_where_to_go(moments):
    clock = Clock()
    heard = Heard(clock)
    between(Shown(clock, (), 2.0), None, heard, MOVE, clock=clock)
    words = [line.words for line in moments[0].lines]
    assert words == ["Chin to chest", MOVE.move, MOVE.camera, ALL_WELL]
    assert heard.said == [(0.0, "Next: Chin to chest. Now sit on the chair, facing me.")]
    assert Change("a", "b", ask_aloud=True).said == f"{ALL_WELL_SAID} Next: b."


def test_only_what_changes_is_told():
    bridge, tilt, sphinx = find("bridge"), find("pelvic-tilt"), find("sphinx")
    chin, ear = find("neck-flexion-chin-to-chest"), find("neck-lateral-ear-to-shoulder")
    assert change(bridge, tilt) == SAME
    assert change(bridge, sphinx) == TURN
    assert change(chin, ear).wait_s == 5
    moved = change(sphinx, chin)
    assert moved.move == MOVE.move
    assert moved.camera.startswith("Camera in front")
