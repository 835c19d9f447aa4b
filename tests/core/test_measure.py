"""Every measure on a body whose answer is known by construction; unseen is None, never 0."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan, cos, degrees, hypot, pi, radians, sin, sqrt

import pytest
from bodies import (
    SHANK,
    THIGH,
    TRUNK,
    all_fours,
    bridging,
    crunching,
    dog,
    folded,
    front,
    kneeling,
    lifting,
    lying,
    mirrored,
    rolled,
    side_lying,
    sitting,
    sphinx,
    standing,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.core.body import Body, BodyReader
from posecoach.core.calibration import bounded_zero
from posecoach.core.measure import DERIVED, MEASURES, Region
from posecoach.core.pose import Head, Joint, Landmark, Point, Pose, Side
from posecoach.core.stretch import View

from .motions import STRETCHES

few = settings(max_examples=25, derandomize=True, deadline=None, database=None)


def body(id_: str, shown: Pose, rest: Pose | None = None, side: Side | None = None) -> Body:
    return replace(BodyReader(STRETCHES[id_]).read(shown, rest), side=side)


def neck(shown: Pose, rest: Pose | None = None, side: Side | None = None) -> Body:
    return body("neck-lateral-ear-to-shoulder", shown, rest, side)


def knee(shown: Pose, rest: Pose | None = None) -> Body:
    return body("single-knee-to-chest", shown, rest)


def moved(shown: Pose, joint: Joint, dx: float = 0.0, dy: float = 0.0) -> Pose:
    mark = shown.landmarks[joint]
    there = Point(mark.point.x_px + dx, mark.point.y_px + dy)
    return replace(shown, landmarks=dict(shown.landmarks) | {joint: Landmark(there, 0.99)})


def without(shown: Pose, *joints: Joint) -> Pose:
    kept = {joint: mark for joint, mark in shown.landmarks.items() if joint not in joints}
    return replace(shown, landmarks=kept)


def arm(flexion: float) -> Pose:
    """A lying person whose near elbow is bent by `flexion`."""
    shown = lying()
    x, y = 240.0, 380.0
    turn = radians(flexion)
    marks = dict(shown.landmarks)
    marks[Joint.RIGHT_ELBOW] = Landmark(Point(x + 50, y), 0.9)
    marks[Joint.RIGHT_WRIST] = Landmark(Point(x + 50 + 50 * cos(turn), y - 50 * sin(turn)), 0.9)
    return replace(shown, landmarks=marks)


@dataclass(frozen=True)
class Known:
    """A body, read as a stretch reads it, the answer, and a joint without which there is none."""

    stretch: str
    shown: Pose
    answer: float
    within: float = 0.1
    needs: Joint | None = None
    rest: Pose | None = None
    side: Side | None = None

    @property
    def body(self) -> Body:
        return body(self.stretch, self.shown, self.rest, self.side)

    @property
    def in_mirror(self) -> Body:
        rest, side = self.rest and mirrored(self.rest), self.side and self.side.other
        return body(self.stretch, mirrored(self.shown), rest, side)


NECK, KNEE, KNEEL = "neck-lateral-ear-to-shoulder", "single-knee-to-chest", "hip-flexor-kneeling"
SIT, LIFT, CAT, ROLL = "upper-back-reach", "safe-lift-practice", "cat-cow", "lower-trunk-rotation"
ASIDE = "side-lying-flexion-rotation"
RISEN = front(rise_left=0.1, rise_right=0.08)
EXACT = 1e-6
COARSE = 5.0  # degrees: knees that are back read as lower than before
J = Joint
# a shoulder 25 degrees below the straight way from hip to hand, over the line between those two
SAG = THIGH * sin(radians(25)) / sqrt(TRUNK**2 + THIGH**2 + 2 * TRUNK * THIGH * cos(radians(25)))

KNOWN = {
    "head_roll": Known(NECK, front(roll=20), 20, needs=J.LEFT_SHOULDER),
    "head_pitch": Known(NECK, front(pitch=17), 17),
    "head_yaw": Known(NECK, front(yaw=-9), -9),
    "neck_axis_roll": Known(NECK, front(), 0, needs=J.LEFT_EAR),
    "shoulder_tilt": Known(NECK, front(lean=7), 7, needs=J.RIGHT_SHOULDER),
    "trunk_lean": Known(NECK, front(lean=-7), -7, needs=J.LEFT_HIP),
    "shoulder_shift": Known(NECK, front(shift=20), 0.2, EXACT, J.LEFT_SHOULDER, front()),
    "shoulder_rise_same": Known(NECK, RISEN, 0.1, EXACT, J.LEFT_SHOULDER, front(), Side.LEFT),
    "shoulder_rise_opposite": Known(NECK, RISEN, 0.08, EXACT, J.RIGHT_SHOULDER, front(), Side.LEFT),
    "shoulder_rise_both": Known(NECK, RISEN, 0.08, EXACT, J.LEFT_SHOULDER, front()),
    "shoulder_drop_both": Known(
        NECK, front(rise_left=-0.2, rise_right=-0.15), 0.15, EXACT, J.RIGHT_SHOULDER, front()
    ),
    "shoulder_width": Known(NECK, front(narrow=0.8), 0.8, EXACT, J.LEFT_SHOULDER, front()),
    "hip_width": Known(ASIDE, side_lying(hips=0.6), 0.6, EXACT, J.LEFT_HIP, side_lying()),
    "ear_gap": Known(NECK, front(), 0.55, EXACT, J.LEFT_EAR, front()),
    "wrist_head": Known(NECK, front(hands_up=True), 0.058, 0.001, J.LEFT_SHOULDER),
    "wrist_height_opposite": Known(  # half of the 180 px from the hip to the head
        "upper-trapezius", front(left_hand=0.5), 90 / TRUNK, EXACT, J.LEFT_WRIST, side=Side.RIGHT
    ),
    "elbow_height": Known(NECK, front(right_elbow=0.3), 0.3, EXACT, J.RIGHT_ELBOW, side=Side.RIGHT),
    "leg_reach_b": Known(
        ASIDE, side_lying(bottom_knee=90), hypot(THIGH, SHANK) / TRUNK, EXACT, J.RIGHT_ANKLE
    ),
    "stand_height": Known("stand-and-walk", front(stand=0.5), 0.5, EXACT, J.LEFT_HIP),
    "hip_flex_n": Known(KNEE, lying(hip=95), 95, needs=J.RIGHT_HIP),
    "hip_flex_f": Known(KNEE, lying(hip=95, other_hip=12), 12, needs=J.LEFT_KNEE),
    "hip_flex_gap": Known(
        "double-knee-to-chest", lying(hip=95, other_hip=40), 55, needs=J.LEFT_KNEE
    ),
    "knee_flex_n": Known(KNEE, lying(hip=95, knee=120), 120, needs=J.RIGHT_ANKLE),
    "knee_flex_f": Known(KNEE, lying(hip=95, other_knee=33), 33, needs=J.LEFT_ANKLE),
    "knee_flex_change": Known("pelvic-tilt", lying(knee=110), 110, needs=J.RIGHT_ANKLE),
    "thigh_pitch_f": Known(KNEE, lying(hip=95, other_hip=14), 14, needs=J.LEFT_KNEE),
    "thigh_lean_n": Known(CAT, all_fours(rock=20), degrees(atan(0.2)), needs=J.RIGHT_KNEE),
    "shank_pitch_n": Known(KNEE, lying(hip=95, knee=95), 0, needs=J.RIGHT_ANKLE),
    "shank_lean_n": Known(LIFT, lifting(80, shank=25), 25, needs=J.RIGHT_ANKLE),
    "shank_lean_f": Known(KNEEL, kneeling(shank_lean=13), 13, needs=J.LEFT_ANKLE),
    "knee_past_toes": Known(  # the toes are 45 px ahead of the ankle, the knee 95 sin 30
        KNEEL, kneeling(shank_lean=30), 2.5 / TRUNK, EXACT, J.LEFT_FOOT_INDEX
    ),
    "foot_line_n": Known(KNEEL, kneeling(tucked=True), degrees(pi / 2) - 9.46, needs=J.RIGHT_ANKLE),
    "knee_roll": Known(ROLL, rolled(33), 33, COARSE, None, rolled()),
    "knee_spread": Known(ROLL, rolled(knees_apart=36), 0.3, EXACT, J.LEFT_KNEE, rolled()),
    "knee_gap": Known("bridge", bridging(knees_apart=1.7), 1.7, 0.05),
    "trunk_pitch": Known(KNEE, lying(trunk_pitch=-21), -21, needs=J.RIGHT_HIP),
    "shoulder_lift": Known("sphinx", sphinx(11), 11, needs=J.RIGHT_HIP),
    "trunk_flex": Known(KNEEL, kneeling(trunk=18), 18, needs=J.LEFT_HIP),
    "trunk_flex_change": Known(SIT, sitting(-18), -18, needs=J.LEFT_HIP),
    "trunk_change": Known(CAT, all_fours(40), 0.08, EXACT, J.LEFT_HIP, all_fours()),
    "neck_flex": Known("lumbar-flexion-standing", standing(30, neck=35), 35, 2.0, J.RIGHT_EAR),
    "ear_gap_n": Known(SIT, sitting(neck_px=36), -0.2, EXACT, J.RIGHT_EAR, sitting()),
    "arm_elev": Known(SIT, sitting(12, arm=80), 80, needs=J.RIGHT_ELBOW),
    "arm_lean": Known(LIFT, lifting(arm=200), 20, needs=J.RIGHT_WRIST),
    "elbow_flex": Known(KNEE, arm(75), 75, needs=J.RIGHT_WRIST),
    "elbow_ahead": Known(
        "partial-crunch", crunching(elbow_up=18), 0.15, EXACT, J.RIGHT_ELBOW, crunching()
    ),
    "elbow_under": Known("sphinx", sphinx(elbow_ahead=30), 0.25, EXACT, J.RIGHT_ELBOW),
    "hand_reach": Known(  # an upright trunk, and an arm of 100 px that points 60 from straight down
        LIFT, lifting(0, arm=120), 100 * sin(radians(60)) / TRUNK, EXACT, J.RIGHT_WRIST, lifting(0)
    ),
    "head_above_hand": Known("childs-pose", folded(122, head_up=0.3), 0.3, EXACT, J.NOSE, folded()),
    "shoulder_reach": Known(SIT, sitting(reach=24), 0.2, EXACT, J.RIGHT_SHOULDER, sitting()),
    "shoulder_rise_n": Known(ROLL, rolled(shoulder_up=12), 0.1, EXACT, J.RIGHT_SHOULDER, rolled()),
    "shoulder_sag": Known("downward-dog", dog(20, arm=205), SAG, EXACT, J.RIGHT_WRIST),
    "hip_shift": Known(CAT, all_fours(rock=-18), 0.15, EXACT, J.LEFT_HIP, all_fours()),
    "hip_heel": Known(  # kneeling up; the heel is 100 px behind the knee and 8 higher
        "childs-pose", folded(0), hypot(100, THIGH - 8) / SHANK, EXACT, J.RIGHT_HEEL
    ),
    "hip_rise": Known(KNEE, lying(trunk_pitch=-10), sin(radians(10)), EXACT, None, lying()),
    "hip_forward": Known(  # an upright rear thigh: the front ankle is 105 px ahead of the hips
        KNEEL, kneeling(rear_hip=0), 105 / TRUNK, EXACT, J.LEFT_ANKLE
    ),
    "head_rise": Known(KNEE, lying(nose_up=24), 24 / TRUNK, EXACT, J.NOSE, lying()),
    "head_shift": Known(KNEE, moved(lying(), J.NOSE, dx=30), 30 / TRUNK, EXACT, J.NOSE, lying()),
    "foot_rise_n": Known(
        "partial-crunch", crunching(foot_up=12), 0.1, EXACT, J.RIGHT_ANKLE, crunching()
    ),
    "foot_rise_f": Known(
        KNEE, moved(lying(hip=95), J.LEFT_ANKLE, dy=-12), 0.1, EXACT, J.LEFT_ANKLE, lying()
    ),
    "foot_shift": Known(ROLL, rolled(feet=-24), 0.2, EXACT, J.RIGHT_ANKLE, rolled()),
    "heel_rise_n": Known(
        KNEE, moved(lying(), J.RIGHT_HEEL, dy=-18), 0.15, EXACT, J.RIGHT_HEEL, lying()
    ),
    "heel_rise_f": Known(
        KNEE, moved(lying(), J.LEFT_HEEL, dy=-18), 0.15, EXACT, J.LEFT_HEEL, lying()
    ),
}
# what has a left and a right; everything else reads the same in the mirror
SIGNED = {"head_roll", "head_yaw", "neck_axis_roll", "shoulder_tilt", "trunk_lean",
          "shoulder_shift"}  # fmt: skip


def test_every_measure_has_a_body_with_a_known_answer():
    assert set(KNOWN) == set(MEASURES)


@pytest.mark.parametrize("id_", MEASURES)
def test_a_measure_reads_what_was_built_and_the_same_in_the_mirror(id_):
    known = KNOWN[id_]
    assert MEASURES[id_].read(known.body) == pytest.approx(known.answer, abs=known.within)
    there = -known.answer if id_ in SIGNED else known.answer
    assert MEASURES[id_].read(known.in_mirror) == pytest.approx(there, abs=known.within)


@pytest.mark.parametrize("id_", [id_ for id_, known in KNOWN.items() if known.needs])
def test_lessons_5_and_14_a_measure_without_its_joint_is_none(id_):
    known = KNOWN[id_]
    seen = known.body
    blind = replace(seen, pose=without(seen.pose, known.needs))
    assert MEASURES[id_].read(blind) is None


@pytest.mark.parametrize("id_", MEASURES)
def test_lesson_14_with_nobody_there_every_measure_is_none(id_):
    assert MEASURES[id_].read(Body(Pose(0.0, 640, 480))) is None


@pytest.mark.parametrize("id_", MEASURES)
def test_a_measure_says_what_it_needs_and_from_where_it_is_seen(id_):
    measure = MEASURES[id_]
    assert measure.views
    assert measure.views <= set(View)
    assert measure.needs
    assert measure.unit in ("deg", "ratio")
    assert id_ not in DERIVED


@pytest.mark.parametrize("id_", [id_ for id_, known in KNOWN.items() if known.rest])
def test_what_is_made_from_the_neutral_has_no_value_before_there_is_one(id_):
    known = KNOWN[id_]
    assert MEASURES[id_].read(replace(known.body, rest=None)) is None


@pytest.mark.parametrize("id_", [id_ for id_, known in KNOWN.items() if known.needs and known.rest])
def test_what_was_not_seen_in_the_neutral_has_no_change_from_it(id_):
    known = KNOWN[id_]
    unknown = replace(known.body, rest=without(known.rest, known.needs))
    assert MEASURES[id_].read(unknown) is None or id_ in NOW_AGAINST_A_LENGTH


NOW_AGAINST_A_LENGTH = {"head_above_hand", "hand_reach", "ear_gap"}
"""These ask the neutral for nothing but the length of the trunk, or the shoulders' width."""


