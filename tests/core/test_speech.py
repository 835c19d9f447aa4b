"""What is said and when (lesson 18: no rapid fire), on scripted motions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from bodies import eased, film, front, lying, nobody
from transcript import heard

from posecoach.core.coach import EventKind, Phase
from posecoach.core.feedback import Urgency
from posecoach.core.pose import Pose
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level
from posecoach.core.wording import lasts_s, sentences
from posecoach.report.strip import Word

from .motions import STRETCHES, WAYS, body_of, coach, path, right, short, wrong

LATERAL, KNEE, BRIDGE = "neck-lateral-ear-to-shoulder", "single-knee-to-chest", "bridge"
CHIN = "neck-flexion-chin-to-chest"
SETUP_S = 9.0  # long enough for the set-up and the way in to be told


def calm_lateral(hold_s: float = 9.0, sides: int = 4):
    """Ear to shoulder by somebody who listens first; the sides by turns, the left one first."""
    there = eased([(SETUP_S, 0.0), (SETUP_S + 2, 20.0), (SETUP_S + hold_s + 4, 20.0),
                   (SETUP_S + hold_s + 6, 0.0)])  # fmt: skip
    cycle_s = hold_s + 14.0

    def motion(time_s: float) -> Pose:
        turn = min(sides - 1, max(0, int((time_s - SETUP_S) // cycle_s)))
        tilt = there(time_s - turn * cycle_s)
        return front(roll=tilt if turn % 2 == 0 else -tilt)

    return motion, SETUP_S + sides * cycle_s


def told(id_: str, motion, length_s: float, hold_s: float = 9.0) -> list[Word]:
    return heard(coach(short(id_, hold_s), motion, length_s))


def texts(said: list[Word], *urgencies: Urgency) -> list[str]:
    return [each.text for each in said if not urgencies or each.urgency in urgencies]


def test_a_stretch_of_two_sides_is_led_from_the_first_word_to_the_last():
    said = told(LATERAL, *calm_lateral())
    count = ["Hold", "Half-way", "Three", "Two", "One", "Slowly come back"]
    opening = ("Ear to shoulder. Sit or stand tall, shoulders down and back. "
               "Look straight ahead.")  # fmt: skip
    into = "Let your {0} ear sink toward your {0} shoulder. Nose stays forward."
    assert texts(said) == [
        opening,
        into.format("left"),
        *count,
        "Slowly bring your head back to the middle.",
        f"Now the right side. {into.format('right')}",
        *count,
        "Now the left side",
        *count,
        "Now the right side",
        *count,
        "All done",
    ]


def test_the_count_comes_on_the_second():
    said = told(LATERAL, *calm_lateral(sides=1))
    at = {each.text: each.time_s for each in said}
    assert at["Two"] - at["Three"] == pytest.approx(1, abs=0.11)
    assert at["One"] - at["Two"] == pytest.approx(1, abs=0.11)
    assert at["Slowly come back"] - at["One"] == pytest.approx(1, abs=0.11)


def test_repetitions_are_numbered_and_each_top_is_held_and_left_by_a_word():
    value = eased([(SETUP_S, 45), *[(SETUP_S + 9 * n + at, to) for n in range(6) for at, to in
                                    ((2, 8), (6, 8), (8, 45), (9, 45))]])  # fmt: skip
    make = body_of(BRIDGE)
    said = told(BRIDGE, lambda t: make(value(t)), SETUP_S + 58, hold_s=3)
    assert texts(said, Urgency.TIMING) == ["Hold", "Slowly come back"] * 6
    assert texts(said)[-1] == "All done"
    assert [t for t in texts(said) if t.startswith("Now")][-2:] == ["Now 5 of 6", "Now 6 of 6"]


def test_lesson_18_no_sentence_is_said_into_another_unless_it_is_more_urgent():
    for id_ in (LATERAL, KNEE, BRIDGE, CHIN):
        said = told(id_, right(id_, 9.0), 18.0)
        for each, after in pairwise(said):
            assert each.cut_s < 0.05 or after.urgency < each.urgency


def test_lesson_18_whatever_goes_wrong_corrections_keep_their_distance():
    value = path(LATERAL, 60)

    def motion(t: float) -> Pose:
        return front(roll=-value(t), hands_up=t > 4, yaw=25 if t % 6 > 3 else 0,
                     pitch=-30 if t % 9 > 7 else 0, rise_left=0.1 if t % 7 > 4 else 0)  # fmt: skip

    said = told(LATERAL, motion, 40.0, hold_s=60)
    corrections = [each for each in said if each.urgency <= Urgency.RANGE]
    assert len(corrections) >= 4
    assert all(b.time_s - a.time_s >= 3.0 for a, b in pairwise(corrections))


def test_over_a_hold_there_is_nothing_but_corrections_half_way_and_the_count():
    motion, length_s = calm_lateral()
    for each in told(LATERAL, motion, length_s):
        assert each.phase is not Phase.HOLD or each.urgency is not Urgency.INSTRUCTION
    said = told(LATERAL, wrong(LATERAL, "turning"), 16.0, hold_s=30)
    assert "Keep your nose facing forward" in texts(said)


def test_a_person_who_is_quicker_than_the_words_is_not_told_what_is_done():
    """In place at once and on the way in before the set-up is told: Hold breaks in."""
    said = told(LATERAL, right(LATERAL, 9.0), 8.0)
    assert said[-1].text == "Hold"
    assert not any("Let your" in text for text in texts(said))


def test_the_same_instruction_is_not_said_within_twenty_seconds_and_again_only_when_stuck():
    steps = coach(short(LATERAL), lambda _: front(), 90.0)
    said = heard(steps)
    into = [each.time_s for each in said if each.text.startswith("Let your left ear")]
    assert len(into) == 3
    assert all(b - a >= 30.0 for a, b in pairwise(into))


def test_somebody_who_is_not_there_hears_how_to_begin_and_then_nothing():
    said = told(KNEE, lambda _: nobody(), 90.0)
    assert texts(said) == [
        "One knee to chest. Lie on your back, side-on to me, both feet flat."
    ]  # fmt: skip


def test_the_first_words_name_the_stretch():
    for id_ in WAYS:
        first = coach(short(id_), right(id_), 0.2)[0].feedback.say
        assert first is not None
        assert first.text.startswith(f"{STRETCHES[id_].name}. ")


def test_a_wrong_place_is_told_once_the_person_has_had_time_to_take_it():
    steps = coach(short(KNEE), lambda _: front(), 40.0)
    said = heard(steps)
    view = [each for each in said if each.urgency is Urgency.VIEW]
    assert texts(view) == [steps[-1].feedback.notice] * 2
    assert view[0].time_s == pytest.approx(7.0, abs=0.2)
    assert view[1].time_s - view[0].time_s >= 20.0
    assert not any(each.cut_s > 0.1 for each in said)


def test_a_view_that_is_put_right_meanwhile_is_not_told():
    said = told(KNEE, lambda t: front() if t < 5 else lying(), 12.0)
    assert Urgency.VIEW not in {each.urgency for each in said}


def test_a_view_that_goes_wrong_later_is_told_after_it_has_lasted():
    said = told(KNEE, lambda t: lying() if t < 20 else front(), 26.0)
    (view,) = [each for each in said if each.urgency is Urgency.VIEW]
    assert 21.9 < view.time_s < 24.0


def test_after_a_stop_there_is_silence():
    roll = eased([(12, 0), (12.5, 60), (13, -60), (13.6, 0)])
    steps = coach(short(LATERAL), lambda t: front(roll=roll(t)), 30, fps=30)
    stopped_s = next(s.pose.time_s for s in steps for e in s.events if e.kind is EventKind.STOPPED)
    said = [each for each in heard(steps) if each.time_s >= stopped_s]
    assert said[0].text == "Stop. Slow, one direction at a time."
    assert said[0].time_s - stopped_s < 4.1
    assert all(each.time_s - said[0].time_s >= 6.0 for each in said[1:])


def test_a_hold_that_was_left_early_is_done_once_more_on_the_same_side():
    tilt = eased([(SETUP_S, 0), (SETUP_S + 2, 20), (SETUP_S + 5, 20), (SETUP_S + 7, 0)])
    said = told(LATERAL, lambda t: front(roll=tilt(t)), SETUP_S + 20.0)
    assert texts(said)[-2:] == ["Stay a little longer next time", "Once more, the left side"]


def test_a_person_who_comes_back_is_led_from_the_beginning():
    motion = lambda t: nobody() if 12 < t < 34 else front()  # noqa: E731
    said = told(LATERAL, motion, 45.0)
    setup = "Sit or stand tall, shoulders down and back. Look straight ahead."
    assert [each.time_s < 1 for each in said if setup in each.text] == [True, False]


def test_a_hold_that_is_short_is_not_halved_and_a_short_pause_has_no_words():
    said = texts(told(LATERAL, right(LATERAL, 5.0), 16.0, hold_s=5))
    assert "Half-way" not in said
    assert "Three" in said
    brief = told(BRIDGE, right(BRIDGE, 1.0), 12.0, hold_s=1)
    assert Urgency.TIMING not in {each.urgency for each in brief}


def paced(id_: str, length_s: float, **dose: object) -> list[Word]:
    stretch = STRETCHES[id_]
    stretch = replace(stretch, dose=replace(stretch.dose, **dose))
    return heard(coach(stretch, right(id_), length_s))


def test_what_goes_by_the_clock_is_told_in_full_and_the_clock_speaks_after_that():
    said = paced("shoulder-blade-squeeze", 45.0)
    assert all(each.cut_s < 0.1 for each in said)
    into = next(n for n, each in enumerate(said) if each.text.startswith("Draw your shoulder"))
    assert texts(said)[into + 1 : into + 6] == [
        "And let go.", "Now 2 of 6", "Hold", "And let go.", "Now 3 of 6",
    ]  # fmt: skip


def test_a_breathing_cycle_has_its_own_words_and_no_count():
    said = paced("relaxed-breathing", 45.0)
    assert set(texts(said, Urgency.TIMING)) == {"Breathe in", "And slowly out"}
    breaths = [each for each in said if each.text == "Breathe in"]
    assert breaths[1].time_s - breaths[0].time_s == pytest.approx(10.2, abs=0.2)


def test_walking_about_is_not_held():
    reps = {level: 1 for level in Level}
    said = paced("stand-and-walk", 20.0, seconds={level: 8.0 for level in Level}, reps=reps)
    assert "Hold" not in texts(said)
    assert texts(said)[-2:] == [STRETCHES["stand-and-walk"].phases["release"], "All done"]


@pytest.mark.parametrize("id_", WAYS)
def test_everything_that_is_said_was_foreseen_and_has_its_sides_filled_in(id_):
    known = set(sentences(STRETCHES[id_], Level.BEGINNER))
    for motion in (right(id_), lambda t: front() if t > 12 else right(id_)(t)):
        for each in told(id_, motion, 20.0, hold_s=4):
            assert each.text in known or each.text.startswith("I can't see your")
            assert "{" not in each.text


@pytest.mark.parametrize("fps", [5, 30])
def test_lesson_8_the_same_is_said_at_every_frame_rate(fps):
    def at_rate(fps: float) -> list[Word]:
        motion, length_s = calm_lateral(sides=2)
        return heard(coach(short(LATERAL, 9.0), motion, length_s, fps=fps))

    usual, said = at_rate(15), at_rate(fps)
    assert texts(said) == texts(usual)
    for one, other in zip(said, usual, strict=True):
        assert one.time_s == pytest.approx(other.time_s, abs=0.6)


def test_lesson_8_it_does_not_matter_when_the_clip_begins():
    motion, length_s = calm_lateral(sides=1)
    session = Session(short(LATERAL, 9.0))
    later: list[Step] = []
    for pose in film(motion, length_s, 10):
        later.append(session.step(replace(pose, time_s=pose.time_s + 1000)))
    said, usual = heard(later), told(LATERAL, motion, length_s)
    assert texts(said) == texts(usual)
    for one, other in zip(said, usual, strict=True):
        assert one.time_s - 1000 == pytest.approx(other.time_s, abs=0.15)


def test_an_instruction_takes_about_as_long_as_its_words():
    assert lasts_s("Hold") == pytest.approx(0.56, abs=0.1)
    assert 4.5 < lasts_s("one two three four five six seven eight nine ten eleven twelve 13") < 5.5
