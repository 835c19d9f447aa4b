"""Neck, shoulders and back, on a stool or in a doorway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from samples.generator.body import Body
from samples.generator.camera import FRONT, Box, Placement
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.clips.neck import EAR_TO_SHOULDER, ROLL
from samples.generator.faults import beyond, trunk_lean
from samples.generator.measures import AnglesOf, front_angles
from samples.generator.motion import Step, go, stay
from samples.generator.postures.sitting import sitting, stool
from samples.generator.postures.standing import standing
from samples.generator.postures.wall import at_the_wall, doorway
from samples.generator.truth import Reps, Rules
from samples.generator.upright_faults import anchor_slips, arms_drop, chin_up, elbow_low
from samples.generator.upright_measures import seat_angles, wall_angles

FPS = 10
SEAT_FRONT = Placement((1.0, 1.2), (1.75, 1.85), aim_m=(0.0, 0.88), mat=False)
SEAT_SIDE = Placement((0.85, 1.0), (2.15, 2.3), aim_m=(0.0, 0.66), mat=False)
DOORWAY = Placement((1.15, 1.35), (2.0, 2.1), aim_m=(0.0, 1.2), mat=False)
FROM_THE_SIDE = replace(FRONT, azimuth_deg=(70.0, 85.0))

UPPER_TRAPEZIUS = Rules(
    "head_roll", (12.0, 28.0), 10.0, 8.0, signed=True,
    faults={"trunk-lean": trunk_lean, "hike-opposite": anchor_slips},
)  # fmt: skip
LEVATOR = Rules(
    "head_yaw", (15.0, 30.0), 10.0, 8.0, away=True, slack_deg=6.0,
    gates={"elbow_height": (0.05, 0.60), "head_pitch": (10.0, 45.0)},
    faults={"elbow-low": elbow_low, "chin-up": chin_up},
)  # fmt: skip
UPPER_BACK = Rules(
    "arm_elev", (70.0, 105.0), 15.0, slack_deg=6.0, gates={"shoulder_reach": (0.05, 0.60)},
    faults={"arms-drop": arms_drop, "hips-lean": beyond("trunk_flex_change", 20.0)},
)  # fmt: skip
LUMBAR = Rules(
    "trunk_flex",
    reps=Reps(20.0, 35.0, 29.0, hold_s=2.0, rest=0.0, drops=True, drop_fault="fast-up"),
    faults={"head-first": beyond("neck_flex", 40.0)},
)  # fmt: skip


def side_wall(body: Body) -> tuple[Box, ...]:
    """Return the wall that a camera beside the person looks at."""
    return (((-2.3, 0.0, -3.0), (-2.2, 3.2, 6.0), (0.88, 0.85, 0.80), 1.0),)


def upper_trapezius(name: str, body: str, seed: int, steps: list[Step]) -> Clip:
    """Return a clip on a stool, from the front, first with the right hand on the seat."""
    stretch = "upper-trapezius"
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, sitting(), SEAT_FRONT, front_angles,
        UPPER_TRAPEZIUS, steps, {"hold_right": 1.0}, fps=FPS, boxes=stool,
    )  # fmt: skip


def levator(name: str, body: str, seed: int, arm: str, steps: list[Step], *, mirror: bool) -> Clip:
    """Return a clip in a doorway, that arm on its post at first."""
    stretch, start = "levator-scapulae-wall", {f"wall_{arm}": 1.0, "height": ELBOW}
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, at_the_wall, DOORWAY, wall_angles,
        LEVATOR, steps, start, fps=FPS, mirror=mirror, boxes=doorway,
    )  # fmt: skip


def side_on(
    stretch: str, name: str, body: str, seed: int, facing: str, steps: list[Step],
    *, mirror: bool = False,
) -> Clip:  # fmt: skip
    """Return a clip on a stool, from the side."""
    lumbar = stretch == "lumbar-flexion-seated"
    boxes: Callable[[Body], tuple[Box, ...]] = lambda body: stool(body, facing)  # noqa: E731
    angles: AnglesOf = seat_angles(facing)
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, sitting(facing, 0.30 if lumbar else 0.15),
        SEAT_SIDE, angles, LUMBAR if lumbar else UPPER_BACK, steps, fps=FPS, mirror=mirror,
        boxes=boxes,
    )  # fmt: skip


ELBOW, ELBOW_LOW = 0.28, -0.17
TURN, CHIN = 22.0, 20.0
CURL, ROUND, RAISED = 57.0, 9.5, -5.0

OTHER_HAND = go(2.4, hold_right=0, hold_left=1)


def away_from(arm: str, seconds: float = 3.4) -> Step:
    """Turn the head away from an arm, the chin down."""
    return go(seconds, arm, yaw=-TURN if arm == "left" else TURN, pitch=CHIN)


def back_to_front(seconds: float = 3.0) -> Step:
    """Raise the chin and face the front."""
    return go(seconds, yaw=0, pitch=0)


def curl(
    down_s: float = 3.0, hold_s: float = 2.6, up_s: float = 3.0, rest_s: float = 1.4,
    trunk: float = CURL,
) -> list[Step]:  # fmt: skip
    """One repetition of curling down and rolling up."""
    return [
        go(down_s, trunk=trunk, hang=trunk / CURL), stay(hold_s),
        go(up_s, trunk=0, hang=0), stay(rest_s),
    ]  # fmt: skip


CLIPS = [
    upper_trapezius("good-1", "b2", 301, [
        stay(SET_UP),
        go(3.2, roll=ROLL), stay(11), go(3.2, roll=0), OTHER_HAND, stay(0.8),
        go(3.2, roll=-ROLL), stay(11), go(3.2, roll=0), stay(END),
    ]),
    upper_trapezius("faulty-1", "b3", 302, [
        stay(SET_UP),
        go(3.2, roll=ROLL), stay(3), go(1.4, lean=13), stay(3), go(1.4, lean=0), stay(8),
        go(3.2, roll=0), OTHER_HAND, stay(0.8),
        go(3.2, roll=-ROLL), stay(2.4), go(1.2, hike_left=18, roll=-22), stay(3),
        go(1.2, hike_left=0, roll=-ROLL), stay(0.8), go(2.4, roll=0), stay(END),
    ]),
    levator("good-1", "b1", 303, "left", mirror=False, steps=[
        stay(SET_UP, "left"), away_from("left"), stay(11), back_to_front(),
        go(2, wall_left=0), go(2, "right", wall_right=1), stay(0.6),
        away_from("right"), stay(11), back_to_front(), stay(END),
    ]),
    levator("faulty-1", "b3", 304, "right", mirror=True, steps=[
        stay(SET_UP, "right"), away_from("right"), stay(3),
        go(1.2, height=ELBOW_LOW), stay(3), go(1.2, height=ELBOW), stay(8), back_to_front(),
        go(2, wall_right=0), go(2, "left", wall_left=1), stay(0.4),
        go(2.4, yaw=-TURN), stay(3.4), go(1.8, pitch=CHIN), stay(3.6),
        back_to_front(2.6), stay(END),
    ]),
    side_on("upper-back-reach", "good-1", "b3", 305, "right", [
        stay(SET_UP), go(2.6, reach=1, drop=RAISED), go(2.4, round=ROUND, pitch=10), stay(16),
        go(2.2, round=0, pitch=0), go(2.6, reach=0), stay(END),
    ]),
    side_on("upper-back-reach", "faulty-1", "b1", 306, "left", [
        stay(SET_UP), go(2.6, reach=1, drop=RAISED), go(2.4, round=ROUND, pitch=10), stay(1.8),
        go(1.2, drop=54), stay(3), go(1.2, drop=RAISED), stay(3.6),
        go(1.3, trunk=34), stay(3), go(1.3, trunk=0), stay(0.6),
        go(2, round=0, pitch=0), go(2.4, reach=0), stay(END),
    ]),
    side_on("lumbar-flexion-seated", "good-1", "b1", 307, "left", mirror=True, steps=[
        stay(SET_UP), *(step for _ in range(3) for step in curl()), stay(1),
    ]),
    side_on("lumbar-flexion-seated", "faulty-1", "b2", 308, "right", [
        stay(SET_UP),
        go(1.4, bow=80, pitch=8), go(2.6, trunk=CURL, hang=1), stay(0.4),
        go(1.4, bow=0, pitch=0), stay(2.6), go(3, trunk=0, hang=0), stay(1.4),
        *curl(2.4, 2, 2.4, trunk=33),
        *curl(2.0, 0.1, 2.0, trunk=48),
        *curl(up_s=0.8, rest_s=END),
    ]),
    Clip(
        "neck-lateral-ear-to-shoulder-wrong-view-1", "neck-lateral-ear-to-shoulder", "b3", 309,
        standing, FROM_THE_SIDE, front_angles, EAR_TO_SHOULDER,
        [stay(SET_UP), go(3.2, roll=ROLL), stay(11), go(3.2, roll=0), stay(END)],
        fps=FPS, refusal="Turn to face the camera", boxes=side_wall,
    ),
]  # fmt: skip
