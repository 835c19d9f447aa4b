"""Somebody's own range in the place of the usual one, never near what is too far."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posecoach.catalog import load_all
from posecoach.core.personal import LIMIT_ROOM, OwnRange, personal
from posecoach.core.session import Session
from posecoach.core.stretch import Band, Level

from .motions import MEASURED, body_of, coach, eased, short

STRETCHES = load_all()


def own(id_: str, beginner: Band, full: Band, neutral: float = 0.0) -> OwnRange:
    measure = STRETCHES[id_].primary.measure
    bands = {Level.BEGINNER: beginner, Level.FULL: full}
    return OwnRange(id_, measure, "2026-11-22", "clip.mp4", neutral, bands)


def test_the_own_range_and_neutral_are_asked_for_and_nothing_else_changes():
    stretch = STRETCHES["single-knee-to-chest"]
    mine = personal(stretch, own(stretch.id, Band(60, 80), Band(70, 90), 10))
    assert mine.primary.bands == {Level.BEGINNER: Band(60, 80), Level.FULL: Band(70, 90)}
    assert mine.primary.neutral == 10
    assert mine.primary.over_limit == stretch.primary.over_limit
    assert replace(mine, primary=stretch.primary) == stretch


@pytest.mark.parametrize("id_", MEASURED)
@pytest.mark.parametrize("beyond", [-40, 40])
def test_an_own_range_never_comes_near_the_limit(id_, beyond):
    stretch = STRETCHES[id_]
    primary = stretch.primary
    limit = primary.over_limit
    if limit is None:
        return
    far = Band(limit + beyond - 10, limit + beyond)
    for band in personal(stretch, own(id_, far, far)).primary.bands.values():
        if limit > primary.bands[Level.BEGINNER].high:
            assert band.high <= limit - LIMIT_ROOM
        else:
            assert band.low >= limit + LIMIT_ROOM
        assert band.low < band.high


def test_of_another_measure_it_is_left_out():
    stretch = STRETCHES["bridge"]
    assert personal(stretch, own("cat-cow", Band(0, 10), Band(0, 10))) == stretch
    clocked = STRETCHES["pelvic-tilt"]
    assert personal(clocked, own("bridge", Band(0, 10), Band(0, 10))) == clocked


def test_repetitions_go_from_the_own_rest_to_the_own_range():
    stretch = STRETCHES["bridge"]
    mine = personal(stretch, own("bridge", Band(-8, 30), Band(-8, 25), 60)).rep_range
    assert (mine.rest, mine.top[Level.BEGINNER], mine.top[Level.FULL]) == (60, 30, 25)
    assert mine.rest_exit == pytest.approx(42)  # 12 of 20 degrees before, 18 of 30 now


def test_a_hold_that_is_too_small_for_all_counts_in_the_own_range():
    id_, make = "neck-lateral-ear-to-shoulder", body_of("neck-lateral-ear-to-shoulder")
    value = eased([(1.6, 0), (3.8, 9.5), (10, 9.5)])
    usual = short(id_)
    mine = personal(usual, own(id_, Band(8, 14), Band(9, 14)))
    for stretch, holds in ((usual, 0), (mine, 1)):
        steps = coach(stretch, lambda t: make(value(t)), 10)
        assert sum(attempt.full for step in steps for attempt in step.attempts) == holds


def test_it_is_coached_like_any_other():
    assert Session(personal(STRETCHES["bridge"], own("bridge", Band(-8, 30), Band(-8, 25), 60)))
