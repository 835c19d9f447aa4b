"""`posecoach breaks`: sits in the terminal and reminds of getting up. Nothing is recorded."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from datetime import time as day_time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from posecoach.commands.keeping import now
from posecoach.commands.sounds import USUAL_SOUND, SoundOptions
from posecoach.core.breaks import BreakPlan, BreakState, DeskWatch, Notice, Seen, advance, snooze
from posecoach.core.feedback import Urgency, Utterance
from posecoach.errors import PosecoachError

if TYPE_CHECKING:
    from posecoach.ports import Estimator, Source

REMINDER = "Time to stand up. Walk a little, or loosen your neck."
WELCOME = "Welcome back. The count starts anew."
ROUTINE = "desk-neck-upper-back"
LOOK_EVERY_S = 1.0
FRESH_S = 30.0
_UNITS_S = {"s": 1.0, "m": 60.0, "h": 3600.0}
_DURATION = re.compile(r"^(\d+(?:\.\d+)?)([smh])$")
_HOURS = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")


@dataclass(frozen=True, slots=True)
class BreakOptions:
    """How often, when not, and how to see."""

    every_s: float = 1800.0
    quiet: tuple[day_time, day_time] | None = None
    camera: str | None = "0"
    sound: SoundOptions = USUAL_SOUND
    snooze_s: float = 300.0


def seconds(text: str) -> float:
    """Return `30m`, `90s` or `1h` in seconds; raise PosecoachError."""
    match = _DURATION.match(text)
    if not match or float(match[1]) <= 0:
        raise PosecoachError(f"--every {text}: wanted a time such as 30m, 90s or 1h")
    return float(match[1]) * _UNITS_S[match[2]]


def hours(text: str) -> tuple[day_time, day_time]:
    """Return `22:00-07:00` as two times of the day; raise PosecoachError."""
    match = _HOURS.match(text)
    try:
        if match:
            start, end = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
            return day_time(*start), day_time(*end)
    except ValueError:
        pass
    raise PosecoachError(f"--quiet {text}: wanted two times such as 12:00-13:00")


def is_quiet(at: datetime, quiet: tuple[day_time, day_time] | None) -> bool:
    """Return whether nothing is to be said now; the hours may go over midnight."""
    if quiet is None:
        return False
    start, end = quiet
    here = at.timetz().replace(tzinfo=None)
    return start <= here < end if start <= end else here >= start or here < end


def breaks(options: BreakOptions) -> Iterator[str]:
    """Yield a line for each reminder until Ctrl-C; s and Enter puts one off."""
    plan = BreakPlan(options.every_s, options.snooze_s)
    with ExitStack() as doors:
        say = _voice(options, doors)
        looks = _looks(options, doors)
        asked = _typed()
        minutes = options.every_s / 60
        yield f"A reminder after every {minutes:g} minutes of sitting. s Enter: later; Ctrl-C: end."
        state = BreakState()
        try:
            for time_s, seen in looks:
                state, told = advance(state, time_s, seen, plan)
                if _put_off(asked):
                    state = snooze(state, plan)
                if told is not None and not is_quiet(now(), options.quiet):
                    yield f"{now():%H:%M}  {_words(told, state)}"
                    say(REMINDER if told is Notice.BREAK else WELCOME)
        except KeyboardInterrupt:
            pass
    yield (
        f"Sat {state.total_s / 60:.0f} minutes, {state.longest_s / 60:.0f} at the longest; "
        f"{state.breaks} breaks."
    )


def _words(told: Notice, state: BreakState) -> str:
    if told is Notice.RESET:
        return WELCOME
    sat = f"You have been sitting for {state.sitting_s / 60:.0f} minutes."
    return f"\a{sat} {REMINDER} (posecoach start {ROUTINE})"


def _looks(options: BreakOptions, doors: ExitStack) -> Iterator[tuple[float, Seen]]:
    """Return what is seen, once a second; without a camera, somebody is always sitting."""
    if options.camera is None:
        return _by_the_clock()
    from posecoach.catalog import find
    from posecoach.commands.estimators import open_estimator
    from posecoach.commands.room import open_camera

    source = doors.enter_context(open_camera(options.camera))
    estimator = open_estimator(find("stand-and-walk"), None, doors)
    return seen_from(source, estimator)


def seen_from(source: Source, estimator: Estimator) -> Iterator[tuple[float, Seen]]:
    """Yield one look a second; the frames between are not looked at."""
    watch, next_s = DeskWatch(), 0.0
    for frame in source.frames():
        if frame.time_s < next_s:
            continue
        next_s = frame.time_s + LOOK_EVERY_S
        seen = Seen.UNKNOWN if frame.trouble else watch.step(estimator.estimate(frame))
        yield frame.time_s, seen


def _by_the_clock() -> Iterator[tuple[float, Seen]]:
    start_s = time.monotonic()
    while True:
        yield time.monotonic() - start_s, Seen.SITTING
        time.sleep(LOOK_EVERY_S)


def _voice(options: BreakOptions, doors: ExitStack) -> Callable[[str], None]:
    """Return what says a sentence, or does nothing where there is no voice."""
    from posecoach.commands.sounds import open_words

    speaker = open_words((REMINDER, WELCOME), options.sound, doors)
    return lambda text: speaker.say(Utterance(text, Urgency.INSTRUCTION, FRESH_S))


def _typed() -> SimpleQueue[str]:
    """Return where the lines go that are typed meanwhile."""
    lines: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line.strip().lower())

    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=read, name="keys", daemon=True).start()
    return lines


def _put_off(asked: SimpleQueue[str]) -> bool:
    try:
        return asked.get_nowait() == "s"
    except Empty:
        return False
