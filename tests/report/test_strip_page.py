"""The page about one clip: everything that was told is on it, where it belongs."""

from __future__ import annotations

import re

import pytest

from posecoach.report.strip import Strip
from posecoach.report.strip_chart import numbered, strip_chart
from posecoach.report.strip_page import NARROW_PX, WIDE_PX, page

from .strips import AT_S, STRIPS
from .test_page import Checker, words

FAULTY = STRIPS["bridge-faulty-1"]


def marks(chart: str, kind: str) -> list[tuple[float, float]]:
    """The left edge and the width of every rectangle of a kind."""
    found = re.findall(
        rf'<rect x="([\d.-]+)" y="[\d.]+" width="([\d.]+)"[^>]*class="{kind}"', chart
    )
    return [(float(x), float(width)) for x, width in found]


def at_px(strip: Strip, width: float, time_s: float) -> float:
    left, right = (42.0 if strip.values else 4.0), width - 10.0
    return left + (time_s - strip.start_s) / (strip.end_s - strip.start_s) * (right - left)


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_the_time_that_counts_is_shaded_where_it_was(width):
    strip = STRIPS["held"]
    ((x, wide),) = marks(strip_chart(strip, width), "counts")
    (held,) = [span for span in strip.held if span.good]
    assert held.start_s > AT_S
    assert x == pytest.approx(at_px(strip, width, held.start_s), abs=0.2)
    assert x + wide == pytest.approx(at_px(strip, width, held.end_s), abs=0.2)
    assert marks(strip_chart(strip, width), "waits") == []


def test_a_fault_is_a_bar_from_when_it_was_told_and_stops_the_time():
    strip = STRIPS["with-a-fault"]
    chart = strip_chart(strip, WIDE_PX)
    ((x, _),) = marks(chart, "fault")
    assert x == pytest.approx(at_px(strip, WIDE_PX, strip.faults[0].spans[0].start_s), abs=0.2)
    assert marks(chart, "waits")
    assert f"{strip.faults[0].fault.label} (" in chart


def test_each_correction_is_a_numbered_dot_at_its_second_and_a_row_of_that_number():
    made = page(FAULTY)
    chart = strip_chart(FAULTY, WIDE_PX)
    dots = re.findall(r'<circle cx="([\d.]+)"[^>]*class="correction"', chart)
    wanted = [at_px(FAULTY, WIDE_PX, word.time_s) for word in FAULTY.corrections]
    assert [float(x) for x in dots] == pytest.approx(wanted, abs=0.2)
    assert len(dots) == 4
    for number, word in enumerate(FAULTY.corrections, start=1):
        assert f'<span class="badge">{number}</span> <span>{word.text}</span>' in made
    assert sorted(numbered(FAULTY.words).values()) == [1, 2, 3, 4]


def test_corrections_that_come_close_stand_below_each_other():
    strip = STRIPS["stand-and-walk-faulty-1"]
    chart = strip_chart(strip, 120.0)
    spots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*class="correction"', chart)
    for nth, (x, y) in enumerate(spots):
        for other_x, other_y in spots[:nth]:
            assert y != other_y or abs(float(x) - float(other_x)) >= 19


def test_every_word_every_attempt_every_measure_and_every_fault_is_told():
    text = words(page(FAULTY))
    for word in FAULTY.words:
        assert f"{word.time_s:.1f}" in text
        assert word.text.replace("'", "&#39;") in text
    assert text.count("counted") >= len(FAULTY.summary.attempts)
    for measure in FAULTY.summary.stretch.measures:
        assert measure in text
    for fault in FAULTY.summary.stretch.faults:
        assert fault.cue in text
    assert "3 of 5 repetitions in full, 4 corrections" in text


def test_the_band_of_the_level_and_the_limit_are_drawn():
    chart = strip_chart(FAULTY, WIDE_PX)
    assert len(marks(chart, "asked")) == 1
    assert chart.count('class="other"') == 2
    assert "too far from -16°" in chart


@pytest.mark.parametrize("name", STRIPS)
def test_the_page_is_whole_and_loads_nothing(name):
    checker = Checker()
    checker.feed(page(STRIPS[name]))
    assert checker.open == []
    assert checker.fetched == ["data:,"]
    assert "<script" not in page(STRIPS[name])


def test_a_clip_that_cannot_be_judged_says_why():
    text = words(page(STRIPS["bridge-wrong-view-1"]))
    assert "Nothing in this clip could be judged" in text
    assert "Lie side-on to the camera" in text


def test_a_long_clip_makes_no_large_page():
    strip = STRIPS["held"]
    values = tuple((nth / 30, float(nth % 50)) for nth in range(30 * 1200))
    long = strip.__class__(
        strip.clip, strip.summary, 0.0, 1200.0, values, strip.held, strip.faults, (), strip.words
    )
    assert len(page(long)) < 250_000
