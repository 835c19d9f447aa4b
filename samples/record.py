"""Keeps what the estimator saw of each clip, and the figure to copy of each stretch.

`python -m samples.record [CLIP ...]` writes NAME.poses.jsonl beside each clip, and from the correct
clips poses/ghosts.json, so that both can be used without the pose model.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path

from posecoach.catalog import find, poses_dir
from posecoach.commands.estimators import open_estimator
from posecoach.core.pose import Pose
from posecoach.estimators.recording import Header, read_poses, write_poses
from posecoach.outputs.ghost import NO_SIDE, Ghost, dump_ghosts, ghost_from_pose
from posecoach.sources.clip import ClipSource
from samples.accuracy.__main__ import clips
from samples.shelf import shelf

HERE = Path(__file__).parent
ESTIMATOR = "mediapipe 0.10.31 pose full, face mesh"


def record(clip: Path) -> Path:
    """Write what the estimator sees of `clip`, and return where."""
    truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    out = clip.with_suffix(".poses.jsonl")
    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(clip))
        estimator = open_estimator(find(truth["stretch"], shelf(clip)), None, doors)
        header = Header(clip.name, source.size_px, source.fps, ESTIMATOR)
        write_poses(out, header, [estimator.estimate(frame) for frame in source.frames()])
    return out


def ghosts() -> dict[str, dict[str, Ghost]]:
    """Return the figure to copy for each stretch and side, from the first correct clip of it."""
    made: dict[str, dict[str, Ghost]] = {}
    for path in sorted(HERE.glob("*-good-*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        sides = made.setdefault(truth["stretch"], {})
        poses = read_poses(path.with_name(path.name.replace(".truth.json", ".poses.jsonl"))).poses
        for attempt in (*truth["holds"], *truth["reps"]):
            middle_s = (attempt["start_s"] + attempt["end_s"]) / 2
            side = attempt["side"] or NO_SIDE
            if side not in sides:
                sides[side] = ghost_from_pose(_at(poses, middle_s))
    return made


def _at(poses: tuple[Pose, ...], time_s: float) -> Pose:
    return min(poses, key=lambda pose: abs(pose.time_s - time_s))


def main() -> None:
    """Record the named clips, or all of them, and then make the figures anew."""
    parser = argparse.ArgumentParser(description="Records what the estimator sees of the clips.")
    parser.add_argument("clips", nargs="*", type=Path)
    for clip in parser.parse_args().clips or clips():
        sys.stdout.write(f"{record(clip).name}\n")
    (poses_dir() / "ghosts.json").write_text(dump_ghosts(ghosts()), encoding="utf-8")


if __name__ == "__main__":
    main()
