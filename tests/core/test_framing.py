"""What the picture cuts off, and how the camera stands, on bodies that are moved and turned."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

import pytest
from bodies import all_fours, front, kneeling, lying, mirrored, pose, standing

from posecoach.core.body import Body, BodyReader
from posecoach.core.framing import LevelWatch, cut_off, roll_deg, too_close
from posecoach.core.pose import Joint, Landmark, Point, Pose

from .motions import STRETCHES

LATERAL, KNEE, FOLD = (
    "neck-lateral-ear-to-shoulder",
    "single-knee-to-chest",
    "lumbar-flexion-standing",
)
FEET = {joint for joint in Joint if joint.value.endswith(("ankle", "heel", "foot_index"))}


def changed(shown: Pose, place) -> Pose:
    """The same body with each point where `place` puts it."""
    marks = {
        joint: Landmark(Point(*place(mark.point.x_px, mark.point.y_px)), mark.visibility)
        for joint, mark in shown.landmarks.items()
    }
    return replace(shown, landmarks=marks)


def shifted(shown: Pose, x_px: float = 0.0, y_px: float = 0.0) -> Pose:
    return changed(shown, lambda x, y: (x + x_px, y + y_px))


def larger(shown: Pose, times: float) -> Pose:
    middle_x, middle_y = shown.width_px / 2, shown.height_px / 2
    return changed(
        shown, lambda x, y: (middle_x + times * (x - middle_x), middle_y + times * (y - middle_y))
    )


def tilted(shown: Pose, by_deg: float) -> Pose:
    """The same body seen by a camera that is turned, so that it looks turned clockwise."""
    turn, x0, y0 = radians(by_deg), shown.width_px / 2, shown.height_px / 2
    return changed(
        shown,
        lambda x, y: (
            x0 + cos(turn) * (x - x0) - sin(turn) * (y - y0),
            y0 + sin(turn) * (x - x0) + cos(turn) * (y - y0),
        ),
    )


def read(shown: Pose, id_: str) -> Body:
    return BodyReader(STRETCHES[id_]).read(shown, None)


WHOLE = {
    LATERAL: front(),
    KNEE: lying(),
    FOLD: standing(),
    "cat-cow": all_fours(),
    "hip-flexor-kneeling": kneeling(),
}


@pytest.mark.parametrize("id_", WHOLE)
def test_a_body_that_is_whole_in_the_picture_is_neither_cut_off_nor_too_close(id_):
    body = read(WHOLE[id_], id_)
    assert cut_off(body, STRETCHES[id_]) is None
    assert not too_close(body, STRETCHES[id_])


@pytest.mark.parametrize(("beyond", "wanted"), [(5, "feet"), (-5, None)])
def test_feet_beyond_the_edge_are_cut_off(beyond, wanted):
    shown = lying()
    toes_px = max(shown.landmarks[joint].point.x_px for joint in FEET)
    shown = shifted(shown, x_px=shown.width_px - toes_px + beyond)
    for each in (shown, mirrored(shown)):
        assert cut_off(read(each, KNEE), STRETCHES[KNEE]) == wanted


def test_the_first_part_from_the_head_down_is_told():
    shown = standing()
    knee_px = shown.landmarks[Joint.RIGHT_KNEE].point.y_px
    low = shifted(shown, y_px=shown.height_px - knee_px + 5)
    assert cut_off(read(low, FOLD), STRETCHES[FOLD]) == "knees"
    high = shifted(shown, y_px=-shown.landmarks[Joint.RIGHT_EAR].point.y_px - 5)
    assert cut_off(read(high, FOLD), STRETCHES[FOLD]) == "head"


def test_what_a_stretch_does_not_need_may_be_out_of_the_picture():
    shown = shifted(front(), y_px=140)
    hips_px = shown.landmarks[Joint.LEFT_HIP].point.y_px
    assert hips_px > shown.height_px
    assert cut_off(read(shown, LATERAL), STRETCHES[LATERAL]) is None


def test_what_was_cut_off_must_come_some_way_in():
    shown = lying()
    toes_px = max(shown.landmarks[joint].point.x_px for joint in FEET)
    just_in = read(shifted(shown, x_px=shown.width_px - toes_px - 5), KNEE)
    assert cut_off(just_in, STRETCHES[KNEE]) is None
    assert cut_off(just_in, STRETCHES[KNEE], margin=0.02) == "feet"


def test_a_body_larger_than_the_picture_is_too_close():
    assert too_close(read(larger(standing(), 2.0), FOLD), STRETCHES[FOLD])
    assert not too_close(read(shifted(standing(), y_px=200), FOLD), STRETCHES[FOLD])  # one end only
    assert too_close(read(larger(front(), 4.0), LATERAL), STRETCHES[LATERAL])


@pytest.mark.parametrize("by_deg", [-14, -9, 0, 9, 14])
@pytest.mark.parametrize(("id_", "off"), [(LATERAL, 0.5), (FOLD, 3), (KNEE, 7), ("cat-cow", 4)])
def test_a_tilted_camera_is_read_from_a_calm_body(id_, off, by_deg):
    """`off` is how far the body's own lines are from upright or level."""
    for shown in (WHOLE[id_], mirrored(WHOLE[id_])):
        read_deg = roll_deg(read(tilted(shown, by_deg), id_), STRETCHES[id_])
        assert read_deg == pytest.approx(by_deg, abs=off)


def test_a_person_who_leans_is_no_tilted_camera():
    assert roll_deg(read(front(lean=15.0), LATERAL), STRETCHES[LATERAL]) == pytest.approx(0, abs=1)
    bent = read(standing(trunk=25.0), FOLD)
    assert abs(roll_deg(bent, STRETCHES[FOLD]) or 0.0) < 6


def test_where_nothing_tells_the_level_it_is_not_known():
    assert (
        roll_deg(read(kneeling(), "hip-flexor-kneeling"), STRETCHES["hip-flexor-kneeling"]) is None
    )
    only_face = pose({Joint.NOSE: (320.0, 200.0)})
    assert roll_deg(read(only_face, LATERAL), STRETCHES[LATERAL]) is None


def test_the_level_is_taken_when_it_is_calm_and_then_kept():
    watch, stretch = LevelWatch(), STRETCHES[LATERAL]
    crooked = read(tilted(front(), 12), LATERAL)

    def at(time_s: float, *, calm: bool) -> float | None:
        body = replace(crooked, pose=replace(crooked.pose, time_s=time_s))
        return watch.step(body, stretch, calm=calm)

    assert at(0.0, calm=False) is None
    assert [at(t / 10, calm=True) for t in range(4)] == [None] * 4  # not for a moment's sake
    assert at(0.6, calm=True) == pytest.approx(12, abs=0.5)
    assert at(9.0, calm=False) == pytest.approx(12, abs=0.5)
