"""The end: what went well and one thing to try, until a key, a hand or half a minute."""

from __future__ import annotations

import pytest
from bodies import front, with_hand

from posecoach.catalog import find
from posecoach.commands import ending as module
from posecoach.commands import stage
from posecoach.commands.ending import ending, show_end, to_try, went_well
from posecoach.core.feedback import CueKind
from posecoach.core.pose import Side
from posecoach.outputs.window import Key

from .stand_ins import Clock, Eyes, Heard, Shown, summary_of

HOLD, REPS = find("single-knee-to-chest"), find("pelvic-tilt")
LINES = ["3 exercises. Best hold: 5 of 10 seconds.", "Next time: rest your head."]


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(stage, "IDLE_S", 0.0)
    monkeypatch.setattr(module, "draw_moment", lambda *_, **__: None)


def test_the_best_hold_and_everything_in_full_are_what_went_well():
    wanted_s = HOLD.dose.seconds["beginner"]
    assert went_well([summary_of(HOLD), summary_of(REPS)]) == (
        f"2 exercises, 2 holds and repetitions in full. Best hold: 5 of {wanted_s:.0f} seconds."
    )
    assert went_well([summary_of(REPS)]) == "1 exercise, 1 hold or repetition in full."


def test_what_was_corrected_most_often_is_the_one_thing_to_try():
    one, other = summary_of(HOLD, "Rest your head"), summary_of(HOLD, "Hips stay down")
    assert to_try([one, other, one]) == "Next time: rest your head."


@pytest.mark.parametrize("kind", [CueKind.PRAISE, CueKind.VISIBILITY, CueKind.SAFETY])
def test_praise_and_what_the_camera_could_not_see_are_nothing_to_try(kind):
    assert to_try([summary_of(HOLD, "Good", kind)]) == "Nothing to correct: keep it like this."


@pytest.mark.parametrize(
    ("keys", "make", "wanted_s"),
    [
        ([], None, 30),
        ([(4.0, Key.ENTER)], None, 4),
        ([(4.0, Key.QUIT)], None, 4),
        ([(4.0, Key.UP)], None, 30),
        ([], lambda t: with_hand(front(), Side.LEFT) if t > 3 else front(), 4.5),
        ([], lambda _: with_hand(front(), Side.LEFT), 30),
    ],
)
def test_it_stays_until_a_key_a_new_hand_or_half_a_minute(keys, make, wanted_s):
    clock = Clock()
    eyes = Eyes(clock, make) if make else None
    show_end(Shown(clock, keys, 100.0), eyes, None, LINES, clock=clock)
    assert clock.now_s == pytest.approx(wanted_s, abs=0.3)


def test_without_a_window_the_voice_finishes():
    clock = Clock()
    heard = Heard(clock, speaking=True)

    def ticking() -> float:
        clock.now_s += 0.1
        heard.speaking = clock.now_s < 4
        return clock.now_s

    show_end(None, None, heard, LINES, clock=ticking)
    assert clock.now_s == pytest.approx(4, abs=0.3)


def test_each_line_has_its_sign():
    shapes = [line.shape for line in ending([*LINES, "a", "b"]).lines]
    assert shapes == ["check", "go", "exclaim", "exclaim"]