@pytest.mark.parametrize("roll", [-52, -25, 0, 25, 52])
def test_knees_that_roll_either_way_read_as_far_as_they_went(roll):
    seen = body(ROLL, rolled(roll), rolled())
    assert MEASURES["knee_roll"].read(seen) == pytest.approx(abs(roll), abs=COARSE)
    blind = replace(seen, pose=without(seen.pose, Joint.LEFT_KNEE, Joint.RIGHT_KNEE))
    assert MEASURES["knee_roll"].read(blind) is None


@pytest.mark.parametrize(("left", "right", "height"), [(0.3, -0.6, 0.3), (-0.6, 0.2, 0.2)])
def test_the_higher_elbow_counts_until_the_side_is_known(left, right, height):
    shown = front(left_elbow=left, right_elbow=right)
    assert MEASURES["elbow_height"].read(neck(shown)) == pytest.approx(height)


def test_a_hidden_leg_leaves_the_standing_height_to_the_other_one():
    shown = without(front(stand=0.4), Joint.LEFT_KNEE)
    assert MEASURES["stand_height"].read(neck(shown)) == pytest.approx(0.4)
    assert MEASURES["stand_height"].read(neck(without(shown, Joint.RIGHT_KNEE))) is None


def test_one_leg_that_hides_the_other_tells_nothing_of_both():
    """Both knees at one place: the model puts the hidden leg beside the one that is seen."""
    both = body("double-knee-to-chest", lying(hip=95, other_hip=95))
    assert MEASURES["hip_flex_gap"].read(both) is None


