"""Facing, near side, sign of flexion, working leg and side: stretches.md 11.1, cases 1 to 5 and 7.

All fixtures are the specification's own, in pixels, to a tenth of a degree.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import (
    all_fours,
    eased,
    film,
    folded,
    front,
    kneeling,
    lying,
    mirrored,
    pose,
    rolled,
    sitting,
    sphinx,
    standing,
)

from posecoach.core.body import Body, BodyReader, hip_flexion_deg
from posecoach.core.measure import MEASURES
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side
from posecoach.core.stretch import Posture

from .motions import STRETCHES

KNEELING = STRETCHES["hip-flexor-kneeling"]
KNEE = STRETCHES["single-knee-to-chest"]


def read(shown: Pose, stretch=KNEELING) -> Body:
    return BodyReader(stretch).read(shown, None)


def upright(knee: tuple[float, float], facing: float = 1.0, unit: float = 100.0) -> Pose:
    """The specification's upright body: hip (0, 0), shoulder (0, -1), facing image-right."""
    points = {Joint.NOSE: (320 + facing * 0.3 * unit, 200 - 1.3 * unit)}
    for side in Side:
        points[side.joint("hip")] = (320, 200)
        points[side.joint("shoulder")] = (320, 200 - unit)
        points[side.joint("ear")] = (320, 200 - 1.3 * unit)
        points[side.joint("knee")] = (320 + facing * knee[0] * unit, 200 + knee[1] * unit)
    return pose(points)


def near_flexion(body: Body) -> float:
    return hip_flexion_deg(body, body.near)


def test_case_1_an_upright_person_facing_right_has_the_right_side_near():
    body = read(upright((0.7, 0.7)))
    assert (body.near, body.turn) == (Side.RIGHT, -1)
    assert near_flexion(body) == pytest.approx(45, abs=0.1)


def test_case_1_in_the_mirror_the_left_side_is_near_and_the_angle_the_same():
    body = read(upright((0.7, 0.7), facing=-1))
    assert body.near is Side.LEFT
    assert near_flexion(body) == pytest.approx(45, abs=0.1)


@pytest.mark.parametrize("facing", [1, -1])
def test_case_2_extension_is_negative(facing):
    assert near_flexion(read(upright((-0.7, 0.7), facing))) == pytest.approx(-45, abs=0.1)


@pytest.mark.parametrize(("head", "near"), [("left", Side.RIGHT), ("right", Side.LEFT)])
def test_cases_3_and_4_lying_with_the_knee_straight_up_is_90_at_either_end(head, near):
    body = read(lying(head=head, hip=90, knee=90), KNEE)
    assert body.near is near
    assert near_flexion(body) == pytest.approx(90, abs=0.1)


@pytest.mark.parametrize("hip", [-20, 0, 35, 90, 130])
@pytest.mark.parametrize("head", ["left", "right"])
def test_the_hip_is_read_as_it_was_built_whichever_way_the_person_lies(hip, head):
    body = read(lying(head=head, hip=hip, trunk_pitch=-8), STRETCHES["bridge"])
    assert near_flexion(body) == pytest.approx(hip, abs=0.1)


@pytest.mark.parametrize("head", ["left", "right"])
def test_where_the_trunk_rests_on_the_mat_the_hip_is_read_against_level(head):
    """Reaching arms move the shoulder point; a trunk that lies flat is level by itself."""
    body = read(lying(head=head, hip=95, trunk_pitch=-8), KNEE)
    assert near_flexion(body) == pytest.approx(95 + 8, abs=0.1)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (640, 480), (720, 1280)])
def test_case_7_and_lesson_2_the_same_body_gives_the_same_angle_on_any_frame(width, height):
    """16:9, 4:3 and 9:16: the body is in pixels, so the frame's shape changes nothing."""
    shown = lying(hip=63, knee=41)
    # fitted into the frame by one scale for both directions, as an adapter makes pixels
    scale = min(width / 640, height / 480)
    marks = {
        joint: Landmark(Point(mark.point.x_px * scale, mark.point.y_px * scale), 0.99)
        for joint, mark in shown.landmarks.items()
    }
    body = read(Pose(0.0, width, height, marks), KNEE)
    assert near_flexion(body) == pytest.approx(63, abs=0.1)
    assert MEASURES["knee_flex_n"].read(body) == pytest.approx(41, abs=0.1)


