"""`posecoach`, `posecoach start` and `posecoach demo`: coaching in front of the camera."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from posecoach.app import Stopped
from posecoach.catalog import find, load_all
from posecoach.commands.replay import ReplayOptions, replay, told
from posecoach.commands.room import LiveOptions, Room, open_camera, open_room
from posecoach.commands.routine import is_routine, one_item
from posecoach.core.routine import Routine
from posecoach.core.stretch import Stretch
from posecoach.errors import PosecoachError, ScreenError, SourceError
from posecoach.routines import all_routines, find_routine

DEMO = "neck-lateral-ear-to-shoulder-good-1.mp4"
NO_SCREEN = "wanted the name of a stretch: posecoach start ID --no-window coaches by sound alone"


def home(options: LiveOptions) -> Iterator[str]:
    """Open the camera and let the person choose; without a camera, play the demo."""
    try:
        source = open_camera(options.camera)
    except SourceError as error:
        yield f"{error}. Playing the demo instead."
        yield from demo(options)
        return
    with source:
        if not options.window:
            raise ScreenError(f"home screen: not to be shown; {NO_SCREEN}")
        with ExitStack() as doors:
            try:
                room = open_room(source, options, doors)
            except ScreenError:
                raise ScreenError(f"home screen: there is no display; {NO_SCREEN}") from None
            yield from _interruptible(room, _choose_and_coach(room))


def start(id_: str, options: LiveOptions) -> Iterator[str]:
    """Coach one stretch, or lead through one routine, live; say at the end how it went."""
    routine = find_routine(id_) if is_routine(id_) else one_item(_unlocked(id_, options))
    with ExitStack() as doors:
        source = doors.enter_context(open_camera(options.camera))
        room = open_room(source, options, doors)
        yield from _interruptible(room, _session(room, routine))


def demo(options: LiveOptions) -> Iterator[str]:
    """Play the bundled clip, coached; with no screen, write it to a file and tell how it went."""
    from posecoach.outputs.window import require_display

    clip = demo_clip()
    save: Path | None = None
    try:
        if not options.window:
            raise ScreenError("screen: not wanted")
        require_display()
    except ScreenError:
        save = Path("posecoach-demo.mp4")
    wanted = ReplayOptions(
        save=save,
        window=save is None,
        stretch=None,
        sound=options.sound,
        model=options.model,
        verbose=options.verbose,
    )
    yield from told(clip.name, replay(clip, wanted))
    if save is not None:
        yield f"There is no screen to show it on: the coached clip is in {save}"


def demo_clip() -> Path:
    """Return the bundled clip: in the installed package, or among the samples beside it."""
    inside = Path(__file__).parent.parent / "demo" / DEMO
    return inside if inside.is_file() else Path(__file__).parents[2] / "samples" / DEMO


def _unlocked(id_: str, options: LiveOptions) -> Stretch:
    stretch = find(id_)
    if stretch.locked and not options.unlock:
        raise PosecoachError(f"{id_}: {stretch.locked} Wanted --unlock, once that is so")
    return stretch


def _interruptible(room: Room, lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines; after Ctrl-C, tell how the stretch went until then."""
    try:
        yield from lines
    except Stopped as stopped:
        yield from told(room.source.name, stopped.summary)
        raise


def _session(room: Room, routine: Routine) -> Iterator[str]:
    """Ask, lead, and ask again: one session of one routine."""
    from posecoach.commands.flow import Led, farewell, lead, welcome

    allowed, led = welcome(room), Led()
    yield from lead(room, routine, allowed, led)
    yield from farewell(room, allowed, led)


def _choose_and_coach(room: Room) -> Iterator[str]:
    """Go from the home screen to what was chosen and back until the person has had enough."""
    from posecoach.commands.flow import Led, farewell, fitted, lead, welcome
    from posecoach.commands.home import choose, home_items

    assert room.window is not None
    allowed, led, chosen = welcome(room), Led(), 0
    known = {**{each.id: one_item(each) for each in load_all().values()}, **all_routines()}
    today = {id_: routine for id_, routine in known.items() if fitted(room, routine, allowed).items}
    routines = [each for each in today.values() if len(each.items) > 1]
    routines.sort(key=lambda each: each.planned_s)  # who has little time finds it first
    stretches = [each.items[0].stretch for each in today.values() if len(each.items) == 1]
    items = home_items(routines, stretches)
    barred = [id_ for id_ in known if id_ not in today and not _locked(known[id_])]
    note = f"{len(barred)} not offered today, by your answers." if barred else ""
    while True:
        with room.watched() as watcher:
            choice = choose(room.window, watcher, room.speaker, items, chosen, note=note)
        if choice is None:
            break
        chosen = (choice.index + 1) % len(items)
        led.over = False
        yield from lead(room, known[choice.item.id], allowed, led)
    yield from farewell(room, allowed, led)


def _locked(routine: Routine) -> bool:
    """Return whether it is a stretch that nobody is offered at once."""
    return any(item.stretch.locked for item in routine.items)
