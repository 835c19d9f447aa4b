"""`posecoach export`: the whole history as data, for a table program or for another one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from posecoach.commands.files import write_whole
from posecoach.commands.keeping import known, known_screenings
from posecoach.records import (
    AttemptRecord,
    FaultRecord,
    ItemRecord,
    Pain,
    ScreeningRecord,
    SessionRecord,
)

SESSION_COLUMNS = ("session", "started_at", "ended_at", "routine")
PAIN_COLUMNS = tuple(
    f"{part}_{when}" for when in ("before", "after", "next_day") for part in ("back", "neck")
)
ITEM_COLUMNS = (
    *("stretch", "name", "level", "grade", "kind", "posture", "measure", "dose_s", "dose_count"),
    *("seen_share", "active_s", "hurried_s", "score", "faults"),
)
ATTEMPT_COLUMNS = (
    *("side", "start_s", "end_s", "held_s", "full", "missing", "median_deg", "spread_deg"),
)
COLUMNS = (*SESSION_COLUMNS, *PAIN_COLUMNS, *ITEM_COLUMNS, *ATTEMPT_COLUMNS)


def export(file: Path | None, *, as_csv: bool) -> Iterator[str]:
    """Yield everything that is kept, or write it to `file` and say so."""
    sessions = known()
    lines = list(_csv_lines(sessions) if as_csv else _json_lines(sessions, known_screenings()))
    if file is None:
        yield from lines
        return
    write_whole(file, "".join(f"{line}\n" for line in lines))
    yield f"{file}: {len(sessions)} session{'' if len(sessions) == 1 else 's'}"


def as_data(session: SessionRecord) -> dict[str, Any]:
    """Return a session as plain values, with what follows from it."""
    data: dict[str, Any] = asdict(session) | {
        "good_s": round(session.good_s, 2),
        "form": session.form,
    }
    for each in (data, *data["items"]):
        each |= {key: each[key].isoformat() for key in ("started_at", "ended_at")}
    for item in data["items"]:
        for attempt in item["attempts"]:
            attempt["full"] = attempt["missing"] is None
    return data


def _json_lines(
    sessions: Sequence[SessionRecord], screenings: Sequence[ScreeningRecord]
) -> Iterator[str]:
    """Yield one JSON object, a line a session; before them the answers to the first questions."""
    answers = [asdict(each) | {"asked_at": each.asked_at.isoformat()} for each in screenings]
    yield f'{{"schema": 1, "screenings": {json.dumps(answers)}, "sessions": ['
    rows = [json.dumps(as_data(session), ensure_ascii=False) for session in sessions]
    yield from (f"{row}," for row in rows[:-1])
    yield from rows[-1:]
    yield "]}"


def _csv_lines(sessions: Sequence[SessionRecord]) -> Iterator[str]:
    """Yield a row an attempt; what has no attempt has a row with nothing in these columns."""
    yield ",".join(COLUMNS)
    for session in sessions:
        for item in session.items or (None,):
            for attempt in (item.attempts if item else ()) or (None,):
                yield _row([*_session(session), *_item(item), *_attempt(attempt)])


def _row(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(["" if cell is None else cell for cell in cells])
    return line.getvalue()


def _session(session: SessionRecord) -> list[object]:
    pains: tuple[Pain, ...] = (session.before, session.after, session.next_day)
    return [
        *(session.id, session.started_at.isoformat(), session.ended_at.isoformat()),
        session.routine,
        *(answer for pain in pains for answer in (pain.back, pain.neck)),
    ]


def _item(item: ItemRecord | None) -> list[object]:
    if item is None:
        return [None] * len(ITEM_COLUMNS)
    plain = [getattr(item, column) for column in ITEM_COLUMNS[:-1]]
    return [*plain, "; ".join(map(_fault, item.faults))]


def _fault(fault: FaultRecord) -> str:
    side = f" {fault.side}" if fault.side else ""
    return f"{fault.fault}{side} {fault.count}x {fault.seconds:g} s"


def _attempt(attempt: AttemptRecord | None) -> list[object]:
    if attempt is None:
        return [None] * len(ATTEMPT_COLUMNS)
    return [getattr(attempt, column) for column in ATTEMPT_COLUMNS]
