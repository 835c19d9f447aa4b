"""Strips of simulated people, whose holds and faults are known by construction, and of samples."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from bodies import film

from posecoach.catalog import find
from posecoach.core.pose import Pose
from posecoach.core.session import Session
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Tally
from posecoach.estimators.recording import read_poses
from posecoach.report.strip import Strip
from posecoach.report.strip_taker import StripTaker
from tests.conftest import SAMPLES
from tests.core.motions import FPS, Motion, length_s, right, short, wrong

LATERAL, BRIDGE, BREATH = "neck-lateral-ear-to-shoulder", "bridge", "relaxed-breathing"
AT_S, BACK_S = 3.8, 9.4  # when `right` is at its target, and when it begins to come back


def judged(
    stretch: Stretch, poses: Iterable[Pose], clip: str, level: Level = Level.BEGINNER
) -> Strip:
    session, tally = Session(stretch, level), Tally(stretch, level)
    taker = StripTaker(stretch.working, stretch.primary.measure if stretch.primary else None)
    for pose in poses:
        step = session.step(pose)
        tally.take(step)
        taker.take(step)
    return taker.strip(clip, tally.summary(session.finish()))


def strip_of(stretch: Stretch, motion: Motion, length: float, fps: float = FPS) -> Strip:
    return judged(stretch, film(motion, length, fps), f"{stretch.id}.mp4")


@cache
def done_well(id_: str) -> Strip:
    return strip_of(short(id_), right(id_), length_s())


@cache
def done_wrong(id_: str, fault: str) -> Strip:
    return strip_of(short(id_, 20.0), wrong(id_, fault), 12.0)


@cache
def sample(name: str) -> Strip:
    about = json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    poses = read_poses(SAMPLES / f"{name}.poses.jsonl").poses
    return judged(find(about["stretch"]), poses, f"{name}.mp4", Level(about["level"]))


STRIPS = {
    "held": done_well(LATERAL),
    "repeated": done_well(BRIDGE),
    "by-the-clock": done_well(BREATH),
    "with-a-fault": done_wrong(LATERAL, "hike-opposite"),
    "bridge-faulty-1": sample("bridge-faulty-1"),
    "bridge-wrong-view-1": sample("bridge-wrong-view-1"),
    "stand-and-walk-faulty-1": sample("stand-and-walk-faulty-1"),
}
