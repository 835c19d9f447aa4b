"""Stretches on the back, seen from the side: knee to chest, bridge, hamstring."""

from __future__ import annotations

from samples.generator.camera import FLOOR
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.faults import beyond, head_lifts, other_leg_lifts
from samples.generator.measures import floor_angles
from samples.generator.motion import Step, go, stay
from samples.generator.postures.bridge import bridge
from samples.generator.postures.lying import FEET_FLAT_HIP_DEG, lying, pillow
from samples.generator.truth import Reps, Rules

TOP, REST = 3.5, 48.0

FLAT = FEET_FLAT_HIP_DEG
FEET_FLAT = {
    "hip_left": FLAT, "hip_right": FLAT, "plant_left": 1.0, "plant_right": 1.0,
    "knee_left": 100.0, "knee_right": 100.0,
}  # fmt: skip
LEGS_STRAIGHT = {
    "flat_left": 1.0, "flat_right": 1.0, "knee_left": 3.0, "knee_right": 3.0,
    "point_left": 22.0, "point_right": 22.0,
}  # fmt: skip


def knee_up(seconds: float, side: str, hip: float = 95.0, knee: float = 109.0) -> Step:
    """Bring a knee to the chest, the hands on its shin."""
    return Step(seconds, {
        f"hip_{side}": hip, f"knee_{side}": knee, f"point_{side}": 18.0,
        f"plant_{side}": 0.0, f"flat_{side}": 0.0, f"grip_{side}": 1.0,
    }, side)  # fmt: skip


def foot_down(seconds: float, side: str) -> Step:
    """Put the foot flat again."""
    return Step(seconds, {f"hip_{side}": FLAT, f"plant_{side}": 1.0, f"grip_{side}": 0.0})


def leg_down(seconds: float, side: str) -> Step:
    """Lay the leg straight on the floor again."""
    return Step(seconds, {
        f"hip_{side}": 0.0, f"knee_{side}": 3.0, f"point_{side}": 22.0,
        f"flat_{side}": 1.0, f"grip_{side}": 0.0,
    })  # fmt: skip


def leg_up(seconds: float, side: str, hip: float = 55.0) -> Step:
    """Raise the leg straight, the towel round the foot."""
    return Step(seconds, {f"hip_{side}": hip, f"flat_{side}": 0.0, f"point_{side}": -4.0}, side)


def lift(
    up_s: float = 2.0, hold_s: float = 3.6, down_s: float = 2.4, rest_s: float = 1.3
) -> list[Step]:
    """One repetition of the bridge."""
    return [go(up_s, hip=TOP), stay(hold_s), go(down_s, hip=REST), stay(rest_s)]


RULES = {
    "bridge": Rules("hip_flex_n", reps=Reps(28.0, 20.0, 24.0, hold_s=3.0, sags=True, drops=True)),
    "single-knee-to-chest": Rules(
        "hip_flex_n", (85.0, 105.0), 10.0,
        faults={"other-leg-lifts": other_leg_lifts, "head-lifts": head_lifts},
    ),
    "hamstring-towel": Rules(
        "hip_flex_n", (45.0, 65.0), 15.0,
        faults={
            "knee-bends": beyond("knee_flex_n", 30.0),
            "other-leg-lifts": other_leg_lifts,
            "head-lifts": head_lifts,
        },
    ),
}  # fmt: skip


def floor(
    stretch: str, name: str, body: str, seed: int, head_at: str,
    start: dict[str, float], steps: list[Step],
) -> Clip:  # fmt: skip
    """Return a clip of a stretch on the back, seen from the side."""
    posture = bridge(head_at) if stretch == "bridge" else lying(head_at)
    near = "right" if head_at == "left" else "left"
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, posture, FLOOR,
        floor_angles(near if stretch == "bridge" else None), RULES[stretch], steps, start,
        pillow=lambda body: pillow(body, head_at),
    )  # fmt: skip


CLIPS = [
    floor("single-knee-to-chest", "good-1", "b1", 21, "left", FEET_FLAT, [
        stay(SET_UP, "right"),
        knee_up(3.4, "right"), stay(11), foot_down(3.4, "right"), stay(1.5), stay(1.5, "left"),
        knee_up(3.4, "left"), stay(11), foot_down(3.4, "left"), stay(END),
    ]),
    floor("single-knee-to-chest", "faulty-1", "b2", 22, "right", LEGS_STRAIGHT, [
        stay(SET_UP, "left"),
        knee_up(4, "left"), stay(3), go(1.3, hip_right=29), stay(3), go(1.3, hip_right=0),
        stay(7), leg_down(4, "left"), stay(4),
        knee_up(4, "left"), stay(2.4), go(1.4, curl=24), stay(3), go(1.4, curl=0), stay(1.4),
        leg_down(3, "left"), stay(END),
    ]),
    floor("single-knee-to-chest", "good-2", "b2", 23, "right", LEGS_STRAIGHT, [
        stay(SET_UP, "left"),
        knee_up(4, "left", 97, 112), stay(11), leg_down(4, "left"), stay(3),
        knee_up(4, "left", 97, 112), stay(11), leg_down(4, "left"), stay(END),
    ]),
    floor("bridge", "good-1", "b1", 24, "left", {"hip": REST}, [
        stay(SET_UP), *(step for _ in range(6) for step in lift(rest_s=1.1)), stay(1),
    ]),
    floor("bridge", "faulty-1", "b2", 25, "right", {"hip": REST}, [
        stay(SET_UP), *lift(),
        go(1.8, hip=25), stay(2), go(2.2, hip=REST), stay(1.3),
        *lift(1.5, 0.1, 1.9),
        go(2, hip=TOP), stay(1.5), go(1.2, hip=16), stay(3), go(1.2, hip=TOP), stay(3.6),
        go(2.4, hip=REST), stay(1.3),
        *lift(down_s=0.6, rest_s=END),
    ]),
    floor("hamstring-towel", "good-1", "b2", 26, "left",
          LEGS_STRAIGHT | {"towel": 1.0, "towel_right": 1.0}, [
        stay(SET_UP, "right"),
        leg_up(4, "right"), stay(16), leg_down(4, "right"), stay(1),
        go(1.6, "left", towel_right=0), stay(1),
        leg_up(4, "left"), stay(16), leg_down(4, "left"), stay(END),
    ]),
    floor("hamstring-towel", "faulty-1", "b1", 27, "right", LEGS_STRAIGHT | {"towel": 1.0}, [
        stay(SET_UP, "left"),
        leg_up(4, "left"), stay(4), go(1.2, knee_left=45), stay(3), go(1.2, knee_left=3),
        stay(11), leg_down(4, "left"), stay(3.8),
        leg_up(4, "left"), stay(2.4), go(1.3, hip_right=29), stay(3), go(1.3, hip_right=0),
        stay(1.4), leg_down(3, "left"), stay(END),
    ]),
]  # fmt: skip
