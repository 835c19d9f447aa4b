from __future__ import annotations

from itertools import combinations

import pytest

from posecoach.core.safety import ALWAYS_TRUE, TO_EXPECT
from posecoach.outputs.layout import Box, Layout
from posecoach.outputs.screens import (
    HELP_PAGES,
    KEYS,
    draw_help,
    draw_summary,
    plan_help,
    plan_summary,
)

from .steps import ODD_SIZES, SIZES

LINES = ["Best hold: 18 of 20 seconds, left side"] * 6


def layouts(size: tuple[int, int]) -> list[Layout]:
    helps = [plan_help(size, page) for page in range(HELP_PAGES)]
    return [*helps, plan_summary(size, LINES, "Well done")]


@pytest.mark.parametrize("size", ODD_SIZES)
def test_nothing_is_cut_off_and_nothing_overlaps(size):
    for layout in layouts(size):
        for one, two in combinations(layout.panels, 2):
            assert not one.box.overlaps(two.box), (one.name, two.name)
        for panel in layout.panels:
            assert Box(0, 0, *size).holds(panel.box), panel.name
            for part in panel.parts:
                assert panel.box.holds(part.box), part
            for one, two in combinations(panel.parts, 2):
                assert not one.box.overlaps(two.box), (one, two)


@pytest.mark.parametrize("size", [(640, 480), (1280, 720)])
def test_every_fixed_sentence_is_on_a_page_of_the_help_in_letters_to_be_read(size):
    shown = {}
    for page in range(HELP_PAGES):
        for panel in plan_help(size, page).panels:
            if panel.name.startswith("line"):
                shown[" ".join(part.words for part in panel.parts)] = panel.parts[0].size_px
    assert list(shown) == [*ALWAYS_TRUE, *TO_EXPECT]
    assert min(shown.values()) >= size[1] * 0.05


def test_the_first_page_of_the_help_names_every_key():
    assert plan_help((640, 480)) == plan_help((640, 480), 0)
    names = {panel.name for panel in plan_help((640, 480)).panels}
    assert {f"key {key}" for key, _ in KEYS} <= names


@pytest.mark.parametrize("size", SIZES)
def test_the_screens_are_drawn_at_the_size_asked_for(size):
    for picture in (draw_help(size), draw_summary(size, LINES)):
        assert picture.shape == (size[1], size[0], 3)
        assert picture.std() > 5
