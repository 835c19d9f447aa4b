"""Draws a picture for each measure: `python -m samples.measures` writes poses/pictures/ID.svg.

A picture shows a moment of a sample clip in which the measure is far from where it is at rest.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from posecoach.catalog import load_all, poses_dir
from posecoach.core.body import Body, BodyReader
from posecoach.core.measure import MEASURES
from posecoach.core.pose import Side
from posecoach.core.stretch import Stretch
from posecoach.estimators.recording import read_poses
from samples.measures.drawing import picture
from samples.measures.marks import MARKS

SAMPLES = Path(__file__).parents[1]
RESTS_AT_S, EVERY = 2.0, 3
FAR = 0.97  # not the very furthest: that may be a slip of the model

SHOWN_BY = {
    "ear_gap": "shoulder-blade-squeeze",
    "head_shift": "lower-trunk-rotation",
    "hip_flex_f": "hip-flexor-kneeling",
    "hip_forward": "hip-flexor-kneeling",
    "knee_flex_f": "hip-flexor-kneeling",
    "neck_axis_roll": "neck-lateral-ear-to-shoulder",
    "shank_pitch_n": "bridge",
    "shoulder_rise_same": "upper-trapezius",
    "thigh_pitch_f": "hip-flexor-kneeling",
    "trunk_pitch": "lumbar-flexion-seated",
    "wrist_height_opposite": "upper-trapezius",
}
"""For what no stretch uses now: whose samples show it."""

Moment = tuple[float, float, Body]
"""How far it is from rest, what it reads, and the body that shows it."""


def moments(clip: Path, stretch: Stretch) -> dict[str, list[Moment]]:
    """Return what each measure that the clip of a stretch shows reads over time."""
    poses = read_poses(clip.with_suffix(".poses.jsonl")).poses
    rest = next((pose for pose in poses if pose.time_s >= RESTS_AT_S and pose.landmarks), None)
    if rest is None:
        return {}
    shown = {id_ for id_, by in SHOWN_BY.items() if by == stretch.id}
    wanted = MEASURES.keys() & ({*stretch.measures} - SHOWN_BY.keys() | shown)
    reader, found = BodyReader(stretch), dict[str, list[Moment]]()
    for nth, pose in enumerate(poses):
        body = reader.read(pose, rest)
        if stretch.has_sides and body.side is None:  # told by the session in these: any will do
            body = replace(body, side=Side.LEFT)
        if nth % EVERY or not pose.landmarks or body.at_rest is None:
            continue
        for id_ in sorted(wanted):
            now, before = MEASURES[id_].read(body), MEASURES[id_].read(body.at_rest)
            if now is not None:
                change = now - (before or 0.0)
                value = change if MEASURES[id_].relative else now
                found.setdefault(id_, []).append((abs(change), value, body))
    return found


def pictures() -> dict[str, str]:
    """Return the picture of every measure that some sample shows, by its id."""
    stretches, best = load_all(poses_dir()), dict[str, Moment]()
    for path in sorted(SAMPLES.glob("*-[gf]*-*.truth.json")):
        stretch = stretches[json.loads(path.read_text(encoding="utf-8"))["stretch"]]
        clip = path.with_name(path.name.replace(".truth.json", ".mp4"))
        for id_, seen in moments(clip, stretch).items():
            moment = sorted(seen, key=lambda each: each[0])[int(FAR * (len(seen) - 1))]
            if id_ not in best or moment[0] > best[id_][0]:
                best[id_] = moment
    return {
        id_: picture(body, MARKS[id_], _said(id_, value)) for id_, (_, value, body) in best.items()
    }


def _said(id_: str, value: float) -> str:
    return f"{value + 0.0:.0f}°" if MEASURES[id_].unit == "deg" else f"{value + 0.0:.2f}"


def main() -> None:
    """Draw them all."""
    parser = argparse.ArgumentParser(prog="python -m samples.measures", description=__doc__)
    parser.add_argument("--out", type=Path, default=poses_dir() / "pictures")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    made = pictures()
    for id_, drawn in made.items():
        (out / f"{id_}.svg").write_text(drawn, encoding="utf-8", newline="\n")
    for id_ in MEASURES.keys() - made.keys():
        sys.stderr.write(f"{id_}: no sample shows it; wanted a stretch for it in SHOWN_BY\n")


if __name__ == "__main__":
    main()
