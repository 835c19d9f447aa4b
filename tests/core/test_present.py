"""What is shown: title, checks, arc, tones, countdown, notice, next (lesson 18: one thing)."""

from __future__ import annotations

import pytest
from bodies import eased, front, nobody, rolled

from posecoach.core.coach import EventKind
from posecoach.core.feedback import Mark, Tone
from posecoach.core.geometry import bend_deg
from posecoach.core.measure import MEASURES
from posecoach.core.pose import Joint
from posecoach.core.stretch import Grade

from .motions import STRETCHES, body_of, coach, coached, path, short, wrong

LATERAL, KNEE, BRIDGE = "neck-lateral-ear-to-shoulder", "single-knee-to-chest", "bridge"
ROLL = "lower-trunk-rotation"


def feedback_at(steps, time_s: float):
    return min(steps, key=lambda step: abs(step.pose.time_s - time_s)).feedback


def test_the_title_names_the_side_once_it_is_known_and_asks_for_the_left_one_first():
    steps, _ = coached(LATERAL)
    assert feedback_at(steps, 0.5).title == "Ear to shoulder · left"
    assert feedback_at(steps, 5.5).title == "Ear to shoulder · right"
    assert coached(BRIDGE)[0][-1].feedback.title == "Bridge"


def test_the_instruction_follows_the_phase_with_the_side_in_words():
    steps, _ = coached(LATERAL)
    said = dict.fromkeys(step.feedback.instruction for step in steps)
    assert list(said) == [
        "Sit or stand tall, shoulders down and back. Look straight ahead.",
        "Let your left ear sink toward your left shoulder. Nose stays forward.",
        "Let your right ear sink toward your right shoulder. Nose stays forward.",
        "Breathe easily. Feel the other side of your neck lengthen.",
        "Slowly bring your head back to the middle.",
    ]


@pytest.mark.parametrize("id_", STRETCHES)
def test_no_placeholder_is_ever_shown(id_):
    for step in coached(id_)[0]:
        assert "{" not in step.feedback.instruction + step.feedback.title + step.feedback.next


@pytest.mark.parametrize("id_", STRETCHES)
def test_at_most_three_checks_are_shown_with_the_primary_first(id_):
    stretch = STRETCHES[id_]
    for step in coached(id_)[0]:
        checks = step.feedback.checks
        assert len(checks) <= 3
        if stretch.primary:
            assert checks[0].label == stretch.primary.label


@pytest.mark.parametrize("id_", STRETCHES)
def test_a_hold_done_rightly_shows_every_check_as_good(id_):
    steps, _ = coached(id_)
    marks = {check.mark for check in feedback_at(steps, 6.0).checks}
    assert marks <= {Mark.GOOD}
    assert marks or not STRETCHES[id_].primary


def test_on_the_way_in_the_primary_waits_and_is_not_wrong():
    steps, _ = coached(LATERAL)
    assert feedback_at(steps, 2.5).checks[0].mark is Mark.WAITING


def test_what_is_wrong_is_shown_wrong_in_red_and_before_the_others():
    shown = coach(short(LATERAL, 30), wrong(LATERAL, "turning"), 8.5)[-1].feedback
    assert [(check.label, check.mark) for check in shown.checks][:2] == [
        ("Tilt", Mark.GOOD), ("Nose forward", Mark.WRONG),
    ]  # fmt: skip
    assert shown.cue.text == "Keep your nose facing forward"


@pytest.mark.parametrize(
    ("roll", "size", "mark"),
    [(12, "small", Mark.WAITING), (30, "medium", Mark.GOOD), (56, "large", Mark.WAITING)],
)
def test_a_coarse_measure_is_told_as_small_medium_or_large_and_never_in_degrees(roll, size, mark):
    rolls = eased([(1.5, 0), (4, roll)])
    (line,) = coach(short(ROLL), lambda t: rolled(rolls(t)), 4.6, fps=8)[-1].feedback.checks
    assert (line.label, line.size, line.value_deg) == ("Roll", size, None)
    assert line.mark is mark


def test_only_what_is_measured_in_degrees_shows_degrees():
    for id_, stretch in STRETCHES.items():
        units = {m.label: MEASURES[m.measure] for m in stretch.checks}
        units |= (
            {stretch.primary.label: MEASURES[stretch.primary.measure]} if stretch.primary else {}
        )
        for step in coached(id_)[0][::10]:
            for line in step.feedback.checks:
                fine = line.label in units and units[line.label].unit == "deg"
                fine = fine and not units[line.label].coarse and stretch.grade is not Grade.C
                assert (line.value_deg is not None) <= fine


def test_a_measure_that_is_not_seen_is_shown_as_unseen():
    shown = coach(short(LATERAL), lambda _: front(face=False), 1.5)[-1].feedback
    assert shown.checks[0].mark is Mark.UNSEEN
    assert shown.checks[0].value_deg is None


@pytest.mark.parametrize(
    ("id_", "fault", "limb"),
    [
        (KNEE, "other-leg-lifts", (Joint.LEFT_HIP, Joint.LEFT_KNEE)),
        (KNEE, "knee-open", (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE)),
        (LATERAL, "hike-opposite", (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW)),
        (LATERAL, "shoulder-to-ear", (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW)),
        ("hip-flexor-kneeling", "knee-past-ankle", (Joint.LEFT_KNEE, Joint.LEFT_ANKLE)),
    ],
)
def test_the_faulty_limb_is_the_one_that_does_it(id_, fault, limb):
    steps = coach(short(id_, 30), wrong(id_, fault), 8.5, fps=10)
    assert limb in steps[-1].feedback.faulty_limbs
    assert not steps[60].feedback.faulty_limbs


