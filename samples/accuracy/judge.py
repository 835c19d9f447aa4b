"""One clip's answers against its truth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from posecoach.catalog import find
from posecoach.core.measure import MEASURES
from posecoach.core.session import Session, Step
from posecoach.core.stretch import DoseKind, Fault, Level, Stretch
from posecoach.core.summary import GivenCue, Summary, Tally
from samples.accuracy.errors import Errors
from samples.accuracy.variants import Truth, Variant, poses_of, truth_of
from samples.shelf import shelf

CUED_AFTER_S = 1.0  # beyond the time for which a fault must last
SHORTEST_S = 1.0
STILL_DUE_S = 2.0
SLACK_S = 0.5
TOLD_AFTER_S = 9.0  # an attempt is given up 6 s after it was left
ALWAYS_ALLOWED = frozenset({"praise"})
TOLD_OF_ATTEMPT = {"missed-range": "range", "missed-hold": "hold", "left-early": "hold"}
VIEW = "view"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One clip's answers against its truth. The first of `errors` is the primary measure's."""

    clip: str
    stretch: str
    body: str
    counts_right: bool
    worst_held_s: float
    faults_made: tuple[str, ...]
    faults_missed: tuple[str, ...]
    cues_right: int
    cues_wrong: tuple[str, ...]
    minutes: float
    refused: bool
    errors: tuple[Errors, ...]

    @property
    def correct(self) -> bool:
        """Return whether the clip shows the stretch done as it should be."""
        return not self.faults_made and not self.refused


def judge(clip: Path, variant: Variant = Variant.AS_IT_IS, *, recorded: bool = False) -> Verdict:
    """Replay one clip, through the model or from its recorded poses, and judge the answers."""
    truth: Truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    truth = truth_of(truth, variant)
    stretch, level = find(truth["stretch"], shelf(clip)), Level(truth["level"])
    session, tally = Session(stretch, level), Tally(stretch, level)
    steps = []
    for pose in poses_of(clip, stretch, variant, recorded=recorded):
        steps.append(session.step(pose))
        tally.take(steps[-1])
    return compare(clip.name, truth, stretch, tally.summary(session.finish()), steps)


def compare(
    clip: str, truth: Truth, stretch: Stretch, summary: Summary, steps: Sequence[Step]
) -> Verdict:
    """Return how `summary` and `steps` stand against `truth`."""
    right, held_s = _counts(truth, stretch, summary)
    refusal = truth.get("refusal")
    known = {fault.id: fault for fault in stretch.faults}
    made = [fault["id"] for fault in truth["faults"]]
    missed = [
        fault["id"]
        for fault in truth["faults"]
        if not _cued(fault, known.get(fault["id"]), summary.cues)
    ]
    if refusal is not None:
        made = [VIEW]
        missed = [] if any(given.cue.text == refusal for given in summary.cues) else [VIEW]
    told = [given for given in summary.cues if given.cue.id not in ALWAYS_ALLOWED]
    wrong = [given for given in told if not _allowed(given, truth)]
    return Verdict(
        clip=clip,
        stretch=stretch.id,
        body=truth["body"],
        counts_right=right,
        worst_held_s=held_s,
        faults_made=tuple(made),
        faults_missed=tuple(missed),
        cues_right=len(told) - len(wrong),
        cues_wrong=tuple(f"{given.cue.id} at {given.time_s:.1f} s" for given in wrong),
        minutes=summary.duration_s / 60,
        refused=refusal is not None,
        errors=() if refusal is not None else errors_of(stretch, truth, steps),
    )


def errors_of(stretch: Stretch, truth: Truth, steps: Sequence[Step]) -> tuple[Errors, ...]:
    """Return the error of every angle in every frame; a head angle is signed toward the left."""
    known = truth["frames"][0]["angles_deg"].keys()
    return tuple(
        Errors(id_, tuple(_differences(id_, truth, steps)), len(steps))
        for id_ in stretch.measures
        if id_ in known and MEASURES[id_].unit == "deg"
    )


def _differences(measure: str, truth: Truth, steps: Sequence[Step]) -> Iterable[float]:
    placed_from_s = truth.get("placed_from_s", 0.0)
    for frame, step in zip(truth["frames"], steps, strict=False):
        value = step.values.get(measure)
        if value is not None and step.pose.time_s >= placed_from_s:
            yield value - frame["angles_deg"][measure]


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


def _cued(fault: Truth, rule: Fault | None, cues: Iterable[GivenCue]) -> bool:
    """Return whether a fault was told within a second of having lasted long enough."""
    lasts_s = max(SHORTEST_S, rule.persist_s if rule else 0.0)
    last_s = fault["start_s"] + lasts_s + CUED_AFTER_S
    return any(
        given.cue.id == fault["id"] and fault["start_s"] <= given.time_s <= last_s for given in cues
    )


def _allowed(given: GivenCue, truth: Truth) -> bool:
    """Return whether the truth has a reason for this cue at this time."""
    id_, at_s = given.cue.id, given.time_s
    if id_ == VIEW:
        return given.cue.text == truth.get("refusal") or at_s < truth.get("placed_from_s", 0.0)
    if (missing := TOLD_OF_ATTEMPT.get(id_)) is not None:
        ends = [rep["end_s"] for rep in truth["reps"] if rep["missing"] == missing]
        ends += [hold["end_s"] for hold in truth["holds"] if not hold["completed"]]
        return any(end_s - SLACK_S <= at_s <= end_s + TOLD_AFTER_S for end_s in ends)
    return any(
        fault["id"] == id_ and fault["start_s"] <= at_s <= fault["end_s"] + STILL_DUE_S
        for fault in truth["faults"]
    )
