"""Less of the same stretch: what "ease" asks for, and that nothing done is lost by it."""

from __future__ import annotations

import pytest
from bodies import cues, eased, film

from posecoach.core.coach import EventKind
from posecoach.core.ease import eased as eased_stretch
from posecoach.core.session import Session
from posecoach.core.stretch import Level

from .motions import BY_THE_CLOCK, MEASURED, STRETCHES, body_of, short

LATERAL, KNEE, BRIDGE = "neck-lateral-ear-to-shoulder", "single-knee-to-chest", "bridge"


@pytest.mark.parametrize("id_", [LATERAL, KNEE, "hip-flexor-kneeling", BRIDGE, "partial-crunch"])
def test_the_target_comes_nearer_by_ten_degrees_or_half_of_the_way(id_):
    """Ear to shoulder: 12-28 from 0, half the way is 6. Knee to chest: 85-105 from 40, so 10."""
    band = eased_stretch(STRETCHES[id_]).primary.bands[Level.BEGINNER]
    wanted = {
        LATERAL: (6, 22),
        KNEE: (75, 95),
        "hip-flexor-kneeling": (-12, 0),  # from 5 back to -5: half of ten
        BRIDGE: (-4, 24),  # begins at 28, tops out at 20: half of eight
        "partial-crunch": (2.75, 10.75),  # begins at 2.5, tops out at 5
    }
    assert (band.low, band.high) == wanted[id_]


@pytest.mark.parametrize("id_", MEASURED)
def test_both_levels_ask_for_the_same_and_never_for_more_than_the_beginner(id_):
    stretch, less = STRETCHES[id_], eased_stretch(STRETCHES[id_])
    for level in Level:
        assert less.primary.bands[level] == less.primary.bands[Level.BEGINNER]
        assert less.dose.seconds[level] == stretch.dose.seconds[Level.BEGINNER]
    before, after = stretch.primary.bands[Level.BEGINNER], less.primary.bands[Level.BEGINNER]
    assert after.low - before.low == after.high - before.high
    assert 0 < abs(after.low - before.low) <= 10


@pytest.mark.parametrize("id_", BY_THE_CLOCK)
def test_what_goes_by_the_clock_keeps_its_ways(id_):
    assert eased_stretch(STRETCHES[id_]).rep_range == STRETCHES[id_].rep_range
    assert eased_stretch(STRETCHES[id_]).dose.pace == STRETCHES[id_].dose.pace


def tilted_to(top: float, id_: str = LATERAL):
    value, make = eased([(1.6, 0.0), (3.8, top)]), body_of(id_)
    return lambda time_s: make(value(time_s))


def test_who_cannot_reach_the_range_holds_after_easing():
    """Nine degrees are short of 12 and within 6-22."""
    poses = list(film(tilted_to(9.0), 16, 10))
    session = Session(short(LATERAL))
    before = [session.step(pose) for pose in poses[:80]]
    session.ease()
    after = [session.step(pose) for pose in poses[80:]]
    began = EventKind.HOLD_STARTED
    assert began not in [event.kind for step in before for event in step.events]
    assert began in [event.kind for step in after for event in step.events]
    assert session.finish()[0].full


def test_a_hold_that_is_going_on_goes_on_and_what_was_done_counts():
    """Twenty degrees are within both ranges: the clock runs through."""
    poses = list(film(tilted_to(20.0), 10, 10))
    session = Session(short(LATERAL))
    for pose in poses[:65]:
        step = session.step(pose)
    assert step.feedback.running
    session.ease()
    assert session.step(poses[65]).feedback.running
    for pose in poses[66:]:
        session.step(pose)
    (attempt,) = session.finish()
    assert attempt.full
    assert attempt.start_s < 6.5


def test_who_stays_as_deep_as_before_is_asked_to_come_back():
    """Twenty-eight degrees are over 22 by more than the hold forgives."""
    poses = list(film(tilted_to(27.5), 14, 10))
    session = Session(short(LATERAL, 30.0))
    for pose in poses[:65]:
        session.step(pose)
    session.ease()
    steps = [session.step(pose) for pose in poses[65:]]
    assert "too-much" in [id_ for _, id_ in cues(steps)]
    assert not steps[-1].feedback.running
