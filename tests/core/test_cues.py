"""One cue at a time, four seconds apart, the most urgent, never stale (lesson 18)."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from posecoach.core.cues import APART_S, PRAISE_APART_S, SAME_APART_S, CuePolicy
from posecoach.core.feedback import Cue, CueKind
from posecoach.core.prompts import (
    BOUNCE,
    BOUNCE_AGAIN,
    FAST,
    LEFT_EARLY,
    MISSED_HOLD,
    OVER_LIMIT,
    PRAISE,
    STOP,
)
from posecoach.core.stretch import MAX_WORDS

from .motions import STRETCHES

LEAN = Cue("lean", CueKind.COMPENSATION, "Keep your body upright")
HANDS = Cue("hands", CueKind.MINOR, "Hands down")
LITTLE = Cue("too-little", CueKind.RANGE, "A little more if comfortable")
SAFETY = Cue("head-back", CueKind.SAFETY, "Come back to centre")
UNSEEN = Cue("unseen", CueKind.VISIBILITY, "I can't see your face")


def play(length_s: float, lasting=lambda _t: [], once=lambda _t: [], fps: int = 30, **policy):
    policy = CuePolicy(**policy)
    given = []
    for index in range(int(length_s * fps)):
        t = index / fps
        cue = policy.step(t, lasting(t), once(t))
        if cue:
            given.append((round(t, 3), cue))
    return given


def test_a_lasting_cue_is_repeated_after_eight_seconds_and_not_before():
    given = play(30, lambda _: [LEAN])
    assert [t for t, _ in given] == [0, pytest.approx(8, abs=0.05), pytest.approx(16, abs=0.1),
                                     pytest.approx(24, abs=0.15)]  # fmt: skip


def test_a_stretch_may_ask_for_a_longer_time_before_the_same_cue_comes_again():
    """Each cue by itself: another one need not wait for that."""
    given = play(70, lambda t: [LEAN] if t < 30 or t > 50 else [HANDS], same_apart_s=60.0)
    assert [(round(t), cue) for t, cue in given] == [(0, LEAN), (30, HANDS), (60, LEAN)]


def test_two_different_cues_are_four_seconds_apart():
    given = play(12, lambda _: [LEAN, HANDS])
    assert [(round(t), cue.id) for t, cue in given] == [
        (0, "lean"), (4, "hands"), (8, "lean"),
    ]  # fmt: skip


def test_lesson_18_however_much_goes_wrong_cues_are_never_less_than_four_seconds_apart():
    random = Random(7)
    kinds = [Cue(f"c{i}", kind, "Words") for i, kind in enumerate([*CueKind] * 3)]
    given = play(
        120,
        lambda _: random.sample(kinds, 4),
        lambda _: random.sample(kinds, 1) if random.random() < 0.1 else [],
        fps=20,
    )
    assert len(given) > 15
    assert all(after - before >= APART_S for (before, _), (after, _) in pairwise(given))
    for cue in kinds:
        times = [t for t, other in given if other == cue]
        assert all(after - before >= SAME_APART_S for before, after in pairwise(times))
    praised = [t for t, cue in given if cue.kind is CueKind.PRAISE]
    assert all(after - before >= PRAISE_APART_S for before, after in pairwise(praised))


@pytest.mark.parametrize(
    ("urgent", "other"),
    [(SAFETY, UNSEEN), (UNSEEN, FAST), (FAST, LEAN), (LEAN, LITTLE), (LITTLE, HANDS),
     (HANDS, PRAISE)],
)  # fmt: skip
def test_the_more_urgent_cue_comes_first(urgent, other):
    assert play(1, lambda _: [other, urgent])[0][1] == urgent


def test_praise_comes_at_most_every_twenty_seconds():
    given = play(50, once=lambda _: [PRAISE])
    assert [round(t) for t, _ in given] == [0, 20, 40]


def test_lesson_18_a_cue_that_is_no_longer_true_is_dropped():
    """The hands go up while another cue is still fresh, and are down before their turn."""
    given = play(10, lambda t: ([LEAN] if t < 0.1 else []) + ([HANDS] if 1 < t < 3.5 else []))
    assert [cue for _, cue in given] == [LEAN]


def test_lesson_18_what_has_just_happened_waits_its_turn_but_not_for_long():
    def told(at_s: float):
        return play(
            10,
            lambda t: [LEAN] if t < 0.1 else [],
            lambda t: [MISSED_HOLD] if abs(t - at_s) < 0.01 else [],
        )

    assert [(round(t), cue.id) for t, cue in told(2.0)] == [(0, "lean"), (4, "missed-hold")]
    assert [cue.id for _, cue in told(1.0)] == ["lean"]  # would be 3 s old: stale


@pytest.mark.parametrize("at_s", [0.1, 1.0, 2.0, 3.9])
def test_a_stop_waits_for_its_turn_however_soon_it_comes_after_another_cue(at_s):
    given = play(
        10,
        lambda t: [LEAN] if t < 0.05 else [],
        lambda t: [STOP] if at_s <= t < at_s + 0.03 else [],
    )
    assert [cue.id for _, cue in given] == ["lean", "stop"]
    assert given[1][0] == pytest.approx(4.0, abs=0.05)


def test_with_nothing_to_say_nothing_is_said():
    assert play(5) == []


ALL = [BOUNCE, BOUNCE_AGAIN, FAST, LEFT_EARLY, MISSED_HOLD, OVER_LIMIT, PRAISE, STOP]


@pytest.mark.parametrize("cue", ALL, ids=lambda cue: cue.text)
def test_a_cue_of_the_coach_is_short_and_about_the_body(cue):
    assert len(cue.text.split()) <= MAX_WORDS
    assert not any(character.isdigit() for character in cue.text)


@pytest.mark.parametrize("id_", STRETCHES)
def test_every_cue_of_a_stretch_is_short_and_without_numbers(id_):
    stretch = STRETCHES[id_]
    texts = [fault.cue for fault in stretch.faults] + [pace.say for pace in stretch.dose.pace]
    if stretch.primary:
        texts += [stretch.primary.too_little, stretch.primary.too_much, stretch.primary.too_short]
    for text in texts:
        assert len(text.split()) <= MAX_WORDS
        assert not any(character.isdigit() for character in text)
