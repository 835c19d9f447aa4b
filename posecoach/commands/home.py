"""Choosing what to do, by keys or from three metres away by raising a hand.

With somebody in view the highlight wanders over the page and each name is said. One hand held up
starts what is highlighted, both turn the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from posecoach.commands.catalogue import in_words, short_dose
from posecoach.commands.stage import Stage
from posecoach.core.gesture import Gesture
from posecoach.core.routine import Routine
from posecoach.core.stretch import Level, Posture, Stretch
from posecoach.core.wording import lasts_s
from posecoach.outputs.home_screen import HomeItem, Kind, draw_home, home_pages
from posecoach.outputs.window import Key

if TYPE_CHECKING:
    from posecoach.commands.stage import Beat
    from posecoach.commands.telling import Teller
    from posecoach.commands.watching import Look, Watcher
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window
    from posecoach.ports import Picture

EVERY_S = 4.0
AFTER_KEY_S = 20.0
ALOUD_ROUNDS = 3  # somebody who only sits there is not to hear names all day
# Who raises a hand has meant what was highlighted when the arm began to rise.
MEANT_BEFORE_S = 0.8
GREETING = "Raise one hand when I name what you want. Both hands: the next page."
_MOVES = {Key.UP: -1, Key.LEFT: -1, Key.DOWN: 1, Key.RIGHT: 1}
_PLACES = {
    Posture.STANDING: "standing",
    Posture.SITTING: "sitting",
}
FLOOR = "on the floor"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, and where it stands among the items."""

    index: int
    item: HomeItem


def home_items(routines: Iterable[Routine], stretches: Iterable[Stretch]) -> list[HomeItem]:
    """Return what is offered: the routines first, then the stretches by posture."""
    order = list(Posture)
    grouped = sorted(stretches, key=lambda each: order.index(each.postures[0]))
    return [*map(_of_routine, routines), *map(_of_stretch, grouped)]


def place_of(routine: Routine) -> str:
    """Return in which postures a routine is done: "on the floor", "sitting and standing"."""
    places = dict.fromkeys(_PLACES.get(item.stretch.postures[0], FLOOR) for item in routine.items)
    return " and ".join(places)


def choose(
    window: Window,
    watcher: Watcher | None,
    speaker: Speaker | None,
    items: Sequence[HomeItem],
    chosen: int = 0,
    *,
    note: str = "",
    clock: Callable[[], float] = monotonic,
) -> Choice | None:
    """Show the home screen until something is chosen; return None when the person leaves.

    `chosen` is highlighted at first, `note` a line at the foot. Without a watcher keys choose.
    """
    if not items:
        return None
    stage = Stage(window, watcher, speaker, clock)
    home = _Home(items, chosen, stage.teller)

    def draw(size: tuple[int, int], look: Look | None) -> Picture:
        mirror = look.mirror() if look else None
        home.pages = home_pages(size, items, mirror=mirror is not None, note=note)
        muted = stage.teller.muted
        return draw_home(size, items, home.chosen, mirror=mirror, note=note, muted=muted)

    for beat in stage.beats(draw):
        if Key.QUIT in beat.keys:
            return None
        if (picked := home.take(beat)) is not None:
            return Choice(picked, items[picked])
    return None


class _Home:
    """What is highlighted, and what keys, hands and time do to it."""

    def __init__(self, items: Sequence[HomeItem], chosen: int, teller: Teller) -> None:
        self._items = items
        self._teller = teller
        self._before = self.chosen = chosen % len(items)
        self._now_s = self._moved_s = self._moves_s = 0.0
        self._moves = 0  # that the highlight made by itself since the person last did anything
        self._greeted = self._asking = False
        self.pages: list[range] = []
        teller.prepare([GREETING, *(item.said for item in items)])

    @property
    def _page(self) -> range:
        return next(page for page in self.pages if self.chosen in page)

    def take(self, beat: Beat) -> int | None:
        """Do what keys, hands and time ask for; return which item was chosen, if one was."""
        self._now_s = beat.time_s
        for key in beat.keys:
            if (picked := self._obey(key)) is not None:
                return picked
        if beat.look is None:
            return None
        if beat.gesture is Gesture.PAUSE:
            return self.chosen
        self._see(beat.look)
        return None

    def _obey(self, key: Key) -> int | None:
        """Do what a key asks for; any key keeps the highlight from wandering for a while."""
        self._moves_s = self._now_s + AFTER_KEY_S
        if key is Key.ENTER:
            return self.chosen
        if key.digit and key.digit <= len(self._page):
            return self._page[key.digit - 1]
        if key in _MOVES:
            self._point((self.chosen + _MOVES[key]) % len(self._items), AFTER_KEY_S)
        return None

    def _see(self, look: Look) -> None:
        """Let the highlight wander while somebody looks on, and mind raised hands."""
        if look.gesture is Gesture.SKIP:
            self._turn()
        elif look.asking is not None:
            self._hold_still()
        elif look.well_in_view:
            self._wander()
        self._asking = look.asking is not None

    def _turn(self) -> None:
        """Go to the first item of the next page."""
        page = self.pages[(self.pages.index(self._page) + 1) % len(self.pages)]
        self._point(page.start, EVERY_S)

    def _hold_still(self) -> None:
        """Stay; a hand that came up right after a move has meant what was there before."""
        if not self._asking and self._now_s - self._moved_s < MEANT_BEFORE_S:
            self._point(self._before, EVERY_S)
        self._moves_s = max(self._moves_s, self._now_s + EVERY_S)

    def _wander(self) -> None:
        """Greet whoever comes into view, then go on to the next item of the page in time."""
        if not self._greeted:
            self._greeted = True
            said = f"{GREETING} {self._items[self.chosen].said}"
            self._teller.say(said)
            self._moves_s = max(self._moves_s, self._now_s + lasts_s(said) + EVERY_S / 2)
        elif self._now_s >= self._moves_s:
            page, before, moves = self._page, self.chosen, self._moves + 1
            to = page[(page.index(before) + 1) % len(page)]
            self._point(to, EVERY_S, aloud=to != before and moves <= ALOUD_ROUNDS * len(page))
            self._before, self._moved_s, self._moves = before, self._now_s, moves

    def _point(self, to: int, stays_s: float, *, aloud: bool = True) -> None:
        """Highlight item `to`, and say its name."""
        self._before = self.chosen = to
        self._moves_s = self._now_s + stays_s
        self._moves = 0
        if aloud:
            self._teller.say(self._items[to].said)


def _of_routine(routine: Routine) -> HomeItem:
    minutes = max(1, round(routine.planned_s / 60))
    return HomeItem(
        Kind.ROUTINE,
        routine.id,
        routine.name,
        f"{minutes} min, {place_of(routine)}",
        "Routines",
        f"{routine.name}, {minutes} minutes.",
    )


def _of_stretch(stretch: Stretch) -> HomeItem:
    group = in_words(stretch.postures[:1])
    return HomeItem(
        Kind.STRETCH,
        stretch.id,
        stretch.name,
        short_dose(stretch, Level.BEGINNER),
        group[:1].upper() + group[1:],
        f"{stretch.name}.",
    )
