"""Channels -> a posed figure, all frames at once: standing, lying, in a bridge, half-kneeling.

Limb channels are the angles of the stretch specification (hip flexion against that side's own
trunk line, knee flexion), so the figure shows what the script asks for; the truth is measured
afresh from the figure all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.limbs import (
    FRONT,
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
    turn_hand,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.rig import Pose, apply, turn, unit

SPINE = {"spine05": 0.2, "spine04": 0.2, "spine03": 0.2, "spine02": 0.2, "spine01": 0.2}
WAIST = {"spine05": 0.6, "spine04": 0.4}
CHEST = {"spine03": 0.25, "spine02": 0.5, "spine01": 0.25}
NECK = {"neck01": 0.25, "neck02": 0.25, "neck03": 0.2, "head": 0.3}


@dataclass(frozen=True)
class Figure:
    """The posed bones, (frames, bones, 3, 3) and (frames, bones, 3); towel ends where there is one.

    `rods_m` is (frames, rods, 2, 3) in metres.
    """

    rotations: Array
    places: Array
    rods_m: Array | None = None


Posture = Callable[[Body, Channels], Figure]


# ---------------------------------------------------------------- standing


def standing(body: Body, ch: Channels) -> Figure:
    """Stand facing the camera. Channels: roll, pitch, lean, hike_left, hike_right, hands."""
    pose = Pose(body.rig, len(ch))
    pose.root_m[:, 1] -= body.floor_m
    frame = np.tile(np.eye(3), (len(ch), 1, 1))
    for side in SIDES:
        pose.turn("upperleg01" + suffix(side), turn("z", -sign(side) * 3.0))
        pose.turn("foot" + suffix(side), turn("z", sign(side) * 3.0))
    pose.share(WAIST, "z", -(ch["lean"] + ch.sway(0.35)))
    pose.share(CHEST, "x", ch.sway(0.4, phase=0.1) + 0.06 * ch["pitch"])
    for side in SIDES:
        lift = ch["hike_" + side] + ch.sway(0.5, phase=0.3)
        pose.turn("clavicle" + suffix(side), turn("z", sign(side) * lift))
    pose.share(NECK, "z", -(ch["roll"] + ch.sway(0.5, phase=0.6)))
    pose.share(NECK, "x", 0.94 * ch["pitch"] + ch.sway(0.4, phase=0.8))
    hang_arms(pose, frame @ turn("z", -0.6 * ch["lean"]), abduct_deg=11.0)
    for side in SIDES:
        _hand_on_head(body, pose, side, ch["hands"])
    return Figure(*pose.solve())


def _hand_on_head(body: Body, pose: Pose, side: str, share: Array) -> None:
    """Bring a hand up past the side of the body onto the back of the head."""
    head, place = pose.frame("head")
    rest = body.rig.rest("head")
    grip = np.array([0.10 * sign(side), body.rig.rest("eye.L")[1] - rest[1] + 0.02, 0.0])
    grip[2] = body.nape_m - rest[2] - 0.01
    target = place + apply(head, grip)
    outside = pose.place("upperarm01" + suffix(side)) + np.array([sign(side) * 0.42, -0.05, 0.25])
    pole = np.array([sign(side) * 1.0, -0.15, 0.35])
    hands_to(pose, side, share, [outside, outside + 0.3 * UP, target], pole)
    inward = apply(head, np.array([-0.9 * sign(side), 0.45, -0.1]))
    turn_hand(pose, side, share, inward)


# ---------------------------------------------------------------- lying


def supine_frame(head_at: str) -> Array:
    """Return the axes of a figure on its back, its head at the image's `left` or `right`."""
    along = np.array([-1.0, 0.0, 0.0]) if head_at == "left" else np.array([1.0, 0.0, 0.0])
    return np.stack([np.cross(along, UP), along, UP], axis=1)


