"""Every sample through the pose model and the whole program, held against its known answers."""

from __future__ import annotations

import json
import os
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from posecoach.catalog import find
from posecoach.core.session import Session
from posecoach.core.stretch import Level
from posecoach.core.summary import Tally
from posecoach.estimators.recording import read_poses
from samples.accuracy import Verdict, compare, judge, together
from tests.conftest import SAMPLES

CLIPS = sorted(path for path in SAMPLES.glob("*.mp4") if ".part" not in path.suffixes)
HELD_S = 0.7
MEDIAN_DEG = {"head_roll": 3.0, "head_pitch": 3.0}
OTHER_MEDIAN_DEG = 5.0


@pytest.fixture(scope="module")
def verdicts():
    """Every clip's verdict, worked on by all cores at once."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:
        yield {clip: workers.submit(judge, clip) for clip in CLIPS}


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.stem)
def test_a_sample_is_judged_as_its_truth_says(clip, verdicts: dict[object, Future[Verdict]]):
    verdict = verdicts[clip].result()
    assert verdict.counts_right
    assert verdict.worst_held_s <= HELD_S
    assert verdict.faults_missed == ()
    assert verdict.cues_wrong == ()


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.stem)
def test_the_recorded_poses_of_a_sample_give_the_same_answers(clip):
    truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    stretch, level = find(truth["stretch"]), Level(truth["level"])
    session, tally = Session(stretch, level), Tally(stretch, level)
    steps = []
    for pose in read_poses(clip.with_suffix(".poses.jsonl")).poses:
        steps.append(session.step(pose))
        tally.take(steps[-1])
    verdict = compare(clip.name, truth, stretch, tally.summary(session.finish()), steps)
    assert verdict.counts_right
    assert verdict.worst_held_s <= HELD_S
    assert (verdict.faults_missed, verdict.cues_wrong) == ((), ())


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
@pytest.mark.parametrize("stretch", sorted({clip.stem.rsplit("-", 2)[0] for clip in CLIPS}))
def test_the_primary_angle_of_a_stretch_is_right(stretch, verdicts):
    parts = [verdicts[clip].result().errors for clip in CLIPS if clip.stem.startswith(stretch)]
    errors = together(parts)
    assert errors.median_deg <= MEDIAN_DEG.get(errors.measure, OTHER_MEDIAN_DEG)
    assert errors.seen_share > 0.95
