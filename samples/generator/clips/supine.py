"""Stretches on the back beyond the first three."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from samples.generator.body import SIDES, Body
from samples.generator.camera import FLOOR, Box, Placement
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.clips.floor import FEET_FLAT, FLAT, LEGS_STRAIGHT
from samples.generator.faults import beyond
from samples.generator.figure import Posture
from samples.generator.lying_faults import (
    head_or_trunk_up,
    hips_far,
    knee_moves,
    knees_apart,
    neck_pull,
    one_knee,
    rises,
    shifts,
)
from samples.generator.lying_measures import lying_angles
from samples.generator.measures import Joints, joints
from samples.generator.motion import Channels, Step, go, stay
from samples.generator.postures.lying import lying, pillow
from samples.generator.postures.planted import planted
from samples.generator.truth import Reps, Rules, Timed

FPS = 10


def clip(
    stretch: str, name: str, body: str, seed: int, head_at: str, posture: Posture, rules: Rules,
    steps: Sequence[Step], *extras: str, start: dict[str, float] | None = None,
    mirror: bool = False, fps: int = FPS,
    boxes: Callable[[Body], tuple[Box, ...]] | None = None, place: Placement = FLOOR,
) -> Clip:  # fmt: skip
    """Return a clip of somebody on the back, seen from beside the mat."""
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, posture, place, lying_angles(head_at, *extras),
        rules, steps, start or {}, fps, mirror, pillow=lambda body: pillow(body, head_at),
        boxes=boxes,
    )  # fmt: skip


def knees_rules(near: str) -> Rules:
    """Return how both knees to the chest are judged."""
    return Rules("hip_flex_n", (85.0, 110.0), 20.0, faults={
        "head-lifts": head_or_trunk_up(6.0), "one-knee": one_knee,
        "hips-lift": rises(f"{near}_hip", 0.20),
    })  # fmt: skip


def knee_in(seconds: float, side: str, **also: float) -> Step:
    """Bring a knee to the chest."""
    to = {f"hip_{side}": 97.0, f"knee_{side}": 111.0, f"point_{side}": 18.0, f"plant_{side}": 0.0}
    return Step(seconds, to | also)


def foot_down(seconds: float, side: str, **also: float) -> Step:
    """Put the foot flat again."""
    return Step(seconds, {f"hip_{side}": FLAT, f"plant_{side}": 1.0} | also)


def leg_out(seconds: float, side: str) -> Step:
    """Let go of a knee and stretch that leg out, over the floor."""
    to = {f"hip_{side}": 26.0, f"knee_{side}": 18.0, f"point_{side}": 22.0, f"hug_{side}": 0.0}
    return Step(seconds, to)


def hug(share: float) -> dict[str, float]:
    """Return both hands on, or off, the shins."""
    return {"hug_left": share, "hug_right": share}


DOUBLE = "double-knee-to-chest"
BOTH_KNEES = [
    clip(DOUBLE, "good-1", "b1", 201, "left", lying("left"), knees_rules("right"), [
        stay(SET_UP), knee_in(2.8, "left"), knee_in(3.0, "right", **hug(1)), stay(21),
        foot_down(2.8, "right", **hug(0)), foot_down(2.6, "left"), stay(END),
    ], start=FEET_FLAT),
    clip(DOUBLE, "faulty-1", "b2", 202, "right", lying("right"), knees_rules("left"), [
        stay(SET_UP), knee_in(2.8, "right"), knee_in(3.0, "left", **hug(1)), stay(3.5),
        leg_out(1.8, "right"), stay(3.2), knee_in(1.8, "right", hug_right=1),
        stay(3), go(1.4, curl=26), stay(2.8), go(1.4, curl=0), stay(2),
        foot_down(2.8, "left", **hug(0)), foot_down(2.6, "right"), stay(END),
    ], start=FEET_FLAT, mirror=True),
]  # fmt: skip


def rolls(both: float) -> dict[str, float]:
    """Return both knees rolled as one, to the left of the person."""
    return {"roll_left": both, "roll_right": both}


def roll_rules(near: str) -> Rules:
    """Return how a roll of the knees is judged."""
    return Rules("knee_roll", (20.0, 40.0), 5.0, 10.0, faults={
        "shoulder-lifts": rises(f"{near}_shoulder", 0.06), "knees-apart": knees_apart,
        "feet-walk": shifts(f"{near}_ankle", 0.15),
    })  # fmt: skip


ROTATION, TOWARD, AWAY = "lower-trunk-rotation", 30.0, 30.0
LOW = replace(FLOOR, height_m=(0.40, 0.46))
"""A lens at the height of the knees: they come no higher or lower by rolling near or far."""
KNEE_ROLLS = [
    clip(ROTATION, "good-1", "b2", 203, "right",
         planted("right", apart_deg=-4.0, arms_deg=62.0), roll_rules("left"), [
        stay(SET_UP), Step(3.6, rolls(TOWARD), "left"), stay(6.5), Step(3.6, rolls(0)), stay(1.5),
        Step(3.6, rolls(-AWAY), "right"), stay(6.5), Step(3.6, rolls(0)), stay(END),
    ], "knee_roll", place=LOW),
    clip(ROTATION, "faulty-1", "b3", 204, "left",
         planted("left", apart_deg=-4.0, arms_deg=62.0), roll_rules("right"), [
        stay(SET_UP), Step(3.6, rolls(AWAY), "left"), stay(2),
        go(1.3, curl=6, twist=11, nod=-12), stay(2.6), go(1.3, curl=0, twist=0, nod=0), stay(3),
        Step(3.6, rolls(0)), stay(1.5),
        Step(3.6, rolls(-TOWARD), "right"), stay(1),
        go(1.4, roll_left=-6, step_left=0.12, raise_left=0.07), stay(2.6),
        Step(3.6, rolls(0) | {"step_left": 0, "raise_left": 0}), stay(END),
    ], "knee_roll", place=LOW),
]  # fmt: skip

CURL_UP = Reps(2.0, 5.0, 2.0, hold_s=1.0, rest=0.0, drops=True, drop_fault="fast")


def crunch_rules(near: str) -> Rules:
    """Return how a curl-up is judged."""
    return Rules("shoulder_lift", reps=CURL_UP, minor=frozenset({"fast"}), faults={
        "neck-pull": neck_pull, "feet-lift": rises(f"{near}_ankle", 0.06),
        "tailbone-lift": rises(f"{near}_hip", 0.05), "sit-up": beyond("shoulder_lift", 24.0),
    })  # fmt: skip


CRUNCH, UP = "partial-crunch", 16.0
CURL_UPS = [
    clip(CRUNCH, "good-1", "b2", 205, "right", planted("right"), crunch_rules("left"), [
        stay(SET_UP),
        *(go(2.2, curl=UP), stay(1.7), go(2.6, curl=0), stay(1.7)) * 4, stay(0.6),
    ], "shoulder_lift", "neck_flex", start={"cross": 1.0}, mirror=True),
    clip(CRUNCH, "faulty-1", "b1", 206, "left", planted("left"), crunch_rules("right"), [
        stay(SET_UP),
        go(2.2, curl=UP), stay(1.6), go(1.6, sit=29), stay(2), go(1.6, sit=0), go(2.6, curl=0),
        stay(1.8), go(1.6, curl=7.4), stay(1), go(1.8, curl=0), stay(1.8),
        go(2.2, curl=UP), stay(1.6), go(0.6, curl=0), stay(2.4),
        go(2.2, curl=UP), stay(1.6), go(0.9, raise_left=0.07, raise_right=0.07), stay(2.4),
        go(0.9, raise_left=0, raise_right=0), go(2.6, curl=0), stay(END),
    ], "shoulder_lift", "neck_flex", start={"cross": 1.0}),
]  # fmt: skip

TILT = "pelvic-tilt"
TILTS = [
    clip(TILT, "good-1", "b3", 207, "left", planted("left"), Rules(
        timed=Timed(5.0, 6, 5.0),
        faults={
            "hip-lift": rises("right_hip", 0.05), "leg-push": knee_moves,
            "head-lifts": rises("nose", 0.10),
        },
    ), [
        stay(SET_UP), *(go(2, tilt=7), stay(5), go(2, tilt=0), stay(1)) * 3, stay(1.5),
    ], fps=5),
]  # fmt: skip

BREATHING = "relaxed-breathing"
BREATHS = [
    clip(BREATHING, "good-1", "b1", 208, "left", planted("left"),
         Rules(timed=Timed(10.0, 12, 0.0)), [
        stay(4.7), *(go(4, breath=1), go(6, breath=0)) * 3, go(4, breath=1), stay(1),
    ], fps=5),
]  # fmt: skip


LEGS = "lying-static-leg-raise"
LEGS_UP = Rules("hip_flex_n", (65.0, 105.0), 300.0, faults={
    "hips-far": hips_far, "head-lifts": head_or_trunk_up(8.0),
})  # fmt: skip
STRADDLING = LEGS_STRAIGHT | {"apart_left": 12.0, "apart_right": 12.0}
ON_SEAT = {"hip": 88.0, "knee": 86.0, "point": 12.0, "apart": -1.0}
ON_WALL = {"hip": 77.0, "knee": 6.0, "point": 10.0, "apart": -1.0}
BENT_ON_WALL = {"hip": 98.5, "knee": 51.0, "point": 36.0}


def legs(seconds: float, **to: float) -> Step:
    """Move both legs alike."""
    return Step(seconds, {f"{name}_{side}": to[name] for name in to for side in SIDES})


def resting(body: Body, head_at: str, channels: dict[str, float]) -> Joints:
    """Return the joints of a figure whose legs rest like that."""
    start = {f"{name}_{side}": channels[name] for name in channels for side in SIDES}
    return joints(body, lying(head_at)(body, Channels(start, [stay(1 / FPS)], FPS)))


def seat(body: Body) -> tuple[Box, ...]:
    """Return the stool that the calves rest on."""
    points = resting(body, "left", ON_SEAT)
    knee, ankle = points["left_knee"][0], points["left_ankle"][0]
    top = float(min(knee[1], ankle[1])) - CALF_M
    first, last = float(knee[0]) + 0.06, float(ankle[0]) + 0.03
    middle = (first + last) / 2
    return (
        ((first, top - 0.06, -0.17), (last, top, 0.17), WOOD, PAINT),
        ((middle - 0.035, 0.03, -0.035), (middle + 0.035, top - 0.06, 0.035), WOOD, PAINT),
        ((middle - 0.14, 0.0, -0.06), (middle + 0.14, 0.03, 0.06), WOOD, PAINT),
    )


def pillar(body: Body) -> tuple[Box, ...]:
    """Return the pillar, as of a wide door, that the heels rest on; the head is on the right."""
    face = float(resting(body, "right", ON_WALL)["left_heel"][0, 0]) - 0.02
    return (((face - 0.35, 0.0, -0.12), (face, 2.4, 0.12), WHITE, PAINT),)


CALF_M = 0.055
"""How far the line from knee to ankle is over the seat."""
WOOD, WHITE = (0.62, 0.47, 0.33), (0.90, 0.90, 0.89)
PAINT = 1.0
LEGS_RAISED = [
    clip(LEGS, "good-1", "b3", 209, "left", lying("left"), LEGS_UP, [
        stay(SET_UP), legs(2.6, hip=72, knee=76, flat=0, point=15, apart=16),
        legs(1.6, hip=100.5, knee=91, point=12), legs(1.4, apart=-1), legs(1.8, **ON_SEAT),
        stay(34),
    ], start=STRADDLING, fps=5, boxes=seat),
    clip(LEGS, "faulty-1", "b2", 210, "right", lying("right"), LEGS_UP, [
        stay(SET_UP), legs(3, hip=97, knee=35, flat=0, point=10, apart=16),
        legs(1.6, apart=-1), legs(1.6, **ON_WALL), stay(7),
        legs(1.8, **BENT_ON_WALL), stay(4.5), legs(1.8, **ON_WALL), stay(6),
        go(1.6, curl=28, hip_left=91, hip_right=91), stay(3.4),
        go(1.6, curl=0, hip_left=77, hip_right=77), stay(6),
    ], start=STRADDLING, fps=5, boxes=pillar),
]  # fmt: skip

CLIPS = [*BOTH_KNEES, *KNEE_ROLLS, *CURL_UPS, *TILTS, *BREATHS, *LEGS_RAISED]