@pytest.mark.parametrize(
    "shown", [lying(hip=100, other_hip=20), lying(head="right", hip=30), lying(trunk_pitch=-20)]
)
def test_lesson_3_a_mirrored_person_has_the_same_angles_and_the_other_side(shown):
    there, here = read(mirrored(shown), KNEE), read(shown, KNEE)
    assert there.near is here.near.other
    assert there.leg is here.leg.other
    for id_ in ("hip_flex_n", "hip_flex_f", "knee_flex_n", "trunk_pitch", "thigh_pitch_f"):
        assert MEASURES[id_].read(there) == pytest.approx(MEASURES[id_].read(here), abs=1e-6)


@pytest.mark.parametrize("facing", ["right", "left"])
def test_a_kneeling_person_works_the_rear_leg(facing):
    body = read(kneeling(facing=facing, rear_hip=-12))
    assert body.leg.value == facing == body.near.value
    assert MEASURES["hip_flex_n"].read(body) == pytest.approx(-12, abs=0.1)


def test_the_leg_that_is_drawn_up_is_the_working_one_even_when_it_is_far():
    body = read(lying(hip=95, far_moves=True), KNEE)
    assert body.leg is body.near.other
    assert MEASURES["hip_flex_n"].read(body) == pytest.approx(95, abs=0.1)
    assert MEASURES["hip_flex_f"].read(body) == pytest.approx(45, abs=0.1)


def test_a_far_limb_needs_more_visibility_than_a_near_one():
    shown = lying(hip=95)
    faint = {
        joint: replace(mark, visibility=0.6) if "knee" in joint or "hip" in joint else mark
        for joint, mark in shown.landmarks.items()
    }
    body = read(replace(shown, landmarks=faint), KNEE)
    assert body.at(Joint.RIGHT_KNEE) is not None  # near: the head is at the image's left
    assert body.at(Joint.LEFT_KNEE) is None
    assert body.at(Joint.LEFT_HIP) is not None  # hips are no limbs: one gate for both


def test_one_frame_of_a_nose_behind_the_ears_does_not_turn_the_person_round():
    reader = BodyReader(KNEELING)
    for shown in film(lambda _: kneeling(facing="right"), 1, 15):
        body = reader.read(shown, None)
    nose = Landmark(Point(10, 100), 0.9)
    flipped = replace(shown, time_s=1.07, landmarks=dict(shown.landmarks) | {Joint.NOSE: nose})
    assert reader.read(flipped, None).near is body.near is Side.RIGHT


def test_lesson_16_swapped_leg_names_in_a_tenth_of_the_frames_leave_the_side_alone():
    reader = BodyReader(KNEE)
    readings = set()
    for index, shown in enumerate(film(lambda _: lying(hip=95), 4, 15)):
        swapped = lying(hip=95, swap_names=True)
        body = reader.read(replace(swapped, time_s=shown.time_s) if index % 9 == 4 else shown, None)
        readings.add(round(MEASURES["hip_flex_n"].read(body)))
        assert body.side is Side.RIGHT
    assert readings == {95}


def test_the_sign_of_the_tilt_names_the_side():
    reader = BodyReader(STRETCHES["neck-lateral-ear-to-shoulder"])
    reader.read(front(), None)
    reader.take_sign(6.0)
    assert reader.side is None  # too little to be meant
    reader.take_sign(9.0)
    assert reader.side is Side.LEFT
    reader.take_sign(-9.0)
    assert reader.side is Side.RIGHT
    reader.forget_side()
    assert reader.side is None