def _lay(body: Body, ch: Channels, head_at: str) -> tuple[Pose, Array]:
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
    (toes, + down), grip (hands on that shin); and curl (head and shoulders up), towel (1 holds
    one), towel_right (1: it is round the right foot, 0: round the left).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = _lay(body, ch, head_at)
        pose.share(CHEST, "x", ch["curl"] + ch.sway(0.25))
        pose.share(NECK, "x", 0.6 * ch["curl"])
        for side in SIDES:
            _lying_leg(body, pose, side, frame, ch)
        hang_arms(pose, frame, abduct_deg=15.0, forward_deg=-10.0, bend_deg=6.0)
        for side in SIDES:
            for leg in SIDES:
                _hand_on_shin(pose, frame, side, leg, ch["grip_" + leg])
        rods = _towel(body, pose, frame, ch) if ch["towel"].any() else None
        return Figure(*pose.solve(), rods)

    return posture


FEET_FLAT_HIP_DEG = 49.0
"""Hip flexion of a leg that stands on its foot; a planted leg's `hip` channel has this value."""


def _lying_leg(body: Body, pose: Pose, side: str, frame: Array, ch: Channels) -> None:
    sway = ch.sway(0.45, phase=0.4)
    hip = ch["hip_" + side] + sway
    knee, plant, flat = ch["knee_" + side], ch["plant_" + side], ch["flat_" + side]
    hip = hip + flat * _heel_hip(body, pose, side, frame, knee)
    flat_knee = _sole_knee(body, pose, side, frame, FEET_FLAT_HIP_DEG + sway)
    knee = plant * flat_knee + (1 - plant) * knee
    set_leg(pose, side, frame, hip, knee)
    line, _ = trunk_line(pose, side, frame)
    free = knee - hip + tilt_of(line) + ch["point_" + side]
    set_foot(pose, side, frame, plant * 90.0 + (1 - plant) * free)


def _sole_knee(body: Body, pose: Pose, side: str, frame: Array, hip: Array) -> Array:
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


def _hand_on_shin(pose: Pose, frame: Array, side: str, leg: str, share: Array) -> None:
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


# ---------------------------------------------------------------- bridge


def bridge(head_at: str) -> Posture:
    """Return the bridge: feet and shoulders stay; channel `hip` is the hip flexion to reach."""

    def posture(body: Body, ch: Channels) -> Figure:
        lifts = np.linspace(-2.0, 36.0, 153)
        shown = _hip_of_lift(body, head_at, lifts)
        wanted = ch["hip"] + ch.sway(0.4, phase=0.4)
        lift = np.interp(-wanted, -shown, lifts)
        return Figure(*_bridge_pose(body, ch, head_at, lift)[0].solve())

    return posture


REST_HIP_DEG = 48.0
"""Hip flexion at rest before a bridge; it decides where the feet stand."""


def _hip_of_lift(body: Body, head_at: str, lift: Array) -> Array:
    """Return the hip flexion that each lift of the trunk shows (falling as the lift grows)."""
    pose, frame = _bridge_pose(body, Channels.still(len(lift)), head_at, lift)
    line, front = trunk_line(pose, "left", frame)
    thigh = pose.place("lowerleg01.L") - pose.place("upperleg01.L")
    thigh = apply(np.swapaxes(frame, -1, -2), thigh)
    return np.degrees(np.arctan2((thigh * front).sum(axis=1), -(thigh * line).sum(axis=1)))


