"""`posecoach record`: films somebody who does a stretch, and keeps the clip and its poses."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.commands.estimators import open_eyes
from posecoach.commands.film import FPS, Film, clip_path
from posecoach.commands.sounds import USUAL_SOUND, SoundOptions, open_words
from posecoach.core.feedback import Urgency, Utterance
from posecoach.core.filming import WORDS, FilmClock, Filming, Part
from posecoach.core.gesture import HandWatch
from posecoach.core.placement import Problem
from posecoach.core.pose import Pose
from posecoach.errors import PosecoachError
from posecoach.ports import Estimator, Frame, Source
from posecoach.store.place import recordings_dir

if TYPE_CHECKING:
    from posecoach.outputs.speaker import Speaker
    from posecoach.outputs.window import Window

SECONDS, COUNTDOWN_S = 30.0, 5.0
LONGEST_S, LONGEST_COUNTDOWN_S = 1800.0, 120.0
MOST_FPS = 30.0
SEEN_WELL = 0.9
LAST_WORD_S = 3.0
NOTICE_S, AGAIN_S = 2.0, 10.0
HOW_TO_STOP = "A raised hand or Ctrl-C ends it."


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """How to film. A clip's file in place of a camera is taken whole and at once, unless told."""

    camera: str = "0"
    seconds: float | None = None
    countdown_s: float | None = None
    out: Path | None = None
    force: bool = False
    sound: SoundOptions = USUAL_SOUND
    window: bool = True
    model: Path | None = None
    verbose: bool = False

    def __post_init__(self) -> None:
        _check("--seconds", self.seconds, 1.0, LONGEST_S)
        _check("--countdown", self.countdown_s, 0.0, LONGEST_COUNTDOWN_S)


def record(name: str, options: RecordOptions) -> Iterator[str]:
    """Film, and say where it is kept and what to do with it."""
    from posecoach.outputs.window import Window

    clip = clip_path(name, options.out or recordings_dir(), force=options.force)
    with ExitStack() as doors:
        source, fps, clock = _opened(options, doors)
        window = doors.enter_context(Window()) if options.window else None
        film = doors.enter_context(Film(clip, fps))
        estimator = open_eyes(options.model, doors, head=True, verbose=options.verbose)
        said = (*WORDS, Problem.NOBODY.value, Problem.CROWD.value)
        speaker = open_words(said, options.sound, doors)
        if window is None and clock.countdown_s:
            yield f"In {clock.countdown_s:g} s I film for {clock.seconds:g} s. {HOW_TO_STOP}"
        stopped: KeyboardInterrupt | None = None
        take = _Take(name, film, clock, speaker, window)
        try:
            take.roll(source, estimator)
        except KeyboardInterrupt as pressed:  # what was filmed until then is whole
            stopped = pressed
        film.close()
        lines = list(_told(film))
        yield from lines
        if stopped is not None:
            raise stopped
        if film.frames and not take.stopped:
            _last_word(window, speaker, lines)


