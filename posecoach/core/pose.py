"""Where the joints are: the landmarks of one frame, in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .light import Light


class Joint(StrEnum):
    """The 33 landmarks of the pose model, in its order. Left is always the person's own left."""

    NOSE = "nose"
    LEFT_EYE_INNER = "left_eye_inner"
    LEFT_EYE = "left_eye"
    LEFT_EYE_OUTER = "left_eye_outer"
    RIGHT_EYE_INNER = "right_eye_inner"
    RIGHT_EYE = "right_eye"
    RIGHT_EYE_OUTER = "right_eye_outer"
    LEFT_EAR = "left_ear"
    RIGHT_EAR = "right_ear"
    MOUTH_LEFT = "mouth_left"
    MOUTH_RIGHT = "mouth_right"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"
    LEFT_ELBOW = "left_elbow"
    RIGHT_ELBOW = "right_elbow"
    LEFT_WRIST = "left_wrist"
    RIGHT_WRIST = "right_wrist"
    LEFT_PINKY = "left_pinky"
    RIGHT_PINKY = "right_pinky"
    LEFT_INDEX = "left_index"
    RIGHT_INDEX = "right_index"
    LEFT_THUMB = "left_thumb"
    RIGHT_THUMB = "right_thumb"
    LEFT_HIP = "left_hip"
    RIGHT_HIP = "right_hip"
    LEFT_KNEE = "left_knee"
    RIGHT_KNEE = "right_knee"
    LEFT_ANKLE = "left_ankle"
    RIGHT_ANKLE = "right_ankle"
    LEFT_HEEL = "left_heel"
    RIGHT_HEEL = "right_heel"
    LEFT_FOOT_INDEX = "left_foot_index"
    RIGHT_FOOT_INDEX = "right_foot_index"


class Side(StrEnum):
    """A side of the person's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """Return the opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT

    def joint(self, part: str) -> Joint:
        """Return the joint of this side: `Side.LEFT.joint("knee")` is the left knee."""
        return _JOINTS[f"{self}_{part}"]


_JOINTS = {str(joint): joint for joint in Joint}  # a plain look-up: it is asked 80 times a frame


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the unmirrored picture, in pixels; y points down."""

    x_px: float
    y_px: float


@dataclass(frozen=True, slots=True)
class Landmark:
    """A joint as the estimator saw it. `visibility` is 0 to 1 and no proof of being visible."""

    point: Point
    visibility: float


@dataclass(frozen=True, slots=True)
class Head:
    """The head as the face mesh and the pose see it, against the camera; None where unseen.

    `roll_deg` is positive toward the person's left shoulder, `pitch_deg` with the nose going down,
    `yaw_deg` with the nose turning to the person's left.
    """

    roll_deg: float | None = None
    pitch_deg: float | None = None
    yaw_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """What one frame shows of the person. Nobody in view is a pose without landmarks.

    `world_m` holds hip-centred metres for the few joints that need depth (the knees and hips).
    `light` is how the picture is lit, None where nobody measured it. `crowded` says that somebody
    else is in view as well.
    """

    time_s: float
    width_px: int
    height_px: int
    landmarks: Mapping[Joint, Landmark] = field(default_factory=dict)
    head: Head | None = None
    world_m: Mapping[Joint, tuple[float, float, float]] = field(default_factory=dict)
    light: Light | None = None
    crowded: bool = False

    @property
    def empty(self) -> bool:
        """Return whether nobody was found."""
        return not self.landmarks

    def seen(self, joint: Joint, at_least: float = 0.5) -> Point | None:
        """Return where `joint` is, or None when it is not seen or lies outside the picture.

        This is the one visibility gate. The model reports hidden shoulders, hips and ears at 0.96
        and more, so the picture's edge is checked too.
        """
        mark = self.landmarks.get(joint)
        if mark is None or mark.visibility < at_least:
            return None
        point = mark.point
        return point if self.holds(point) else None

    def holds(self, point: Point) -> bool:
        """Return whether `point` lies in the picture."""
        return 0 <= point.x_px <= self.width_px and 0 <= point.y_px <= self.height_px

    def sized(self, width_px: int, height_px: int) -> Pose:
        """Return the same pose in a picture of another size."""
        if (width_px, height_px) == (self.width_px, self.height_px):
            return self
        x, y = width_px / self.width_px, height_px / self.height_px
        marks = {
            joint: Landmark(Point(mark.point.x_px * x, mark.point.y_px * y), mark.visibility)
            for joint, mark in self.landmarks.items()
        }
        return replace(self, width_px=width_px, height_px=height_px, landmarks=marks)
