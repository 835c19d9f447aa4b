"""Angles whose answers are known, turned every way."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.core.geometry import (
    angle_at_deg,
    bend_deg,
    direction_deg,
    distance_px,
    inclination_deg,
    lean_deg,
    midpoint,
    wrap_deg,
)
from posecoach.core.pose import Point

few = settings(max_examples=30, derandomize=True, deadline=None, database=None)
turns = st.floats(-360, 360)
angles = st.floats(0, 180)


ORIGIN = Point(0, 0)


def at(angle_deg: float, length_px: float = 100.0, start: Point = ORIGIN) -> Point:
    return Point(
        start.x_px + length_px * cos(radians(angle_deg)),
        start.y_px + length_px * sin(radians(angle_deg)),
    )


@few
@given(angles, turns, st.floats(1, 1000), st.floats(1, 1000), st.booleans())
def test_an_angle_stays_when_turned_mirrored_scaled_and_moved(angle, turn, one, two, mirror):
    sign = -1 if mirror else 1
    vertex = Point(31, -7)
    a, b = at(turn, one, vertex), at(turn + sign * angle, two, vertex)
    assert angle_at_deg(vertex, a, b) == pytest.approx(angle, abs=1e-6)
    assert bend_deg(a, vertex, b) == pytest.approx(180 - angle, abs=1e-6)


@few
@given(turns)
def test_wrapping_keeps_the_direction_and_the_range(turn):
    wrapped = wrap_deg(turn)
    assert -180 < wrapped <= 180
    assert cos(radians(wrapped)) == pytest.approx(cos(radians(turn)), abs=1e-9)
    assert sin(radians(wrapped)) == pytest.approx(sin(radians(turn)), abs=1e-9)


@pytest.mark.parametrize(
    ("angle", "wrapped"), [(180, 180), (-180, 180), (190, -170), (-190, 170), (360, 0), (540, 180)]
)
def test_half_a_turn_is_plus_180(angle, wrapped):
    assert wrap_deg(angle) == wrapped


@pytest.mark.parametrize(
    ("end", "direction", "incline"),
    [((1, 0), 0, 0), ((0, 1), 90, -90), ((-1, 0), 180, 0), ((0, -1), -90, 90), ((1, -1), -45, 45)],
)
def test_directions_turn_with_y_down_and_inclines_rise_with_y_up(end, direction, incline):
    start, end = Point(0, 0), Point(*end)
    assert direction_deg(start, end) == pytest.approx(direction)
    assert inclination_deg(start, end) == pytest.approx(incline)


def test_a_line_without_length_is_level():
    assert inclination_deg(Point(3, 4), Point(3, 4)) == 0


@pytest.mark.parametrize(
    ("top", "toward", "lean"),
    [((0, -10), 1, 0), ((10, -10), 1, 45), ((10, -10), -1, -45), ((-10, 0), -1, 90)],
)
def test_a_lean_is_positive_toward_the_asked_side(top, toward, lean):
    assert lean_deg(Point(0, 0), Point(*top), toward) == pytest.approx(lean)


def test_lengths_and_midpoints():
    assert distance_px(Point(0, 0), Point(3, 4)) == 5
    assert midpoint(Point(0, 0), Point(3, 4)) == Point(1.5, 2)


def test_lesson_2_normalised_coordinates_would_lie_on_a_wide_frame():
    """A true 30 degrees in pixels; on 16:9 coordinates it would read 45.7."""
    a, b = at(0), at(-30)
    assert angle_at_deg(Point(0, 0), a, b) == pytest.approx(30)
    wide = [Point(p.x_px / 1280, p.y_px / 720) for p in (a, b)]
    assert angle_at_deg(Point(0, 0), *wide) == pytest.approx(45.7, abs=0.1)
