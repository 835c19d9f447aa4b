"""A long session: the same at the pace of life as in a hurry? Does it leak, lag or stumble?

`python -m tests.benchmarks.session [--minutes 30] [--fast]` leads through a routine, again from its
beginning where it is shorter, with an actor who does each item rightly (see `actor`) before a
camera with 15 pictures a second. It goes through the code of `posecoach start`: the camera's
thread, the estimator, the core, the window (or a picture that nobody sees, where there is no
display), the voice on a card without a speaker, and the diary. Then it does the same as fast as the
machine can, without the camera's thread, window and voice, and compares what the diaries have kept.
With `--fast` there is only that.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from time import perf_counter

from posecoach.commands.coaching import coach_one
from posecoach.commands.estimators import Eyes
from posecoach.commands.keeping import now, tell
from posecoach.commands.room import LiveOptions, Room
from posecoach.commands.routine import announced
from posecoach.commands.screen import Screen
from posecoach.commands.sounds import SoundOptions, find_phrases
from posecoach.core.routine import Item
from posecoach.core.session import Session, Step
from posecoach.errors import ScreenError, VoiceError
from posecoach.estimators.light import LitEstimator
from posecoach.outputs.sound import Player
from posecoach.outputs.speaker import Speaker
from posecoach.outputs.window import FIRST_SIZE, Window, require_display
from posecoach.ports import Closing, Frame, Source
from posecoach.records import ItemRecord
from posecoach.routines import find_routine
from posecoach.sources.camera import CameraSource
from posecoach.store.diary import Diary, ItemRecorder
from posecoach.store.reading import read_history
from tests.benchmarks.actor import Actor, Lens, Picture
from tests.benchmarks.stopwatch import Places, Stopwatch
from tests.benchmarks.voice import PacedCard

ROUTINE, MINUTES, FPS = "full-back-care", 30.0, 15.0
SLOW_S, AGE_S, GROWTH_MB = 0.05, 0.12, 20.0
SETTLED_S = 60.0  # memory that is taken until then is not counted as growth
HELD_SAME_S = 0.5
MOST, MORE_S = 1.5, 45.0  # times the plan, and so much more: then an item is over, done or not
PLACES: Places = {
    "estimator": (LitEstimator, "estimate"),
    "core": (Session, "step"),
    "voice": (Speaker, "emit"),
    "screen": (Screen, "emit"),
    "diary": (ItemRecorder, "emit"),
}


def main() -> int:
    """Print what the runs came to; fail when they differ or something is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--routine", default=ROUTINE)
    parser.add_argument("--fps", type=float, default=FPS, help="pictures a second")
    parser.add_argument("--fast", action="store_true", help="only as fast as possible")
    asked = parser.parse_args()
    items = items_for(asked.routine, asked.minutes)
    runs = []
    for name, paced in (("at the pace of life", True), ("as fast as possible", False)):
        if paced and asked.fast:
            continue
        runs.append(led(items, asked.fps, paced=paced))
        write(f"{asked.routine}, {len(items)} items, {name}:", runs[-1].told(paced=paced))
    if len(runs) == 2:
        other = list(differences(runs[0].items, runs[1].items))
        write("both kept the same record" if not other else "the records differ:", other)
        return 1 if other or not runs[0].good else 0
    return 0


def write(title: str, lines: Sequence[str] | Iterator[str]) -> None:
    """Print lines below a title."""
    sys.stdout.write("\n".join([title, *(f"  {line}" for line in lines)]) + "\n")
    sys.stdout.flush()


def items_for(routine: str, minutes: float) -> list[Item]:
    """Return items of the routine that are planned to take so long, at least one."""
    items: list[Item] = []
    for item in cycle(find_routine(routine).items):
        items.append(item)
        if sum(each.planned_s for each in items) >= 60 * minutes:
            return items
    raise AssertionError("a cycle has no end")


class Times:
    """What the frames took until all was done with them, and how old their pictures were then.

    Kept in few bytes: half an hour of them must not look like a leak.
    """

    def __init__(self) -> None:
        self.took_s, self.own_s, self.age_s = array("d"), array("d"), array("d")
        self.slow: list[tuple[float, dict[str, float]]] = []

    def __len__(self) -> int:
        return len(self.took_s)

    def take(self, took_s: float, old_s: float, stages_s: dict[str, float]) -> None:
        """Take one frame, whose picture was `old_s` old before."""
        own_s = took_s - stages_s.get("estimator", 0.0)
        self.took_s.append(took_s)
        self.own_s.append(own_s)
        self.age_s.append(old_s + took_s)
        if own_s > SLOW_S:
            self.slow.append((own_s, stages_s))


