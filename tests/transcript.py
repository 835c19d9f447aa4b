"""What a person hears of a recorded clip, without sound: `python -m tests.transcript CLIP ...`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from posecoach.catalog import find
from posecoach.core.session import Session, Step
from posecoach.core.stretch import Level
from posecoach.estimators.recording import read_poses
from posecoach.report.strip import Word
from posecoach.report.strip_taker import told


def heard(steps: Iterable[Step]) -> list[Word]:
    """Return what is heard of `steps`, in its order."""
    return [word for word in told(steps) if word.spoken]


def steps_of(clip: Path) -> list[Step]:
    """Return the steps of a sample's recorded poses."""
    truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    session = Session(find(truth["stretch"]), Level(truth.get("level", Level.BEGINNER)))
    recording = read_poses(clip.with_suffix(".poses.jsonl"))
    return [session.step(pose) for pose in recording.poses]


def main() -> int:
    """Print a line for each utterance of the named clips."""
    for name in sys.argv[1:]:
        sys.stdout.write(f"{name}\n")
        for each in heard(steps_of(Path(name))):
            cut = f" (cut {each.cut_s:.1f} s)" if each.cut_s > 0.1 else ""
            urgency = each.urgency.name.lower()
            sys.stdout.write(f"{each.time_s:7.2f}  {urgency:13}{each.text}{cut}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
