"""What is heard of the recorded samples: the voice follows what was really done."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from transcript import heard, steps_of

from posecoach.catalog import find
from posecoach.core.coach import Phase
from posecoach.core.feedback import Urgency
from posecoach.core.speech import SAME_APART_S
from posecoach.core.stretch import Level
from posecoach.core.wording import sentences
from posecoach.report.strip import Word
from tests.conftest import SAMPLES

BRIDGE, NECK = "bridge-good-1", "neck-lateral-ear-to-shoulder-good-1"
GOOD = (BRIDGE, NECK)


@cache
def said(clip: str) -> tuple[Word, ...]:
    return tuple(heard(steps_of(SAMPLES / f"{clip}.mp4")))


def truth(clip: str) -> dict[str, Any]:
    return json.loads((SAMPLES / f"{clip}.truth.json").read_text(encoding="utf-8"))


def times(clip: str, text: str) -> list[float]:
    return [each.time_s for each in said(clip) if each.text == text]


@pytest.mark.parametrize("clip", GOOD)
def test_the_first_words_come_with_the_first_frame_and_tell_the_set_up(clip):
    stretch = find(truth(clip)["stretch"])
    assert said(clip)[0].time_s < 0.1
    assert said(clip)[0].text == f"{stretch.name}. {stretch.phases['setup']}"


@pytest.mark.parametrize("clip", GOOD)
def test_who_does_everything_right_is_not_corrected(clip):
    assert {each.urgency for each in said(clip)} <= {
        Urgency.TIMING, Urgency.INSTRUCTION, Urgency.PRAISE,
    }  # fmt: skip


@pytest.mark.parametrize("clip", GOOD)
def test_over_a_hold_only_the_time_is_told(clip):
    during = [each for each in said(clip) if each.phase is Phase.HOLD]
    assert during
    assert {each.urgency for each in during} == {Urgency.TIMING}


@pytest.mark.parametrize("clip", GOOD)
def test_no_instruction_is_heard_again_within_twenty_seconds(clip):
    last_s: dict[str, float] = {}
    for each in said(clip):
        if each.urgency is Urgency.INSTRUCTION:
            assert each.time_s - last_s.get(each.text, -SAME_APART_S) >= SAME_APART_S
            last_s[each.text] = each.time_s


@pytest.mark.parametrize("clip", GOOD)
def test_only_a_word_of_the_moment_breaks_into_a_sentence(clip):
    for each, after in pairwise(said(clip)):
        assert each.cut_s < 0.05 or after.urgency is Urgency.TIMING


@pytest.mark.parametrize("clip", GOOD)
def test_everything_that_is_said_was_made_ahead(clip):
    about = truth(clip)
    known = sentences(find(about["stretch"]), Level(about["level"]))
    assert {each.text for each in said(clip)} <= set(known)


def test_each_hold_is_led_by_the_clock():
    holds = [hold for hold in truth(NECK)["holds"] if hold["completed"]]
    assert len(holds) == 2
    for hold, started_s, ended_s in zip(
        holds, times(NECK, "Hold"), times(NECK, "Slowly come back"), strict=True
    ):
        assert 0 < started_s - hold["start_s"] < 1.2  # 0.7 s of calm come first
        assert abs(ended_s - hold["end_s"]) < 0.5
        for word, left_s in {"Half-way": 5, "Three": 3, "Two": 2, "One": 1}.items():
            assert min(abs(at_s + left_s - ended_s) for at_s in times(NECK, word)) < 0.1


def test_the_side_is_changed_by_a_word_between_the_holds():
    left, right = truth(NECK)["holds"]
    assert (left["side"], right["side"]) == ("left", "right")
    (change,) = [each for each in said(NECK) if each.text.startswith("Now the right side.")]
    assert left["end_s"] < change.time_s < right["start_s"]
    assert "your right ear" in change.text


def test_each_bridge_is_held_and_left_by_a_word_and_the_next_is_numbered():
    reps = truth(BRIDGE)["reps"]
    assert len(reps) == 6
    assert len(times(BRIDGE, "Hold")) == len(times(BRIDGE, "Slowly come back")) == 6
    for rep, held_s, back_s in zip(
        reps, times(BRIDGE, "Hold"), times(BRIDGE, "Slowly come back"), strict=True
    ):
        assert rep["start_s"] < held_s < back_s < rep["end_s"]
    (last_s,) = times(BRIDGE, "Now 6 of 6")
    assert reps[4]["start_s"] < last_s < reps[5]["start_s"]


def test_the_end_is_told_once_and_last():
    assert [each.text for each in said(BRIDGE)].count("All done") == 1
    assert said(BRIDGE)[-1].text == "All done"


def test_a_wrong_view_is_told_once_the_person_has_had_time_to_take_their_place():
    told = said("bridge-wrong-view-1")
    (view,) = [each for each in told if each.urgency is Urgency.VIEW]
    assert 5.0 < view.time_s < 10.0
    assert told[0].cut_s == 0
