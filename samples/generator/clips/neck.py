"""Neck stretches, standing before the camera."""

from __future__ import annotations

from samples.generator.camera import FRONT
from samples.generator.clip import END, FPS, SET_UP, Clip
from samples.generator.faults import hands_pull, hike_opposite, shrug, trunk_lean
from samples.generator.measures import front_angles
from samples.generator.motion import Step, go, stay
from samples.generator.postures.standing import standing
from samples.generator.truth import Rules

ROLL, NOD = 20.5, 24.0

EAR_TO_SHOULDER = Rules(
    "head_roll", (12.0, 28.0), 10.0, 8.0, signed=True,
    faults={"trunk-lean": trunk_lean, "hike-opposite": hike_opposite},
)  # fmt: skip
CHIN_TO_CHEST = Rules(
    "head_pitch", (15.0, 30.0), 10.0, 8.0, faults={"hands-pull": hands_pull, "shrug": shrug}
)


def neck(
    name: str, body: str, seed: int, steps: list[Step], *,
    down: bool = False, mirror: bool = False, fps: int = FPS,
) -> Clip:  # fmt: skip
    """Return a clip of a neck stretch, standing, from the front."""
    stretch = "neck-flexion-chin-to-chest" if down else "neck-lateral-ear-to-shoulder"
    rules = CHIN_TO_CHEST if down else EAR_TO_SHOULDER
    return Clip(
        f"{stretch}-{name}",
        stretch,
        body,
        seed,
        standing,
        FRONT,
        front_angles,
        rules,
        steps,
        fps=fps,
        mirror=mirror,
    )


CLIPS = [
    neck("good-1", "b1", 11, [
        stay(SET_UP),
        go(3.2, roll=ROLL), stay(11), go(3.2, roll=0), stay(2.4),
        go(3.2, roll=-ROLL), stay(11), go(3.2, roll=0), stay(END),
    ]),
    neck("faulty-1", "b2", 12, [
        stay(SET_UP),
        go(3.2, roll=ROLL), stay(3), go(1.4, lean=13), stay(3), go(1.4, lean=0), stay(8),
        go(3.2, roll=0), stay(2.4),
        go(3.2, roll=-ROLL), stay(2.4), go(1.2, hike_left=18, roll=-22), stay(3),
        go(1.2, hike_left=0, roll=-ROLL), stay(1.4), go(2.4, roll=0), stay(END),
    ]),
    neck("good-1", "b2", 13, down=True, steps=[
        stay(SET_UP),
        go(3.2, pitch=NOD), stay(11), go(3.2, pitch=0), stay(4),
        go(3.2, pitch=NOD), stay(11), go(3.2, pitch=0), stay(END),
    ]),
    neck("good-2", "b3", 15, down=True, mirror=True, fps=10, steps=[
        stay(SET_UP), go(3.2, pitch=NOD), stay(11), go(3.2, pitch=0), stay(END),
    ]),
    neck("faulty-1", "b1", 14, down=True, steps=[
        stay(SET_UP),
        go(3.2, pitch=NOD), stay(3), go(1.5, hands=1), stay(3), go(1.5, hands=0), stay(7.5),
        go(3.2, pitch=0), stay(4),
        go(3.2, pitch=NOD), stay(2.4), go(1.2, hike_left=18, hike_right=18), stay(3),
        go(1.2, hike_left=0, hike_right=0), stay(1.4), go(2.4, pitch=0), stay(END),
    ]),
]  # fmt: skip
