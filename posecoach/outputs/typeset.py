"""Text that fits: measured before it is drawn, wrapped into even lines, shrunk only at need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import cv2

BOLD, HEAVY = 640, 740
LINE = 1.16  # height of a line in font sizes
BASELINE = 0.86  # from the top of a line's box to its baseline, in font sizes
CAP = 0.74  # height of capitals and figures in font sizes

_DOT = "·\u00a0"

# OpenCV's own variable TrueType font, so that the text is the same on every system. A face keeps
# the last size and weight inside: one is enough, and drawing happens in one thread.
FACE = cv2.FontFace("sans")


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of text and the size they fit at."""

    lines: tuple[str, ...]
    size_px: int
    weight: int

    @property
    def width_px(self) -> int:
        """Return the width of the widest line."""
        return max(width_px(line, self.size_px, self.weight) for line in self.lines)

    @property
    def height_px(self) -> int:
        """Return the height of all lines together."""
        return line_px(self.size_px) * len(self.lines)


@lru_cache(maxsize=4096)
def width_px(words: str, size_px: int, weight: int) -> int:
    """Return how far a line of text reaches."""
    return int(cv2.getTextSize((0, 0), words, (0, 0), FACE, size_px, weight)[2])


def line_px(size_px: int) -> int:
    """Return the height of one line at a font size."""
    return ceil(size_px * LINE)


@lru_cache(maxsize=256)
def fit(
    words: str,
    room_px: tuple[int, int],
    sizes: tuple[int, int],
    most_lines: int,
    weight: int = BOLD,
) -> Setting:
    """Return `words` set as large as they fit into `room_px` (width, height).

    `sizes` is the wanted size and the smallest decent one. First comes the wanted size on one line,
    then on two and more up to `most_lines`, then smaller sizes on any of these. Words too long for
    that take more lines, and at last smaller letters: text is never cut off.
    """
    settings = (
        Setting(balanced(words, lines, size, weight), size, weight)
        for lines, size in _ladder(*sizes, most_lines)
    )
    width, height = room_px
    return next(
        each
        for each in settings
        if each.size_px <= 6 or (each.width_px <= width and each.height_px <= height)
    )


def fit_line_first(
    words: str, room_px: tuple[int, int], sizes: tuple[int, int], least_px: int
) -> Setting:
    """Return `words` on one line if `sizes` allow, else on two or more, down to `least_px`.

    For text beside the main thing, where height is dearer than size.
    """
    one = fit(words, (room_px[0], line_px(sizes[0])), sizes, 1)
    if one.size_px >= sizes[1] and len(one.lines) == 1:
        return one
    return fit(words, room_px, (sizes[0], least_px), 2)


def _ladder(wanted: int, least: int, most_lines: int) -> Iterator[tuple[int, int]]:
    """Yield (lines, size) from the best to the last resort."""
    step = max(1, wanted // 28)
    size = wanted
    while size > 6:
        spare = 0 if size - step >= least else 2
        yield from ((lines, size) for lines in range(1, most_lines + spare + 1))
        size -= step
    yield most_lines + 2, 6


def balanced(words: str, lines: int, size_px: int, weight: int) -> tuple[str, ...]:
    """Return `words` on at most `lines` lines, the widest as narrow as can be."""
    tokens = _tokens(words)
    low = max(width_px(token, size_px, weight) for token in tokens)
    high = width_px(words, size_px, weight) + size_px
    if lines == 1 or low >= high:
        return (" ".join(tokens),)
    while low < high:
        middle = (low + high) // 2
        if len(_filled(tokens, middle, size_px, weight)) <= lines:
            high = middle
        else:
            low = middle + 1
    # A line's end parts as well as a dot does.
    return tuple(line.removeprefix(_DOT) for line in _filled(tokens, low, size_px, weight))


def _tokens(words: str) -> list[str]:
    """Return what may not be broken: words, and a separating dot with the word after it."""
    return words.replace("· ", _DOT).split(" ")


def _filled(tokens: list[str], width: int, size_px: int, weight: int) -> list[str]:
    """Return lines filled from the first word on, none wider than `width` if a word allows."""
    lines = [tokens[0]]
    for token in tokens[1:]:
        longer = f"{lines[-1]} {token}"
        if width_px(longer, size_px, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(token)
    return lines