SIT, STAND, FOLD = "upper-back-reach", "lumbar-flexion-standing", "childs-pose"


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    ("id_", "make", "deep"),
    [(SIT, sitting, 100.0), (STAND, standing, 110.0), (FOLD, folded, 150.0)],
)
def test_somebody_who_folds_forward_faces_the_same_way_all_along(id_, make, deep, side):
    """Folded, the nose is behind the ears: it looks back at the feet."""
    value, reader = eased([(1, 0), (3, deep), (8, deep)]), BodyReader(STRETCHES[id_])
    bodies = []
    for shown in film(lambda t: make(value(t)), 8, 10):
        there = shown if side is Side.RIGHT else mirrored(shown)
        bodies.append(reader.read(there, None))
    nose, ear = (bodies[-1].pose.landmarks[j].point.x_px for j in (Joint.NOSE, side.joint("ear")))
    behind = nose < ear if side is Side.RIGHT else nose > ear
    assert behind or id_ == FOLD
    assert {body.near for body in bodies} == {side}
    assert {body.forward_x for body in bodies} == {1.0 if side is Side.RIGHT else -1.0}


@pytest.mark.parametrize("turned", [False, True])
def test_the_feet_tell_where_somebody_faces_who_is_folded_from_the_first_frame_on(turned):
    shown = standing(95, neck=60)
    body = read(mirrored(shown) if turned else shown, STRETCHES[STAND])
    assert body.near is (Side.LEFT if turned else Side.RIGHT)
    assert MEASURES["trunk_flex"].read(body) == pytest.approx(95, abs=0.1)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("id_", "shown", "hip"),
    [("sphinx", sphinx(), 0), ("sphinx", sphinx(20), -20), ("cat-cow", all_fours(), 90)],
)
def test_face_down_the_near_side_and_the_signs_are_right_at_either_end(id_, shown, hip, turned):
    """The head at the image's right: the right side is near; a chin that sinks is positive."""
    body = read(mirrored(shown) if turned else shown, STRETCHES[id_])
    assert body.near is body.leg is (Side.LEFT if turned else Side.RIGHT)
    assert body.turn == (1 if turned else -1)
    assert near_flexion(body) == pytest.approx(hip, abs=0.1)
    assert MEASURES["neck_flex"].read(body) > 20


@pytest.mark.parametrize("arm", list(Side))
def test_the_raised_arm_names_the_side_whichever_it_is(arm):
    reader = BodyReader(STRETCHES["levator-scapulae-wall"])
    reader.read(front(), None)
    assert reader.side is None
    raised = front(**{f"{arm}_elbow": 0.2})
    assert reader.read(raised, None).side is arm
    assert reader.read(front(), None).side is arm  # a lowered arm does not change the side
    reader.forget_side()
    assert reader.side is None


def test_two_arms_at_one_height_name_no_side():
    reader = BodyReader(STRETCHES["levator-scapulae-wall"])
    reader.read(front(left_elbow=0.3, right_elbow=0.2), None)
    assert reader.side is None


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("roll", "toward"), [(30, True), (-30, False)])
def test_knees_roll_to_the_side_toward_the_camera_or_to_the_other_one(roll, toward, turned):
    """The height of one knee alone does not tell; which one sank more, and which looks larger."""
    flip = mirrored if turned else lambda shown: shown
    reader, rest = BodyReader(STRETCHES["lower-trunk-rotation"]), flip(rolled())
    assert reader.read(rest, rest).side is None
    for shown in film(lambda _: flip(rolled(roll)), 1, 10):
        body = reader.read(replace(shown, time_s=shown.time_s + 0.1), rest)
    assert body.side is (body.near if toward else body.near.other)


def test_knees_that_have_hardly_rolled_name_no_side():
    reader = BodyReader(STRETCHES["lower-trunk-rotation"])
    for shown in film(lambda _: rolled(3), 1, 10):
        reader.read(shown, rolled())
    assert reader.side is None


def test_every_stretch_on_the_floor_says_where_the_front_of_the_body_is():
    """The near side depends on it, by the first posture: up, down, or aside as for the others."""

    def first(posture: Posture) -> set[str]:
        return {id_ for id_, stretch in STRETCHES.items() if stretch.postures[0] is posture}

    assert first(Posture.SUPINE) == {
        "bridge",
        "double-knee-to-chest",
        "hamstring-towel",
        "lower-trunk-rotation",
        "lying-static-leg-raise",
        "partial-crunch",
        "pelvic-tilt",
        "relaxed-breathing",
        "single-knee-to-chest",
    }
    assert first(Posture.PRONE) == {"sphinx"}
    assert first(Posture.HANDS_AND_KNEES) == {"cat-cow", "downward-dog"}
