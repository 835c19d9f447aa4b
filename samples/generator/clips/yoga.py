"""On the knees and on all fours, seen from the side: cat and cow, child's pose, downward dog."""

from __future__ import annotations

from collections.abc import Mapping

from samples.generator.camera import Placement
from samples.generator.clip import END, SET_UP, Clip
from samples.generator.faults import beyond
from samples.generator.mesh import Array
from samples.generator.motion import Step, go, stay
from samples.generator.postures.all_fours import all_fours, inverted_v
from samples.generator.postures.folded import cushion, folded
from samples.generator.sideon import (
    ear_gap,
    head_above_hand,
    hip_heel,
    hip_shift,
    share_beyond,
    shoulder_sag,
    side_on,
    trunk_change,
)
from samples.generator.truth import Reps, Rules, Seen

FPS = 10
LOW = Placement(height_m=(0.60, 0.80), distance_m=(2.05, 2.2), aim_m=(0.0, 0.45), mat=True)
TALL = Placement(height_m=(0.60, 0.78), distance_m=(2.4, 2.5), aim_m=(0.0, 0.56), mat=True)
WIDE = Placement(height_m=(0.75, 0.95), distance_m=(2.5, 2.7), aim_m=(0.0, 0.48), mat=True)


def into(seconds: float, pose: Mapping[str, float], **more: float) -> Step:
    """Move to a pose, some of its channels otherwise."""
    return Step(seconds, {**pose, **more})


def neck_only(seen: Seen) -> Array:
    """The neck bends far while the back does not round."""
    return (seen.angles["neck_flex"] > 40.0) & (trunk_change(seen) < 0.02)


CAT_COW = Rules(
    "neck_flex", reps=Reps(8.0, 20.0, 16.0, hold_s=1.0, rest=0.0, back=-10.0),
    faults={
        "rocking": share_beyond(hip_shift, 0.12),
        "elbows-bend": beyond("elbow_flex", 25.0),
        "neck-only": neck_only,
    },
)  # fmt: skip
COW = {"round": -30.0, "neck": -35.0}


def cat(
    name: str, body: str, seed: int, facing: str, steps: list[Step], *, mirror: bool = False
) -> Clip:  # fmt: skip
    """Return a clip of cat and cow."""
    return Clip(
        f"cat-cow-{name}", "cat-cow", body, seed, all_fours(facing), LOW,
        side_on(facing, "neck_flex", "elbow_flex", "arm_lean", "thigh_lean_n"), CAT_COW, steps,
        fps=FPS, mirror=mirror,
    )  # fmt: skip


def arch(seconds: float = 3.0, bend: float = 62.0, neck: float = 40.0) -> Step:
    """Round the back up, the head down."""
    return go(seconds, round=bend, neck=neck)


def childs_pose(facing: str) -> Rules:
    """Return the rules; hips far above the heels count once the person has folded forward."""

    def hips_high(seen: Seen) -> Array:
        return (hip_heel(seen, facing) > 0.9) & (seen.angles["hip_flex_n"] > 50.0)

    def head_hangs(seen: Seen) -> Array:
        folded = seen.angles["hip_flex_n"] > 100.0
        return (head_above_hand(seen, facing) > 0.25) & folded

    def shrug(seen: Seen) -> Array:
        return ear_gap(seen, facing) < -0.25

    return Rules(
        "hip_flex_n", (100.0, 130.0), 20.0, minor=frozenset({"head-hangs", "shrug"}),
        faults={"hips-high": hips_high, "head-hangs": head_hangs, "shrug": shrug},
    )  # fmt: skip


def child(
    name: str, body: str, seed: int, facing: str, steps: list[Step], *, mirror: bool = False
) -> Clip:  # fmt: skip
    """Return a clip of child's pose."""
    return Clip(
        f"childs-pose-{name}", "childs-pose", body, seed, folded(facing), TALL,
        side_on(facing, "hip_flex_n", "knee_flex_n", "trunk_flex"), childs_pose(facing), steps,
        {"knee": 91.0, "trunk": 1.0, "neck": 2.0}, fps=FPS,
        boxes=lambda body: cushion(body, facing), mirror=mirror,
    )  # fmt: skip


