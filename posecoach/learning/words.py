"""The words of a draft: plain ones that a person may leave, or better put their own for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posecoach.core.stretch import Posture, View

DEEPER = "A little more if comfortable"
HONEST_CLOCK = "I saw nothing move that I can measure; I only keep the time."


@dataclass(frozen=True, slots=True)
class Words:
    """How a measure is called on the screen, what is asked for, and what a camera misses."""

    label: str
    too_little: str
    honest: str
    grade: str = "B"


MEASURE: Mapping[str, Words] = {
    "head_roll": Words(
        "Tilt",
        DEEPER,
        "I see your head, not each neck joint.",
        "A",
    ),
    "head_pitch": Words(
        "Nod",
        DEEPER,
        "I see your head, not each neck joint.",
        "A",
    ),
    "head_yaw": Words(
        "Turn", "Turn a little more, if comfortable", "I see your nose turn, not each neck joint."
    ),
    "trunk_lean": Words(
        "Bend",
        "A little further, if comfortable",
        "I see your trunk lean, not which part of your back bends.",
    ),
    "hip_flex_n": Words(
        "Hip",
        DEEPER,
        "The angle I read holds some pelvis and low back, too.",
        "A",
    ),
    "knee_flex_n": Words(
        "Knees",
        DEEPER,
        "I see your knees, not what your back does meanwhile.",
        "A",
    ),
    "shoulder_lift": Words(
        "Chest up",
        "A little higher, if comfortable",
        "I see your chest rise, not where your back bends.",
    ),
    "knee_roll": Words(
        "Roll",
        "Let them sink further, if comfortable",
        "I see how far your knees sink, small, medium or large, not degrees.",
    ),
    "trunk_flex": Words(
        "Bend",
        "A little lower, if comfortable",
        "I can't tell the bend of your hips from that of your back.",
    ),
    "neck_flex": Words("Neck", DEEPER, "I can't see your spine; I follow your head."),
    "arm_elev": Words(
        "Arms", "Arms a little further", "I see your arm move, not your shoulder blade."
    ),
    "elbow_height": Words("Elbow", "Lift your elbow a little", ""),
}
PLAIN = Words("Move", DEEPER, "I see one angle, not the whole of it.")

CAMERA: Mapping[tuple[View, Posture], str] = {
    (View.FRONT, Posture.SIDE_LYING): "CF-SIDE-LYING",
    (View.SIDE, Posture.SITTING): "CS-SEAT",
    (View.SIDE, Posture.STANDING): "CS-STAND",
    (View.SIDE, Posture.SUPINE): "CS-FLOOR",
    (View.SIDE, Posture.PRONE): "CS-FLOOR",
}
"""Where the camera stands; front and upright is CF-SEAT, what is left beside the mat CS-KNEEL."""

SETUP: Mapping[Posture, str] = {
    Posture.STANDING: "Stand tall, {view}.",
    Posture.SITTING: "Sit tall, {view}, feet flat.",
    Posture.SUPINE: "Lie on your back, {view}, as you did before you began.",
    Posture.PRONE: "Lie on your front, {view}.",
    Posture.SIDE_LYING: "Lie on your side, facing me.",
    Posture.KNEELING: "Kneel on both knees, {view}.",
    Posture.HALF_KNEELING: "Kneel on one knee, {view}, the other foot flat in front.",
    Posture.HANDS_AND_KNEES: "Come onto hands and knees, {view}.",
}
VIEWS: Mapping[View, str] = {
    View.FRONT: "facing me",
    View.SIDE: "side-on to me",
    View.ANY: "where I can see you",
}


def camera(view: View, posture: Posture) -> str:
    """Return the code of the usual placement of the camera."""
    usual = "CF-SEAT" if view is View.FRONT else "CS-KNEEL"
    return CAMERA.get((view, posture), usual)


def setup(view: View, posture: Posture) -> str:
    """Return how one gets ready."""
    return SETUP[posture].format(view=VIEWS[view])


def of(measure: str) -> Words:
    """Return the words of a measure."""
    return MEASURE.get(measure, PLAIN)
