"""The measurements measure what they say: their machinery, on a few frames. Never a time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from posecoach.catalog import find
from posecoach.core.coach import Phase
from posecoach.core.pose import Side
from posecoach.core.routine import Item, with_dose
from posecoach.core.stretch import DoseKind, Grade, Level, Posture, Severity
from posecoach.records import AttemptRecord, FaultRecord, ItemRecord
from posecoach.routines import find_routine
from posecoach.sources.clip import ClipSource
from tests.benchmarks import growth, minutes, replay, session, stages, startup, stopwatch
from tests.benchmarks.__main__ import KNOWN
from tests.benchmarks.actor import Actor, clips_of, done_in
from tests.conftest import SAMPLES, first_frames
from tests.outputs.steps import step

FOLDER = Path(__file__).parent / "benchmarks"
BRIDGE = SAMPLES / "bridge-good-1.mp4"
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def test_every_measurement_is_listed_and_is_a_command():
    commands = {path.stem for path in FOLDER.glob("[a-z]*.py") if "__main__" in path.read_text()}
    assert commands == set(KNOWN)
    for name in KNOWN:
        assert callable(import_module(f"tests.benchmarks.{name}").main)


def test_without_a_name_they_are_listed():
    words = [sys.executable, "-m", "tests.benchmarks"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=FOLDER.parents[1])
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(KNOWN)
    wrong = subprocess.run([*words, "x"], capture_output=True, text=True, cwd=FOLDER.parents[1])
    assert wrong.returncode == 2
    assert "there is none of that name" in wrong.stderr


def test_a_stage_is_timed_without_what_others_take_inside_of_it(monkeypatch):
    """The clock shows 0, 1, 2 ...: the inner call takes from 1 to 2, the outer from 0 to 3."""
    for clock in ("perf_counter", "thread_time"):
        monkeypatch.setattr(stopwatch, clock, iter(range(99)).__next__)

    class Room:
        def outer(self) -> str:
            return self.inner() + "!"

        def inner(self) -> str:
            return "done"

    watch = stopwatch.Stopwatch()
    with watch.on({"outer": (Room, "outer"), "inner": (Room, "inner")}):
        assert Room().outer() == "done!"
    assert watch.spent["inner"].wall_s == [1]
    assert watch.spent["outer"].wall_s == [2]
    assert watch.spent["outer"].row("outer", 2).split() == [
        "outer",
        "1",
        *["2000.00", "1000.00"],
        "1000.00",
    ]
    assert Room().outer() == "done!"
    assert watch.spent["outer"].calls == 1, "once the block has ended nothing is timed"


def test_the_gate_lets_through_as_many_as_it_is_told(tmp_path):
    gate = replay.Gate()
    gate.before(ClipSource(first_frames(BRIDGE, tmp_path / "clip.mp4", 12)))
    passed = []

    def loop() -> None:
        for frame in gate.frames():
            passed.append(frame.time_s)
            gate.emit(frame, None)

    with gate:
        thread = Thread(target=loop)
        thread.start()
        gate.let_through(5)
        assert len(passed) == 5
        gate.let_through(2)
        assert len(passed) == 7
        gate.open()
        thread.join(5)
    assert not thread.is_alive()
    assert len(passed) == 7


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_a_replay_and_the_bare_calls_have_the_same_frames():
    from posecoach.estimators.model import ensure_model

    task = ensure_model().pose_task.read_bytes()
    timed = replay.Timed.of(BRIDGE, {"as shipped": task, "pruned": task}, 3 * replay.PIECE, 1)
    assert timed.frames == 2 * replay.PIECE
    assert timed.bare_ms.keys() == replay.WANTED.keys()
    assert timed.ratio("pruned") == timed.replay_ms / timed.bare_ms["pruned"] > 0
    assert len(list(timed.told("x"))) == 4


def test_a_replay_that_takes_too_long_fails():
    fine = replay.Timed({"as shipped": 15.0, "pruned": 9.0}, 9.5, 30, 1)
    assert fine.good
    assert not replace(fine, replay_ms=10.0).good


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_every_stage_has_its_line():
    told = list(stages.stages(SAMPLES / "neck-lateral-ear-to-shoulder-good-1.mp4", 12))
    assert told[0].endswith("640x480, 12 frames")
    named = {line[2:28].strip() for line in told[2:]}
    assert named == {"decoding", "waiting for the clip", *stages.PLACES}


def test_a_clip_is_made_longer_and_larger(tmp_path):
    made = tmp_path / "made.mp4"
    growth.write(BRIDGE, made, 7, times=2, size=(320, 240))
    with ClipSource(made) as source:
        assert source.size_px == (320, 240)
        assert sum(1 for _ in source.frames()) == 14


def test_a_frame_more_is_told_without_the_start():
    start, twice = ({"frames": n, "wall_s": 1 + 0.01 * n} for n in (100, 200))
    assert growth.more(start, twice) == "; 10.0 ms for each more"


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_the_real_command_line_says_when_the_first_frame_is_coached(tmp_path):
    clip = first_frames(BRIDGE, tmp_path / "clip.mp4", 5)
    took = startup.times_s(["-c", startup.FIRST, "replay", str(clip), "--stretch", "bridge"], 1)
    assert len(took.wall_s) == 1
    with pytest.raises(RuntimeError, match="no answer"):
        startup.times_s(["-c", ""], 1)


def test_the_actor_moves_on_until_it_is_enough_and_then_rests_outside_of_an_attempt():
    actor = Actor()
    actor.begin(find("bridge"))
    before = actor.picture(0.0)
    for _ in range(5 * 15):  # into the first repetition
        picture = actor.picture(1 / 15)
        assert not np.array_equal(picture, before)
        before = picture
    actor.hear(step(sets=(2, 2), phase=Phase.REST))
    shown = [actor.picture(1 / 15) for _ in range(15 * 15)]
    inner = [picture[8:, 8:] for picture in shown]
    first = next(n for n in range(len(inner)) if np.array_equal(inner[n], inner[-1]))
    begins, ends = done_in(BRIDGE)[0]["start_s"], done_in(BRIDGE)[0]["end_s"]
    assert begins < 5 < ends
    assert ends <= 5 + first / 15 <= done_in(BRIDGE)[1]["start_s"]


def test_the_actor_stays_in_a_hold_until_it_is_done():
    actor = Actor()
    actor.begin(find("upper-back-reach"))
    (hold,) = done_in(clips_of("upper-back-reach")[0])
    actor.picture(hold["end_s"] - 0.5)
    actor.hear(step(sets=(0, 2), phase=Phase.HOLD))
    before, later = actor.picture(1.0), actor.picture(1.0)
    assert np.array_equal(before[1:], later[1:])
    actor.hear(step(sets=(1, 2), phase=Phase.RELEASE))
    assert not np.array_equal(actor.picture(1.0)[1:], later[1:])


def test_one_clip_is_enough_where_it_shows_both_sides():
    assert [clip.name for clip in clips_of("single-knee-to-chest")] == [
        "single-knee-to-chest-good-1.mp4"
    ]
    assert len(clips_of("hip-flexor-kneeling")) == 2
    with pytest.raises(FileNotFoundError, match="nothing-like-it"):
        clips_of("nothing-like-it")


def test_items_are_taken_until_the_minutes_are_full_and_from_the_beginning_again():
    whole = find_routine("desk-neck-upper-back").items
    assert session.items_for("desk-neck-upper-back", 0.1) == [whole[0]]
    twice = session.items_for("desk-neck-upper-back", 7)
    assert twice[: len(whole)] == list(whole)
    assert twice[len(whole)] == whole[0]


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_a_short_session_is_the_same_at_the_pace_of_life_and_in_a_hurry(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    item = Item(with_dose(find("shoulder-blade-squeeze"), 2.0, 1))
    paced, fast = (session.led([item], 10.0, paced=each) for each in (True, False))
    for run in (paced, fast):
        (kept,) = run.items
        assert [attempt.full for attempt in kept.attempts] == [True]
        assert not run.threads_left
        assert len(run.frames) > 50
    assert list(session.differences(paced.items, fast.items)) == []
    assert paced.length_s > 6, "the lead and the dose take their time"
    assert max(fast.frames.age_s) == max(fast.frames.took_s), "nothing waits in a hurry"


def kept(*attempts: AttemptRecord, faults: tuple[FaultRecord, ...] = ()) -> ItemRecord:
    return ItemRecord(
        "bridge", "Bridge", Level.BEGINNER, Grade.A, DoseKind.REPS, Posture.SUPINE, None, None,
        4.0, 2, NOON, NOON, attempts=attempts, faults=faults,
    )  # fmt: skip


def test_what_two_records_have_not_in_common_is_told():
    left, right = (AttemptRecord(side, 0, 5, 4.0) for side in (Side.LEFT, Side.RIGHT))
    tried = AttemptRecord(Side.LEFT, 6, 8, 1.0, missing="hold")
    sag = FaultRecord("hips-sag", None, Severity.MINOR, "Lift hips", 1, 2.0)
    assert list(session.differences([kept(left)], [kept(left, tried)])) == []
    assert list(session.differences([kept(left)], [kept(right)])) == ["bridge: 1 in full, and 1"]
    assert list(session.differences([kept(left)], [])) == ["1 items, and 0"]
    shorter = replace(left, held_s=3.0)
    (said,) = session.differences([kept(left)], [kept(shorter)])
    assert said == "bridge: held for 4.0 s, and 3.0"
    (said,) = session.differences([kept(left)], [kept(left, faults=(sag,))])
    assert said == "bridge: hips-sag (no side) in one only"


def test_growth_is_counted_after_the_first_minute():
    run = session.Run(memory=[(1.0, 100.0), (59.0, 300.0), (61.0, 310.0), (600.0, 315.0)])
    assert run.growth_mb == 5.0
    run.frames.take(0.2, 0.05, {"estimator": 0.17, "core": 0.01})
    assert run.good is False, "a picture 250 ms old"
    assert not run.frames.slow
    run.frames.take(0.2, 0.0, {"estimator": 0.1, "screen": 0.09})
    assert [stages_s["screen"] for _, stages_s in run.frames.slow] == [0.09]


@pytest.mark.parametrize("id_", ["desk-neck-upper-back", "morning-lower-back"])
def test_who_obeys_takes_the_planned_minutes(id_):
    """The acceptance is 15 %, and everything they did has counted."""
    routine = find_routine(id_)
    took = list(minutes.items_of(routine))
    assert sum(each.took_s for each in took) == pytest.approx(routine.planned_s, rel=0.15)
    assert all(each.done == each.wanted for each in took)