@dataclass(slots=True)
class Run:
    """What a session came to. Memory is in MB at the seconds since its beginning."""

    frames: Times = field(default_factory=Times)
    memory: list[tuple[float, float]] = field(default_factory=list)
    items: list[ItemRecord] = field(default_factory=list)
    length_s: float = 0.0
    threads_left: list[str] = field(default_factory=list)

    @property
    def growth_mb(self) -> float:
        """Return how much memory came after the first minute."""
        later = [mb for at_s, mb in self.memory if at_s >= SETTLED_S]
        return later[-1] - later[0] if later else 0.0

    @property
    def good(self) -> bool:
        """Return whether nothing is above its limit."""
        in_time = share(sorted(self.frames.age_s), 0.95) <= AGE_S and not self.frames.slow
        return in_time and self.growth_mb <= GROWTH_MB and not self.threads_left

    def told(self, *, paced: bool) -> Iterator[str]:
        """Yield the figures, and what was kept of each item."""
        clock = sum((item.ended_at - item.started_at).total_seconds() for item in self.items)
        yield f"{self.length_s:.0f} s, {clock:.0f} of them in items; {len(self.frames)} frames"
        if paced:
            yield f"{len(self.frames) / clock if clock else 0:.1f} frames a second"
            yield told_ms("from capture to shown", self.frames.age_s, AGE_S)
        yield told_ms("the whole frame", self.frames.took_s)
        yield told_ms("beside the estimator", self.frames.own_s)
        yield f"above {1000 * SLOW_S:.0f} ms beside the estimator: {len(self.frames.slow)}"
        for own_s, stages_s in sorted(self.frames.slow, key=lambda each: -each[0])[:5]:
            parts = ", ".join(f"{name} {1000 * spent:.0f}" for name, spent in stages_s.items())
            yield f"  {1000 * own_s:.0f} ms ({parts})"
        if self.memory:
            marks = self.memory[:: max(1, len(self.memory) // 8)]
            yield "memory in MB: " + ", ".join(f"{mb:.0f} at {at:.0f} s" for at, mb in marks)
            yield f"growth after {SETTLED_S:.0f} s: {self.growth_mb:.1f} MB (<= {GROWTH_MB:.0f})"
        yield f"threads left: {', '.join(self.threads_left) or 'none'}"
        yield from map(told_item, self.items)


def told_ms(name: str, seconds: Sequence[float], limit_s: float | None = None) -> str:
    """Return one line of figures in ms."""
    ordered = sorted(seconds)
    middle, most, all_of = (1000 * share(ordered, part) for part in (0.5, 0.95, 1.0))
    limit = f" (95 % <= {1000 * limit_s:.0f})" if limit_s else ""
    return f"{name}: median {middle:.1f}, 95 % {most:.1f}, most {all_of:.1f} ms{limit}"


def share(ordered: Sequence[float], part: float) -> float:
    """Return the value below which that part of the ordered values lies, 0 without any."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def told_item(item: ItemRecord) -> str:
    """Return one line of what was kept of an item."""
    full = sum(attempt.full for attempt in item.attempts)
    faults = ", ".join(sorted({fault.fault for fault in item.faults})) or "no faults"
    return f"{item.stretch}: {full} of {len(item.attempts)} attempts in full, {faults}"


def led(items: Sequence[Item], fps: float, *, paced: bool) -> Run:
    """Lead through the items and return what came of it."""
    run, before = Run(), set(threading.enumerate())
    begun_s = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path, actor, watch = Path(folder) / "history.db", Actor(), Stopwatch()
        actor.begin(items[0].stretch)
        with ExitStack() as doors:
            source: Source = Reel(actor, fps)
            if paced:
                source = CameraSource(0, open_capture=lambda _: Lens(actor, fps))
            watched = Watched(doors.enter_context(source), watch, run, begun_s)
            room = Room(
                source=watched,
                speaker=speaker(actor, doors, audible=paced),
                eyes=doors.enter_context(Eyes()),
                options=LiveOptions(quick=True),
                window=window(doors) if paced else None,
                diary=doors.enter_context(Diary(path, now, tell)),
            )
            room.eyes.prepare(item.stretch for item in items)
            doors.enter_context(watch.on(PLACES))
            for item, stretch in zip(items, announced([*items]), strict=True):
                actor.begin(stretch)
                most_s = MOST * item.planned_s + MORE_S
                coach_one(room, stretch, item.level, patience_s=most_s)
        run.items = [item for session in read_history(path, now())[0] for item in session.items]
    run.length_s = perf_counter() - begun_s
    run.threads_left = [each.name for each in set(threading.enumerate()) - before]
    return run


def speaker(actor: Actor, doors: ExitStack, *, audible: bool) -> Speaker:
    """Return the speaker, with the system's voice where it has one, but nothing to hear it by."""
    if not audible:
        return doors.enter_context(Heard(actor, None, Player(no_card)))
    try:
        phrases = find_phrases(SoundOptions())
    except VoiceError as error:
        tell(f"{error}; tones alone")
        phrases = None
    return doors.enter_context(Heard(actor, phrases, Player(PacedCard().open)))


def no_card(_fill: object) -> PacedCard:
    """Have no sound card."""
    raise OSError("none is wanted")


class Heard(Speaker):
    """A speaker to whom the actor listens."""

    def __init__(self, actor: Actor, phrases: object, player: Player) -> None:
        super().__init__(phrases, player=player)  # type: ignore[arg-type]
        self._actor = actor

    def emit(self, frame: Frame, step: Step) -> None:
        """Sound one step."""
        super().emit(frame, step)
        self._actor.hear(step)


class Nowhere(Closing):
    """A window that nobody sees."""

    closed = False
    size_px = FIRST_SIZE

    def show(self, picture: Picture) -> list[object]:
        """Take the picture and no key."""
        return []


def window(doors: ExitStack) -> Window | Nowhere:
    """Return a window, or none to be seen where there is no display."""
    try:
        require_display()
    except ScreenError:
        return doors.enter_context(Nowhere())
    return doors.enter_context(Window())


class Reel(Closing):
    """The actor's pictures as fast as they are asked for; their times are those of the camera."""

    name, size_px, duration_s = "reel", (640, 480), None

    def __init__(self, actor: Actor, fps: float) -> None:
        self._actor, self._fps = actor, fps
        self._ticks = 0

    def frames(self) -> Iterator[Frame]:
        """Yield without end."""
        while True:
            self._ticks += 1
            yield Frame(self._ticks / self._fps, self._actor.picture(1 / self._fps))


class Watched(Closing):
    """Notes what becomes of each frame of a source."""

    def __init__(self, inner: Source, watch: Stopwatch, run: Run, begun_s: float) -> None:
        self._inner, self._watch, self._run, self._begun_s = inner, watch, run, begun_s
        self.name, self.size_px, self.duration_s = inner.name, inner.size_px, None

    def frames(self) -> Iterator[Frame]:
        """Yield the frames of the inner source."""
        for frame in self._inner.frames():
            self._watch.spent.clear()
            came_s, old_s = perf_counter(), getattr(self._inner, "age_s", None) or 0.0
            yield frame
            took_s = perf_counter() - came_s
            stages_s = {stage: sum(each.wall_s) for stage, each in self._watch.spent.items()}
            self._run.frames.take(took_s, old_s, stages_s)
            self._remember()

    def _remember(self) -> None:
        """Note the memory once a second."""
        at_s, memory = perf_counter() - self._begun_s, self._run.memory
        if (not memory or at_s - memory[-1][0] >= 1) and (mb := memory_mb()) is not None:
            memory.append((at_s, mb))


def memory_mb(which: str = "VmRSS") -> float | None:
    """Return this process's memory, or the most it ever had (VmHWM); None where nobody tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(x for x in status.read_text().splitlines() if x.startswith(f"{which}:"))
    return int(line.split()[1]) / 1024


def differences(one: Sequence[ItemRecord], other: Sequence[ItemRecord]) -> Iterator[str]:
    """Yield what is not the same in two records: attempts with their sides and times, faults."""
    if len(one) != len(other):
        yield f"{len(one)} items, and {len(other)}"
    for a, b in zip(one, other, strict=False):
        if a.stretch != b.stretch:
            yield f"{a.stretch}, and {b.stretch}"
            continue
        kept = [[(x.side, x.full) for x in item.attempts if x.full] for item in (a, b)]
        if kept[0] != kept[1]:
            yield f"{a.stretch}: {len(kept[0])} in full, and {len(kept[1])}"
        whole = [[x for x in item.attempts if x.full] for item in (a, b)]
        for x, y in zip(*whole, strict=False):
            if abs(x.held_s - y.held_s) > HELD_SAME_S:
                yield f"{a.stretch}: held for {x.held_s:.1f} s, and {y.held_s:.1f}"
        faults = [{(f.fault, f.side) for f in item.faults} for item in (a, b)]
        for fault, side in sorted(faults[0] ^ faults[1], key=str):
            yield f"{a.stretch}: {fault} ({side or 'no side'}) in one only"


if __name__ == "__main__":
    raise SystemExit(main())
