"""No limb grows: a joint that would stretch one beyond the person's own length is not seen.

Foreshortened a limb may look short, never long. How long each is has to be learnt, as a share of
the person's size at that time, so that it holds at every distance: the longest median over a
second. Until then, and for limbs that were never seen at full length, what is usual holds. The size
is the trunk's length, lately at its longest; where the trunk is foreshortened for long, the limbs
tell. A skeleton that joins two bodies, or a foot found on the furniture, shows this way.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from statistics import median, median_low

from .geometry import distance_px, midpoint
from .lately import WIDTH_OF_TRUNK, Lately
from .pose import Joint, Landmark, Pose, Side

LEARNT_S = 1.0
LEAST_SAMPLES = 5
SIZE_S = 8.0  # whoever has stepped back is smaller from then on
LEAST_LIMBS = 4  # of which most agree on the size, when one joint may be wrong
REFUSED_FOR_S = 20.0  # what was refused for as long, without a break, is theirs after all
STRETCHED = 1.4  # joints wander by a fifth of a limb: of 167,000 limbs, one in a thousand is longer
FROM_USUAL = 0.85
EXTREME = 1.7  # times the usual length: nobody's limb, and never learnt from
SEEN = 0.5

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


class LastSecond:
    """The median over a second."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()

    def take(self, time_s: float, value: float) -> None:
        """Take the value of one frame."""
        self._recent.append((time_s, value))
        while time_s - self._recent[0][0] > LEARNT_S:
            self._recent.popleft()

    @property
    def median(self) -> float:
        """Return the median, 0 while there are too few values."""
        if len(self._recent) < LEAST_SAMPLES:
            return 0.0
        return median([value for _, value in self._recent])


class Known:
    """What is known of one limb: the longest that it was, in the person's sizes; 0 at first."""

    def __init__(self, usual: float) -> None:
        self._usual = usual
        self._lately = LastSecond()
        self._time_s = 0.0
        self._refused_s: float | None = None
        self.longest = 0.0

    @property
    def expected(self) -> float:
        """Return the length it has when nothing foreshortens it."""
        return max(self.longest, self._usual)

    def refuses(self, time_s: float, length: float) -> bool:
        """Return whether the limb would be too long; learn from it if not."""
        own = STRETCHED * max(self.longest, FROM_USUAL * self._usual)
        refused = length > (own if self.longest else EXTREME * self._usual)
        if not refused:
            self._refused_s = None
        elif self._refused_s is None or time_s - self._time_s > LEARNT_S:  # unseen in between
            self._refused_s = time_s
        self._time_s = time_s
        late = self._refused_s is None or time_s - self._refused_s >= REFUSED_FOR_S
        if late and length < EXTREME * self._usual:
            self._lately.take(time_s, length)
            if length > self.longest:
                self.longest = max(self.longest, self._lately.median)
        return refused


class LimbWatch:
    """Learns a person's limbs, and takes implausible joints out of their poses."""

    def __init__(self) -> None:
        self._size = LastSecond()
        self._sizes = Lately(SIZE_S)
        self._known = {limb: Known(limb.usual) for limb in LIMBS}

    def step(self, pose: Pose) -> Pose:
        """Return the pose, with visibility 0 for what is beyond a limb that is too long."""
        trunk_px = _trunk_px(pose)
        if not trunk_px:
            return pose
        lengths_px = {limb: px for limb in LIMBS if (px := _length_px(pose, limb)) is not None}
        size_px = self._size_px(pose.time_s, max(trunk_px, self._told_by(lengths_px)))
        lost: set[Joint] = set()
        for limb, length_px in lengths_px.items():
            if self._known[limb].refuses(pose.time_s, length_px / size_px):
                lost.update(limb.lost)
        return without(pose, lost) if lost else pose

    def _told_by(self, lengths_px: dict[Limb, float]) -> float:
        """Return the size that most limbs come to, 0 where there are too few."""
        if len(lengths_px) < LEAST_LIMBS:
            return 0.0
        return median_low(px / self._known[limb].expected for limb, px in lengths_px.items())

    def _size_px(self, time_s: float, now_px: float) -> float:
        """Return the largest size of late: the trunk may look short for a while."""
        self._size.take(time_s, now_px)
        self._sizes.take(time_s, self._size.median)
        return max(now_px, self._sizes.largest)


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
