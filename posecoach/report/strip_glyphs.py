"""The signs that a chart in a terminal is set with, and their colours."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, replace


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a chart is set with; each of the first four fills one cell."""

    whole: str = "█"
    upper: str = "▀"
    lower: str = "▄"
    band: str = "░"
    limit: str = "╌"
    good: str = "━"
    waits: str = "┄"
    fault: str = "▬"
    wall: str = "│"
    corner: str = "└"
    floor: str = "─"
    tick: str = "┬"
    word: str = "·"
    correction: str = "!"
    degree: str = "°"


USUAL, ASCII = Glyphs(), replace(Glyphs(*"#^_:-=.x|+-+.!"), degree="")


# Green counts, yellow waits, red is to be put right; each has its own sign as well.
_COLOURS = {"green": 32, "yellow": 33, "red": 31}
_SIGNS = re.compile(
    rf"(?P<green>[{USUAL.band}{USUAL.good}]+)|(?P<yellow>{USUAL.waits}+)"
    rf"|(?P<red>[{USUAL.fault}{USUAL.limit}]+|^ +[\d.]+ ! .*"
    rf"|(?<=[ {USUAL.word}])!(?=[ {USUAL.word}]|$))"
)


def glyphs_in(encoding: str | None) -> Glyphs:
    """Return what an output of that encoding can show."""
    try:
        "".join(astuple(USUAL)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return USUAL


def coloured(line: str) -> str:
    """Return a line with the colours of a terminal, where a sign of the usual set has one."""

    def paint(found: re.Match[str]) -> str:
        return f"\x1b[{_COLOURS[found.lastgroup or 'green']}m{found[0]}\x1b[0m"

    return _SIGNS.sub(paint, line)
