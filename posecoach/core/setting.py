"""Can the camera see well enough? Light, lens, distance, level; and a camera that is in trouble.

Some of it only gets a word of advice; what makes judging unsafe pauses coaching, with a sentence
that says what to change. The limits are from the sample clips, darkened, lit from behind, blurred:

- Everybody is found at a mean brightness of 25, but noise makes the smallest angles wrong: of three
  clips with such angles all, in noise of standard deviation 3 (signal 1.5 to 1.9), one in noise of
  2 (2.8), and in noise of 1 one fault was missed still. So a dark picture is judged from a signal
  of 3 on; in noise of 4 and more that was none of the clips.
- In front of white, landmarks stayed within 0.05 trunk lengths (median) for bodies as dark as 25 of
  255, and at 12 were off by 0.17.
- Blurred by 6 pixels at a width of 640 (sharpness 0.31) everybody is found, by 8 almost nobody. As
  they are the clips have 0.45 and more, by 4 pixels 0.29 to 0.39.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from .body import Body
from .feedback import Cue, CueKind
from .framing import BACK_INSIDE, FLOOR, LevelWatch, cut_off, too_close
from .light import Light
from .placement import Placement, Problem
from .stretch import Stretch

LASTS_S = 1.0
SHOWN_S = 8.0
AGAIN_S = 60.0
TROUBLE_S = 1.5

# Each pair: where it begins, and where it is over.
DARK = (40.0, 50.0)
NOISY = (3.0, 3.5)
WHITE_SHARE = (0.08, 0.05)
SHADED = (48.0, 58.0)
BLACK = (18.0, 24.0)
GLARE_SHARE = (0.88, 0.80)
BLURRED = (0.36, 0.41)
FAR_PX = (64.0, 72.0)  # between the shoulders; faces that are too small to be read had 30 to 58
TILTED_DEG = (9.0, 6.0)


class Weight(IntEnum):
    """What a sign does."""

    NONE = 0
    ADVICE = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class _Look:
    """What a sign is judged by; `before` is its weight until now, for steadiness."""

    body: Body
    stretch: Stretch
    placement: Placement
    roll_deg: float | None
    before: Weight

    @property
    def light(self) -> Light | None:
        """Return how the picture is lit."""
        return self.body.pose.light

    @property
    def blind(self) -> bool:
        """Return whether nobody is seen who should be, or not the part that is to be judged."""
        lost = self.body.pose.empty and not self.stretch.away_counts
        return lost or self.placement.unseen is not None

    def limit(self, pair: tuple[float, float], over: Weight = Weight.ADVICE) -> float:
        """Return the limit that holds now: another one once the sign has reached `over`."""
        return pair[self.before >= over]


def _dark(look: _Look) -> Weight:
    light = look.light
    if light is None or max(light.brightness, light.body or 0.0) >= look.limit(DARK):
        return Weight.NONE
    noisy = light.signal < look.limit(NOISY, Weight.STOP)
    return Weight.STOP if noisy or look.blind else Weight.ADVICE


def _backlight(look: _Look) -> Weight:
    """Judge by the body; once it is lost, what was known of it stays true."""
    light = look.light
    if light is None or light.clipped < look.limit(WHITE_SHARE):
        return Weight.NONE
    if light.body is None:
        return Weight.STOP if look.blind and look.before else Weight.NONE
    if light.body >= look.limit(SHADED):
        return Weight.NONE
    black = light.body < look.limit(BLACK, Weight.STOP)
    return Weight.STOP if black or look.blind else Weight.ADVICE


def _glare(look: _Look) -> Weight:
    light = look.light
    if light is None or light.clipped < look.limit(GLARE_SHARE):
        return Weight.NONE
    return Weight.STOP if look.blind else Weight.ADVICE


def _far(look: _Look) -> Weight:
    """Judge who is small while the head is wanted and cannot be read."""
    width_px, head = look.body.shoulder_width_px, look.body.pose.head
    unread = look.stretch.reads_head and look.blind and (head is None or head.roll_deg is None)
    small = width_px is not None and width_px < look.limit(FAR_PX, Weight.STOP)
    return Weight.STOP if unread and small else Weight.NONE


def _blur(look: _Look) -> Weight:
    """Judge more strictly where something is not seen: faces are lost before bodies are."""
    light, limit = look.light, max(BLURRED) if look.blind else look.limit(BLURRED)
    if light is None or light.sharpness is None or light.sharpness >= limit:
        return Weight.NONE
    return Weight.STOP if look.blind else Weight.ADVICE


def _close(look: _Look) -> Weight:
    margin = BACK_INSIDE if look.before else 0.0
    if look.body.pose.empty or not too_close(look.body, look.stretch, margin=margin):
        return Weight.NONE
    return Weight.STOP if look.placement.notice else Weight.ADVICE


def _cut(look: _Look) -> Weight:
    """Judge who is well placed; without the head, nobody can tell which way a person faces."""
    margin, placement = BACK_INSIDE if look.before else 0.0, look.placement
    part = None if look.body.pose.empty else cut_off(look.body, look.stretch, margin=margin)
    headless = part == "head" and placement.problem is Problem.FACE_CAMERA
    if part is None or (placement.problem is not None and not headless):
        return Weight.NONE
    if too_close(look.body, look.stretch, margin=margin):  # which is told instead
        return Weight.NONE
    return Weight.STOP if placement.unseen or headless else Weight.ADVICE


def _tilt(look: _Look) -> Weight:
    tilted = look.roll_deg is not None and abs(look.roll_deg) >= look.limit(TILTED_DEG)
    return Weight.ADVICE if tilted else Weight.NONE


@dataclass(frozen=True, slots=True)
class _Sign:
    """One thing that may be wrong, how it is seen, and what to do about it, in at most 8 words.

    Who is on the floor cannot step back, so `on_floor` may say it otherwise. `{part}` is what the
    picture cuts off.
    """

    id: str
    judge: Callable[[_Look], Weight]
    text: str
    on_floor: str = ""


SIGNS = (
    _Sign("dark", _dark, "Too dark. Please switch on a light."),
    _Sign("backlight", _backlight, "Too bright behind you. Close the curtains."),
    _Sign("glare", _glare, "Too bright. Please dim the light."),
    _Sign("far", _far, "You are too far away. Come closer."),
    _Sign("blurred", _blur, "The picture is blurred. Wipe the lens."),
    _Sign("too-close", _close, "You are too close. Step back.", "Too close. Move the camera back."),
    _Sign(
        "cut-off",
        _cut,
        "I can't see your {part}. Step back.",
        "I can't see your {part}. Camera further back.",
    ),
    _Sign("tilted", _tilt, "The camera is tilted. Set it level."),
)


@dataclass(slots=True)
class _Followed:
    """One sign over time: another weight counts once it has lasted a second."""

    weight: Weight = Weight.NONE
    _other_since_s: float | None = None

    def step(self, time_s: float, seen: Weight) -> None:
        if seen is self.weight:
            self._other_since_s = None
        elif self._other_since_s is None:
            self._other_since_s = time_s
        elif time_s - self._other_since_s >= LASTS_S:
            self.weight, self._other_since_s = seen, None


@dataclass(slots=True)
class _Advice:
    """When to give one piece of advice: for 8 s, and again only after a minute without cause."""

    _began_s: float | None = None
    _cause_s: float = 0.0

    def step(self, time_s: float, *, cause: bool, free: bool) -> bool:
        if self._began_s is not None and time_s - self._cause_s > AGAIN_S:
            self._began_s = None
        if not cause:
            return False
        self._cause_s = time_s
        if self._began_s is None and free:
            self._began_s = time_s
        return self._began_s is not None and time_s - self._began_s < SHOWN_S


class SettingWatch:
    """Follows the setting over time, and puts into the placement what is wrong with it."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._level = LevelWatch()
        self._followed = {sign.id: _Followed() for sign in SIGNS}
        self._advice: dict[str, _Advice] = {}
        self._trouble: tuple[float, str] | None = None

    def step(
        self,
        body: Body,
        placement: Placement,
        *,
        running: bool = False,
        holding: bool = False,
        trouble: str | None = None,
        advice: str | None = None,
    ) -> Placement:
        """Return `placement` with what the setting adds: why it must pause, or a word of advice.

        `trouble` is what the source says of a lost picture, and pauses for at least as long as it
        takes to read; `advice` is the source's own. Advice waits until nothing is being held.
        """
        time_s = body.pose.time_s
        if trouble is not None:
            self._trouble = time_s, trouble
        if self._trouble and 0 <= time_s - self._trouble[0] < TROUBLE_S:
            gone = Cue("camera", CueKind.VISIBILITY, self._trouble[1])
            return replace(placement, problem=Problem.UNCLEAR, told=gone)
        calm = not running and placement.problem is None and not body.pose.empty
        roll_deg = self._level.step(body, self._stretch, calm=calm)
        for sign in SIGNS:
            followed = self._followed[sign.id]
            look = _Look(body, self._stretch, placement, roll_deg, followed.weight)
            followed.step(time_s, sign.judge(look))
        placement = replace(placement, wrong=self._wrong(body), roll_deg=roll_deg)
        told = next((cue for cue in placement.wrong if cue.kind is CueKind.VISIBILITY), None)
        if told is not None and placement.problem is not Problem.CROWD:
            problem = placement.problem if placement.unseen else Problem.UNCLEAR
            return replace(placement, problem=problem, told=told)
        return replace(placement, advice=self._advised(placement, time_s, advice, free=not holding))

    def _wrong(self, body: Body) -> tuple[Cue, ...]:
        """Return all that is wrong, in the order of the signs."""
        followed = ((sign, self._followed[sign.id].weight) for sign in SIGNS)
        return tuple(self._cue(sign, body, weight) for sign, weight in followed if weight)

    def _advised(
        self, placement: Placement, time_s: float, advice: str | None, *, free: bool
    ) -> Cue | None:
        """Return the first advice whose turn it is; the others wait for theirs."""
        causes = {cue.id: cue for cue in placement.wrong if cue.kind is CueKind.MINOR}
        if advice is not None:
            causes["slow"] = Cue("slow", CueKind.MINOR, advice)
        given: Cue | None = None
        for id_ in (*causes, *(self._advice.keys() - causes.keys())):
            timing = self._advice.setdefault(id_, _Advice())
            turn = timing.step(time_s, cause=id_ in causes, free=free and given is None)
            given = causes[id_] if turn and given is None else given
        return given

    def _cue(self, sign: _Sign, body: Body, weight: Weight) -> Cue:
        floor = FLOOR & set(self._stretch.postures)
        text = sign.on_floor if floor and sign.on_floor else sign.text
        part = cut_off(body, self._stretch, margin=BACK_INSIDE) or "body"
        kind = CueKind.VISIBILITY if weight is Weight.STOP else CueKind.MINOR
        return Cue(sign.id, kind, text.replace("{part}", part))
