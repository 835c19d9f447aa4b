"""The measures of one screen, and the small builders that every screen is set with."""

from __future__ import annotations

from collections.abc import Sequence

from .layout import Box, Icon, Panel, Shape, Text, unit
from .palette import PANEL, WHITE, Colour
from .typeset import BASELINE, BOLD, CAP, Setting, line_px, width_px


class Sheet:
    """Turns design units (720 to the picture's height) into pixels and sets text on panels."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self.upright = self.height > self.width
        self.unit = unit(size)
        self.margin, self.gap, self.pad = self.px(20), self.px(14), self.px(24)

    def px(self, units: float) -> int:
        """Return pixels, at least one."""
        return max(1, round(units * self.unit))

    def sizes(self, wanted: float, least: float) -> tuple[int, int]:
        """Return a pair of font sizes in pixels for `fit`."""
        return self.px(wanted), self.px(least)

    def panel(
        self, name: str, box: Box, parts: Sequence[Text | Icon] = (), colour: Colour = PANEL
    ) -> Panel:
        """Return a panel of the usual look."""
        return Panel(name, box, tuple(parts), self.px(18), colour)

    def text(
        self, words: str, size_px: int, x: int, y: int, colour: Colour = WHITE, weight: int = BOLD
    ) -> Text:
        """Return a line of text with its top left at (x, y)."""
        box = Box(x, y, width_px(words, size_px, weight), line_px(size_px))
        return Text(box, words, size_px, colour, weight)

    def lines(self, setting: Setting, x: int, y: int, colour: Colour = WHITE) -> list[Text]:
        """Return the lines of a setting, flush left from (x, y) down."""
        high = line_px(setting.size_px)
        return [
            self.text(words, setting.size_px, x, y + row * high, colour, setting.weight)
            for row, words in enumerate(setting.lines)
        ]

    def centred(self, setting: Setting, x: int, y: int, colour: Colour = WHITE) -> list[Text]:
        """Return the lines of a setting, each centred on x, from y down."""
        return [
            self.text(t.words, t.size_px, x - t.box.width // 2, t.box.y, colour, t.weight)
            for t in self.lines(setting, 0, y)
        ]

    def beside(self, shape: Shape, colour: Colour, side: int, text: Text, x: int) -> Icon:
        """Return an icon at x whose middle is that of the text's capitals."""
        middle = text.box.y + round(text.size_px * (BASELINE - CAP / 2))
        return Icon(Box(x, middle - side // 2, side, side), shape, colour)
