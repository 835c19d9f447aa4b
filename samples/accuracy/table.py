"""The figures by stretch: as a table for `poses/README.md`, and as data for `posecoach show`.

Where a stretch corrects a measured bias (its `offset`), the offset was set on the clips of one body
and the errors are told of the others, so that nothing is judged by what it was fitted to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from posecoach.core.measure import MEASURES
from posecoach.core.stretch import Grade, Stretch
from samples.accuracy.errors import Errors, together
from samples.accuracy.judge import Verdict

BEGIN, END = "<!-- accuracy -->", "<!-- /accuracy -->"
HEAD = (
    "| stretch | grade | measure | median | p95 | bias | seen | counts right | faults found "
    "| false cues |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
NONE = "-"


def by_stretch(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, list[Verdict]]]:
    """Yield each stretch with its clips, in the order of their names."""
    ordered = sorted(verdicts, key=lambda verdict: (verdict.stretch, verdict.clip))
    for stretch, clips in groupby(ordered, key=lambda verdict: verdict.stretch):
        yield stretch, list(clips)


def errors_by_measure(stretch: Stretch, clips: Sequence[Verdict]) -> dict[str, Errors]:
    """Return the errors of each angle, the primary one first, on bodies it was not fitted to."""
    judged = [clip for clip in clips if not clip.refused]
    fitted = stretch.primary is not None and stretch.primary.offset != 0
    told = [clip for clip in judged if clip.body != fit_body(judged)] if fitted else judged
    parts: dict[str, list[Errors]] = {}
    for clip in told:
        for errors in clip.errors:
            parts.setdefault(errors.measure, []).append(errors)
    return {measure: together(each) for measure, each in parts.items()}


def fit_body(clips: Sequence[Verdict]) -> str:
    """Return the body on whose clips an offset is set: the first by name."""
    return min(clip.body for clip in clips)


def lines(verdicts: Sequence[Verdict], catalogue: dict[str, Stretch]) -> Iterator[str]:
    """Yield the table in Markdown, a row a stretch, and under it what all the clips come to."""
    yield from HEAD
    for id_, clips in by_stretch(verdicts):
        yield _row(catalogue[id_], clips)
    yield ""
    yield from totals(verdicts)


def _row(stretch: Stretch, clips: Sequence[Verdict]) -> str:
    made = sum(len(clip.faults_made) for clip in clips if not clip.refused)
    missed = sum(len(clip.faults_missed) for clip in clips if not clip.refused)
    minutes = sum(clip.minutes for clip in clips)
    wrong = sum(len(clip.cues_wrong) for clip in clips)
    cells = [
        stretch.id,
        str(stretch.grade),
        *_angle_cells(stretch, clips),
        f"{sum(clip.counts_right for clip in clips)} of {len(clips)}",
        f"{made - missed} of {made}" if made else NONE,
        f"{wrong / max(minutes, 1e-9):.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def _angle_cells(stretch: Stretch, clips: Sequence[Verdict]) -> list[str]:
    """Return measure, median, p95, bias and seen; a grade C stretch has none."""
    errors = next(iter(errors_by_measure(stretch, clips).values()), None)
    if errors is None or stretch.grade is Grade.C or stretch.primary is None:
        return [NONE] * 5
    told = f"{errors.measure} (small, medium, large)" if _coarse(errors) else errors.measure
    return [
        told,
        f"{errors.median_deg:.1f}°",
        f"{errors.p95_deg:.1f}°",
        f"{errors.bias_deg:+.1f}°",
        f"{100 * errors.seen_share:.0f} %",
    ]


def _coarse(errors: Errors) -> bool:
    return MEASURES[errors.measure].coarse


def totals(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield what all the clips come to."""
    made = sum(len(verdict.faults_made) for verdict in verdicts)
    found = made - sum(len(verdict.faults_missed) for verdict in verdicts)
    right = sum(verdict.cues_right for verdict in verdicts)
    wrong = sum(len(verdict.cues_wrong) for verdict in verdicts)
    exact = sum(verdict.counts_right for verdict in verdicts)
    worst_s = max((verdict.worst_held_s for verdict in verdicts), default=0.0)
    good = [verdict for verdict in verdicts if verdict.correct]
    false, minutes = sum(len(v.cues_wrong) for v in good), sum(v.minutes for v in good)
    yield f"- Holds and repetitions exactly right in {exact} of {len(verdicts)} clips."
    yield f"- Held time off by at most {worst_s:.2f} s."
    recall = _share(found, made)
    yield f"- Faults told within a second of having lasted: {found} of {made} ({recall})."
    yield f"- Cues with a reason: {right} of {right + wrong} ({_share(right, right + wrong)})."
    yield (
        f"- False cues on correct clips: {false} in {minutes:.1f} minutes "
        f"({false / max(minutes, 1e-9):.2f} a minute)."
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else NONE


def inserted(text: str, table: Sequence[str]) -> str:
    """Return a page with the table between its two marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"no {BEGIN} ... {END} in the page")
    body = "\n".join(table)
    return f"{before}{BEGIN}\n{body}\n{END}{after}"


def as_data(verdicts: Sequence[Verdict], catalogue: dict[str, Stretch]) -> str:
    """Return the errors of every angle of every stretch as JSON, a line a stretch."""
    rows = []
    for id_, clips in by_stretch(verdicts):
        known = {
            measure: {
                "median_deg": round(errors.median_deg, 1),
                "p95_deg": round(errors.p95_deg, 1),
                "bias_deg": round(errors.bias_deg, 1),
                "seen_share": round(errors.seen_share, 2),
            }
            for measure, errors in errors_by_measure(catalogue[id_], clips).items()
            if errors.differences and not _coarse(errors)
        }
        if known and catalogue[id_].grade is not Grade.C:
            rows.append(f'"{id_}": {json.dumps(known)}')
    return "{\n" + ",\n".join(rows) + "\n}\n"


def fits(verdicts: Sequence[Verdict], catalogue: dict[str, Stretch]) -> Iterator[str]:
    """Yield, for each primary measure, the offset that one body asks for.

    Median errors are of the other bodies: without an offset, with the file's, with the fitted one.
    """
    yield f"{'stretch':<30}{'in file':>8}{'fitted':>8}{'none':>8}{'file':>7}{'fitted':>8}"
    for id_, clips in by_stretch(verdicts):
        primary = catalogue[id_].primary
        judged = [clip for clip in clips if not clip.refused and clip.errors]
        others = [clip for clip in judged if clip.body != fit_body(judged)] if judged else []
        if primary is None or not others or MEASURES[primary.measure].unit != "deg":
            continue
        own = together([c.errors[0] for c in judged if c.body == fit_body(judged)])
        held_out = together([clip.errors[0] for clip in others])
        fitted = primary.offset - own.bias_deg
        told = [held_out.shifted(by) for by in (-primary.offset, 0.0, -own.bias_deg)]
        medians = "".join(f"{errors.median_deg:>8.1f}" for errors in told)
        yield f"{id_:<30}{primary.offset:>8.1f}{fitted:>8.1f}{medians}"
