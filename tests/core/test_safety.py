"""Who may exercise, and how: the screening, the gates by pain, the map of flags."""

from __future__ import annotations

import pytest

from posecoach.catalog import load_all
from posecoach.core.safety import (
    ARE_YOU_ALL_RIGHT,
    BEGINNER_ONLY,
    HURTS,
    QUESTIONS,
    REST_ONLY,
    STOP_LINES,
    URGENT,
    Block,
    Distress,
    Verdict,
    barred,
    flared,
    gate,
    gently,
    level_back,
    offered,
    screen,
)
from posecoach.core.stretch import MAX_WORDS
from posecoach.definition import CONTRA

STRETCHES = load_all()
URGENT_IDS = [question.id for question in QUESTIONS if question.block is Block.URGENT]
FIRST = [question.id for question in QUESTIONS if question.block is Block.ASK_FIRST]


def test_all_of_the_specifications_questions_are_asked():
    assert (len(URGENT_IDS), len(FIRST), len(QUESTIONS)) == (8, 14, 30)
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    assert all(question.text.endswith("?") for question in QUESTIONS)


def test_a_flag_is_one_that_stretch_files_know():
    assert {flag for question in QUESTIONS for flag in question.flags} <= set(CONTRA)


@pytest.mark.parametrize("id_", URGENT_IDS)
def test_an_urgent_sign_stops_everything_whatever_a_professional_said(id_):
    assert screen([id_], cleared=True).verdict is Verdict.URGENT


@pytest.mark.parametrize("id_", FIRST)
def test_a_warning_locks_until_a_professional_agrees_and_then_goes_gently(id_):
    assert screen([id_]).verdict is Verdict.ASK_FIRST
    cleared = screen([id_], cleared=True)
    assert (cleared.verdict, cleared.gently) == (Verdict.GO, True)


def test_no_to_everything_is_free_to_go():
    result = screen([])
    assert (result.verdict, result.flags, result.gently) == (Verdict.GO, frozenset(), False)


@pytest.mark.parametrize(
    ("yes", "sensitive"),
    [
        (["tingling"], True),
        (["cough-worse"], True),
        (["bend-pain", "up-pain", "sitting-worse"], True),
        (["bend-pain", "up-pain"], False),
        (["sitting-worse"], False),
    ],
)
def test_the_pattern_of_pain_never_locks_but_may_turn_bending_off(yes, sensitive):
    result = screen(yes)
    assert result.verdict is Verdict.GO
    assert ("flexion-sensitive" in result.flags) is sensitive


def test_an_unknown_question_is_no_answer():
    with pytest.raises(KeyError):
        screen(["toothache"])


@pytest.mark.parametrize(("pain", "beginner", "fewer"), [(0, False, 0), (3, False, 0),
                                                         (4, True, 1), (6, True, 1)])  # fmt: skip
def test_pain_makes_it_gentler(pain, beginner, fewer):
    allowed = gate(pain)
    assert (allowed.beginner_only, allowed.fewer_reps) == (beginner, fewer)
    assert allowed.only is None


def test_severe_pain_leaves_rest_and_breathing_only():
    left = {id_ for id_, stretch in STRETCHES.items() if offered(stretch, [], 7)}
    assert left == set(REST_ONLY)


def test_pain_that_nobody_told_changes_nothing():
    assert gate(None) == gate(0)


# what the specification's map takes away (stretches.md 5.4)
OFF = {
    "osteoporosis": {"partial-crunch", "double-knee-to-chest", "lumbar-flexion-seated",
                     "lumbar-flexion-standing", "childs-pose", "cat-cow",
                     "side-lying-flexion-rotation"},
    "flexion-sensitive": {"double-knee-to-chest", "lumbar-flexion-seated", "partial-crunch",
                          "lumbar-flexion-standing", "childs-pose", "side-lying-flexion-rotation"},
    "extension-sensitive": {"sphinx", "cat-cow", "downward-dog"},
    "pregnancy": {"lying-static-leg-raise", "partial-crunch"},
    "hip-replacement": {"single-knee-to-chest", "hip-flexor-kneeling", "childs-pose",
                        "lower-trunk-rotation"},
    "knee-problems": {"childs-pose", "hip-flexor-kneeling"},
    "eye-pressure": {"lying-static-leg-raise", "downward-dog"},
}  # fmt: skip


@pytest.mark.parametrize("flag", OFF)
def test_the_map_of_flags_is_the_specifications(flag):
    gone = {id_ for id_, stretch in STRETCHES.items() if not offered(stretch, [flag], 0)}
    assert gone >= OFF[flag]


def test_locked_stretches_are_never_offered():
    assert not offered(STRETCHES["lumbar-flexion-standing"], [], 0)


def test_a_flare_is_two_points_and_two_in_a_row_go_back():
    assert flared(3, 5)
    assert not flared(3, 4)
    assert not flared(None, 9)
    assert level_back([False, True, True]) == 2
    assert level_back([True, True, False]) == 0


def test_what_a_flag_leaves_to_beginners_names_the_flag_and_is_not_taken_away():
    for flag, ids in BEGINNER_ONLY.items():
        for id_ in ids:
            assert flag in STRETCHES[id_].contra
            assert gently(STRETCHES[id_], [flag])
            assert not barred(STRETCHES[id_], [flag])
            assert offered(STRETCHES[id_], [flag], 0)


def test_a_flag_without_a_word_on_a_stretch_takes_it_away():
    assert barred(STRETCHES["partial-crunch"], ["knee-problems", "pregnancy"])
    assert not barred(STRETCHES["partial-crunch"], ["knee-problems"])


def test_what_hurts_has_three_answers_each_with_its_line_and_what_to_do():
    assert [hurt.distress for hurt in HURTS] == [
        Distress.HURTS,
        Distress.TINGLING,
        Distress.DIZZY,
    ]
    assert [hurt.line for hurt in HURTS] == [
        "Ease up. Come out slowly.",
        "Stop here. Rest in a comfortable position.",
        "Stop. Sit or lie down safely.",
    ]
    assert all(hurt.screen for hurt in HURTS)
    assert [URGENT in hurt.screen for hurt in HURTS] == [False, False, True]


def test_a_stop_line_can_be_heard_at_once():
    for line in (*STOP_LINES.values(), ARE_YOU_ALL_RIGHT):
        assert len(line.split()) <= MAX_WORDS
