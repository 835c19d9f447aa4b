"""What becomes of coaching when somebody else comes into the picture, and goes.

`python -m tests.benchmarks.two_people` pastes a person cut out of one sample clip into others:
walking past, standing before the person for a while, kneeling beside. It prints how soon after the
first pixel of them coaching pauses, what is scored or said while their boxes overlap, and how soon
after the last pixel the person is coached again. Then it counts pauses in the clips as they are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from posecoach.commands.estimators import open_estimator
from posecoach.commands.replay import ReplayOptions, what_to_judge
from posecoach.core.coach import EventKind
from posecoach.core.feedback import CueKind
from posecoach.core.placement import Problem
from posecoach.core.pose import Pose
from posecoach.core.session import Session, Step
from posecoach.estimators.gaze import extent
from posecoach.estimators.recording import read_poses
from posecoach.ports import Frame
from tests.benchmarks.figures import Cutter, Figure, pasted
from tests.benchmarks.rooms import Picture, pictures

SAMPLES = Path(__file__).parents[2] / "samples"
FPS = 15.0
LASTS_S = 18.0
WIDTH_PX = 640
FROM_S = 6.0
SCORED = {EventKind.HOLD_STARTED, EventKind.HOLD_DONE}

Path_px = Callable[[float], float]


def crossing(speed_px_s: float) -> Path_px:
    """Return the way of somebody who walks past from the left."""
    return lambda time_s: -150 + speed_px_s * (time_s - FROM_S)


def standing_before(x_px: float, stays_s: float = 3.0, speed_px_s: float = 160.0) -> Path_px:
    """Return the way of somebody who comes from the right, stays, and leaves to the left."""
    there_s = (WIDTH_PX + 150 - x_px) / speed_px_s

    def way(time_s: float) -> float:
        coming = WIDTH_PX + 150 - speed_px_s * (time_s - FROM_S)
        going = x_px - speed_px_s * (time_s - FROM_S - there_s - stays_s)
        return coming if coming > x_px else min(x_px, going)

    return way


def visiting(x_px: float, stays_s: float = 4.0, speed_px_s: float = 200.0) -> Path_px:
    """Return the way of somebody who comes from the right, stays, and goes back."""
    there_s = (WIDTH_PX + 150 - x_px) / speed_px_s

    def way(time_s: float) -> float:
        coming = WIDTH_PX + 150 - speed_px_s * (time_s - FROM_S)
        going = x_px + speed_px_s * (time_s - FROM_S - there_s - stays_s)
        return max(x_px, coming, going)

    return way


@dataclass(frozen=True, slots=True)
class Scene:
    """Who comes into which clip, how, and how large."""

    clip: str
    other: str
    way: Path_px
    told: str
    bottom_px: int
    height_px: int


_FRONT, _WALKER = ("neck-flexion-chin-to-chest-good-1", 20), ("safe-lift-practice-good-1", 150)
_KNEELING = ("hip-flexor-kneeling-good-1", 150)
_OTHERS = {"front": _FRONT, "walker": _WALKER, "kneeling": _KNEELING}
_NECK, _FLEXOR = "neck-lateral-ear-to-shoulder-good-1", "hip-flexor-kneeling-good-1"
SCENES = (
    Scene(_NECK, "walker", crossing(180), "walks past", 500, 430),
    Scene(_NECK, "front", standing_before(400), "stands before", 480, 440),
    Scene(_FLEXOR, "walker", crossing(250), "walks past", 440, 400),
    Scene(_FLEXOR, "front", standing_before(300), "stands before", 480, 420),
    Scene(_FLEXOR, "kneeling", visiting(470), "kneels beside", 450, 330),
    Scene("bridge-good-1", "walker", crossing(180), "walks past", 400, 330),
    Scene("bridge-good-1", "kneeling", standing_before(300), "kneels before", 400, 300),
    Scene("bridge-good-1", "kneeling", visiting(430), "kneels beside", 400, 300),
    Scene("single-knee-to-chest-good-1", "kneeling", visiting(420), "kneels beside", 400, 300),
)
ALONE = (_NECK, _FLEXOR, "bridge-good-1", "single-knee-to-chest-good-1", "hamstring-towel-good-1")


def main() -> int:
    """Print a line a scene, and one for the clips as they are."""
    cutter = Cutter()
    figures = {
        name: cutter.cut(SAMPLES / f"{clip}.mp4", nth) for name, (clip, nth) in _OTHERS.items()
    }
    for scene in SCENES:
        sys.stdout.write(report(scene, figures[scene.other]) + "\n")
        sys.stdout.flush()
    paused = {clip: sum(is_paused(s) for s in coached(clip, alone(clip))) for clip in ALONE}
    told = ", ".join(f"{clip} {count}" for clip, count in paused.items())
    sys.stdout.write(f"frames paused in the clips as they are: {told}\n")
    return 0


def report(scene: Scene, figure: Figure) -> str:
    """Return the line of one scene."""
    shown = [
        pasted(picture, figure, scene.way(nth / FPS), scene.bottom_px, scene.height_px)
        for nth, picture in enumerate(alone(scene.clip))
    ]
    half_px = figure.width_px(scene.height_px) / 2
    steps = coached(scene.clip, shown)
    inside = [s for s in steps if -half_px < scene.way(s.pose.time_s) < WIDTH_PX + half_px]
    joined = [s for s in inside if overlap(scene, half_px, s.pose.time_s)]
    came_s, left_s = inside[0].pose.time_s, inside[-1].pose.time_s
    paused = [s.pose.time_s for s in steps if is_paused(s)]
    after = [s.pose.time_s for s in steps if s.pose.time_s > left_s and not is_paused(s)]
    return (
        f"{scene.clip}, {scene.other} {scene.told}: in view {came_s:.1f} to {left_s:.1f} s; "
        f"paused after {paused[0] - came_s if paused else float('nan'):.1f} s; "
        f"of {len(joined)} frames that show both as one, {sum(map(is_unpaused, joined))} not "
        f"paused, {scored(joined)} cues or holds in them; "
        f"going on {after[0] - left_s if after else float('nan'):.1f} s after they left"
    )


def overlap(scene: Scene, half_px: float, time_s: float) -> bool:
    """Return whether the other's box and the person's own overlap, in width and height."""
    poses = recorded(scene.clip)
    own = extent(poses[min(len(poses) - 1, round(time_s * FPS))])
    x_px, top_px = scene.way(time_s), scene.bottom_px - scene.height_px
    return own is not None and (
        x_px - half_px < own.right_px
        and own.left_px < x_px + half_px
        and top_px < own.bottom_px
        and own.top_px < scene.bottom_px
    )


@cache
def recorded(clip: str) -> tuple[Pose, ...]:
    """Return the poses of the clip as it is."""
    return read_poses(SAMPLES / f"{clip}.poses.jsonl").poses


def scored(steps: Sequence[Step]) -> int:
    """Return how many cues were given, and holds or repetitions earned.

    An attempt from before that ends because the interruption lasts is not earned in it.
    """
    told = sum(s.cue is not None and s.cue.kind is not CueKind.VISIBILITY for s in steps)
    begun = sum(event.kind in SCORED for s in steps for event in s.events)
    from_s = steps[0].pose.time_s if steps else 0.0
    return told + begun + sum(a.end_s > from_s for s in steps for a in s.attempts)


def is_unpaused(step: Step) -> bool:
    """Return whether the person is judged."""
    return not is_paused(step)


def is_paused(step: Step) -> bool:
    """Return whether the person is asked to be alone, and nothing is judged."""
    return step.placement.problem is Problem.CROWD


def alone(clip: str) -> list[Picture]:
    """Return the beginning of a clip as it is."""
    return pictures(SAMPLES / f"{clip}.mp4", round(LASTS_S * FPS))


def coached(clip: str, shown: Sequence[Picture]) -> list[Step]:
    """Return what coaching makes of the pictures."""
    stretch, level = what_to_judge(SAMPLES / f"{clip}.mp4", ReplayOptions())
    session = Session(stretch, level)
    with ExitStack() as doors:
        estimator = open_estimator(stretch, None, doors)
        return [session.step(estimator.estimate(Frame(n / FPS, p))) for n, p in enumerate(shown)]


if __name__ == "__main__":
    raise SystemExit(main())
