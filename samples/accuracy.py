"""How right posecoach is on clips with known answers: `python -m samples.accuracy [CLIP ...]`.

Each clip goes through the pose model and the whole program, and what comes out is held against its
truth file. The people are rendered: read the figures as agreement with a known skeleton, not as
accuracy on everybody.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from posecoach.app import coach
from posecoach.catalog import find
from posecoach.commands.estimators import open_estimator
from posecoach.core.session import Step
from posecoach.core.stretch import DoseKind, Level, Stretch
from posecoach.core.summary import GivenCue, Summary
from posecoach.ports import Estimator, Frame, Source
from posecoach.sources.clip import ClipSource

HERE = Path(__file__).parent
CUED_WITHIN_S = 2.0
STILL_DUE_S = 2.0
TOLD_AFTER_S = 9.0  # an attempt is given up 6 s after it was left
ALWAYS_ALLOWED = frozenset({"praise"})
TOLD_OF_ATTEMPT = {"missed-range": "range", "missed-hold": "hold", "left-early": "hold"}

Truth = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Errors:
    """Read minus true, in degrees, over the frames in which a measure was seen."""

    measure: str
    differences: tuple[float, ...]
    frames: int

    @property
    def seen_share(self) -> float:
        """Return the share of frames, 0 to 1, in which it was seen."""
        return len(self.differences) / max(1, self.frames)

    @property
    def median_deg(self) -> float:
        """Return the median of the size of the error."""
        return median(map(abs, self.differences)) if self.differences else float("nan")

    @property
    def bias_deg(self) -> float:
        """Return the median error, with its sign."""
        return median(self.differences) if self.differences else float("nan")

    @property
    def p95_deg(self) -> float:
        """Return the size of error that 95 % of frames stay below."""
        sizes = sorted(map(abs, self.differences))
        return sizes[int(0.95 * (len(sizes) - 1))] if sizes else float("nan")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One clip's answers against its truth."""

    clip: str
    stretch: str
    counts_right: bool
    worst_held_s: float
    faults_made: tuple[str, ...]
    faults_missed: tuple[str, ...]
    cues_right: int
    cues_wrong: tuple[str, ...]
    minutes: float
    errors: Errors


class _Collector:
    """Keeps every step's values."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def emit(self, frame: Frame, step: Step) -> None:
        self.steps.append(step)


Opened = Callable[[Path, Stretch, ExitStack], tuple[Source, Estimator]]


def through_the_model(clip: Path, stretch: Stretch, doors: ExitStack) -> tuple[Source, Estimator]:
    """Open a clip and the pose model, as `posecoach replay` does."""
    return doors.enter_context(ClipSource(clip)), open_estimator(stretch, None, doors)


def judge(clip: Path, opened: Opened = through_the_model) -> Verdict:
    """Replay one clip and hold it against its truth."""
    truth: Truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    stretch, level = find(truth["stretch"]), Level(truth["level"])
    collector = _Collector()
    with ExitStack() as doors:
        source, estimator = opened(clip, stretch, doors)
        summary = coach(source, estimator, stretch, level, [collector])
    return compare(clip.name, truth, stretch, summary, collector.steps)


def compare(
    clip: str, truth: Truth, stretch: Stretch, summary: Summary, steps: Sequence[Step]
) -> Verdict:
    """Return how `summary` and `steps` stand against `truth`."""
    right, held_s = _counts(truth, stretch, summary)
    made = [fault["id"] for fault in truth["faults"]]
    missed = [fault["id"] for fault in truth["faults"] if not _cued(fault, summary.cues)]
    told = [given for given in summary.cues if given.cue.id not in ALWAYS_ALLOWED]
    wrong = [given for given in told if not _allowed(given, truth)]
    return Verdict(
        clip=clip,
        stretch=stretch.id,
        counts_right=right,
        worst_held_s=held_s,
        faults_made=tuple(made),
        faults_missed=tuple(missed),
        cues_right=len(told) - len(wrong),
        cues_wrong=tuple(f"{given.cue.id} at {given.time_s:.1f} s" for given in wrong),
        minutes=summary.duration_s / 60,
        errors=errors_of(stretch.primary.measure, truth, steps),
    )


def errors_of(measure: str, truth: Truth, steps: Sequence[Step]) -> Errors:
    """Return the error of `measure` in every frame; a head angle is signed toward the left."""
    pairs = zip(truth["frames"], steps, strict=False)
    differences = [
        value - frame["angles_deg"][measure]
        for frame, step in pairs
        if (value := step.values.get(measure)) is not None
    ]
    return Errors(measure, tuple(differences), len(steps))


def _counts(truth: Truth, stretch: Stretch, summary: Summary) -> tuple[bool, float]:
    """Return whether all attempts are as in the truth, and the largest error of held time."""
    if stretch.dose.kind is DoseKind.REPS:
        wanted = [(rep["side"], rep["missing"]) for rep in truth["reps"]]
        return wanted == [(a.side, a.missing) for a in summary.attempts], 0.0
    holds = truth["holds"]
    same = [(hold["side"], hold["completed"]) for hold in holds] == [
        (attempt.side, attempt.full) for attempt in summary.attempts
    ]
    pairs = zip(holds, summary.attempts, strict=False)
    return same, max((abs(a.held_s - hold["held_s"]) for hold, a in pairs), default=0.0)


def _cued(fault: Truth, cues: Iterable[GivenCue]) -> bool:
    last_s = fault["start_s"] + CUED_WITHIN_S
    return any(
        given.cue.id == fault["id"] and fault["start_s"] <= given.time_s <= last_s for given in cues
    )


def _allowed(given: GivenCue, truth: Truth) -> bool:
    """Return whether the truth has a reason for this cue at this time."""
    id_, at_s = given.cue.id, given.time_s
    if (missing := TOLD_OF_ATTEMPT.get(id_)) is not None:
        ends = [rep["end_s"] for rep in truth["reps"] if rep["missing"] == missing]
        ends += [hold["end_s"] for hold in truth["holds"] if not hold["completed"]]
        return any(end_s <= at_s <= end_s + TOLD_AFTER_S for end_s in ends)
    return any(
        fault["id"] == id_ and fault["start_s"] <= at_s <= fault["end_s"] + STILL_DUE_S
        for fault in truth["faults"]
    )


def report(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield the two tables: by clip, and by stretch and measure."""
    yield (
        f"{'clip':<42}{'counts':>7}{'held off':>9}{'faults':>8}{'false cues':>11}"
        f"{'median':>8}{'p95':>6}{'bias':>7}{'seen':>6}"
    )
    for verdict in verdicts:
        yield _clip_line(verdict)
        if verdict.faults_missed:
            yield f"    missed: {', '.join(verdict.faults_missed)}"
        if verdict.cues_wrong:
            yield f"    not allowed by the truth: {', '.join(verdict.cues_wrong)}"
    yield ""
    yield f"{'stretch':<32}{'measure':<13}{'median':>7}{'p95':>7}{'bias':>7}{'seen':>6}"
    for stretch in dict.fromkeys(verdict.stretch for verdict in verdicts):
        errors = together([v.errors for v in verdicts if v.stretch == stretch])
        yield (
            f"{stretch:<32}{errors.measure:<13}{errors.median_deg:>7.1f}{errors.p95_deg:>7.1f}"
            f"{errors.bias_deg:>+7.1f}{errors.seen_share:>6.2f}"
        )
    yield ""
    yield from _totals(verdicts)


