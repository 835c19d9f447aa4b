"""The head's roll, pitch and yaw, from a face mesh laid over the face that the pose points at.

The pose model moves its eyes and ears by only 0.6 degrees for each degree that the head tilts; the
mesh follows one to one. The crop for it comes from the pose at first, then from the mesh before.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import asin, atan, atan2, cos, degrees, exp, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from posecoach import affinity
from posecoach.core.pose import Head, Joint, Pose
from posecoach.errors import ModelError
from posecoach.estimators.gap import is_gap
from posecoach.ports import Closing, Estimator, Frame

if TYPE_CHECKING:
    import numpy.typing as npt

    from posecoach.ports import Picture

    Array = npt.NDArray[np.float64]

_CROP_PX = 192  # what the mesh model takes
_TINY_PX = 60  # enlarged with care: a nod of a face 17 px wide then has slope 1.0, not 0.85
_OUTPUTS = ("conv2d_31", "conv2d_21")  # is it a face (logit), and 468 x (x, y, z) in crop pixels
_RIGHT_EYE, _LEFT_EYE, _NOSE_BRIDGE, _CHIN = 33, 263, 195, 152  # eyes: outer corners
_REST_PITCH_DEG = 10.0  # how far that line leans back in a level face, roughly (3 to 17)

_PASSES = 4  # after the fourth look at a still head its roll moves by less than 0.1 degrees
_FIRST_SIDE = 0.675  # of the shoulder width
_NEXT_SIDE = 1.5  # of the mesh's own extent
# The model's own word that this is a face, 0 to 1. Of 450 crops without one, one was above 0.1;
# a head nodding by 50 degrees falls to 0.27 while its angles are still right.
_FACE_AT_LEAST = 0.2
_EXTENT = (0.25, 0.9)  # of the shoulder width; rendered heads were 0.38 to 0.54
# Faces of 24 px and more read like the same ones twice as large, to 2 degrees (one person's nod to
# 3.5); of 12 to 20 px nods were 3 to 14 degrees off, each person's otherwise.
_LEAST_PX = 22
_STRAY = 0.35  # of the shoulder width, from where the pose sees the face; they were below 0.12
_JUMP_DEG = 30.0  # more roll than that between two frames, and the mesh starts afresh
_STILL_DEG = 1.0  # the net's own noise on a still head is below half of that
_TORSO = 0.6  # a turned body's shoulders come together; its torso stays as long

_EYES = (Joint.LEFT_EYE, Joint.RIGHT_EYE)
_MOUTH = (Joint.MOUTH_LEFT, Joint.MOUTH_RIGHT)
_EARS = (Joint.LEFT_EAR, Joint.RIGHT_EAR)
_SHOULDERS = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
_HIPS = (Joint.LEFT_HIP, Joint.RIGHT_HIP)


class HeadPoseEstimator(Closing):
    """Adds the head to what another estimator sees; wrap it only for stretches that need it.

    A look takes 2.3 ms, and a fresh start up to four. Once the face is found, its next look needs
    no pose and runs beside the pose model; while the head is still, every other look is spared.
    Raises ModelError when `face_tflite` cannot be read. Closing it closes the inner estimator too.
    """

    def __init__(self, inner: Estimator, face_tflite: Path) -> None:
        self._inner = inner
        self._mesh = FaceMesh(face_tflite)
        self._last: Face | None = None
        self._last_s: float | None = None
        self._still = self._spared = False
        self._beside = ThreadPoolExecutor(1, "face", initializer=affinity.keep_to_others)

    def estimate(self, frame: Frame) -> Pose:
        """Return the inner pose with its head; roll and pitch are None where none can be read."""
        if is_gap(self._last_s, frame.time_s):
            self._last, self._still = None, False
        self._last_s = frame.time_s
        looking: Future[Face] | None = None
        self._spared = self._still and not self._spared
        if self._last is not None and not self._spared:
            looking = self._beside.submit(self._mesh.look, frame.bgr, self._last.next_crop)
        pose = self._inner.estimate(frame)
        before, face = self._last, looking.result() if looking else self._last
        self._last = None if pose.empty else self._follow(frame.bgr, pose, face)
        self._still = _are_alike(before, self._last)
        return pose if pose.empty else replace(pose, head=_head(self._last, pose))

    def _follow(self, bgr: Picture, pose: Pose, face: Face | None) -> Face | None:
        """Return `face`, seen where it was last, if it can be; else a fresh start from the pose."""
        if self._last is not None and face is not None:
            jump_deg = abs(_wrap_deg(face.roll_deg - self._last.roll_deg))
            if face.plausible_in(pose) and jump_deg <= _JUMP_DEG:
                return face
        return self._find(bgr, pose)

    def _find(self, bgr: Picture, pose: Pose) -> Face | None:
        crop = _first_crop(pose)
        for _ in range(_PASSES):
            face = self._mesh.look(bgr, crop)
            if not face.plausible_in(pose):
                return None
            crop = face.next_crop
        return face

    def close(self) -> None:
        """Release the inner estimator and the thread; closing twice does no harm."""
        self._beside.shutdown()
        self._inner.close()


@dataclass(frozen=True, slots=True)
class Crop:
    """A square of the picture, turned clockwise by `roll_deg` about its centre."""

    x_px: float
    y_px: float
    side_px: float
    roll_deg: float

    def matrix(self) -> Array:
        """Return the 2 x 3 matrix from picture pixels to pixels of the crop."""
        scale, roll = _CROP_PX / max(self.side_px, 1.0), radians(self.roll_deg)
        turn = scale * np.array([[cos(roll), sin(roll)], [-sin(roll), cos(roll)]])
        shift = _CROP_PX / 2 - turn @ (self.x_px, self.y_px)
        return np.column_stack([turn, shift])

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Return the picture pixel that pixel (x, y) of the crop shows."""
        scale, roll = self.side_px / _CROP_PX, radians(self.roll_deg)
        x, y = scale * (x - _CROP_PX / 2), scale * (y - _CROP_PX / 2)
        return self.x_px + x * cos(roll) - y * sin(roll), self.y_px + x * sin(roll) + y * cos(roll)