@pytest.mark.parametrize("arm_deg", [170, 190])
def test_shoulders_above_or_below_the_line_from_hand_to_hip_have_their_sign(arm_deg):
    sag = MEASURES["shoulder_sag"].read(body("downward-dog", dog(20, arm=arm_deg)))
    assert (sag > 0) is (arm_deg > 180)


@pytest.mark.parametrize(
    "id_", ["shoulder_rise_same", "shoulder_rise_opposite", "wrist_height_opposite"]
)
def test_a_measure_of_a_side_is_none_until_the_side_is_known(id_):
    assert MEASURES[id_].read(neck(RISEN, front())) is None


def turned(shown: Pose, turn: float) -> Pose:
    """The whole frame turned clockwise, the head with it."""
    c, s = cos(radians(turn)), sin(radians(turn))
    marks = {}
    for joint, mark in shown.landmarks.items():
        x, y = mark.point.x_px - 320, mark.point.y_px - 320
        marks[joint] = Landmark(Point(320 + c * x - s * y, 320 + s * x + c * y), mark.visibility)
    head = shown.head and replace(shown.head, roll_deg=shown.head.roll_deg + turn)
    return replace(shown, width_px=900, height_px=900, landmarks=marks, head=head)


@pytest.mark.parametrize("turn", [-30, 0, 30])
def test_case_6_head_roll_is_against_the_shoulders_so_a_turned_frame_changes_nothing(turn):
    """Positive toward the person's left; a frame turned by 30 degrees reads the same."""
    shown = turned(front(roll=20), turn)
    assert MEASURES["head_roll"].read(neck(shown)) == pytest.approx(20, abs=0.1)


