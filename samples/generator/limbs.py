"""Limbs: what every posture asks of arms, hands, legs and feet, all frames at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.mesh import Array
from samples.generator.rig import Pose, apply, turn, unit

LEFT, UP, FRONT = np.eye(3)
"""The axes: of the figure, and (up) of the world."""
SHOULDER_DROP_DEG = 10.0
"""The rig rests with its arms half raised; hanging arms let the shoulders down this much."""


def suffix(side: str) -> str:
    """Return the rig's ending for a side: `.L` or `.R`."""
    return "." + side[0].upper()


def sign(side: str) -> float:
    """Return + for left, as x points to the figure's left."""
    return 1.0 if side == "left" else -1.0


def blend(share: Array, start: Array, end: Array) -> Array:
    """Return the way from start to end; `share` is (frames,), 0-1."""
    return start + np.asarray(share)[:, None] * (end - start)


def arm(side: str) -> tuple[str, str, str]:
    """Return the arm's bones: upper, lower, end."""
    return "upperarm01" + suffix(side), "lowerarm01" + suffix(side), "wrist" + suffix(side)


def hang_arms(
    pose: Pose, frame: Array, abduct_deg: float, forward_deg: float = 4.0, bend_deg: float = 13.0
) -> None:
    """Let both arms hang along the trunk's axes `frame`, a little bent."""
    for side in SIDES:
        upper, lower, wrist = arm(side)
        pose.turn("shoulder01" + suffix(side), turn("z", -sign(side) * SHOULDER_DROP_DEG))
        out = sign(side) * np.sin(np.radians(abduct_deg))
        ahead, bend = np.sin(np.radians(forward_deg)), np.tan(np.radians(bend_deg))
        pose.aim(upper, lower, apply(frame, np.array([out, -1.0, ahead])))
        pose.aim(lower, wrist, apply(frame, np.array([0.55 * out, -1.0, ahead + bend])))


def hands_to(pose: Pose, side: str, share: Array, way: list[Array], pole: Array) -> None:
    """Bring the hand from where it is along a curve through `way`; `share` 0-1 is how far.

    The elbow swings from where it is towards `pole` by the same share.
    """
    upper, lower, wrist = arm(side)
    shoulder, elbow, start = pose.place(upper), pose.place(lower), pose.place(wrist)
    points = [start, *way]
    while len(points) > 1:  # a Bezier curve, by de Casteljau
        points = [blend(share, a, b) for a, b in pairwise(points)]
    idle_pole = unit(elbow - (shoulder + start) / 2)
    pose.reach((upper, lower, wrist), points[0], blend(share, idle_pole, unit(pole)))


def turn_hand(pose: Pose, side: str, share: Array, direction: Array) -> None:
    """Point the fingers along a direction, as far as `share` (0-1) says."""
    idle = unit(apply(pose.frame("wrist" + suffix(side))[0], knuckles(pose, side)))
    fingers = blend(share, idle, unit(direction))
    pose.aim("wrist" + suffix(side), "finger3-1" + suffix(side), fingers)


def knuckles(pose: Pose, side: str) -> Array:
    """Return where the middle knuckle is from the wrist at rest, metres."""
    return pose.rig.rest("finger3-1" + suffix(side)) - pose.rig.rest("wrist" + suffix(side))


def trunk_line(pose: Pose, side: str, frame: Array) -> tuple[Array, Array]:
    """Return the side's hip-to-shoulder line in the sagittal plane and its normal to the front.

    Both are (frames, 3) unit vectors in the axes of `frame` (the figure's, untilted).
    """
    line = pose.place("upperarm01" + suffix(side)) - pose.place("upperleg01" + suffix(side))
    line = apply(np.swapaxes(frame, -1, -2), line) * np.array([0.0, 1.0, 1.0])
    line = unit(line)
    front = np.stack([np.zeros(len(line)), -line[:, 2], line[:, 1]], axis=1)
    return line, front


def tilt_of(line: Array) -> Array:
    """Return how far a trunk line leans to the front of the figure's axes, degrees."""
    return np.degrees(np.arctan2(line[:, 2], line[:, 1]))


def set_leg(
    pose: Pose, side: str, frame: Array, hip: Array, knee: Array, abduct_deg: Array | float = 4.0
) -> None:
    """Give the leg its hip flexion against the trunk line and its knee flexion, degrees."""
    line, front = trunk_line(pose, side, frame)
    aside = np.radians(np.asarray(abduct_deg, dtype=float))[..., None]
    out = sign(side) * np.sin(aside) * LEFT
    thigh, shank = ("upperleg01", "lowerleg01", hip), ("lowerleg01", "foot", hip - knee)
    for upper, lower, bend in (thigh, shank):
        cos, sin = np.cos(np.radians(bend))[:, None], np.sin(np.radians(bend))[:, None]
        way = np.cos(aside) * (sin * front - cos * line) + out
        pose.aim(upper + suffix(side), lower + suffix(side), apply(frame, way))


def set_foot(pose: Pose, side: str, frame: Array, pitch: Array, splay_deg: float = 6.0) -> None:
    """Give the foot its pitch in the axes of `frame`: 0 as in standing, + toes down."""
    outward = turn("y", sign(side) * splay_deg)
    pose.orient("foot" + suffix(side), frame @ turn("x", pitch) @ outward)


def leg_length(body: Body, upper: str, lower: str) -> float:
    """Return a leg bone's length within the sagittal plane at the usual abduction, metres."""
    return body.length(upper + ".L", lower + ".L") * float(np.cos(np.radians(4.0)))
