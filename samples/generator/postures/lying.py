"""On the back, the head at the image's left or right."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import CHEST, NECK, Figure, Posture
from samples.generator.limbs import (
    LEFT,
    UP,
    blend,
    hands_to,
    hang_arms,
    knuckles,
    leg_length,
    set_foot,
    set_leg,
    sign,
    suffix,
    tilt_of,
    trunk_line,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.rig import Pose, apply, unit


def supine_frame(head_at: str) -> Array:
    """Return the axes of a figure on its back, its head at the image's `left` or `right`."""
    along = np.array([-1.0, 0.0, 0.0]) if head_at == "left" else np.array([1.0, 0.0, 0.0])
    return np.stack([np.cross(along, UP), along, UP], axis=1)


def lay(body: Body, ch: Channels, head_at: str) -> tuple[Pose, Array]:
    """Lay the figure on its back on the floor, in the middle of the picture, head on a pillow."""
    pose = Pose(body.rig, len(ch))
    one = supine_frame(head_at)
    frame = np.tile(one, (len(ch), 1, 1))
    pose.turn("root", frame)
    middle = np.array([0.0, (body.rig.rest("head")[1] + body.floor_m) / 2 + 0.10, body.back_m])
    pose.root_m = pose.root_m + (one @ (body.rig.heads[0] - middle) - body.rig.heads[0])
    return pose, frame


def pillow(body: Body, head_at: str) -> tuple[float, float]:
    """Return where the lying head's pillow is, along the image, and how high it is, metres."""
    middle = (body.rig.rest("head")[1] + body.floor_m) / 2 + 0.10
    along = body.rig.rest("head")[1] + 0.07 - middle
    return (-along if head_at == "left" else along), body.nape_m - body.back_m - 0.004


def lying(head_at: str) -> Posture:
    """Return the posture on the back, head at the image's `left` or `right`.

    Channels, each with `_left` and `_right`: hip, knee, plant (1: the foot flat on the floor, the
    knee bent as that needs), flat (1: hip counts from where the straight leg's heel rests), point
    (toes, + down), apart (the leg to its own side), grip (both hands on that shin), hug (its own
    hand on that shin); and curl (head and shoulders up), towel (1 holds one), towel_right (1: it
    is round the right foot, 0: round the left).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = lay(body, ch, head_at)
        pose.share(CHEST, "x", ch["curl"] + ch.sway(0.25))
        pose.share(NECK, "x", 0.6 * ch["curl"])
        for side in SIDES:
            lying_leg(body, pose, side, frame, ch)
        hang_arms(pose, frame, abduct_deg=15.0, forward_deg=-10.0, bend_deg=6.0)
        for side in SIDES:
            for leg in SIDES:
                hand_on_shin(pose, frame, side, leg, ch["grip_" + leg])
            if ch["hug_" + side].any():
                hand_on_shin(pose, frame, side, side, ch["hug_" + side])
        rods = _towel(body, pose, frame, ch) if ch["towel"].any() else None
        return Figure(*pose.solve(), rods)

    return posture


FEET_FLAT_HIP_DEG = 49.0
"""Hip flexion of a leg that stands on its foot; a planted leg's `hip` channel has this value."""


def lying_leg(body: Body, pose: Pose, side: str, frame: Array, ch: Channels) -> None:
    """Place a leg as the channels of `lying` say."""
    sway = ch.sway(0.45, phase=0.4)
    hip = ch["hip_" + side] + sway
    knee, plant, flat = ch["knee_" + side], ch["plant_" + side], ch["flat_" + side]
    hip = hip + flat * _heel_hip(body, pose, side, frame, knee)
    flat_knee = sole_knee(body, pose, side, frame, FEET_FLAT_HIP_DEG + sway)
    knee = plant * flat_knee + (1 - plant) * knee
    set_leg(pose, side, frame, hip, knee, 4.0 + ch["apart_" + side])
    line, _ = trunk_line(pose, side, frame)
    free = knee - hip + tilt_of(line) + ch["point_" + side]
    set_foot(pose, side, frame, plant * 90.0 + (1 - plant) * free)


