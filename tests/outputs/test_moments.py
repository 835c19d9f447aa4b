"""The screens around the stretches: large lines, a mirror, and what raised hands do."""

from __future__ import annotations

import pytest

from posecoach.catalog import load_all
from posecoach.commands.between import _Pause, change
from posecoach.commands.ending import ending
from posecoach.commands.ready import _Check
from posecoach.core.safety import FLARED
from posecoach.outputs.layout import unit
from posecoach.outputs.mirror import Mirror
from posecoach.outputs.moments import LARGE, SMALL, Moment, draw_moment, plan_moment
from posecoach.routines import all_routines

from .layouts import assert_fits, shapes, texts, words
from .steps import ODD_SIZES, SIZES, blank

STRETCHES = load_all()
LONGEST = max(STRETCHES.values(), key=lambda each: len(each.name))
MOMENTS: dict[str, Moment] = {
    **{f"ready for {name}": _Check(each).moment(None) for name, each in all_routines().items()},
    "ready for a stretch": _Check(STRETCHES["hip-flexor-kneeling"]).moment(None),
    "same place": _Pause(change(STRETCHES["bridge"], LONGEST)).moment(),
    "another place": _Pause(change(LONGEST, STRETCHES["bridge"])).moment(),
    "a chair": _Pause(
        change(STRETCHES["hip-flexor-kneeling"], STRETCHES["neck-flexion-chin-to-chest"])
    ).moment(),
    "the floor": _Pause(change(STRETCHES["upper-back-reach"], STRETCHES["bridge"])).moment(),
    "the end": ending(
        [
            "12 exercises, 31 holds and repetitions in full. Best hold: 20 of 20 seconds.",
            "Next time: keep the opposite shoulder down and heavy.",
            *FLARED,
        ]
    ),
    "nothing": Moment("Nothing", ()),
}
MIRRORS = {
    "no camera": None,
    "seen": Mirror(blank((640, 480)), "I see you", good=True),
    "an upright picture": Mirror(blank((480, 640)), "I lost the camera picture. Check its cable."),
}


@pytest.mark.parametrize("size", ODD_SIZES)
@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("mirror", MIRRORS.values(), ids=MIRRORS)
def test_nothing_is_cut_off_and_nothing_overlaps(size, name, mirror):
    for muted in (False, True):
        assert_fits(plan_moment(size, MOMENTS[name], mirror, muted=muted))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MOMENTS)
def test_every_line_is_there_whole_and_large_enough(size, name):
    moment = MOMENTS[name]
    layout = plan_moment(size, moment, MIRRORS["seen"])
    for nth, line in enumerate(moment.lines, start=1):
        panel = f"line {nth}"
        assert words(layout, panel) == line.words
        assert shapes(layout, panel) == [line.shape]
        least = 44 if line.sizes == LARGE else 24 if line.sizes == SMALL or "end" in name else 30
        assert texts(layout, panel)[0].size_px >= round(least * unit(size)), line.words


def test_lines_of_one_kind_have_one_size():
    for moment in MOMENTS.values():
        layout = plan_moment((1280, 720), moment, MIRRORS["seen"])
        by_kind: dict[tuple[int, int], set[int]] = {}
        for nth, line in enumerate(moment.lines, start=1):
            used = {text.size_px for text in texts(layout, f"line {nth}")}
            by_kind.setdefault(line.sizes, set()).update(used)
        assert all(len(used) == 1 for used in by_kind.values())


def test_the_ring_shows_the_hand_while_one_is_up_and_else_the_time():
    moment = Moment("t", (), "Hand up", progress=0.7)
    assert plan_moment((1280, 720), moment, MIRRORS["seen"]).ring.progress == 0.7
    up = Mirror(blank((640, 480)), "I see you", progress=0.2)
    assert plan_moment((1280, 720), moment, up).ring.progress == 0.2


@pytest.mark.parametrize("size", SIZES)
def test_it_is_drawn_at_the_size_asked_for(size):
    for mirror in MIRRORS.values():
        picture = draw_moment(size, MOMENTS["the floor"], mirror)
        assert picture.shape == (size[1], size[0], 3)
        assert picture.std() > 5
