"""On hands and knees, side-on; and from there up into the inverted V."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import NECK, Figure, Posture
from samples.generator.limbs import set_foot, sign, suffix
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.sagittal import (
    BALL_M,
    INSTEP_M,
    LEG,
    PALM_M,
    SHIN_M,
    ankle_of,
    apex,
    arm_m,
    begin,
    corner_deg,
    flatten_toes,
    hip_aside_m,
    lean_of,
    lean_on_hand,
    lean_trunk,
    leg_m,
    put_hips,
    round_spine,
    set_leg_to,
    third_side,
    trunk_m,
    world,
)
from samples.generator.rig import Pose, turn

ELBOW_DEG = 6.0
"""A straight arm's elbow."""
BACK = np.array([0.25, 0.0, -1.0])
DOWN = np.array([0.25, -1.0, -0.3])
"""Where a bent elbow goes: out, up, ahead."""


def all_fours(facing: str) -> Posture:
    """Return hands and knees on the floor, facing the image's `right` or `left`.

    Channels: round (the back, + up as a cat's, degrees), neck (+ head down), shift (the hips ahead
    of the knees, trunk lengths), elbow (bend beyond straight).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = begin(body, ch, facing)
        wrist = _hand_under_shoulder(body, facing)
        round_spine(pose, ch["round"] + ch.sway(0.7))
        pose.share(NECK, "x", ch["neck"] + ch.sway(0.4, phase=0.4))
        trunk = trunk_m(pose, frame)
        long = np.linalg.norm(trunk, axis=1)
        ahead = _knee_m(body) + ch["shift"] * _trunk_at_rest_m(body, facing)
        hips = np.stack([ahead, np.sqrt(_thigh_m(body) ** 2 - (ahead - _knee_m(body)) ** 2)], 1)
        hips[:, 1] += SHIN_M
        shoulders = apex(hips, long, wrist, arm_m(body, ELBOW_DEG + ch["elbow"]))
        lean_trunk(pose, frame, lean_of(shoulders - hips))
        put_hips(pose, frame, hips)
        for side in SIDES:
            _kneel(body, pose, side, frame)
            lean_on_hand(pose, side, frame, wrist, _hand_aside_m(body), BACK)
        return Figure(*pose.solve())

    return posture


def _thigh_m(body: Body) -> float:
    return body.length("upperleg01.L", "lowerleg01.L")


def _knee_m(body: Body) -> float:
    """Return how far ahead of the middle of the mat the knees are: hands and feet need room."""
    return -0.25 * _thigh_m(body)


def _hand_aside_m(body: Body) -> float:
    return float(body.rig.rest("upperarm01.L")[0])


def _trunk_at_rest_m(body: Body, facing: str) -> float:
    pose, frame = begin(body, Channels.still(1), facing)
    return float(np.linalg.norm(trunk_m(pose, frame)))


def _hand_under_shoulder(body: Body, facing: str) -> Array:
    """Return where the wrists are when thighs and arms are upright and the back is at rest."""
    hips_m = SHIN_M + _thigh_m(body)
    shoulders_m = PALM_M + float(arm_m(body, np.array(ELBOW_DEG)))
    far = np.sqrt(_trunk_at_rest_m(body, facing) ** 2 - (hips_m - shoulders_m) ** 2)
    return np.array([_knee_m(body) + far, PALM_M])


def _kneel(body: Body, pose: Pose, side: str, frame: Array) -> None:
    """Keep knee, shin and the top of the foot on the floor."""
    count, out = len(frame), sign(side) * hip_aside_m(body)
    knee = world(frame, np.array([_knee_m(body), SHIN_M]), out)
    upper, lower, foot = (name + suffix(side) for name in LEG)
    pose.aim(upper, lower, knee - pose.place(upper))
    drop = (SHIN_M - INSTEP_M) / body.length("lowerleg01.L", "foot.L")
    pose.aim(lower, foot, world(frame, np.array([-1.0, -drop])))
    set_foot(pose, side, frame, np.full(count, 158.0), splay_deg=0.0)


HANDS_AHEAD_M = 0.10
"""How far ahead of the shoulders the hands are that will carry the inverted V."""
TUCKED_DEG = 72.0
"""Pitch of a foot on tucked toes, its knee on the floor."""
FOOT_UP_M = 0.05
"""How high a foot comes up while it steps back."""


def inverted_v(facing: str) -> Posture:
    """Return hands and tucked toes on the floor: hands and knees, or the hips up in a V.

    Channels: up (0 kneeling to 1, the V of the other channels), knee, arm (raised from the trunk;
    beyond 180 the shoulders hang through), elbow (bend beyond straight), heel (pitch of the foot,
    + toes down), step_left and step_right (0 below the knees to 1, the foot has stepped back
    by `stride`, in lengths of two shanks), neck (+ head down).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = begin(body, ch, facing)
        up = ch["up"]
        _raise_shoulders(pose, ch)
        pose.share(NECK, "x", ch["neck"] + ch.sway(0.4, phase=0.4))
        long = np.linalg.norm(trunk_m(pose, frame), axis=1)
        wrist, knee_before, raised_before = _before_v(body, facing)
        knee = knee_before + up * (ch["knee"] - knee_before + ch.sway(0.5, phase=0.7))
        raised = raised_before + up * (ch["arm"] - raised_before + ch.sway(0.4))
        feet, pitch = _feet(body, ch)
        ankle = (feet["left"] + feet["right"]) / 2
        reach = arm_m(body, ELBOW_DEG + ch["elbow"])
        far = third_side(long, reach, raised)
        hips = apex(ankle, leg_m(body, knee), wrist + 0 * ankle, far)
        turned = np.where(raised <= 180.0, 1.0, -1.0) * corner_deg(far, long, reach)
        lean_trunk(pose, frame, lean_of(wrist - hips) - turned)
        put_hips(pose, frame, hips)
        for side in SIDES:
            set_leg_to(pose, side, frame, feet[side], hip_aside_m(body), pitch, splay_deg=0.0)
            flatten_toes(pose, side, frame)
            lean_on_hand(pose, side, frame, wrist, _hand_aside_m(body), DOWN)
        return Figure(*pose.solve())

    return posture


