"""Sitting at a desk, facing a camera on it."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body, Colour
from samples.generator.camera import Box
from samples.generator.figure import Figure
from samples.generator.limbs import FRONT, LEFT, UP, hands_to, hang_arms, sign
from samples.generator.motion import Channels
from samples.generator.postures.hands import lay_hand
from samples.generator.postures.sitting import (
    FABRIC,
    bend_upper_body,
    hip_height_m,
    set_legs,
    stool,
    take_seat,
)

DESK: Colour = (0.70, 0.58, 0.45)
DESK_OVER_HIP_M = 0.20
DESK_FROM_M, DESK_TO_M = 0.28, 0.92
"""Where the desk's top begins and ends before the person."""


def at_desk(body: Body, ch: Channels) -> Figure:
    """Sit at a desk, the hands on it: channels of the upper body (see `sitting`), and `type`.

    `type` moves the hands apart a little, metres.
    """
    pose, frame = take_seat(body, ch, "front")
    bend_upper_body(pose, ch)
    set_legs(body, pose, frame, "front", feet_apart_m=0.15)
    hang_arms(pose, frame, abduct_deg=10.0)
    top = hip_height_m(body) + DESK_OVER_HIP_M
    ones = np.ones(len(ch))
    for side in SIDES:
        across = sign(side) * LEFT
        keys = 0.13 * across + (top + 0.035) * UP + (DESK_FROM_M + 0.08) * FRONT
        moved = keys + np.outer(ch["type"], across + 0.5 * FRONT)
        hands_to(pose, side, ones, [moved], across - 0.6 * UP - 0.4 * FRONT)
        lay_hand(pose, side, ones, FRONT + 0.1 * across - 0.1 * UP, -UP)
    return Figure(*pose.solve())


def desk(body: Body) -> tuple[Box, ...]:
    """Return the stool and the desk."""
    top = hip_height_m(body) + DESK_OVER_HIP_M
    board: Box = ((-0.62, top - 0.03, DESK_FROM_M), (0.62, top, DESK_TO_M), DESK, FABRIC)
    return *stool(body), board
