"""`posecoach`, `posecoach start` and `posecoach demo`: coaching in front of the camera."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.app import Remote, Stopped, coach
from posecoach.catalog import find, load_all
from posecoach.commands.catalogue import in_words, short_dose
from posecoach.commands.estimators import open_estimator
from posecoach.commands.keeping import kept
from posecoach.commands.replay import ReplayOptions, replay, told
from posecoach.commands.sounds import USUAL_SOUND, SoundOptions, open_speaker
from posecoach.core.coach import Phase
from posecoach.core.gesture import HandWatch
from posecoach.core.session import Step
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Summary
from posecoach.errors import PosecoachError, ScreenError, SourceError
from posecoach.ports import Frame, Output, Source

if TYPE_CHECKING:
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Key, Window
    from posecoach.sources.camera import CameraSource
    from posecoach.store.diary import Diary

DEMO = "neck-lateral-ear-to-shoulder-good-1.mp4"
NO_SCREEN = "wanted the name of a stretch: posecoach start ID --no-window coaches by sound alone"
DONE_S = 4.0
SUMMARY_LINES = 6


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """How to see, show and sound."""

    camera: str = "0"
    level: Level = Level.BEGINNER
    unlock: bool = False
    sound: SoundOptions = USUAL_SOUND
    window: bool = True
    model: Path | None = None
    verbose: bool = False


def home(options: LiveOptions) -> Iterator[str]:
    """Open the camera and let the person choose; without a camera, play the demo."""
    from posecoach.outputs.window import require_display

    try:
        source = open_camera(options.camera)
    except SourceError as error:
        yield f"{error}. Playing the demo instead."
        yield from demo(options)
        return
    with source:
        if not options.window:
            raise ScreenError(f"home screen: not to be shown; {NO_SCREEN}")
        try:
            require_display()
        except ScreenError:
            raise ScreenError(f"home screen: there is no display; {NO_SCREEN}") from None
        try:
            yield from _choose_and_coach(source, options)
        except Stopped as stopped:
            yield from told(source.name, stopped.summary)
            raise


def start(id_: str, options: LiveOptions) -> Iterator[str]:
    """Coach one stretch, or lead through one routine, live; say at the end how it went."""
    from posecoach.commands.routine import is_routine, run_routine
    from posecoach.outputs.window import Window

    if is_routine(id_):
        yield from run_routine(id_, options)
        return
    stretch = find(id_)
    if stretch.locked and not options.unlock:
        raise PosecoachError(f"{id_}: {stretch.locked} Wanted --unlock, once that is so")
    try:
        with ExitStack() as doors:
            source = doors.enter_context(open_camera(options.camera))
            window = doors.enter_context(Window()) if options.window else None
            diary = doors.enter_context(kept())
            summary, _ = coach_one(source, stretch, options, window, diary)
            if window is not None:
                _show_summary(window, summary)
    except Stopped as stopped:
        yield from told(source.name, stopped.summary)
        raise
    yield from told(source.name, summary)


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


def open_camera(spec: str) -> CameraSource:
    """Return the camera numbered `spec`, or the file or address that `spec` names."""
    from posecoach.sources.camera import CameraSource

    return CameraSource(int(spec) if spec.isdigit() else spec)


class _EndsWhenDone:
    """Ends the stretch a moment after its last repetition and the last word, without a key."""

    def __init__(self, remote: Remote, speaker: Speaker) -> None:
        self._remote = remote
        self._speaker = speaker
        self._since_s: float | None = None

    def emit(self, frame: Frame, step: Step) -> None:
        done, wanted = step.feedback.sets
        if done < wanted or step.phase is not Phase.REST:
            self._since_s = None
        elif self._since_s is None:
            self._since_s = frame.time_s
        elif frame.time_s - self._since_s >= DONE_S and not self._speaker.speaking:
            self._remote.over = True


def coach_one(
    source: Source,
    stretch: Stretch,
    options: LiveOptions,
    window: Window | None,
    diary: Diary | None,
) -> tuple[Summary, Key | None]:
    """Coach one stretch; return how it went and the key that ended it, if one did."""
    from posecoach.commands.screen import Screen, Targets

    with ExitStack() as doors:
        speaker = open_speaker(stretch, options.level, options.sound, doors)
        estimator = open_estimator(stretch, options.model, doors, verbose=options.verbose)
        remote = Remote()
        outputs: list[Output] = [speaker, _EndsWhenDone(remote, speaker)]
        screen: Screen | None = None
        if window is not None:
            screen = Screen(window, Targets(stretch), remote, speaker)
            outputs.append(screen)
        keeper = doors.enter_context(diary.item(stretch, options.level)) if diary else None
        if keeper is not None:
            outputs.append(keeper)
        try:
            summary = coach(source, estimator, stretch, options.level, outputs, remote, HandWatch())
        except Stopped as stopped:
            if keeper is not None:
                keeper.finish(stopped.summary)
            raise
        if keeper is not None:
            keeper.finish(summary)
        return summary, screen.last_key if screen else None


def _choose_and_coach(source: Source, options: LiveOptions) -> Iterator[str]:
    """Go from the home screen to a stretch and back until the person has had enough."""
    from posecoach.outputs.window import Key, Window

    stretches = [stretch for stretch in load_all().values() if not stretch.locked]
    chosen = 0
    with Window() as window, kept() as diary:
        while (choice := _choose(window, stretches, chosen)) is not None:
            summary, key = coach_one(source, stretches[choice], options, window, diary)
            yield from told(source.name, summary)
            chosen = (choice + 1) % len(stretches)
            if key is not Key.QUIT:
                _show_summary(window, summary)


def _choose(window: Window, stretches: list[Stretch], chosen: int) -> int | None:
    """Show the home screen until a stretch is chosen; return None when the person leaves."""
    from posecoach.outputs.screens import HomeItem, draw_help, draw_home, home_page
    from posecoach.outputs.window import Key

    items = [
        HomeItem(each.name, f"{in_words(each.postures)} · {short_dose(each, Level.BEGINNER)}")
        for each in stretches
    ]
    moves = {Key.UP: -1, Key.LEFT: -1, Key.DOWN: 1, Key.RIGHT: 1}
    helping = False
    while True:
        size = window.size_px
        page = home_page(size, items, chosen)
        home = draw_home(size, items, chosen)
        for key in window.show(draw_help(size) if helping else home):
            if key is Key.HELP:
                helping = not helping
            elif key is Key.QUIT and helping:
                helping = False
            elif key is Key.QUIT:
                return None
            elif key is Key.ENTER:
                return chosen
            elif key.digit and key.digit <= len(page):
                return page[key.digit - 1]
            chosen = (chosen + moves.get(key, 0)) % len(items)


def _show_summary(window: Window, summary: Summary) -> None:
    """Show how it went until a key is pressed."""
    from posecoach.outputs.screens import draw_summary

    lines = [line.strip() for line in told("", summary)][1 : 1 + SUMMARY_LINES]
    while not window.closed and not window.show(draw_summary(window.size_px, lines)):
        pass
