"""The body as a stretch sees it: which way it faces, which side is near, which one works.

Names of legs mean `n` the working leg (near, as a rule) and `f` the other one. The model swaps the
left and right leg in about one side-view frame in ten, so legs are told apart by what they do
(the more or less flexed one) and the side's name is a vote over time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .geometry import direction_deg, distance_px, lean_deg, midpoint, wrap_deg
from .pose import Joint, Point, Pose, Side
from .stretch import Posture, Stretch, View, Working

LIMB_PARTS = ("knee", "ankle", "heel", "foot_index", "elbow", "wrist")
_LIMBS = {side: frozenset(side.joint(part) for part in LIMB_PARTS) for side in Side}
NEAR_VISIBILITY = 0.5
FAR_VISIBILITY = 0.65
BOTH_KNEES_VISIBILITY = 0.35  # of knees side by side, the far one peeps out over the near one
KNEES_TOGETHER = 0.55
ANKLES_TOGETHER = 0.40
LEG_SWITCH_DEG = 3.0
VOTE_LEAD_DEG = 15.0
FACING_S = 0.4
NEAR_PRIOR_S = 0.7
VOTE_FADES_S = 0.5
SIGN_ENTER = 7.0
FOLDED_DEG = 50.0
ARM_RAISED = 0.25
ROLLED = 0.025
_FACE_Y = {Posture.SUPINE: -1.0, Posture.PRONE: 1.0, Posture.HANDS_AND_KNEES: 1.0}
"""Where the front of a lying body is in the picture: -1 up, +1 down. An upright one faces aside."""


@dataclass(frozen=True, slots=True)
class Body:
    """One pose, read the way a stretch asks for it.

    `turn` is +1 or -1, the sign that makes flexion positive (side view only); `near` the side
    toward the camera; `leg` the working leg; `side` the side that is worked on, None where the
    stretch has none or it is not known yet. `rest` is the person's own neutral pose. `trunk_rests`
    says that the trunk lies flat on the mat, so that level is a better trunk line than the
    landmarks': reaching arms move the shoulder point by up to 8 degrees of trunk.
    """

    pose: Pose
    forward_x: float = 1.0
    turn: float = 1.0
    near: Side = Side.RIGHT
    leg: Side = Side.RIGHT
    side: Side | None = None
    rest: Pose | None = None
    trunk_rests: bool = False
    _middles: dict[str, Point | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def at(self, joint: Joint) -> Point | None:
        """Return where `joint` is seen; far limbs must be more visible than near ones."""
        far_limb = joint in _LIMBS[self.near.other]
        return self.pose.seen(joint, FAR_VISIBILITY if far_limb else NEAR_VISIBILITY)

    def part(self, side: Side, part: str) -> Point | None:
        """Return where the `part` of that `side` is seen."""
        return self.at(side.joint(part))

    def middle(self, part: str) -> Point | None:
        """Return the point between the left and the right `part`; it is asked often, so kept."""
        if part not in self._middles:
            left, right = self.part(Side.LEFT, part), self.part(Side.RIGHT, part)
            self._middles[part] = midpoint(left, right) if left and right else None
        return self._middles[part]

    @property
    def at_rest(self) -> Body | None:
        """Return the person's own neutral pose, read the same way; None before there is one."""
        if self.rest is None:
            return None
        return replace(self, pose=self.rest, rest=None)

    @property
    def legs_together(self) -> bool:
        """Return whether both legs are seen at one place, as when the near one hides the far one.

        The model then puts the hidden leg beside the seen one, and may swap their names.
        """
        length_px = self.trunk_length_px
        limits = (("knee", KNEES_TOGETHER), ("ankle", ANKLES_TOGETHER))
        for part, limit in limits:
            left, right = (self.pose.landmarks.get(side.joint(part)) for side in Side)
            if not (left and right and length_px):
                return False
            if distance_px(left.point, right.point) > limit * length_px:
                return False
        return True

    @property
    def shoulder_width_px(self) -> float | None:
        """Return the distance between the shoulders."""
        return self._between(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)

    @property
    def trunk_length_px(self) -> float | None:
        """Return the distance between mid-shoulders and mid-hips."""
        top, base = self.middle("shoulder"), self.middle("hip")
        return distance_px(top, base) if top and base else None

    def _between(self, a: Joint, b: Joint) -> float | None:
        first, second = self.at(a), self.at(b)
        return distance_px(first, second) if first and second else None


