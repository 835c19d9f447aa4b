from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posecoach.core.coach import Phase
from posecoach.core.feedback import Arc, Mark
from posecoach.core.pose import Point
from posecoach.outputs.ghost import ghost_from_pose
from posecoach.outputs.layout import Box
from posecoach.outputs.overlay import draw
from posecoach.outputs.palette import AMBER, MINT, WHITE
from posecoach.outputs.plan import plan

from .steps import NOBODY, SIZES, blank, full_step, standing, step


def changed(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    return (before != after).any(axis=2)


def near(pixel: np.ndarray, colour: tuple[int, int, int], within: int = 12) -> bool:
    return bool(np.abs(pixel.astype(int) - colour).max() <= within)


@pytest.mark.parametrize("size", SIZES)
def test_the_picture_given_is_not_modified_and_the_answer_has_the_wanted_size(size):
    picture = blank((640, 480))
    kept = picture.copy()
    drawn = draw(picture, full_step(), size=size, ghost=ghost_from_pose(standing()))
    assert np.array_equal(picture, kept)
    assert drawn.shape == (size[1], size[0], 3)
    assert drawn.dtype == np.uint8


def test_an_unmirrored_drawing_of_the_frames_own_size_is_a_new_picture():
    picture = blank()
    drawn = draw(picture, step(NOBODY), mirrored=False)
    assert not np.shares_memory(picture, drawn)
    assert (picture == 128).all()


def test_only_the_panels_are_drawn_on_when_nobody_is_seen():
    picture, shown = blank(), full_step(pose=NOBODY, arc=None)
    painted = changed(picture, draw(picture, shown))
    allowed = np.zeros_like(painted)
    for panel in plan(shown, (1280, 720)).panels:
        box = panel.box
        allowed[box.y : box.bottom, box.x : box.right] = True
        x, y = box.centre
        assert painted[y - 9 : y + 9, x - 9 : x + 9].any(), panel.name
    assert not (painted & ~allowed).any()


def test_the_skeleton_is_drawn_where_the_joints_are_and_not_elsewhere():
    shown = step(standing((1280, 720)), timer_s=None)
    drawn = draw(blank(), shown, mirrored=False, hints=False)
    for joint in shown.pose.landmarks:
        if "eye" in joint or "ear" in joint or joint == "nose":
            continue
        x, y = (
            round(n)
            for n in (
                shown.pose.landmarks[joint].point.x_px,
                shown.pose.landmarks[joint].point.y_px,
            )
        )
        assert near(drawn[y, x], WHITE), joint
    assert (drawn[200:, :300] == 128).all()
    assert (drawn[200:, 900:] == 128).all()


def test_a_faulty_limb_has_another_colour_and_a_sign_beside_it():
    good = step(standing((1280, 720)))
    limb = full_step().feedback.faulty_limbs
    bad = replace(good, feedback=replace(good.feedback, faulty_limbs=limb))
    plain, drawn = (draw(blank(), each, mirrored=False) for each in (good, bad))
    y, x = round(118 * 1.5), round((258 + 372) / 2 * 2) + 40
    assert near(plain[y, x], WHITE)
    assert near(drawn[y, x], AMBER)
    beside = np.s_[y - 75 : y - 20, 600:660]
    assert changed(plain, drawn)[beside].any()
    assert (np.abs(drawn[beside].astype(int) - AMBER).max(axis=2) < 12).any()


def test_a_limb_that_is_not_seen_is_not_drawn():
    pose = standing((1280, 720))
    hidden = {j: replace(mark, visibility=0.1) for j, mark in pose.landmarks.items()}
    picture = blank()
    drawn = draw(picture, step(replace(pose, landmarks=hidden)), mirrored=False)
    nobody = draw(picture, step(NOBODY), mirrored=False)
    assert np.array_equal(drawn, nobody)


def test_drawing_mirrored_is_drawing_the_mirrored_data():
    rows, columns = np.mgrid[0:720, 0:1280]
    picture = np.dstack([columns % 256, rows % 256, (columns // 5) % 256]).astype(np.uint8)
    pose, flipped = standing((1280, 720)), standing((1280, 720), flipped=True)
    arc = Arc(Point(700, 495), Point(688, 375), Point(880, 495), 90.0, Mark.WRONG)
    mirror = Arc(Point(580, 495), Point(592, 375), Point(400, 495), 90.0, Mark.WRONG)
    ghost = ghost_from_pose(pose)
    one = draw(picture, full_step(pose, arc=arc), mirrored=True, ghost=ghost)
    two = draw(
        np.ascontiguousarray(picture[:, ::-1]),
        full_step(flipped, arc=mirror),
        mirrored=False,
        ghost=ghost_from_pose(flipped),
    )
    assert np.array_equal(one, two)


def test_text_is_never_mirrored():
    one = draw(blank(), full_step(pose=NOBODY, arc=None), mirrored=True)
    two = draw(blank(), full_step(pose=NOBODY, arc=None), mirrored=False)
    assert np.array_equal(one, two)


@pytest.mark.parametrize("progress", [0.0, 0.25, 0.5, 0.8, 1.0])
def test_the_ring_is_filled_in_proportion_to_the_progress(progress):
    shown = full_step(progress=progress, running=True)
    ring = plan(shown, (1280, 720)).ring
    drawn = draw(blank(), shown)
    turns = np.radians(np.arange(0, 360, 0.5) - 90)
    x = np.rint(ring.centre[0] + ring.radius_px * np.cos(turns)).astype(int)
    y = np.rint(ring.centre[1] + ring.radius_px * np.sin(turns)).astype(int)
    filled = np.abs(drawn[y, x].astype(int) - MINT).max(axis=1) < 12
    caps = ring.stroke_px / (2 * np.pi * ring.radius_px) if 0 < progress < 1 else 0
    assert filled.mean() == pytest.approx(progress + caps, abs=0.01)
    if 0 < progress < 1:
        assert filled[10 : int(720 * progress) - 10].all()  # clockwise from the top
        assert not filled[int(720 * progress) + 40 : 700].any()


def test_the_arc_lies_at_its_radius_between_its_two_directions():
    arc = Arc(Point(640, 480), Point(840, 480), Point(640, 280), 90.0, Mark.GOOD)
    drawn = draw(blank(), step(standing((1280, 720)), arc=arc), mirrored=False)
    radius = 0.6 * 200
    for turn_deg, inside in ((-45, True), (-20, True), (45, False), (-135, False), (180, False)):
        x = round(640 + radius * np.cos(np.radians(turn_deg)))
        y = round(480 + radius * np.sin(np.radians(turn_deg)))
        assert near(drawn[y, x], MINT, within=40) == inside, turn_deg


@pytest.mark.parametrize("state", [{"paused": True}, {}])
def test_behind_a_large_panel_the_picture_is_dimmed(state):
    shown = full_step(pose=NOBODY, notice=None if state else "Turn sideways to the camera")
    drawn = draw(blank(), shown, **state)
    assert tuple(drawn[690, 5]) == (64, 64, 64)


def test_done_takes_the_place_of_cue_and_checks():
    done = full_step(phase=Phase.REST, sets=(3, 3))
    names = {panel.name for panel in plan(done, (1280, 720)).panels}
    assert "middle" in names
    assert not names & {"bar", "checks", "timer"}


def test_a_smaller_frame_is_scaled_with_its_points():
    shown = step(standing((640, 480)), timer_s=None)
    drawn = draw(blank((640, 480)), shown, mirrored=False, hints=False, size=(1280, 720))
    x, y = round(160 + 350 * 1.5), round(330 * 1.5)  # the left knee; bars of 160 at both sides
    assert near(drawn[y, x], WHITE)
    filled = draw(
        blank((640, 480)), shown, mirrored=False, hints=False, size=(1280, 720), cover=True
    )
    assert near(filled[330 * 2 - 120, 700], WHITE)


def test_points_found_on_a_smaller_copy_of_the_frame_are_drawn_in_place():
    small, large = standing((640, 360)), standing((1280, 720))
    drawn = [draw(blank(), step(pose), mirrored=False) for pose in (small, large)]
    assert np.array_equal(*drawn)


def test_with_nobody_in_view_the_target_stands_in_its_own_small_panel():
    ghost = ghost_from_pose(standing())
    shown = step(NOBODY, notice="I can't see anybody")
    layout = plan(shown, (1280, 720), inset=True)
    with_it, without = (draw(blank(), shown, ghost=each) for each in (ghost, None))
    place = layout.inset
    inside = np.zeros((720, 1280), bool)
    plate = layout.panel("target").box
    for panel in (plate, layout.panel("middle").box, plan(shown, (1280, 720)).panel("middle").box):
        inside[panel.y : panel.bottom, panel.x : panel.right] = True
    assert place is not None
    assert plate.holds(place)
    difference = changed(with_it, without)
    assert difference[place.y : place.bottom, place.x : place.right].mean() > 0.1
    assert not (difference & ~inside).any()
    assert Box(0, 0, 1280, 720).holds(place)


def test_text_is_the_same_whatever_was_drawn_before():
    first = draw(blank(), full_step())
    draw(blank(), full_step(title="Bridge", timer_s=3.0))
    assert np.array_equal(first, draw(blank(), full_step()))
