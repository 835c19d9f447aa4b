from __future__ import annotations

from itertools import combinations

import pytest

from posecoach.outputs import palette
from posecoach.outputs.palette import AMBER, CORAL, MINT, PANEL, PANEL_ALPHA, SKY, SOFT, WHITE


def luminance(bgr: tuple[float, ...]) -> float:
    """WCAG 2.1 relative luminance."""
    linear = [
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in bgr
    ]
    return 0.0722 * linear[0] + 0.7152 * linear[1] + 0.2126 * linear[2]


def contrast(one: tuple[float, ...], two: tuple[float, ...]) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_white_on_black_is_21():
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)


@pytest.mark.parametrize("wall", [0, 128, 255])
@pytest.mark.parametrize("colour", [WHITE, SOFT, MINT, AMBER, CORAL, SKY])
def test_text_on_a_panel_is_readable_over_any_wall(colour, wall):
    ground = tuple(PANEL_ALPHA * part + (1 - PANEL_ALPHA) * wall for part in PANEL)
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("colour", [WHITE, SOFT, MINT, AMBER, CORAL, SKY])
@pytest.mark.parametrize("ground", [palette.BACKDROP, palette.CHOSEN])
def test_text_on_the_home_screen_is_readable(colour, ground):
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("colour", [MINT, AMBER, CORAL, SKY, WHITE])
def test_a_dark_sign_on_a_coloured_plate_is_readable(colour):
    assert contrast(colour, palette.INK) >= 4.5


def test_good_wrong_and_unseen_differ_for_eyes_without_red_or_green():
    def deuteranope(bgr):  # red and green fall together: their mean, and blue
        return bgr[0], 0.3 * bgr[1] + 0.7 * bgr[2]

    for one, two in combinations((MINT, AMBER, SKY), 2):
        (b1, y1), (b2, y2) = deuteranope(one), deuteranope(two)
        assert abs(b1 - b2) + abs(y1 - y2) > 60