_WHOLE = Crop(_CROP_PX / 2, _CROP_PX / 2, _CROP_PX, 0.0)


@dataclass(frozen=True, slots=True)
class Face:
    """What one look saw. `score` is the model's belief in a face, 0 to 1; signs as in `Head`."""

    score: float
    roll_deg: float
    pitch_deg: float
    yaw_deg: float
    next_crop: Crop

    @property
    def extent_px(self) -> float:
        """Return how large the mesh is in the picture, along its longer side."""
        return self.next_crop.side_px / _NEXT_SIDE

    def plausible_in(self, pose: Pose) -> bool:
        """Return whether it is a face, of this body's size and where the pose sees one."""
        x_px, y_px = _face_centre(pose)
        body_px = _body_px(pose)
        extent = self.extent_px
        stray = np.hypot(self.next_crop.x_px - x_px, self.next_crop.y_px - y_px)
        return bool(
            self.score >= _FACE_AT_LEAST
            and _EXTENT[0] * body_px <= extent <= _EXTENT[1] * body_px
            and stray <= _STRAY * body_px
        )


class FaceMesh:
    """The face mesh model, run by OpenCV."""

    def __init__(self, face_tflite: Path) -> None:
        try:
            # The newer engine drops the output that says whether this is a face at all. Given
            # bytes in place of a path, OpenCV 5.0 forgets which engine was asked for.
            self._net = cv2.dnn.readNetFromTFLite(str(face_tflite), cv2.dnn.ENGINE_CLASSIC)
            # The first look takes 11 MB, and longer: here, and not in the middle of a session.
            self.look(np.zeros((_CROP_PX, _CROP_PX, 3), np.uint8), _WHOLE)
        except cv2.error as fault:
            raise ModelError(
                f"{face_tflite}: OpenCV cannot read it; wanted the face mesh model"
            ) from fault

    def look(self, bgr: Picture, crop: Crop) -> Face:
        """Return the face in `crop`, and where to look for it next."""
        finely = cv2.INTER_LANCZOS4 if crop.side_px < _TINY_PX else cv2.INTER_LINEAR
        square = cv2.warpAffine(bgr, crop.matrix(), (_CROP_PX, _CROP_PX), flags=finely)
        self._net.setInput(cv2.dnn.blobFromImage(square, 1 / 255, swapRB=True))
        logit, mesh = self._net.forward(_OUTPUTS)
        return _face(float(logit.item()), mesh.reshape(-1, 3).astype(np.float64), crop)


