"""A known stretch with the figures of a recording: its words and faults stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from posecoach.core.personal import LIMIT_ROOM
from posecoach.learning.draft import About
from posecoach.learning.figures import Figures, Range, percent
from posecoach.learning.toml_text import Entry, Table
from posecoach.learning.visits import EASIER_SHARE


def relearnt(data: Mapping[str, Any], about: About, figures: Figures) -> list[Table]:
    """Return the tables of a stretch file, as TOML reads it, with the figures of a recording."""
    changed = {
        "stretch": [Entry("id", about.id)],
        "dose": [
            Entry("seconds", figures.seconds, "as long as in the recording"),
            Entry("reps", figures.reps, f"{figures.count} recorded"),
        ],
    }
    tables = [_top(data, about)]
    for table in tables_of(data):
        if table.name == "measure" and table.value("role") == "primary":
            table = _primary(table, figures)
        elif table.name == "reps":
            table = table.with_entries(_reps(table, figures))
        tables.append(table.with_entries(changed.pop(table.name, [])))
    return tables


def tables_of(data: Mapping[str, Any]) -> Iterator[Table]:
    """Yield every table of a stretch file."""
    for name, value in data.items():
        many = isinstance(value, list)
        for each in value if many else [value] if isinstance(value, dict) else []:
            entries = tuple(Entry(key, item) for key, item in each.items())
            yield Table(name, entries, many=many)


def _top(data: Mapping[str, Any], about: About) -> Table:
    base = data["stretch"]["id"]
    why = (
        f"As {base}, with the figures of {about.clip}.\n"
        "Those with a reason beside them were learnt, all the others are as they were."
    )
    return Table("", (Entry("schema", 1),), why=why)


def _primary(table: Table, figures: Figures) -> Table:
    limit = table.value("over_limit")
    over = float(limit) if isinstance(limit, (int, float)) else None
    entries = [
        Entry("neutral", figures.neutral, "the start"),
        Entry("neutral_within", figures.neutral_within, "further off, a start is not trusted"),
        Entry(
            "beginner",
            kept_back(figures.beginner, over, figures.sign),
            f"from {percent(EASIER_SHARE)} of the way to {figures.plateau:.0f}",
        ),
        Entry(
            "full",
            kept_back(figures.full, over, figures.sign),
            f"to {figures.tolerance:.0f} beyond it, for an error of {figures.error:.0f} (95 %)",
        ),
    ]
    return table.without("band").with_entries(entries)


def kept_back(band: Range, limit: float | None, sign: float) -> Range:
    """Return the range, as far as it keeps six degrees away from what is too far."""
    if limit is None:
        return band
    low, high = band
    far = limit - sign * LIMIT_ROOM
    if sign > 0:
        high = min(high, far)
        return min(low, high - LIMIT_ROOM), high
    low = max(low, far)
    return low, max(high, low + LIMIT_ROOM)


def _reps(table: Table, figures: Figures) -> list[Entry]:
    if figures.rep_way is None:
        return []
    rest, begins, first, second = figures.rep_way
    back = figures.back if table.value("back") is not None else None
    entries = [
        Entry("rest", rest, "the start"),
        Entry("rest_exit", begins, "three tenths of the way, well beyond noise"),
        Entry("beginner", first, f"{percent(EASIER_SHARE)} of the way"),
        Entry("full", second),
    ]
    return entries + ([] if back is None else [Entry("back", back, "through the other side")])
