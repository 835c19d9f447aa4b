"""What must be true of every screen's layout, whatever it shows."""

from __future__ import annotations

from itertools import combinations

from posecoach.outputs.layout import Box, Icon, Layout, Shape, Text


def assert_fits(layout: Layout) -> None:
    """Nothing is cut off and nothing overlaps; only a ring holds another sign."""
    boxes = {panel.name: panel.box for panel in layout.panels}
    for one, two in combinations(boxes, 2):
        assert not boxes[one].overlaps(boxes[two]), (one, two)
    for panel in layout.panels:
        assert Box(0, 0, *layout.size).holds(panel.box), panel.name
        for part in panel.parts:
            assert panel.box.holds(part.box), (panel.name, part)
        parts = [p for p in panel.parts if not (isinstance(p, Icon) and p.shape is Shape.RING)]
        for one, two in combinations(parts, 2):
            assert not one.box.overlaps(two.box), (panel.name, one, two)


def texts(layout: Layout, name: str = "") -> list[Text]:
    """The texts of the panel called `name`, or of all."""
    panels = [panel for panel in layout.panels if name in ("", panel.name)]
    return [part for panel in panels for part in panel.parts if isinstance(part, Text)]


def words(layout: Layout, name: str = "") -> str:
    """What there is to read on the panel called `name`, or on all."""
    return " ".join(text.words.replace("\u00a0", " ") for text in texts(layout, name))


def shapes(layout: Layout, name: str) -> list[Shape]:
    """The signs on the panel called `name`."""
    return [p.shape for p in layout.panel(name).parts if isinstance(p, Icon)]
