"""TOML with comments: tables as data to the text of a stretch file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from json import dumps

Value = str | bool | int | float | Sequence["Value"]

COLUMN = 31  # where the comments of a file stand, as far as there is room
WIDE = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One key, its value, and why it is that."""

    key: str
    value: Value
    why: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table, `[name]`, or `[[name]]` where there may be several; the top one has no name."""

    name: str
    entries: tuple[Entry, ...]
    many: bool = False
    why: str = ""

    def value(self, key: str) -> Value | None:
        """Return the value of a key, or None."""
        return next((entry.value for entry in self.entries if entry.key == key), None)

    def with_entries(self, new: Iterable[Entry]) -> Table:
        """Return the table with `new` in the place of what had their keys, or at its end."""
        fresh = {entry.key: entry for entry in new}
        kept = [fresh.pop(entry.key, entry) for entry in self.entries]
        return replace(self, entries=(*kept, *fresh.values()))

    def without(self, *keys: str) -> Table:
        """Return the table without those keys."""
        return replace(self, entries=tuple(e for e in self.entries if e.key not in keys))


def text(tables: Iterable[Table]) -> str:
    """Return the whole file."""
    return "\n".join("\n".join(_lines(table)) + "\n" for table in tables)


def _lines(table: Table) -> Iterator[str]:
    if table.name:
        header = f"[[{table.name}]]" if table.many else f"[{table.name}]"
        yield from _beside(header, table.why)
    elif table.why:
        yield from (f"# {line}".rstrip() for line in table.why.split("\n"))
    for entry in table.entries:
        yield from _beside(f"{entry.key} = {written(entry.value)}", entry.why)


def _beside(line: str, why: str) -> Iterator[str]:
    """Yield the line with its comment; one that finds no room beside it goes before it."""
    if not why:
        yield line
        return
    beside = f"{line:<{COLUMN - 1}} # {why}" if len(line) < COLUMN else f"{line}  # {why}"
    if len(beside) <= WIDE:
        yield beside
        return
    yield f"# {why}"
    yield line


def written(value: Value) -> str:
    """Return a value as TOML; long lists get a line an item."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return f"{value:g}"
    items = [written(each) for each in value]
    short = f"[{', '.join(items)}]"
    if len(short) <= WIDE - COLUMN:
        return short
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
