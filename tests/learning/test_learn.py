"""From recordings of people whose angles are known to files with the known figures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from bodies import eased, film, front, lying, nobody, sitting, standing

from posecoach.catalog import load
from posecoach.core.pose import Head, Pose, Side
from posecoach.core.session import Session
from posecoach.core.stretch import DoseKind, Grade, Level, Stretch, Working
from posecoach.learning.choice import Found, find
from posecoach.learning.draft import About
from posecoach.learning.figures import EASIER_SHARE, FULL_SHARE, figures
from posecoach.learning.learn import Unlearnable, figures_of, learn
from posecoach.learning.toml_text import Table, text

from .done_well import DONE, FPS, Done, still

ABOUT = About("drafted", "Drafted", "clip.mp4")
NO_SIDE = Working.NONE
each_name = pytest.mark.parametrize("name", DONE)


@cache
def found_in(name: str, fps: float = FPS, *, mirror: bool = False) -> Found:
    """What one of the recordings shows, worked out once."""
    return find(DONE[name].poses(fps, mirror=mirror))


@cache
def tables(name: str) -> list[Table]:
    return learn([DONE[name].poses()], ABOUT, {})


@pytest.fixture
def drafted(tmp_path):
    """What `posecoach check` reads of a draft: it refuses nothing, or this raises."""

    def make(*clips: str | list[Pose]) -> Stretch:
        path = tmp_path / "drafted.toml"
        known = len(clips) == 1 and isinstance(clips[0], str)
        made = tables(clips[0]) if known else learn(clips, ABOUT, {})
        path.write_text(text(made), encoding="utf-8")
        return load(path)

    return make


def near_edge(stretch: Stretch, level: Level) -> float:
    primary = stretch.primary
    band = primary.bands[level]
    return band.low if primary.upward[level] else band.high


@each_name
def test_the_view_the_posture_the_measure_and_the_side_are_found(name, drafted):
    done = DONE[name]
    stretch = drafted(name)
    assert stretch.primary.measure == done.measure
    assert (stretch.view, stretch.working) == (done.view, done.working)
    assert done.posture in stretch.postures
    assert stretch.dose.kind is done.kind


@each_name
def test_the_ranges_are_shares_of_the_recorded_way(name, drafted):
    done = DONE[name]
    stretch = drafted(name)
    way = abs(done.tops[0] - done.rest)
    if done.measure == "knee_roll":
        way = stretch.primary.bands[Level.FULL].low / FULL_SHARE  # told from a height, not exactly
        assert way == pytest.approx(35, abs=4)
    sign = 1.0 if stretch.primary.upward[Level.BEGINNER] else -1.0
    for level, share in ((Level.BEGINNER, EASIER_SHARE), (Level.FULL, FULL_SHARE)):
        wanted = done.rest + sign * share * way
        assert near_edge(stretch, level) == pytest.approx(wanted, abs=1.6)


@each_name
def test_the_times_are_those_of_the_recording(name, drafted):
    done = DONE[name]
    dose = drafted(name).dose
    sides = 2 if done.working is not NO_SIDE and len(set(done.tops)) > 1 else 1
    assert dose.reps[Level.BEGINNER] == len(done.tops) / sides
    if done.kind is DoseKind.HOLD:
        assert dose.seconds[Level.BEGINNER] == done.stay_s // 5 * 5
    else:
        assert 0.4 * done.stay_s <= dose.seconds[Level.BEGINNER] <= done.stay_s


@each_name
def test_a_draft_counts_what_was_recorded_and_finds_no_fault(name, drafted):
    done = DONE[name]
    session = Session(drafted(name))
    steps = [session.step(pose) for pose in done.poses()]
    assert [attempt.missing for attempt in session.finish()] == [None] * len(done.tops)
    assert [step.cue.id for step in steps if step.cue] == []


@pytest.mark.parametrize("name", [name for name in DONE if DONE[name].working is not NO_SIDE])
def test_in_a_mirror_it_is_the_same_stretch_of_the_other_side(name):
    plain, mirrored = found_in(name), found_in(name, mirror=True)
    assert mirrored.series.setting == plain.series.setting
    assert figures(mirrored, {}).full == figures(plain, {}).full
    swapped = [visit.side and visit.side.other for visit in plain.visits]
    assert [visit.side for visit in mirrored.visits] == swapped


@pytest.mark.parametrize("fps", [6, 20])
@pytest.mark.parametrize("name", ["ear to both shoulders", "bridge", "one knee to chest"])
def test_the_frame_rate_changes_no_range(name, fps):
    usual, other = figures(found_in(name), {}), figures(found_in(name, fps), {})
    assert (other.measure, other.kind, other.reps) == (usual.measure, usual.kind, usual.reps)
    assert other.beginner == pytest.approx(usual.beginner, abs=1)
    assert other.seconds[0] == pytest.approx(usual.seconds[0], abs=0.5)


def test_the_tolerance_is_the_measured_error_and_never_below_six():
    found = found_in("ear to both shoulders")
    assert figures(found, {"head_roll": 3.0}).full == (17, 26)
    assert figures(found, {"head_roll": 11.0}).full == (17, 31)


def test_no_neck_is_asked_beyond_where_easing_back_is_asked_for(drafted):
    far = Done(lambda v: front(roll=-v), 0, (60, -60), 12, "head_roll", *_FRONT)
    primary = drafted(far.poses()).primary
    assert primary.over_limit == 52
    assert all(band.high <= 46 for band in primary.bands.values())


def test_a_knee_that_gets_straight_has_no_limit(drafted):
    assert drafted("downward dog").primary.over_limit is None


def test_what_else_had_to_move_is_a_gate(drafted):
    gates = {gate.measure for gate in drafted("turn at the wall").gates}
    assert gates == {"head_pitch", "elbow_height"}
    assert [gate.measure for gate in drafted("downward dog").gates] == ["arm_elev"]


def test_an_arm_that_only_hangs_is_no_gate(drafted):
    assert not drafted("forward bend").gates


def test_cat_and_cow_leads_through_the_other_side_each_time(drafted):
    assert drafted("cat and cow").rep_range.back == pytest.approx(-12, abs=2)


def test_of_several_clips_the_middle_counts(drafted):
    less, more = (Done(lambda v: front(pitch=v), 0, (top,), 12, *_NOD).poses() for top in (20, 30))
    assert drafted(less, more).primary.bands[Level.FULL].low == pytest.approx(
        FULL_SHARE * 25, abs=1
    )


def test_what_no_measure_sees_goes_by_the_clock(drafted):
    stretch = drafted(still(lying(), 41))
    assert (stretch.grade, stretch.dose.kind) == (Grade.C, DoseKind.TIMER)
    assert stretch.primary is None
    assert stretch.dose.seconds[Level.BEGINNER] == 30


@pytest.mark.parametrize(
    ("poses", "said"),
    [
        ([nobody(index / FPS) for index in range(200)], "nobody was seen"),
        (still(lying(), 2.0), "at least 4 s"),
        (DONE["lift"].poses()[: int(2.4 * FPS)], "at least 4 s"),
    ],
)
def test_what_shows_nothing_is_told_in_one_line(poses, said):
    with pytest.raises(Unlearnable, match=said):
        learn([poses], ABOUT, {})


def test_who_never_keeps_still_has_no_start():
    walk = list(film(lambda t: front(shift=200 * (t % 2 - 1)), 20, FPS))
    with pytest.raises(Unlearnable, match="still"):
        learn([walk], ABOUT, {})


@pytest.mark.parametrize("name", ["seated bend", "chin to chest", "sphinx"])
def test_a_hand_that_ends_the_recording_and_a_walk_away_are_no_part_of_it(name):
    plain = DONE[name].poses()
    last_s = plain[-1].time_s
    ends = {
        "seated bend": lambda t: sitting(arm=min(150, 20 + 130 * t)),
        "chin to chest": lambda t: front(yaw=min(40.0, 40 * t), pitch=min(30.0, 30 * t)),
        "sphinx": lambda t: standing(),
    }
    more = [
        replace(ends[name](index / FPS), time_s=last_s + (index + 1) / FPS)
        for index in range(int(2.5 * FPS))
    ]
    more = [moved_by(pose, 300 * (pose.time_s - last_s - 1)) for pose in more]
    assert figures(find([*plain, *more]), {}) == figures(found_in(name), {})


def test_a_head_that_sets_off_early_does_not_spoil_the_start():
    value = eased([(1.4, 0), (3.4, 24), (14, 24), (16, 0), (18, 0)])
    found = find(list(film(lambda t: front(pitch=value(t)), 18, FPS)))
    assert figures(found, {}).plateau == pytest.approx(24, abs=1)
    assert found.series.zero["head_pitch"] == pytest.approx(0, abs=1)


def test_what_is_read_of_a_face_in_profile_counts_for_nothing():
    jumping = [
        replace(pose, head=Head(9.0 * (index % 5), 15.0 * (index % 3), -20.0 * (index % 2)))
        for index, pose in enumerate(DONE["kneeling lunge"].poses())
    ]
    assert figures(find(jumping), {}) == figures(found_in("kneeling lunge"), {})


def moved_by(pose: Pose, x_px: float) -> Pose:
    """Somebody who walks to the right, where they do."""
    marks = {
        joint: replace(mark, point=replace(mark.point, x_px=mark.point.x_px + max(0.0, x_px)))
        for joint, mark in pose.landmarks.items()
    }
    return replace(pose, landmarks=marks)


def test_a_known_stretch_keeps_its_measure_and_direction(drafted):
    done = DONE["one knee to chest"]
    stretch = drafted("one knee to chest")
    found, again = figures_of([done.poses(mirror=True)], stretch, {})
    band = stretch.primary.bands[Level.FULL]
    assert again.full == (band.low, band.high)
    assert {visit.side for visit in found.visits} == {Side.LEFT}


def test_another_posture_is_no_recording_of_a_known_stretch(drafted):
    stretch = drafted("one knee to chest")
    with pytest.raises(Unlearnable, match="Lie on your back"):
        figures_of([DONE["seated bend"].poses()], stretch, {})


def test_who_does_not_move_shows_no_known_stretch(drafted):
    stretch = drafted("one knee to chest")
    with pytest.raises(Unlearnable, match="hip_flex_n moved by 0 degrees"):
        figures_of([still(lying())], stretch, {})


_LIKE = DONE["ear to both shoulders"]
_FRONT = (_LIKE.posture, _LIKE.view, _LIKE.working)
_NOD = ("head_pitch", _LIKE.posture, _LIKE.view)
