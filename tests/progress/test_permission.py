"""What today allows: flags, pain, easier weeks, locks that open, and what is raised a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from histories import NOW, attempt, item, session

from posecoach.catalog import load_all
from posecoach.core.routine import with_dose
from posecoach.core.safety import FLAG_ADVICE, QUESTIONS, REST_ONLY, screen
from posecoach.core.stretch import Level
from posecoach.progress.permission import (
    OPENED_BY,
    Permission,
    is_locked,
    offered_level,
    pain_has_risen,
    permission,
    raised,
    screening_is_due,
)
from posecoach.records import NOT_ASKED, Pain, ScreeningRecord

STRETCHES = load_all()
TODAY = NOW.date()
WELL = screen([])
LATERAL = STRETCHES["neck-lateral-ear-to-shoulder"]
TOWEL = STRETCHES["hamstring-towel"]
BREATHING = STRETCHES["relaxed-breathing"]


def held(day: int, stretch: str = LATERAL.id, before: int = 2, after: int = 2):
    """A session in which the beginner's range of a stretch was held in full."""
    return session(day, [item([attempt()], stretch)], Pain(before), Pain(after))


def flare(day: int):
    return session(day, [item([attempt()])], Pain(2), Pain(4))


def allowed(yes=(), pain=NOT_ASKED, sessions=(), *, cleared=False) -> Permission:
    return permission(screen(yes, cleared=cleared), pain, sessions, TODAY)


def test_who_is_well_may_do_everything_that_is_not_locked_as_it_is():
    free = allowed()
    assert (free.level_cap, free.fewer_reps, free.only, free.advice) == (None, 0, None, ())
    barred = {id_ for id_, each in STRETCHES.items() if not free.allows(each)}
    assert barred == set(OPENED_BY)
    assert free.adapted(TOWEL, Level.FULL) == (TOWEL, Level.FULL)
    assert free.adapted(TOWEL, Level.BEGINNER) == (TOWEL, Level.BEGINNER)


def test_who_was_cleared_goes_at_the_beginners_level():
    stretch, level = allowed(["three-months"], cleared=True).adapted(LATERAL, Level.FULL)
    assert (stretch, level) == (LATERAL, Level.BEGINNER)


@pytest.mark.parametrize("pain", [Pain(4), Pain(0, 6), Pain(5, None)])
def test_the_worse_of_two_pains_makes_it_gentler_with_one_repetition_less(pain):
    gentle = allowed(pain=pain)
    stretch, level = gentle.adapted(TOWEL, Level.FULL)
    assert level is Level.BEGINNER
    assert stretch.dose.reps[level] == TOWEL.dose.reps[Level.BEGINNER] - 1
    assert gentle.pain == pain


def test_at_least_one_repetition_stays():
    once = with_dose(TOWEL, None, 1)
    stretch, level = allowed(pain=Pain(5)).adapted(once, Level.BEGINNER)
    assert stretch.dose.reps[level] == 1


def test_breathing_is_not_made_shorter_by_pain():
    assert allowed(pain=Pain(5)).adapted(BREATHING, Level.BEGINNER)[0] == BREATHING


def test_severe_pain_leaves_rest_and_breathing_and_says_why():
    resting = allowed(pain=Pain(1, 7))
    assert {id_ for id_, each in STRETCHES.items() if resting.allows(each)} == set(REST_ONLY)
    assert "ask a professional" in resting.advice[0]


def test_what_is_left_with_severe_pain_must_be_free_of_flags_too():
    resting = allowed(["pressure"], Pain(8), cleared=True)
    assert {id_ for id_, each in STRETCHES.items() if resting.allows(each)} == {BREATHING.id}


@pytest.mark.parametrize(
    ("yes", "id_"),
    [
        ("disc", "hamstring-towel"),
        ("radiating", "hamstring-towel"),
        ("osteoporosis", "lower-trunk-rotation"),
    ],
)
def test_what_a_flag_leaves_at_the_beginners_range_is_offered_there_and_only_there(yes, id_):
    flagged = replace(allowed([yes], cleared=True), level_cap=None)
    assert flagged.allows(STRETCHES[id_])
    assert flagged.adapted(STRETCHES[id_], Level.FULL)[1] is Level.BEGINNER
    assert flagged.adapted(LATERAL, Level.FULL)[1] is Level.FULL
    assert not flagged.allows(STRETCHES["side-lying-flexion-rotation"]) or yes == "radiating"


def test_a_stretch_barred_by_one_flag_is_not_let_in_by_another():
    both = Permission(flags=frozenset({"osteoporosis", "hip-replacement"}))
    assert not both.allows(STRETCHES["lower-trunk-rotation"])


def test_flags_come_with_their_advice():
    told = allowed(["radiating"], cleared=True).advice
    assert told == (FLAG_ADVICE["arm-symptoms"], FLAG_ADVICE["leg-symptoms"])
    assert set(FLAG_ADVICE) <= {flag for question in QUESTIONS for flag in question.flags}


def test_two_flared_sessions_in_a_row_make_a_week_easier_and_say_until_when():
    sore = [flare(-3), flare(-2)]
    easier = allowed(sessions=sore)
    assert easier.level_cap is Level.BEGINNER
    assert easier.fewer_reps == 1
    assert "until 27 Nov 2026" in easier.advice[0]
    later = permission(WELL, NOT_ASKED, sore, TODAY + timedelta(days=6))
    assert (later.level_cap, later.fewer_reps, later.advice) == (None, 0, ())


def test_flares_that_are_not_in_a_row_change_nothing():
    assert allowed(sessions=[flare(-3), held(-2), flare(-1)]) == allowed()