def _bridge_pose(body: Body, ch: Channels, head_at: str, lift: Array) -> tuple[Pose, Array]:
    pose, frame = _lay(body, ch, head_at)
    feet = _planted_feet(body, head_at)
    chest = pose.place("clavicle.L")
    pose.turn("root", turn("x", -lift))
    pose.root_m = pose.root_m + chest - pose.place("clavicle.L")
    pose.share(NECK, "x", lift)
    for side in SIDES:
        ahead = UP - apply(frame, UP) * 0.2
        bones = [name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot")]
        pose.reach((bones[0], bones[1], bones[2]), np.tile(feet[side], (len(ch), 1)), ahead)
        set_foot(pose, side, frame, np.full(len(ch), 90.0))
    hang_arms(pose, frame, abduct_deg=17.0, forward_deg=-10.0, bend_deg=6.0)
    return pose, frame


def _planted_feet(body: Body, head_at: str) -> dict[str, Array]:
    """Return where the ankles are while the figure lies at rest with its feet flat."""
    pose, frame = _lay(body, Channels.still(1), head_at)
    hip, out = np.full(1, REST_HIP_DEG), {}
    for side in SIDES:
        set_leg(pose, side, frame, hip, _sole_knee(body, pose, side, frame, hip))
        out[side] = pose.place("foot" + suffix(side))[0]
    return out


# ---------------------------------------------------------------- half-kneeling


def kneeling(facing: str) -> Posture:
    """Return half-kneeling, facing the image's `right` or `left`; the rear leg is the near one.

    Channels: hip (rear hip flexion, extension is negative), trunk (forward lean of the trunk).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        rear = facing
        frame = np.tile(turn("y", 90.0 if facing == "right" else -90.0), (len(ch), 1, 1))
        pose = Pose(body.rig, len(ch))
        pose.turn("root", frame)
        lean = ch["trunk"] + ch.sway(0.3)
        pose.turn("root", turn("x", 0.45 * lean))
        pose.share(SPINE, "x", 0.55 * lean)
        pose.share(NECK, "x", -0.5 * lean)
        _kneel_on(body, pose, rear, frame, ch["hip"] + ch.sway(0.4, phase=0.4))
        _stand_front_foot(body, pose, rear, frame)
        hang_arms(pose, frame, abduct_deg=12.0)
        _hands_on_thigh(pose, rear, frame)
        return Figure(*pose.solve())

    return posture


KNEE_M = 0.055
"""How high the knee joint is over the floor when kneeling on it."""
REAR_ANKLE_M = 0.075
"""The same of the rear ankle, the top of the foot on the floor."""
KNEE_BEHIND_M = 0.22
"""How far the rear knee is behind the middle of the mat."""
LEG_ASIDE_M = 0.10
"""How far the rear knee and the front foot are from the middle line, each to its side."""
STEP = 0.64
"""How far the front ankle is ahead of the middle of the mat, in lengths of the thigh."""


def _kneel_on(body: Body, pose: Pose, rear: str, frame: Array, hip: Array) -> None:
    """Keep the rear knee and shank on the floor; the pelvis goes where the hip angle puts it."""
    set_leg(pose, rear, frame, hip, knee=np.zeros_like(hip))
    where = pose.place("lowerleg01" + suffix(rear))
    ahead = frame[0] @ FRONT
    wanted = KNEE_M * UP - KNEE_BEHIND_M * ahead
    wanted = wanted + 0.9 * LEG_ASIDE_M * sign(rear) * (frame[0] @ LEFT)
    pose.root_m = pose.root_m + wanted - where
    drop = (KNEE_M - REAR_ANKLE_M) / body.length("lowerleg01.L", "foot.L")
    pose.aim("lowerleg01" + suffix(rear), "foot" + suffix(rear), -ahead - drop * UP)
    set_foot(pose, rear, frame, np.full_like(hip, 158.0), splay_deg=0.0)


def _stand_front_foot(body: Body, pose: Pose, rear: str, frame: Array) -> None:
    """Keep the front foot flat where it is; the knee bends as that needs."""
    front = SIDES[1 - SIDES.index(rear)]
    ahead, left = frame[0] @ FRONT, frame[0] @ LEFT
    ankle_y = body.rig.rest("foot.L")[1] - body.floor_m
    step_m = STEP * body.length("upperleg01.L", "lowerleg01.L")
    ankle = step_m * ahead + ankle_y * UP + LEG_ASIDE_M * sign(front) * left
    bones = [name + suffix(front) for name in ("upperleg01", "lowerleg01", "foot")]
    count = len(pose.root_m)
    pose.reach((bones[0], bones[1], bones[2]), np.tile(ankle, (count, 1)), ahead + 0.6 * UP)
    set_foot(pose, front, frame, np.zeros(count))


def _hands_on_thigh(pose: Pose, rear: str, frame: Array) -> None:
    """Rest both hands on the front thigh, near the knee."""
    front = SIDES[1 - SIDES.index(rear)]
    hip, knee = pose.place("upperleg01" + suffix(front)), pose.place("lowerleg01" + suffix(front))
    for side in SIDES:
        aside = apply(frame, LEFT) * sign(side) * 0.045
        target = hip + 0.80 * (knee - hip) + 0.10 * UP + aside
        pole = apply(frame, LEFT) * sign(side) * 1.5 - 0.2 * apply(frame, FRONT) + 0.3 * UP
        hands_to(pose, side, np.ones(len(pose.root_m)), [target], pole)
