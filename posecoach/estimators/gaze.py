"""Where to look for the person: the whole picture, a crop around them, or spot after spot.

The pose model finds a body that spans a third of the picture in two of three pictures, and one that
spans a quarter in one of six; in a crop twice as large as the body it finds both. So a small body
is followed in a crop, and when nobody is seen, spots of the picture are looked at in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil, hypot

from posecoach.core.pose import Joint, Pose

ZOOM_IN_BELOW = 0.25  # of the picture's longer side; the smallest posture at usual distance has 0.3
ZOOM_OUT_ABOVE = 0.35
ROOM = 2.2  # how many times the body's span the crop is wide
FITS = (0.25, 0.8)  # of the crop that the body may span before it is cropped anew
EDGE = 0.06  # of the body's span that must be left free around it
SMALLEST_PX = 96
STAYS = 4  # looks at the same place before the search begins: a model that lost them looks afresh
WHOLE_EVERY = 6  # one look in six of the search is at the whole picture
SIDES = (0.75, 0.4)  # of the squares, as shares of the picture's shorter side
STEP = 0.6  # of a square's side from one to the next: who spans less than the rest is whole in one
SWEEPS = 2  # after so many in vain, nobody is there: one look a frame must do
_TRUNK = (Joint.NOSE, *(Joint(f"{s}_{p}") for s in ("left", "right") for p in ("shoulder", "hip")))
_SEEN = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture, in whole pixels: left, top, and the edges beyond."""

    left_px: int
    top_px: int
    right_px: int
    bottom_px: int

    @property
    def width_px(self) -> int:
        """Return the width."""
        return self.right_px - self.left_px

    @property
    def height_px(self) -> int:
        """Return the height."""
        return self.bottom_px - self.top_px

    @property
    def span_px(self) -> int:
        """Return the longer side."""
        return max(self.width_px, self.height_px)

    @property
    def centre_px(self) -> tuple[float, float]:
        """Return the middle."""
        return (self.left_px + self.right_px) / 2, (self.top_px + self.bottom_px) / 2

    def grown(self, by_px: float) -> Box:
        """Return the box with `by_px` more on each side; it may leave the picture."""
        by = round(by_px)
        return Box(self.left_px - by, self.top_px - by, self.right_px + by, self.bottom_px + by)

    def inside(self, other: Box) -> bool:
        """Return whether all of the box lies in `other`."""
        return self.within(other) == self

    def within(self, other: Box) -> Box:
        """Return the part of the box that lies in `other`."""
        return Box(
            min(max(self.left_px, other.left_px), other.right_px),
            min(max(self.top_px, other.top_px), other.bottom_px),
            max(min(self.right_px, other.right_px), other.left_px),
            max(min(self.bottom_px, other.bottom_px), other.top_px),
        )


def joint_box(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of `boxes`, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(
        *((box.left_px, box.top_px, box.right_px, box.bottom_px) for box in boxes), strict=True
    )
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Gaze:
    """Where the next look goes: `view` None is the whole picture.

    `missed` counts the looks since somebody was seen, or since the beginning.
    """

    view: Box | None = None
    missed: int = 0

    @property
    def searching(self) -> bool:
        """Return whether the view is a guess. What is found there only tells where to look next."""
        return self.missed >= STAYS and self.view is not None


FIRST = Gaze(missed=STAYS)  # nobody was ever seen: after one look at the whole, the search begins


def next_gaze(gaze: Gaze, body: Box | None, picture: Box) -> Gaze:
    """Return where to look after a look found `body`, or nobody (None)."""
    if body is None:
        missed = gaze.missed + 1
        if missed < STAYS:
            return Gaze(gaze.view, missed)
        return Gaze(_spot(missed - STAYS, picture), missed)
    limit = ZOOM_IN_BELOW if gaze.view is None else ZOOM_OUT_ABOVE
    if body.span_px > limit * picture.span_px:
        return Gaze()
    if gaze.view is not None and not gaze.searching and fits(body, gaze.view, picture):
        return Gaze(gaze.view)
    return Gaze(around(body, picture))


def is_given_up(gaze: Gaze, picture: Box) -> bool:
    """Return whether all spots were looked at in vain, more than once."""
    return gaze.missed - STAYS > SWEEPS * len(_spots(picture)) * WHOLE_EVERY / (WHOLE_EVERY - 1)


def around(body: Box, picture: Box) -> Box:
    """Return the square around `body` with room to move, shifted to lie in the picture."""
    side_px = round(max(SMALLEST_PX, ROOM * body.span_px))
    width_px, height_px = min(side_px, picture.width_px), min(side_px, picture.height_px)
    x_px, y_px = body.centre_px
    left_px = min(max(round(x_px - width_px / 2), 0), picture.right_px - width_px)
    top_px = min(max(round(y_px - height_px / 2), 0), picture.bottom_px - height_px)
    return Box(left_px, top_px, left_px + width_px, top_px + height_px)


def fits(body: Box, view: Box, picture: Box) -> bool:
    """Return whether `body` is of a good size in `view`, with room around it."""
    low, high = FITS
    with_room = body.grown(EDGE * body.span_px).within(picture)
    return low <= body.span_px / view.span_px <= high and with_room.inside(view)


def can_be_told(gaze: Gaze, body: Box) -> bool:
    """Return whether a body seen there is seen as it is: the view is no guess, and cuts nothing."""
    return gaze.view is None or (not gaze.searching and body.inside(gaze.view))


def extent(pose: Pose) -> Box | None:
    """Return the box around the joints that are seen, within the picture; None without a body."""
    picture = Box(0, 0, pose.width_px, pose.height_px)
    points = [
        mark.point
        for joint, mark in pose.landmarks.items()
        if mark.visibility >= _SEEN or joint in _TRUNK
    ]
    if not points:
        return None
    xs, ys = [point.x_px for point in points], [point.y_px for point in points]
    low_x, low_y, high_x, high_y = min(xs), min(ys), max(xs), max(ys)
    return Box(round(low_x), round(low_y), ceil(high_x), ceil(high_y)).within(picture)


def _spot(nth: int, picture: Box) -> Box | None:
    """Return the `nth` place to search: now and then the whole picture, else the next square."""
    turn, rest = divmod(nth, WHOLE_EVERY)
    if rest == 0:
        return None
    spots = _spots(picture)
    return spots[(turn * (WHOLE_EVERY - 1) + rest - 1) % len(spots)]


@cache
def _spots(picture: Box) -> tuple[Box, ...]:
    """Return large squares, then small ones; each overlaps the next.

    Somebody who spans a third of a square is found in it. Those below the middle of the picture
    come first: people stand, sit or lie there.
    """
    x_px, y_px = picture.width_px / 2, 0.6 * picture.height_px

    def far(box: Box) -> float:
        centre_x, centre_y = box.centre_px
        return hypot(centre_x - x_px, centre_y - y_px)

    shorter_px = min(picture.width_px, picture.height_px)
    sides_px = [max(1, round(share * shorter_px)) for share in SIDES]
    return tuple(box for px in sides_px for box in sorted(_squares(picture, px), key=far))


def _squares(picture: Box, side_px: int) -> Iterator[Box]:
    for top_px in _starts(picture.height_px, side_px):
        for left_px in _starts(picture.width_px, side_px):
            yield Box(left_px, top_px, left_px + side_px, top_px + side_px)


def _starts(length_px: int, side_px: int) -> list[int]:
    """Return evenly spread starts of pieces of `side_px` that overlap."""
    steps = ceil((length_px - side_px) / (STEP * side_px))
    return [round(n * (length_px - side_px) / max(1, steps)) for n in range(steps + 1)]
