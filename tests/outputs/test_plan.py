"""The layout of the coaching screen: nothing is cut off, nothing overlaps, words are large."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import cv2
import numpy as np
import pytest

from posecoach.core.coach import Phase
from posecoach.core.feedback import CheckLine, CueKind, Mark
from posecoach.outputs.icons import masks
from posecoach.outputs.layout import Box, Icon, Layout, Shape, Text, unit
from posecoach.outputs.paint import text_sprite
from posecoach.outputs.plan import plan
from posecoach.outputs.typeset import BASELINE, FACE

from .steps import (
    CHECKS,
    LONG_CUES,
    LONG_NOTICE,
    LONG_TITLE,
    ODD_SIZES,
    SIZES,
    cue,
    full_step,
    step,
)

STATES = {
    "hold with a cue": (full_step(), {}),
    "hold, all good": (full_step(cue=None, instruction="Let the ear sink", running=True), {}),
    "a long instruction": (full_step(cue=None, instruction="Lie on your back. " * 4), {}),
    "many minutes": (full_step(timer_s=899.0), {}),
    "a long next": (full_step(next=f"Next: {LONG_TITLE}", sets=(2, 7)), {}),
    "many sets": (full_step(sets=(4, 12)), {}),
    "repetitions": (full_step(count=(3, 6), timer_s=None), {}),
    "many repetitions": (full_step(count=(10, 12)), {}),
    "nothing to count": (full_step(timer_s=None), {}),
    "notice": (full_step(notice=LONG_NOTICE), {}),
    "notice, nobody seen": (full_step(notice="I can't see anybody"), {"inset": True}),
    "a long notice, nobody seen": (full_step(notice=LONG_NOTICE), {"inset": True}),
    "setup, nobody seen": (full_step(cue=None, instruction="Lie down."), {"inset": True}),
    "paused": (full_step(), {"paused": True}),
    "paused, no picture": (full_step(notice=LONG_NOTICE), {"paused": True}),
    "done": (full_step(phase=Phase.REST, sets=(3, 3), next="All done. Rest, or press n."), {}),
} | {f"cue {words!r}": (full_step(cue=cue(words)), {}) for words in LONG_CUES}


def every_layout(size: tuple[int, int]):
    for name, (shown, how) in STATES.items():
        for muted in (False, True):
            for hints in (False, True):
                yield name, plan(shown, size, muted=muted, hints=hints, **how)


def texts(layout: Layout) -> list[Text]:
    return [part for panel in layout.panels for part in panel.parts if isinstance(part, Text)]


@pytest.mark.parametrize(
    ("notice", "more"), [(None, "Press space to go on"), ("No picture", "No picture")]
)
def test_a_pause_tells_how_to_go_on_or_what_is_wrong_with_the_picture(notice, more):
    layout = plan(full_step(notice=notice), (1280, 720), paused=True)
    (middle,) = [panel for panel in layout.panels if panel.name == "middle"]
    assert [part.words for part in middle.parts if isinstance(part, Text)] == ["Paused", more]


@pytest.mark.parametrize("size", ODD_SIZES)
def test_every_part_lies_inside_its_panel_and_every_panel_inside_the_picture(size):
    picture = Box(0, 0, *size)
    for name, layout in every_layout(size):
        for panel in layout.panels:
            assert picture.holds(panel.box), (name, panel.name, panel.box)
            for part in panel.parts:
                assert panel.box.holds(part.box), (name, panel.name, part)


@pytest.mark.parametrize("size", ODD_SIZES)
def test_no_two_panels_overlap(size):
    for name, layout in every_layout(size):
        for one, two in combinations(layout.panels, 2):
            assert not one.box.overlaps(two.box), (name, one.name, two.name)


@pytest.mark.parametrize("size", ODD_SIZES)
def test_no_two_parts_of_a_panel_overlap(size):
    for name, layout in every_layout(size):
        for panel in layout.panels:
            parts = [p for p in panel.parts if not (isinstance(p, Icon) and p.shape is Shape.RING)]
            for one, two in combinations(parts, 2):
                if panel.name == "timer":  # figures stand close: their ink does not reach so far
                    continue
                assert not one.box.overlaps(two.box), (name, panel.name, one, two)


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_of_every_text_is_shown(size):
    for name, (shown, how) in STATES.items():
        drawn = " ".join(t.words.replace("\u00a0", " ") for t in texts(plan(shown, size, **how)))
        drawn = drawn.replace("· ", "")
        wanted = [shown.feedback.title, shown.feedback.notice or ""]
        if "paused" not in how and shown.feedback.notice is None and shown.phase is not Phase.REST:
            wanted.append(shown.feedback.cue.text if shown.feedback.cue else "")
        for words in wanted:
            assert " ".join(words.replace("· ", "").split()) in drawn, (name, words, drawn)


@pytest.mark.parametrize("size", SIZES)
def test_no_ink_of_a_text_lies_outside_its_box(size):
    margin = 40
    for text in {
        replace(t, box=Box(0, 0, t.box.width, t.box.height))
        for _, layout in every_layout(size)
        for t in texts(layout)
    }:
        wide = np.zeros((text.box.height + 2 * margin, text.box.width + 2 * margin), np.uint8)
        org = (margin, margin + round(text.size_px * BASELINE))
        cv2.putText(wide, text.words, org, (255,), FACE, text.size_px, text.weight)
        rows, columns = np.nonzero(wide > 100)
        assert margin <= rows.min(), text
        assert rows.max() < margin + text.box.height, text
        assert margin <= columns.min(), text
        assert columns.max() < margin + text.box.width, text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", LONG_CUES)
def test_a_cue_is_at_least_60_units_and_84_when_two_lines_of_it_fit(size, words):
    bar = plan(full_step(cue=cue(words)), size).panel("bar")
    assert bar is not None
    lines = [part for part in bar.parts if isinstance(part, Text)]
    sizes = {line.size_px for line in lines}
    assert len(sizes) == 1
    assert min(sizes) >= round(60 * unit(size))
    if size in ((1280, 720), (1920, 1080)) and words != LONG_CUES[1]:
        assert sizes == {round(84 * unit(size))}
        assert len(lines) <= 2


@pytest.mark.parametrize("size", SIZES)
def test_seconds_and_repetitions_are_at_least_150_units_high(size):
    for shown in (full_step(), full_step(count=(3, 6))):
        figures = next(t for t in texts(plan(shown, size)) if t.words in ("12", "3"))
        add = text_sprite(figures.words, figures.size_px, figures.weight, (255, 255, 255)).add
        rows = np.flatnonzero(add.any(axis=(1, 2)))
        assert rows[-1] + 1 - rows[0] >= 149 * unit(size)


@pytest.mark.parametrize("size", SIZES)
def test_figures_stay_inside_their_ring(size):
    for shown in (
        full_step(),
        full_step(timer_s=99.0),
        full_step(timer_s=754.0),
        full_step(count=(10, 12)),
    ):
        layout = plan(shown, size)
        figures = next(t for t in texts(layout) if t.live and "°" not in t.words)
        add = text_sprite(figures.words, figures.size_px, figures.weight, (255, 255, 255)).add
        rows, columns = np.nonzero(add.max(axis=2) > 40)
        x = columns + figures.box.x - layout.ring.centre[0]
        y = rows + figures.box.y - layout.ring.centre[1]
        assert np.hypot(x, y).max() < layout.ring.radius_px - layout.ring.stroke_px / 2 + 1


def test_every_mark_and_every_kind_of_cue_has_an_icon_of_its_own_shape_and_colour():
    layout = plan(full_step(checks=CHECKS), (1280, 720))
    shapes = [p.shape for p in layout.panel("checks").parts if isinstance(p, Icon)]
    assert shapes == [Shape.CHECK, Shape.EXCLAIM, Shape.QUESTION]
    signs = set()
    for kind in (CueKind.SAFETY, CueKind.VISIBILITY, CueKind.COMPENSATION, CueKind.PRAISE):
        bar = plan(full_step(cue=cue("Now", kind)), (1280, 720)).panel("bar")
        signs.add(next((p.shape, p.colour) for p in bar.parts if isinstance(p, Icon)))
    assert len({shape for shape, _ in signs}) == len({colour for _, colour in signs}) == 4


@pytest.mark.parametrize(
    ("notice", "shape"),
    [
        ("Turn sideways to the camera", Shape.TURN),
        ("I can't see your left knee", Shape.HIDDEN),
        ("One person in view, please", Shape.PEOPLE),
        ("The camera is gone; looking for it", Shape.CAMERA),
        ("Please lie down", Shape.CAMERA),
    ],
)
def test_a_notice_has_a_picture_that_fits_its_words(notice, shape):
    middle = plan(full_step(notice=notice), (1280, 720)).panel("middle")
    assert [part.shape for part in middle.parts if isinstance(part, Icon)] == [shape]


def test_an_unseen_value_shows_no_degrees():
    lines = (CheckLine("Knee", Mark.UNSEEN, None),)
    shown = plan(step(checks=lines, timer_s=None), (1280, 720)).panel("checks")
    assert [part.words for part in shown.parts if isinstance(part, Text)] == ["Knee"]


def test_sets_done_are_check_marks_and_the_others_circles():
    title = plan(step(sets=(2, 5)), (1280, 720)).panel("title")
    shapes = [part.shape for part in title.parts if isinstance(part, Icon)]
    assert shapes == [Shape.CHECK] * 2 + [Shape.CIRCLE] * 3


def test_a_waiting_timer_shows_a_pause_sign_and_a_running_one_does_not():
    def signs(**shown):
        timer = plan(full_step(**shown), (1280, 720)).panel("timer")
        return [part.shape for part in timer.parts if isinstance(part, Icon)]

    assert Shape.PAUSE in signs(running=False, progress=0.4)
    assert Shape.PAUSE not in signs(running=True, progress=0.4)
    assert Shape.PAUSE not in signs(running=False, progress=0.0)


def test_a_muted_screen_says_so_with_and_without_a_timer():
    for shown in (full_step(), full_step(timer_s=None), full_step(notice="Turn sideways")):
        parts = [p for panel in plan(shown, (1280, 720), muted=True).panels for p in panel.parts]
        assert sum(isinstance(p, Icon) and p.shape is Shape.MUTED for p in parts) == 1


def test_the_middle_of_the_picture_stays_free_for_the_person():
    layout = plan(full_step(), (1280, 720))
    middle = Box(600, 0, 240, 400)
    assert not any(panel.box.overlaps(middle) for panel in layout.panels)


def test_every_shape_can_be_drawn():
    for shape in Shape:
        plate, strokes = masks(shape, 40, 40)
        assert strokes.any(), shape
        if plate is not None:  # the strokes are seen against their plate
            assert 0.05 < (strokes > 128).sum() / (plate > 128).sum() < 0.5, shape
