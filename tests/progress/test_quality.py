"""Holds in full, form, steadiness, and what was corrected most."""

from __future__ import annotations

from datetime import date

import pytest
from histories import attempt, fault, item, session

from posecoach.progress.quality import corrections, qualities
from posecoach.progress.words import day_words, done, duration, pain_words
from posecoach.records import Pain


def test_the_quality_of_a_stretch_over_its_sessions():
    sessions = [
        session(n, [item([attempt(deg=20), attempt(held_s=4, missing="hold")], score=score)])
        for n, score in enumerate([50, 80, 82, 99])
    ]
    (quality,) = qualities(sessions)
    assert (quality.sessions, quality.attempts, quality.full) == (4, 8, 4)
    assert quality.full_share == 0.5
    assert quality.good_s == 4 * 14
    assert quality.form == 82  # the median of the last three
    assert quality.spread_deg == 1.0


def test_a_stretch_without_scores_has_no_form():
    (quality,) = qualities([session(0, [item([attempt()], score=None)])])
    assert quality.form is None
    assert quality.spread_deg is None


def test_the_stretch_with_the_most_good_time_comes_first():
    sessions = [
        session(
            0,
            [
                item([attempt(held_s=5)], stretch="short"),
                item([attempt(held_s=50)], stretch="long"),
            ],
        )
    ]
    assert [each.stretch for each in qualities(sessions)] == ["long", "short"]


def test_corrections_are_counted_and_told_at_first_and_lately():
    turning, nodding = fault("Nose forward", 3), fault("Chin to level", 1)
    sessions = [session(n, [item([attempt()], faults=(turning,))]) for n in range(5)]
    sessions += [session(5 + n, [item([attempt()], faults=(nodding,))]) for n in range(5)]
    often, seldom = corrections(sessions)
    assert (often.cue, often.count, often.sessions, often.of_sessions) == (
        "Nose forward",
        15,
        5,
        10,
    )
    assert (often.first, often.last) == (5, 0)
    assert (seldom.count, seldom.first, seldom.last) == (5, 0, 5)


def test_first_and_last_sessions_are_not_compared_while_they_overlap():
    sessions = [session(n, [item([attempt()], faults=(fault(),))]) for n in range(9)]
    (only,) = corrections(sessions)
    assert (only.first, only.last) == (None, None)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (45.4, "45 s"),
        (59.7, "1 min"),
        (260, "4 min 20 s"),
        (3600, "1 h"),
        (7500, "2 h 5 min"),
        (3599.6, "1 h"),
    ],
)
def test_times_are_told_in_two_units_at_most(seconds, words):
    assert duration(seconds) == words


def test_days_and_sessions_in_words():
    assert day_words(date(2026, 11, 3)) == "3 Nov 2026"
    names = ["Bridge", "Bridge", "Sphinx", "Cat-cow", "Twist", "Rest"]
    full = session(0, [item([], name=name) for name in names], Pain(4, 1), Pain(2, None))
    assert done(full) == "Bridge (2 times), Sphinx, Cat-cow, Twist, Rest"
    assert done(full, 3) == "Bridge (2 times), Sphinx, Cat-cow and 2 more"
    assert done(full, 4) == done(full)  # "and 1 more" would be no shorter
    assert pain_words(full) == "back 4 to 2, neck 1 to ?"
    assert pain_words(session(0)) == ""
