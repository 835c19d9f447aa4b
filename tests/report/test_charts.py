"""The small pure functions behind the charts: where things stand, and what they say."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from histories import attempt, item, made_up, session

from posecoach.core.pose import Side
from posecoach.core.stretch import Level
from posecoach.progress.motion import motions, sides
from posecoach.progress.pain import courses
from posecoach.records import Pain
from posecoach.report.axes import Days, Scale, day_marks, spans, value_marks
from posecoach.report.days_chart import calendar
from posecoach.report.motion_chart import band, bounds, motion_chart
from posecoach.report.pain_chart import by_week, pain_chart
from posecoach.report.sides_chart import sides_chart
from posecoach.report.small import bar, ring, spark
from posecoach.report.svg import path, picture, short, text

SUNDAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


def tree(svg: str) -> ElementTree.Element:
    """Read a picture as a browser would: it must be well formed."""
    return ElementTree.fromstring(svg.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def found(svg: str, tag: str, kind: str) -> list[ElementTree.Element]:
    return [e for e in tree(svg).iter(f"{SVG}{tag}") if kind in e.get("class", "").split()]


def words(svg: str) -> list[str]:
    return [e.text or "" for e in tree(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("value", "wanted"), [(1.0, "1"), (-0.04, "0"), (2.25, "2.2"), (1234.56, "1234.6"), (-3, "-3")]
)
def test_numbers_are_kept_short(value, wanted):
    assert short(value) == wanted


def test_words_are_escaped():
    assert text(0, 0, '<script>"&') == '<text x="0" y="0">&lt;script&gt;&quot;&amp;</text>'
    assert 'aria-label="a &quot;b&quot;"' in picture(1, 1, 'a "b"')


def test_a_scale_goes_both_ways_even_upside_down():
    scale = Scale(0, 10, 100, 0)
    assert (scale(0), scale(10), scale(2.5)) == (100, 0, 75)
    assert scale.value(75) == 2.5
    assert Scale(5, 5, 0, 100)(5) == 50


def test_a_single_day_stands_in_the_middle():
    assert Days(SUNDAY, SUNDAY, 0, 100)(SUNDAY) == 50
    assert Days(SUNDAY, SUNDAY + timedelta(days=4), 0, 100)(SUNDAY + timedelta(days=1)) == 25


@pytest.mark.parametrize("span", [0, 1, 5, 13, 40, 70, 71, 200, 365, 800, 3000])
@pytest.mark.parametrize("width", [200, 400])
def test_the_names_of_days_never_run_into_each_other(span, width):
    days = Days(SUNDAY - timedelta(days=span), SUNDAY, 32, 32 + width)
    marks = day_marks(days)
    assert marks or span == 0
    ends = [(days(d) - 3.3 * len(w), days(d) + 3.3 * len(w)) for d, w in marks]
    assert all(a[1] < b[0] for a, b in pairwise(ends))


@pytest.mark.parametrize(("low", "high"), [(0, 10), (-12, 31), (80, 122), (-3.2, 3.1), (0, 180)])
def test_values_at_the_side_are_round_and_few(low, high):
    marks = value_marks(low, high)
    assert 2 <= len(marks) <= 6
    assert all(low <= mark <= high for mark in marks)


def test_a_range_is_widened_to_what_is_readable():
    assert spans(20, 22, 40) == (1, 41)
    low, high = spans(0, 100, 40)
    assert low < 0
    assert high > 100


class TestCalendar:
    def test_a_day_is_darker_with_more_good_time(self):
        good_s = {SUNDAY - timedelta(days=n): s for n, s in enumerate([0, 179, 180, 360, 600])}
        svg = calendar(good_s, SUNDAY, 53, 960)
        counts = [len(found(svg, "rect", f"day-{n}")) for n in range(1, 5)]
        assert counts == [2, 1, 1, 1]

    def test_a_square_a_day_and_none_for_days_to_come(self):
        wednesday = SUNDAY - timedelta(days=4)
        svg = calendar({wednesday - timedelta(days=400): 60.0}, wednesday, 53, 960)
        assert svg.count("<rect") == 52 * 7 + 3

    def test_what_lies_before_the_start_is_no_free_day(self):
        svg = calendar({SUNDAY: 300.0}, SUNDAY, 53, 960)
        assert len(found(svg, "rect", "not-yet")) == 12 * 7 - 1

    def test_it_says_in_words_what_it_shows(self):
        svg = calendar({SUNDAY: 300.0}, SUNDAY, 53, 960)
        assert 'aria-label="Calendar of 12 weeks: stretched on 1 days"' in svg
        assert "22 Nov 2026: 5 min of good time" in svg


class TestPain:
    def course(self, count):
        sessions = [session(n, before=Pain(n % 11), after=Pain(2)) for n in range(count)]
        return courses(sessions)[0]

    def test_few_sessions_are_single_dots_many_are_weeks(self):
        assert found(pain_chart(self.course(5), 470), "path", "before-dots")
        assert not found(pain_chart(self.course(5), 470), "path", "before-line")
        assert found(pain_chart(self.course(100), 470), "path", "before-line")

    def test_a_week_is_the_median_of_its_answers(self):
        ratings = by_week(self.course(15).ratings)  # from a Sunday on
        assert [rating.before for rating in ratings] == [0, 4, 3]
        assert [rating.day.weekday() for rating in ratings] == [0, 0, 0]

    def test_ten_stands_at_the_top_and_nothing_at_the_foot(self):
        svg = pain_chart(courses([session(0, before=Pain(10), after=Pain(0))])[0], 470)
        (before,), (after,) = (found(svg, "path", f"{k}-dots") for k in ("before", "after"))
        y = [float(re.search(r"M[\d.]+ ([\d.]+)", e.get("d"))[1]) for e in (before, after)]
        assert y == [12, 166]
        assert words(svg)[-2:] == ["before 10", "after 0"]

    def test_half_answered_sessions_are_drawn_too(self):
        sessions = [session(0, before=Pain(3)), session(1, after=Pain(2))]
        svg = pain_chart(courses(sessions)[0], 330)
        assert not found(svg, "path", "between")
        assert words(svg)[-2:] == ["before 3", "after 2"]


class TestMotion:
    def course(self, degrees, upward=True, level=Level.BEGINNER):
        days = [
            session(n, [item([attempt(Side.LEFT, deg=d)], upward=upward, level=level)])
            for n, d in enumerate(degrees)
        ]
        return motions(days)[0]

    def top_of(self, svg, kind):
        (rect,) = found(svg, "rect", kind)
        return float(rect.get("y")), float(rect.get("height"))

    def test_the_band_lies_around_the_first_three_sessions(self):
        motion = self.course([20, 22, 60, 50, 50])
        assert band(motion) == (12, 32)

    def test_within_the_band_is_drawn_within_the_band(self):
        motion = self.course([20] * 3 + [29] * 3)
        svg = motion_chart(motion, bounds([motion]), 470)
        top, height = self.top_of(svg, "band")
        (trend,) = found(svg, "path", "trend")
        last_y = float(trend.get("d").split()[-1])
        assert top < last_y < top + height

    @pytest.mark.parametrize(("upward", "higher"), [(True, True), (False, False)])
    def test_up_is_further_into_the_stretch(self, upward, higher):
        motion = self.course([10] * 3 + [40] * 3, upward=upward)
        (trend,) = found(motion_chart(motion, bounds([motion]), 470), "path", "trend")
        steps = re.findall(r"[ML][\d.]+ ([\d.]+)", trend.get("d"))
        assert (float(steps[-1]) < float(steps[0])) is higher

    def test_another_level_stands_back(self):
        beginner = [session(n, [item([attempt(deg=20)])]) for n in range(4)]
        full = [session(4 + n, [item([attempt(deg=40)], level=Level.FULL)]) for n in range(3)]
        (motion,) = motions([*beginner, *full])
        svg = motion_chart(motion, bounds([motion]), 470)
        (earlier,) = found(svg, "path", "earlier")
        assert earlier.get("d").count("M") == 4
        assert band(motion) == (30, 50)

    def test_both_sides_share_one_scale(self):
        day = [item([attempt(Side.LEFT, deg=10), attempt(Side.RIGHT, deg=60)])]
        found_ = motions([session(0, day)])
        low, high = bounds(found_)
        assert low <= 0
        assert high >= 70

    def test_many_sessions_give_a_calm_line_that_ends_at_the_last_median(self):
        motion = motions(made_up(365))[0]
        (trend,) = found(motion_chart(motion, bounds([motion]), 470), "path", "trend")
        assert 50 <= trend.get("d").count("L") <= 55
        svg = motion_chart(motion, bounds([motion]), 470)
        assert words(svg)[-1] == f"{motion.trend[-1][1]:.0f}°"

    @pytest.mark.parametrize(("right", "said"), [(24, "alike"), (45, "25° apart")])
    def test_left_and_right_are_told_apart_only_beyond_the_noise(self, right, said):
        days = [
            session(n, [item([attempt(Side.LEFT, deg=20), attempt(Side.RIGHT, deg=right)])])
            for n in range(3)
        ]
        svg = sides_chart(sides(motions(days)), 960)
        assert said in words(svg)
        (dot,) = (
            e for e in tree(svg).iter(f"{SVG}circle") if e.get("class") in ("alike", "right-end")
        )
        assert float(dot.get("cx")) > 480  # it leans to the right, which goes further


class TestSmall:
    def test_a_ring_has_as_many_parts_as_are_wanted(self):
        svg = ring(2, 3, "2 of 3 days")
        assert len(found(svg, "path", "ring")) == 3
        assert len(found(svg, "path", "done")) == 2

    @pytest.mark.parametrize(("share", "width"), [(0.5, 60), (1, 120), (0.01, 10)])
    def test_a_bar_is_filled_to_its_share(self, share, width):
        (fill,) = found(bar(share, ""), "rect", "fill")
        assert float(fill.get("width")) == width

    def test_an_empty_bar_is_empty(self):
        assert not found(bar(0, ""), "rect", "fill")

    @pytest.mark.parametrize("count", [2, 48, 49, 365])
    def test_a_spark_has_few_points_and_ends_at_the_last(self, count):
        svg = spark([60.0] * (count - 1) + [100.0], "form")
        (drawn,) = found(svg, "path", "spark")
        assert drawn.get("d").count("L") < 48
        assert float(drawn.get("d").split()[-1]) == 4


def test_nothing_is_drawn_of_nothing():
    assert path([], "trend") == ""
