"""The chart in a terminal: what was there stands under its second."""

from __future__ import annotations

import re

import pytest

from posecoach.report.strip import Strip
from posecoach.report.strip_glyphs import ASCII, USUAL, coloured, glyphs_in
from posecoach.report.strip_text import ROWS, chart

from .strips import BREATH, BRIDGE, LATERAL, done_well, done_wrong

STRIPS = {
    "held": done_well(LATERAL),
    "repeated": done_well(BRIDGE),
    "by the clock": done_well(BREATH),
    "with a fault": done_wrong(LATERAL, "hike-opposite"),
}


def row(lines: list[str], label: str) -> str:
    """The cells of one row below the curve."""
    (line,) = [each for each in lines if re.match(rf"\s*{label}  ", each)]
    return line[line.index(label) + len(label) + 2 :]


def column(strip: Strip, time_s: float, width: int, lines: list[str]) -> int:
    axis = next(line for line in lines if USUAL.corner in line)
    count = len(axis) - axis.index(USUAL.corner) - 1
    assert len(axis) == width
    return int((time_s - strip.start_s) / (strip.end_s - strip.start_s) * count)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", STRIPS)
@pytest.mark.parametrize("glyphs", [USUAL, ASCII], ids=["usual", "ascii"])
def test_no_line_is_wider_than_the_terminal(name, width, glyphs):
    lines = list(chart(STRIPS[name], width, glyphs))
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)
    if glyphs is ASCII:
        assert "\n".join(lines).isascii()


@pytest.mark.parametrize("width", [80, 120])
def test_the_hold_stands_at_the_seconds_where_it_was(width):
    strip = STRIPS["held"]
    lines = list(chart(strip, width))
    (held,) = [span for span in strip.held if span.good]
    cells = row(lines, "hold")
    first, last = (column(strip, at_s, width, lines) for at_s in (held.start_s, held.end_s))
    assert abs(cells.index(USUAL.good) - first) <= 1
    assert abs(cells.rindex(USUAL.good) - last) <= 1
    assert USUAL.waits not in cells


def test_time_that_waits_looks_other_than_time_that_counts():
    cells = row(list(chart(STRIPS["with a fault"], 80)), "hold").strip()
    assert re.fullmatch(f"{USUAL.good}+{USUAL.waits}+", cells)


def test_a_fault_has_its_row_and_its_correction_a_mark_at_its_second():
    strip = STRIPS["with a fault"]
    lines = list(chart(strip, 80))
    (track,) = strip.faults
    cells = row(lines, track.fault.label.lower())
    assert abs(cells.index(USUAL.fault) - column(strip, track.spans[0].start_s, 80, lines)) <= 1
    (word,) = strip.corrections
    assert abs(row(lines, "said").index("!") - column(strip, word.time_s, 80, lines)) <= 1
    assert f"{word.time_s:7.1f} ! {word.text}" in lines


def test_the_curve_is_in_the_band_while_it_is_held_and_below_it_before():
    strip = STRIPS["held"]
    lines = list(chart(strip, 80))
    curve = [line for line in lines if USUAL.wall in line]
    assert len(curve) == ROWS
    left = curve[0].index(USUAL.wall) + 1
    cells = [line[left:].ljust(80 - left) for line in curve]
    full = [USUAL.whole, USUAL.upper, USUAL.lower]
    for time_s, inside in ((0.5, False), (7.0, True)):
        at = column(strip, time_s, 80, lines)
        (drawn,) = [nth for nth in range(ROWS) if cells[nth][at] in full]
        assert (USUAL.band in cells[drawn]) is inside


def test_every_word_and_every_attempt_is_told_with_its_second():
    strip = STRIPS["held"]
    text = "\n".join(chart(strip, 200))
    for word in strip.words:
        assert f"{word.time_s:7.1f}   {word.text}" in text
    (attempt,) = strip.summary.attempts
    assert f"{attempt.end_s:7.1f}   right, held 4.0 s, in full" in text


def test_what_has_no_angle_has_no_curve_and_still_its_rows():
    lines = list(chart(STRIPS["by the clock"], 80))
    assert not any(USUAL.wall in line for line in lines)
    assert USUAL.good in row(lines, "hold")


def test_the_signs_are_explained_and_only_those_that_are_there():
    assert "put right" in "\n".join(chart(STRIPS["with a fault"], 80))
    assert "put right" not in "\n".join(chart(STRIPS["held"], 80))


@pytest.mark.parametrize(
    ("encoding", "wanted"),
    [("utf-8", USUAL), ("ascii", ASCII), ("cp1252", ASCII), ("cp437", ASCII), (None, ASCII)],
)
def test_an_old_terminal_gets_plain_signs(encoding, wanted):
    assert glyphs_in(encoding) == wanted


@pytest.mark.parametrize("name", STRIPS)
def test_colours_change_no_sign_and_end_where_they_began(name):
    for line in chart(STRIPS[name], 80):
        painted = coloured(line)
        assert re.sub(r"\x1b\[\d+m", "", painted) == line
        assert re.sub(r"\x1b\[3[123]m[^\x1b]+\x1b\[0m", "", painted).count("\x1b") == 0


def test_what_is_to_be_put_right_is_red_and_what_counts_is_green():
    lines = list(chart(STRIPS["with a fault"], 80))
    (word,) = STRIPS["with a fault"].corrections
    (told,) = [line for line in lines if word.text in line]
    assert coloured(told) == f"\x1b[31m{told}\x1b[0m"
    (held,) = [line for line in lines if re.match(r"\s*hold  ", line)]
    assert f"\x1b[32m{USUAL.good}" in coloured(held)
    assert f"\x1b[33m{USUAL.waits}" in coloured(held)
