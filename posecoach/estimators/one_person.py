"""Tells when somebody else is in view beside the person that is followed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from posecoach.core.pose import Joint, Point, Pose, Side
from posecoach.estimators.coarse import GRID, coarse
from posecoach.estimators.company import (
    Company,
    at_first,
    begun,
    is_another,
    is_due,
    looked,
    to_edge,
    where,
    whole_is_due,
)
from posecoach.estimators.gap import is_gap
from posecoach.estimators.gaze import Box, extent, joint_box
from posecoach.ports import Closing, Estimator, Frame

if TYPE_CHECKING:
    import numpy.typing as npt

    from posecoach.estimators.coarse import Coarse
    from posecoach.estimators.zoom import Eye
    from posecoach.ports import Picture

_STIRS = 12.0  # grey levels that a cell changes by; a webcam's noise moves its mean by 1.5
_CELLS = 8  # of 1,200: a head and a shoulder in the door
_EVERY_S = 0.08  # often enough, whatever the frame rate
_SETTLES_S = 1.0
_LEFT_S = 2.0  # after which a place that the body has left is settled
_AROUND_BODY = 0.12  # of its span: the person's own hair, hands and shadow
# Of the trunk's length: how thickly limbs, trunk and head are painted over.
_LIMB, _WAIST, _HEAD = 0.38, 0.55, 0.38
_PAINTED_WIDE_PX, _PAINT_REACH_PX = 80, 3


class Thrifty(Estimator, Protocol):
    """An estimator that says whether a frame's second look is left over, and can look afresh."""

    @property
    def spare(self) -> bool:
        """Whether the last frame cost one look only."""

    def forget(self) -> None:
        """Look for the person afresh in the next frame."""


class OnePerson(Closing):
    """Marks a pose as crowded while somebody else is in view; `inner` finds the person.

    Looks for others cost one more model call, a few times a minute when nothing stirs; the first
    of all takes up to three.
    `open_eye` is called when the first of them is due, or to `prepare`. Closing it closes the inner
    estimator.
    """

    def __init__(self, inner: Thrifty, open_eye: Callable[[], Eye]) -> None:
        self._inner = inner
        self._open_eye = open_eye
        self._eye: Eye | None = None
        self._company = Company()
        self._last_s: float | None = None
        self._stirring = Stirring()

    def estimate(self, frame: Frame) -> Pose:
        """Return the inner pose, marked as crowded while somebody else is there."""
        pose = self._inner.estimate(frame)
        stir_px = self._stirring.step(frame, extent(pose))
        if is_gap(self._last_s, frame.time_s):
            self._company = Company()
        self._last_s = frame.time_s
        if pose.empty:
            return pose
        if self._company.looked_s is None:
            self._company = begun()
        if self._inner.spare and is_due(self._company, frame.time_s, stirs=stir_px is not None):
            self._look(frame, pose, stir_px)
        return replace(pose, crowded=self._company.there(frame.time_s))

    def forget(self) -> None:
        """Look for the person afresh in the next frame; who else is there stays known."""
        self._inner.forget()

    def prepare(self) -> Eye:
        """Return the eye for others, opened now if it was not before."""
        self._eye = self._eye or self._open_eye()
        return self._eye

    def _look(self, frame: Frame, pose: Pose, stir_px: float | None) -> None:
        """Look for somebody with the tracked body painted over, first where it stirs."""
        hidden = silhouette(pose)
        shown = frame.showing(painted_over(frame.bgr, hidden))

        def is_hidden(point: Point) -> bool:
            rows, columns = hidden.shape
            return bool(hidden[min(int(point.y_px), rows - 1), min(int(point.x_px), columns - 1)])

        views = self._views(frame.time_s, pose, stir_px)
        for view in views:
            other = self.prepare().look(shown, view)
            if found := is_another(other, pose, is_hidden):
                break
        self._company = looked(
            self._company,
            frame.time_s,
            found=found,
            stirs=stir_px is not None,
            edge=to_edge(other, pose),
            whole=None in views,
        )

    def _views(self, time_s: float, pose: Pose, stir_px: float | None) -> tuple[Box | None, ...]:
        """Return the parts of the picture to look at: one, but for the first look of all."""
        if self._company.looks == 0:
            return at_first(pose)
        everywhere = self._company.there(time_s) or whole_is_due(self._company, time_s)
        return (where(pose, self._company.looks, None if everywhere else stir_px),)

    def close(self) -> None:
        """Release the eye and the inner estimator; closing twice does no harm."""
        if self._eye is not None:
            self._eye.close()
        self._inner.close()


