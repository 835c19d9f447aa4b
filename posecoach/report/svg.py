"""The few elements that the charts are made of, as text. Words are escaped, numbers kept short."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Point = tuple[float, float]


class Svg(str):
    """Markup that is complete and safe; the page takes it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def picture(width: float, height: float, label: str, *inside: str, kind: str = "") -> Svg:
    """Return a picture that scales with its place; `label` says in words what it shows."""
    opening = (
        f'<svg class="{escape(f"chart {kind}".strip())}" viewBox="0 0 {short(width)} '
        f'{short(height)}" role="img" aria-label="{escape(label)}">'
    )
    return Svg(f"{opening}{''.join(inside)}</svg>")


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Return words that begin, are centred or end at x."""
    placed = f'<text x="{short(x)}" y="{short(y)}"{_class(kind)}'
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f"{placed}{anchored}>{escape(words)}</text>"


def line(start: Point, end: Point, kind: str) -> str:
    """Return a straight line."""
    return path([start, end], kind)


def rect(x: float, y: float, width: float, height: float, kind: str, round_by: float = 0) -> str:
    """Return a rectangle."""
    corner = f' rx="{short(round_by)}"' if round_by else ""
    size = f'width="{short(width)}" height="{short(height)}"'
    return f'<rect x="{short(x)}" y="{short(y)}" {size}{corner}{_class(kind)}/>'


def dot(at: Point, radius: float, kind: str) -> str:
    """Return one filled circle."""
    return f'<circle cx="{short(at[0])}" cy="{short(at[1])}" r="{short(radius)}"{_class(kind)}/>'


def dots(points: Iterable[Point], kind: str) -> str:
    """Return many small dots as one path; their size is the width of its line."""
    marks = "".join(f"M{short(x)} {short(y)}h0" for x, y in points)
    return f'<path d="{marks}"{_class(kind)}/>' if marks else ""


def path(points: Iterable[Point], kind: str, *, closed: bool = False) -> str:
    """Return a line through the points."""
    steps = "L".join(f"{short(x)} {short(y)}" for x, y in points)
    return f'<path d="M{steps}{"Z" if closed else ""}"{_class(kind)}/>' if steps else ""


def titled(inside: str, title: str) -> str:
    """Return a group that tells its title when it is pointed at."""
    return f"<g><title>{escape(title)}</title>{inside}</g>"


def short(value: float) -> str:
    """Return a number with at most one decimal."""
    return f"{round(value, 1) + 0.0:g}"  # + 0.0 makes 0 of -0


def _class(kind: str) -> str:
    return f' class="{escape(kind)}"' if kind else ""
