"""How much the body stirs, and the values that are made from the attempt and its measure."""

from __future__ import annotations

from dataclasses import replace
from math import pi, sin, sqrt

import pytest
from bodies import TRUNK, film, front, lying, nobody

from posecoach.core.body import Body, BodyReader
from posecoach.core.coach import Moment
from posecoach.core.derived import SPREAD_S, Derived
from posecoach.core.machine import HoldMachine
from posecoach.core.measure import DERIVED
from posecoach.core.smoothing import Reading
from posecoach.core.stillness import STIR_LENGTHS_S, Stillness
from posecoach.core.stretch import Level

from .motions import STRETCHES, coach, right, short

LEGS_UP = "lying-static-leg-raise"


def stirs(make, length_s: float = 2.0, fps: float = 10) -> list[float | None]:
    watch, reader = Stillness(), BodyReader(STRETCHES["desk-posture-check"])
    return [watch.step(reader.read(shown, None)) for shown in film(make, length_s, fps)]


def test_somebody_who_keeps_still_stirs_by_nothing():
    assert stirs(lambda _: front())[-1] == 0.0


@pytest.mark.parametrize("fps", [8, 30])
@pytest.mark.parametrize("lengths_s", [0.1, 0.5])
def test_a_body_that_glides_stirs_by_its_speed_in_trunk_lengths_a_second(lengths_s, fps):
    read = stirs(lambda t: front(shift=lengths_s * TRUNK * t), fps=fps)
    assert read[-1] == pytest.approx(lengths_s, rel=0.01)
    assert (read[-1] < STIR_LENGTHS_S) is (lengths_s < STIR_LENGTHS_S)


def test_waving_arms_stir_a_body_whose_trunk_does_not_move():
    """Two hands of six or eight joints, each two trunk lengths up and down a second."""
    waved = stirs(lambda t: front(left_hand=t % 1, right_hand=t % 1), 0.9)
    assert waved[-1] > STIR_LENGTHS_S


def test_nothing_is_known_of_the_stir_at_first_nor_of_somebody_who_is_not_there():
    read = stirs(lambda t: front() if t < 1 else nobody())
    assert read[0] is None
    assert read[5] == 0.0
    assert read[-1] is None


def spread(value, length_s: float, fps: float = 4, moving_s: float = 0.0) -> float | None:
    """What is told of a value that is held from `moving_s` on."""
    stretch = short(LEGS_UP, 600)
    derived, machine = Derived(), HoldMachine(stretch, Level.BEGINNER)
    body, told = Body(lying()), None
    for index in range(int(length_s * fps)):
        time_s = index / fps
        read = value(time_s)
        machine.step(Moment(time_s, True, read if time_s >= moving_s else 10.0, 0.0))
        now = replace(body, pose=replace(body.pose, time_s=time_s))
        told = derived.step(now, Reading(read, read, 0.0), {}, machine)["primary_spread"]
    return told


def test_the_spread_of_a_hold_is_known_after_half_a_minute_of_it():
    swing = lambda t: 85 + 4 * sin(2 * pi * 0.2 * t)  # noqa: E731
    assert spread(swing, SPREAD_S - 2) is None
    assert spread(swing, SPREAD_S + 3) == pytest.approx(4 / sqrt(2), abs=0.1)
    assert spread(lambda _: 85.0, SPREAD_S + 3) == pytest.approx(0)
    assert spread(swing, SPREAD_S + 3, moving_s=10) is None  # half a minute of good time


def test_a_held_position_that_is_bounced_says_so_and_unseen_stays_unseen():
    quiet = coach(short("double-knee-to-chest", 30), right("double-knee-to-chest", 30), 7, fps=8)
    assert quiet[-1].values["bouncing"] == 0.0
    gone = coach(short("double-knee-to-chest"), nobody, 0.5)
    assert gone[-1].values.get("bouncing") is None


def test_every_derived_value_is_one_that_some_stretch_asks_for_or_every_one_has():
    asked = {m for stretch in STRETCHES.values() for m in stretch.measures}
    assert set(DERIVED) - asked <= {"stir"}


def test_a_repetition_ends_with_how_long_it_took():
    steps = coach(short("cat-cow", 1.0), right("cat-cow", 1.0), 10, fps=10)
    told = [step.values["cycle_s"] for step in steps if step.values.get("cycle_s")]
    assert told == [pytest.approx(step.attempts[0].cycle_s) for step in steps if step.attempts]
    assert len(told) == 1
