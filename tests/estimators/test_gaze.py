"""Where the next look goes: told from a state, without any model."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bodies import front, lying, nobody

from posecoach.core.pose import Joint, Landmark, Point
from posecoach.estimators import gaze
from posecoach.estimators.gaze import Box, Gaze, around, can_be_told, extent, next_gaze

PICTURE = Box(0, 0, 1280, 720)
USUAL = Box(300, 300, 900, 500)
SMALL = Box(600, 400, 760, 460)  # an eighth of the picture's width


def boxed(span_px: int, x_px: int = 640, y_px: int = 360) -> Box:
    """A lying body of that span, its middle there."""
    return Box(x_px - span_px // 2, y_px - span_px // 6, x_px + span_px // 2, y_px + span_px // 6)


def search(looks: int, start: Gaze = Gaze()) -> list[Gaze]:  # noqa: B008 (it is frozen)
    """The next looks, when none finds anybody."""
    seen = [start]
    for _ in range(looks):
        seen.append(next_gaze(seen[-1], None, PICTURE))
    return seen[1:]


def test_somebody_of_usual_size_is_looked_at_in_the_whole_picture():
    assert next_gaze(Gaze(), USUAL, PICTURE) == Gaze()


def test_somebody_small_is_followed_in_a_crop_around_them_that_stays():
    first = next_gaze(Gaze(), SMALL, PICTURE)
    assert first.view is not None
    assert first.view.span_px == pytest.approx(gaze.ROOM * 160, abs=1)
    assert first.view.centre_px == pytest.approx(SMALL.centre_px, abs=1)
    moved = Box(SMALL.left_px + 20, SMALL.top_px - 15, SMALL.right_px + 20, SMALL.bottom_px - 15)
    assert next_gaze(first, moved, PICTURE) == first


@pytest.mark.parametrize("share", [0.26, 0.30, 0.34])
def test_between_the_two_limits_the_view_stays_as_it_is(share):
    body = boxed(round(share * 1280))
    crop = around(body, PICTURE)
    assert next_gaze(Gaze(), body, PICTURE).view is None
    assert next_gaze(Gaze(crop), body, PICTURE).view == crop


def test_who_comes_near_is_looked_at_in_the_whole_picture_again():
    assert next_gaze(Gaze(around(SMALL, PICTURE)), USUAL, PICTURE) == Gaze()


def test_who_nears_the_edge_of_the_crop_gets_a_new_one_around_them():
    crop = around(SMALL, PICTURE)
    gone = Box(crop.right_px - 150, SMALL.top_px, crop.right_px - 2, SMALL.bottom_px)
    after = next_gaze(Gaze(crop), gone, PICTURE)
    assert after.view == around(gone, PICTURE)
    assert next_gaze(after, gone, PICTURE) == after


def test_the_edge_of_the_picture_is_no_reason_to_crop_anew():
    corner = Box(0, 660, 160, 720)
    crop = around(corner, PICTURE)
    assert crop.inside(PICTURE)
    assert next_gaze(Gaze(crop), corner, PICTURE) == Gaze(crop)


@pytest.mark.parametrize("span_px", [12, 100, 300, 700])
@pytest.mark.parametrize("at", [(0, 0), (640, 360), (1279, 719)])
def test_a_crop_lies_in_the_picture_and_holds_the_body(span_px, at):
    body = boxed(span_px, *at).within(PICTURE)
    crop = around(body, PICTURE)
    assert crop.inside(PICTURE)
    assert body.inside(crop)


def test_who_is_lost_is_looked_for_in_the_same_place_first():
    start = Gaze(around(SMALL, PICTURE))
    assert {each.view for each in search(gaze.STAYS - 1, start)} == {start.view}


def test_the_search_looks_everywhere_and_at_the_whole_picture_every_few_looks():
    looks = search(60)[gaze.STAYS - 1 :]
    whole = [nth for nth, each in enumerate(looks) if each.view is None]
    assert {b - a for a, b in pairwise(whole)} == {gaze.WHOLE_EVERY}
    squares = {each.view for each in looks if each.view is not None}
    assert squares == set(gaze._spots(PICTURE))
    for x in range(0, 1280, 40):
        for y in range(0, 720, 40):
            near = [s for s in squares if s.left_px <= x <= s.right_px]
            assert any(s.top_px <= y <= s.bottom_px for s in near)


@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (480, 640), (64, 48), (3, 2), (1, 1)])
def test_every_square_lies_in_the_picture_whatever_its_size(size):
    picture = Box(0, 0, *size)
    assert all(spot.inside(picture) and spot.width_px >= 1 for spot in gaze._spots(picture))


@pytest.mark.parametrize("spans", [96, 105, 114])
def test_every_small_body_is_whole_in_a_square_that_it_spans_a_third_of(spans):
    spots = gaze._spots(PICTURE)
    for x in range(100, 1180, 27):
        body = boxed(spans, x, 500)
        assert any(body.inside(s) and 3.1 * spans >= s.span_px for s in spots)


def test_a_find_in_a_guessed_square_only_tells_where_to_look():
    guess = next(each for each in search(20) if each.searching)
    assert not can_be_told(guess, SMALL)
    found = next_gaze(guess, SMALL, PICTURE)
    assert found == Gaze(around(SMALL, PICTURE))
    assert can_be_told(found, SMALL)


def test_a_body_that_the_view_cuts_is_not_told():
    crop = around(SMALL, PICTURE)
    cut = Box(crop.left_px - 1, SMALL.top_px, SMALL.right_px, SMALL.bottom_px)
    assert not can_be_told(Gaze(crop), cut)
    assert can_be_told(Gaze(), cut)


def test_after_two_sweeps_in_vain_nobody_is_there():
    sweep = len(gaze._spots(PICTURE)) * 6 / 5
    given_up = [gaze.is_given_up(each, PICTURE) for each in search(200)]
    assert given_up.index(True) == pytest.approx(2 * sweep + gaze.STAYS, abs=2)
    assert all(given_up[given_up.index(True) :])


def test_the_extent_holds_what_is_seen_and_the_trunk_but_no_guessed_feet():
    shown = front()
    foot = {Joint.LEFT_ANKLE: Landmark(Point(320.0, 479.0), 0.2)}
    guessed = shown.sized(640, 480)
    with_foot = type(shown)(0.0, 640, 480, dict(shown.landmarks) | foot)
    assert extent(with_foot) == extent(guessed)
    assert extent(nobody()) is None
    body = extent(lying())
    assert body is not None
    assert body.width_px > 2 * body.height_px
    assert body.inside(Box(0, 0, 640, 480))
