"""A clip's summary as text: one JSON line, a table of angles, or a few lines for a person."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from posecoach.core.coach import Attempt
from posecoach.core.session import Step
from posecoach.core.stretch import DoseKind, Stretch
from posecoach.core.summary import GivenCue, MeasureSummary, Summary
from posecoach.errors import PosecoachError
from posecoach.ports import CompleteOrNot, Frame


def as_json(clip: str, summary: Summary) -> str:
    """Return the contract's one line for a clip; see the README."""
    held = summary.stretch.dose.kind is not DoseKind.REPS
    record: dict[str, Any] = {
        "schema": 1,
        "clip": clip,
        "stretch": summary.stretch.id,
        "level": summary.level.value,
        "duration_s": round(summary.duration_s, 2),
        "frames": summary.frames,
        "frames_with_person": summary.frames_with_person,
        "view_ok_share": round(summary.view_ok_share, 3),
        "holds": [_hold(attempt) for attempt in summary.attempts] if held else [],
        "reps": [] if held else [_rep(attempt) for attempt in summary.attempts],
        "cues": [_cue(given) for given in summary.cues],
        "measures": {id_: _measure(each) for id_, each in summary.measures.items()},
        "score": summary.score,
    }
    return json.dumps(record, ensure_ascii=False)


def _hold(attempt: Attempt) -> dict[str, Any]:
    return {
        "side": attempt.side,
        "start_s": round(attempt.start_s, 2),
        "end_s": round(attempt.end_s, 2),
        "held_s": round(attempt.held_s, 2),
        "completed": attempt.full,
    }


def _rep(attempt: Attempt) -> dict[str, Any]:
    return {
        "side": attempt.side,
        "start_s": round(attempt.start_s, 2),
        "end_s": round(attempt.end_s, 2),
        "full": attempt.full,
        "missing": attempt.missing,
    }


def _cue(given: GivenCue) -> dict[str, Any]:
    return {
        "time_s": round(given.time_s, 2),
        "id": given.cue.id,
        "kind": given.cue.kind.name.lower(),
        "text": given.cue.text,
    }


def _measure(measure: MeasureSummary) -> dict[str, Any]:
    def short(value: float | None) -> float | None:
        return None if value is None else round(value, 2)

    return {
        "min": short(measure.lowest),
        "median_in_hold": short(measure.median_in_hold),
        "max": short(measure.highest),
        "seen_share": round(measure.seen_share, 3),
    }


def as_text(clip: str, summary: Summary) -> Iterator[str]:
    """Yield the lines that a person reads after a clip or a session."""
    stretch = summary.stretch
    yield f"{stretch.name} ({summary.level}), {clip}, {summary.duration_s:.0f} s"
    if not summary.frames_with_person:
        yield "  Nobody was seen. Check the light, and that the whole body is in the picture."
        return
    full = sum(attempt.full for attempt in summary.attempts)
    what = "repetitions" if stretch.dose.kind is DoseKind.REPS else "holds"
    yield f"  {full} of {len(summary.attempts)} {what} in full"
    for attempt in summary.attempts:
        yield f"  {_told(attempt, stretch)}"
    for given in summary.cues:
        yield f"  at {given.time_s:5.1f} s  {given.cue.text}"
    if summary.score is not None:
        yield f"  Form {summary.score} of 100"
    if stretch.honest:
        yield f"  {stretch.honest}"


def _told(attempt: Attempt, stretch: Stretch) -> str:
    side = f"{attempt.side}, " if attempt.side else ""
    left = {None: "in full", "hold": "left too early", "range": "not far enough"}
    start, end = attempt.start_s, attempt.end_s
    return f"{start:5.1f}-{end:.1f} s  {side}held {attempt.held_s:.1f} s, {left[attempt.missing]}"


class AngleTable(CompleteOrNot):
    """Writes `time_s` and one column per measure, a row a frame; complete or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._columns: list[str] = []
        try:
            self._file: TextIO = self._part.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise PosecoachError(f"{path}: {error.strerror}; wanted a file to write to") from None
        self._rows = csv.writer(self._file)

    def emit(self, frame: Frame, step: Step) -> None:
        """Write one row; unseen is empty."""
        if not self._columns:
            self._columns = sorted(step.values.keys() - {"down_s", "cycle_s"})
            self._rows.writerow(["time_s", *self._columns])
        values = [step.values.get(column) for column in self._columns]
        cells = ["" if value is None else f"{value:.2f}" for value in values]
        self._rows.writerow([f"{step.pose.time_s:.3f}", *cells])

    def close(self) -> None:
        """Put the table in its place; closing twice does no harm."""
        if not self._file.closed:
            self._file.close()
            self._part.replace(self._path)

    def abandon(self) -> None:
        """Remove what was written so far."""
        self._file.close()
        self._part.unlink(missing_ok=True)
