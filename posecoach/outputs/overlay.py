"""The coaching screen: a step drawn over the camera's picture. Pure: pictures in, a picture out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2

from .figure import draw_arc, draw_skeleton, draw_warnings
from .ghost_figure import draw_ghost
from .paint import paint
from .placement import fit_frame
from .plan import plan
from .sheet import Sheet

if TYPE_CHECKING:
    from posecoach.core.session import Step
    from posecoach.ports import Picture

    from .ghost import Ghost

_DIM = 0.5  # behind a large panel the picture steps back


def draw(
    bgr: Picture,
    step: Step,
    *,
    mirrored: bool = True,
    ghost: Ghost | None = None,
    paused: bool = False,
    muted: bool = False,
    hints: bool = True,
    size: tuple[int, int] | None = None,
    cover: bool = False,
) -> Picture:
    """Return a new picture of `size` (width, height; `bgr`'s own by default) showing `step`.

    `bgr` is never mirrored and is not modified; `mirrored` shows it like a mirror, with text that
    still reads. `ghost` is the target pose. `cover` fills the screen and cuts the picture's edges,
    where otherwise the whole picture is shown. `hints` are the keys, for a live window.
    """
    wanted = size or (bgr.shape[1], bgr.shape[0])
    picture, placement = fit_frame(bgr, wanted, mirrored=mirrored, cover=cover)
    shown, pose, sheet = step.feedback, step.pose, Sheet(wanted)
    inset = ghost is not None and pose.empty
    layout = plan(step, wanted, paused=paused, muted=muted, hints=hints, inset=inset)
    placement = placement.of_pose(pose.width_px)
    large = layout.panel("middle") is not None
    if ghost is not None and not inset and not large:
        draw_ghost(picture, ghost, pose, placement)
    draw_skeleton(picture, pose, shown.faulty_limbs, placement.spot, sheet)
    if shown.arc is not None and not large:
        taken = [panel.box for panel in layout.panels]
        draw_arc(picture, shown.arc, placement.spot, sheet, taken)
    draw_warnings(picture, pose, shown.faulty_limbs, placement.spot, sheet)
    if large:
        cv2.convertScaleAbs(picture, dst=picture, alpha=_DIM)
    paint(picture, layout)
    if ghost is not None and layout.inset is not None:
        draw_ghost(picture, ghost, pose, placement, layout.inset)
    return picture
