"""Is somebody else in view, or has the skeleton jumped to them, or joined two bodies?

The estimator tells of the first. A jump is told by what one body cannot do: its trunk changing
length by a third within half a second, or its middle leaping by half a trunk from one frame to the
next (stretches.md 3.2). When the other has gone, the body must be back where it was and as long as
it was, or the skeleton may have stayed with the other. Where the hips are out of the picture, as
at a desk, the shoulders and the nose stand for the trunk; like is only ever told from like.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from .body import Body
from .geometry import distance_px, midpoint
from .gesture import WIDTHS_A_TRUNK
from .pose import Joint, Point, Pose

LENGTH_CHANGE = 0.35
WINDOW_S = 0.5
LEAP = 0.5
STRIDE_LENGTHS_S = 2.5
CALM_AGAIN_S = 2.0
BACK_WITHIN = 0.75
BACK_AT_LAST_S = 6.0
FACING = 1.2  # the shoulders' width in nose heights over them: from the front 1.4 and more


@dataclass(frozen=True, slots=True)
class _Part:
    middle: Point
    length_px: float


@dataclass(frozen=True, slots=True)
class _Change:
    """How far a part has gone, and how much longer or shorter it is, in its own lengths before."""

    gone: float
    length: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the person is: the trunk, and the shoulders with the nose, each where it is seen."""

    time_s: float
    trunk: _Part | None
    top: _Part | None

    def since(self, before: _Place) -> _Change | None:
        """Return what has changed; None where no part is seen both times, so nothing can tell."""
        if self.trunk and before.trunk:
            return _change(before.trunk, self.trunk)
        return _change(before.top, self.top) if self.top and before.top else None


class CrowdWatch:
    """Tells while more than one person may be in view, and for two seconds after each jump."""

    def __init__(self) -> None:
        self._places: deque[_Place] = deque()
        self._jumped_s: float | None = None
        self._alone: _Place | None = None
        self._crowded_s = float("-inf")

    def step(self, pose: Pose, *, running: bool) -> bool:
        """Return whether the pose may be of more than one person.

        Only while `running` does it count who it is: somebody who comes and lies down looks like
        another.
        """
        if pose.empty:
            return pose.crowded
        place = _place(pose)
        if place is not None:
            self._take(place)
        jumped = self._jumped_s is not None and pose.time_s - self._jumped_s < CALM_AGAIN_S
        if pose.crowded:
            self._crowded_s = pose.time_s
            return True
        if not running:
            self._crowded_s = float("-inf")  # whoever the set-up ends with is the person
        elif self._is_another(pose.time_s, place):
            return True
        if place is not None and not jumped:
            self._alone = place
        return jumped and running

    def _is_another(self, time_s: float, place: _Place | None) -> bool:
        """Return whether the skeleton is seen not to be back from somebody who was there."""
        if time_s - self._crowded_s > BACK_AT_LAST_S or self._alone is None or place is None:
            return False
        change = place.since(self._alone)
        if change is None:
            return False
        if change.gone > BACK_WITHIN or change.length > LENGTH_CHANGE:
            return True
        self._crowded_s = float("-inf")
        self._jumped_s = None  # back to the person it was: that jump is explained
        return False

    def _take(self, place: _Place) -> None:
        while self._places and place.time_s - self._places[0].time_s > WINDOW_S:
            self._places.popleft()
        if self._places and (self._stretched(place) or self._leapt(place)):
            self._jumped_s = place.time_s
            self._places.clear()
        self._places.append(place)

    def _stretched(self, place: _Place) -> bool:
        change = place.since(self._places[0])
        return change is not None and change.length > LENGTH_CHANGE

    def _leapt(self, place: _Place) -> bool:
        last = self._places[-1]
        walked = STRIDE_LENGTHS_S * (place.time_s - last.time_s)
        change = place.since(last)
        return change is not None and change.gone > LEAP + walked


def _change(before: _Part, now: _Part) -> _Change:
    length_px = before.length_px
    gone_px = distance_px(before.middle, now.middle)
    return _Change(gone_px / length_px, abs(now.length_px - length_px) / length_px)


def _place(pose: Pose) -> _Place | None:
    body = Body(pose)
    place = _Place(pose.time_s, _trunk(body), _top(body))
    return place if place.trunk or place.top else None


def _trunk(body: Body) -> _Part | None:
    base, top, length_px = body.middle("hip"), body.middle("shoulder"), body.trunk_length_px
    return _Part(midpoint(base, top), length_px) if base and top and length_px else None


def _top(body: Body) -> _Part | None:
    """Return the shoulders, about as long as a trunk, while they face the camera.

    Turned ones get narrow as no trunk gets short, and then tell nothing.
    """
    middle, nose, width_px = body.middle("shoulder"), body.at(Joint.NOSE), body.shoulder_width_px
    if not (middle and nose and width_px) or width_px < FACING * distance_px(middle, nose):
        return None
    return _Part(middle, WIDTHS_A_TRUNK * width_px)