def test_lesson_15_the_head_is_read_from_the_face_and_not_from_the_ears():
    """The pose's eye and ear lines move by 0.6 of the truth; here they do not move at all."""
    assert MEASURES["head_roll"].read(neck(front(roll=25))) == pytest.approx(25)
    assert MEASURES["head_roll"].read(neck(front(roll=25, face=False))) is None
    assert MEASURES["head_pitch"].read(neck(front(pitch=25, face=False))) is None


@few
@given(st.floats(-45, 45), st.floats(-20, 20))
def test_lesson_3_a_mirrored_head_tilts_to_the_other_side(roll, lean):
    shown = front(roll=roll, lean=lean)
    for id_ in ("head_roll", "shoulder_tilt", "trunk_lean"):
        there = MEASURES[id_].read(neck(mirrored(shown)))
        assert there == pytest.approx(-MEASURES[id_].read(neck(shown)), abs=1e-6)


@few
@given(st.floats(0, 130), st.floats(0, 140), st.floats(0.3, 1.0))
def test_lesson_2_size_and_place_change_no_angle(hip, bend, scale):
    shown = lying(hip=hip, knee=bend)
    small = {
        joint: Landmark(Point(40 + mark.point.x_px * scale, mark.point.y_px * scale), 0.99)
        for joint, mark in shown.landmarks.items()
    }
    # kept inside a wider frame, so that the gate does not answer instead
    inside = replace(shown, width_px=2000, height_px=2000)
    near = replace(knee(inside), leg=Side.RIGHT)
    far = replace(knee(replace(inside, landmarks=small)), leg=Side.RIGHT)
    for id_ in ("hip_flex_n", "knee_flex_n", "trunk_pitch"):
        there = MEASURES[id_].read(far)
        assert there == pytest.approx(MEASURES[id_].read(near), abs=1e-6)


