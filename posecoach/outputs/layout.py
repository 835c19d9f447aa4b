"""What stands where on the screen, as data that can be checked without drawing it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .palette import PANEL, PANEL_ALPHA, Colour

RING_RADIUS, RING_STROKE = 0.469, 0.062  # of the side of the square that holds a ring


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the finished picture: the corner at its top left, and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Return the first column to the right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Return the first row below the box."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[int, int]:
        """Return the middle."""
        return self.x + self.width // 2, self.y + self.height // 2

    def moved(self, dx: int, dy: int) -> Box:
        """Return the box shifted by (dx, dy)."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def inset(self, by: int) -> Box:
        """Return the box with `by` pixels taken off at each side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def holds(self, other: Box) -> bool:
        """Return whether `other` lies inside, edges included."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def overlaps(self, other: Box) -> bool:
        """Return whether the two share a pixel."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


class Shape(StrEnum):
    """The icons. Each says by its form what its colour says: not all eyes tell colours apart."""

    CHECK = "check"
    EXCLAIM = "exclaim"
    QUESTION = "question"
    STOP = "stop"
    WAIT = "wait"
    GO = "go"
    PAUSE = "pause"
    TURN = "turn"
    HIDDEN = "hidden"
    PEOPLE = "people"
    CAMERA = "camera"
    MUTED = "muted"
    DOT = "dot"
    CIRCLE = "circle"
    RING = "ring"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. Its box holds all its ink, accents and descenders too.

    A `live` text changes often (seconds, degrees): it is painted on its own over its panel, so
    that the panel need not be painted again.
    """

    box: Box
    words: str
    size_px: int
    colour: Colour
    weight: int
    live: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """A drawn sign that fills its box."""

    box: Box
    shape: Shape
    colour: Colour


@dataclass(frozen=True, slots=True)
class Panel:
    """A rounded, translucent plate with texts and icons on it."""

    name: str
    box: Box
    parts: tuple[Text | Icon, ...]
    radius_px: int
    colour: Colour = PANEL
    alpha: float = PANEL_ALPHA


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring that fills clockwise from the top; `progress` is 0 to 1."""

    centre: tuple[int, int]
    radius_px: int
    stroke_px: int
    progress: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that stands over the camera's picture; `inset` is the place of the small ghost."""

    size: tuple[int, int]
    panels: tuple[Panel, ...]
    ring: Ring | None = None
    inset: Box | None = None

    def panel(self, name: str) -> Panel | None:
        """Return the panel called `name`, or None when it is not shown."""
        return next((panel for panel in self.panels if panel.name == name), None)


def unit(size: tuple[int, int]) -> float:
    """Return the pixels of one design unit: the picture is 720 units high, 720 wide if upright.

    A picture narrower than 4:3 gets smaller units rather than a layout that does not fit.
    """
    width, height = size
    upright = height > width
    return min(width / 720, height / 1200) if upright else min(height / 720, width / 960)
