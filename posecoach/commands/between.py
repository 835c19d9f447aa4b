"""A few seconds between two items: what was done, what comes, where to go, and is all well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from posecoach.commands.stage import Stage
from posecoach.core.gesture import Gesture
from posecoach.core.stretch import Posture, Stretch, View
from posecoach.definition import CAMERAS
from posecoach.outputs.layout import Shape
from posecoach.outputs.moments import LARGE, SMALL, Line, Moment, draw_moment
from posecoach.outputs.palette import AMBER, SKY
from posecoach.outputs.window import Key

if TYPE_CHECKING:
    from posecoach.commands.stage import Beat
    from posecoach.commands.watching import Look, Watcher
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window
    from posecoach.ports import Picture

SAME_PLACE_S, OTHER_POSTURE_S, OTHER_CAMERA_S = 5.0, 10.0, 25.0
SETTLED_S = 3.0  # in view for so long, whoever had to move has arrived
ALL_WELL = "Anything sharp, tingling or dizzy? Press x."
ALL_WELL_SAID = "Anything sharp, tingling or dizzy? Then stop here and press x."
WAITING = "Waiting for you"
KEYS = "space wait · enter go on · n skip · x hurts · s stop · m sound · h help · q leave"
HANDS = "One hand: wait. Two hands, apart: skip."
LEAVE = (Key.NEXT, Key.QUIT, Key.STOP, Key.HURTS, Key.EASE)
_POSTURES = {
    Posture.STANDING: "stand",
    Posture.SITTING: "sit on the chair",
    Posture.SUPINE: "lie on your back",
    Posture.PRONE: "lie on your front",
    Posture.SIDE_LYING: "lie on your side",
    Posture.KNEELING: "kneel",
    Posture.HALF_KNEELING: "kneel on one knee",
    Posture.HANDS_AND_KNEES: "go on hands and knees",
}
_VIEWS = {View.FRONT: ", facing me", View.SIDE: ", side-on to me", View.ANY: ""}


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between two items.

    `move` is where the person goes ("Now sit on the chair, facing me."), `camera` where the camera
    goes; both are empty where nothing changes. `ask_aloud` has the question said, too.
    """

    done: str
    coming: str
    move: str = ""
    camera: str = ""
    ask_aloud: bool = False

    @property
    def wait_s(self) -> float:
        """Return how long it takes at most."""
        if self.camera:
            return OTHER_CAMERA_S
        return OTHER_POSTURE_S if self.move else SAME_PLACE_S

    @property
    def said(self) -> str:
        """Return what is said."""
        asked = f"{ALL_WELL_SAID} " if self.ask_aloud else ""
        move = f" {self.move}" if self.move else ""
        return f"{asked}Next: {self.coming}.{move}"


def change(done: Stretch, coming: Stretch, *, ask_aloud: bool = False) -> Change:
    """Return what changes from one stretch to the next."""
    posture, camera = coming.postures[0], done.camera != coming.camera
    moves = camera or not set(done.postures) & set(coming.postures) or done.view != coming.view
    return Change(
        done.name,
        coming.name,
        f"Now {_POSTURES[posture]}{_VIEWS[coming.view]}." if moves else "",
        CAMERAS[coming.camera] if camera else "",
        ask_aloud,
    )


def between(
    window: Window | None,
    watcher: Watcher | None,
    speaker: Speaker | None,
    change: Change,
    *,
    clock: Callable[[], float] = monotonic,
) -> Key | None:
    """Show what comes next for a few seconds; return None to go on, else what the person wants.

    That is the key NEXT to leave out what comes (both hands, too), HURTS, EASE, STOP or QUIT. One
    hand or space makes it wait. It ends early when whoever had to move is settled in view.
    """
    stage = Stage(window, watcher, speaker, clock)
    pause = _Pause(change)
    stage.teller.say(change.said)

    def draw(size: tuple[int, int], look: Look | None) -> Picture:
        mirror = look.mirror() if look else None
        return draw_moment(size, pause.moment(), mirror, muted=stage.teller.muted)

    for beat in stage.beats(draw):
        if asked := next((key for key in beat.keys if key in LEAVE), None):
            return asked
        if beat.gesture is Gesture.SKIP:
            return Key.NEXT
        pause.take(beat)
        if pause.over and not stage.teller.speaking:
            return None
    return Key.QUIT


class _Pause:
    """How much of the change has passed, and whether it waits."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._passed_s = self._settled_s = 0.0
        self._waits = self._enough = False

    @property
    def over(self) -> bool:
        """Return whether it is time to go on."""
        if self._enough:
            return True
        settled = self._passed_s >= OTHER_POSTURE_S and self._settled_s >= SETTLED_S
        return not self._waits and (settled or self._passed_s >= self._change.wait_s)

    def take(self, beat: Beat) -> None:
        """Take one beat: a hand or space waits and goes on, Enter goes on at once."""
        toggles = (beat.gesture is Gesture.PAUSE) + beat.keys.count(Key.PAUSE)
        self._waits ^= toggles % 2 == 1
        self._enough = self._enough or Key.ENTER in beat.keys
        if not self._waits:
            self._passed_s += beat.passed_s
        self._settled_s = self._settled_s + beat.passed_s if beat.seen_well else 0.0

    def moment(self) -> Moment:
        """Return what is shown of it."""
        change, passed = self._change, self._passed_s / self._change.wait_s
        lines = [Line(change.coming, Shape.GO, SKY, LARGE, 1.3)]
        if change.move:
            lines.append(Line(change.move, Shape.TURN, SKY))
        if change.camera:
            lines.append(Line(change.camera, Shape.CAMERA, SKY, SMALL, 1.7))
        lines.append(Line(ALL_WELL, Shape.EXCLAIM, AMBER, SMALL, 0.9))
        title = WAITING if self._waits else f"Done: {change.done}"
        hands = "One hand: go on. Two hands, apart: skip." if self._waits else HANDS
        sign = Shape.PAUSE if self._waits else Shape.CHECK
        return Moment(title, tuple(lines), hands, KEYS, min(1.0, passed), sign)
