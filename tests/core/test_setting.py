"""Light, lens, distance, level and the camera's own trouble: one sentence each, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from bodies import film, front, kneeling, lying, mirrored, nobody, standing

from posecoach.core.coach import EventKind, Phase
from posecoach.core.feedback import CueKind
from posecoach.core.light import Light
from posecoach.core.placement import Problem
from posecoach.core.pose import Joint, Pose
from posecoach.core.session import Session, Step
from posecoach.core.setting import AGAIN_S, LASTS_S, SHOWN_S, SIGNS, TROUBLE_S
from posecoach.core.stretch import MAX_WORDS

from .motions import STRETCHES, length_s, right, short, wrong
from .test_framing import larger, shifted, tilted

LATERAL, KNEE, FOLD = (
    "neck-lateral-ear-to-shoulder",
    "single-knee-to-chest",
    "lumbar-flexion-standing",
)
DAYLIGHT = Light(brightness=120, highlights=200, body=100, clipped=0.0, signal=40.0, sharpness=0.6)
DIM = replace(DAYLIGHT, brightness=30, highlights=50, body=20, signal=5.0)
NIGHT = replace(DIM, signal=0.9)
WINDOW = replace(DAYLIGHT, body=35, clipped=0.3)
SILHOUETTE = replace(WINDOW, body=12)
GLARE = replace(DAYLIGHT, brightness=250, body=235, clipped=0.95)
FOG = replace(DAYLIGHT, sharpness=0.3)
FAR_AWAY = larger(front(face=False), 0.4)
Scene = Callable[[float], Pose]


def lit(light: Light, shown: Pose | None = None) -> Pose:
    """Somebody in that light; where nobody is there, no body is lit."""
    shown = front() if shown is None else shown
    return replace(shown, light=replace(light, body=None) if shown.empty else light)


def watch(scene: Scene, length: float, id_: str = LATERAL, fps: float = 10) -> list[Step]:
    session = Session(STRETCHES[id_])
    return [session.step(each) for each in film(scene, length, fps)]


def told(step: Step) -> tuple[str, CueKind] | None:
    cue = step.placement.told or step.placement.advice
    return (cue.id, cue.kind) if cue else None


def notice(shown: Pose) -> str | None:
    """What somebody is told who is seen like this for a while."""
    return watch(lambda _: shown, 4.0)[-1].feedback.notice


@pytest.mark.parametrize(
    ("shown", "id_", "sign", "kind"),
    [
        (lit(DIM), LATERAL, "dark", CueKind.MINOR),
        (lit(NIGHT), LATERAL, "dark", CueKind.VISIBILITY),
        (lit(DIM, nobody()), LATERAL, "dark", CueKind.VISIBILITY),
        (lit(WINDOW), LATERAL, "backlight", CueKind.MINOR),
        (lit(SILHOUETTE), LATERAL, "backlight", CueKind.VISIBILITY),
        (lit(GLARE), LATERAL, "glare", CueKind.MINOR),
        (lit(GLARE, nobody()), LATERAL, "glare", CueKind.VISIBILITY),
        (lit(FOG), LATERAL, "blurred", CueKind.MINOR),
        (lit(FOG, nobody()), LATERAL, "blurred", CueKind.VISIBILITY),
        (FAR_AWAY, LATERAL, "far", CueKind.VISIBILITY),
        (larger(standing(), 2.0), FOLD, "too-close", CueKind.MINOR),
        (larger(standing(), 4.0), FOLD, "too-close", CueKind.VISIBILITY),
        (larger(front(), 4.0), LATERAL, "too-close", CueKind.MINOR),
        (shifted(standing(), y_px=60), FOLD, "cut-off", CueKind.MINOR),
        (tilted(front(), 12), LATERAL, "tilted", CueKind.MINOR),
        (tilted(front(), -12), LATERAL, "tilted", CueKind.MINOR),
    ],
)
def test_each_fault_of_the_setting_is_told_in_its_own_sentence(shown, id_, sign, kind):
    steps = watch(lambda _: shown, 3.0, id_)
    assert [told(step) for step in steps if step.pose.time_s < LASTS_S] == [None] * 10
    assert told(steps[-5]) == (sign, kind)
    stops = kind is CueKind.VISIBILITY
    assert (steps[-1].feedback.notice is not None) is stops
    assert any(step.cue is not None and step.cue.id == sign for step in steps)
    assert any(step.feedback.say for step in steps)


@pytest.mark.parametrize(
    ("shown", "id_"),
    [
        (larger(front(), 0.4), LATERAL),  # small, and read all the same
        (larger(front(face=False), 0.8), LATERAL),  # large, and turned away
        (larger(standing(), 0.4), FOLD),  # where no head is wanted
    ],
)
def test_nobody_is_told_to_come_closer_for_another_reason(shown, id_):
    assert ("far", CueKind.VISIBILITY) not in {
        told(step) for step in watch(lambda _: shown, 5, id_)
    }


@pytest.mark.parametrize(
    "light",
    [
        DAYLIGHT,
        replace(DIM, brightness=45),
        replace(NIGHT, brightness=80),  # noise alone is no darkness
        replace(DAYLIGHT, clipped=0.44),  # a white wall
        replace(DAYLIGHT, body=40),  # black clothes
        replace(DAYLIGHT, sharpness=None),
        None,
    ],
)
def test_what_is_well_enough_is_not_told(light):
    for shown in (front(), nobody()):
        pose = shown if light is None else lit(light, shown)
        assert {told(step) for step in watch(lambda _, pose=pose: pose, 3.0)} == {None}


def test_somebody_in_the_light_before_a_black_wall_is_not_in_the_dark():
    assert {told(step) for step in watch(lambda _: lit(replace(DIM, body=155)), 3.0)} == {None}


def test_every_sentence_is_short_enough_to_be_heard():
    for sign in SIGNS:
        for text in (sign.text, sign.on_floor):
            assert len(text.split()) <= MAX_WORDS
            assert not text or text.endswith(".")


def test_nobody_in_an_empty_bright_room_is_told_of_no_light():
    wall = replace(DAYLIGHT, clipped=0.4)
    steps = watch(lambda _: lit(wall, nobody()), 3.0)
    assert steps[-1].feedback.notice == Problem.NOBODY.value


def test_a_silhouette_that_is_lost_is_still_told_of_the_light():
    steps = watch(lambda t: lit(WINDOW, front() if t < 3 else nobody()), 6.0)
    assert steps[-1].placement.told.id == "backlight"


def test_half_a_second_of_darkness_is_not_told():
    steps = watch(lambda t: lit(NIGHT if 2 < t < 2.5 else DAYLIGHT), 5.0)
    assert {told(step) for step in steps} == {None}


def test_light_that_wavers_about_a_limit_does_not_make_the_sentence_waver():
    """Every other second of light is not enough for it to go, nor to come back."""
    wavering = lambda t: lit(replace(DIM, brightness=37 if int(t) % 2 else 43))  # noqa: E731
    steps = watch(wavering, 8.0)
    dark = [told(step) is not None for step in steps]
    assert sum(a != b for a, b in pairwise(dark)) <= 1


def two_holds(dark_s: tuple[float, float]) -> list[Step]:
    motion = right(LATERAL, 6.0)
    session = Session(short(LATERAL, 6.0))
    shown = lambda t: lit(NIGHT if dark_s[0] <= t < dark_s[1] else DAYLIGHT, motion(t))  # noqa: E731
    steps = [session.step(each) for each in film(shown, length_s(6.0) + 4, 15)]
    return steps


def test_the_timer_waits_while_it_is_too_dark_and_goes_on_by_itself():
    steps = two_holds((6.0, 9.0))
    at = {round(step.pose.time_s, 2): step for step in steps}
    assert at[5.8].feedback.running
    in_the_dark = [step for step in steps if 7.2 < step.pose.time_s < 9.5]
    assert all(
        step.feedback.notice == "Too dark. Please switch on a light." for step in in_the_dark
    )
    assert not any(step.feedback.running for step in in_the_dark if step.pose.time_s > 8.8)
    left_s = [step.feedback.timer_s for step in in_the_dark if step.pose.time_s > 8.8]
    assert max(left_s) - min(left_s) == pytest.approx(0)
    assert at[10.6].placement.told is None
    assert at[10.6].phase is Phase.HOLD


def test_a_whole_hold_in_the_dark_counts_nothing():
    steps = two_holds((0.0, 99.0))
    kinds = {event.kind for step in steps for event in step.events}
    assert not kinds & {EventKind.HOLD_STARTED, EventKind.ATTEMPT_ENDED}
    assert {step.cue.id for step in steps if step.cue} == {"dark"}


@pytest.mark.parametrize("light", [NIGHT, FOG])
def test_who_is_not_seen_well_enough_is_told_of_that_and_of_no_mistake(light):
    """Somebody leans in the light, and leans more when it is gone: who knows what that was?"""
    leaning = wrong(LATERAL, "trunk-lean", 9.0)
    session = Session(short(LATERAL, 60.0))
    stop_s = 6.0
    shown = lambda t: lit(light if t > stop_s else DAYLIGHT, leaning(t))  # noqa: E731
    steps = [session.step(each) for each in film(shown, 25.0, 15)]
    stopped = [step for step in steps if step.placement.problem is Problem.UNCLEAR]
    assert bool(stopped) is (light is NIGHT), "a blurred picture is advice alone"
    assert {step.cue.id for step in stopped if step.cue} <= {"dark"}
    assert not any(finding.present for step in stopped for finding in step.findings)


def test_advice_is_given_for_some_seconds_and_again_only_after_a_minute_without_cause():
    blurred = lambda t: lit(FOG if t < 30 or 40 < t < 60 or t > 130 else DAYLIGHT)  # noqa: E731
    steps = watch(blurred, 150.0, fps=5)
    given = [step.pose.time_s for step in steps if told(step)]
    first = [time_s for time_s in given if time_s < 100]
    assert first[0] == pytest.approx(LASTS_S, abs=0.3)
    assert first[-1] == pytest.approx(LASTS_S + SHOWN_S, abs=0.3)
    again = [time_s for time_s in given if time_s > 100]
    assert AGAIN_S < 130 - 61
    assert again[0] == pytest.approx(131, abs=0.5)
    assert sum(step.cue is not None for step in steps) == 2


def test_advice_waits_until_nothing_is_being_held():
    motion = right(LATERAL, 6.0)
    session = Session(short(LATERAL, 6.0))
    shown = lambda t: lit(FOG if t > 5.5 else DAYLIGHT, motion(t))  # noqa: E731
    steps = [session.step(each) for each in film(shown, length_s(6.0) + 4, 15)]
    phases = {step.phase for step in steps if told(step)}
    assert phases
    assert not phases & {Phase.HOLD, Phase.RELEASE}


def test_one_piece_of_advice_at_a_time():
    steps = watch(lambda _: lit(replace(WINDOW, sharpness=0.3)), 25.0)
    given = [told(step)[0] for step in steps if told(step)]
    assert list(dict.fromkeys(given)) == ["backlight", "blurred"]
    assert given == sorted(given)  # first all of the one, then all of the other


def test_on_the_floor_the_camera_moves_and_not_the_person():
    far_right = 640 - max(mark.point.x_px for mark in lying().landmarks.values()) + 8
    for shown in (shifted(lying(), x_px=far_right), mirrored(shifted(lying(), x_px=far_right))):
        steps = watch(lambda _, shown=shown: shown, 2.0, KNEE)
        assert steps[-1].placement.advice.text == "I can't see your feet. Camera further back."
    upright = watch(lambda _: shifted(standing(), y_px=60), 2.0, FOLD)
    assert upright[-1].placement.advice.text == "I can't see your feet. Step back."


def test_what_cannot_be_measured_because_it_is_cut_off_is_told_as_such():
    """The knee is out of the picture, so the hip cannot be measured."""
    knee_px = lying().landmarks[Joint.RIGHT_KNEE].point.x_px
    shown = shifted(lying(), x_px=640 - knee_px + 6)
    last = watch(lambda _: shown, 4.0, KNEE)[-1]
    assert last.placement.unseen
    assert last.feedback.notice == "I can't see your knees. Camera further back."


@pytest.mark.parametrize(
    ("light", "sign"), [(FOG, "blurred"), (WINDOW, "backlight"), (DIM, "dark")]
)
def test_what_cannot_be_measured_for_want_of_light_or_sharpness_is_told_as_such(light, sign):
    faceless = replace(front(), head=None)
    last = watch(lambda _: lit(light, faceless), 4.0)[-1]
    assert last.placement.unseen == "face"
    assert last.placement.told.id == sign
    assert watch(lambda _: lit(DAYLIGHT, faceless), 4.0)[-1].placement.told is None


def test_a_picture_a_little_soft_is_to_blame_once_the_face_is_lost_in_it():
    soft = replace(DAYLIGHT, sharpness=0.39)
    assert watch(lambda _: lit(soft), 4.0)[-1].placement.advice is None
    assert notice(lit(soft, front(face=False))) == "The picture is blurred. Wipe the lens."


def test_who_is_too_close_is_not_told_besides_that_the_feet_are_cut_off():
    given = {told(step) for step in watch(lambda _: larger(standing(), 2.0), 30.0, FOLD)}
    assert given == {None, ("too-close", CueKind.MINOR)}


def test_without_the_head_in_the_picture_the_view_is_not_asked_for():
    """Neither ears nor hips are in the picture, so it cannot be told which way the person faces."""
    shown = larger(front(face=False), 2.5)
    ears_px = shown.landmarks[Joint.LEFT_EAR].point.y_px
    assert notice(shifted(shown, y_px=20 - ears_px)) == "I can't see your face"
    assert notice(shifted(shown, y_px=-5 - ears_px)) == "I can't see your head. Step back."


def test_somebody_in_another_posture_hears_of_that_and_not_of_the_feet():
    assert watch(lambda _: shifted(standing(), y_px=60), 3.0, KNEE)[-1].placement.told is None


def test_two_people_matter_more_than_the_light():
    crowded = replace(nobody(), crowded=True, light=replace(NIGHT, body=None))
    last = watch(lambda _: crowded, 3.0)[-1]
    assert last.feedback.notice == Problem.CROWD.value


def test_a_walk_out_of_a_dim_room_is_still_a_walk():
    walk = "stand-and-walk"
    steps = watch(lambda t: lit(DIM, standing() if t < 4 else nobody()), 8.0, walk)
    assert steps[-1].placement.told is None
    assert steps[-1].feedback.running


def test_trouble_is_told_at_once_for_long_enough_to_be_read():
    session = Session(STRETCHES[LATERAL])
    poses = list(film(lambda _: front(), 12.0, 10))
    steps = [
        session.step(pose, trouble="No picture." if pose.time_s == 8.0 else None) for pose in poses
    ]
    told_s = [step.pose.time_s for step in steps if step.feedback.notice == "No picture."]
    assert told_s[0] == 8.0
    assert told_s[-1] == pytest.approx(8.0 + TROUBLE_S, abs=0.11)
    assert steps[80].cue.text == steps[80].feedback.say.text == "No picture."
    assert steps[-1].placement.problem is None


def test_the_source_s_own_advice_stops_nothing():
    session = Session(STRETCHES[LATERAL])
    steps = [session.step(pose, advice="It is slow.") for pose in film(lambda _: front(), 2.0, 10)]
    assert steps[0].placement.advice.text == "It is slow."
    assert steps[-1].phase is Phase.MOVING_IN


@pytest.mark.parametrize("id_", ["hip-flexor-kneeling"])
def test_a_kneeling_body_close_to_the_edges_is_told_nothing(id_):
    assert {told(step) for step in watch(lambda _: kneeling(), 3.0, id_)} == {None}
