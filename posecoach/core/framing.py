"""Is enough of the body in the picture, and does the camera stand level? Told from the landmarks.

The pose model puts what the picture cuts off about where it would be, outside of the picture.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from math import copysign
from statistics import median

from .body import Body
from .geometry import direction_deg, lean_deg
from .pose import Joint, Point, Side
from .stretch import Posture, Stretch, View

WIDE_SHARE = 0.6  # of the picture's width; at arm's length from a laptop shoulders fill more
BACK_INSIDE = 0.02  # of the picture: what was cut off must come that far in
CALM_S, LEAST_CALM_S = 1.0, 0.4
HEEL_BELOW_DEG = 4.0  # on a level floor, lying: 3 to 7 on the back, 1 on the front

_LYING = {Posture.SUPINE, Posture.PRONE, Posture.SIDE_LYING}
FLOOR = _LYING | {Posture.KNEELING, Posture.HALF_KNEELING, Posture.HANDS_AND_KNEES}

# From the head down, each with the landmarks that tell where it is.
_PARTS: dict[str, tuple[str, ...]] = {
    "head": ("ear", "eye"),
    "shoulders": ("shoulder",),
    "hips": ("hip",),
    "knees": ("knee",),
    "feet": ("ankle", "heel", "foot_index"),
}
# How far down each camera placement needs to see.
_NEEDED = {"CF-SEAT": "shoulders", "CS-SEAT": "knees"}


def cut_off(body: Body, stretch: Stretch, *, margin: float = 0.0) -> str | None:
    """Return the first needed part that is outside of the picture, from the head down, or None.

    With a `margin` (a share of the picture's size) it must be that far inside.
    """
    return next((part for part in _needed(stretch) if _is_cut(body, part, margin)), None)


def too_close(body: Body, stretch: Stretch, *, margin: float = 0.0) -> bool:
    """Return whether the body is larger than the picture: both ends are cut off, or it is wide."""
    head, *others = _needed(stretch)
    both_ends = _is_cut(body, head, margin) and any(_is_cut(body, part, margin) for part in others)
    width_px, limit = body.shoulder_width_px, WIDE_SHARE - 5 * margin
    wide = stretch.view is View.FRONT and width_px is not None
    return both_ends or (wide and (width_px or 0.0) > limit * body.pose.width_px)


def _needed(stretch: Stretch) -> tuple[str, ...]:
    parts = tuple(_PARTS)
    return parts[: parts.index(_NEEDED.get(stretch.camera, "feet")) + 1]


def _is_cut(body: Body, part: str, margin: float) -> bool:
    """Return whether any place of a part that the model gives lies outside of the picture."""
    places = [place for name in _PARTS[part] if (place := _better_seen(body, name))]
    return not all(_inside(body, place, margin) for place in places)


def _better_seen(body: Body, name: str) -> Point | None:
    """Return where the model puts the one of the pair that it sees better."""
    pair = [body.pose.landmarks.get(side.joint(name)) for side in Side]
    marks = [mark for mark in pair if mark is not None]
    return max(marks, key=lambda mark: mark.visibility).point if marks else None


def _inside(body: Body, place: Point, margin: float) -> bool:
    x, y = place.x_px / body.pose.width_px, place.y_px / body.pose.height_px
    return margin <= x <= 1 - margin and margin <= y <= 1 - margin


def roll_deg(body: Body, stretch: Stretch) -> float | None:
    """Return how far the camera is rolled, clockwise positive, or None where nothing tells.

    What should be upright or level in a calm set-up says so: two or three lines of the body must
    all lean the same way, and the one that leans least counts, so that a person who leans, or lies
    a little across, is not taken for a tilted camera. On the sample clips, whose camera is level,
    it was below 3 degrees, and 6 on hands and knees.
    """
    lines = list(_lines(body, stretch))
    if len(lines) < 2 or None in lines:
        return None
    leans = [line for line in lines if line is not None]
    if min(leans) < 0 < max(leans):
        return 0.0
    return min(leans, key=abs)


def _lines(body: Body, stretch: Stretch) -> Iterator[float | None]:
    postures = set(stretch.postures)
    for fits, view, lines in _BY_POSTURE:
        if postures <= fits and stretch.view is view:
            yield from lines(body)
            return


def _front(body: Body) -> Iterator[float | None]:
    yield _lean(body.middle("hip"), body.middle("shoulder"))
    yield _off_level(body.at(Joint.LEFT_SHOULDER), body.at(Joint.RIGHT_SHOULDER))
    yield _off_level(body.at(Joint.LEFT_HIP), body.at(Joint.RIGHT_HIP))


def _standing(body: Body) -> Iterator[float | None]:
    yield _lean(body.middle("hip"), body.middle("shoulder"))
    yield _lean(body.part(body.near, "ankle"), body.middle("hip"))


def _lying(body: Body) -> Iterator[float | None]:
    yield _off_level(body.middle("shoulder"), body.middle("hip"))
    shoulder, heel = (body.part(body.near, name) for name in ("shoulder", "heel"))
    off_deg = _off_level(shoulder, heel)
    if off_deg is None or shoulder is None or heel is None:
        yield None
    else:
        yield off_deg - copysign(HEEL_BELOW_DEG, heel.x_px - shoulder.x_px)


def _all_fours(body: Body) -> Iterator[float | None]:
    yield _off_level(body.part(body.near, "knee"), body.part(body.near, "ankle"))
    yield _off_level(body.part(body.near, "wrist"), body.part(body.near, "knee"))


_UPRIGHT = {Posture.STANDING, Posture.SITTING}
_BY_POSTURE: tuple[tuple[set[Posture], View, Callable[[Body], Iterator[float | None]]], ...] = (
    (_UPRIGHT, View.FRONT, _front),
    ({Posture.STANDING}, View.SIDE, _standing),
    (_LYING, View.SIDE, _lying),
    ({Posture.HANDS_AND_KNEES}, View.SIDE, _all_fours),
)


def _lean(base: Point | None, top: Point | None) -> float | None:
    return lean_deg(base, top) if base and top else None


def _off_level(a: Point | None, b: Point | None) -> float | None:
    if not (a and b):
        return None
    left, right = sorted((a, b), key=lambda point: point.x_px)
    return direction_deg(left, right)


class LevelWatch:
    """Collects the camera's roll over the last calm second of the set-up, and keeps it."""

    def __init__(self) -> None:
        self._rolls: deque[tuple[float, float]] = deque()

    def step(self, body: Body, stretch: Stretch, *, calm: bool) -> float | None:
        """Return the roll in degrees, None while it is not known; it is taken when `calm`."""
        time_s = body.pose.time_s
        if calm and (roll := roll_deg(body, stretch)) is not None:
            self._rolls.append((time_s, roll))
            while time_s - self._rolls[0][0] > CALM_S:
                self._rolls.popleft()
        if not self._rolls or self._rolls[-1][0] - self._rolls[0][0] < LEAST_CALM_S:
            return None
        return median(roll for _, roll in self._rolls)
