"""One clip: whose body, which script, from where it is seen; and what is then true in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from samples.generator import truth
from samples.generator.body import Body, load
from samples.generator.camera import SIZE_PX, Box, Camera, Placement, Room, set_up
from samples.generator.figure import Figure, Posture
from samples.generator.measures import Angles, AnglesOf, Joints, joints
from samples.generator.motion import Channels, Step
from samples.generator.truth import Record, Rules, Seen

FPS = 15
LEVEL = "beginner"
SET_UP, END = 2.8, 2.0
"""Seconds of stillness before a stretch, and after it."""
TURNED_IN_A_MIRROR = ("head_roll", "head_yaw", "shoulder_tilt", "trunk_lean")
"""Angles with a left and a right; a mirror turns their sign."""


@dataclass(frozen=True)
class Clip:
    """One row of the table.

    `angles` says what is true in this view. `mirror` films it in a mirror: left is right. A clip
    with a `refusal` is filmed so that nothing can be judged; that sentence must be told instead.
    Before `placed_from_s`, if given, the person is not yet in the set-up position.
    `pillow` returns where a lying head's pillow is and how high; `boxes` is further furniture.
    A higher `crf` makes the file smaller and the picture coarser.
    """

    name: str
    stretch: str
    body: str
    seed: int
    posture: Posture
    placement: Placement
    angles: AnglesOf
    rules: Rules
    steps: Sequence[Step]
    start: Mapping[str, float] = field(default_factory=dict)
    fps: int = FPS
    mirror: bool = False
    refusal: str | None = None
    placed_from_s: float | None = None
    pillow: Callable[[Body], tuple[float, float]] | None = None
    boxes: Callable[[Body], tuple[Box, ...]] | None = None
    crf: int = 27

    def figure(self) -> tuple[Body, Channels, Figure]:
        """Return the body, its script and its pose at every frame."""
        body, channels = load(self.body), Channels(self.start, self.steps, self.fps)
        return body, channels, self.posture(body, channels)

    def set_up(self) -> tuple[Camera, Room]:
        """Return the camera and the room."""
        camera, room = set_up(self.placement, self.seed)
        if self.pillow is not None:
            x_m, top_m = self.pillow(load(self.body))
            room = replace(room, pillow_x_m=x_m, pillow_top_m=top_m)
        if self.boxes is not None:
            room = replace(room, boxes=self.boxes(load(self.body)))
        return camera, room

    def truth(self) -> dict[str, Any]:
        """Return what is true of the clip, ready to be written."""
        body, channels, figure = self.figure()
        points, camera = joints(body, figure), self.set_up()[0]
        angles = self.angles(body, figure, points, channels.sides)
        judged = truth.judge(self.rules, Seen(self.fps, angles, points, channels.sides))
        if self.refusal is not None:
            judged = {key: [] for key in judged}
        pixels = {name: camera.project(place) for name, place in points.items()}
        if self.mirror:
            angles, pixels, judged = mirrored(angles, pixels, judged)
        frames = [
            {
                "time_s": round(k / self.fps, 3),
                "joints_px": {name: _rounded(pixel[k]) for name, pixel in pixels.items()},
                "angles_deg": {name: _rounded(values[k]) for name, values in angles.items()},
            }
            for k in range(len(channels))
        ]
        about: dict[str, Any] = {
            "schema": 1, "clip": f"{self.name}.mp4", "stretch": self.stretch, "level": LEVEL,
            "fps": self.fps, "size": list(SIZE_PX), "body": self.body, "camera": camera.facts(),
        }  # fmt: skip
        if self.mirror:
            about["camera"] = {**about["camera"], "mirror": True}
        if self.refusal is not None:
            about["refusal"] = self.refusal
        if self.placed_from_s is not None:
            about["placed_from_s"] = self.placed_from_s
        return {**about, **judged, "frames": frames}


Judged = dict[str, list[Record]]


def mirrored(angles: Angles, pixels: Joints, judged: Judged) -> tuple[Angles, Joints, Judged]:
    """Return the same as a mirror shows it: sides swapped, the picture flipped."""
    turned = {n: -v if n in TURNED_IN_A_MIRROR else v for n, v in angles.items()}
    flip, shift = np.array([-1.0, 1.0]), np.array([SIZE_PX[0], 0.0])
    flipped = {_other(name): flip * pixel + shift for name, pixel in pixels.items()}
    sides = {"left": "right", "right": "left", None: None}
    swapped = {
        key: [{**record, "side": sides[record["side"]]} for record in records]  # type: ignore[index]
        for key, records in judged.items()
    }
    return turned, {name: flipped[name] for name in pixels}, swapped


def _other(name: str) -> str:
    """Return the joint of the other side; the nose has none."""
    side, _, part = name.partition("_")
    return {"left": "right_", "right": "left_"}.get(side, side) + part


def _rounded(value: np.ndarray) -> object:
    """Return the value to a hundredth, as plain numbers, without minus zero."""
    return (np.round(value, 2) + 0.0).tolist()
