"""From where the camera looks at somebody at rest, and how the body is placed."""

from __future__ import annotations

from posecoach.core.body import Body, hip_flexion_deg
from posecoach.core.front_view import stand_height
from posecoach.core.geometry import distance_px, lean_deg
from posecoach.core.placement import (
    ALL_FOURS_DEG,
    EARS_WIDTH,
    FRONT_WIDTH,
    KNEELING_SHANK_DEG,
    LYING_DEG,
    SIDE_WIDTH,
    THIGH_SITS,
    THIGH_STEEP_DEG,
)
from posecoach.core.pose import Joint, Pose, Side
from posecoach.core.stretch import Posture, View

STANDS = 0.45
HALF_KNEELING_DEG = 45.0  # between the hips of somebody with one foot in front


def view_of(rest: Pose) -> View:
    """Return front where the shoulders are wide against the trunk, else side."""
    body = Body(rest)
    width, length = body.shoulder_width_px, body.trunk_length_px
    if width is None:
        return View.SIDE
    if length:
        return View.FRONT if width / length >= (FRONT_WIDTH + SIDE_WIDTH) / 2 else View.SIDE
    left, right = body.at(Joint.LEFT_EAR), body.at(Joint.RIGHT_EAR)
    low, high = EARS_WIDTH
    wide = left and right and low <= distance_px(left, right) / width <= high
    return View.FRONT if wide else View.SIDE


def posture_of(rest: Pose, view: View) -> Posture:
    """Return how the body is placed at rest, told by its big parts alone."""
    body = Body(rest)
    off_level = _off_level(body, "hip", "shoulder")
    if off_level is not None and off_level <= LYING_DEG and not _on_hands(body):
        return Posture.SIDE_LYING if view is View.FRONT else _lying(body)
    if view is View.FRONT:
        height = stand_height(body)
        return Posture.STANDING if height is not None and height >= STANDS else Posture.SITTING
    if _on_hands(body):
        return Posture.HANDS_AND_KNEES
    shanks = [_limb_off_level(body, side, "ankle", "knee") for side in Side]
    if min((deg for deg in shanks if deg is not None), default=90.0) <= KNEELING_SHANK_DEG:
        return Posture.HALF_KNEELING if _one_foot_ahead(body) else Posture.KNEELING
    thighs = [_limb_off_level(body, side, "hip", "knee") for side in Side]
    steep = max((deg for deg in thighs if deg is not None), default=90.0)
    return Posture.SITTING if steep <= THIGH_SITS[1] else Posture.STANDING


def _on_hands(body: Body) -> bool:
    """Return whether the trunk is about level over a steep thigh, the hands below the shoulders."""
    off_level = _off_level(body, "hip", "shoulder")
    wrist, shoulder = body.middle("wrist"), body.middle("shoulder")
    thighs = [_limb_off_level(body, side, "hip", "knee") for side in Side]
    steep = [deg for deg in thighs if deg is not None and deg >= THIGH_STEEP_DEG]
    hangs = wrist is None or shoulder is None or wrist.y_px > shoulder.y_px
    knees, hips = body.middle("knee"), body.middle("hip")
    over = knees is not None and hips is not None and hips.y_px < knees.y_px
    level = off_level is not None and off_level <= ALL_FOURS_DEG[1]
    return bool(level and steep and hangs and over)


def _lying(body: Body) -> Posture:
    nose, ears = body.at(Joint.NOSE), body.middle("ear")
    face_down = nose is not None and ears is not None and nose.y_px > ears.y_px
    return Posture.PRONE if face_down else Posture.SUPINE


def _one_foot_ahead(body: Body) -> bool:
    left, right = (hip_flexion_deg(body, side) for side in Side)
    return left is not None and right is not None and abs(left - right) >= HALF_KNEELING_DEG


def _off_level(body: Body, start: str, end: str) -> float | None:
    a, b = body.middle(start), body.middle(end)
    return abs(90 - abs(lean_deg(a, b))) if a and b else None


def _limb_off_level(body: Body, side: Side, start: str, end: str) -> float | None:
    a, b = body.part(side, start), body.part(side, end)
    return abs(90 - abs(lean_deg(a, b))) if a and b else None
