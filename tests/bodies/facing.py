"""Bodies that face the camera: upright, and lying on the side."""

from __future__ import annotations

from math import cos, radians, sin

from posecoach.core.pose import Head, Joint, Pose, Side

from .basics import SHANK, THIGH, TRUNK, pose
from .chain import Place, step_to

SHOULDERS, HIPS = 100.0, 60.0
ELBOW_HANGS, ELBOW_ON_WALL = -0.6, -0.3


def front(
    *,
    roll: float = 0.0,
    pitch: float = 0.0,
    yaw: float = 0.0,
    lean: float = 0.0,
    rise_left: float = 0.0,
    rise_right: float = 0.0,
    hands_up: bool = False,
    left_hand: float = 0.0,
    right_hand: float = 0.0,
    left_elbow: float | None = None,
    right_elbow: float | None = None,
    narrow: float = 1.0,
    face: bool = True,
    shift: float = 0.0,
    scale: float = 1.0,
    stand: float | None = None,
) -> Pose:
    """A person upright before the camera.

    `rise_*` of a shoulder and `*_elbow`, the elbow's height over it, are in shoulder widths, and
    `shift` in pixels. A hand hangs at 0 and is at the head at 1. `narrow` turns the shoulders away.
    `stand` is how far the knees are below the hips, in trunk lengths; without it the legs are not
    seen.
    """
    width = SHOULDERS * narrow
    sway = TRUNK * sin(radians(lean))
    fall = TRUNK * (1 - cos(radians(lean)))
    tilt_x, tilt_y = width / 2 * cos(radians(lean)), width / 2 * sin(radians(lean))
    base_x, base_y = 320 + shift, 400.0
    top_x, top_y = base_x + sway, base_y - TRUNK + fall
    # the person's left is at the image's right
    points = {
        Joint.LEFT_HIP: (base_x + HIPS / 2, base_y),
        Joint.RIGHT_HIP: (base_x - HIPS / 2, base_y),
        Joint.LEFT_SHOULDER: (top_x + tilt_x, top_y + tilt_y - rise_left * SHOULDERS),
        Joint.RIGHT_SHOULDER: (top_x - tilt_x, top_y - tilt_y - rise_right * SHOULDERS),
        Joint.NOSE: (top_x, top_y - 50),
        Joint.LEFT_EAR: (top_x + 22, top_y - 55),
        Joint.RIGHT_EAR: (top_x - 22, top_y - 55),
    }
    arms = ((Side.LEFT, 1, left_hand, left_elbow), (Side.RIGHT, -1, right_hand, right_elbow))
    for side, sign, hand, elbow in arms:
        up = 1.0 if hands_up else hand
        elbow_at, wrist_at = _arm(up, elbow)
        points[side.joint("elbow")] = (top_x + sign * elbow_at[0], top_y + elbow_at[1])
        points[side.joint("wrist")] = (top_x + sign * wrist_at[0], top_y + wrist_at[1])
        if stand is not None:
            points[side.joint("knee")] = (base_x + sign * 30, base_y + stand * TRUNK)
    if scale != 1.0:
        points = {
            j: (320 + (x - 320) * scale, 400 + (y - 400) * scale) for j, (x, y) in points.items()
        }
    # an erect head leans with the trunk, and the roll is against the shoulder line
    seen = Head(roll + lean, pitch, yaw) if face else Head(None, None, yaw)
    return pose(points, head=seen)


def _arm(up: float, elbow: float | None) -> tuple[Place, Place]:
    """Elbow and wrist from mid-shoulders, for a hand that hangs at 0 and is at the head at 1.

    An elbow that is told its height is away from the body; raised, it has its forearm on a wall.
    """
    if elbow is None:
        elbow_at = (65 + 30 * up, -ELBOW_HANGS * SHOULDERS - 95 * up)
        return elbow_at, (70 - 45 * up, TRUNK - 180 * up)
    reach = -58.0 if elbow > ELBOW_ON_WALL else 58.0
    return (65.0, -elbow * SHOULDERS), (70.0, -elbow * SHOULDERS + reach)


def side_lying(*, bottom_knee: float = 0.0, hips: float = 1.0, pitch: float = 0.0) -> Pose:
    """A person on the right side, facing the camera, the head at the image's left.

    `bottom_knee` is how far the lower leg's knee is bent, `hips` the width of the hips against that
    of hips stacked, `pitch` how steeply the trunk rises.
    """
    hip = (330.0, 330.0)
    shoulder = step_to(hip, -90 + pitch, TRUNK)
    points = {Joint.NOSE: (shoulder[0] - 55, shoulder[1])}
    for side, up in ((Side.LEFT, -1), (Side.RIGHT, 1)):
        width = HIPS * hips
        points[side.joint("shoulder")] = (shoulder[0], shoulder[1] + up * SHOULDERS / 2)
        points[side.joint("ear")] = (shoulder[0] - 50, shoulder[1] + up * 18)
        points[side.joint("elbow")] = (shoulder[0] + 60, shoulder[1] + up * SHOULDERS / 2)
        points[side.joint("wrist")] = (shoulder[0] + 90, shoulder[1] + up * 20)
        points[side.joint("hip")] = (hip[0], hip[1] + up * width / 2)
        bend = bottom_knee if side is Side.RIGHT else 90.0
        knee = step_to(points[side.joint("hip")], 90, THIGH)
        points[side.joint("knee")] = knee
        points[side.joint("ankle")] = step_to(knee, 90 + bend, SHANK)
    return pose(points)
