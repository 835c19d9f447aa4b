"""Every sample through the pose model and the whole program, held against its known answers."""

from __future__ import annotations

import os
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from posecoach.catalog import load_all, poses_dir
from posecoach.core.stretch import Grade
from samples.accuracy import Verdict, judge, table
from samples.accuracy.__main__ import clips
from samples.accuracy.variants import Variant

CLIPS = clips()
CATALOGUE = load_all()
HELD_S = 0.7
HEAD_MEDIAN_DEG = 3.0
MEDIAN_DEG = {Grade.A: 5.0, Grade.B: 8.0}
each_clip = pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.stem)
ONCE_EACH = {clip.stem.rpartition("-good-")[0]: clip for clip in CLIPS if "-good-" in clip.stem}
ONCE_EACH |= {clip.stem.partition("-faulty-")[0]: clip for clip in CLIPS if "-faulty-" in clip.stem}
"""One clip a stretch goes through the model here; `python -m samples.accuracy` takes them all."""
through_the_model = [
    *ONCE_EACH.values(),
    *(clip for clip in CLIPS if "-wrong-view-" in clip.stem or "-walk-in-" in clip.stem),
]


@pytest.fixture(scope="module")
def verdicts():
    """Every clip's verdict, worked on by all cores at once."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:
        yield {clip: workers.submit(judge, clip) for clip in through_the_model}


@pytest.fixture(scope="module")
def recorded():
    """Every clip's verdict, from the poses that are kept beside it."""
    return {clip: judge(clip, recorded=True) for clip in CLIPS}


def is_right(verdict: Verdict) -> bool:
    """Whether a clip is judged as its truth says."""
    told = verdict.faults_missed == () and verdict.cues_wrong == ()
    return verdict.counts_right and verdict.worst_held_s <= HELD_S and told


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
@pytest.mark.parametrize("clip", through_the_model, ids=lambda clip: clip.stem)
def test_a_sample_is_judged_as_its_truth_says(clip, verdicts: dict[object, Future[Verdict]]):
    verdict = verdicts[clip].result()
    assert is_right(verdict), verdict


@each_clip
def test_the_recorded_poses_of_a_sample_give_the_same_answers(clip, recorded):
    assert is_right(recorded[clip]), recorded[clip]


@each_clip
def test_lesson_3_a_mirrored_sample_gives_the_mirrored_answer(clip):
    verdict = judge(clip, Variant.MIRRORED, recorded=True)
    assert is_right(verdict), verdict


@each_clip
def test_lesson_8_half_the_frames_give_the_same_answer(clip):
    verdict = judge(clip, Variant.HALF_RATE, recorded=True)
    assert verdict.counts_right, verdict


@pytest.mark.parametrize("id_", [i for i, s in CATALOGUE.items() if s.grade is not Grade.C])
def test_the_primary_angle_of_a_stretch_is_right(id_, recorded):
    stretch = CATALOGUE[id_]
    own = [verdict for verdict in recorded.values() if verdict.stretch == id_]
    if stretch.primary is None:
        assert all(verdict.counts_right for verdict in own)
        return
    errors = table.errors_by_measure(stretch, own)[stretch.primary.measure]
    limit = HEAD_MEDIAN_DEG if stretch.moves_head else MEDIAN_DEG[stretch.grade]
    assert errors.median_deg <= limit
    assert errors.seen_share > 0.9


def test_every_stretch_has_its_samples():
    """A and B: one right and one wrong; C: one right."""
    names = {clip.stem for clip in CLIPS}
    for id_, stretch in CATALOGUE.items():
        kinds = ["good"] if stretch.grade is Grade.C else ["good", "faulty"]
        assert {f"{id_}-{kind}-1" for kind in kinds} <= names


def test_the_figures_in_the_documentation_are_those_of_the_samples(recorded):
    verdicts = list(recorded.values())
    page = (poses_dir() / "README.md").read_text(encoding="utf-8")
    shown = page.partition(table.BEGIN)[2].partition(table.END)[0].strip()
    assert shown == "\n".join(table.lines(verdicts, CATALOGUE)).strip()
    kept = (poses_dir() / "accuracy.json").read_text(encoding="utf-8")
    assert kept == table.as_data(verdicts, CATALOGUE)