def hip_flexion_deg(body: Body, side: Side) -> float | None:
    """Return the hip's flexion on that side, extension negative; None when it is not seen."""
    shoulder, hip, knee = (body.part(side, p) for p in ("shoulder", "hip", "knee"))
    if not (shoulder and hip and knee):
        return None
    if body.trunk_rests:
        trunk_deg = 0.0 if hip.x_px > shoulder.x_px else 180.0
    else:
        trunk_deg = direction_deg(shoulder, hip)
    return body.turn * wrap_deg(direction_deg(hip, knee) - trunk_deg)


class BodyReader:
    """Reads poses into bodies, remembering the facing, the working leg and the side's vote."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._time_s: float | None = None
        self._forward = 0.0
        self._leg: Side | None = None
        self._votes_s = 0.0
        self.side: Side | None = None

    def read(self, pose: Pose, rest: Pose | None) -> Body:
        """Return the body in `pose`; `rest` is the person's neutral pose, once it is known."""
        passed_s = 0.0 if self._time_s is None else min(0.5, pose.time_s - self._time_s)
        self._time_s = pose.time_s
        body = Body(pose, rest=rest, side=self.side, trunk_rests=self._stretch.trunk_rests)
        if self._stretch.view is not View.SIDE:
            self._take_arm(body)
            return replace(body, side=self.side)
        self._face(body, passed_s)
        body = self._turned(body)
        leg = self._working_leg(body)
        self._vote(body, leg, passed_s)
        return replace(body, leg=leg, side=self.side)

    def take_sign(self, value: float | None) -> None:
        """Name the side by the sign of the primary measure: positive is the person's left."""
        if value is None or self._stretch.working is not Working.SIGN:
            return
        if abs(value) >= SIGN_ENTER:
            self.side = Side.LEFT if value > 0 else Side.RIGHT

    def _take_arm(self, body: Body) -> None:
        """Name the side by the arm that is up, where the stretch asks for that."""
        width_px = body.shoulder_width_px
        if self._stretch.working is not Working.RAISED_ARM or not width_px:
            return
        elbows = {side: body.part(side, "elbow") for side in Side}
        left, right = elbows[Side.LEFT], elbows[Side.RIGHT]
        if left and right and abs(left.y_px - right.y_px) > ARM_RAISED * width_px:
            self.side = Side.LEFT if left.y_px < right.y_px else Side.RIGHT

    def forget_side(self) -> None:
        """Begin a new vote: an attempt has ended, the next one may be the other side's."""
        self._votes_s = 0.0
        self.side = None

    def _face(self, body: Body, passed_s: float) -> None:
        """Follow which way an upright person faces in the picture, slowly enough for noise.

        The face of somebody folded forward looks back at the feet, and shows nothing.
        """
        base, top = body.middle("hip"), body.middle("shoulder")
        folded = base and top and abs(lean_deg(base, top)) > FOLDED_DEG
        signs = [] if folded and self._forward else list(self._pointing(body))
        if not signs:
            return
        now = sum(signs) / len(signs)
        share = 1.0 if self._forward == 0 else passed_s / (FACING_S + passed_s)
        self._forward += share * (now - self._forward)

    def _pointing(self, body: Body) -> Iterator[float]:
        """Yield +1 (image right) or -1 for the nose, and for each foot that stands."""
        nose, ears = body.at(Joint.NOSE), body.middle("ear")
        if nose and ears:
            yield 1.0 if nose.x_px > ears.x_px else -1.0
        if not {Posture.STANDING, Posture.SITTING} & set(self._stretch.postures):
            return
        for side in Side:
            heel, toes = body.part(side, "heel"), body.part(side, "foot_index")
            if heel and toes and heel.x_px != toes.x_px:
                yield 1.0 if toes.x_px > heel.x_px else -1.0

    def _turned(self, body: Body) -> Body:
        """Return `body` with its turn and near side, by stretches.md 2.2."""
        forward_x = 1.0 if self._forward >= 0 else -1.0
        face_y = _FACE_Y.get(self._stretch.postures[0])
        base, top = body.middle("hip"), body.middle("shoulder")
        if face_y is None:
            cross = forward_x
        elif base and top:
            cross = (top.x_px - base.x_px) * face_y
            forward_x = 1.0 if top.x_px > base.x_px else -1.0
        else:
            return body
        near = Side.RIGHT if cross > 0 else Side.LEFT
        turn = -1.0 if cross > 0 else 1.0
        return replace(body, forward_x=forward_x, turn=turn, near=near, leg=near)

    def _working_leg(self, body: Body) -> Side:
        working = self._stretch.working
        sign = {Working.MOST_FLEXED: 1.0, Working.LEAST_FLEXED: -1.0}.get(working)
        if sign is None:
            return body.near
        near = hip_flexion_deg(body, body.near)
        far = hip_flexion_deg(body, body.near.other)
        leg = self._leg or body.near
        if near is not None and far is not None:
            lead = sign * (near - far)
            if lead > LEG_SWITCH_DEG:
                leg = body.near
            elif lead < -LEG_SWITCH_DEG:
                leg = body.near.other
        elif near is None and far is not None:
            leg = body.near.other
        elif near is not None:
            leg = body.near
        self._leg = leg
        return leg

    def _vote(self, body: Body, leg: Side, passed_s: float) -> None:
        """Count the seconds for which each leg was seen to work; the near leg has a small lead."""
        if self._stretch.working is Working.NEAR:
            self.side = body.near
        if self._stretch.working is Working.ROLLED_TO:
            self._vote_roll(body, passed_s)
        if self._stretch.working not in (Working.MOST_FLEXED, Working.LEAST_FLEXED):
            return
        near = hip_flexion_deg(body, body.near)
        far = hip_flexion_deg(body, body.near.other)
        if near is None or far is None:
            return
        if abs(near - far) < VOTE_LEAD_DEG:
            self._votes_s *= max(0.0, 1 - passed_s / VOTE_FADES_S)
            return
        seen_near = leg is body.near or body.legs_together  # what hides the other leg is near
        self._votes_s += passed_s if seen_near else -passed_s
        self.side = body.near if self._votes_s > -NEAR_PRIOR_S else body.near.other

    def _vote_roll(self, body: Body, passed_s: float) -> None:
        """Count the seconds for which the knees were seen to roll toward the camera, or away."""
        toward = _rolled_toward(body)
        if toward is None or abs(toward) < ROLLED:
            self._votes_s *= max(0.0, 1 - passed_s / VOTE_FADES_S)
            return
        self._votes_s += passed_s if toward > 0 else -passed_s
        self.side = body.near if self._votes_s > 0 else body.near.other


