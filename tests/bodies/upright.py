"""Upright bodies seen from the side: sitting, standing, and going down to lift."""

from __future__ import annotations

from posecoach.core.pose import Pose

from .chain import NECK, Limbs, flexed, moved, seen


def sitting(
    trunk: float = 0.0,
    *,
    arm: float = 20.0,
    elbow: float = 0.0,
    neck: float = 22.0,
    neck_px: float = NECK,
    reach: float = 0.0,
) -> Pose:
    """A person on a chair; `arm` is raised from the trunk, `reach` the shoulder's way in pixels."""
    upper = flexed(trunk, arm)
    limbs = Limbs(
        trunk,
        90,
        180,
        neck=neck,
        upper_arm=upper,
        forearm=upper - elbow,
        neck_px=neck_px,
    )
    near = limbs.places("hip", (280.0, 320.0))
    return seen(moved(near, reach, 0, "shoulder", "ear", "nose", "elbow", "wrist"))


def standing(trunk: float = 0.0, *, knee: float = 10.0, neck: float = 22.0) -> Pose:
    """A person standing with the knees bent a little, folding forward from the hips."""
    limbs = Limbs(trunk, 180 - knee / 2, 180 + knee / 2, neck=neck)
    return seen(limbs.places("ankle", (280.0, 440.0)))


def lifting(
    knee: float = 5.0,
    *,
    trunk: float | None = None,
    shank: float | None = None,
    arm: float = 185.0,
) -> Pose:
    """A person going down to lift; `arm` is where the arm points, 180 straight down.

    Trunk and shank lean forward as the knees bend, unless they are told how far.
    """
    leans = 0.3 * knee if shank is None else shank
    trunk = 0.4 * knee if trunk is None else trunk
    limbs = Limbs(trunk, 180 + leans - knee, 180 + leans, neck=20, upper_arm=arm, forearm=arm)
    return seen(limbs.places("ankle", (280.0, 440.0)))
