"""Side-on figures that stand, kneel or lean on fixed places: all within one upright plane.

A place in that plane is (ahead, up) in metres, (frames, 2), or (2,) where it never moves: ahead is
where the figure faces, the floor is at height 0.
"""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import SPINE
from samples.generator.limbs import FRONT, LEFT, UP, arm, set_foot, sign, suffix
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.hands import lay_hand
from samples.generator.rig import Pose, apply, turn

TURNED_DEG = {"right": 90.0, "left": -90.0}
LEG = ("upperleg01", "lowerleg01", "foot")
PALM_M = 0.06
"""How high the wrist is over what the palm lies on."""
SHIN_M, INSTEP_M = 0.055, 0.075
"""How high knee and ankle are over the floor when the shin and the top of the foot lie on it."""
BALL_M = 0.028
"""How high the ball of the foot is over the floor when the toes are on it."""


def facing_frame(facing: str, count: int) -> Array:
    """Return the axes of a figure that faces the image's `right` or `left`, (frames, 3, 3)."""
    return np.tile(turn("y", TURNED_DEG[facing]), (count, 1, 1))


def begin(body: Body, ch: Channels, facing: str) -> tuple[Pose, Array]:
    """Return a figure that faces so, not yet bent, and its axes."""
    pose, frame = Pose(body.rig, len(ch)), facing_frame(facing, len(ch))
    pose.turn("root", frame)
    pose.root_m = np.tile(body.rig.heads[0] * UP, (len(ch), 1))
    return pose, frame


def world(frame: Array, place: Array, left_m: float = 0.0) -> Array:
    """Return the places in the world of places in the plane, `left_m` to the figure's left."""
    place = np.broadcast_to(place, (len(frame), 2))
    aside = np.full(len(frame), left_m)
    return apply(frame, np.stack([aside, place[:, 1], place[:, 0]], axis=1))


def plane(frame: Array, place: Array) -> Array:
    """Return where places in the world are in the plane."""
    seen = apply(np.swapaxes(frame, -1, -2), place)
    return seen[:, [2, 1]]


def middle(pose: Pose, frame: Array, bone: str) -> Array:
    """Return where the point between a left and a right bone's beginning is in the plane."""
    ends = [plane(frame, pose.place(bone + suffix(side))) for side in SIDES]
    return (ends[0] + ends[1]) / 2


def trunk_m(pose: Pose, frame: Array) -> Array:
    """Return the way from mid-hips to mid-shoulders in the plane, (frames, 2)."""
    return middle(pose, frame, "upperarm01") - middle(pose, frame, "upperleg01")


def lean_trunk(pose: Pose, frame: Array, lean_deg: Array) -> None:
    """Turn the whole figure so that its hips-to-shoulders line leans so far forward."""
    now = trunk_m(pose, frame)
    pose.turn("root", turn("x", lean_deg - np.degrees(np.arctan2(now[:, 0], now[:, 1]))))


def put_hips(pose: Pose, frame: Array, place: Array) -> None:
    """Bring the point between the hips to a place in the plane."""
    way = np.broadcast_to(place, (len(frame), 2)) - middle(pose, frame, "upperleg01")
    pose.root_m = pose.root_m + world(frame, way)


def round_spine(pose: Pose, angle_deg: Array) -> None:
    """Bend the spine forward, spread over its length; the pelvis stays."""
    pose.share(SPINE, "x", angle_deg)


def direction(lean_deg: Array) -> Array:
    """Return the unit way that leans so far forward from straight up, (frames, 2)."""
    angle = np.radians(lean_deg)
    return np.stack([np.sin(angle), np.cos(angle)], axis=-1)


def lean_of(way: Array) -> Array:
    """Return how far a way in the plane leans forward from straight up, degrees."""
    return np.degrees(np.arctan2(way[..., 0], way[..., 1]))


def third_side(a_m: Array | float, b_m: Array | float, between_deg: Array) -> Array:
    """Return how far apart the ends of two sides are that meet at an angle."""
    return np.sqrt(a_m**2 + b_m**2 - 2 * a_m * b_m * np.cos(np.radians(between_deg)))


def corner_deg(a_m: Array, b_m: Array, opposite_m: Array | float) -> Array:
    """Return the angle between two sides of a triangle, from the third one."""
    cos = (a_m**2 + b_m**2 - opposite_m**2) / (2 * a_m * b_m)
    return np.degrees(np.arccos(np.clip(cos, -1.0, 1.0)))


def apex(a: Array, a_m: Array | float, b: Array, b_m: Array | float) -> Array:
    """Return the place at these distances from `a` and `b`, left of the way from `a` to `b`."""
    way = b - a
    far = np.linalg.norm(way, axis=-1)
    turned = corner_deg(far, a_m * np.ones_like(far), b_m)
    return a + (a_m * np.ones_like(far))[:, None] * direction(lean_of(way) - turned)


def leg_m(body: Body, knee_deg: Array) -> Array:
    """Return how far the ankle is from the hip when the knee is so far bent."""
    thigh, shank = body.length("upperleg01.L", LEG[1] + ".L"), body.length(LEG[1] + ".L", "foot.L")
    return third_side(thigh, shank, 180.0 - knee_deg)


def arm_m(body: Body, elbow_deg: Array) -> Array:
    """Return how far the wrist is from the shoulder when the elbow is so far bent."""
    upper, lower, wrist = arm("left")
    return third_side(body.length(upper, lower), body.length(lower, wrist), 180.0 - elbow_deg)


def hip_aside_m(body: Body) -> float:
    """Return how far a hip joint is from the middle."""
    return float(body.rig.rest("upperleg01.L")[0])


def ankle_of(body: Body, ball: Array, pitch_deg: Array) -> Array:
    """Return where the ankle is in the plane over the ball of a pitched foot."""
    _, up, ahead = body.rig.rest("foot.L") - body.rig.rest("toe2-1.L")
    angle = np.radians(pitch_deg)
    cos, sin = np.cos(angle), np.sin(angle)
    return ball + np.stack([ahead * cos + up * sin, up * cos - ahead * sin], axis=-1)


def set_leg_to(
    pose: Pose, side: str, frame: Array, ankle: Array, aside_m: float, pitch_deg: Array,
    splay_deg: float = 4.0,
) -> None:  # fmt: skip
    """Bring the ankle to its place, the knee to the front, and pitch the foot."""
    upper, lower, foot = (name + suffix(side) for name in LEG)
    out = sign(side) * aside_m
    pose.reach((upper, lower, foot), world(frame, ankle, out), apply(frame, FRONT + 0.4 * UP))
    set_foot(pose, side, frame, pitch_deg, splay_deg)


def flatten_toes(pose: Pose, side: str, frame: Array) -> None:
    """Lay the toes flat on the floor, however the foot is pitched."""
    for toe in range(1, 6):
        pose.orient(f"toe{toe}-1{suffix(side)}", frame)


def lean_on_hand(
    pose: Pose, side: str, frame: Array, wrist: Array, aside_m: float, pole: Array
) -> None:
    """Put the palm flat down, its wrist at a place in the plane, the fingers ahead."""
    target = world(frame, wrist, sign(side) * aside_m)
    pose.reach(arm(side), target, apply(frame, pole * np.array([sign(side), 1.0, 1.0])))
    ones = np.ones(len(frame))
    lay_hand(pose, side, ones, apply(frame, FRONT + 0.1 * sign(side) * LEFT), apply(frame, -UP))
