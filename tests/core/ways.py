"""How each stretch is done rightly, with the right side: a body for each value of its measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bodies import (
    all_fours,
    bridging,
    crunching,
    dog,
    folded,
    front,
    kneeling,
    lifting,
    lying,
    rolled,
    side_lying,
    sitting,
    sphinx,
    standing,
)

from posecoach.core.pose import Pose
from posecoach.core.stretch import Level

Maker = Callable[..., Pose]


@dataclass(frozen=True)
class Way:
    """A body for each value of the measure, from `rest` to the `top`.

    What is done by the clock has no measure: its body takes a value and passes it over. `usual` is
    what else of the body is not 0 as long as nothing is wrong.
    """

    make: Maker
    rest: float = 0.0
    top: Mapping[Level, float] = field(default_factory=lambda: levels(0.0, 0.0))
    usual: Mapping[str, float] = field(default_factory=dict)
    back: float | None = None


def levels(beginner: float, full: float) -> dict[Level, float]:
    return {Level.BEGINNER: beginner, Level.FULL: full}


def _knee(hip: float, **more: object) -> Pose:
    return lying(**{"hip": hip, "knee": 95 + (hip - 45) / 2, "other_foot_stays": True} | more)


def _knees(hip: float, **more: object) -> Pose:
    bend = 95 + (hip - 45) / 2
    return lying(**{"hip": hip, "knee": bend, "other_hip": hip, "other_knee": bend} | more)


def _hamstring(hip: float, **more: object) -> Pose:
    usual = {"hip": hip, "knee": 8, "other_hip": 5, "other_knee": 5, "other_foot_stays": True}
    return lying(**usual | more)


def _legs_up(hip: float, knee: float = 5.0, **more: object) -> Pose:
    return lying(hip=hip, knee=knee, other_hip=hip, other_knee=knee, **more)


def _at_the_wall(yaw: float, *, nod: float = 1.0, **more: object) -> Pose:
    """The right forearm on the wall; the head turns away, then the chin comes down with it."""
    return front(**{"yaw": yaw, "pitch": nod * yaw, "right_elbow": 0.3} | more)


def _reach(arm: float, *, trunk: float = 0.0, reach: float | None = None, **more: object) -> Pose:
    """The shoulders go forward with the arms, unless they are told how far."""
    share = min(1.0, max(0.0, (arm - 20) / 50))
    return sitting(trunk, arm=arm, reach=14 * share if reach is None else reach, **more)


def still(make: Maker) -> Maker:
    return lambda _value=0.0, **more: make(**more)


WAYS = {
    "bridge": Way(
        lambda v, **k: bridging(hip=v, **k), 45, levels(8, 4), {"knees_apart": 1.2}
    ),
    "cat-cow": Way(all_fours, 0, levels(30, 32), back=-18),
    "childs-pose": Way(
        folded, 15, levels(122, 138), {"knee": 150, "neck_px": 45, "head_up": 0.15}
    ),
    "corner-chest-stretch": Way(still(standing)),
    "desk-posture-check": Way(still(front), usual={"scale": 1}),
    "double-knee-to-chest": Way(
        _knees, 45, levels(93, 120), {"other_hip": 93, "other_knee": 119}
    ),
    "downward-dog": Way(dog, 90, levels(28, 8), {"arm": 160}),
    "hamstring-towel": Way(
        _hamstring, 5, levels(55, 74), {"knee": 8, "other_hip": 5, "other_knee": 5}
    ),
    "hip-flexor-kneeling": Way(lambda v, **k: kneeling(rear_hip=v, **k), 5, levels(-10, -22)),
    "levator-scapulae-wall": Way(
        _at_the_wall, 0, levels(22, 34), {"nod": 1, "right_elbow": 0.3}
    ),
    "lower-trunk-rotation": Way(rolled, 0, levels(30, 52)),
    "lumbar-flexion-seated": Way(sitting, 0, levels(45, 72), {"neck": 22}),
    "lumbar-flexion-standing": Way(standing, 0, levels(42, 68), {"knee": 10, "neck": 22}),
    "lying-static-leg-raise": Way(_legs_up, 10, levels(85, 85), {"knee": 5}),
    "neck-flexion-chin-to-chest": Way(lambda v, **k: front(pitch=v, **k), 0, levels(22, 40)),
    "neck-lateral-ear-to-shoulder": Way(lambda v, **k: front(roll=-v, **k), 0, levels(20, 34)),
    "partial-crunch": Way(crunching, 0, levels(9, 14), {"neck": 40}),
    "pelvic-tilt": Way(still(lying), usual={"knee": 95}),
    "relaxed-breathing": Way(still(lying)),
    "safe-lift-practice": Way(lifting, 5, levels(82, 113)),
    "shoulder-blade-squeeze": Way(still(front)),
    "side-lying-flexion-rotation": Way(still(side_lying), usual={"hips": 1}),
    "single-knee-to-chest": Way(
        _knee, 45, levels(95, 118), {"knee": 120, "other_hip": 45, "other_knee": 95}
    ),
    "sphinx": Way(sphinx, 0, levels(15, 25), {"neck": 40, "neck_px": 45}),
    "stand-and-walk": Way(
        still(lambda **k: front(**{"stand": 0.8, "scale": 0.6} | k)), usual={"stand": 0.8}
    ),
    "upper-back-reach": Way(_reach, 20, levels(88, 88), {"neck_px": 45}),
    "upper-trapezius": Way(
        lambda v, **k: front(roll=-v, **k), 0, levels(20, 34)
    ),
}  # fmt: skip
