"""Every measure over a whole clip, read as a session would read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from posecoach.core.body import Body, BodyReader
from posecoach.core.calibration import middle_pose
from posecoach.core.geometry import distance_px
from posecoach.core.measure import MEASURES
from posecoach.core.pose import Pose, Side
from posecoach.core.readings import Readings
from posecoach.core.smoothing import Reading
from posecoach.core.stillness import STIR_LENGTHS_S, Stillness
from posecoach.core.stretch import (
    Check,
    Dose,
    DoseKind,
    Grade,
    Level,
    Posture,
    Primary,
    Stretch,
    View,
    Working,
)
from posecoach.core.trust import Trust
from posecoach.learning.placing import view_of

ANY_ZERO = 360.0
REST_S, REST_MOST_S = 1.0, 2.0
PLACE_LENGTHS = 1.0  # who has gone further than that has taken another place
STAYS_SHARE = 0.8
HEAD_STILL_DEG = 6.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a clip is to be read: from where, in which posture, and what tells the side."""

    view: View
    posture: Posture
    working: Working = Working.NONE
    trunk_rests: bool = False
    primary: str | None = None

    def stretch(self, asked: Collection[str] | None = None) -> Stretch:
        """Return a stretch without any target that has measures read: every one of the view.

        With `asked`, only those; it saves the time.
        """
        seen = [
            id_
            for id_, measure in MEASURES.items()
            if self.view in measure.views and (asked is None or id_ in asked)
        ]
        primary = Primary(self.primary, "", {}, neutral_within=ANY_ZERO) if self.primary else None
        return Stretch(
            id="recorded",
            name="Recorded",
            grade=Grade.A,
            postures=(self.posture,),
            view=self.view,
            camera="",
            working=self.working,
            dose=Dose(DoseKind.HOLD, dict.fromkeys(Level, 1.0), dict.fromkeys(Level, 1), 0.0),
            primary=primary,
            checks=tuple(Check(id_, "", {}, neutral_within=ANY_ZERO) for id_ in seen),
            trunk_rests=self.trunk_rests,
        )


@dataclass(frozen=True, slots=True)
class Rest:
    """The person's still start: the pose in the middle of it, and when it was."""

    pose: Pose
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Moment:
    """What one frame shows; `side` is the one worked on, where the setting tells it."""

    time_s: float
    readings: Mapping[str, Reading]
    side: Side | None


@dataclass(frozen=True, slots=True)
class Series:
    """Every measure of the view over the clip; relative ones from the person's own rest."""

    setting: Setting
    rest: Rest
    moments: tuple[Moment, ...]
    zero: Mapping[str, float]

    def of(self, measure: str, spans: Iterable[tuple[float, float]] = ()) -> list[float]:
        """Return what a measure reads where it is seen, within `spans` or all along."""
        within = list(spans) or [(float("-inf"), float("inf"))]
        return [
            reading.value
            for moment in self.moments
            if any(start_s <= moment.time_s <= end_s for start_s, end_s in within)
            and (reading := moment.readings.get(measure)) is not None
            and reading.value is not None
        ]

    def at_rest(self, measure: str) -> float | None:
        """Return the middle of what a measure reads at the start."""
        seen = self.of(measure, [(self.rest.start_s, self.rest.end_s)])
        return median(seen) if seen else None


def trusted(poses: Iterable[Pose]) -> list[Pose]:
    """Return the poses as a session takes them: one person's, and what is doubtful unseen."""
    trust = Trust()
    return [trust.step(pose, running=True) for pose in poses]


def find_rest(poses: Sequence[Pose]) -> Rest | None:
    """Return the first still second of somebody who stays at that place, or None.

    Who walks in and sits down for a moment before lying down has not begun yet.
    """
    for start, end in _still(poses):
        span = poses[start : end + 1]
        taken = [pose for pose in span if pose.time_s - span[0].time_s <= REST_MOST_S]
        rest = Rest(middle_pose(taken), taken[0].time_s, taken[-1].time_s)
        later = [pose for pose in poses[start:] if not pose.empty]
        if sum(_is_there(rest.pose, pose) for pose in later) >= STAYS_SHARE * len(later):
            return rest
    return None


def till_the_end(poses: Sequence[Pose], rest: Rest) -> list[Pose]:
    """Return the poses without those at the end in which the person has left that place."""
    there = [index for index, pose in enumerate(poses) if _is_there(rest.pose, pose)]
    return list(poses[: there[-1] + 1])


def _still(poses: Sequence[Pose]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of every run of poses that is still for a second."""
    stillness, start = Stillness(), None
    for index, pose in enumerate(poses):
        stir = stillness.step(Body(pose))
        turned = start is not None and _head_turned(poses[start], pose)
        if stir is not None and stir < STIR_LENGTHS_S and not turned:
            start = index if start is None else start
        else:
            if start is not None and poses[index - 1].time_s - poses[start].time_s >= REST_S:
                yield start, index - 1
            start = None
    if start is not None and poses[-1].time_s - poses[start].time_s >= REST_S:
        yield start, len(poses) - 1


def _head_turned(before: Pose, now: Pose) -> bool:
    """Return whether the head has moved, while all the rest of the body was still.

    Only a face that looks at the camera tells: what is read of a profile jumps about.
    """
    if before.head is None or now.head is None or view_of(before) is not View.FRONT:
        return False
    pairs = (
        (before.head.roll_deg, now.head.roll_deg),
        (before.head.pitch_deg, now.head.pitch_deg),
        (before.head.yaw_deg, now.head.yaw_deg),
    )
    return any(a is not None and b is not None and abs(a - b) > HEAD_STILL_DEG for a, b in pairs)


def _is_there(rest: Pose, pose: Pose) -> bool:
    """Return whether the hips or the knees are still about where they were."""
    length_px = Body(rest).trunk_length_px or Body(rest).shoulder_width_px or 0.0
    ways = []
    for part in ("hip", "knee", "shoulder"):
        before, now = Body(rest).middle(part), Body(pose).middle(part)
        if before and now:
            ways.append(distance_px(before, now))
    return bool(ways) and min(ways) <= PLACE_LENGTHS * length_px


def read(
    poses: Sequence[Pose], setting: Setting, rest: Rest, asked: Collection[str] | None = None
) -> Series:
    """Return every measure, or those `asked` for, over `poses` that have been through `trusted`."""
    stretch = setting.stretch(asked)
    reader, readings = BodyReader(stretch), Readings(stretch)
    moments = []
    for pose in poses:
        body = reader.read(pose, rest.pose)
        now = readings.step(body)
        if setting.primary:
            reader.take_sign(now[setting.primary].value)
        moments.append(Moment(pose.time_s, now, reader.side))
    zero = _zeros(stretch, rest)
    return Series(setting, rest, tuple(moments), zero)


def _zeros(stretch: Stretch, rest: Rest) -> dict[str, float]:
    """Return what the relative measures read at rest before it is taken off."""
    body = BodyReader(stretch).read(rest.pose, None)
    relative = [id_ for id_ in stretch.measures if MEASURES[id_].relative]
    return {id_: value for id_ in relative if (value := MEASURES[id_].read(body)) is not None}
