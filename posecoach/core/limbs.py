"""No limb grows: a joint that would stretch one beyond the person's own length is not seen.

Foreshortened a limb may look short, never long. How long each is has to be learnt: the longest
median over a second. Until then, and for limbs that were never seen at full length, what is usual
holds. A skeleton that joins two bodies, or a foot found on the furniture, shows this way.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from statistics import median

from .geometry import distance_px, midpoint
from .pose import Joint, Landmark, Pose, Side

LEARNT_S = 1.0
LEAST_SAMPLES = 5
STRETCHED = 1.4  # joints wander by a fifth of a limb: of 167,000 limbs, one in a thousand is longer
FROM_USUAL = 0.85
EXTREME = 1.7  # times the usual length: nobody's limb, and never learnt from
SEEN = 0.5
WIDTH_OF_TRUNK = 1.2  # a trunk is longer than that many shoulder widths

_USUAL = (  # in trunk lengths, medians of the sample clips
    ("hip", "knee", 0.72),
    ("knee", "ankle", 0.78),
    ("ankle", "foot_index", 0.36),
    ("shoulder", "elbow", 0.53),
    ("elbow", "wrist", 0.49),
)
_BEYOND = {
    "knee": ("knee", "ankle", "heel", "foot_index"),
    "ankle": ("ankle", "heel", "foot_index"),
    "foot_index": ("foot_index",),
    "elbow": ("elbow", "wrist"),
    "wrist": ("wrist",),
}


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb, from the trunk outward: `lost` are the joints that a wrong end takes with it."""

    start: Joint
    end: Joint
    usual: float
    lost: tuple[Joint, ...]


LIMBS = tuple(
    Limb(side.joint(start), side.joint(end), usual, tuple(map(side.joint, _BEYOND[end])))
    for side in Side
    for start, end, usual in _USUAL
)


class Longest:
    """The longest that something was, as the median over a second."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()
        self.px = 0.0

    def take(self, time_s: float, length_px: float) -> None:
        """Take the length of one frame."""
        self._recent.append((time_s, length_px))
        while time_s - self._recent[0][0] > LEARNT_S:
            self._recent.popleft()
        if len(self._recent) >= LEAST_SAMPLES and length_px > self.px:
            self.px = max(self.px, median([length for _, length in self._recent]))


class LimbWatch:
    """Learns a person's limbs, and takes implausible joints out of their poses."""

    def __init__(self) -> None:
        self._trunk = Longest()
        self._own = {limb: Longest() for limb in LIMBS}

    def step(self, pose: Pose) -> Pose:
        """Return the pose, with visibility 0 for what is beyond a limb that is too long."""
        trunk_px = _trunk_px(pose)
        if trunk_px is None:
            return pose
        self._trunk.take(pose.time_s, trunk_px)
        scale_px = max(trunk_px, self._trunk.px)
        lost: set[Joint] = set()
        for limb in LIMBS:
            length_px = _length_px(pose, limb)
            if length_px is None:
                continue
            own, usual_px = self._own[limb], limb.usual * scale_px
            known_px = STRETCHED * max(own.px, FROM_USUAL * usual_px)
            if length_px > (known_px if own.px else EXTREME * usual_px):
                lost.update(limb.lost)
            if length_px < EXTREME * usual_px:
                own.take(pose.time_s, length_px)
        return without(pose, lost) if lost else pose


def without(pose: Pose, joints: set[Joint]) -> Pose:
    """Return the pose with `joints` at visibility 0."""
    marks = {
        joint: Landmark(mark.point, 0.0) if joint in joints else mark
        for joint, mark in pose.landmarks.items()
    }
    return replace(pose, landmarks=marks)


def _length_px(pose: Pose, limb: Limb) -> float | None:
    start, end = pose.landmarks.get(limb.start), pose.landmarks.get(limb.end)
    if start is None or end is None or min(start.visibility, end.visibility) < SEEN:
        return None
    return distance_px(start.point, end.point)


def _trunk_px(pose: Pose) -> float | None:
    """Return the trunk's length, as long as the shoulders' width allows when it is seen end on."""
    marks = pose.landmarks
    corners = [marks.get(side.joint(part)) for part in ("shoulder", "hip") for side in Side]
    points = [mark.point for mark in corners if mark is not None]
    if len(points) < len(corners):
        return None
    left, right, left_hip, right_hip = points
    length_px = distance_px(midpoint(left, right), midpoint(left_hip, right_hip))
    return max(length_px, WIDTH_OF_TRUNK * distance_px(left, right))
