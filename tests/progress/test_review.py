"""The look back: when it is due, and that it says no more than is so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from histories import NOW, attempt, fault, item, session

from posecoach.core.pose import Side
from posecoach.core.stretch import Level
from posecoach.progress.review import PROFESSIONAL, WORSE, Review, review
from posecoach.records import Pain

TODAY = NOW.date()


def weeks_of(count: int, pains, degs=None, faults=None, every: int = 3, level=Level.BEGINNER):
    """Sessions every so many days over `count` weeks up to today, the first exactly then."""
    days = range(-7 * count, 1, every)
    way = [n / (len(days) - 1) for n in range(len(days))]
    return [
        session(
            day,
            [
                item(
                    [attempt(Side.LEFT, deg=degs(share) if degs else 20)],
                    faults=tuple(faults(share)) if faults else (),
                    level=level,
                )
            ],
            before=Pain(back=round(pains(share))),
            after=Pain(back=round(pains(share))),
        )
        for day, share in zip(days, way, strict=True)
    ]


def same(pain):
    return lambda share: pain


def told(sessions) -> Review:
    found = review(sessions, TODAY)
    assert found is not None
    return found


def test_nothing_is_said_before_two_weeks():
    assert review([], TODAY) is None
    assert review([session(-13, [item([attempt()])])], TODAY) is None
    assert review([session(-14, [item([attempt()])])], TODAY) is not None


@pytest.mark.parametrize(
    ("weeks", "next_step"),
    [(2, "one repetition more."), (3, "one repetition more."), (5, "longer")],
)
def test_each_look_back_ends_with_the_next_step(weeks, next_step):
    found = told(weeks_of(weeks, same(5)))
    assert found.weeks == weeks
    assert found.lines[-1].startswith("Next: ")
    assert next_step in found.lines[-1]
    assert not found.professional


def test_a_break_of_four_weeks_begins_anew():
    earlier = [session(-90, [item([attempt()])])]
    assert told([*earlier, *weeks_of(2, same(3))]).weeks == 2


def test_pain_that_eased_is_told_with_its_figures():
    found = told(weeks_of(6, lambda share: 6 - 4 * share))
    assert found.lines[0] == (
        "Back: less pain, 6 of 10 in the first three sessions, 2 in the last three."
    )
    assert not found.professional


def test_no_improvement_after_six_weeks_sends_to_a_professional_and_not_before():
    assert not told(weeks_of(5, same(5))).professional
    found = told(weeks_of(6, same(5)))
    assert found.professional
    assert found.lines[-1] == PROFESSIONAL


def test_who_had_hardly_any_pain_is_not_sent_anywhere():
    assert not told(weeks_of(8, same(1))).professional
    assert not told(weeks_of(8, same(0))).professional


def test_more_pain_sends_to_a_professional_at_once():
    found = told(weeks_of(2, lambda share: 2 + 4 * share, every=2))
    assert found.professional
    assert found.lines[-1] == WORSE


def test_what_got_easier_is_told_only_beyond_the_noise():
    more = told(weeks_of(4, same(3), degs=lambda share: 20 + 20 * share)).lines
    noise = told(weeks_of(4, same(3), degs=lambda share: 20 + 6 * share)).lines
    less = told(weeks_of(4, same(3), degs=lambda share: 40 - 20 * share)).lines
    assert any("degrees further than at first" in line for line in more)
    assert not any("degrees" in line for line in (*noise, *less))


def test_a_correction_that_went_away_is_told():
    there = fault("Keep your nose facing forward", 2)
    found = told(weeks_of(5, same(3), faults=lambda share: [there] if share < 0.5 else []))
    assert any("in none of the last five" in line for line in found.lines)


def test_the_full_range_is_offered_to_who_held_the_beginners_without_pain():
    assert "full range for Ear to shoulder" in told(weeks_of(4, same(1))).lines[-1]
    assert "full range" not in told(weeks_of(2, same(1))).lines[-1]
    assert "full range" not in told(weeks_of(4, same(1), level=Level.FULL)).lines[-1]


def test_two_flared_sessions_ask_for_an_easier_week_instead():
    flared = [
        session(day, [item([attempt()])], before=Pain(back=1), after=Pain(back=4))
        for day in (-2, -1)
    ]
    until = TODAY + timedelta(days=6)
    line = told([*weeks_of(3, same(1))[:-1], *flared]).lines[-1]
    assert line == f"Two sessions left you sorer: take it a level easier until {until:%d %B}."