def _raise_shoulders(pose: Pose, ch: Channels) -> None:
    """Bring the shoulder blades up as the arms go overhead, and straighten the back."""
    for side in SIDES:
        pose.turn("clavicle" + suffix(side), turn("z", sign(side) * 12.0 * ch["up"]))
    round_spine(pose, 8.0 + ch.sway(0.4))


def _before_v(body: Body, facing: str) -> tuple[Array, float, float]:
    """Return the wrists' place, and knee and arm on hands and knees, the thighs upright."""
    still = Channels.still(1)
    pose, frame = begin(body, still, facing)
    _raise_shoulders(pose, still)
    long = np.linalg.norm(trunk_m(pose, frame), axis=1)
    wrist = _hand_under_shoulder(body, facing) + np.array([HANDS_AHEAD_M, 0.0])
    hips = np.array([_knee_m(body), SHIN_M + _thigh_m(body)])
    reach = arm_m(body, np.full(1, ELBOW_DEG))
    raised = corner_deg(long, reach, float(np.linalg.norm(wrist - hips)))
    ankle = _feet(body, still)[0]["left"][0]
    shank = body.length("lowerleg01.L", "foot.L") * np.ones(1)
    bent = corner_deg(shank, _thigh_m(body) * np.ones(1), float(np.linalg.norm(ankle - hips)))
    return wrist, 180.0 - float(bent[0]), float(raised[0])


def _feet(body: Body, ch: Channels) -> tuple[dict[str, Array], Array]:
    """Return the places of the ankles, and how the feet are pitched."""
    pitch = TUCKED_DEG + ch["up"] * (ch["heel"] - TUCKED_DEG)
    tucked = ankle_of(body, np.zeros(2), np.full(1, TUCKED_DEG))[0]
    shank = body.length("lowerleg01.L", "foot.L")
    behind = np.sqrt(shank**2 - (tucked[1] + BALL_M - SHIN_M) ** 2)
    ball = np.array([_knee_m(body) - behind - tucked[0], BALL_M])
    feet = {}
    for side in SIDES:
        step = ch["step_" + side]
        way = np.stack([-ch["stride"] * shank * 2 * step, FOOT_UP_M * np.sin(np.pi * step)], axis=1)
        feet[side] = ankle_of(body, ball + way, pitch)
    return feet, pitch
