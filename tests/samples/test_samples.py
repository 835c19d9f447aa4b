"""The sample clips and their truth files: complete, well-formed, with the right answers."""

import json
from functools import cache
from pathlib import Path

import cv2
import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
SIDES = ("left", "right")
JOINTS = {"nose"} | {
    f"{side}_{joint}"
    for side in SIDES
    for joint in (
        "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index",
    )
}  # fmt: skip
LEGS = {"hip_flex_n", "hip_flex_f", "knee_flex_n", "knee_flex_f", "trunk_pitch"}
ANGLES = {
    "neck-lateral-ear-to-shoulder": {
        "head_roll", "head_pitch", "head_yaw", "shoulder_tilt", "trunk_lean",
    },
    "neck-flexion-chin-to-chest": {
        "head_roll", "head_pitch", "head_yaw", "shoulder_tilt", "trunk_lean",
    },
    "single-knee-to-chest": LEGS,
    "bridge": LEGS,
    "hamstring-towel": LEGS,
    "hip-flexor-kneeling": LEGS | {"trunk_flex", "shank_lean_f"},
}  # fmt: skip

DONE, LEFT_EARLY = True, False
FULL = None
ANSWERS = {
    "neck-lateral-ear-to-shoulder-good-1": ([("left", DONE), ("right", DONE)], [], []),
    "neck-lateral-ear-to-shoulder-faulty-1": (
        [("left", DONE), ("right", LEFT_EARLY)],
        [],
        [("trunk-lean", "left"), ("hike-opposite", "right")],
    ),
    "neck-flexion-chin-to-chest-good-1": ([(None, DONE), (None, DONE)], [], []),
    "neck-flexion-chin-to-chest-faulty-1": (
        [(None, DONE), (None, LEFT_EARLY)],
        [],
        [("hands-pull", None), ("shrug", None)],
    ),
    "single-knee-to-chest-good-1": ([("right", DONE), ("left", DONE)], [], []),
    "single-knee-to-chest-good-2": ([("left", DONE), ("left", DONE)], [], []),
    "single-knee-to-chest-faulty-1": (
        [("left", DONE), ("left", LEFT_EARLY)],
        [],
        [("other-leg-lifts", "left"), ("head-lifts", "left")],
    ),
    "bridge-good-1": ([], [FULL] * 6, []),
    "bridge-faulty-1": (
        [],
        [FULL, "range", "hold", FULL, FULL],
        [("hips-sag", None), ("fast-drop", None)],
    ),
    "hamstring-towel-good-1": ([("right", DONE), ("left", DONE)], [], []),
    "hamstring-towel-faulty-1": (
        [("left", DONE), ("left", LEFT_EARLY)],
        [],
        [("knee-bends", "left"), ("other-leg-lifts", "left")],
    ),
    "hip-flexor-kneeling-good-1": ([("right", DONE)], [], []),
    "hip-flexor-kneeling-good-2": ([("left", DONE)], [], []),
    "hip-flexor-kneeling-faulty-1": (
        [("right", DONE)],
        [],
        [("knee-past-ankle", "right"), ("trunk-leans", "right")],
    ),
}
"""Clip -> holds (side, completed), what each repetition misses, faults (id, side)."""

each_clip = pytest.mark.parametrize("name", ANSWERS)


@cache
def truth_of(name):
    return json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))


def test_every_clip_has_its_truth_and_every_truth_its_clip():
    clips = {path.stem for path in SAMPLES.glob("*.mp4")}
    truths = {path.name.removesuffix(".truth.json") for path in SAMPLES.glob("*.truth.json")}
    assert clips == truths == set(ANSWERS)


@each_clip
def test_the_truth_has_the_documented_shape(name):
    truth = truth_of(name)
    assert list(truth) == [
        "schema", "clip", "stretch", "level", "fps", "size", "body", "camera",
        "holds", "reps", "faults", "frames",
    ]  # fmt: skip
    assert truth["schema"] == 1
    assert truth["clip"] == f"{name}.mp4"
    assert name.startswith(truth["stretch"])
    assert truth["level"] == "beginner"
    assert {"azimuth_deg", "height_m", "distance_m"} <= set(truth["camera"])
    for hold in truth["holds"]:
        assert set(hold) == {"side", "start_s", "end_s", "held_s", "completed"}
        assert 0 < hold["held_s"] <= hold["end_s"] - hold["start_s"] + 0.01
    for rep in truth["reps"]:
        assert set(rep) == {"side", "start_s", "end_s", "full", "missing"}
    for fault in truth["faults"]:
        assert set(fault) == {"id", "side", "start_s", "end_s"}
        assert fault["start_s"] < fault["end_s"]


@each_clip
def test_every_frame_has_every_joint_and_angle(name):
    truth = truth_of(name)
    for k, frame in enumerate(truth["frames"]):
        assert frame["time_s"] == pytest.approx(k / truth["fps"], abs=0.001)
        assert set(frame["joints_px"]) == JOINTS
        assert set(frame["angles_deg"]) == ANGLES[truth["stretch"]]


@each_clip
def test_the_answers_are_those_of_the_table(name):
    truth = truth_of(name)
    holds, missing, faults = ANSWERS[name]
    assert [(hold["side"], hold["completed"]) for hold in truth["holds"]] == holds
    assert [rep["missing"] for rep in truth["reps"]] == missing
    assert [rep["full"] for rep in truth["reps"]] == [kind is FULL for kind in missing]
    assert [(fault["id"], fault["side"]) for fault in truth["faults"]] == faults


@each_clip
def test_the_person_starts_still_and_stays_in_the_picture(name):
    truth = truth_of(name)
    width, height = truth["size"]
    still = truth["frames"][: int(2.5 * truth["fps"])]
    for angle in still[0]["angles_deg"]:
        values = [frame["angles_deg"][angle] for frame in still]
        assert max(values) - min(values) < 2.0, angle
    legs_too = not name.startswith("neck")
    for frame in truth["frames"]:
        for joint, (x, y) in frame["joints_px"].items():
            if legs_too or joint == "nose" or joint.endswith(("shoulder", "hip", "wrist")):
                assert 0.03 * width < x < 0.97 * width, joint
                assert 0.03 * height < y < 0.97 * height, joint


@each_clip
def test_the_clip_is_small_and_as_long_as_its_truth(name):
    truth, path = truth_of(name), SAMPLES / f"{name}.mp4"
    assert path.stat().st_size < 1_000_000
    video = cv2.VideoCapture(str(path))
    try:
        assert video.get(cv2.CAP_PROP_FRAME_COUNT) == len(truth["frames"])
        assert video.get(cv2.CAP_PROP_FPS) == pytest.approx(truth["fps"])
        read, first = video.read()
    finally:
        video.release()
    assert read
    assert first.shape == (truth["size"][1], truth["size"][0], 3)
