"""What is doubtful of a pose is unseen before anything reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import film, lying, nobody

from posecoach.core.pose import Head, Joint, Landmark, Point, Pose
from posecoach.core.session import Session
from posecoach.core.swaps import ARMS, LEGS, exchanged
from posecoach.core.trust import Trust

from .motions import Motion, length_s, right, short
from .test_limbs import FAR_FOOT
from .test_limbs import shifted as moved


def test_a_plain_pose_passes_unchanged():
    trust = Trust()
    assert all(trust.step(shown, running=True) is shown for shown in film(lambda _: lying(), 2, 15))
    gone = nobody(2.1)
    assert trust.step(gone, running=True) is gone


def test_a_pose_of_two_people_is_empty_and_says_so():
    shown = replace(lying(), crowded=True, head=Head(1.0, 2.0, 3.0))
    kept = Trust().step(shown, running=False)
    assert kept.empty
    assert kept.crowded
    assert kept.head is None
    assert (kept.time_s, kept.width_px, kept.height_px) == (0.0, 640, 480)


def test_swapped_legs_are_mended_before_limbs_are_measured():
    """With names exchanged only below the knee both shanks would reach across the body."""
    trust = Trust()
    shown = lying(hip=90, knee=20, other_hip=0, other_knee=10)
    for pose in film(lambda _: shown, 2, 15):
        trust.step(pose, running=True)
    kept = trust.step(replace(exchanged(shown, LEGS), time_s=2.05), running=True)
    assert kept.landmarks == shown.landmarks


def test_a_crowd_teaches_nothing_of_the_person_s_limbs():
    trust = Trust()
    long = dict(lying(hip=0, knee=0).landmarks)
    far = long[Joint.RIGHT_ANKLE].point
    long[Joint.RIGHT_ANKLE] = Landmark(Point(far.x_px + 60, far.y_px), 0.9)
    for pose in film(lambda _: replace(lying(), landmarks=long, crowded=True), 3, 15):
        assert trust.step(pose, running=True).empty
    for pose in film(lambda _: lying(hip=0, knee=0), 2, 15):
        trust.step(replace(pose, time_s=10 + pose.time_s), running=True)
    late = replace(lying(), landmarks=long, time_s=12.1)
    assert trust.step(late, running=True).seen(Joint.RIGHT_ANKLE) is None


def knee_far_away(shown: Pose) -> Pose:
    return moved(shown, {Joint.RIGHT_KNEE, Joint.LEFT_KNEE} | FAR_FOOT, 300)


@pytest.mark.parametrize(
    ("disturb", "lasts_s"),
    [
        (lambda shown: exchanged(shown, LEGS), 0.8),
        (lambda shown: exchanged(shown, ARMS), 0.8),
        (knee_far_away, 0.4),
    ],
    ids=["legs swapped", "arms swapped", "knees on the furniture"],
)
@pytest.mark.parametrize("id_", ["single-knee-to-chest", "lying-static-leg-raise"])
def test_lesson_16_what_the_model_gets_wrong_for_a_while_is_not_judged(id_, disturb, lasts_s):
    """The angle is the true one or none, and so nothing is told and the same is counted."""
    from_s, motion = 5.5, right(id_)

    def disturbed(time_s: float) -> Pose:
        there = from_s <= time_s < from_s + lasts_s
        return disturb(motion(time_s)) if there else motion(time_s)

    usual, other = Coached(id_, motion), Coached(id_, disturbed)
    assert other.told == usual.told
    assert other.counted == usual.counted
    pairs = zip(other.values, usual.values, strict=True)
    assert all(a is None or b is None or abs(a - b) < 2 for a, b in pairs)


class Coached:
    """What coaching a motion comes to."""

    def __init__(self, id_: str, motion: Motion) -> None:
        stretch = short(id_)
        session = Session(stretch)
        steps = [session.step(pose) for pose in film(motion, length_s(), 10)]
        self.told = [step.cue.id for step in steps if step.cue]
        self.counted = [(a.side, a.missing) for a in session.finish()]
        self.values = [step.values[stretch.primary.measure] for step in steps]
