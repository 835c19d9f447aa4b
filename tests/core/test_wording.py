"""The words of the voice: complete, with their sides filled in, and in the order of their need."""

from __future__ import annotations

import pytest

from posecoach.catalog import load_all
from posecoach.core.pose import Side
from posecoach.core.stretch import Level
from posecoach.core.wording import now_number, sentences, with_side

STRETCHES = load_all()


def test_both_sides_are_put_into_words():
    text = "Your {side} hand, then the {other} one."
    assert with_side(text, Side.LEFT) == "Your left hand, then the right one."
    assert with_side(text, Side.RIGHT) == "Your right hand, then the left one."
    assert with_side("Both hands.", None) == "Both hands."


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("id_", STRETCHES)
def test_a_stretch_foresees_what_it_will_say_each_sentence_once(id_, level):
    stretch = STRETCHES[id_]
    known = sentences(stretch, level)
    assert known[0].startswith(f"{stretch.name}. ")
    assert len(set(known)) == len(known) <= 90
    assert not any("{" in text or not text.strip() for text in known)
    assert {fault.cue for fault in stretch.faults} <= set(known)
    assert "All done" in known
    if not stretch.has_sides:
        assert now_number(stretch.dose.reps[level], stretch.dose.reps[level]) in known


@pytest.mark.parametrize("id_", [id_ for id_, each in STRETCHES.items() if each.has_sides])
def test_a_stretch_of_two_sides_foresees_both(id_):
    known = sentences(STRETCHES[id_], Level.BEGINNER)
    for side in Side:
        assert f"Now the {side} side" in known
        assert any(text.startswith(f"Now the {side} side. ") for text in known)
