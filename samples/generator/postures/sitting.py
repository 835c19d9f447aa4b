"""Sitting on a stool, facing the camera or side-on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from samples.generator.body import SIDES, Body, Colour
from samples.generator.camera import Box
from samples.generator.figure import CHEST, NECK, SPINE, WAIST, Figure, Posture
from samples.generator.limbs import (
    FRONT,
    LEFT,
    UP,
    hands_to,
    hang_arms,
    set_foot,
    sign,
    suffix,
)
from samples.generator.mesh import Array
from samples.generator.motion import Channels
from samples.generator.postures.hands import lay_hand
from samples.generator.rig import Pose, apply, turn, unit

TURNED_DEG = {"front": 0.0, "right": 90.0, "left": -90.0}
WOOD: Colour = (0.62, 0.47, 0.34)
FABRIC = 2.0
SEAT_M = {"b1": 0.105, "b2": 0.105, "b3": 0.115}
"""How far the seat is below the hip joints: what a figure sits on."""
STOOL_M = 0.19
"""Half the width of a stool."""


def sitting(facing: str = "front", feet_apart_m: float = 0.15) -> Posture:
    """Return sitting, facing the camera (`front`) or the image's `right` or `left`.

    Channels: trunk (forward bend of hips, waist and chest), slide (metres that the hips go forward
    on the seat), tuck (the pelvis rolls back, degrees), lean (sideways), round (the chest bends,
    the shoulders come forward), roll, pitch, yaw and bow (low in the neck) of the head, hike_left
    and hike_right, squeeze (shoulder blades, degrees). The hands rest on the thighs, unless:
    hold_left and hold_right (that hand holds the seat), reach (both are clasped ahead, turned down
    by `drop`), hang (both towards the floor).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = take_seat(body, ch, facing)
        bend_upper_body(pose, ch)
        set_legs(body, pose, frame, facing, feet_apart_m)
        hang_arms(pose, frame, abduct_deg=8.0)
        for side in SIDES:
            hand_on_thigh(pose, side, frame, np.ones(len(ch)))
            _hold_seat(body, pose, side, frame, ch["hold_" + side])
            _reach_ahead(body, pose, side, frame, ch)
            _hang_down(pose, side, frame, ch["hang"])
        return Figure(*pose.solve())

    return posture


def axes(facing: str, count: int) -> Array:
    """Return the axes of a figure that faces so, (frames, 3, 3)."""
    return np.tile(turn("y", TURNED_DEG[facing]), (count, 1, 1))


def hip_height_m(body: Body) -> float:
    """Return the height of the hip joints when sitting: the thighs are level."""
    return float(body.rig.rest("lowerleg01.L")[1] - body.floor_m) + 0.015


def seated_at_m(facing: str) -> Array:
    """Return where the middle of the hips is over the floor; side-on, the legs need the room."""
    behind = 0.0 if facing == "front" else 0.20
    return -behind * (axes(facing, 1)[0] @ FRONT)


def take_seat(body: Body, ch: Channels, facing: str) -> tuple[Pose, Array]:
    """Put the pelvis on the seat, rolled as the channels say."""
    pose, frame = Pose(body.rig, len(ch)), axes(facing, len(ch))
    pose.turn("root", frame @ turn("x", 0.5 * ch["trunk"] - ch["tuck"]))
    hips = (pose.place("upperleg01.L") + pose.place("upperleg01.R")) / 2
    wanted = seated_at_m(facing) + hip_height_m(body) * UP
    pose.root_m = pose.root_m + wanted - hips + ch["slide"][:, None] * apply(frame, FRONT)
    return pose, frame


def bend_upper_body(pose: Pose, ch: Channels) -> None:
    """Bend spine, neck and shoulder girdle as the channels say."""
    pose.share(SPINE, "x", 0.5 * ch["trunk"] + ch["tuck"])
    pose.share(WAIST, "z", -(ch["lean"] + ch.sway(0.3)))
    pose.share(CHEST, "x", ch["round"] + ch.sway(0.4, phase=0.1) - 0.25 * ch["squeeze"])
    for side in SIDES:
        lift = ch["hike_" + side] + ch.sway(0.5, phase=0.3)
        pose.turn("clavicle" + suffix(side), turn("z", sign(side) * lift))
        back = ch["squeeze"] - ch["round"]
        pose.turn("clavicle" + suffix(side), turn("y", sign(side) * back))
    turn_head(pose, ch)


NAPE = {"neck01": 0.6, "neck02": 0.4}


def turn_head(pose: Pose, ch: Channels) -> None:
    """Turn, tip, nod and bow the head as the channels say."""
    pose.share(NAPE, "x", ch["bow"])
    pose.share(NECK, "y", ch["yaw"])
    pose.share(NECK, "z", -(ch["roll"] + ch.sway(0.5, phase=0.6)))
    pose.share(NECK, "x", ch["pitch"] + ch.sway(0.4, phase=0.8))


