"""The working day: at the desk, shoulder blades, and getting up."""

from __future__ import annotations

from samples.generator.camera import Placement
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.clips.upper import SEAT_FRONT
from samples.generator.faults import below, beyond
from samples.generator.motion import Step, go, stay
from samples.generator.postures.desk import at_desk, desk
from samples.generator.postures.sitting import sitting, stool
from samples.generator.postures.walking import stool_behind, walking
from samples.generator.truth import Rules, Timed
from samples.generator.upright_faults import shoulders_up, slumping, tilting
from samples.generator.upright_measures import blade_angles, desk_angles, stand_angles

FPS = 5
LENS_M = 1.35
AT_DESK = Placement((0.92, 0.96), (LENS_M, LENS_M), aim_m=(0.0, 0.97), mat=False)
WHOLE = Placement((0.8, 0.95), (2.75, 2.85), aim_m=(0.0, 0.88), mat=False)

DRIFTS = {
    "leaning-in": beyond("shoulder_width", 1.12), "slumping": slumping, "tilting": tilting,
}  # fmt: skip
DESK = Rules(
    timed=Timed(1800.0, 1, 0.0, lead_s=1.0, still=False), fault_s=90.0,
    faults=DRIFTS, minor=frozenset(DRIFTS),
)  # fmt: skip
BLADES = Rules(timed=Timed(5.0, 6, 4.0), faults={"shoulders-up": shoulders_up(0.05)})
STAND = Rules(
    timed=Timed(60.0, 1, 0.0, lead_s=1.0, still=False),
    faults={"sitting": below("stand_height", 0.45)},
)  # fmt: skip


def at_work(
    name: str, body: str, seed: int, steps: list[Step], *, mirror: bool = False, crf: int = 27
) -> Clip:
    """Return a clip at the desk."""
    stretch = "desk-posture-check"
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, at_desk, AT_DESK, desk_angles(LENS_M), DESK,
        steps, fps=FPS, mirror=mirror, boxes=desk, crf=crf,
    )  # fmt: skip


def on_foot(name: str, body: str, seed: int, steps: list[Step], *, mirror: bool = False) -> Clip:
    """Return a clip of a break from sitting."""
    stretch = "stand-and-walk"
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, walking, WHOLE, stand_angles, STAND,
        steps, fps=FPS, mirror=mirror, boxes=stool_behind,
    )  # fmt: skip


def march(pairs: int) -> list[Step]:
    """March on the spot."""
    pair = [go(0.8, march_left=1, march_right=0), go(0.8, march_left=0, march_right=1)]
    return [*(step for _ in range(pairs) for step in pair), go(0.8, march_right=0)]


def walk(start: float, end: float, steps: int) -> list[Step]:
    """Walk sideways; the leading foot goes first."""
    feet = ("x_left", "x_right") if end > start else ("x_right", "x_left")
    places = [start + (end - start) * (k + 1) / steps for k in range(steps)]
    return [go(0.8, **{foot: place}) for place in places for foot in feet]


def squeeze(seconds: float) -> list[Step]:
    """Draw the shoulder blades together, and let go."""
    return [
        go(1.2, squeeze=SQUEEZE, hike_left=-3, hike_right=-3), stay(seconds),
        go(1.2, squeeze=0, hike_left=0, hike_right=0),
    ]  # fmt: skip


SQUEEZE = 14.0
CLIPS = [
    at_work("good-1", "b2", 311, mirror=True, steps=[
        stay(SET_UP), go(1.4, yaw=8, type=0.02), stay(3), go(1.6, yaw=-4, roll=3), stay(4),
        go(2, roll=0, yaw=0, trunk=3, pitch=2, type=0), stay(5), go(1.5, lean=1.5, type=0.03),
        stay(4), go(1.5, lean=-1, trunk=0, pitch=4), stay(4), go(1.6, lean=0, yaw=6, type=0),
        stay(3), go(1.6, yaw=0, pitch=0), stay(END),
    ]),
    at_work("faulty-1", "b1", 312, crf=33, steps=[
        stay(SET_UP), go(2.5, trunk=17, pitch=-13, slide=0.125), stay(94.5),
        go(2.5, trunk=0, pitch=0, slide=0), stay(5.5),
        go(2.5, tuck=45, slide=0.13, round=13, pitch=-8, hike_left=-5, hike_right=-5), stay(94.5),
        go(2.5, tuck=0, slide=0, round=0, pitch=0, hike_left=0, hike_right=0), stay(END),
    ]),
    Clip(
        "shoulder-blade-squeeze-good-1", "shoulder-blade-squeeze", "b3", 313, sitting(),
        SEAT_FRONT, blade_angles, BLADES,
        [
            stay(3), *squeeze(5.6), stay(1.4), *squeeze(5.4), stay(1.4), *squeeze(5.4), stay(1.2),
        ],
        fps=FPS, boxes=stool,
    ),
    on_foot("good-1", "b1", 314, mirror=True, steps=[
        stay(SET_UP), *march(4), stay(1.5), *walk(0, 0.56, 2), stay(1), *walk(0.56, -0.28, 3),
        stay(1), *walk(-0.28, 0, 1), stay(2), *march(6), stay(4),
    ]),
    on_foot("faulty-1", "b2", 315, [
        stay(SET_UP), *march(4), stay(4.8), go(2, sit=1), stay(8), go(2.2, sit=0), stay(3),
        *march(4), stay(4.8),
    ]),
]  # fmt: skip