class Stirring:
    """Follows whether anything moves outside of the body, on a coarse grid of the picture."""

    def __init__(self) -> None:
        self._before: Coarse | None = None
        self._time_s = 0.0
        self._stir_px: float | None = None
        self._bodies: deque[tuple[float, Box]] = deque()
        self._shape: tuple[int, ...] = ()

    def step(self, frame: Frame, body: Box | None) -> float | None:
        """Return where something has moved in the last second outside of `body`, None if nothing.

        It is how far from the left the middle of it is. Where the body was a moment ago the room
        comes into view: that is no stir either.
        """
        passed_s = frame.time_s - self._time_s
        if self._before is not None and 0 <= passed_s < _EVERY_S:
            return self._stir_px
        now = coarse(frame.bgr)
        gap = is_gap(self._time_s, frame.time_s) or frame.bgr.shape != self._shape
        self._time_s, self._shape = frame.time_s, frame.bgr.shape
        if gap:
            self._bodies.clear()
        self._remember(body)
        if self._before is None or gap:
            self._before, self._stir_px = now, None
            return None
        changed = np.abs(now - self._before) > _STIRS
        self._before += (now - self._before) * (passed_s / (_SETTLES_S + passed_s))
        if self._bodies:
            changed[_cells(joint_box([box for _, box in self._bodies]), frame.bgr)] = False
        columns = np.nonzero(changed)[1]
        middle = (float(np.median(columns)) + 0.5) / GRID[0] if columns.size >= _CELLS else None
        self._stir_px = None if middle is None else middle * frame.bgr.shape[1]
        return self._stir_px

    def _remember(self, body: Box | None) -> None:
        while self._bodies and self._time_s - self._bodies[0][0] > _LEFT_S:
            self._bodies.popleft()
        if body is not None:
            self._bodies.append((self._time_s, body.grown(_AROUND_BODY * body.span_px)))


def _cells(body: Box, bgr: Picture) -> tuple[slice, slice]:
    height, width = bgr.shape[:2]
    columns, rows = GRID
    return (
        slice(max(0, body.top_px * rows // height), max(0, -(-body.bottom_px * rows // height))),
        slice(
            max(0, body.left_px * columns // width), max(0, -(-body.right_px * columns // width))
        ),
    )


def silhouette(pose: Pose) -> Picture:
    """Return a picture that is 255 where the body is, roughly, and 0 elsewhere."""
    at = {joint: (round(m.point.x_px), round(m.point.y_px)) for joint, m in pose.landmarks.items()}
    left, right = at[Joint.LEFT_SHOULDER], at[Joint.RIGHT_SHOULDER]
    throat, waist = _middle(at, "shoulder"), _middle(at, "hip")
    face = np.add(at[Joint.NOSE], _middle(at, "ear")) / 2
    body = extent(pose)
    thick = max(dist(throat, waist), dist(left, right), body.span_px / 5 if body else 1.0)
    limb, trunk, head = (max(1, round(part * thick)) for part in (_LIMB, _WAIST, _HEAD))
    hidden = np.zeros((pose.height_px, pose.width_px), np.uint8)
    for start, end in _LIMBS:
        cv2.line(hidden, at[start], at[end], 255, limb)
    hull = cv2.convexHull(np.array([at[joint] for joint in _TRUNK], np.int32))
    cv2.fillConvexPoly(hidden, hull, 255)
    cv2.line(hidden, _pixel(throat), _pixel(waist), 255, trunk)
    cv2.line(hidden, _pixel(face), _pixel(throat), 255, head)
    cv2.circle(hidden, _pixel(face), head, 255, -1)
    return hidden


def painted_over(bgr: Picture, hidden: Picture) -> Picture:
    """Return a copy of the picture in which its surroundings go on where `hidden` is not 0.

    In one even colour the body's outline still looks like a body. The surroundings are carried on
    in a small copy, which is quick and leaves nothing sharp.
    """
    height, width = hidden.shape
    small = (_PAINTED_WIDE_PX, max(1, round(_PAINTED_WIDE_PX * height / width)))
    rough = cv2.resize(bgr, small, interpolation=cv2.INTER_AREA)
    holes = cv2.resize(hidden, small, interpolation=cv2.INTER_AREA)
    filled = cv2.inpaint(rough, holes, _PAINT_REACH_PX, cv2.INPAINT_TELEA)
    painted = bgr.copy()
    cv2.copyTo(cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR), hidden, painted)
    return painted


def _pixel(at_px: npt.NDArray[np.float64]) -> tuple[int, int]:
    return round(float(at_px[0])), round(float(at_px[1]))


def _middle(at: dict[Joint, tuple[int, int]], part: str) -> npt.NDArray[np.float64]:
    left, right = (at[side.joint(part)] for side in Side)
    return np.add(left, right) / 2


_TRUNK = tuple(side.joint(part) for part in ("shoulder", "hip") for side in Side)
_CHAINS = (
    ("shoulder", "elbow", "wrist", "index"),
    ("shoulder", "hip", "knee", "ankle", "foot_index"),
)
_LIMBS = tuple(
    (side.joint(start), side.joint(end))
    for side in Side
    for chain in _CHAINS
    for start, end in pairwise(chain)
)
