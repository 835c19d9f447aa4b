"""Every measure on a body whose answer is known by construction; unseen is None, never 0."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, degrees, pi, radians, sin

import pytest
from bodies import TRUNK, bridging, front, kneeling, lying, mirrored
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


def kneel(shown: Pose, rest: Pose | None = None) -> Body:
    return body("hip-flexor-kneeling", shown, rest)


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
    """A body, the answer, and a joint without which there is none."""

    make: Callable[[], Body]
    answer: float
    within: float = 0.1
    needs: Joint | None = None


RISEN = front(rise_left=0.1, rise_right=0.08)
L_SHOULDER, R_SHOULDER = Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER
NEAR_HEEL, FAR_HEEL = Joint.RIGHT_HEEL, Joint.LEFT_HEEL

KNOWN = {
    "head_roll": Known(lambda: neck(front(roll=20)), 20, needs=L_SHOULDER),
    "head_pitch": Known(lambda: neck(front(pitch=17)), 17),
    "head_yaw": Known(lambda: neck(front(yaw=-9)), -9),
    "neck_axis_roll": Known(lambda: neck(front()), 0, needs=Joint.LEFT_EAR),
    "shoulder_tilt": Known(lambda: neck(front(lean=7)), 7, needs=R_SHOULDER),
    "trunk_lean": Known(lambda: neck(front(lean=-7)), -7, needs=Joint.LEFT_HIP),
    "shoulder_shift": Known(lambda: neck(front(shift=20), front()), 0.2, 1e-6, L_SHOULDER),
    "shoulder_rise_same": Known(
        lambda: neck(RISEN, front(), Side.LEFT), 0.1, 1e-6, needs=L_SHOULDER
    ),
    "shoulder_rise_opposite": Known(
        lambda: neck(RISEN, front(), Side.LEFT), 0.08, 1e-6, needs=R_SHOULDER
    ),
    "shoulder_rise_both": Known(lambda: neck(RISEN, front()), 0.08, 1e-6, needs=L_SHOULDER),
    "shoulder_drop_both": Known(
        lambda: neck(front(rise_left=-0.2, rise_right=-0.15), front()), 0.15, 1e-6, R_SHOULDER
    ),
    "ear_gap": Known(lambda: neck(front(), front()), 0.55, 1e-6, needs=Joint.LEFT_EAR),
    "wrist_head": Known(lambda: neck(front(hands_up=True)), 0.058, 0.001, needs=L_SHOULDER),
    "hip_flex_n": Known(lambda: knee(lying(hip=95)), 95, needs=Joint.RIGHT_HIP),
    "hip_flex_f": Known(lambda: knee(lying(hip=95, other_hip=12)), 12, needs=Joint.LEFT_KNEE),
    "knee_flex_n": Known(lambda: knee(lying(hip=95, knee=120)), 120, needs=Joint.RIGHT_ANKLE),
    "knee_flex_f": Known(lambda: knee(lying(hip=95, other_knee=33)), 33, needs=Joint.LEFT_ANKLE),
    "thigh_pitch_f": Known(lambda: knee(lying(hip=95, other_hip=14)), 14, needs=Joint.LEFT_KNEE),
    "shank_pitch_n": Known(lambda: knee(lying(hip=95, knee=95)), 0, needs=Joint.RIGHT_ANKLE),
    "shank_lean_f": Known(lambda: kneel(kneeling(shank_lean=13)), 13, needs=Joint.LEFT_ANKLE),
    "knee_past_toes": Known(  # the toes are 45 px ahead of the ankle, the knee 95 sin 30
        lambda: kneel(kneeling(shank_lean=30)), 2.5 / TRUNK, 1e-6, Joint.LEFT_FOOT_INDEX
    ),
    "foot_line_n": Known(
        lambda: kneel(kneeling(tucked=True)), degrees(pi / 2) - 9.46, 0.1, Joint.RIGHT_ANKLE
    ),
    "trunk_pitch": Known(lambda: knee(lying(trunk_pitch=-21)), -21, needs=Joint.RIGHT_HIP),
    "shoulder_lift": Known(lambda: knee(lying(trunk_pitch=11)), 11, needs=Joint.RIGHT_HIP),
    "trunk_flex": Known(lambda: kneel(kneeling(trunk=18)), 18, needs=Joint.LEFT_HIP),
    "elbow_flex": Known(lambda: knee(arm(75)), 75, needs=Joint.RIGHT_WRIST),
    "head_rise": Known(lambda: knee(lying(nose_up=24), lying()), 24 / TRUNK, needs=Joint.NOSE),
    "head_shift": Known(
        lambda: knee(moved(lying(), Joint.NOSE, dx=30), lying()), 30 / TRUNK, 1e-6, Joint.NOSE
    ),
    "hip_rise": Known(lambda: knee(lying(trunk_pitch=-10), lying()), sin(radians(10)), 1e-6, None),
    "foot_rise_f": Known(
        lambda: knee(moved(lying(hip=95), Joint.LEFT_ANKLE, dy=-12), lying()),
        0.1,
        1e-6,
        Joint.LEFT_ANKLE,
    ),
    "heel_rise_n": Known(
        lambda: knee(moved(lying(), NEAR_HEEL, dy=-18), lying()), 0.15, 1e-6, NEAR_HEEL
    ),
    "heel_rise_f": Known(
        lambda: knee(moved(lying(), FAR_HEEL, dy=-18), lying()), 0.15, 1e-6, FAR_HEEL
    ),
    "knee_gap": Known(lambda: body("bridge", bridging(knees_apart=1.7)), 1.7, 0.05),
    "hip_forward": Known(  # an upright rear thigh: the front ankle is 130 px ahead of the hips
        lambda: kneel(kneeling(rear_hip=0)), 130 / TRUNK, 1e-6, Joint.LEFT_ANKLE
    ),
}


def test_every_measure_has_a_body_with_a_known_answer():
    assert set(KNOWN) == set(MEASURES)


@pytest.mark.parametrize("id_", MEASURES)
def test_a_measure_reads_what_was_built(id_):
    known = KNOWN[id_]
    assert MEASURES[id_].read(known.make()) == pytest.approx(known.answer, abs=known.within)


@pytest.mark.parametrize("id_", [id_ for id_, known in KNOWN.items() if known.needs])
def test_lessons_5_and_14_a_measure_without_its_joint_is_none(id_):
    known = KNOWN[id_]
    seen = known.make()
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


@pytest.mark.parametrize(
    "id_", ["shoulder_shift", "shoulder_rise_same", "ear_gap", "head_rise", "foot_rise_f"]
)
def test_what_is_made_from_the_neutral_has_no_value_before_there_is_one(id_):
    seen = KNOWN[id_].make()
    assert MEASURES[id_].read(replace(seen, rest=None)) is None


@pytest.mark.parametrize("id_", ["shoulder_rise_same", "shoulder_rise_opposite"])
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
