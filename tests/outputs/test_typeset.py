from __future__ import annotations

import pytest

from posecoach.outputs.typeset import BOLD, HEAVY, balanced, fit, fit_line_first, width_px


def test_words_that_fit_stay_on_one_line_at_the_wanted_size():
    assert fit("Good", (500, 200), (84, 60), 2).lines == ("Good",)
    assert fit("Good", (500, 200), (84, 60), 2).size_px == 84


def test_two_lines_come_before_smaller_letters():
    setting = fit("Drop the opposite shoulder", (1086, 230), (84, 60), 2)
    assert (len(setting.lines), setting.size_px) == (2, 84)


def test_letters_shrink_only_when_the_wanted_size_does_not_fit_on_the_lines_allowed():
    setting = fit("Opposite shoulder stays down and heavy please now", (1086, 230), (84, 60), 2)
    assert len(setting.lines) == 2
    assert 60 <= setting.size_px < 84


def test_text_too_long_for_everything_is_still_whole_and_inside():
    words = "Straighten " * 30
    setting = fit(words.strip(), (400, 120), (84, 60), 2)
    assert " ".join(setting.lines) == words.strip()
    assert setting.width_px <= 400
    assert setting.height_px <= 120


def test_lines_are_as_even_as_they_can_be():
    lines = balanced("Lower a little, straighten the knee", 2, 84, BOLD)
    assert lines == ("Lower a little,", "straighten the knee")


def test_a_separating_dot_begins_no_line():
    lines = balanced("Lying hamstring stretch with towel · right", 3, 50, BOLD)
    assert not any(line.startswith("·") for line in lines)
    assert "right" in lines[-1]


def test_figures_are_equally_wide_so_that_a_timer_does_not_dance():
    assert len({width_px(figure, 198, HEAVY) for figure in "0123456789"}) == 1


@pytest.mark.parametrize(("words", "lines"), [("Ear to shoulder · left", 1), ("Lying " * 8, 2)])
def test_one_smaller_line_comes_first_where_height_is_dear(words, lines):
    setting = fit_line_first(words.strip(), (520, 132), (50, 42), 30)
    assert len(setting.lines) == lines