SIT = {"knee": 143.0, "trunk": 14.0}
FOLD = {"trunk": 70.0, "round": 55.0, "neck": 50.0, "hands": 1.0}


def downward_dog(facing: str) -> Rules:
    """Return the rules: the legs are what is held, hips and arms must make the V."""

    def collapse(seen: Seen) -> Array:
        return shoulder_sag(seen, facing) > 0.10

    return Rules(
        "knee_flex_n", (-10.0, 45.0), 15.0,
        gates={"hip_flex_n": (65.0, 115.0), "arm_elev": (135.0, 190.0)},
        faults={"elbows": beyond("elbow_flex", 25.0), "shoulders-collapse": collapse},
    )  # fmt: skip


def dog(
    name: str, body: str, seed: int, facing: str, stride: float, steps: list[Step]
) -> Clip:  # fmt: skip
    """Return a clip of the downward dog."""
    return Clip(
        f"downward-dog-{name}", "downward-dog", body, seed, inverted_v(facing), WIDE,
        side_on(facing, "knee_flex_n", "hip_flex_n", "arm_elev", "elbow_flex"),
        downward_dog(facing), steps, V | {"stride": stride}, fps=FPS,
    )  # fmt: skip


V = {"knee": 17.0, "arm": 168.0, "heel": 24.0}

CLIPS = [
    cat("good-1", "b1", 101, "right", [
        stay(SET_UP),
        *(s for _ in range(4) for s in (arch(), stay(1.5), into(3.2, COW), stay(0.4))),
        go(2.0, round=0.0, neck=0.0), stay(1.0),
    ]),
    cat("faulty-1", "b2", 102, "left", mirror=True, steps=[
        stay(SET_UP),
        arch(bend=72.0, neck=32.0), stay(1.8), go(1.2, shift=-0.25), stay(2.4), go(1.2, shift=0),
        stay(0.5), into(3.2, COW), stay(0.4),
        arch(bend=72.0, neck=32.0), stay(1.8), go(1.0, elbow=40), stay(2.4), go(1.0, elbow=0),
        stay(0.5), into(3.2, COW), stay(0.4),
        arch(2.6, 34.0, 12.0), stay(1.4), into(2.8, COW), stay(0.4),
        go(2.0, round=0.0, neck=0.0), stay(1.0),
    ]),
    child("good-1", "b2", 103, "left", [
        stay(SET_UP), into(2.6, SIT), into(3.4, FOLD), stay(21.0),
        go(3.2, trunk=14, round=0, neck=2, hands=0), go(2.6, knee=91, trunk=1), stay(END),
    ]),
    child("faulty-1", "b1", 104, "right", [
        stay(SET_UP), go(4.2, knee=99, trunk=98, round=20, neck=-6, hands=1, far=0.2), stay(2.4),
        into(2.4, FOLD | {"trunk": 65.0, "neck": -36.0, "round": 10.0}, knee=143, far=0), stay(3.0),
        go(1.8, neck=FOLD["neck"], round=FOLD["round"]), stay(15.8),
        go(3.2, trunk=14, round=0, neck=2, hands=0), go(2.6, knee=91, trunk=1), stay(END),
    ]),
    dog("good-1", "b3", 105, "right", 0.24, [
        stay(SET_UP), go(2.8, up=0.5), go(1.2, step_left=1, up=0.75), go(1.2, step_right=1, up=1),
        stay(16.6), go(1.2, step_right=0, up=0.7), go(1.2, step_left=0, up=0.45), go(2.6, up=0),
        stay(END),
    ]),
    dog("faulty-1", "b1", 106, "left", 0.30, [
        stay(SET_UP), go(2.8, up=0.5), go(1.2, step_right=1, up=0.75), go(1.2, step_left=1, up=1),
        stay(3.0), go(1.1, elbow=36), stay(2.6), go(1.1, elbow=0), stay(2.4),
        go(1.4, arm=210, neck=-14), stay(2.6), go(1.4, arm=V["arm"], neck=0), stay(1.0),
        go(1.2, step_left=0, up=0.7), go(1.2, step_right=0, up=0.45), go(2.6, up=0), stay(END),
    ]),
]  # fmt: skip
