"""Where the camera stands, what it sees, and the room it stands in: by a fixed seed a clip."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin, tan

import numpy as np

from samples.generator.body import Colour
from samples.generator.mesh import Array
from samples.generator.rig import unit

SIZE_PX = (640, 480)
VIEW_DEG = 46.0
"""The picture's height as an angle; an ordinary webcam's."""


def look_at(eye: Array, target: Array) -> Array:
    """Return the matrix from world to camera, (4, 4); the camera looks along its own -z."""
    forward = unit(target - eye)
    right = unit(np.cross(forward, [0.0, 1.0, 0.0]))
    out = np.eye(4)
    out[:3, :3] = right, np.cross(right, forward), -forward
    out[:3, 3] = -out[:3, :3] @ eye
    return out


@dataclass(frozen=True)
class Camera:
    """A level webcam: `azimuth_deg` off square-on (+ to the image's right), lens height, distance.

    `aim_m` is the point it looks at, (x, y) in the plane of the person.
    """

    azimuth_deg: float
    height_m: float
    distance_m: float
    aim_m: tuple[float, float]

    @cached_property
    def eye(self) -> Array:
        """Where the lens is in the world."""
        angle = radians(self.azimuth_deg)
        across, deep = self.distance_m * sin(angle), self.distance_m * cos(angle)
        return np.array([self.aim_m[0] + across, self.height_m, deep])

    def facts(self) -> dict[str, object]:
        """Return what the truth file says of the camera."""
        return {
            "azimuth_deg": self.azimuth_deg, "height_m": self.height_m,
            "distance_m": self.distance_m, "aim_m": list(self.aim_m), "view_deg": VIEW_DEG,
        }  # fmt: skip

    @cached_property
    def view(self) -> Array:
        """World to camera, (4, 4)."""
        return look_at(self.eye, np.array([*self.aim_m, 0.0]))

    @cached_property
    def projection(self) -> Array:
        """Camera to clip space, (4, 4), as OpenGL wants it."""
        near, far, zoom = 0.3, 12.0, 1 / tan(radians(VIEW_DEG) / 2)
        out = np.zeros((4, 4))
        out[0, 0], out[1, 1] = zoom * SIZE_PX[1] / SIZE_PX[0], zoom
        out[2, 2], out[2, 3] = (far + near) / (near - far), 2 * far * near / (near - far)
        out[3, 2] = -1.0
        return out

    def project(self, places: Array) -> Array:
        """Return pixels (..., 2), y down, of places in the world (..., 3)."""
        seen = places @ self.view[:3, :3].T + self.view[:3, 3]
        zoom = SIZE_PX[1] / 2 / tan(radians(VIEW_DEG) / 2)
        centre = np.array(SIZE_PX) / 2
        return centre + zoom * seen[..., :2] / -seen[..., 2:] * np.array([1.0, -1.0])


Box = tuple[tuple[float, float, float], tuple[float, float, float], Colour, float]
"""A piece of furniture: its low and its high corner in metres, its colour, its pattern."""


@dataclass(frozen=True)
class Room:
    """A plain room. Colours as a screen shows them; the wall stands at `wall_z_m`."""

    wall: Colour
    floor: Colour
    wall_z_m: float
    door_x_m: float
    picture_x_m: float
    light: tuple[float, float, float]
    ambient: float
    mat: Colour | None = None
    pillow_x_m: float | None = None
    pillow_top_m: float = 0.0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Placement:
    """The ranges within which a camera may stand (stretch specification, camera placements)."""

    height_m: tuple[float, float]
    distance_m: tuple[float, float]
    aim_m: tuple[float, float]
    mat: bool
    azimuth_deg: tuple[float, float] = (-8.0, 8.0)


FRONT = Placement(height_m=(1.15, 1.35), distance_m=(1.68, 1.78), aim_m=(0.0, 1.22), mat=False)
FLOOR = Placement(height_m=(0.55, 0.75), distance_m=(2.25, 2.45), aim_m=(0.0, 0.38), mat=True)
KNEEL = Placement(height_m=(0.60, 0.85), distance_m=(2.2, 2.4), aim_m=(0.0, 0.62), mat=True)

WALLS: tuple[Colour, ...] = ((0.85, 0.84, 0.81), (0.78, 0.83, 0.86), (0.88, 0.85, 0.80))
FLOORS: tuple[Colour, ...] = ((0.67, 0.54, 0.43), (0.58, 0.46, 0.37), (0.72, 0.62, 0.51))
MATS: tuple[Colour, ...] = ((0.35, 0.53, 0.62), (0.62, 0.38, 0.58), (0.38, 0.57, 0.40))


def set_up(placement: Placement, seed: int) -> tuple[Camera, Room]:
    """Return the camera and the room of one clip, always the same for a seed."""
    rng = np.random.default_rng(seed)
    camera = Camera(
        azimuth_deg=round(rng.uniform(*placement.azimuth_deg), 1),
        height_m=round(rng.uniform(*placement.height_m), 2),
        distance_m=round(rng.uniform(*placement.distance_m), 2),
        aim_m=placement.aim_m,
    )
    pick = rng.integers(0, 3, 3)
    room = Room(
        wall=WALLS[pick[0]],
        floor=FLOORS[pick[1]],
        wall_z_m=-round(rng.uniform(1.2, 1.9), 2),
        door_x_m=float(rng.choice([-2.4, 1.3])),
        picture_x_m=float(rng.choice([0.5, -1.3])),
        light=(round(rng.uniform(-0.7, 0.7), 2), 0.9, round(rng.uniform(0.45, 0.9), 2)),
        ambient=round(rng.uniform(0.40, 0.50), 2),
        mat=MATS[pick[2]] if placement.mat else None,
    )
    return camera, room
