"""Bodies on the knees, on hands and knees, and on the front, seen from the side."""

from __future__ import annotations

from math import cos, radians, sin

from posecoach.core.pose import Joint, Pose, Side

from .basics import SHANK, THIGH, TRUNK, pose
from .chain import FACE, NECK, Limbs, flexed, moved, seen


def kneeling(
    *,
    facing: str = "right",
    rear_hip: float = 5.0,
    shank_lean: float = 0.0,
    trunk: float = 0.0,
    heel_up: float = 0.0,
    tucked: bool = False,
) -> Pose:
    """A person half-kneeling, side-on, the rear leg near; extension of the rear hip is negative.

    `heel_up` is the front heel's rise in pixels; `tucked` puts the rear toes under the heel.
    """
    forward = 1.0 if facing == "right" else -1.0
    near = Side.RIGHT if facing == "right" else Side.LEFT
    rear_knee = (320 - forward * 40, 420.0)
    # the rear thigh's angle from vertical is what hip and trunk leave over
    thigh = radians(rear_hip - trunk)
    hip = (rear_knee[0] - forward * THIGH * sin(thigh), rear_knee[1] - THIGH * cos(thigh))
    lean = radians(trunk)
    shoulder = (hip[0] + forward * TRUNK * sin(lean), hip[1] - TRUNK * cos(lean))
    front_ankle = (rear_knee[0] + forward * 105, 425.0)
    tilt = radians(shank_lean)
    front_knee = (
        front_ankle[0] + forward * SHANK * sin(tilt),
        front_ankle[1] - SHANK * cos(tilt),
    )
    points = {Joint.NOSE: (shoulder[0] + forward * 25, shoulder[1] - 45)}
    for side in Side:
        points[side.joint("shoulder")] = shoulder
        points[side.joint("hip")] = hip
        points[side.joint("ear")] = (shoulder[0], shoulder[1] - 50)
    points |= {
        near.joint("knee"): rear_knee,
        near.joint("ankle"): (rear_knee[0] - forward * SHANK, 425.0),
        near.joint("foot_index"): (rear_knee[0] - forward * (SHANK + 35), 435.0)
        if not tucked
        else (rear_knee[0] - forward * (SHANK - 5), 455.0),
        near.other.joint("knee"): front_knee,
        near.other.joint("ankle"): front_ankle,
        near.other.joint("heel"): (front_ankle[0] - forward * 10, 432.0 - heel_up),
        near.other.joint("foot_index"): (front_ankle[0] + forward * 45, 432.0),
    }
    return pose(points)


def folded(
    hip: float = 15.0, *, knee: float | None = None, neck_px: float = NECK, head_up: float = 0.15
) -> Pose:
    """A person on both knees, from kneeling up to a folded child's pose.

    The knees bend along with the hips unless they are told how far. `head_up` is how much higher
    than the hand the nose is once folded, in trunk lengths.
    """
    share = min(1.0, max(0.0, (hip - 15) / 90))
    bend = 90 + 60 * share if knee is None else knee
    thigh = -90 - bend  # the shank lies on the mat and points back
    trunk = thigh + hip - 180
    limbs = Limbs(trunk, thigh, -90, foot=-90, neck=30 * share, neck_px=neck_px)
    near = limbs.places("knee", (320.0, 420.0))
    floor = near["knee"][1]
    wrist = (near["shoulder"][0] + 70 * share, near["shoulder"][1] + 90 * (1 - share))
    near["wrist"] = (wrist[0], wrist[1] + share * (floor - wrist[1]))
    near["elbow"] = tuple((a + b) / 2 for a, b in zip(near["shoulder"], near["wrist"], strict=True))
    ahead = near["nose"]
    low = near["ear"][0] + FACE / 3, near["wrist"][1] - head_up * TRUNK
    near["nose"] = tuple(a + share * (b - a) for a, b in zip(ahead, low, strict=True))
    near["heel"] = (near["ankle"][0] - 5, near["ankle"][1] - 8)
    return seen(near)


def all_fours(
    cat: float = 0.0, *, rounds: bool = True, rock: float = 0.0, elbow: float = 0.0
) -> Pose:
    """A person on hands and knees, the neck `cat` degrees lower than at rest.

    The back gets shorter as it rounds, if it does; `rock` is the hips' way forward in pixels.
    """
    length = TRUNK * (1 - 0.002 * abs(cat) * rounds)
    limbs = Limbs(90, 180, -90, foot=-90, neck=30 + cat, forearm=180 - elbow, trunk_px=length)
    near = limbs.places("knee", (250.0, 420.0))
    return seen(moved(near, rock, 0, "hip", "shoulder", "ear", "nose", "elbow", "wrist"))


def dog(knee: float = 90.0, *, elbow: float = 0.0, arm: float | None = None) -> Pose:
    """A person on the way from hands and knees, 90, into the downward dog: the knees get longer.

    `arm` is how far the arm is raised from the trunk, which is 170 in the dog.
    """
    share = min(1.0, max(0.0, (90 - knee) / 70))
    trunk = 90 + 35 * share
    raised = 90 + 80 * share if arm is None else arm
    thigh = flexed(trunk, 90 - 5 * share)
    upper = flexed(trunk, raised)
    limbs = Limbs(
        trunk, thigh, thigh + knee, foot=110, neck=30, upper_arm=upper, forearm=upper - elbow
    )
    return seen(limbs.places("ankle", (170.0, 430.0)))


def sphinx(
    lift: float = 0.0,
    *,
    neck: float = 40.0,
    neck_px: float = NECK,
    hips_up: float = 0.0,
    elbow_ahead: float = 0.0,
) -> Pose:
    """A person on the front whose chest comes up, the head at the image's right.

    `hips_up`, which takes all of the trunk along, and `elbow_ahead` of the shoulder are in pixels.
    """
    limbs = Limbs(90 - lift, -90, -90, foot=-90, neck=neck, forearm=90, neck_px=neck_px)
    near = limbs.places("hip", (300.0, 400.0))
    near = moved(near, 0, -hips_up, "hip", "shoulder", "ear", "nose", "elbow", "wrist")
    return seen(moved(near, elbow_ahead, 0, "elbow", "wrist"))
