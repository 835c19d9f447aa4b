"""The home screen: everything is there, nothing is cut off, and it is read from three metres."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.catalog import load_all
from posecoach.commands.home import home_items
from posecoach.outputs.home_screen import (
    ONE_HAND,
    TURNING,
    HomeItem,
    Kind,
    draw_home,
    home_pages,
    plan_home,
)
from posecoach.outputs.layout import Shape, unit
from posecoach.outputs.mirror import Mirror
from posecoach.routines import all_routines

from .layouts import assert_fits, shapes, texts, words
from .steps import ODD_SIZES, SIZES, blank

LONG = "Lying hamstring stretch with towel or band"
MADE_UP = [
    *(
        HomeItem(Kind.ROUTINE, f"r{n}", f"{LONG} {n}", "27 min, on the floor", "Routines")
        for n in range(4)
    ),
    *(
        HomeItem(Kind.STRETCH, f"s{n}", f"{LONG} {n}", "15 s x 2 each side", f"Posture {n // 3}")
        for n in range(26)
    ),
]
REAL = home_items(all_routines().values(), load_all().values())
NOTE = "12 are not offered today: h tells why"
SEEN = Mirror(blank((640, 480)), "I see you", good=True)
MIRRORS = {
    "no camera": None,
    "seen": SEEN,
    "a wide picture": Mirror(blank((1280, 720)), "Step back so that I see your shoulders"),
    "an upright picture": Mirror(blank((480, 640)), "I lost the camera picture. Check its cable."),
    "a hand up": Mirror(blank((640, 480)), "I see you", good=True, progress=0.4),
    "both up": Mirror(blank((640, 480)), "I see you", good=True, both=True, progress=0.4),
}


@pytest.mark.parametrize("size", ODD_SIZES)
@pytest.mark.parametrize("mirror", MIRRORS.values(), ids=MIRRORS)
def test_nothing_is_cut_off_and_nothing_overlaps(size, mirror):
    for items in (MADE_UP, REAL):
        for note in ("", NOTE):
            for nth in range(0, len(items), 3):
                assert_fits(plan_home(size, items, nth, mirror=mirror, note=note, muted=bool(note)))
    assert_fits(plan_home(size, [], 0, mirror=mirror))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mirror", [None, SEEN], ids=["no camera", "seen"])
def test_every_item_is_on_one_page_and_the_chosen_one_is_marked(size, mirror):
    pages = home_pages(size, MADE_UP, mirror=mirror is not None)
    assert [nth for page in pages for nth in page] == list(range(len(MADE_UP)))
    for page in pages:
        assert 1 <= len(page) <= 9
        assert len({MADE_UP[nth].kind for nth in page}) == 1, "routines have their own pages"
        for nth in page:
            layout = plan_home(size, MADE_UP, nth, mirror=mirror)
            name = f"item {nth - page.start + 1}"
            assert MADE_UP[nth].name in words(layout, name)
            assert shapes(layout, name) == [Shape.GO]
            others = [each for each in page if each != nth]
            assert not any(shapes(layout, f"item {o - page.start + 1}") for o in others)


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)])
def test_all_routines_fit_on_the_first_page_beside_the_mirror(size):
    count = len(all_routines())
    assert home_pages(size, REAL, mirror=True)[0] == range(count)
    assert home_pages(size, REAL, mirror=True, note=NOTE)[0].stop >= count - 1


@pytest.mark.parametrize("size", SIZES)
def test_what_is_highlighted_is_the_largest_and_can_be_read_from_afar(size):
    least = {"chosen": 36, "name": 28, "hands": 34, "caption": 28}
    for nth in range(len(REAL)):
        layout = plan_home(size, REAL, nth, mirror=SEEN)
        page = next(p for p in home_pages(size, REAL, mirror=True) if nth in p)
        chosen = texts(layout, f"item {nth - page.start + 1}")[0].size_px
        assert chosen >= round(least["chosen"] * unit(size))
        for other in page:
            name = texts(layout, f"item {other - page.start + 1}")
            assert max(text.size_px for text in name) >= round(least["name"] * unit(size))
        assert texts(layout, "timer")[0].size_px >= round(least["hands"] * unit(size))
        assert texts(layout, "mirror")[0].size_px >= round(least["caption"] * unit(size))


def test_the_bar_says_what_the_hands_will_do():
    said = {
        name: words(plan_home((1280, 720), REAL, 0, mirror=mirror), "timer")
        for name, mirror in MIRRORS.items()
        if mirror
    }
    assert said["seen"] == ONE_HAND
    assert said["a hand up"] == f"Keep your hand up: {REAL[0].name}"
    assert said["both up"] == TURNING


def test_without_a_camera_there_is_neither_mirror_nor_bar():
    layout = plan_home((1280, 720), REAL, 0)
    assert (layout.panel("mirror"), layout.panel("timer"), layout.ring, layout.inset) == (None,) * 4


def test_the_note_stands_at_the_foot_with_a_sign():
    layout = plan_home((1280, 720), REAL, 0, note=NOTE)
    assert words(layout, "note") == NOTE
    assert shapes(layout, "note") == [Shape.EXCLAIM]
    assert plan_home((1280, 720), REAL, 0).panel("note") is None


@pytest.mark.parametrize("size", SIZES)
def test_it_is_drawn_at_the_size_asked_for(size):
    picture = draw_home(size, REAL, 0, mirror=SEEN)
    assert picture.shape == (size[1], size[0], 3)
    assert picture.std() > 5


def test_the_picture_is_shown_as_in_a_mirror_and_left_as_it_was():
    bgr = blank((640, 480), 0)
    bgr[:, :320] = 255
    before = bgr.copy()
    mirror = Mirror(bgr, "I see you")
    place = plan_home((1280, 720), REAL, 0, mirror=mirror).inset
    shown = draw_home((1280, 720), REAL, 0, mirror=mirror)
    part = shown[place.y : place.bottom, place.x : place.right]
    assert part[:, : place.width // 2 - 2].max() == 0
    assert part[:, place.width // 2 + 2 :].min() == 255
    assert np.array_equal(bgr, before)


def test_a_hand_that_is_up_fills_the_ring():
    def lit(progress: float) -> int:
        mirror = Mirror(blank((640, 480)), "I see you", progress=progress)
        layout = plan_home((1280, 720), REAL, 0, mirror=mirror)
        shown = draw_home((1280, 720), REAL, 0, mirror=mirror)
        (x, y), reach = layout.ring.centre, layout.ring.radius_px
        edge = shown[y - reach - 4 : y + reach + 4, x - reach - 4 : x + reach + 4]
        return int((np.abs(edge.astype(int) - layout.ring.colour).sum(axis=2) < 30).sum())

    assert lit(0.2) < lit(0.6) < lit(1.0)
