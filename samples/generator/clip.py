"""One clip: whose body, which script, from where it is seen; and what is then true in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from samples.generator import truth
from samples.generator.body import Body, load
from samples.generator.camera import FLOOR, FRONT, SIZE_PX, Camera, Placement, Room, set_up
from samples.generator.measures import (
    Angles,
    Joints,
    front_angles,
    joints,
    lunge_angles,
    side_angles,
)
from samples.generator.motion import Channels, Step
from samples.generator.postures import Figure, Posture, pillow
from samples.generator.truth import Rules, Seen

FPS = 15
LEVEL = "beginner"


@dataclass(frozen=True)
class Clip:
    """One row of the table.

    `towards` is where the head of a lying person is, or where a kneeling one looks, in the image.
    """

    name: str
    stretch: str
    body: str
    seed: int
    posture: Posture
    placement: Placement
    rules: Rules
    steps: Sequence[Step]
    start: dict[str, float]
    towards: str | None = None

    def figure(self) -> tuple[Body, Channels, Figure]:
        """Return the body, its script and its pose at every frame."""
        body, channels = load(self.body), Channels(self.start, self.steps, FPS)
        return body, channels, self.posture(body, channels)

    def set_up(self) -> tuple[Camera, Room]:
        """Return the camera and the room."""
        camera, room = set_up(self.placement, self.seed)
        if self.placement is FLOOR:
            x_m, top_m = pillow(load(self.body), str(self.towards))
            room = replace(room, pillow_x_m=x_m, pillow_top_m=top_m)
        return camera, room

    def angles(self, body: Body, figure: Figure, points: Joints, sides: Sequence[str]) -> Angles:
        """Return the true angles in this clip's view."""
        if self.placement is FRONT:
            return front_angles(body, figure, points)
        if self.placement is FLOOR:
            return side_angles(points, sides, anterior=np.array([0.0, 1.0]))
        ahead = np.array([1.0 if self.towards == "right" else -1.0, 0.0])
        return side_angles(points, sides, anterior=ahead) | lunge_angles(points, sides[0], ahead)

    def truth(self) -> dict[str, Any]:
        """Return what is true of the clip, ready to be written."""
        body, channels, figure = self.figure()
        points, camera = joints(body, figure), self.set_up()[0]
        sides = [side or "left" for side in channels.sides]
        near = {"left": "right", "right": "left"}.get(str(self.towards))
        if self.placement is FLOOR and self.rules.dose_s is None:
            sides = [str(near)] * len(channels)
        angles = self.angles(body, figure, points, sides)
        judged = truth.judge(self.rules, Seen(FPS, angles, points, channels.sides))
        pixels = {name: camera.project(place) for name, place in points.items()}
        frames = [
            {
                "time_s": round(k / FPS, 3),
                "joints_px": {name: _rounded(pixel[k]) for name, pixel in pixels.items()},
                "angles_deg": {name: _rounded(values[k]) for name, values in angles.items()},
            }
            for k in range(len(channels))
        ]
        return {
            "schema": 1, "clip": f"{self.name}.mp4", "stretch": self.stretch, "level": LEVEL,
            "fps": FPS, "size": list(SIZE_PX), "body": self.body, "camera": camera.facts(),
            **judged, "frames": frames,
        }  # fmt: skip


def _rounded(value: np.ndarray) -> object:
    """Return the value to a hundredth, as plain numbers, without minus zero."""
    return (np.round(value, 2) + 0.0).tolist()
