"""Ways and faults as bodies over time, and what coaching them comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import pi, sin

from bodies import eased, film, mirrored

from posecoach.catalog import load_all
from posecoach.core.coach import Attempt
from posecoach.core.pose import Pose, Side
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Dose, DoseKind, Level, Pace, Stretch

from .faults import FAULTS
from .ways import WAYS, Maker, levels

Motion = Callable[[float], Pose]

STRETCHES = load_all()
MEASURED = [id_ for id_, stretch in STRETCHES.items() if stretch.primary]
BY_THE_CLOCK = [id_ for id_, stretch in STRETCHES.items() if stretch.dose.by_the_clock]
SHORT_S = 4.0
START_S, GO_S = 1.6, 2.2
FPS = 8.0
WRONG_S = 5.6  # when a fault begins: in the hold, which is entered by about 4.8 s
LEAD_S = 3.0
LONGEST_PERSIST_S = 2.0


def short(id_: str, seconds: float = SHORT_S) -> Stretch:
    """The stretch with a short dose, once, and faults that are told soon: a test is quick."""
    stretch = STRETCHES[id_]
    faults = tuple(
        replace(fault, persist_s=1.0) if fault.persist_s > LONGEST_PERSIST_S else fault
        for fault in stretch.faults
    )
    return replace(stretch, dose=_short_dose(stretch.dose, seconds), faults=faults)


def _short_dose(dose: Dose, seconds: float) -> Dose:
    dose = replace(dose, seconds=levels(seconds, seconds))
    if not dose.by_the_clock:
        return dose
    whole_s = sum(pace.seconds for pace in dose.pace)
    pace = tuple(Pace(each.say, each.seconds * seconds / whole_s) for each in dose.pace)
    return replace(dose, pace=pace, lead_s=LEAD_S, reps={level: 1 for level in Level})


def path(id_: str, hold_s: float = SHORT_S, level: Level = Level.BEGINNER) -> Callable:
    """The measure over time: rest, up, held for `hold_s` and a margin, back."""
    way = WAYS[id_]
    there, back = START_S + GO_S, START_S + GO_S + hold_s + 1.6
    rest, top = way.rest, way.top[level]
    script = [(START_S, rest), (there, top), (back, top)]
    if way.back is None:
        return eased([*script, (back + GO_S, rest)])
    return eased([*script, (back + GO_S, way.back), (back + GO_S + 1.0, rest)])


def body_of(id_: str) -> Maker:
    """The body for a true value: what the camera reads of it lacks the definition's offset."""
    primary, make = STRETCHES[id_].primary, WAYS[id_].make
    offset = primary.offset if primary else 0.0
    return lambda value, **more: make(value - offset, **more)


def right(id_: str, hold_s: float = SHORT_S, level: Level = Level.BEGINNER) -> Motion:
    """The stretch done rightly, with the right side."""
    value, make = path(id_, hold_s, level), body_of(id_)
    return lambda time_s: make(value(time_s))


def length_s(hold_s: float = SHORT_S) -> float:
    return START_S + 2 * GO_S + hold_s + 2.6


def wrong(id_: str, fault: str, from_s: float = WRONG_S) -> Motion:
    """The stretch with one fault, from `from_s` on while it is held."""
    value, make, usual = path(id_, 60.0), body_of(id_), WAYS[id_].usual
    asked = FAULTS[id_][fault]
    begins = eased([(from_s, 0.0), (from_s + 0.6, 1.0)])

    def at(time_s: float) -> Pose:
        share = begins(time_s)
        done = {
            key: share > 0.5
            if isinstance(much, bool)
            else usual.get(key, 0.0) + share * (much - usual.get(key, 0.0))
            for key, much in asked.items()
            if share > 0
        }
        return make(value(time_s), **done)

    return at


def in_mirror(motion: Motion) -> Motion:
    return lambda time_s: mirrored(motion(time_s))


def swaying(rest: float, top: float, size: float, hz: float) -> Callable[[float], float]:
    """A path to `top` that then swings by `size` to both sides."""
    steady = eased([(START_S, rest), (START_S + GO_S, top)])
    return lambda t: steady(t) + (size * sin(2 * pi * hz * (t - WRONG_S)) if t > WRONG_S else 0)


def coach(stretch: Stretch, motion: Motion, length: float, fps: float = 10) -> list[Step]:
    session = Session(stretch)
    return [session.step(each) for each in film(motion, length, fps)]


def coached(id_: str, mirror: bool = False) -> tuple[list[Step], list[Attempt]]:
    """The right motion coached: its steps and attempts, worked out once."""
    return _coached(id_, mirror)


@cache
def _coached(id_: str, mirror: bool) -> tuple[list[Step], list[Attempt]]:
    session = Session(short(id_))
    motion = in_mirror(right(id_)) if mirror else right(id_)
    steps = [session.step(each) for each in film(motion, length_s(), FPS)]
    return steps, list(session.finish())


def lasting(steps: list[Step]) -> set[str]:
    """The ids of every fault that was ever told."""
    return {f.fault.id for step in steps for f in step.findings if f.lasting}


def mirror_side(side: Side | None) -> Side | None:
    return None if side is None else side.other


def is_reps(id_: str) -> bool:
    return STRETCHES[id_].dose.kind is DoseKind.REPS
