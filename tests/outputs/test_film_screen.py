"""The screen of a recording: large, whole, and nothing over anything else."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from posecoach.core.filming import Filming, Part
from posecoach.core.pose import Pose
from posecoach.outputs.film_screen import HAND_UP, Shown, draw_film, notice_of, plan_film
from posecoach.outputs.layout import Box, Layout, Text
from posecoach.ports import Frame

from .steps import NOBODY, ODD_SIZES, blank, standing

DOWN, ON = Filming(Part.COUNTDOWN, 2.4, 0.48), Filming(Part.FILMING, 95.0, 0.25)
LONG = "a-very-long-name-for-a-recording-of-mine"
NOTICE = "I can't see you. Step into the picture."
SHOWN = [
    Shown("bridge", DOWN),
    Shown("bridge", ON),
    Shown(LONG, DOWN, notice=NOTICE, muted=True),
    Shown(LONG, ON, notice=NOTICE, hand=0.3, muted=True),
]


def figures(layout: Layout) -> Text:
    panel = layout.panel("timer")
    assert panel is not None
    return max((part for part in panel.parts if isinstance(part, Text)), key=lambda t: t.size_px)


@pytest.mark.parametrize("size", ODD_SIZES)
@pytest.mark.parametrize("shown", SHOWN)
def test_everything_lies_on_the_screen_and_nothing_over_anything_else(size, shown):
    layout = plan_film(shown, size)
    screen = Box(0, 0, *size)
    for panel in layout.panels:
        assert screen.holds(panel.box), panel.name
        for part in panel.parts:
            assert panel.box.holds(part.box), (panel.name, part)
    for one, other in combinations(layout.panels, 2):
        assert not one.box.overlaps(other.box), (one.name, other.name)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (640, 480)])
def test_the_figures_are_read_from_three_metres(size):
    """Read from there by about a fifth of the height of a small screen; before it starts, more."""
    on, down = (figures(plan_film(Shown("bridge", Filming(part, 18.0, 0.4)), size)) for part in
                (Part.FILMING, Part.COUNTDOWN))  # fmt: skip
    assert on.size_px * 0.74 > 0.19 * size[1]
    assert down.size_px > 1.25 * on.size_px


def test_the_ring_shows_how_much_is_done():
    ring = plan_film(Shown("bridge", ON), (1280, 720)).ring
    assert ring is not None
    assert ring.progress == 0.25


def test_a_name_stands_there_only_while_it_is_filmed():
    def words(shown: Shown) -> str:
        panel = plan_film(shown, (1280, 720)).panel("title")
        return " ".join(part.words for part in panel.parts if isinstance(part, Text))

    assert words(Shown("bridge", DOWN)) == "Take your place"
    assert words(Shown("bridge", ON)) == "bridge"


def test_a_hand_on_its_way_is_told_before_anything_else():
    panel = plan_film(SHOWN[3], (1280, 720)).panel("words")
    assert HAND_UP in " ".join(part.words for part in panel.parts if isinstance(part, Text))


@pytest.mark.parametrize(
    ("frame", "pose", "told"),
    [
        (Frame(0.0, blank()), NOBODY, "I can't see you"),
        (Frame(0.0, blank()), Pose(0.0, 640, 480, crowded=True), "One person"),
        (Frame(0.0, blank(), trouble="No picture."), NOBODY, "No picture."),
        (Frame(0.0, blank(), advice="Slow."), standing(), "Slow."),
    ],
)
def test_what_would_spoil_the_film_is_told(frame, pose, told):
    assert told in (notice_of(frame, pose) or "")


def test_nothing_is_told_of_somebody_who_is_seen():
    assert notice_of(Frame(0.0, blank()), standing()) is None


@pytest.mark.parametrize("film", [DOWN, ON])
def test_the_picture_has_the_windows_size_and_the_frame_stays_as_it_was(film):
    frame = Frame(0.0, blank((640, 480)))
    before = frame.bgr.copy()
    picture = draw_film(frame, standing(), Shown("bridge", film), (1000, 700))
    assert picture.shape == (700, 1000, 3)
    assert np.array_equal(frame.bgr, before)
