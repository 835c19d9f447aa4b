"""When and where to look for somebody else, and who counts as one: told without any model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import front, kneeling, lying, nobody, pose

from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.estimators import company
from posecoach.estimators.company import (
    Company,
    begun,
    is_another,
    is_due,
    looked,
    to_edge,
    where,
)
from posecoach.estimators.gaze import Box, extent

FPS = 15


def looks(
    length_s: float, *, stirs_from_s: float = 1e9, sees: tuple[float, float] = (1e9, 1e9)
) -> tuple[list[float], list[float]]:
    """The times of the looks, and those of the frames that are crowded.

    From some time on something stirs for ever; somebody is to be seen within `sees`.
    """
    state, at_s, crowded = begun(), [], []
    for nth in range(int(length_s * FPS)):
        time_s = nth / FPS
        if is_due(state, time_s, stirs=time_s >= stirs_from_s):
            at_s.append(time_s)
            state = looked(state, time_s, found=sees[0] <= time_s <= sees[1])
        if state.there(time_s):
            crowded.append(time_s)
    return at_s, crowded


def alone() -> Company:
    """What is known when the first look was in vain."""
    return looked(begun(), 0.0, found=False)


def test_nothing_stirs_and_it_is_looked_at_once_soon_and_then_a_few_times_a_minute():
    at_s, crowded = looks(60)
    assert at_s == pytest.approx([0, 1, 2, 12, 22, 32, 42, 52], abs=0.1)
    assert not crowded


def test_who_is_there_at_the_first_look_is_believed_at_once_but_not_for_long():
    first = looked(begun(), 0.0, found=True)
    assert first.there(0.0)
    vain = looked(first, 0.1, found=False)
    assert not vain.there(company.GONE_S)
    again = looked(first, 0.1, found=True)
    assert again.there(company.HIDDEN_S)


def test_what_stirs_is_looked_at_sixteen_times_a_second_at_most():
    state = looked(alone(), 1.0, found=False)
    assert not is_due(state, 1.0 + 1 / 30, stirs=True)
    assert is_due(state, 1.0 + 2 / 30, stirs=True)
    assert is_due(state, 1.0 + 1 / FPS, stirs=True)
    assert not is_due(state, 1.0 + 2 / FPS, stirs=False)


def test_a_curtain_that_stirs_for_ever_costs_one_look_in_two_seconds():
    at_s, _ = looks(120, stirs_from_s=0.0)
    assert sum(time_s < 4 for time_s in at_s) >= company.LOOKS_SAVED
    assert sum(time_s >= 60 for time_s in at_s) == pytest.approx(30, abs=2)


def test_one_sight_is_no_company_two_are():
    once = looked(alone(), 1.0, found=True)
    assert not once.there(1.0)
    assert is_due(once, 1.0 + 1 / FPS, stirs=False)  # and so the second follows at once
    twice = looked(once, 1.1, found=True)
    assert twice.there(1.1)
    again = looked(looked(once, 1.1, found=False), 1.2, found=True)
    assert not again.there(1.2)


def test_who_is_seen_where_something_stirs_is_believed_at_once():
    assert looked(alone(), 1.0, found=True, stirs=True).there(1.0)
    assert not looked(alone(), 1.0, found=False, stirs=True).there(1.0)


def test_somebody_is_believed_within_half_a_second_of_being_seen_and_until_they_have_gone():
    _, crowded = looks(40, stirs_from_s=4.5, sees=(5.0, 15.0))
    assert crowded[0] - 5.0 <= 0.5
    assert crowded[-1] == pytest.approx(15.0 + company.HIDDEN_S, abs=0.5)
    assert len(crowded) == pytest.approx((crowded[-1] - crowded[0]) * FPS, abs=2)  # without a gap


@pytest.mark.parametrize(
    ("edges", "lasts_s"),
    [
        ((0.4, 0.05), company.GONE_S),  # at the edge
        ((0.05, 0.4), company.HIDDEN_S),  # in the middle
        ((0.4, 0.2), company.GONE_S),  # near the edge, on the way to it
        ((0.05, 0.2), company.HIDDEN_S),  # near the edge, on the way in
        ((0.0, 0.1), company.HIDDEN_S),  # at the edge, on the way in
        ((0.4, 0.1, 0.0, 0.0), company.GONE_S),  # out of the picture, a part after the other
        ((0.1, 0.1), company.HIDDEN_S),  # at the edge, and staying there
        ((0.05, 0.05, 0.0), company.GONE_S),  # close to it, and then out of it
        ((0.0, 0.0), company.HIDDEN_S),  # half outside, and staying there
        ((0.15, 0.12, 0.14, 0.11), company.HIDDEN_S),  # swaying a little
        ((0.4, 0.1, 0.2), company.HIDDEN_S),  # turned round on the way out
    ],
)
def test_who_was_last_seen_leaving_has_left_who_was_not_may_be_hidden(edges, lasts_s):
    state = looked(alone(), 1.0, found=True)
    for nth, edge in enumerate(edges):
        state = looked(state, 1.1 + 0.4 * nth, found=True, edge=edge)
    last_s = 1.1 + 0.4 * (len(edges) - 1)
    for nth in range(4):  # looks in vain change nothing
        state = looked(state, last_s + 0.1 * (nth + 1), found=False)
    assert state.there(last_s + lasts_s - 0.01)
    assert not state.there(last_s + lasts_s + 0.01)


def test_while_something_stirs_at_one_side_the_whole_is_still_looked_at_in_ten_seconds():
    assert company.whole_is_due(begun(), 0.0)
    state = looked(begun(), 2.1, found=False, whole=True)
    for time_s in (3.0, 6.0, 12.0):
        state = looked(state, time_s, found=False, stirs=True, whole=False)
        assert not company.whole_is_due(state, time_s)
    assert company.whole_is_due(state, 12.2)


def test_while_somebody_is_there_looks_in_vain_cost_nothing_of_what_is_saved():
    seen = looked(looked(alone(), 1.0, found=True), 1.1, found=True)
    vain = seen
    for nth in range(10):
        vain = looked(vain, 1.5 + 0.4 * nth, found=False)
    assert vain.saved == company.LOOKS_SAVED


def test_nobody_was_seen_yet_and_nothing_is_due():
    assert not is_due(Company(), 100.0, stirs=True)


def open_to_view(point: Point) -> bool:
    return False


def moved(shown: Pose, x_px: float, y_px: float = 0.0, scale: float = 1.0) -> Pose:
    marks = {
        joint: Landmark(
            Point(
                320 + scale * (mark.point.x_px - 320) + x_px,
                240 + scale * (mark.point.y_px - 240) + y_px,
            ),
            mark.visibility,
        )
        for joint, mark in shown.landmarks.items()
    }
    return replace(shown, landmarks=marks)


def legless(shown: Pose) -> Pose:
    hidden = ("knee", "ankle", "heel", "foot_index")
    marks = {j: m for j, m in shown.landmarks.items() if not j.endswith(hidden)}
    return replace(shown, landmarks=marks)


@pytest.mark.parametrize(
    ("found", "tracked", "another"),
    [
        (moved(front(), 200), front(), True),
        (moved(front(), 60), front(), True),  # behind, and a little to the side
        (moved(front(), 10, 5), front(), False),  # the same person again
        (moved(front(), 200, 0, 0.3), front(), False),  # a picture on the wall
        (moved(front(), 150, 0, 0.6), front(), True),  # a child
        (moved(front(), 150), moved(lying(), 0), True),
        (moved(kneeling(), 60, -60), lying(), True),
        (legless(moved(kneeling(), 60, -60, 0.6)), lying(), True),  # knees behind who lies there
        (legless(moved(kneeling(), 60, -60, 0.35)), lying(), False),
        (moved(front(), 400), front(), False),  # outside of the picture
        (nobody(), front(), False),
    ],
)
def test_another_body_is_large_enough_seen_and_elsewhere(found, tracked, another):
    whole = {joint: Landmark(Point(0.0, 0.0), 0.0) for joint in Joint}
    found, tracked = (
        replace(each, landmarks=whole | dict(each.landmarks)) if each.landmarks else each
        for each in (found, tracked)
    )
    assert is_another(found, tracked, open_to_view) is another


def test_what_shows_through_the_paint_is_the_tracked_body_itself():
    whole = {joint: Landmark(Point(0.0, 0.0), 0.0) for joint in Joint}
    found = replace(front(), landmarks=whole | dict(moved(front(), 150).landmarks))
    tracked = replace(front(), landmarks=whole | dict(front().landmarks))
    assert is_another(found, tracked, open_to_view)
    assert not is_another(found, tracked, lambda point: point.x_px < 530)


def test_of_somebody_half_outside_two_points_are_enough():
    """Of nose, shoulders, elbows and hips; in the middle of the picture three must be seen."""
    whole = {joint: Landmark(Point(0.0, 0.0), 0.0) for joint in Joint}
    tracked = replace(front(), landmarks=whole | dict(front().landmarks))
    by_half = moved(front(), 640 - front().landmarks[Joint.NOSE].point.x_px + 5)
    coming = replace(front(), landmarks=whole | dict(by_half.landmarks))
    inside = [p for joint in company._UPPER if (p := coming.seen(joint, company.UPPER_SEEN))]
    assert len(inside) >= company.IN_THE_OPEN
    two = {(point.x_px, point.y_px) for point in inside[:2]}
    only_two = lambda point: (point.x_px, point.y_px) not in two  # noqa: E731
    assert is_another(coming, tracked, only_two)
    beside = replace(front(), landmarks=whole | dict(moved(front(), 150).landmarks))
    seen = [p for joint in company._UPPER if (p := beside.seen(joint, company.UPPER_SEEN))]
    few = {(point.x_px, point.y_px) for point in seen[:2]}
    assert not is_another(beside, tracked, lambda point: (point.x_px, point.y_px) not in few)


def test_how_near_the_side_of_the_picture_somebody_is():
    middle = to_edge(front(), front())
    assert 0.3 < middle < 0.5
    assert to_edge(moved(front(), 100), front()) == pytest.approx(middle - 100 / 640)
    assert to_edge(moved(front(), -100), front()) == pytest.approx(middle - 100 / 640)
    assert to_edge(nobody(), front()) == 1.0


def test_a_skeleton_that_went_along_with_them_is_at_the_very_edge():
    assert to_edge(front(), moved(front(), -250)) == 0.0
    assert to_edge(front(), moved(front(), -150)) == to_edge(front(), front())


def test_beside_somebody_of_usual_size_the_whole_picture_is_looked_at():
    assert {where(lying(), nth) for nth in range(6)} == {None}


@pytest.mark.parametrize(
    ("stir_px", "left_px"), [(5.0, 0), (320.0, 160), (400.0, 240), (630.0, 320)]
)
def test_where_something_stirs_half_of_the_picture_is_looked_at(stir_px, left_px):
    assert where(lying(), 1, stir_px) == Box(left_px, 0, left_px + 320, 480)


def test_of_a_tall_picture_more_than_half_is_looked_at():
    tall = moved(replace(front(), width_px=480, height_px=640), -80)
    assert where(tall, 1, 470.0) == Box(96, 0, 480, 640)


def test_beside_somebody_small_both_sides_and_the_whole_picture_come_in_turn():
    small = moved(lying(), 0, 0, 0.4)
    views = [where(small, nth) for nth in range(6)]
    assert views[0] is None
    assert views[:3] == views[3:]
    right, left = views[1], views[2]
    assert right is not None
    assert left is not None
    assert left.centre_px[0] < 320 < right.centre_px[0]
    body = extent(small)
    assert body is not None
    assert right.left_px - left.right_px < body.width_px  # no gap but where the body is


def test_a_pose_built_by_hand_has_no_company():
    assert not pose({Joint.NOSE: (1.0, 1.0)}).crowded
