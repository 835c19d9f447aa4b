"""Steps made by hand for the tests of what is drawn."""

from __future__ import annotations

import numpy as np

from posecoach.core.coach import Phase
from posecoach.core.feedback import Arc, CheckLine, Cue, CueKind, Feedback, Mark
from posecoach.core.placement import Placement
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side
from posecoach.core.session import Step

SIZES = [(640, 480), (1280, 720), (1920, 1080), (720, 1280)]
ODD_SIZES = [*SIZES, (320, 240), (1000, 1000), (2560, 1080), (480, 1040), (900, 1000)]
LONG_CUES = [
    "Lower a little, straighten the knee",
    "Opposite shoulder stays down and heavy please now",
    "Drop the opposite shoulder",
    "Good",
]
LONG_TITLE = "Lying hamstring stretch with towel · right"
LONG_NOTICE = "I can't see your left foot. Move the camera back a little."
CHECKS = (
    CheckLine("Opposite shoulder", Mark.GOOD, 178.4),
    CheckLine("Knee", Mark.WRONG, 143.0),
    CheckLine("Other leg", Mark.UNSEEN),
)

_STANDING = {  # in a picture of 640 x 480, facing the camera: the left is at the right
    "nose": (328, 70),
    "left_ear": (344, 74),
    "right_ear": (310, 62),
    "left_shoulder": (372, 118),
    "right_shoulder": (258, 118),
    "left_elbow": (377, 180),
    "right_elbow": (262, 180),
    "left_wrist": (384, 245),
    "right_wrist": (252, 245),
    "left_hip": (344, 250),
    "right_hip": (290, 250),
    "left_knee": (350, 330),
    "right_knee": (284, 330),
    "left_ankle": (360, 410),
    "right_ankle": (278, 410),
    "left_foot_index": (364, 436),
    "right_foot_index": (272, 436),
}


def standing(size: tuple[int, int] = (640, 480), *, flipped: bool = False) -> Pose:
    """Return a person in a picture of `size`; `flipped` is the same data mirrored left to right."""
    width, height = size
    marks = {}
    for name, (x, y) in _STANDING.items():
        x_px, y_px = x * width / 640, y * height / 480
        point = Point(width - x_px if flipped else x_px, y_px)
        marks[Joint(name)] = Landmark(point, 0.99)
    return Pose(0.0, width, height, marks)


NOBODY = Pose(0.0, 640, 480)


def step(pose: Pose = NOBODY, phase: Phase = Phase.HOLD, **shown: object) -> Step:
    """Return a step that shows `shown`."""
    fields: dict[str, object] = {"title": "Ear to shoulder · left", **shown}
    feedback = Feedback(**fields)  # type: ignore[arg-type]
    return Step(pose, {}, phase, Side.LEFT, Placement(), (), (), None, False, feedback)


def full_step(pose: Pose | None = None, **shown: object) -> Step:
    """Return a step that shows everything at once, with the longest words."""
    fields: dict[str, object] = {
        "title": LONG_TITLE,
        "next": "Next: right side",
        "cue": cue(LONG_CUES[1]),
        "timer_s": 11.4,
        "progress": 0.6,
        "sets": (1, 3),
        "checks": CHECKS,
        "faulty_limbs": frozenset({(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)}),
        "arc": Arc(Point(350, 330), Point(344, 250), Point(440, 330), 90.0, Mark.WRONG),
    }
    return step(pose or standing(), **{**fields, **shown})


def cue(words: str, kind: CueKind = CueKind.COMPENSATION) -> Cue:
    """Return a cue of these words."""
    return Cue("test", kind, words)


def blank(size: tuple[int, int] = (1280, 720), grey: int = 128) -> np.ndarray:
    """Return a grey picture of `size` (width, height)."""
    return np.full((size[1], size[0], 3), grey, np.uint8)