def _face(logit: float, mesh: Array, crop: Crop) -> Face:
    """Return the angles of a mesh given in crop pixels (x right, y down, z away)."""
    # The head's own axes, in a frame with x right, y up and z toward the camera: `across` runs to
    # the person's left, `up` from the chin to the bridge of the nose. Over five rendered people
    # that line follows a nod with slope 0.90 to 1.06; up to the forehead it reads 0.83 to 0.96,
    # and to the tip of the nose 0.96 to 1.17.
    across = _unit((mesh[_LEFT_EYE] - mesh[_RIGHT_EYE]) * (1, -1, -1))
    up = (mesh[_NOSE_BRIDGE] - mesh[_CHIN]) * (1, -1, -1)
    up = _unit(up - (up @ across) * across)
    toward = across[0] * up[1] - across[1] * up[0]
    roll_deg = _wrap_deg(crop.roll_deg + degrees(atan2(-across[1], across[0])))
    low, high = mesh[:, :2].min(axis=0), mesh[:, :2].max(axis=0)
    x_px, y_px = crop.back(*((low + high) / 2))
    side_px = _NEXT_SIDE * float((high - low).max()) * crop.side_px / _CROP_PX
    return Face(
        score=1 / (1 + exp(-max(-50.0, min(50.0, logit)))),
        roll_deg=roll_deg,
        pitch_deg=_wrap_deg(degrees(atan2(up[2], toward)) - _REST_PITCH_DEG),
        yaw_deg=degrees(asin(max(-1.0, min(1.0, -across[2])))),
        next_crop=Crop(x_px, y_px, side_px, roll_deg),
    )


def _are_alike(before: Face | None, after: Face | None) -> bool:
    """Return whether the head is still: seen twice, with no angle changed by a degree."""
    if before is None or after is None:
        return False
    changes = (
        _wrap_deg(after.roll_deg - before.roll_deg),
        after.pitch_deg - before.pitch_deg,
        after.yaw_deg - before.yaw_deg,
    )
    return max(map(abs, changes)) < _STILL_DEG


def _head(face: Face | None, pose: Pose) -> Head:
    """Return the mesh's angles; of no face or a tiny one only the yaw, as nose and ears tell."""
    if face is None or face.extent_px < _LEAST_PX:
        return Head(yaw_deg=_yaw_from_ears(pose))
    return Head(face.roll_deg, face.pitch_deg, face.yaw_deg)


def _yaw_from_ears(pose: Pose) -> float | None:
    """Return how far the nose has left the middle of the ears, as an angle (within 5 to 60)."""
    left, right = (_at(pose, [ear]) for ear in _EARS)
    ears_px = float(np.hypot(*(left - right)))
    if ears_px < 1.0:
        return None
    offset_px = float((_at(pose, [Joint.NOSE]) - (left + right) / 2) @ (left - right)) / ears_px
    return degrees(atan(offset_px / (0.7 * ears_px)))


def _first_crop(pose: Pose) -> Crop:
    """Return the square between the eyes and the mouth, level with the pose's own eyes."""
    left, right = (_at(pose, [eye]) for eye in _EYES)
    across = left - right
    roll_deg = degrees(atan2(across[1], across[0]))
    return Crop(*_face_centre(pose), _FIRST_SIDE * _body_px(pose), roll_deg)


def _face_centre(pose: Pose) -> tuple[float, float]:
    x_px, y_px = (_at(pose, _EYES) + _at(pose, _MOUTH)) / 2
    return float(x_px), float(y_px)


def _body_px(pose: Pose) -> float:
    """Return the shoulder width, as wide as the torso's length allows when they overlap."""
    left, right = (_at(pose, [shoulder]) for shoulder in _SHOULDERS)
    torso = _at(pose, _SHOULDERS) - _at(pose, _HIPS)
    return max(float(np.hypot(*(left - right))), _TORSO * float(np.hypot(*torso)))


def _at(pose: Pose, joints: Iterable[Joint]) -> Array:
    """Return the middle of `joints` in pixels."""
    points = [pose.landmarks[joint].point for joint in joints]
    return np.array(
        [sum(p.x_px for p in points) / len(points), sum(p.y_px for p in points) / len(points)]
    )


def _unit(vector: Array) -> Array:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _wrap_deg(angle_deg: float) -> float:
    return (angle_deg + 180.0) % 360.0 - 180.0
