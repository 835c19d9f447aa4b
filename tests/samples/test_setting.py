"""The sample clips are well lit, sharp and level, and nobody may be told otherwise; darkened ones
are not judged. What the landmarks alone would tell is part of every clip's accuracy test."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from posecoach.catalog import find
from posecoach.core.light import Light
from posecoach.core.session import Session, Step
from posecoach.core.setting import BLURRED, DARK, GLARE_SHARE, SHADED, WHITE_SHARE
from posecoach.estimators.light import measure
from posecoach.estimators.recording import read_poses
from posecoach.sources.clip import ClipSource

SAMPLES = Path(__file__).parents[2] / "samples"
LOOKS = 3


def lights(clip: Path) -> list[Light]:
    """What is measured at the beginning, a third and two thirds of a clip."""
    poses = read_poses(clip.with_suffix(".poses.jsonl")).poses
    capture = cv2.VideoCapture(str(clip))
    found = []
    for nth in range(LOOKS):
        at = nth * len(poses) // LOOKS
        capture.set(cv2.CAP_PROP_POS_FRAMES, at)
        found.append(measure(capture.read()[1], poses[at]))
    return found


def recorded_clips() -> list[Path]:
    clips = sorted(SAMPLES.glob("*.mp4"))
    return [clip for clip in clips if clip.with_suffix(".poses.jsonl").is_file()]


@pytest.mark.parametrize("clip", recorded_clips(), ids=lambda clip: clip.stem)
def test_a_sample_clip_as_it_is_has_light_and_sharpness_to_spare(clip):
    for light in lights(clip):
        assert light.brightness > 2 * DARK[1]
        assert light.body > 1.4 * SHADED[1]
        assert light.clipped < min(WHITE_SHARE[1], GLARE_SHARE[1])
        assert light.sharpness > BLURRED[1]


def darkened(brightness: float, noise: float, until_s: float) -> list[Step]:
    """Coach the beginning of a clip in the dark, through the model."""
    from posecoach.commands.estimators import open_estimator

    stretch, rng, steps = find("bridge"), np.random.default_rng(0), []
    session = Session(stretch)
    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(SAMPLES / "bridge-good-1.mp4"))
        estimator = open_estimator(stretch, None, doors)
        for frame in source.frames():
            dark = frame.bgr * (brightness / frame.bgr.mean())
            bgr = np.clip(dark + rng.normal(0, noise, dark.shape), 0, 255).astype(np.uint8)
            steps.append(session.step(estimator.estimate(replace(frame, bgr=bgr))))
            if frame.time_s > until_s:
                return steps
    return steps


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_in_noisy_darkness_the_person_is_found_and_told_and_nothing_is_judged():
    steps = darkened(25, 8, until_s=11)
    assert sum(not step.pose.empty for step in steps) >= 0.85 * len(steps)
    assert {step.cue.id for step in steps if step.cue} == {"dark"}
    assert all(step.placement.told for step in steps if step.pose.time_s > 2)
    assert not [attempt for step in steps for attempt in step.attempts]


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_in_calm_darkness_the_same_repetition_is_counted():
    steps = darkened(25, 1, until_s=11)
    assert [attempt.full for step in steps for attempt in step.attempts] == [True]
    assert not any(step.placement.told for step in steps)
