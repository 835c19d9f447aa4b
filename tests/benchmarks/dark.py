"""What becomes of coaching in the dark: `python -m tests.benchmarks.dark`.

Sample clips of every posture are darkened to a mean brightness of 25 of 255, with a sensor's noise
over them. In each frame the person should be found, or be told that it is too dark; and what is
counted or corrected all the same must be in the clip's truth.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from posecoach.catalog import find
from posecoach.commands.estimators import open_estimator
from posecoach.core.coach import Attempt
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level
from posecoach.core.summary import Tally
from posecoach.ports import Frame
from posecoach.sources.clip import ClipSource
from samples.accuracy.judge import Verdict, compare
from samples.accuracy.variants import Truth
from tests.benchmarks.rooms import Picture

SAMPLES = Path(__file__).parents[2] / "samples"
CLIPS = (
    "neck-lateral-ear-to-shoulder-faulty-1",
    "levator-scapulae-wall-faulty-1",
    "upper-back-reach-good-1",
    "lumbar-flexion-standing-faulty-1",
    "single-knee-to-chest-good-1",
    "lower-trunk-rotation-faulty-1",
    "sphinx-good-1",
    "side-lying-flexion-rotation-good-1",
    "hip-flexor-kneeling-faulty-1",
    "childs-pose-good-1",
    "cat-cow-good-1",
)
MEAN, NOISE = 25.0, 7.0
WANTED = 0.85
OF_THE_SETTING = {"dark"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What one darkened clip gave; shares are of its frames, 0 to 1."""

    found: float
    told: float
    either: float
    attempts: int
    true_attempts: int
    wrong: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Return whether that is as it should be."""
        return self.either >= WANTED and not self.wrong


def main() -> int:
    """Print a line a clip; fail when anything was judged wrongly, or the person left alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--mean", type=float, default=MEAN, help="brightness, of 255")
    parser.add_argument("--noise", type=float, default=NOISE, help="standard deviation, of 255")
    asked = parser.parse_args()
    bad = 0
    for clip in asked.clips or [SAMPLES / f"{name}.mp4" for name in CLIPS]:
        seen = show(clip, asked.mean, asked.noise)
        bad += not seen.good
        wrong = f"; WRONG: {', '.join(seen.wrong)}" if seen.wrong else "; nothing wrong"
        sys.stdout.write(
            f"{clip.stem}: found in {seen.found:.0%}, told that it is too dark in {seen.told:.0%}, "
            f"either in {seen.either:.0%}; counted {seen.attempts} of {seen.true_attempts}{wrong}\n"
        )
        sys.stdout.flush()
    return 1 if bad else 0


def show(clip: Path, mean: float, noise: float) -> Seen:
    """Coach a clip in the dark."""
    truth: Truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    stretch, level = find(truth["stretch"]), Level(truth["level"])
    session, tally = Session(stretch, level), Tally(stretch, level)
    steps: list[Step] = []
    with ExitStack() as doors:
        estimator = open_estimator(stretch, None, doors)
        for frame in darkened(clip, mean, noise):
            steps.append(session.step(estimator.estimate(frame)))
            tally.take(steps[-1])
    summary = tally.summary(session.finish())
    verdict = compare(clip.name, truth, stretch, summary, steps)
    found = [not step.pose.empty for step in steps]
    told = [is_told(step) for step in steps]
    return Seen(
        found=sum(found) / len(steps),
        told=sum(told) / len(steps),
        either=sum(map(max, found, told)) / len(steps),
        attempts=len(summary.attempts),
        true_attempts=len(truth["holds"]) + len(truth["reps"]),
        wrong=tuple(wrong(verdict, truth, summary.attempts, dark=any(told))),
    )


def wrong(
    verdict: Verdict, truth: Truth, attempts: Sequence[Attempt], *, dark: bool
) -> Iterator[str]:
    """Yield what is not as in the truth; what is only missing is no fault when it was too dark."""
    true = Counter(
        [(hold["side"], None if hold["completed"] else "hold") for hold in truth["holds"]]
        + [(rep["side"], rep["missing"]) for rep in truth["reps"]]
    )
    counted = Counter((attempt.side, attempt.missing) for attempt in attempts)
    yield from (f"counted {side} {missing or 'full'}" for side, missing in counted - true)
    yield from (cue for cue in verdict.cues_wrong if cue.split()[0] not in OF_THE_SETTING)
    if not dark:
        yield from (f"missed {side} {missing or 'full'}" for side, missing in true - counted)
        yield from (f"not told of {fault}" for fault in verdict.faults_missed)


def is_told(step: Step) -> bool:
    """Return whether coaching waits for more light."""
    return step.placement.told is not None and step.placement.told.id in OF_THE_SETTING


def darkened(clip: Path, mean: float, noise: float) -> Iterator[Frame]:
    """Yield the frames as dark as asked, with noise that is new in each."""
    chance = np.random.default_rng(1)
    with ClipSource(clip) as source:
        for frame in source.frames():
            yield replace(frame, bgr=dark(frame.bgr, mean, noise, chance))


def dark(bgr: Picture, mean: float, noise: float, chance: np.random.Generator) -> Picture:
    """Return the picture as a camera without enough light gives it."""
    grain = chance.standard_normal(bgr.shape, np.float32) * np.float32(noise)
    shown = bgr * np.float32(mean / max(1.0, float(bgr.mean()))) + grain
    return np.asarray(cv2.convertScaleAbs(np.maximum(shown, 0.0)), np.uint8)


if __name__ == "__main__":
    sys.exit(main())
