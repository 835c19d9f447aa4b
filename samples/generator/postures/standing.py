"""Standing before the camera."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import CHEST, NECK, WAIST, Figure
from samples.generator.limbs import (
    UP,
    hands_to,
    hang_arms,
    sign,
    suffix,
    turn_hand,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.rig import Pose, apply, turn


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
