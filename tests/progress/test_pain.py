"""Pain: what counts as a change, and what as a flare."""

from __future__ import annotations

import pytest
from histories import attempt, item, session

from posecoach.core.stretch import Level
from posecoach.progress.levels import easier_until, full_range_offered, screening_due
from posecoach.progress.pain import Part, courses, flared
from posecoach.records import Pain


def course(answers):
    sessions = [session(n, before=Pain(back=a)) for n, a in enumerate(answers)]
    return courses(sessions)[0]


@pytest.mark.parametrize(
    ("answers", "eased"),
    [
        ([5, 5, 5, 3, 3, 3], True),  # two points
        ([5, 5, 5, 4, 4, 4], None),  # one point of five is a fifth
        ([3, 3, 3, 2, 2, 2], True),  # a third
        ([7, 7, 7, 5, 5, 5], True),
        ([2, 2, 2, 4, 4, 4], False),
        ([0, 0, 0, 1, 1, 1], None),  # one point from nothing is not sure
        ([0, 0, 0, 2, 2, 2], False),
        ([5, 5, 5, 5, 5, 0], None),  # one good day
        ([9, 9, 1, 1], None),  # too few to tell
    ],
)
def test_pain_has_changed_from_two_points_or_thirty_per_cent_on(answers, eased):
    assert course(answers).eased is eased


def test_unanswered_sessions_are_left_out_and_parts_stay_apart():
    sessions = [
        session(0, before=Pain(4, None), after=Pain(3, None)),
        session(1),
        session(2, after=Pain(None, 1)),
    ]
    back, neck = courses(sessions)
    assert (back.part, neck.part) == (Part.BACK, Part.NECK)
    assert [(r.before, r.after) for r in back.ratings] == [(4, 3)]
    assert [(r.before, r.after) for r in neck.ratings] == [(None, 1)]
    assert courses([session(0)]) == []


@pytest.mark.parametrize(
    ("before", "after", "next_day", "wanted"),
    [
        (Pain(2, 2), Pain(4, 2), Pain(), True),
        (Pain(2, 2), Pain(3, 1), Pain(), False),
        (Pain(2, 2), Pain(2, 2), Pain(2, 4), True),
        (Pain(), Pain(9, 9), Pain(9, 9), False),  # nothing to compare with
    ],
)
def test_a_session_flared_when_pain_rose_by_two_points(before, after, next_day, wanted):
    assert flared(session(0, before=before, after=after, next_day=next_day)) is wanted


FLARED = {"before": Pain(2), "after": Pain(5)}
CALM = {"before": Pain(2), "after": Pain(2)}


def test_two_flared_sessions_in_a_row_ask_for_an_easier_week():
    sessions = [session(0, **FLARED), session(1, **CALM), session(2, **FLARED)]
    assert easier_until(sessions) is None
    sessions.append(session(3, **FLARED))
    assert (easier_until(sessions) - sessions[-1].day).days == 7
    assert not screening_due(sessions)
    assert screening_due([*sessions, session(4, **FLARED)])


def held(day, before=1, after=1, level=Level.BEGINNER, missing=None):
    done = item([attempt(missing=missing)], level=level)
    pain = {"before": Pain(back=before), "after": Pain(back=after)}
    return session(day, [done], **pain)


@pytest.mark.parametrize(
    ("third", "offered"),
    [
        (held(2), True),
        (held(2, missing="hold"), False),
        (held(2, before=4, after=3), False),  # above three
        (held(2, before=1, after=2), False),  # it rose
        (held(2, level=Level.FULL), False),
        (session(2, [item([attempt()])]), False),  # nobody said how it felt
    ],
)
def test_the_full_range_is_offered_after_three_calm_sessions(third, offered):
    sessions = [held(0), held(1), third]
    assert full_range_offered(sessions, "neck-lateral-ear-to-shoulder") is offered
    assert not full_range_offered(sessions, "bridge")