def knee_sink(body: Body, side: Side) -> float | None:
    """Return what share of its height over the lying shoulder that side's knee has lost."""
    now_px, rest_px = (
        _knee_height_px(body, side),
        body.at_rest and _knee_height_px(body.at_rest, side),
    )
    return 1 - now_px / rest_px if now_px is not None and rest_px and rest_px > 0 else None


def _knee_height_px(body: Body, side: Side) -> float | None:
    shoulder = body.part(side, "shoulder")
    knee = body.pose.seen(side.joint("knee"), BOTH_KNEES_VISIBILITY)
    return shoulder.y_px - knee.y_px if shoulder and knee else None


def _rolled_toward(body: Body) -> float | None:
    """Return how plainly the knees have rolled toward the camera; negative is away from it.

    The knee on the side that one rolls to sinks more, and what comes nearer looks larger. Rendered
    rolls of 30 degrees read +0.06 and +0.09 toward, -0.06 and -0.09 away.
    """
    ahead_px, rest_px = _knee_ahead_px(body), body.at_rest and _knee_ahead_px(body.at_rest)
    near, far = knee_sink(body, body.near), knee_sink(body, body.near.other)
    if ahead_px is None or not rest_px:
        return None
    more = 0.0 if near is None or far is None else (near - far) / 2
    return ahead_px / rest_px - 1 + more


def _knee_ahead_px(body: Body) -> float | None:
    hip, knee = body.part(body.near, "hip"), body.part(body.near, "knee")
    return abs(knee.x_px - hip.x_px) if hip and knee else None