@pytest.mark.parametrize("head", ["left", "right"])
def test_case_8_a_straight_bridge_is_zero_and_higher_hips_are_negative(head):
    straight = MEASURES["hip_flex_n"].read(body("bridge", bridging(hip=0, head=head)))
    arched = MEASURES["hip_flex_n"].read(body("bridge", bridging(hip=-9, head=head)))
    assert straight == pytest.approx(0, abs=0.1)
    assert arched == pytest.approx(-9, abs=0.1)


@pytest.mark.parametrize("region", Region)
def test_quick_is_quicker_than_fast_and_fast_than_calm(region):
    tempo = region.value
    assert 0 < tempo.calm < tempo.fast < tempo.very_fast
    assert tempo.very_fast == 2 * tempo.fast


@pytest.mark.parametrize(
    ("rest", "zero"),
    [
        (front(roll=6), 6),  # the person's own
        (front(roll=-9.9), -9.9),
        (front(roll=20), 0),  # in the middle of the stretch: the definition's own
        (front(face=False), 0),  # never seen
    ],
)
def test_a_neutral_is_taken_only_within_its_bounds(rest, zero):
    assert bounded_zero("head_roll", neck(front(), rest), 0, 10) == pytest.approx(zero)


def test_without_a_rest_the_neutral_is_the_definitions_own():
    assert bounded_zero("hip_flex_n", knee(lying()), 40, 20) == 40


def test_a_head_that_is_not_there_is_not_a_level_head():
    shown = replace(front(), head=None)
    for id_ in ("head_roll", "head_pitch", "head_yaw"):
        assert MEASURES[id_].read(neck(shown)) is None
    assert MEASURES["head_yaw"].read(neck(replace(shown, head=Head()))) is None
