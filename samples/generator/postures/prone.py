"""Face down on the floor, and up on the forearms."""

from __future__ import annotations

import numpy as np

from samples.generator.body import SIDES, Body
from samples.generator.figure import NECK, SPINE, Figure, Posture
from samples.generator.limbs import LEFT, UP, arm, set_foot, sign, suffix
from samples.generator.mesh import Array, base_mesh
from samples.generator.motion import Channels
from samples.generator.rig import Pose, apply, turn

KNEE_M, ANKLE_M = 0.055, 0.07
"""How high the joints of a leg are that lies on its front."""
ELBOW_M, WRIST_M = 0.042, 0.035
"""The same of a forearm on the floor."""
SINK_M = 0.012
"""How far the front of the pelvis sinks into the mat."""
LOW_NECK = {"neck01": 0.5, "neck02": 0.3, "head": 0.2}
ASIDE_M = (0.205, 0.125)
"""How far each elbow is from its shoulder to the side: flat on the floor, and propped up."""


def prone(head_at: str) -> Posture:
    """Return the posture on the front, head at the image's `left` or `right`.

    Channels: up (degrees that the spine bends back), neck (the head bends forward, - back), back
    (the head thrown back), prop (1: the elbows under the shoulders), lift (the hips off the
    floor, degrees of the trunk).
    """

    def posture(body: Body, ch: Channels) -> Figure:
        pose, frame = _lay(body, ch, head_at)
        pose.share(SPINE, "x", -(_chest_deg(body) + ch["up"] + ch.sway(0.25)))
        chest = pose.place("spine01")
        pose.turn("root", turn("x", ch["lift"]))
        pose.root_m = pose.root_m + chest - pose.place("spine01")
        pose.share({"spine02": 0.5, "spine01": 0.5}, "x", -ch["lift"])
        pose.share(NECK, "x", ch["neck"] + ch.sway(0.3, phase=0.3))
        pose.share(LOW_NECK, "x", -ch["back"])
        for side in SIDES:
            _lay_leg(body, pose, side, frame)
            _lay_forearm(body, pose, side, frame, ch["prop"])
        return Figure(*pose.solve())

    return posture


def _lay(body: Body, ch: Channels, head_at: str) -> tuple[Pose, Array]:
    """Lay the figure on its front, in the middle of the picture."""
    pose = Pose(body.rig, len(ch))
    along = np.array([-1.0, 0.0, 0.0]) if head_at == "left" else np.array([1.0, 0.0, 0.0])
    one = np.stack([np.cross(along, -UP), along, -UP], axis=1)
    pose.turn("root", np.tile(one, (len(ch), 1, 1)))
    middle_m = (body.rig.rest("head")[1] + body.floor_m) / 2 + 0.15
    middle = np.array([0.0, middle_m, _front_m(body, "root", "pelvis", "upperleg01") - SINK_M])
    pose.root_m = pose.root_m + (one @ (body.rig.heads[0] - middle) - body.rig.heads[0])
    return pose, np.tile(one, (len(ch), 1, 1))


def _front_m(body: Body, *bones: str) -> float:
    """Return the depth of the foremost skin on these bones at rest."""
    skin = base_mesh().indices("body")
    held = body.moved_by(*bones)[skin] > 0.5
    return float(body.vertices[skin][held, 2].max())


def _chest_deg(body: Body) -> float:
    """Return how far the spine bends back for the chest, too, to lie on the floor."""
    deeper_m = _front_m(body, "spine", "breast") - _front_m(body, "root", "pelvis", "upperleg01")
    return float(np.degrees(deeper_m / 0.26))


def _lay_leg(body: Body, pose: Pose, side: str, frame: Array) -> None:
    """Keep knee and foot on the floor, the leg straight behind."""
    upper, lower, foot = (name + suffix(side) for name in ("upperleg01", "lowerleg01", "foot"))
    drops = (pose.place(upper)[:, 1] - KNEE_M, np.full(len(frame), KNEE_M - ANKLE_M))
    for bone, child, drop in ((upper, lower, drops[0]), (lower, foot, drops[1])):
        slope = np.arcsin(np.clip(drop / body.length(bone, child), -1, 1))[:, None]
        outward = 0.07 * sign(side) * apply(frame, LEFT)
        pose.aim(bone, child, -np.cos(slope) * apply(frame, UP) - np.sin(slope) * UP + outward)
    set_foot(pose, side, frame, np.full(len(frame), 72.0), splay_deg=-4.0)


def _lay_forearm(body: Body, pose: Pose, side: str, frame: Array, prop: Array) -> None:
    """Put the elbow on the floor as far ahead as the upper arm is long, the forearm before it."""
    upper, lower, wrist = arm(side)
    shoulder, long_m = pose.place(upper), body.length(upper, lower)
    aside_m = ASIDE_M[0] + prop * (ASIDE_M[1] - ASIDE_M[0])
    drop_m = shoulder[:, 1] - ELBOW_M
    ahead_m = np.sqrt(np.maximum(1e-4, long_m**2 - drop_m**2 - aside_m**2))
    out, ahead = sign(side) * apply(frame, LEFT), apply(frame, UP)
    pose.aim(upper, lower, aside_m[:, None] * out + ahead_m[:, None] * ahead - drop_m[:, None] * UP)
    inward = 0.36 - 0.18 * prop
    sink = (ELBOW_M - WRIST_M) / body.length(lower, wrist)
    pose.aim(lower, wrist, ahead - inward[:, None] * out - sink * UP)