def sole_knee(body: Body, pose: Pose, side: str, frame: Array, hip: Array) -> Array:
    """Return the knee flexion that stands the foot flat on the floor, degrees."""
    line, _ = trunk_line(pose, side, frame)
    thigh = hip - tilt_of(line)
    hip_y = pose.place("upperleg01" + suffix(side))[:, 1]
    knee_y = hip_y + leg_length(body, "upperleg01", "lowerleg01") * np.sin(np.radians(thigh))
    ankle_y = body.rig.rest("foot.L")[1] - body.floor_m
    shank = leg_length(body, "lowerleg01", "foot")
    return thigh + np.degrees(np.arcsin(np.clip((knee_y - ankle_y) / shank, -1, 1)))


def _heel_hip(body: Body, pose: Pose, side: str, frame: Array, knee: Array) -> Array:
    """Return the hip flexion at which the heel of a nearly straight leg rests on the floor."""
    line, _ = trunk_line(pose, side, frame)
    heel = body.landmarks["left_heel"][1] - body.rig.rest("foot.L")
    drop = pose.place("upperleg01" + suffix(side))[:, 1] - (0.025 - heel[2])
    thigh = leg_length(body, "upperleg01", "lowerleg01")
    shank = leg_length(body, "lowerleg01", "foot")
    knee_rad = np.radians(knee)
    along, aside = thigh + shank * np.cos(knee_rad), shank * np.sin(knee_rad)
    pitch = np.arctan2(aside, along) - np.arcsin(drop / np.hypot(along, aside))
    return np.degrees(pitch) + tilt_of(line)


def hand_on_shin(pose: Pose, frame: Array, side: str, leg: str, share: Array) -> None:
    """Bring a hand to the top of a leg's shin, the elbow outwards."""
    knee, ankle = pose.place("lowerleg01" + suffix(leg)), pose.place("foot" + suffix(leg))
    shin = ankle - knee
    across = apply(frame, LEFT) * sign(side)
    front = unit(np.cross(apply(frame, LEFT), shin))
    grip = knee + 0.12 * shin + 0.055 * front + 0.055 * across
    back = unit(pose.place("upperarm01" + suffix(side)) - grip)
    target = grip + 0.075 * back
    above = blend(np.full(len(share), 0.5), pose.place("wrist" + suffix(side)), target)
    above = above + 0.12 * UP + 0.10 * across
    hands_to(pose, side, share, [above, target], across - 0.5 * UP)


HANDS_APART_M = 0.20
"""How far each hand of the towel keeps from the middle, so as to stay beside the trunk."""


def _towel(body: Body, pose: Pose, frame: Array, ch: Channels) -> Array:
    """Hold a towel round the ball of a foot; return its rods: two lines and the loop."""
    balls = {side: _ball_of_foot(body, pose, side) for side in SIDES}
    change = ch["towel_right"]
    ball = blend(change, balls["left"], balls["right"])
    ball = ball + (0.10 * np.sin(np.pi * change))[:, None] * UP
    across = apply(frame, LEFT)
    hands = {}
    for side in SIDES:
        shoulder = pose.place("upperarm01" + suffix(side))
        along = unit(ball - shoulder)
        target = shoulder + 0.40 * along
        aside = np.sum((target - pose.root_m) * across, axis=1, keepdims=True)
        target = target + (HANDS_APART_M * sign(side) - aside) * across
        target[:, 1] = np.maximum(target[:, 1], 0.15)
        ones = np.ones(len(ch))
        hands_to(pose, side, ones, [target], 0.6 * across * sign(side) - UP)
        hand, place = pose.frame("wrist" + suffix(side))
        hands[side] = place + apply(hand, knuckles(pose, side))
    edges = {side: ball + 0.045 * sign(side) * across for side in SIDES}
    lines = [(hands[side], edges[side]) for side in SIDES]
    lines += [(edges["left"], edges["right"]), (hands["left"], hands["left"] - 0.12 * UP)]
    return np.stack([np.stack(ends, axis=1) for ends in lines], axis=1)


def _ball_of_foot(body: Body, pose: Pose, side: str) -> Array:
    """Return a place just beyond the ball of the foot's sole."""
    foot, place = pose.frame("foot" + suffix(side))
    toe = body.rig.rest("toe2-1" + suffix(side)) - body.rig.rest("foot" + suffix(side))
    return place + apply(foot, toe + np.array([0.0, -0.035, 0.0]))
