"""The half-kneeling stretch; the rear leg is the near one."""

from __future__ import annotations

from samples.generator.camera import KNEEL
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.faults import beyond
from samples.generator.measures import lunge_angles
from samples.generator.motion import Step, go, stay
from samples.generator.postures.kneeling import kneeling
from samples.generator.truth import Rules

HIP_FLEXOR = Rules(
    "hip_flex_n", (-15.0, -5.0), 20.0,
    faults={
        "knee-past-ankle": beyond("shank_lean_f", 15.0),
        "trunk-leans": beyond("trunk_flex", 25.0, change=True),
    },
)  # fmt: skip


def lunge(name: str, body: str, seed: int, facing: str, steps: list[Step]) -> Clip:
    """Return a clip of the half-kneeling stretch; the rear leg is the near one."""
    stretch = "hip-flexor-kneeling"
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, kneeling(facing), KNEEL,
        lunge_angles(facing), HIP_FLEXOR, steps, {"hip": 4.0},
    )  # fmt: skip


CLIPS = [
    lunge("good-1", "b1", 31, "right", [
        stay(SET_UP, "right"), go(3.2, hip=-10.5), stay(21), go(3.2, hip=4), stay(END),
    ]),
    lunge("good-2", "b2", 32, "left", [
        stay(SET_UP, "left"), go(3.2, hip=-10.5), stay(21), go(3.2, hip=4), stay(END),
    ]),
    lunge("faulty-1", "b2", 33, "right", [
        stay(SET_UP, "right"),
        go(3.2, hip=-10.5), stay(4), go(1.2, hip=-38), stay(2.8), go(1.2, hip=-10.5), stay(4),
        go(1.4, hip=25, trunk=44), stay(2.8), go(1.4, hip=-10.5, trunk=0), stay(13),
        go(3.2, hip=4), stay(END),
    ]),
]  # fmt: skip
