"""Range of motion: the angle at which each stretch was held, session by session, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median

from posecoach.core.pose import Side
from posecoach.core.stretch import Grade, Level
from posecoach.records import ItemRecord, SessionRecord

from .change import detectable_deg, medians_of_three, start_and_now


@dataclass(frozen=True, slots=True)
class Angle:
    """The angle of one session: the median over its holds in full."""

    day: date
    level: Level
    deg: float


@dataclass(frozen=True, slots=True)
class Motion:
    """The angles of one stretch and side.

    `upward` says that the angle grows on the way into the stretch. A level asks for its own range,
    so that only sessions at the present level are compared with each other.
    """

    stretch: str
    name: str
    side: Side | None
    measure: str
    upward: bool
    detectable_deg: float
    angles: tuple[Angle, ...]

    @property
    def level(self) -> Level:
        """Return the level of the last session."""
        return self.angles[-1].level

    @property
    def present(self) -> tuple[Angle, ...]:
        """Return the angles since the last change of level."""
        *_, (_, last) = ((level, tuple(run)) for level, run in groupby(self.angles, _level_of))
        return last

    @property
    def trend(self) -> tuple[tuple[date, float], ...]:
        """Return the running median of three sessions, since the last change of level."""
        present = self.present
        medians = medians_of_three([angle.deg for angle in present])
        days = [angle.day for angle in present[2:]]
        return tuple(zip(days, medians, strict=True))

    @property
    def ends_deg(self) -> tuple[float, float] | None:
        """Return how it was at first and how it is now; None while it is too early to tell."""
        return start_and_now([angle.deg for angle in self.present])

    @property
    def further_deg(self) -> float | None:
        """Return how much further into the stretch it is now than at first."""
        if self.ends_deg is None:
            return None
        start, now = self.ends_deg
        return now - start if self.upward else start - now

    @property
    def changed(self) -> bool:
        """Return whether the change is larger than what the camera could make up."""
        return self.further_deg is not None and abs(self.further_deg) > self.detectable_deg


@dataclass(frozen=True, slots=True)
class Sides:
    """Left and right of one stretch, each as the median of its last three sessions."""

    left: Motion
    right: Motion
    left_deg: float
    right_deg: float

    @property
    def difference_deg(self) -> float:
        """Return how far apart they are, without sign."""
        return abs(self.left_deg - self.right_deg)

    @property
    def differ(self) -> bool:
        """Return whether that is more than what the camera could make up."""
        return self.difference_deg > self.left.detectable_deg


def motions(sessions: Iterable[SessionRecord]) -> list[Motion]:
    """Return every stretch and side of which angles were kept, in the order of their first day."""
    items: dict[tuple[str, Side | None], list[ItemRecord]] = {}
    angles: dict[tuple[str, Side | None], list[Angle]] = {}
    for session in sessions:
        for key, found in _by_stretch_and_side(session).items():
            items.setdefault(key, []).append(found[-1][0])
            deg = median(each for _, each in found)
            angles.setdefault(key, []).append(Angle(session.day, found[-1][0].level, deg))
    order = {stretch: at for at, (stretch, _) in reversed(list(enumerate(items)))}
    keys = sorted(items, key=lambda key: (order[key[0]], key[1] or ""))
    return [_motion(key, items[key][-1], angles[key]) for key in keys]


def sides(found: Sequence[Motion]) -> list[Sides]:
    """Return left and right of each stretch that has been done often enough on both."""
    pairs = []
    by_key = {(motion.stretch, motion.side): motion for motion in found}
    for motion in found:
        other = by_key.get((motion.stretch, Side.RIGHT))
        if motion.side is Side.LEFT and other and motion.trend and other.trend:
            pairs.append(Sides(motion, other, motion.trend[-1][1], other.trend[-1][1]))
    return pairs


def _by_stretch_and_side(
    session: SessionRecord,
) -> dict[tuple[str, Side | None], list[tuple[ItemRecord, float]]]:
    """Return the angles of the holds in full of one session."""
    found: dict[tuple[str, Side | None], list[tuple[ItemRecord, float]]] = {}
    for item in session.items:
        for attempt in item.attempts:
            if item.measure and attempt.full and attempt.median_deg is not None:
                key = (item.stretch, attempt.side)
                found.setdefault(key, []).append((item, attempt.median_deg))
    return found


def _motion(key: tuple[str, Side | None], last: ItemRecord, angles: list[Angle]) -> Motion:
    stretch, side = key
    measure = last.measure or ""
    return Motion(
        stretch=stretch,
        name=last.name,
        side=side,
        measure=measure,
        upward=last.upward is not False,
        detectable_deg=detectable_deg(Grade.A, measure),
        angles=tuple(angles),
    )


def _level_of(angle: Angle) -> Level:
    return angle.level
