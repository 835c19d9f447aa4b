"""The worked example of `poses/README.md`: a stretch that is not in the catalogue."""

from __future__ import annotations

from samples.generator.camera import Placement
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.faults import beyond
from samples.generator.motion import Step, go, stay
from samples.generator.postures.figure_four import figure_four
from samples.generator.postures.sitting import stool
from samples.generator.truth import Rules
from samples.generator.upright_measures import seat_angles

FPS = 10
SEAT_SIDE = Placement((0.85, 1.0), (2.15, 2.3), aim_m=(0.0, 0.66), mat=False)
FIGURE_FOUR = Rules(
    "trunk_flex", (15.0, 35.0), 10.0, 10.0, slack_deg=6.0,
    faults={"head-drops": beyond("neck_flex", 30.0)},
)  # fmt: skip
LEAN = 26.0


def seated_figure_four(name: str, body: str, seed: int, facing: str, steps: list[Step]) -> Clip:
    """Return a clip on a stool from the side, the leg near the camera crossed."""
    stretch = "seated-figure-four"
    return Clip(
        f"{stretch}-{name}", stretch, body, seed, figure_four(facing), SEAT_SIDE,
        seat_angles(facing), FIGURE_FOUR, steps, fps=FPS, boxes=lambda body: stool(body, facing),
    )  # fmt: skip


CLIPS = [
    seated_figure_four("good-1", "b1", 701, "right", [
        stay(SET_UP, "right"), go(3, hinge=LEAN, pitch=-8), stay(11.2), go(3, hinge=0, pitch=0),
        stay(END),
    ]),
    seated_figure_four("good-2", "b3", 702, "left", [
        stay(SET_UP, "left"), go(3, hinge=LEAN, pitch=-8), stay(11.2), go(3, hinge=0, pitch=0),
        stay(END),
    ]),
    seated_figure_four("faulty-1", "b2", 703, "right", [
        stay(SET_UP, "right"), go(3, hinge=LEAN, pitch=-8), stay(1.6),
        go(1.6, round=22, bow=52, pitch=12, hinge=10), stay(3),
        go(1.6, round=0, bow=0, pitch=-8, hinge=LEAN), stay(0.6),
        go(1.6, hinge=0, pitch=0), stay(7.5),
    ]),
]  # fmt: skip