SIDE_LYING = OPENED_BY["lumbar-flexion-seated"]


@pytest.mark.parametrize(
    ("days", "opens"),
    [((-9, -5, -1), True), ((-7, -5, -1), True), ((-6, -5, -1), False), ((-9, -1), False)],
)
def test_a_lock_opens_when_the_step_before_was_comfortable_for_a_week(days, opens):
    sessions = [held(day, SIDE_LYING) for day in days]
    assert allowed(sessions=sessions).allows(STRETCHES["lumbar-flexion-seated"]) is opens
    assert not allowed(sessions=sessions).allows(STRETCHES["lumbar-flexion-standing"])


def test_a_lock_stays_shut_for_who_goes_gently_and_opens_by_a_professionals_word():
    sessions = [held(day, SIDE_LYING) for day in (-9, -5, -1)]
    gentle = allowed(["three-days"], sessions=sessions, cleared=True)
    seated = STRETCHES["lumbar-flexion-seated"]
    assert not gentle.allows(seated)
    assert gentle.allows(seated, cleared=True)


def test_a_professionals_word_on_a_lock_does_not_lift_a_flag():
    flagged = Permission(flags=frozenset({"flexion-sensitive"}))
    assert not flagged.allows(STRETCHES["lumbar-flexion-seated"], cleared=True)


class TestWhenTheQuestionsAreDue:
    ASKED = ScreeningRecord(NOW - timedelta(days=10))

    def test_never_asked(self):
        assert screening_is_due(None, [], TODAY)

    @pytest.mark.parametrize(("days", "due"), [(0, False), (27, False), (28, True), (400, True)])
    def test_every_four_weeks(self, days, due):
        record = ScreeningRecord(NOW - timedelta(days=days))
        assert screening_is_due(record, [], TODAY) is due

    def test_after_an_urgent_answer_each_time(self):
        assert screening_is_due(ScreeningRecord(NOW, ("both-legs",)), [], TODAY)

    @pytest.mark.parametrize(("day", "due"), [(-11, False), (-9, True)])
    def test_after_a_flare_that_they_do_not_know_of(self, day, due):
        assert screening_is_due(self.ASKED, [flare(day)], TODAY) is due

    def test_not_after_a_session_that_did_no_harm(self):
        assert not screening_is_due(self.ASKED, [held(-1)], TODAY)


class TestWhenAProfessionalComesFirst:
    def test_by_the_answers_until_they_agree(self):
        record = ScreeningRecord(NOW, ("cancer",))
        assert is_locked(record, [])
        assert not is_locked(replace(record, cleared=True), [])

    def test_after_three_flares_in_a_row_until_they_agree(self):
        well = ScreeningRecord(NOW)
        assert not is_locked(well, [flare(-3), flare(-2)])
        assert is_locked(well, [flare(-4), flare(-3), flare(-2)])
        assert not is_locked(replace(well, cleared=True), [flare(-4), flare(-3), flare(-2)])
        assert not is_locked(well, [flare(-4), flare(-3), flare(-2), held(-1)])

    def test_an_urgent_answer_is_never_cleared(self):
        assert is_locked(ScreeningRecord(NOW, ("both-legs",), cleared=True), [])

    def test_a_question_that_there_is_no_more_counts_for_nothing(self):
        assert not is_locked(ScreeningRecord(NOW, ("toothache",)), [])


@pytest.mark.parametrize(
    ("now", "risen"),
    [(Pain(4), True), (Pain(3), False), (Pain(None, 9), False), (Pain(), False)],
)
def test_pain_has_risen_when_it_is_two_points_above_the_last_answer(now, risen):
    assert pain_has_risen(now, [held(-5, before=5), held(-3, before=2), session(-2)]) is risen


def test_without_an_answer_before_no_pain_has_risen():
    assert not pain_has_risen(Pain(10, 10), [session(-1)])


def test_the_full_range_is_offered_once_it_is_earned_and_not_in_an_easier_week():
    three = [held(day) for day in (-9, -8, -7)]
    assert offered_level(LATERAL, three[:2], TODAY) is Level.BEGINNER
    assert offered_level(LATERAL, three, TODAY) is Level.FULL
    assert offered_level(TOWEL, three, TODAY) is Level.BEGINNER
    assert offered_level(LATERAL, [*three, flare(-2), flare(-1)], TODAY) is Level.BEGINNER


@pytest.mark.parametrize(
    ("days", "seconds", "reps"),
    [
        (0, Level.BEGINNER, Level.BEGINNER),
        (6, Level.BEGINNER, Level.BEGINNER),
        (7, Level.FULL, Level.BEGINNER),
        (13, Level.FULL, Level.BEGINNER),
        (14, Level.FULL, Level.FULL),
    ],
)
def test_one_thing_is_raised_a_week(days, seconds, reps):
    dose = TOWEL.dose
    assert dose.seconds[Level.BEGINNER] < dose.seconds[Level.FULL]
    assert dose.reps[Level.BEGINNER] < dose.reps[Level.FULL]
    three = [held(day - days, TOWEL.id) for day in (-4, -2, 0)]
    stretch, level = raised(TOWEL, three, TODAY)
    assert level is Level.FULL
    assert stretch.dose.seconds[level] == dose.seconds[seconds]
    assert stretch.dose.reps[level] == dose.reps[reps]


def test_nothing_is_raised_before_it_is_earned():
    assert raised(TOWEL, [held(-1, TOWEL.id)], TODAY) == (TOWEL, Level.BEGINNER)
