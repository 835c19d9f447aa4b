"""The loop behind the screens: help and sound are seen to, time stands still meanwhile."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from posecoach.commands import stage
from posecoach.commands.stage import Stage
from posecoach.outputs.screens import HELP_PAGES, draw_help
from posecoach.outputs.window import Key

from .stand_ins import Clock, Heard, Shown

OWN = np.zeros((240, 320, 3), np.uint8)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(stage, "IDLE_S", 0.0)


def beats(keys, length_s=5.0):
    """Every beat with the picture that was shown at it, and the speaker."""
    clock = Clock()
    window, heard = Shown(clock, keys, length_s), Heard(clock)
    played = Stage(window, None, heard, clock).beats(lambda *_: OWN)
    return [(beat, window.last, clock.now_s) for beat in played], heard


def test_it_goes_on_until_the_window_is_closed_and_then_says_quit():
    seen, _ = beats([])
    assert [key for beat, *_ in seen for key in beat.keys] == [Key.QUIT]
    assert seen[-1][0].time_s == pytest.approx(5.0, abs=0.1)
    assert sum(beat.passed_s for beat, *_ in seen) == pytest.approx(seen[-1][0].time_s)


def test_every_key_but_those_for_help_and_sound_comes_through():
    keys = [(0.5 * nth, key) for nth, key in enumerate([Key.UP, Key.MUTE, Key.ENTER, Key.HURTS], 1)]
    seen, heard = beats(keys)
    told = [key for beat, *_ in seen for key in beat.keys]
    assert told == [Key.UP, Key.ENTER, Key.HURTS, Key.QUIT]
    assert heard.muted


def test_the_help_is_turned_page_by_page_and_ends_after_the_last():
    turns = [(1.0 + 0.5 * nth, Key.HELP) for nth in range(HELP_PAGES + 1)]
    seen, _ = beats([*turns, (1.0 + 0.5 * (HELP_PAGES + 2), Key.UP)], 10.0)
    gone = [now_s for _, _, now_s in seen]
    pauses = [b - a for a, b in pairwise(gone)]
    assert max(pauses) == pytest.approx(0.5 * HELP_PAGES, abs=0.2)
    assert [key for beat, *_ in seen for key in beat.keys] == [Key.UP, Key.QUIT]


@pytest.mark.parametrize("how", [Key.QUIT, Key.UP])
def test_the_help_is_left_by_q_and_by_going_back_before_its_first_page(how):
    seen, _ = beats([(1.0, Key.HELP), (3.0, how)])
    assert seen[-1][0].time_s == pytest.approx(3.0, abs=0.3), "the time in the help does not count"
    assert [key for beat, *_ in seen for key in beat.keys] == [Key.QUIT]


def test_the_help_is_drawn_in_place_of_the_screen():
    clock = Clock()
    window = Shown(clock, [(0.2, Key.HELP), (0.6, Key.HELP)], 1.0)
    shown = []
    show = window.show
    window.show = lambda picture: shown.append(picture) or show(picture)
    list(Stage(window, None, None, clock).beats(lambda *_: OWN))
    helps = [
        page for page in (0, 1) for p in shown if np.array_equal(p, draw_help((320, 240), page))
    ]
    assert set(helps) == {0, 1}
    assert shown[0] is OWN


def test_without_a_window_it_only_counts_the_time():
    times = iter(range(100))
    played = Stage(None, None, None, lambda: next(times)).beats(lambda *_: pytest.fail("drawn"))
    assert [next(played).time_s for _ in range(3)] == [1, 2, 3]
