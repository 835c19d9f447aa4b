"""The sample clips and their truth files: complete, well-formed, with the right answers."""

import json
from functools import cache
from pathlib import Path

import cv2
import pytest

from tests.samples.answers import ANGLES, ANSWERS, FULL, REFUSED

SAMPLES = Path(__file__).parents[2] / "samples"
SIDES = ("left", "right")
JOINTS = {"nose"} | {
    f"{side}_{joint}"
    for side in SIDES
    for joint in (
        "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index",
    )
}  # fmt: skip
SMALL_BYTES = 1_100_000
LEGS_MAY_BE_OUT = ("neck", "levator", "upper-trapezius", "desk", "shoulder-blade")

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
    sometimes = {"refusal", "placed_from_s"}
    assert [key for key in truth if key not in sometimes] == [
        "schema", "clip", "stretch", "level", "fps", "size", "body", "camera",
        "holds", "reps", "faults", "frames",
    ]  # fmt: skip
    assert truth["schema"] == 1
    assert truth["clip"] == f"{name}.mp4"
    assert name.startswith(truth["stretch"])
    assert truth["level"] == "beginner"
    assert {"azimuth_deg", "height_m", "distance_m"} <= set(truth["camera"])
    assert truth.get("refusal") == REFUSED.get(name)
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
        assert set(frame["angles_deg"]) == set(ANGLES[truth["stretch"]])


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
    legs_too = not name.startswith(LEGS_MAY_BE_OUT)
    for frame in truth["frames"]:
        for joint, (x, y) in frame["joints_px"].items():
            if legs_too or joint == "nose" or joint.endswith(("shoulder", "hip", "wrist")):
                assert 0.03 * width < x < 0.97 * width, joint
                assert 0.03 * height < y < 0.97 * height, joint


@each_clip
def test_the_clip_is_small_and_as_long_as_its_truth(name):
    truth, path = truth_of(name), SAMPLES / f"{name}.mp4"
    assert path.stat().st_size < SMALL_BYTES
    video = cv2.VideoCapture(str(path))
    try:
        assert video.get(cv2.CAP_PROP_FRAME_COUNT) == len(truth["frames"])
        assert video.get(cv2.CAP_PROP_FPS) == pytest.approx(truth["fps"])
        read, first = video.read()
    finally:
        video.release()
    assert read
    assert first.shape == (truth["size"][1], truth["size"][0], 3)