@pytest.mark.parametrize("id_", ["single-knee-to-chest", "hip-flexor-kneeling", "bridge"])
def test_the_arc_of_a_hip_stands_at_the_hip_and_says_the_angle(id_):
    step = min(coached(id_)[0], key=lambda step: abs(step.pose.time_s - 6.0))
    arc = step.feedback.arc
    assert arc.vertex == step.pose.landmarks[Joint.RIGHT_HIP].point
    assert arc.end == step.pose.landmarks[Joint.RIGHT_KNEE].point
    assert arc.mark is Mark.GOOD
    assert arc.value_deg == pytest.approx(abs(step.values["hip_flex_n"]))
    drawn = 180 - bend_deg(arc.start, arc.vertex, arc.end)
    assert drawn == pytest.approx(arc.value_deg, abs=STRETCHES[id_].primary.offset + 1)


def test_the_arc_of_a_tilt_leans_to_the_side_of_the_ear():
    step = min(coached(LATERAL)[0], key=lambda step: abs(step.pose.time_s - 6.0))
    arc = step.feedback.arc
    assert arc.end.x_px < arc.vertex.x_px  # the person's right is at the image's left
    assert 180 - bend_deg(arc.start, arc.vertex, arc.end) == pytest.approx(20, abs=1)


def test_a_nod_has_no_arc_in_the_picture():
    assert all(step.feedback.arc is None for step in coached("neck-flexion-chin-to-chest")[0])


def test_the_sounds_and_words_carry_a_hold_to_a_person_who_sees_no_screen():
    session_steps = coach(short(LATERAL, 8), lambda t: front(roll=-path(LATERAL, 8)(t)), 17)
    shown = [step.feedback for step in session_steps if step.feedback.tone]
    heard = [(feedback.tone, feedback.say.text) for feedback in shown if feedback.say]
    assert heard == [
        (Tone.START, "Hold"),
        (Tone.HALFWAY, "Half-way"),
        (Tone.TICK, "Three"),
        (Tone.TICK, "Two"),
        (Tone.TICK, "One"),
        (Tone.END, "Slowly come back"),
    ]


def test_the_timer_counts_down_and_the_ring_fills():
    steps, _ = coached(LATERAL)
    shown = [s.feedback for s in steps if s.feedback.timer_s is not None and s.feedback.running]
    left = [feedback.timer_s for feedback in shown]
    assert left == sorted(left, reverse=True)
    assert 3.0 < left[0] < 3.4
    assert left[-1] < 0.2
    assert all(f.progress == pytest.approx(1 - f.timer_s / 4) for f in shown)
    assert feedback_at(steps, 1.0).timer_s is None


def test_repetitions_are_counted_and_sides_are_added_up():
    steps, _ = coached(BRIDGE)
    assert steps[0].feedback.count == (0, 6)
    assert steps[-1].feedback.count == (1, 6)
    assert coached(LATERAL)[0][-1].feedback.sets == (1, 4)  # two of each side
    assert coached(LATERAL)[0][-1].feedback.count is None


def test_what_comes_next_is_said_between_the_holds():
    assert coached(LATERAL)[0][-1].feedback.next == "Next: left side"
    assert coached(BRIDGE)[0][-1].feedback.next == "Next: repetition 2 of 6"
    steps, _ = coached("neck-flexion-chin-to-chest")
    assert steps[-1].feedback.next == "Next: 2 of 2"
    assert feedback_at(steps, 6.0).next == ""


def test_the_end_of_the_dose_is_said():
    value = eased([(1.5, 0), (3.5, 20), (6, 20), (8, 0), (9, 0), (11, 20), (13.5, 20), (15.5, 0)])
    steps = coach(short("neck-flexion-chin-to-chest", 1.5), lambda t: front(pitch=value(t)), 17)
    assert steps[-1].feedback.sets == (2, 2)
    assert steps[-1].feedback.next.startswith("All done")


def test_a_stop_sounds_a_warning():
    roll = eased([(2, 0), (2.4, 50)])
    steps = coach(short(LATERAL), lambda t: front(roll=roll(t)), 4, fps=30)
    warned = [step for step in steps if step.feedback.tone is Tone.WARNING]
    assert len(warned) == 1
    assert any(event.kind is EventKind.STOPPED for event in warned[0].events)


def test_a_notice_stands_instead_of_an_angle_when_the_view_is_wrong():
    shown = coach(short(KNEE), lambda _: front(), 2)[-1].feedback
    assert shown.notice == "Lie on your back, side-on to the camera"
    assert shown.arc is None
    assert shown.cue is None or shown.cue.text == shown.notice


def test_one_cue_is_shown_and_it_is_the_most_urgent():
    value, make = path("hamstring-towel", 60), body_of("hamstring-towel")
    steps = coach(
        short("hamstring-towel", 60),
        lambda t: make(value(t), knee=40.0 if t > 6 else 8.0, nose_up=20.0 if t > 6 else 0.0),
        12,
        fps=10,
    )
    shown = {step.feedback.cue.id for step in steps if step.feedback.cue}
    assert shown == {"knee-bends"}  # the first in the file; both are compensations
    assert {step.cue.id for step in steps if step.cue} == {"knee-bends", "head-lifts"}


def test_nothing_lying_about_is_shown_before_anybody_is_there():
    first = coach(short(KNEE), lambda _: nobody(), 0.1)[0].feedback
    assert first.notice == "I can't see you. Step into the picture."
    assert first.progress == 0.0
    assert not first.running
