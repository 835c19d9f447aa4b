"""Is the person there, in the right posture, seen from the right side, with the needed parts?

Ratios are from 84 photographs (stretches.md 2.3). Where the answer is no, one sentence says what to
change, and no angle is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from .body import Body
from .crowd import CrowdWatch
from .geometry import distance_px, lean_deg
from .measure import MEASURES
from .pose import Joint, Point, Side
from .stretch import Posture, Stretch, View

FRONT_WIDTH = 0.50
SIDE_WIDTH = 0.40
FLOOR_WIDTH = 0.45
EARS_WIDTH = (0.30, 0.70)
FACING_YAW_DEG = 20.0
UPRIGHT_LEAN_DEG = 30.0
UPRIGHT_HOLD_LEAN_DEG = 45.0
LYING_DEG = 25.0
LYING_HOLD_DEG = 50.0
FACE_DOWN = 0.08
LEAN_DEG = 40.0
KNEEL_HOLD_LEAN_DEG = 55.0
KNEELING_SHANK_DEG = 40.0
CHANGE_SETUP_S = 0.3
CHANGE_RUNNING_S = 1.0
UNSEEN_SETUP_S = 1.0
UNSEEN_RUNNING_S = 3.0


class Problem(Enum):
    """Why coaching cannot go on; the value is what the person is told."""

    NOBODY = "I can't see you. Step into the picture."
    CROWD = "One person in view, please"
    LIE_DOWN = "Lie on your back, side-on to the camera"
    KNEEL = "Kneel on one knee, side-on to the camera"
    UPRIGHT = "Sit or stand tall, facing the camera"
    FACE_CAMERA = "Turn to face the camera"
    SIDEWAYS = "Turn sideways to the camera"
    LIE_SIDEWAYS = "Lie side-on to the camera"


@dataclass(frozen=True, slots=True)
class Placement:
    """How the person stands to the camera; both None means that all is well."""

    problem: Problem | None = None
    unseen: str | None = None

    @property
    def notice(self) -> str | None:
        """Return the sentence for the person, or None."""
        if self.problem is not None:
            return self.problem.value
        return f"I can't see your {self.unseen}" if self.unseen else None


def posture_problem(body: Body, posture: Posture, *, holding: bool) -> Problem | None:
    """Return what is wrong with the posture, or None; unseen is not wrong."""
    return _POSTURES[posture](body, holding)


def view_problem(body: Body, stretch: Stretch) -> Problem | None:
    """Return what is wrong with the view, or None."""
    width, length = body.shoulder_width_px, body.trunk_length_px
    if stretch.view is View.FRONT:
        if width is None or length is None:
            return _front_by_ears(body)
        return Problem.FACE_CAMERA if width / length < FRONT_WIDTH else None
    if width is None or not length:
        return None
    lying = Posture.SUPINE in stretch.postures
    if width / length <= (FLOOR_WIDTH if lying else SIDE_WIDTH):
        return None
    return Problem.LIE_SIDEWAYS if lying else Problem.SIDEWAYS


def _front_by_ears(body: Body) -> Problem | None:
    """Judge the front view by the head when the hips are out of the picture."""
    left, right = body.at(Joint.LEFT_EAR), body.at(Joint.RIGHT_EAR)
    width = body.shoulder_width_px
    yaw = body.pose.head.yaw_deg if body.pose.head else None
    if not (left and right and width):
        return Problem.FACE_CAMERA
    low, high = EARS_WIDTH
    facing = low <= distance_px(left, right) / width <= high
    turned = yaw is not None and abs(yaw) > FACING_YAW_DEG
    return None if facing and not turned else Problem.FACE_CAMERA


def _upright(body: Body, holding: bool) -> Problem | None:
    base, top, nose = body.middle("hip"), body.middle("shoulder"), body.at(Joint.NOSE)
    if base and top:
        limit_deg = UPRIGHT_HOLD_LEAN_DEG if holding else UPRIGHT_LEAN_DEG
        return Problem.UPRIGHT if abs(lean_deg(base, top)) > limit_deg else None
    if top and nose:
        return Problem.UPRIGHT if nose.y_px > top.y_px else None
    return None


def _supine(body: Body, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    if not (base and top):
        return None
    if _off_level_deg(base, top) > (LYING_HOLD_DEG if holding else LYING_DEG):
        return Problem.LIE_DOWN
    nose, ears, length_px = body.at(Joint.NOSE), body.middle("ear"), body.trunk_length_px
    if holding or not (nose and ears and length_px):
        return None
    face_down = nose.y_px - ears.y_px > FACE_DOWN * length_px
    return Problem.LIE_DOWN if face_down else None


def _half_kneeling(body: Body, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    if base and top and abs(lean_deg(base, top)) > (KNEEL_HOLD_LEAN_DEG if holding else LEAN_DEG):
        return Problem.KNEEL
    shanks = [(body.part(side, "ankle"), body.part(side, "knee")) for side in Side]
    levels = [_off_level_deg(ankle, knee) for ankle, knee in shanks if ankle and knee]
    on_the_floor = not levels or min(levels) <= KNEELING_SHANK_DEG
    return None if on_the_floor else Problem.KNEEL


def _off_level_deg(a: Point, b: Point) -> float:
    """Return how far the line from `a` to `b` is from level."""
    return abs(90 - abs(lean_deg(a, b)))


_POSTURES: Mapping[Posture, Callable[[Body, bool], Problem | None]] = {
    Posture.STANDING: _upright,
    Posture.SITTING: _upright,
    Posture.SUPINE: _supine,
    Posture.HALF_KNEELING: _half_kneeling,
}


class PlacementWatch:
    """Follows the placement over time: an answer counts once it has lasted."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._problem: Problem | None = Problem.NOBODY
        self._other_since_s: float | None = None
        self._seen_s: float | None = None
        self._crowd = CrowdWatch()

    def step(self, body: Body, value: float | None, *, running: bool) -> Placement:
        """Return how the person is placed; `value` is the primary measure, None when unseen."""
        time_s = body.pose.time_s
        crowd = self._crowd.step(body)
        if crowd and running:
            self._problem, self._other_since_s = Problem.CROWD, None
        else:
            self._follow(self._judge(body, running=running), time_s, running=running)
        if value is not None or self._seen_s is None:
            self._seen_s = time_s
        wait_s = UNSEEN_RUNNING_S if running else UNSEEN_SETUP_S
        unseen = self._problem is None and time_s - self._seen_s > wait_s
        needs = MEASURES[self._stretch.primary.measure].needs
        return Placement(self._problem, needs if unseen else None)

    def _judge(self, body: Body, *, running: bool) -> Problem | None:
        if body.pose.empty:
            return Problem.NOBODY
        answers = [posture_problem(body, p, holding=running) for p in self._stretch.postures]
        if all(answers):
            return answers[0]
        return view_problem(body, self._stretch)

    def _follow(self, problem: Problem | None, time_s: float, *, running: bool) -> None:
        """Take the first answer at once, a new one when it has lasted: longer while running."""
        if problem is self._problem or self._seen_s is None:
            self._problem, self._other_since_s = problem, None
            return
        if self._other_since_s is None:
            self._other_since_s = time_s
        wait_s = CHANGE_RUNNING_S if running and problem is not None else CHANGE_SETUP_S
        if time_s - self._other_since_s >= wait_s:
            self._problem, self._other_since_s = problem, None
