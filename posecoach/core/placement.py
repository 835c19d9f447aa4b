"""Is the person there, in the right posture, seen from the right side, with the needed parts?

Ratios are from 84 photographs (stretches.md 2.3). Where the answer is no, one sentence says what to
change, and no angle is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from .body import Body
from .feedback import Cue, CueKind
from .geometry import distance_px, inclination_deg, lean_deg
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
ALL_FOURS_DEG = (-25.0, 35.0)
ALL_FOURS_HOLD_DEG = (-85.0, 60.0)
THIGH_STEEP_DEG = 55.0
THIGH_STANDS = (50.0, 90.0)
THIGH_SITS = (0.0, 50.0)
HOLDING_WIDER = 1.3
CHANGE_SETUP_S = 0.3
CHANGE_RUNNING_S = 1.0
UNSEEN_SETUP_S = 1.0
UNSEEN_RUNNING_S = 3.0
PICTURED_S = 15.0  # whoever stays for so long may be no person: a poster, a mirror


class Problem(Enum):
    """Why coaching cannot go on; the value is what the person is told."""

    NOBODY = "I can't see you. Step into the picture."
    CROWD = "One person in view, please"
    LIE_DOWN = "Lie on your back, side-on to the camera"
    LIE_ON_FRONT = "Lie on your front, side-on to the camera"
    LIE_ON_SIDE = "Lie on your side, facing the camera"
    KNEEL = "Kneel on one knee, side-on to the camera"
    KNEEL_BOTH = "Kneel on both knees, side-on to the camera"
    ALL_FOURS = "Come onto hands and knees, side-on to the camera"
    UPRIGHT = "Sit or stand tall, facing the camera"
    SIT_SIDEWAYS = "Sit tall, side-on to the camera"
    STAND_SIDEWAYS = "Stand tall, side-on to the camera"
    GET_UP = "Sit or stand tall, where I can see you"
    FACE_CAMERA = "Turn to face the camera"
    SIDEWAYS = "Turn sideways to the camera"
    LIE_SIDEWAYS = "Lie side-on to the camera"
    UNCLEAR = "I can't see well enough"


PICTURED = Cue("view", CueKind.VISIBILITY, "One person in view. Cover pictures or mirrors.")


@dataclass(frozen=True, slots=True)
class Placement:
    """How the person stands to the camera; all None means that all is well.

    `told` says better what is wrong, where it is the light or the camera; `advice` stops nothing.
    `wrong` is all that could be better about these, whether its turn to be told has come or not.
    `roll_deg` is how far the camera is turned, None where nothing in view shows it.
    """

    problem: Problem | None = None
    unseen: str | None = None
    told: Cue | None = None
    advice: Cue | None = None
    wrong: tuple[Cue, ...] = ()
    roll_deg: float | None = None

    @property
    def notice(self) -> str | None:
        """Return the sentence for the person, or None."""
        if self.told is not None:
            return self.told.text
        if self.problem is not None:
            return self.problem.value
        return f"I can't see your {self.unseen}" if self.unseen else None


def posture_problem(body: Body, posture: Posture, view: View, *, holding: bool) -> Problem | None:
    """Return what is wrong with the posture, or None; unseen is not wrong."""
    return _POSTURES[posture](body, view, holding)


def view_problem(body: Body, stretch: Stretch, *, holding: bool = False) -> Problem | None:
    """Return what is wrong with the view, or None; while holding it may be a little off."""
    width, length = body.shoulder_width_px, body.trunk_length_px
    if stretch.view is View.ANY:
        return None
    if stretch.view is View.FRONT:
        if width is None or length is None:
            return _front_by_ears(body)
        return Problem.FACE_CAMERA if width / length < FRONT_WIDTH else None
    if width is None or not length:
        return None
    flat = bool(_ON_THE_FLOOR & set(stretch.postures))
    limit = (FLOOR_WIDTH if flat else SIDE_WIDTH) * (HOLDING_WIDER if holding else 1.0)
    if width / length <= limit:
        return None
    lying = bool(_LYING & set(stretch.postures))
    return Problem.LIE_SIDEWAYS if lying else Problem.SIDEWAYS


def _up_when_lying_is_wanted(body: Body, stretch: Stretch) -> bool:
    """Return whether somebody sits or stands where the stretch is done lying."""
    base, top = body.middle("hip"), body.middle("shoulder")
    upright = base and top and abs(lean_deg(base, top)) < UPRIGHT_LEAN_DEG
    return bool(upright and _LYING & set(stretch.postures))


_LYING = {Posture.SUPINE, Posture.PRONE}
_ON_THE_FLOOR = _LYING | {Posture.KNEELING, Posture.HANDS_AND_KNEES}


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


def _upright(body: Body, view: View, holding: bool) -> Problem | None:
    told = Problem.UPRIGHT if view is View.FRONT else Problem.GET_UP
    base, top, nose = body.middle("hip"), body.middle("shoulder"), body.at(Joint.NOSE)
    if base and top:
        limit_deg = UPRIGHT_HOLD_LEAN_DEG if holding else UPRIGHT_LEAN_DEG
        return told if abs(lean_deg(base, top)) > limit_deg else None
    if top and nose:
        return told if nose.y_px > top.y_px else None
    return None


def _standing(body: Body, view: View, holding: bool) -> Problem | None:
    if view is not View.SIDE:
        return _upright(body, view, holding)
    return Problem.STAND_SIDEWAYS if _not_upright(body, THIGH_STANDS, holding) else None


def _sitting(body: Body, view: View, holding: bool) -> Problem | None:
    if view is not View.SIDE:
        return _upright(body, view, holding)
    return Problem.SIT_SIDEWAYS if _not_upright(body, THIGH_SITS, holding) else None


def _not_upright(body: Body, thigh_deg: tuple[float, float], holding: bool) -> bool:
    """Return whether the trunk is down, or the thigh is not as it is standing, or sitting.

    Who is at it may fold as far forward as the stretch asks.
    """
    base, top = body.middle("hip"), body.middle("shoulder")
    hip, knee = body.part(body.near, "hip"), body.part(body.near, "knee")
    if holding:
        return False
    if base and top and abs(lean_deg(base, top)) > UPRIGHT_LEAN_DEG:
        return True
    low, high = thigh_deg
    return hip is not None and knee is not None and not low <= _off_level_deg(hip, knee) <= high


def _supine(body: Body, view: View, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    if not (base and top):
        return None
    if _off_level_deg(base, top) > (LYING_HOLD_DEG if holding else LYING_DEG):
        return Problem.LIE_DOWN
    return Problem.LIE_DOWN if not holding and _face_down(body, FACE_DOWN) else None


def _prone(body: Body, view: View, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    if not (base and top):
        return None
    if _off_level_deg(base, top) > (LYING_HOLD_DEG if holding else LYING_DEG):
        return Problem.LIE_ON_FRONT
    return None if holding or _face_down(body, -FACE_DOWN) else Problem.LIE_ON_FRONT


def _face_down(body: Body, by: float) -> bool:
    """Return whether the nose is below the ears by more than `by` trunk lengths."""
    nose, ears, length_px = body.at(Joint.NOSE), body.middle("ear"), body.trunk_length_px
    if not (nose and ears and length_px):
        return by < 0
    return nose.y_px - ears.y_px > by * length_px


def _side_lying(body: Body, view: View, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    if not (base and top):
        return None
    level = _off_level_deg(base, top) <= (LYING_HOLD_DEG if holding else LYING_DEG)
    return None if level else Problem.LIE_ON_SIDE


def _half_kneeling(body: Body, view: View, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    if base and top and abs(lean_deg(base, top)) > (KNEEL_HOLD_LEAN_DEG if holding else LEAN_DEG):
        return Problem.KNEEL
    return None if _shank_on_the_floor(body) else Problem.KNEEL


def _kneeling(body: Body, view: View, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    if not holding and base and top and abs(lean_deg(base, top)) > LEAN_DEG:
        return Problem.KNEEL_BOTH
    return None if _shank_on_the_floor(body) else Problem.KNEEL_BOTH


def _shank_on_the_floor(body: Body) -> bool:
    """Return whether one shank is about level; unseen is not wrong."""
    shanks = [(body.part(side, "ankle"), body.part(side, "knee")) for side in Side]
    levels = [_off_level_deg(ankle, knee) for ankle, knee in shanks if ankle and knee]
    return not levels or min(levels) <= KNEELING_SHANK_DEG


def _hands_and_knees(body: Body, view: View, holding: bool) -> Problem | None:
    base, top = body.middle("hip"), body.middle("shoulder")
    wrist, shoulder = body.part(body.near, "wrist"), body.part(body.near, "shoulder")
    if wrist and shoulder and wrist.y_px < shoulder.y_px:
        return Problem.ALL_FOURS
    if not (base and top):
        return None
    low, high = ALL_FOURS_HOLD_DEG if holding else ALL_FOURS_DEG
    pitch = inclination_deg(base, top)
    hip, knee = body.part(body.near, "hip"), body.part(body.near, "knee")
    steep = hip is None or knee is None or _off_level_deg(hip, knee) >= THIGH_STEEP_DEG
    return None if low <= pitch <= high and (holding or steep) else Problem.ALL_FOURS


def _off_level_deg(a: Point, b: Point) -> float:
    """Return how far the line from `a` to `b` is from level."""
    return abs(90 - abs(lean_deg(a, b)))


_POSTURES: Mapping[Posture, Callable[[Body, View, bool], Problem | None]] = {
    Posture.STANDING: _standing,
    Posture.SITTING: _sitting,
    Posture.SUPINE: _supine,
    Posture.PRONE: _prone,
    Posture.SIDE_LYING: _side_lying,
    Posture.KNEELING: _kneeling,
    Posture.HALF_KNEELING: _half_kneeling,
    Posture.HANDS_AND_KNEES: _hands_and_knees,
}


class PlacementWatch:
    """Follows the placement over time: an answer counts once it has lasted."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._problem: Problem | None = Problem.NOBODY
        self._other_since_s: float | None = None
        self._seen_s: float | None = None
        self._alone_s: float | None = None

    def step(self, body: Body, value: float | None, *, running: bool) -> Placement:
        """Return how the person is placed; `value` is the primary measure, None when unseen."""
        time_s = body.pose.time_s
        if self._alone_s is None or not body.pose.crowded:
            self._alone_s = time_s
        if body.pose.crowded:
            self._problem, self._other_since_s = Problem.CROWD, None
        else:
            self._follow(self._judge(body, running=running), time_s, running=running)
        primary = self._stretch.primary
        if value is not None or self._seen_s is None or primary is None:
            self._seen_s = time_s
        wait_s = UNSEEN_RUNNING_S if running else UNSEEN_SETUP_S
        unseen = self._problem is None and time_s - self._seen_s > wait_s
        needs = MEASURES[primary.measure].needs if primary and unseen else None
        pictured = time_s - self._alone_s >= PICTURED_S
        return Placement(self._problem, needs, told=PICTURED if pictured else None)

    def _judge(self, body: Body, *, running: bool) -> Problem | None:
        if body.pose.empty:
            walked = running and self._stretch.away_counts
            return None if walked else Problem.NOBODY
        view, askew = self._stretch.view, view_problem(body, self._stretch, holding=running)
        if askew and view is View.SIDE and not _up_when_lying_is_wanted(body, self._stretch):
            return askew  # a posture cannot be told from a wrong side
        answers = [posture_problem(body, p, view, holding=running) for p in self._stretch.postures]
        return answers[0] if all(answers) else askew

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
