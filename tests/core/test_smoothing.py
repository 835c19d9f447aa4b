"""From a jumpy angle to a calm one; the check values are those of stretches.md 4.2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import pi, sin
from random import Random

import pytest

from posecoach.core.guards import PaceGuard
from posecoach.core.measure import Region
from posecoach.core.smoothing import UNSEEN, MeasureFilter, OneEuro, Reading


def run(
    value: Callable[[float], float | None], length_s: float, fps: float = 30
) -> Iterator[tuple[float, Reading]]:
    filter_ = MeasureFilter()
    for index in range(int(length_s * fps) + 1):
        yield index / fps, filter_.step(index / fps, value(index / fps))


def ramp(by: float, in_s: float, from_s: float = 1.0) -> Callable[[float], float]:
    """A straight ramp, as the specification's check values have it."""
    return lambda t: by * min(1.0, max(0.0, (t - from_s) / in_s))


def speeds(value, length_s=4.0, fps=30):
    return [(t, abs(r.speed)) for t, r in run(value, length_s, fps) if r.speed is not None]


def test_a_steady_value_stays_and_has_no_speed():
    *_, (_, last) = run(lambda _: 31.0, 2)
    assert (last.value, last.motion) == (31.0, 31.0)
    assert last.speed == pytest.approx(0)


@pytest.mark.parametrize(
    ("by", "in_s", "peak"),
    [(30, 0.5, 61), (30, 1.0, 32), (90, 2.0, 48)],
    ids=["30 in 0.5 s", "30 in 1 s", "90 in 2 s"],
)
@pytest.mark.parametrize("fps", [15, 30, 60])
def test_the_speed_of_a_ramp_is_the_specifications(by, in_s, peak, fps):
    assert max(s for _, s in speeds(ramp(by, in_s), fps=fps)) == pytest.approx(peak, rel=0.12)


def test_thirty_degrees_in_half_a_second_stay_fast_for_two_fifths_of_a_second():
    fast = [t for t, speed in speeds(ramp(30, 0.5)) if speed > 40]
    assert fast[-1] - fast[0] == pytest.approx(0.40, abs=0.07)


@pytest.mark.parametrize(
    ("region", "by", "in_s", "fast"),
    [
        (Region.NECK, 30, 0.5, True),
        (Region.NECK, 30, 1.0, False),
        (Region.LIMB, 90, 2.0, False),
        (Region.LIMB, 90, 0.7, True),
        (Region.TRUNK, 30, 1.0, False),
    ],
)
def test_fast_is_told_for_a_fast_ramp_and_only_for_that(region, by, in_s, fast):
    guard = PaceGuard(region.value)
    told = []
    for t, reading in run(ramp(by, in_s), 4):
        guard.step(t, reading, holding=False)
        told.append(guard.fast)
    assert any(told) is fast


def test_noise_of_one_degree_is_neither_fast_nor_a_bounce():
    """A minute of it, at the limits of every region, through the filter as it is used."""
    random = Random(4)
    guards = [PaceGuard(region.value) for region in Region]
    for t, reading in run(lambda _: random.gauss(20, 1), 60):
        for guard in guards:
            guard.step(t, reading, holding=True)
            assert not any((guard.fast, guard.very_fast, guard.bouncing)), t


def test_a_swing_of_eight_degrees_survives_in_the_quick_channel_and_not_in_the_calm_one():
    readings = [r for t, r in run(lambda t: 4 * sin(2 * pi * 1.5 * t), 4) if t > 1]
    quick = [r.motion for r in readings]
    calm = [r.value for r in readings]
    assert max(quick) - min(quick) > 6.2
    assert max(calm) - min(calm) < 6  # what a limb's bounce needs


def test_one_wild_frame_changes_nothing():
    smooth = [r.value for _, r in run(lambda _: 20.0, 2)]
    wild = [r.value for _, r in run(lambda t: 95.0 if 0.99 < t < 1.01 else 20.0, 2)]
    assert wild == smooth


def test_two_wild_frames_change_nothing_and_three_are_believed():
    two = [r.value for _, r in run(lambda t: 95.0 if 0.99 < t < 1.05 else 20.0, 2)]
    assert set(two) == {20.0}
    *_, (_, last) = run(lambda t: 95.0 if t > 0.99 else 20.0, 1.2)
    assert last.value == pytest.approx(95)


def test_a_believed_jump_is_not_a_speed():
    """A leg that was taken for the other one is not a fast leg."""
    assert max(s for _, s in speeds(lambda t: 95.0 if t > 1 else 20.0)) < 1e-6


def test_a_glitch_within_the_bounds_is_taken_out_by_the_median():
    values = [r.value for _, r in run(lambda t: 40.0 if 0.99 < t < 1.01 else 20.0, 2)]
    assert set(values) == {20.0}


def test_what_is_not_seen_is_kept_for_half_a_second_and_then_unknown():
    readings = dict(run(lambda t: 20.0 if t < 1 else None, 2))
    assert all(r.value == 20 for t, r in readings.items() if t <= 1.46)
    assert all(r is UNSEEN for t, r in readings.items() if t > 1.5)


def test_after_a_gap_the_filter_begins_anew():
    readings = dict(run(lambda t: 20.0 if t < 1 else (None if t < 2 else 70.0), 3))
    back = [r for t, r in readings.items() if t >= 2.0]
    assert {r.value for r in back} == {70.0}
    assert max(abs(r.speed or 0.0) for r in back) < 1e-6


def test_a_value_that_was_never_seen_is_none():
    assert MeasureFilter().step(0.0, None) == Reading(None, None, None)


def test_a_frame_at_the_same_time_as_the_last_one_changes_nothing():
    filter_ = MeasureFilter()
    first = filter_.step(1.0, 10.0)
    assert filter_.step(1.0, 30.0) == first


@pytest.mark.parametrize("fps", [5, 15, 30, 60])
def test_lesson_8_a_slow_ramp_reads_the_same_at_every_frame_rate(fps):
    readings = dict(run(ramp(30, 2), 4, fps))
    assert readings[2.0].value == pytest.approx(12.5, abs=2.5)
    assert readings[4.0].value == pytest.approx(30, abs=0.2)


def test_the_one_euro_filter_follows_quicker_when_it_moves():
    steady, moving = OneEuro(1.0), OneEuro(1.0)
    for _ in range(30):
        steady.step(0, 1 / 30)
    for index in range(30):
        moving.step(index * 3.0, 1 / 30)
    small = steady.step(1, 1 / 30)
    behind = 90 - moving.step(90, 1 / 30)
    assert small < 0.3
    assert behind < 90 * 0.15
