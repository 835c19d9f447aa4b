"""`posecoach learn` from the command line: a draft, an own range, and mistakes in one line."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest
from bodies import lying, nobody
from learning.done_well import FPS, still

from posecoach.catalog import find, load
from posecoach.cli import main
from posecoach.commands import flow, learn, live, replay
from posecoach.commands.estimators import Eyes
from posecoach.commands.learn import measure_errors
from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.core.stretch import DoseKind, Level
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.estimators.recording import SUFFIX, Header, write_poses
from posecoach.sources.clip import ClipSource
from posecoach.store.mine import mine_file, read_mine

SAMPLES = Path(__file__).parents[2] / "samples"
BRIDGE = SAMPLES / "bridge-good-1.mp4"
TILT = SAMPLES / "neck-lateral-ear-to-shoulder-good-1.mp4"


UNSEEN = {joint: Landmark(Point(0.0, 0.0), 0.0) for joint in Joint}


@pytest.fixture
def _recorded(monkeypatch):
    """Replay sees in a clip what is recorded beside it."""

    def recorded(clip, options, eyes=replay.replay):
        def open_eyes(stretch, model, doors, **_):
            return doors.enter_context(RecordedEstimator(clip.with_suffix(SUFFIX)))

        monkeypatch.setattr(replay, "open_estimator", open_eyes)
        return eyes(clip, options)

    monkeypatch.setattr(replay, "replay", recorded)


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POSECOACH_POSES", str(tmp_path / "own"))


def recording(name: str, poses: list[Pose]) -> Path:
    """A clip of which only the poses are there."""
    header = Header(f"{name}.mp4", (640, 480), FPS, "bodies")
    whole = [
        dataclasses.replace(pose, landmarks=UNSEEN | pose.landmarks)
        for pose in poses
        if pose.landmarks
    ]
    write_poses(Path(f"{name}.poses.jsonl"), header, whole or poses)
    return Path(f"{name}.mp4")


def refused(capsys, *words: object) -> str:
    """The one line that a call is refused with."""
    assert main(["learn", *map(str, words)]) in (1, 2)
    told = capsys.readouterr()
    (line,) = told.err.splitlines()
    return line


def test_a_recording_becomes_a_file_that_check_accepts(capsys):
    assert main(["learn", str(BRIDGE)]) == 0
    told = capsys.readouterr().out
    assert "bridge-good-1.toml: a draft, seen from the side, supine" in told
    assert "posecoach check bridge-good-1.toml" in told
    assert main(["check", "bridge-good-1.toml"]) == 0
    stretch = load(Path("bridge-good-1.toml"))
    assert (stretch.primary.measure, stretch.dose.kind) == ("hip_flex_n", DoseKind.REPS)


def test_every_figure_has_its_reason_and_every_guess_says_so(capsys):
    main(["learn", str(TILT), "--out", "tilt.toml"])
    lines = Path("tilt.toml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#:schema ")
    assert lines[1] == f"# A draft, learnt from {TILT.name}."
    for key in ("beginner", "full", "over_limit", "seconds", "reps", "neutral", "when"):
        for number, line in enumerate(lines):
            if line.startswith(f"{key} = "):
                assert "# " in line or lines[number - 1].startswith("# "), line
    guessed = [line for line in lines if "change it" in line]
    assert any(line.startswith("name") for line in guessed)
    assert any("as you recorded it" in line for line in guessed)


def test_a_file_that_is_there_is_not_overwritten_unless_forced(capsys):
    Path("mine.toml").write_text("my work", encoding="utf-8")
    line = refused(capsys, BRIDGE, "--out", "mine.toml")
    assert line == "mine.toml: is there already; wanted --out FILE, or --force to replace it"
    assert Path("mine.toml").read_text(encoding="utf-8") == "my work"
    assert main(["learn", str(BRIDGE), "--out", "mine.toml", "--force"]) == 0
    assert load(Path("mine.toml")).id == "mine"


def test_mistakes_are_told_in_one_line(capsys):
    assert refused(capsys, "nowhere.mp4").startswith("nowhere.mp4: no such file")
    assert "small letters" in refused(capsys, BRIDGE, "--out", "My Bridge.toml")
    assert "small letters" in refused(capsys, BRIDGE, "--out", "bridge.json")
    assert "no such folder" in refused(capsys, BRIDGE, "--out", "nowhere/bridge.toml")
    assert "did you mean 'bridge'" in refused(capsys, BRIDGE, "--stretch", "brigde")
    assert "did you mean 'bridge'" in refused(capsys, BRIDGE, "--mine", "brigde")
    assert "--mine ID alone" in refused(capsys, BRIDGE, "--mine", "bridge", "--out", "a.toml")
    assert not list(Path().glob("*.toml"))


def test_a_recording_that_shows_nothing_is_told_in_one_line(capsys):
    empty = recording("empty", [nobody(index / FPS) for index in range(100)])
    assert refused(capsys, empty) == (
        "empty.mp4: nobody was seen in it; wanted a person, whole, in good light"
    )
    short = recording("short", still(lying(), 2.0))
    assert "at least 4 s" in refused(capsys, short)
    quiet = recording("quiet", still(lying()))
    assert "hip_flex_n moved by 0 degrees" in refused(capsys, quiet, "--mine", "bridge")
    assert "Lie side-on to the camera" in refused(capsys, TILT, "--mine", "bridge")
    assert "done by the clock" in refused(capsys, quiet, "--mine", "pelvic-tilt")
    assert not list(Path().glob("*.toml"))
    assert not mine_file("bridge").exists()


def test_what_nothing_is_seen_of_is_drafted_by_the_clock(capsys):
    assert main(["learn", str(recording("quiet", still(lying())))]) == 0
    assert "it goes by the clock" in capsys.readouterr().out
    assert load(Path("quiet.toml")).dose.kind is DoseKind.TIMER


def test_a_known_stretch_keeps_its_words_and_gets_the_figures():
    assert main(["learn", str(BRIDGE), "--stretch", "bridge"]) == 0
    base, learnt = find("bridge"), load(Path("bridge.toml"))
    assert (learnt.id, learnt.name, learnt.phases) == ("bridge", base.name, base.phases)
    assert (learnt.faults, learnt.checks) == (base.faults, base.checks)
    assert learnt.primary.over_limit == base.primary.over_limit
    assert learnt.rep_range.rest == pytest.approx(50, abs=1)  # 46 as read, and the offset of 4
    assert learnt.rep_range.top[Level.BEGINNER] == pytest.approx(19, abs=1)


def test_the_error_of_a_known_stretch_is_its_own():
    assert measure_errors("bridge")["hip_flex_n"] != measure_errors("hamstring-towel")["hip_flex_n"]
    assert measure_errors()["head_roll"] < 6


@pytest.mark.usefixtures("_recorded")
def test_an_own_range_is_kept_and_replay_uses_it(capsys):
    assert main(["learn", "--mine", "bridge", str(BRIDGE)]) == 0
    assert "your own range of Bridge" in capsys.readouterr().out
    own = read_mine("bridge")
    assert own.measure == "hip_flex_n"
    assert own.bands[Level.BEGINNER].high == pytest.approx(19, abs=1)
    # so little is asked for that the repetition which is short of the usual range counts
    text = mine_file("bridge").read_text(encoding="utf-8")
    learnt = f", {own.bands[Level.BEGINNER].high:g}]"
    assert learnt in text
    mine_file("bridge").write_text(text.replace(learnt, ", 30]"), encoding="utf-8")
    counted = {}
    for used in (True, False):
        if not used:
            mine_file("bridge").unlink()
        assert main(["replay", str(SAMPLES / "bridge-faulty-1.mp4"), "--json", "--no-window"]) == 0
        told = capsys.readouterr()
        counted[used] = [rep["missing"] for rep in json.loads(told.out)["reps"]]
        assert (f"bridge: your own range of {own.day} is used" in told.err) is used
    assert counted[False].count("range") == 1
    assert counted[True].count("range") == 0


def test_a_faulty_own_range_is_told_in_one_line(capsys):
    mine_file("bridge").parent.mkdir(parents=True)
    mine_file("bridge").write_text("beginner = [1, 2]", encoding="utf-8")
    assert main(["replay", str(BRIDGE), "--no-window"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "bridge.toml: no 'stretch'" in line


def test_forgetting_everything_forgets_own_ranges_as_well(capsys):
    main(["learn", "--mine", "bridge", str(BRIDGE)])
    assert main(["forget", "--yes"]) == 0
    assert "1 own range" in capsys.readouterr().out
    assert not mine_file("bridge").exists()


def test_the_file_of_an_own_range_is_plain_toml():
    main(["learn", "--mine", "bridge", str(BRIDGE)])
    data = tomllib.loads(mine_file("bridge").read_text(encoding="utf-8"))
    assert {"stretch", "measure", "day", "clip", "neutral", "beginner", "full"} == data.keys()


@pytest.mark.usefixtures("_recorded")
def test_start_uses_an_own_range_as_well(capsys, monkeypatch):
    main(["learn", "--mine", "bridge", str(BRIDGE)])
    asked = []

    def seen(room, stretch, level, **_):
        asked.append(stretch)
        raise KeyboardInterrupt

    monkeypatch.setattr(live, "open_camera", lambda spec: ClipSource(BRIDGE))
    monkeypatch.setattr(flow, "coach_one", seen)
    monkeypatch.setattr(Eyes, "prepare", lambda eyes, stretches: None)
    main(["start", "bridge", "--no-window", "--mute"])
    assert [each.primary.bands for each in asked] == [read_mine("bridge").bands]
    assert f"your own range of {read_mine('bridge').day} is used" in capsys.readouterr().err


def test_a_clip_without_recorded_poses_is_looked_at(monkeypatch):
    def open_eyes(model, doors, *, head, **_):
        assert head  # whether it is a stretch of the neck is not known yet
        return doors.enter_context(RecordedEstimator(TILT.with_suffix(SUFFIX)))

    monkeypatch.setattr(learn, "open_eyes", open_eyes)
    Path("my tilt.mp4").write_bytes(TILT.read_bytes())
    assert main(["learn", "my tilt.mp4"]) == 0
    assert load(Path("my-tilt.toml")).primary.measure == "head_roll"
