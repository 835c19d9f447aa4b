"""The beginning and the end of a session: what is asked in which case, kept, told and allowed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from histories import NOW, attempt, fixed_clock, item, keep, session

from posecoach.commands import opening
from posecoach.commands.opening import NEW_SYMPTOMS, NOT_ANSWERED, PATIENCE_S, closed, opened
from posecoach.commands.screening import CLEARED
from posecoach.core.safety import ASK_FIRST, FLARED, NOT_ADVICE, PATTERN, QUESTIONS, URGENT
from posecoach.core.stretch import Level
from posecoach.records import NOT_ASKED, Pain, ScreeningRecord
from posecoach.store.diary import Diary
from posecoach.store.reading import read_history
from posecoach.store.screening import read_screenings

from .asking import Scripted

FIRST = QUESTIONS[0].text
LAST = QUESTIONS[-1].text
CANCER = "cancer"
BOTH_LEGS = "both legs that"
NEXT_DAY = "On the day after"
NOW_BACK, NOW_NECK = "your back hurt now", "your neck hurt now"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.db"


@pytest.fixture
def diary(path):
    with Diary(path, fixed_clock(), lambda line: pytest.fail(line)) as diary:
        yield diary


@pytest.fixture
def answered(diary):
    """A diary of somebody who has answered everything with no, ten days ago."""
    diary.keep_screening(ScreeningRecord(NOW - timedelta(days=10)))
    return diary


@pytest.fixture(autouse=True)
def told_anew():
    opening._tell_once.cache_clear()


def sessions(path):
    return read_history(path, NOW)[0]


def yesterday(before=2, after=2, next_day=NOT_ASKED, day=-1):
    return session(day, [item([attempt()])], Pain(before), Pain(after), next_day)


class TestTheFirstTime:
    def test_everything_is_asked_in_its_order_and_kept(self, diary, path):
        person = Scripted(pains=[3, 1])
        allowed = opened(person, diary, NOW)
        assert allowed.pain == Pain(3, 1)
        assert (allowed.level_cap, allowed.flags) == (None, frozenset())
        order = [NOT_ADVICE[0], NOT_ADVICE[1], *(each.text for each in QUESTIONS)]
        assert [line for line in person.heard if line in order] == order
        assert person.heard[-2:] == [
            "How much does your back hurt now?",
            "How much does your neck hurt now?",
        ]
        assert read_screenings(path, NOW) == [ScreeningRecord(NOW)]
        assert [each.before for each in sessions(path)] == [Pain(3, 1)]

    def test_news_are_not_asked_for_right_after_all_questions(self, diary):
        person = Scripted()
        opened(person, diary, NOW)
        assert not person.was_asked(NEW_SYMPTOMS)

    def test_skipped_pain_makes_no_session(self, diary, path):
        assert opened(Scripted(), diary, NOW).pain == NOT_ASKED
        assert sessions(path) == []

    @pytest.mark.parametrize("where", [NOT_ADVICE[0], "stay on this computer", FIRST, LAST])
    def test_who_leaves_before_the_end_is_asked_everything_again(self, diary, path, where):
        assert opened(Scripted(leaves=where), diary, NOW) is None
        assert read_screenings(path, NOW) == []
        again = Scripted()
        assert opened(again, diary, NOW) is not None
        assert again.was_asked(NOT_ADVICE[0]) == again.was_asked(FIRST) == 1

    def test_an_urgent_yes_ends_it_at_once_with_the_line(self, diary, path):
        person = Scripted(yes=[BOTH_LEGS])
        assert opened(person, diary, NOW) is None
        assert person.was_asked(URGENT) == 1
        assert person.heard[-1] == "You said yes to: Pain down both legs that came on suddenly?"
        assert not person.was_asked("a fall")
        assert not person.was_asked("hurt now")
        assert read_screenings(path, NOW) == [ScreeningRecord(NOW, ("both-legs",))]

    def test_a_warning_locks_while_no_professional_agreed(self, diary, path):
        person = Scripted(yes=[CANCER])
        assert opened(person, diary, NOW) is None
        assert person.was_asked(CLEARED) == person.was_asked(ASK_FIRST) == 1
        assert not person.was_asked("hurt now")
        assert read_screenings(path, NOW) == [ScreeningRecord(NOW, ("cancer",))]

    def test_a_professionals_word_opens_the_beginners_level(self, diary, path):
        allowed = opened(Scripted(yes=[CANCER, CLEARED]), diary, NOW)
        assert allowed.level_cap is Level.BEGINNER
        assert read_screenings(path, NOW) == [ScreeningRecord(NOW, ("cancer",), cleared=True)]

    def test_long_pain_is_asked_for_advice_that_is_there_already(self, diary):
        person = Scripted(yes=["three months", "been advised"])
        assert opened(person, diary, NOW).level_cap is Level.BEGINNER
        assert not person.was_asked(CLEARED)

    def test_a_pattern_is_explained_and_its_flag_kept(self, diary):
        person = Scripted(yes=["cough"])
        assert opened(person, diary, NOW).flags == {"flexion-sensitive"}
        assert person.was_asked(PATTERN) == 1

    def test_without_a_diary_everything_is_asked_all_the_same(self):
        person = Scripted(yes=["cough"], pains=[5])
        allowed = opened(person, None, NOW)
        assert (allowed.flags, allowed.fewer_reps) == ({"flexion-sensitive"}, 1)


class TestTheNextTimes:
    def test_only_pain_and_news_are_asked(self, answered, path):
        person = Scripted(pains=[2, 0])
        assert opened(person, answered, NOW).pain == Pain(2, 0)
        assert len(person.heard) == 3
        assert person.was_asked(NEW_SYMPTOMS) == 1
        assert sessions(path)[0].before == Pain(2, 0)

    def test_news_ask_all_questions_anew_but_not_what_was_acknowledged(self, answered, path):
        person = Scripted(yes=["Anything new", BOTH_LEGS])
        assert opened(person, answered, NOW) is None
        assert not person.was_asked(NOT_ADVICE[0])
        assert read_screenings(path, NOW)[-1].yes == ("both-legs",)

    def test_who_leaves_at_the_news_has_left(self, answered):
        assert opened(Scripted(leaves=NEW_SYMPTOMS), answered, NOW) is None

    def test_an_urgent_answer_is_asked_again_the_next_time(self, diary):
        diary.keep_screening(ScreeningRecord(NOW, ("both-legs",)))
        person = Scripted()
        assert opened(person, diary, NOW) is not None
        assert person.was_asked(FIRST) == 1

    def test_a_lock_is_asked_about_each_time_and_nothing_else_is(self, diary, path):
        diary.keep_screening(ScreeningRecord(NOW - timedelta(days=3), ("cancer",)))
        person = Scripted()
        assert opened(person, diary, NOW) is None
        assert (person.was_asked(CLEARED), person.was_asked(FIRST)) == (1, 0)
        assert len(read_screenings(path, NOW)) == 1
        assert opened(Scripted(yes=[CLEARED]), diary, NOW).level_cap is Level.BEGINNER
        assert read_screenings(path, NOW)[-1].cleared
        again = Scripted()
        assert opened(again, diary, NOW) is not None
        assert not again.was_asked(CLEARED)

    def test_after_four_weeks_all_questions_come_again(self, diary):
        diary.keep_screening(ScreeningRecord(NOW - timedelta(days=28), ("cancer",), cleared=True))
        person = Scripted()
        assert opened(person, diary, NOW).level_cap is None
        assert (person.was_asked(FIRST), person.was_asked(NOT_ADVICE[0])) == (1, 0)

    def test_severe_pain_leaves_rest_and_tells_why(self, answered):
        person = Scripted(pains=[7])
        allowed = opened(person, answered, NOW)
        assert allowed.only is not None
        assert person.heard[-1] == "With pain of seven or more, rest, and ask a professional."

    def test_who_leaves_at_the_advice_has_left(self, answered):
        assert opened(Scripted(pains=[7], leaves="seven or more"), answered, NOW) is None


class TestTheDayAfter:
    @pytest.mark.parametrize(("day", "asked"), [(-2, 2), (-3, 2), (-4, 0), (0, 0)])
    def test_the_last_session_is_asked_about_for_three_days(self, answered, path, day, asked):
        keep([yesterday(day=day)], path)
        person = Scripted(pains=[1, 0, 2, 0])
        allowed = opened(person, answered, NOW)
        assert person.was_asked(NEXT_DAY) == asked
        assert sessions(path)[0].next_day == (Pain(1, 0) if asked else NOT_ASKED)
        assert allowed.pain == (Pain(2, 0) if asked else Pain(1, 0))

    def test_the_very_next_day_one_answer_is_both(self, answered, path):
        keep([yesterday()], path)
        person = Scripted(pains=[3, 1])
        assert opened(person, answered, NOW).pain == Pain(3, 1)
        assert person.was_asked("hurt") == 2
        kept = sessions(path)
        assert (kept[0].next_day, kept[1].before) == (Pain(3, 1), Pain(3, 1))

    def test_it_is_asked_once(self, answered, path):
        keep([yesterday(day=-2, next_day=Pain(1))], path)
        person = Scripted()
        opened(person, answered, NOW)
        assert not person.was_asked(NEXT_DAY)

    def test_a_session_in_which_nothing_was_done_is_not_asked_about(self, answered, path):
        keep([session(-2, before=Pain(2))], path)
        person = Scripted()
        opened(person, answered, NOW)
        assert not person.was_asked(NEXT_DAY)

    def test_a_day_after_that_was_worse_asks_all_questions_anew(self, answered, path):
        keep([yesterday(before=2, day=-2)], path)
        person = Scripted(pains=[4, None, 2])
        assert opened(person, answered, NOW) is not None
        assert person.was_asked(FIRST) == 1


def test_pain_two_points_above_the_last_time_asks_all_questions_anew(answered, path):
    keep([yesterday(before=2, day=-5)], path)
    person = Scripted(pains=[4])
    opened(person, answered, NOW)
    assert person.was_asked(FIRST) == 1
    assert not person.was_asked(NEW_SYMPTOMS)


def test_three_flares_in_a_row_want_a_professionals_word(answered, path):
    keep([yesterday(2, 5, day=day) for day in (-6, -5, -4)], path)
    person = Scripted()
    assert opened(person, answered, NOW) is None
    assert person.was_asked("Three sessions in a row left you sorer.") == 1
    assert opened(Scripted(), answered, NOW) is None
    assert opened(Scripted(yes=[CLEARED]), answered, NOW).level_cap is Level.BEGINNER


class TestNobodyCanBeAsked:
    def test_without_answers_it_is_told_once_and_the_beginners_level_is_left(self, diary, capsys):
        for _ in range(2):
            assert opened(None, diary, NOW).level_cap is Level.BEGINNER
        assert capsys.readouterr().err == f"{NOT_ANSWERED}\n"

    def test_without_a_diary_it_is_the_same(self, capsys):
        assert opened(None, None, NOW).level_cap is Level.BEGINNER
        assert capsys.readouterr().err == f"{NOT_ANSWERED}\n"

    def test_answers_of_last_week_hold(self, answered, capsys):
        assert opened(None, answered, NOW).level_cap is None
        assert capsys.readouterr().err == ""

    def test_old_answers_keep_their_flags_and_leave_the_beginners_level(self, diary, capsys):
        diary.keep_screening(ScreeningRecord(NOW - timedelta(days=60), ("tingling",)))
        allowed = opened(None, diary, NOW)
        assert (allowed.level_cap, allowed.flags) == (Level.BEGINNER, {"flexion-sensitive"})
        assert capsys.readouterr().err == f"{NOT_ANSWERED}\n"

    @pytest.mark.parametrize(("yes", "line"), [("both-legs", URGENT), ("cancer", ASK_FIRST)])
    def test_answers_that_lock_stay_locked(self, diary, capsys, yes, line):
        diary.keep_screening(ScreeningRecord(NOW, (yes,)))
        assert opened(None, diary, NOW) is None
        assert capsys.readouterr().err == f"{line}\n"


class TestTheEnd:
    def test_pain_is_asked_with_a_minutes_patience_and_kept(self, answered, path):
        answered.pain_before(Pain(3, 1))
        person = Scripted(pains=[2, 1])
        assert closed(person, answered, Pain(3, 1)) == []
        assert person.patiences == [PATIENCE_S, PATIENCE_S]
        assert person.patience_s is None
        assert sessions(path)[0].after == Pain(2, 1)

    @pytest.mark.parametrize(
        ("before", "after", "sorer"),
        [
            (Pain(3, 1), [5, 1], True),
            (Pain(3, 1), [3, 3], True),
            (Pain(3, 1), [4, 2], False),
            (Pain(None, 1), [9, 1], False),
            (Pain(3, 1), [], False),
        ],
    )
    def test_a_rise_of_two_points_comes_with_advice(self, answered, before, after, sorer):
        lines = closed(Scripted(pains=after), answered, before)
        assert lines == (list(FLARED) if sorer else [])

    def test_skipped_pain_is_not_kept(self, answered, path):
        closed(Scripted(), answered, NOT_ASKED)
        assert sessions(path) == []

    def test_nobody_to_ask_is_asked_nothing(self, answered):
        assert closed(None, answered, Pain(3)) == []
