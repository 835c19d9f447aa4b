"""The screens that ask: every question there is fits whole, at every size, with its keys."""

from __future__ import annotations

from itertools import combinations
from statistics import median

import pytest

from posecoach.commands.opening import NEW_SYMPTOMS, PAIN_AFTER, PAIN_NEXT_DAY, PAIN_NOW
from posecoach.commands.screening import (
    A_FEW_QUESTIONS,
    ACKNOWLEDGE,
    ADVISED,
    BEFORE_YOU_BEGIN,
    CLEARED,
    TITLES,
)
from posecoach.core.safety import (
    ASK_FIRST,
    FLAG_ADVICE,
    FLARED,
    HURTS,
    NOT_ADVICE,
    PATTERN,
    QUESTIONS,
    URGENT,
    WHAT_HURTS,
)
from posecoach.outputs.layout import Box, Layout, Panel, Text
from posecoach.outputs.question import (
    pages,
    plan_choice,
    plan_pain,
    plan_telling,
    plan_yes_no,
)

from .steps import ODD_SIZES

SIZES = [(640, 480), (1280, 720)]
EVERY_YES_NO = [
    *((f"{n} of {len(QUESTIONS)} · {TITLES[q.block]}", q.text) for n, q in enumerate(QUESTIONS, 1)),
    ("Today", NEW_SYMPTOMS),
    ("A professional first", CLEARED),
    ("A professional first", ADVISED),
]
REASONS = [f"You said yes to: {question.text}" for question in QUESTIONS]
EVERY_TELLING = [
    (BEFORE_YOU_BEGIN, (*NOT_ADVICE, ACKNOWLEDGE)),
    ("A few questions", A_FEW_QUESTIONS),
    ("Today", (URGENT, *REASONS)),
    ("Today", (ASK_FIRST, *REASONS)),
    ("Today", (PATTERN,)),
    ("Today", FLARED),
    ("Today", tuple(FLAG_ADVICE.values())),
    *((hurt.line, hurt.screen) for hurt in HURTS),
]
EVERY_PAIN = [each.format(part=p) for each in (PAIN_NOW, PAIN_AFTER, PAIN_NEXT_DAY)
              for p in ("back", "neck")]  # fmt: skip


def tellings(size: tuple[int, int]) -> list[Layout]:
    return [
        plan_telling(size, title, lines, nth, by_hand=True)
        for title, lines in EVERY_TELLING
        for nth in range(pages(lines))
    ]


def layouts(size: tuple[int, int]) -> list[Layout]:
    return [
        *(plan_yes_no(size, title, question) for title, question in EVERY_YES_NO),
        *tellings(size),
        *(plan_pain(size, question, by_hand=True) for question in EVERY_PAIN),
        plan_choice(size, WHAT_HURTS, [hurt.choice for hurt in HURTS]),
        plan_choice(size, "Nine of them", ["A rather long option, it is"] * 9),
    ]


def words(panel: Panel) -> str:
    lines = [part.words for part in panel.parts if isinstance(part, Text)]
    return " ".join(" ".join(lines).split())


def size_of(panel: Panel) -> int:
    return max(part.size_px for part in panel.parts if isinstance(part, Text))


@pytest.mark.parametrize("size", ODD_SIZES)
def test_nothing_is_cut_off_and_nothing_overlaps(size):
    for layout in layouts(size):
        for one, two in combinations(layout.panels, 2):
            assert not one.box.overlaps(two.box), (one.name, two.name)
        for panel in layout.panels:
            assert Box(0, 0, *size).holds(panel.box), panel.name
            for part in panel.parts:
                assert panel.box.holds(part.box), part


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("title", "question"), EVERY_YES_NO)
def test_a_question_is_whole_and_large_with_its_two_keys(size, title, question):
    layout = plan_yes_no(size, title, question)
    shown = layout.panel("question")
    assert words(shown) == question
    assert words(layout.panel("heading")) == title
    assert size_of(shown) >= size[1] * 0.065, "the longest one, seen from 3 m"
    assert (words(layout.panel("key y")), words(layout.panel("key n"))) == ("y Yes", "n No")


@pytest.mark.parametrize("size", SIZES)
def test_most_questions_are_about_as_large_as_a_cue(size):
    """84 of 720 lines are readable at 3 m (lesson 19); long ones are smaller, and spoken too."""
    sizes = [size_of(plan_yes_no(size, *each).panel("question")) for each in EVERY_YES_NO]
    assert median(sizes) >= 72 / 720 * size[1]


@pytest.mark.parametrize("size", SIZES)
def test_all_lines_that_are_told_come_on_some_page(size):
    for title, lines in EVERY_TELLING:
        plans = [plan_telling(size, title, lines, nth) for nth in range(pages(lines))]
        shown = [words(p) for plan in plans for p in plan.panels if p.name.startswith("line")]
        assert shown == list(lines)
        for plan in plans:
            assert words(plan.panel("key enter")) == "enter Go on"
            told = [panel for panel in plan.panels if panel.name.startswith("line")]
            assert min(map(size_of, told)) >= size[1] * 0.035


@pytest.mark.parametrize("size", SIZES)
def test_pain_has_a_key_for_each_number_and_one_to_skip(size):
    layout = plan_pain(size, EVERY_PAIN[0])
    for digit in range(10):
        assert words(layout.panel(f"key {digit}")) == str(digit)
    assert words(layout.panel("key t")) == "10 t"
    assert words(layout.panel("key enter")) == "enter Skip"
    assert words(layout.panel("question")) == EVERY_PAIN[0]
    assert words(layout.panel("ends")).startswith("no pain")


def test_a_raised_hand_is_told_of_only_where_one_is_looked_for():
    for plan, lines in ((plan_pain, EVERY_PAIN[0]),):
        assert "raised hand" in words(plan((640, 480), lines, by_hand=True).panel("foot"))
        assert "raised hand" not in words(plan((640, 480), lines).panel("foot"))
    assert "raised hand" not in words(plan_yes_no((640, 480), "a", "b?").panel("foot"))


def test_a_choice_names_each_option_with_its_digit():
    layout = plan_choice((1280, 720), WHAT_HURTS, [hurt.choice for hurt in HURTS])
    assert [words(layout.panel(f"key {nth}")) for nth in (1, 2, 3)] == [
        f"{nth} {hurt.choice}" for nth, hurt in enumerate(HURTS, 1)
    ]
