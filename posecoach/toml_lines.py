"""Where in a TOML file a key stands, so that a fault can name its line.

`tomllib` gives values without lines. The files in `poses/` are plain enough for a scan: table
headers, keys at the start of a line, arrays and texts that may run over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\" ]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+|\"[^\"]+\"|[A-Za-z0-9_\-.]+)\s*=")
_LONG_TEXT = re.compile(r"\"{3}(?:\\.|[^\\])*?\"{3}|'{3}.*?'{3}", re.DOTALL)
_STRING = re.compile(r"\"(\\.|[^\"\\])*\"|'[^']*'")


def key_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table and key, by its path: `("fault", 2, "cue")`.

    What stands in a list over several lines has its own: `("stretch", "contra", 1)`.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    listed: Path = ()
    nth = depth = 0
    text = _LONG_TEXT.sub(lambda long: '""' + "\n" * long[0].count("\n"), text)
    for number, line in enumerate(text.splitlines(), start=1):
        bare = _STRING.sub("", line).partition("#")[0]
        if depth == 0 and (header := _HEADER.match(line)):
            table = _table_path(header, counts)
            lines.setdefault(table, number)
            continue
        if depth == 0 and (key := _KEY.match(line)):
            listed, nth = (*table, *_names(key[1])), 0
            lines.setdefault(listed, number)
        elif depth == 1 and line.strip()[:1] not in ("", "#", "]"):
            lines.setdefault((*listed, nth), number)
        nth += bare.count(",")
        depth = max(
            0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
        )
    return lines


def _table_path(header: re.Match[str], counts: dict[Path, int]) -> Path:
    names = _names(header[2])
    if header[1] == "[":
        return names
    index = counts.get(names, -1) + 1
    counts[names] = index
    return (*names, index)


def _names(dotted: str) -> Path:
    """Return the parts of a name such as `fault` or `a."b c"`."""
    return tuple(part.strip().strip('"') for part in dotted.split("."))


def line_of(path: Iterable[str | int], lines: dict[Path, int]) -> int:
    """Return the line of `path`, or of the nearest thing around it; 1 when there is none."""
    parts = tuple(path)
    while parts:
        if parts in lines:
            return lines[parts]
        parts = parts[:-1]
    return 1