class _Take:
    """One recording from the countdown to its end, shown and sounded."""

    def __init__(
        self, name: str, film: Film, clock: FilmClock, speaker: Speaker, window: Window | None
    ) -> None:
        self._name, self._film, self._clock = name, film, clock
        self._speaker, self._window = speaker, window
        self._hands = HandWatch(down_first=True)
        self._notice: str | None = None
        self._due_s = inf
        self.stopped = False
        """Whether a key has ended it."""

    def roll(self, source: Source, estimator: Estimator) -> None:
        """Film until the time, the person or the source ends it."""
        from posecoach.outputs.film_screen import notice_of

        for frame in source.frames():
            height_px, width_px = frame.bgr.shape[:2]
            nobody = Pose(frame.time_s, width_px, height_px)
            pose = nobody if frame.trouble else estimator.estimate(frame)
            hand_up = self._hands.step(pose) is not None
            film = self._clock.step(frame.time_s, stop=hand_up or self.stopped)
            if film.part is Part.FILMING:
                self._film.add(frame, pose)
            notice = notice_of(frame, pose)
            self._sound(film)
            self._tell(notice, frame.time_s)
            self._show(frame, pose, film, notice)
            if film.part is Part.OVER:
                return

    def _sound(self, film: Filming) -> None:
        if film.tone is not None:
            self._speaker.play(film.tone)
        if film.say is not None:
            self._speaker.say(film.say)

    def _tell(self, notice: str | None, time_s: float) -> None:
        """Say what spoils the film when it has lasted, and again: who lies down sees no screen."""
        if notice != self._notice:
            self._notice, self._due_s = notice, time_s + NOTICE_S
        if notice and time_s >= self._due_s:
            self._speaker.say(Utterance(notice, Urgency.VIEW, 2.0))
            self._due_s = time_s + AGAIN_S

    def _show(self, frame: Frame, pose: Pose, film: Filming, notice: str | None) -> None:
        """Draw one frame at the window's own size and take the keys."""
        if self._window is None:
            return
        from posecoach.outputs.film_screen import Shown, draw_film
        from posecoach.outputs.window import Key

        shown = Shown(self._name, film, notice, self._hands.progress, self._speaker.muted)
        for key in self._window.show(draw_film(frame, pose, shown, self._window.size_px)):
            if key is Key.MUTE:
                self._speaker.muted = not self._speaker.muted
            self.stopped = self.stopped or key is Key.QUIT


def _opened(options: RecordOptions, doors: ExitStack) -> tuple[Source, float, FilmClock]:
    """Return the camera, the rate to keep it at, and the clock.

    A clip needs nobody to get ready and is not waited for: none of its frames is left out.
    """
    from posecoach.commands.room import open_camera
    from posecoach.sources.clip import ClipSource

    countdown_s, seconds = options.countdown_s, options.seconds
    if options.camera.isdecimal() or "://" in options.camera:
        camera = doors.enter_context(open_camera(options.camera))
        wait_s = COUNTDOWN_S if countdown_s is None else countdown_s
        return camera, FPS, FilmClock(wait_s, SECONDS if seconds is None else seconds)
    clip = doors.enter_context(ClipSource(Path(options.camera)))
    lasts_s = clip.duration_s or inf
    whole = FilmClock(countdown_s or 0.0, seconds or lasts_s, ends=seconds is not None)
    return clip, min(clip.fps, MOST_FPS), whole


def _told(film: Film) -> Iterator[str]:
    """Yield where it is, whether it is any good, and what to do next."""
    if not film.frames:
        yield "Nothing was recorded."
        return
    yield f"{film.clip}: {film.duration_s:.1f} s recorded; its poses: {film.poses.name}"
    seen = film.with_person / film.frames
    if not film.with_person:
        yield "Nobody was seen in it. Check the light, and that the whole body is in the picture."
    elif seen < SEEN_WELL:
        yield f"You were seen in only {100 * seen:.0f} % of it."
    if film.with_person:
        yield f"Next: posecoach learn {film.clip}"


def _last_word(window: Window | None, speaker: Speaker, lines: list[str]) -> None:
    """Let the last word be heard and read by somebody who is not at the keys."""
    from posecoach.core.filming import RECORDED

    began_s = time.monotonic()
    while (window is not None and not window.closed) or speaker.speaking:
        passed_s = time.monotonic() - began_s
        if passed_s > LAST_WORD_S:
            return
        if window is None:
            time.sleep(0.05)
            continue
        from posecoach.outputs.screens import draw_summary

        if window.show(draw_summary(window.size_px, lines, RECORDED)):
            return


def _check(option: str, value: float | None, least: float, most: float) -> None:
    if value is not None and not least <= value <= most:
        raise PosecoachError(f"{option} {value:g}; wanted {least:g} to {most:g} seconds")
