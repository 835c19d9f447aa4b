"""A posed figure over time, and how a bend is shared among the bones of the spine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samples.generator.body import Body
from samples.generator.mesh import Array
from samples.generator.motion import Channels

SPINE = {"spine05": 0.2, "spine04": 0.2, "spine03": 0.2, "spine02": 0.2, "spine01": 0.2}
WAIST = {"spine05": 0.6, "spine04": 0.4}
CHEST = {"spine03": 0.25, "spine02": 0.5, "spine01": 0.25}
NECK = {"neck01": 0.25, "neck02": 0.25, "neck03": 0.2, "head": 0.3}


@dataclass(frozen=True)
class Figure:
    """The posed bones, (frames, bones, 3, 3) and (frames, bones, 3); towel ends where there is one.

    `rods_m` is (frames, rods, 2, 3) in metres.
    """

    rotations: Array
    places: Array
    rods_m: Array | None = None


Posture = Callable[[Body, Channels], Figure]