def together(parts: Sequence[Errors]) -> Errors:
    """Return the errors of several clips of one measure as one."""
    differences = tuple(value for part in parts for value in part.differences)
    return Errors(parts[0].measure, differences, sum(part.frames for part in parts))


def _clip_line(verdict: Verdict) -> str:
    errors = verdict.errors
    found = len(verdict.faults_made) - len(verdict.faults_missed)
    return (
        f"{verdict.clip:<42}{'right' if verdict.counts_right else 'WRONG':>7}"
        f"{verdict.worst_held_s:>7.1f} s{found:>5}/{len(verdict.faults_made)}"
        f"{len(verdict.cues_wrong):>11}{errors.median_deg:>8.1f}{errors.p95_deg:>6.1f}"
        f"{errors.bias_deg:>+7.1f}{errors.seen_share:>6.2f}"
    )


def _totals(verdicts: Sequence[Verdict]) -> Iterator[str]:
    made = sum(len(verdict.faults_made) for verdict in verdicts)
    found = made - sum(len(verdict.faults_missed) for verdict in verdicts)
    right = sum(verdict.cues_right for verdict in verdicts)
    wrong = sum(len(verdict.cues_wrong) for verdict in verdicts)
    minutes = sum(verdict.minutes for verdict in verdicts)
    exact = sum(verdict.counts_right for verdict in verdicts)
    worst_s = max((verdict.worst_held_s for verdict in verdicts), default=0.0)
    yield f"holds and repetitions exactly right in {exact} of {len(verdicts)} clips"
    yield f"held time off by at most {worst_s:.2f} s"
    recall, precision = _share(found, made), _share(right, right + wrong)
    yield f"faults cued within {CUED_WITHIN_S:g} s: {found} of {made} (recall {recall})"
    yield f"cues with a reason: {right} of {right + wrong} (precision {precision})"
    yield f"false cues a minute: {wrong / max(minutes, 1e-9):.2f} in {minutes:.1f} minutes"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def main() -> None:
    """Judge the clips that are named, or all of them, and print the tables."""
    parser = argparse.ArgumentParser(description="Holds posecoach against clips of known truth.")
    parser.add_argument("clips", nargs="*", type=Path, help="clips with a truth file beside them")
    clips = parser.parse_args().clips or sorted(HERE.glob("*.mp4"))
    for line in report([judge(clip) for clip in clips if ".part" not in clip.suffixes]):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
