"""How each stretch is done rightly, and each of its faults: bodies over time, with known angles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import pi, sin

from bodies import bridging, eased, film, front, kneeling, lying, mirrored

from posecoach.catalog import load_all
from posecoach.core.coach import Attempt
from posecoach.core.pose import Pose, Side
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level, Stretch

Maker = Callable[..., Pose]
Motion = Callable[[float], Pose]

STRETCHES = load_all()
SHORT_S = 4.0
START_S, GO_S = 1.6, 2.2
WRONG_S = 5.6  # when a fault begins: in the hold, which is entered by about 4.8 s


@dataclass(frozen=True)
class Way:
    """One stretch done rightly with the right side: a body for each value of its measure."""

    make: Maker
    rest: float
    top: dict[Level, float]


def _knee(hip: float, **more: object) -> Pose:
    return lying(**{"hip": hip, "knee": 95 + (hip - 45) / 2, "other_foot_stays": True} | more)


def _hamstring(hip: float, **more: object) -> Pose:
    usual = {"hip": hip, "knee": 8, "other_hip": 5, "other_knee": 5, "other_foot_stays": True}
    return lying(**usual | more)


def _levels(beginner: float, full: float) -> dict[Level, float]:
    return {Level.BEGINNER: beginner, Level.FULL: full}


WAYS = {
    "neck-lateral-ear-to-shoulder": Way(lambda v, **k: front(roll=-v, **k), 0, _levels(20, 34)),
    "neck-flexion-chin-to-chest": Way(lambda v, **k: front(pitch=v, **k), 0, _levels(22, 40)),
    "single-knee-to-chest": Way(_knee, 45, _levels(95, 118)),
    "hamstring-towel": Way(_hamstring, 5, _levels(55, 74)),
    "hip-flexor-kneeling": Way(lambda v, **k: kneeling(rear_hip=v, **k), 5, _levels(-10, -22)),
    "bridge": Way(lambda v, **k: bridging(hip=v, **k), 45, _levels(8, 4)),
}

# what is done wrong while the stretch is held, with the right side
FAULTS: dict[str, dict[str, dict[str, object]]] = {
    "neck-lateral-ear-to-shoulder": {
        "trunk-lean": {"lean": 10.0},
        "hike-opposite": {"rise_left": 0.1},
        "shoulder-to-ear": {"rise_right": 0.1},
        "turning": {"yaw": 22.0},
        "nodding": {"pitch": 20.0},
        "head-back": {"pitch": -32.0},
        "hand-pull": {"hands_up": True},
    },
    "neck-flexion-chin-to-chest": {
        "hands-pull": {"hands_up": True},
        "shrug": {"rise_left": 0.1, "rise_right": 0.1},
        "slump": {"rise_left": -0.16, "rise_right": -0.16},
        "tilting": {"roll": 16.0},
        "turning": {"yaw": 26.0},
    },
    "single-knee-to-chest": {
        "other-leg-lifts": {"other_hip": 48.0, "other_knee": 78.0},
        "head-lifts": {"nose_up": 20.0},
        "knee-open": {"knee": 45.0},
        "hips-curl": {"trunk_pitch": -14.0},
    },
    "hamstring-towel": {
        "knee-bends": {"knee": 38.0},
        "other-leg-lifts": {"other_hip": 16.0},
        "head-lifts": {"nose_up": 20.0},
        "hips-lift": {"trunk_pitch": -14.0},
    },
    "hip-flexor-kneeling": {
        "knee-past-ankle": {"shank_lean": 21.0},
        "trunk-leans": {"trunk": 31.0},
        "arch": {"trunk": -17.0},
        "heel-up": {"heel_up": 18.0},
        "toes-tucked": {"tucked": True},
    },
    "bridge": {
        "heel-lift": {"heel_up": 18.0},
        "head-lift": {"nose_up": 26.0},
        "knees-apart": {"knees_apart": 3.2},
    },
}


def short(id_: str, seconds: float = SHORT_S) -> Stretch:
    """The stretch with a short dose, so that a test is quick."""
    stretch = STRETCHES[id_]
    return replace(stretch, dose=replace(stretch.dose, seconds=_levels(seconds, seconds)))


def path(id_: str, hold_s: float = SHORT_S, level: Level = Level.BEGINNER) -> Callable:
    """The measure over time: rest, up, held for `hold_s` and a margin, back."""
    way = WAYS[id_]
    there, back = START_S + GO_S, START_S + GO_S + hold_s + 1.6
    rest, top = way.rest, way.top[level]
    return eased([(START_S, rest), (there, top), (back, top), (back + GO_S, rest)])


def body_of(id_: str) -> Maker:
    """The body for a true value: what the camera reads of it lacks the definition's offset."""
    offset, make = STRETCHES[id_].primary.offset, WAYS[id_].make
    return lambda value, **more: make(value - offset, **more)


def right(id_: str, hold_s: float = SHORT_S, level: Level = Level.BEGINNER) -> Motion:
    """The stretch done rightly, with the right side."""
    value, make = path(id_, hold_s, level), body_of(id_)
    return lambda time_s: make(value(time_s))


def length_s(hold_s: float = SHORT_S) -> float:
    return START_S + 2 * GO_S + hold_s + 2.6


def wrong(id_: str, fault: str, from_s: float = WRONG_S) -> Motion:
    """The stretch with one fault, from `from_s` on while it is held."""
    value, make = path(id_, 60.0), body_of(id_)
    usual = {"other_hip": 5.0 if id_ == "hamstring-towel" else 45.0}
    usual |= {"other_knee": 95.0, "knees_apart": 1.2}
    usual |= {"knee": 8.0 if id_ == "hamstring-towel" else 120.0}
    asked = FAULTS[id_][fault]

    def at(time_s: float) -> Pose:
        share = eased([(from_s, 0.0), (from_s + 0.6, 1.0)])(time_s)
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


@cache
def coached(id_: str, mirror: bool = False, fps: float = 10) -> tuple[list[Step], list[Attempt]]:
    """The right motion coached once: its steps and attempts."""
    session = Session(short(id_))
    motion = in_mirror(right(id_)) if mirror else right(id_)
    steps = [session.step(each) for each in film(motion, length_s(), fps)]
    return steps, list(session.finish())


def lasting(steps: list[Step]) -> set[str]:
    """The ids of every fault that was ever told."""
    return {f.fault.id for step in steps for f in step.findings if f.lasting}


def mirror_side(side: Side | None) -> Side | None:
    return None if side is None else side.other
