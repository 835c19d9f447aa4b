"""Left against right: one row a stretch, a dot that leans to the side that goes further."""

from __future__ import annotations

from collections.abc import Sequence

from posecoach.core.pose import Side
from posecoach.progress.motion import Sides

from .axes import Scale
from .svg import Svg, dot, line, picture, rect, text

ROW_PX, EDGE_PX = 62.0, 76.0
LEAST_REACH_DEG = 30.0


def sides_chart(pairs: Sequence[Sides], width: float) -> Svg:
    """Return how far left and right are apart; inside the band they are alike."""
    reach = max(LEAST_REACH_DEG, *(1.2 * pair.difference_deg for pair in pairs))
    scale = Scale(-reach, reach, EDGE_PX, width - EDGE_PX)
    rows = [_row(pair, nth * ROW_PX, scale, width) for nth, pair in enumerate(pairs)]
    label = "; ".join(f"{pair.left.name}: {_said(pair)}" for pair in pairs)
    return picture(width, ROW_PX * len(pairs) - 8, label, *rows)


def _row(pair: Sides, top: float, scale: Scale, width: float) -> str:
    y, reach = top + 40, pair.left.detectable_deg
    lean = pair.right_deg - pair.left_deg if pair.left.upward else pair.left_deg - pair.right_deg
    further = Side.RIGHT if lean > 0 else Side.LEFT
    return "".join(
        (
            text(0, top + 14, pair.left.name, "name"),
            text(width, top + 14, _said(pair), "said", "end"),
            text(0, y + 4, f"left {pair.left_deg:.0f}°", "left"),
            text(width, y + 4, f"right {pair.right_deg:.0f}°", "right", "end"),
            line((EDGE_PX, y), (width - EDGE_PX, y), "grid"),
            rect(scale(-reach), y - 9, scale(reach) - scale(-reach), 18, "band", 9),
            line((scale(0), y - 9), (scale(0), y + 9), "middle"),
            dot((scale(lean), y), 6, f"{further}-end" if pair.differ else "alike"),
        )
    )


def _said(pair: Sides) -> str:
    return f"{pair.difference_deg:.0f}° apart" if pair.differ else "alike"
