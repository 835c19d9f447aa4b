from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from posecoach.outputs.layout import Box, Icon, Layout, Shape, Text
from posecoach.outputs.screens import (
    HomeItem,
    draw_help,
    draw_home,
    draw_summary,
    home_page,
    plan_help,
    plan_home,
    plan_summary,
)

from .steps import ODD_SIZES, SIZES

ITEMS = [
    HomeItem(f"Lying hamstring stretch with towel {nth}", "15 s, 2 each leg", f"Posture {nth // 3}")
    for nth in range(26)
]
MESSAGE = "No camera found: the demo is played instead"
LINES = ["Best hold: 18 of 20 seconds, left side"] * 6


def layouts(size: tuple[int, int]) -> list[Layout]:
    homes = [plan_home(size, ITEMS, nth, MESSAGE) for nth in range(len(ITEMS))]
    return [*homes, plan_home(size, [], 0), plan_help(size), plan_summary(size, LINES, "Well done")]


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


@pytest.mark.parametrize("size", SIZES)
def test_every_item_is_on_exactly_one_page_and_the_chosen_one_is_shown(size):
    pages = {home_page(size, ITEMS, nth) for nth in range(len(ITEMS))}
    assert sorted(nth for page in pages for nth in page) == list(range(len(ITEMS)))
    for nth, item in enumerate(ITEMS):
        page = home_page(size, ITEMS, nth)
        assert nth in page
        assert len(page) <= 9
        shown = plan_home(size, ITEMS, nth).panel(f"item {nth - page.start + 1}")
        words = " ".join(part.words for part in shown.parts if isinstance(part, Text))
        assert item.name in words
        assert any(isinstance(p, Icon) and p.shape is Shape.GO for p in shown.parts)


@pytest.mark.parametrize("size", SIZES)
def test_names_are_large_and_pages_are_not_almost_empty(size):
    layout = plan_home(size, ITEMS[:6], 0)
    rows = [panel for panel in layout.panels if panel.name.startswith("item")]
    assert len(rows) >= 3
    texts = [part for row in rows for part in row.parts if isinstance(part, Text)]
    assert max(text.size_px for text in texts) >= size[1] * 0.032


def test_the_message_is_shown_with_a_sign():
    panel = plan_home((1280, 720), ITEMS, 0, MESSAGE).panel("message")
    assert [part.words for part in panel.parts if isinstance(part, Text)] == [MESSAGE]
    assert any(isinstance(part, Icon) for part in panel.parts)
    assert plan_home((1280, 720), ITEMS, 0).panel("message") is None


@pytest.mark.parametrize("size", SIZES)
def test_the_screens_are_drawn_at_the_size_asked_for(size):
    for picture in (draw_home(size, ITEMS, 0), draw_help(size), draw_summary(size, LINES)):
        assert picture.shape == (size[1], size[0], 3)
        assert picture.std() > 5


def test_choosing_another_item_changes_only_the_rows():
    one, two = (draw_home((1280, 720), ITEMS, nth) for nth in (0, 1))
    different = np.flatnonzero((one != two).any(axis=(1, 2)))
    rows = [plan_home((1280, 720), ITEMS, 0).panel(f"item {digit}").box for digit in (1, 2)]
    heading = plan_home((1280, 720), ITEMS, 0).panel("heading").box
    assert different.max() < rows[1].bottom
    assert not any(heading.bottom <= row < rows[0].y for row in different)
