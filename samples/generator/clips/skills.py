"""Standing side-on: lifting, bending forward, the doorway; and kneeling filmed from the front."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.generator.camera import KNEEL, Placement
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.clips.kneel import HIP_FLEXOR
from samples.generator.clips.yoga import into
from samples.generator.faults import below, beyond
from samples.generator.measures import lunge_angles
from samples.generator.mesh import Array
from samples.generator.motion import Step, go, stay
from samples.generator.postures.doorway import doorway, posts
from samples.generator.postures.kneeling import kneeling
from samples.generator.postures.squat import bow, squat
from samples.generator.sideon import hand_reach, side_on
from samples.generator.truth import Reps, Rules, Seen, Timed

FPS = 10
STAND = Placement(height_m=(0.85, 1.05), distance_m=(2.65, 2.9), aim_m=(0.0, 0.86), mat=False)
CARTON = (0.66, 0.52, 0.36)


def back_lift(seen: Seen) -> Array:
    """The trunk bends far and the knees hardly."""
    return (seen.angles["trunk_flex"] > 60.0) & (seen.angles["knee_flex_n"] < 45.0)


def safe_lift(facing: str) -> Rules:
    """Return the rules; how near the hands are counts on the way up."""

    def far_load(seen: Seen) -> Array:
        knee = seen.angles["knee_flex_n"]
        rising = (knee > 25.0) & (np.gradient(knee) * seen.fps < -5.0)
        return rising & (hand_reach(seen, facing) > 0.6)

    return Rules(
        "knee_flex_n", reps=Reps(25.0, 60.0, 56.0, hold_s=0.5, rest=5.0),
        faults={
            "back-lift": back_lift,
            "knees-past": beyond("shank_lean_n", 40.0),
            "far-load": far_load,
        },
    )  # fmt: skip


LUMBAR = Rules(
    "trunk_flex", reps=Reps(
        18.0, 30.0, 24.0, hold_s=2.0, rest=0.0, drops=True, drop_fault="fast-up"
    ),
    faults={"head-first": beyond("neck_flex", 40.0)},
)  # fmt: skip
CORNER = Rules(timed=Timed(10.0, 2, rest_s=8.0), faults={"arch": below("trunk_flex", -8.0)})


def lift(
    name: str, body: str, seed: int, facing: str, steps: list[Step], *, mirror: bool = False
) -> Clip:  # fmt: skip
    """Return a clip of lifting with bent knees, a small box before the feet."""
    ahead = 1.0 if facing == "right" else -1.0
    ends = sorted((0.24 * ahead, 0.50 * ahead))
    box = ((ends[0], 0.0, -0.19), (ends[1], 0.27, 0.19), CARTON, 2.0)
    return Clip(
        f"safe-lift-practice-{name}", "safe-lift-practice", body, seed, squat(facing), STAND,
        side_on(facing, "knee_flex_n", "trunk_flex", "shank_lean_n"), safe_lift(facing), steps,
        {"knee": 5.0, "shank": 2.0, "trunk": 2.0}, fps=FPS, mirror=mirror,
        boxes=lambda body: (box,),
    )  # fmt: skip


DOWN = {"knee": 82.0, "shank": 32.0, "trunk": 35.0, "neck": -16.0, "ahead": -8.0}
UPRIGHT = {"knee": 5.0, "shank": 2.0, "trunk": 2.0, "neck": 0.0, "ahead": 0.0}


def bend(
    name: str, body: str, seed: int, facing: str, steps: list[Step], *, mirror: bool = False
) -> Clip:  # fmt: skip
    """Return a clip of bending forward in standing."""
    return Clip(
        f"lumbar-flexion-standing-{name}", "lumbar-flexion-standing", body, seed, bow(facing),
        STAND, side_on(facing, "trunk_flex", "knee_flex_n", "neck_flex"), LUMBAR, steps,
        {"knee": 12.0, "shank": 6.0, "trunk": 1.0}, fps=FPS, mirror=mirror,
    )  # fmt: skip


OVER = {"trunk": 42.0, "round": 34.0, "shank": 0.0, "neck": 4.0}
BACK_UP = {"trunk": 1.0, "round": 0.0, "shank": 6.0, "neck": 0.0}


def corner(
    name: str, body: str, seed: int, facing: str, steps: list[Step], *, mirror: bool = False
) -> Clip:  # fmt: skip
    """Return a clip of the chest stretch in a doorway."""
    return Clip(
        f"corner-chest-stretch-{name}", "corner-chest-stretch", body, seed, doorway(facing),
        STAND, side_on(facing, "trunk_flex"), CORNER, steps, {"trunk": 1.0, "ahead": 0.05}, fps=5,
        boxes=lambda body: posts(body, facing), mirror=mirror,
    )  # fmt: skip


def from_the_front(facing: str) -> Clip:
    """Return a correct half-kneeling stretch whose camera stands before the person."""
    towards = (70.0, 85.0) if facing == "right" else (-85.0, -70.0)
    steps = [stay(SET_UP, facing), go(3.2, hip=-10.5), stay(10), go(3.2, hip=4), stay(END)]
    view = replace(KNEEL, azimuth_deg=towards, distance_m=(2.4, 2.6))
    return Clip(
        "hip-flexor-kneeling-wrong-view-1", "hip-flexor-kneeling", "b2", 112, kneeling(facing),
        view, lunge_angles(facing), HIP_FLEXOR, steps, {"hip": 4.0}, fps=FPS,
        refusal="Turn sideways to the camera",
    )  # fmt: skip


CLIPS = [
    lift("good-1", "b1", 107, "left", [
        stay(SET_UP), *(s for _ in range(4) for s in (
            into(2.3, DOWN), stay(1.0), into(2.3, UPRIGHT), stay(1.2),
        )), stay(0.8),
    ]),
    lift("faulty-1", "b3", 108, "right", mirror=True, steps=[
        stay(SET_UP),
        go(2.2, knee=14, shank=-6, trunk=78, neck=-12, ahead=8), stay(2.4),
        into(2.2, UPRIGHT), stay(1.2),
        into(2.3, DOWN), stay(1.0), go(1.2, shank=56, heel=30, knee=100, trunk=16, ahead=0),
        stay(2.4), into(1.2, DOWN, heel=0), stay(0.3), into(2.2, UPRIGHT), stay(1.2),
        go(1.8, knee=51, shank=21, trunk=26), stay(1.2), into(1.8, UPRIGHT), stay(1.2),
        into(2.3, DOWN), stay(1.0), into(2.3, UPRIGHT), stay(END),
    ]),
    bend("good-1", "b2", 109, "right", mirror=True, steps=[
        stay(SET_UP), *(s for _ in range(3) for s in (
            into(2.6, OVER), stay(2.8), into(2.8, BACK_UP), stay(1.2),
        )), stay(0.8),
    ]),
    bend("faulty-1", "b1", 110, "left", [
        stay(SET_UP),
        into(2.2, OVER | {"trunk": 24.0, "round": 18.0}), stay(2.8), into(2.4, BACK_UP), stay(1.4),
        into(1.5, OVER | {"trunk": 37.0}), into(1.7, BACK_UP), stay(1.4),
        into(2.6, OVER), stay(2.6), go(1.6, hunch=33, neck=48), stay(2.4),
        go(1.6, hunch=0, neck=4), stay(0.6), into(0.85, BACK_UP), stay(END),
    ]),
    corner("good-1", "b3", 111, "left", [
        stay(SET_UP), go(1.6, ahead=0.14, trunk=5), stay(11.6), go(1.6, ahead=0.05, trunk=1),
        stay(3.3), go(1.6, ahead=0.14, trunk=5), stay(13.0), go(1.6, ahead=0.05, trunk=1),
        stay(1.0),
    ]),
    from_the_front("right"),
]  # fmt: skip
