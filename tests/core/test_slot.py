"""One thing waits to be said: the newest of the most urgent, as long as it is fresh."""

from __future__ import annotations

from itertools import product

import pytest

from posecoach.core.feedback import Urgency, Utterance
from posecoach.core.slot import Slot, cuts


def words(urgency: Urgency, text: str = "", fresh_s: float = 2.0) -> Utterance:
    return Utterance(text or urgency.name, urgency, fresh_s)


def test_what_is_offered_is_said_once():
    slot = Slot()
    slot.offer(words(Urgency.PACE), 0.0)
    assert slot.take(0.1, None) == words(Urgency.PACE)
    assert slot.take(0.2, None) is None


def test_lesson_18_the_newest_of_equals_wins_and_nothing_queues_up():
    slot = Slot()
    for text in ("first", "second", "third"):
        slot.offer(words(Urgency.RANGE, text), 0.0)
    assert slot.take(0.0, None).text == "third"
    assert slot.take(0.0, None) is None


@pytest.mark.parametrize(("waits", "comes"), list(product(Urgency, Urgency)))
def test_the_more_urgent_of_two_is_said(waits, comes):
    slot = Slot()
    slot.offer(words(waits, "waits"), 0.0)
    slot.offer(words(comes, "comes"), 0.1)
    assert slot.take(0.2, None).text == ("comes" if comes <= waits else "waits")


def test_lesson_18_what_is_stale_is_dropped_and_does_not_keep_others_out():
    slot = Slot()
    slot.offer(words(Urgency.COMPENSATION, fresh_s=2.0), 0.0)
    assert slot.take(2.1, None) is None
    slot.offer(words(Urgency.COMPENSATION, fresh_s=2.0), 10.0)
    slot.offer(words(Urgency.PRAISE), 12.1)
    assert slot.take(12.2, None).urgency is Urgency.PRAISE


def test_what_waits_for_the_end_of_a_sentence_is_said_then():
    slot, saying = Slot(), words(Urgency.RANGE)
    slot.offer(words(Urgency.TIMING), 0.0)
    assert slot.take(0.5, saying) is None
    assert slot.waiting(0.5).urgency is Urgency.TIMING
    assert slot.take(1.0, None).urgency is Urgency.TIMING


def test_clearing_forgets_what_waits():
    slot = Slot()
    slot.offer(words(Urgency.SAFETY), 0.0)
    slot.clear()
    assert slot.take(0.0, None) is None


@pytest.mark.parametrize("saying", Urgency)
def test_safety_breaks_into_anything_but_safety(saying):
    assert cuts(words(Urgency.SAFETY), words(saying)) is (saying is not Urgency.SAFETY)


@pytest.mark.parametrize("saying", [u for u in Urgency if u <= Urgency.TIMING])
@pytest.mark.parametrize("comes", [u for u in Urgency if u is not Urgency.SAFETY])
def test_a_correction_or_a_count_is_heard_to_its_end(comes, saying):
    assert not cuts(words(comes), words(saying))


@pytest.mark.parametrize("comes", [u for u in Urgency if u <= Urgency.TIMING])
@pytest.mark.parametrize("saying", [Urgency.INSTRUCTION, Urgency.PRAISE])
def test_a_correction_or_a_count_breaks_into_an_instruction_or_praise(comes, saying):
    assert cuts(words(comes), words(saying))


def test_an_instruction_does_not_break_into_an_instruction():
    assert not cuts(words(Urgency.INSTRUCTION), words(Urgency.INSTRUCTION))
