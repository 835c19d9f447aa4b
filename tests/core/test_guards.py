"""Too fast, bouncing, a whip and a circle: motions built to be just that, and just not."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

import pytest

from posecoach.core.guards import Bounce, NeckGuard, PaceGuard, Speeding, Swings
from posecoach.core.measure import Region
from posecoach.core.smoothing import MeasureFilter, Reading

FPS = 30


def bounced_at(region: Region, size: float, hz: float, length_s: float) -> float | None:
    """When a sine of `size` degrees peak to peak is told as a bounce."""
    guard, filter_ = PaceGuard(region.value), MeasureFilter()
    for index in range(int(length_s * FPS)):
        t = index / FPS
        reading = filter_.step(t, 60 + size / 2 * sin(2 * pi * hz * t))
        guard.step(t, reading, holding=True)
        if guard.bouncing:
            return t
    return None


def test_a_bounce_of_a_limb_is_told_within_three_seconds():
    when = bounced_at(Region.LIMB, 8, 1.5, 5)
    assert when is not None
    assert when < 3


@pytest.mark.parametrize("hz", [0.7, 1.0, 2.0])
def test_a_bounce_of_the_neck_is_told_at_each_of_its_rates(hz):
    assert bounced_at(Region.NECK, 7, hz, 6) is not None


@pytest.mark.parametrize("region", Region)
@pytest.mark.parametrize("hz", [0.1, 0.25, 0.35, 0.5])
def test_breathing_is_no_bounce(region, hz):
    assert bounced_at(region, 3, hz, 20) is None


def test_a_bounce_is_looked_for_only_while_holding():
    guard = PaceGuard(Region.LIMB.value)
    for index in range(150):
        value = 60 + 8 * sin(2 * pi * 1.5 * index / FPS)
        guard.step(index / FPS, Reading(value, value, 0.0), holding=False)
        assert not guard.bouncing


def test_a_bounce_ends_when_the_body_is_still():
    bounce = Bounce(6)
    told = [
        bounce.step(index / FPS, 10 * sin(2 * pi * 1.5 * index / FPS) if index < 90 else 0.0)
        for index in range(240)
    ]
    assert told[89]
    assert not told[-1]


def test_swings_shorter_than_the_least_are_no_turning_points():
    swings = Swings(6)
    for index in range(300):
        swings.step(index / FPS, 2.9 * sin(2 * pi * index / FPS))
    assert not swings.turns


def test_a_swing_turns_at_its_furthest_point():
    swings = Swings(5)
    for index, value in enumerate([0, 5, 10, 12, 10, 6, 0, -3, 4]):
        swings.step(float(index), value)
    assert list(swings.turns) == [(3.0, 12), (7.0, -3)]


@pytest.mark.parametrize(("for_s", "told"), [(0.10, False), (0.20, True)])
def test_speed_is_told_once_it_has_lasted(for_s, told):
    speeding = Speeding(40)
    answers = [speeding.step(i / 60, 50 if i / 60 < for_s else 10) for i in range(30)]
    assert any(answers) is told


def test_an_unknown_speed_is_not_fast():
    speeding = Speeding(40)
    assert not any(speeding.step(i / 30, None) for i in range(30))


def neck(path: Callable[[float], tuple[float, float]], length_s: float) -> float | None:
    """When the guard stops a head that goes along (roll, pitch)."""
    guard = NeckGuard()
    for index in range(int(length_s * FPS) + 1):
        if guard.step(index / FPS, *path(index / FPS)):
            return index / FPS
    return None


def circle(radius: float, period_s: float) -> Callable[[float], tuple[float, float]]:
    """A circle that starts upright and goes through the chest side."""
    return lambda t: (
        radius * sin(2 * pi * t / period_s),
        radius - radius * cos(2 * pi * t / period_s),
    )


@pytest.mark.parametrize("turn", [1, -1])
def test_a_neck_circle_of_fifteen_degrees_in_three_seconds_is_stopped(turn):
    path = circle(15, 3)
    stopped = neck(lambda t: (turn * path(t)[0], path(t)[1]), 4)
    assert stopped is not None
    assert stopped <= 3


@pytest.mark.parametrize("radius", [2, 5, 9])
def test_a_small_circle_is_no_neck_circle(radius):
    assert neck(circle(radius, 3), 9) is None


def test_a_slow_circle_is_none_of_the_guards_business():
    assert neck(circle(15, 12), 12) is None


@pytest.mark.parametrize(
    "path",
    [
        lambda t: (30 * sin(2 * pi * t / 9), 0.0),  # from side to side
        lambda t: (0.0, 20 - 20 * cos(2 * pi * t / 6)),  # a nod
        lambda t: (25 * sin(pi * min(t, 3) / 3), 10 * sin(pi * min(t, 3) / 3)),  # aslant and back
    ],
    ids=["side to side", "nod", "aslant"],
)
def test_bending_one_way_and_back_is_no_circle(path):
    assert neck(path, 8) is None


@pytest.mark.parametrize("axis", [0, 1])
def test_a_whip_to_both_sides_is_stopped(axis):
    def path(t: float) -> tuple[float, float]:
        value = 24 * sin(2 * pi * t / 1.4)
        return (value, 0.0) if axis == 0 else (0.0, value)

    stopped = neck(path, 2)
    assert stopped is not None
    assert stopped < 1.5


def test_the_same_bend_done_slowly_is_no_whip():
    assert neck(lambda t: (24 * sin(2 * pi * t / 6), 0.0), 7) is None


def test_a_head_that_is_not_seen_is_not_judged():
    guard = NeckGuard()
    assert not any(guard.step(i / FPS, None, None) for i in range(60))


def test_one_circle_is_told_once():
    guard = NeckGuard()
    stops = 0
    for index in range(int(3.2 * FPS)):
        if guard.step(index / FPS, *circle(15, 3)(index / FPS)):
            stops += 1
            guard.forget()
    assert stops == 1


@pytest.mark.parametrize(("radius", "period_s"), [(12.5, 3.5), (20, 2)])
def test_a_neck_circle_is_found_at_the_edges_of_its_definition(radius, period_s):
    assert neck(circle(radius, period_s), 2 * period_s) is not None
