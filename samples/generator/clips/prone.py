"""The sphinx, and the stretch on the side."""

from __future__ import annotations

from collections.abc import Sequence

from samples.generator.camera import FLOOR
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.faults import below
from samples.generator.lying_faults import rises, shrug
from samples.generator.lying_measures import lying_angles, side_lying_angles
from samples.generator.motion import Step, go, stay
from samples.generator.postures.prone import prone
from samples.generator.postures.side_lying import pillow, side_lying
from samples.generator.truth import Rules, Timed

FPS = 10
SPHINX = "sphinx"
FLAT = {"neck": -6.0}


def sphinx(
    name: str, body: str, seed: int, head_at: str, near: str, steps: Sequence[Step],
    *, mirror: bool = False,
) -> Clip:  # fmt: skip
    """Return a clip of the sphinx."""
    rules = Rules("shoulder_lift", (10.0, 20.0), 15.0, 10.0, faults={
        "hips-lift": rises(f"{near}_hip", 0.08), "shrug": shrug(near),
        "head-back": below("neck_flex", -25.0, change=True),
    })  # fmt: skip
    angles = lying_angles(head_at, "shoulder_lift", "neck_flex", prone=True)
    return Clip(
        f"{SPHINX}-{name}", SPHINX, body, seed, prone(head_at), FLOOR, angles, rules, steps,
        FLAT, FPS, mirror,
    )  # fmt: skip


def prop(seconds: float) -> Step:
    """Come up on the forearms."""
    return go(seconds, up=26, prop=1, neck=-12)


def flat(seconds: float) -> Step:
    """Lie down again."""
    return go(seconds, up=0, prop=0, neck=FLAT["neck"])


CLIPS = [
    sphinx("good-1", "b2", 221, "left", "left", [
        stay(SET_UP), prop(4), stay(16.5), flat(4), stay(END),
    ]),
    sphinx("faulty-1", "b1", 222, "right", "right", [
        stay(SET_UP), prop(4), stay(1.2),
        go(1.4, lift=10), stay(2.6), go(1.4, lift=0), stay(1),
        go(1.5, back=58), stay(2.6), go(1.5, back=0), stay(0.4), flat(4), stay(END),
    ], mirror=True),
]  # fmt: skip

ON_SIDE = "side-lying-flexion-rotation"
TURNED = 27.0
CLIPS += [
    Clip(
        f"{ON_SIDE}-good-1", ON_SIDE, "b2", 223, side_lying("left"), FLOOR, side_lying_angles,
        Rules(timed=Timed(8.0, 10, 0.0, still=False), faults={
            "bottom-bent": below("leg_reach_b", 1.1), "hips-roll": below("hip_width", 0.7),
        }), [
            stay(4.7), *(go(3, turn=TURNED), stay(2), go(3, turn=0)) * 4,
            go(3, turn=TURNED), stay(1),
        ], {"hand": 1.0}, FPS, pillow=lambda body: pillow(body, "left"),
    ),
]  # fmt: skip
