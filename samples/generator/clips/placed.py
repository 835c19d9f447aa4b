"""Known stretches otherwise placed: somebody walks in first, or the camera stands wrongly."""

from __future__ import annotations

from dataclasses import replace

from samples.generator.camera import Box, Placement
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.clips.floor import FEET_FLAT, REST, RULES, foot_down, knee_up, lift
from samples.generator.lying_measures import lying_angles
from samples.generator.motion import go, stay
from samples.generator.postures.bridge import bridge
from samples.generator.postures.lying import lying, pillow
from samples.generator.postures.walk_in import walk_in

FPS = 10
KNEE = "single-knee-to-chest"
ROOM = Placement(height_m=(0.68, 0.76), distance_m=(2.9, 3.0), aim_m=(0.1, 0.62), mat=True)
"""Far enough back to see somebody stand."""
LYING = replace(RULES[KNEE], gates={"trunk_pitch": (-25.0, 25.0)}, faults={})
"""Faults count from the first two seconds, and there the person stands."""

WALK_IN = Clip(
    f"{KNEE}-walk-in-1", KNEE, "b3", 231, walk_in, ROOM, lying_angles("left"), LYING, [
        stay(SET_UP),
        go(0.7, foot_right=1.04, height=0.805), go(0.7, foot_left=0.74), go(0.7, foot_right=0.5),
        go(0.7, foot_left=0.48), go(0.6, yaw_left=-10, foot_right=0.48), go(0.6, yaw_right=20),
        go(0.6, yaw_left=90), go(0.6, yaw_right=90, height=0.815),
        go(1.3, back=0.26, height=0.44, lean=38, reach=55, curl=8),
        go(1.3, back=0.47, height=0.118, lean=-6, reach=58, curl=16),
        go(1.5, back=0.478, lean=-52, curl=24, reach=72),
        go(1.5, back=0.483, height=0.127, lean=-90, curl=0, reach=80), stay(3.4, "right"),
        go(3.4, chest=1, hands=1), stay(11), go(3.4, chest=0, hands=0), stay(END),
    ], {
        "foot_left": 1.3, "foot_right": 1.3, "yaw_left": -90.0, "yaw_right": -90.0,
        "height": 0.824, "reach": 4.0,
    }, FPS, placed_from_s=14.0, pillow=lambda body: pillow(body, "left"),
)  # fmt: skip

FROM_FEET = Placement((0.58, 0.62), (2.28, 2.34), (0.0, 0.36), mat=True, azimuth_deg=(57.0, 60.0))
FROM_HEAD = Placement((0.40, 0.48), (2.45, 2.55), (0.0, 0.36), mat=True, azimuth_deg=(-70.0, -66.0))
LIE_SIDE_ON = "Lie side-on to the camera"


def end_wall(x_m: float) -> tuple[Box, ...]:
    """Return a wall across the mat's end."""
    return (((x_m - 0.05, 0.0, -2.5), (x_m + 0.05, 3.2, 6.5), (0.84, 0.82, 0.78), 1.0),)


WRONG_VIEWS = [
    Clip(
        "bridge-wrong-view-1", "bridge", "b2", 232, bridge("left"), FROM_FEET,
        lying_angles("left"), RULES["bridge"],
        [stay(SET_UP), *lift(), *lift(), stay(1)], {"hip": REST}, FPS,
        refusal=LIE_SIDE_ON, pillow=lambda body: pillow(body, "left"),
        boxes=lambda _: end_wall(-2.2),
    ),
    Clip(
        f"{KNEE}-wrong-view-1", KNEE, "b1", 233, lying("left"), FROM_HEAD,
        lying_angles("left"), RULES[KNEE], [
            stay(SET_UP, "right"),
            knee_up(3.4, "right"), stay(11), foot_down(3.4, "right"), stay(END),
        ], FEET_FLAT, FPS,
        refusal=LIE_SIDE_ON, pillow=lambda body: pillow(body, "left"),
        boxes=lambda _: end_wall(2.2),
    ),
]  # fmt: skip

CLIPS = [WALK_IN, *WRONG_VIEWS]