def set_legs(body: Body, pose: Pose, frame: Array, facing: str, feet_apart_m: float) -> None:
    """Keep both feet flat before the stool, below the knees."""
    ahead, left = frame[0] @ FRONT, frame[0] @ LEFT
    ankle_y = body.rig.rest("foot.L")[1] - body.floor_m
    out_m = float(body.rig.rest("upperleg01.L")[0])
    thigh_m = body.length("upperleg01.L", "lowerleg01.L")
    far_m = np.sqrt(max(0.0, thigh_m**2 - (feet_apart_m - out_m) ** 2)) + 0.015
    for side in SIDES:
        ankle = (
            seated_at_m(facing) + far_m * ahead + ankle_y * UP + sign(side) * feet_apart_m * left
        )
        bones = [name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot")]
        pole = ahead + UP
        pose.reach((bones[0], bones[1], bones[2]), np.tile(ankle, (len(frame), 1)), pole)
        set_foot(pose, side, frame, np.zeros(len(frame)), splay_deg=8.0)


def hand_on_thigh(pose: Pose, side: str, frame: Array, share: Array) -> None:
    """Rest a hand on its thigh."""
    hip, knee = pose.place("upperleg01" + suffix(side)), pose.place("lowerleg01" + suffix(side))
    across = apply(frame, LEFT) * sign(side)
    target = hip + 0.66 * (knee - hip) + 0.085 * UP + 0.01 * across
    pole = across - 0.5 * apply(frame, FRONT)
    hands_to(pose, side, share, [target], pole)
    thigh = unit(knee - hip)
    lay_hand(pose, side, share, thigh - 0.25 * across, 0.1 * thigh - UP)


def _hold_seat(body: Body, pose: Pose, side: str, frame: Array, share: Array) -> None:
    """Bring a hand down past the thigh onto the edge of the seat."""
    hips = (pose.place("upperleg01.L") + pose.place("upperleg01.R")) / 2
    across, ahead = apply(frame, LEFT) * sign(side), apply(frame, FRONT)
    edge = hips + (STOOL_M + 0.035) * across + 0.02 * ahead - (SEAT_M[body.name] - 0.085) * UP
    beside = edge + 0.12 * across + 0.15 * ahead + 0.10 * UP
    hands_to(pose, side, share, [beside, edge], across - ahead)
    lay_hand(pose, side, share, -UP - 0.1 * across, -across)


def _reach_ahead(body: Body, pose: Pose, side: str, frame: Array, ch: Channels) -> None:
    """Bring both hands together ahead of the shoulders, the arms nearly straight."""
    shoulders = (pose.place("upperarm01.L") + pose.place("upperarm01.R")) / 2
    across = apply(frame, LEFT) * sign(side)
    down = frame @ turn("x", ch["drop"] + 0.75 * ch["trunk"])
    ahead = apply(down, FRONT)
    arm_m = body.length("upperarm01.L", "lowerarm01.L") + body.length("lowerarm01.L", "wrist.L")
    half = pose.place("upperarm01" + suffix(side)) - shoulders - 0.035 * across
    far_m = np.sqrt((0.985 * arm_m) ** 2 - np.sum(half**2, axis=1))[:, None]
    clasped = shoulders + far_m * ahead + 0.035 * across
    before = shoulders + 0.75 * far_m * ahead + 0.10 * across - 0.12 * UP
    hands_to(pose, side, ch["reach"], [before, clasped], across - 0.35 * UP)
    lay_hand(pose, side, ch["reach"], ahead - 0.3 * across, -across)


def _hang_down(pose: Pose, side: str, frame: Array, share: Array) -> None:
    """Let a hand sink between the knees towards the floor."""
    across, ahead = apply(frame, LEFT) * sign(side), apply(frame, FRONT)
    shoulders = (pose.place("upperarm01.L") + pose.place("upperarm01.R")) / 2
    knees = (pose.place("lowerleg01.L") + pose.place("lowerleg01.R")) / 2
    low = shoulders + 0.07 * across + 0.04 * ahead
    low[:, 1] = shoulders[:, 1] - 0.48
    above = knees + 0.07 * across + 0.10 * UP - 0.06 * ahead
    hands_to(pose, side, share, [above, low], across - 0.3 * ahead)
    lay_hand(pose, side, share, 0.2 * ahead - UP, -across)


def stool(body: Body, facing: str = "front") -> tuple[Box, ...]:
    """Return the stool that a figure sits on."""
    x, _, z = seated_at_m(facing) - 0.02 * (axes(facing, 1)[0] @ FRONT)
    return stool_at(float(x), float(z), hip_height_m(body) - SEAT_M[body.name])


def stool_at(x: float, z: float, top: float) -> tuple[Box, ...]:
    """Return a stool whose seat is at this place and height."""
    half = STOOL_M
    seat: Box = ((x - half, top - 0.05, z - half), (x + half, top, z + half), WOOD, FABRIC)
    return seat, *_legs_of_stool(x, z, top)


def _legs_of_stool(x: float, z: float, top: float) -> Iterator[Box]:
    for aside in (-1, 1):
        for along in (-1, 1):
            a, b = x + aside * (STOOL_M - 0.03), z + along * (STOOL_M - 0.03)
            yield (a - 0.018, 0.0, b - 0.018), (a + 0.018, top - 0.05, b + 0.018), WOOD, FABRIC
