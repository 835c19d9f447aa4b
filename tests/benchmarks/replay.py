"""A whole replay against nothing but the model's calls, on the same frames in the same run.

`python -m tests.benchmarks.replay [CLIP ...]` goes through each clip in pieces of ten seconds: the
bare calls with the model as shipped (with the mask of the person that nobody uses), the bare calls
with the pruned one, and the whole replay (decoding, estimating, coaching, summing up), one after
the other, so that a busy machine slows all three. It does so several times and takes the quickest
of each piece. The first one, in which the models start, is left out. The bare calls look at every
frame, the replay at every other one while nothing moves (`tests.benchmarks.stages` counts them).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Semaphore, Thread
from time import perf_counter
from typing import Any

from posecoach import affinity
from posecoach.app import coach
from posecoach.commands.estimators import open_estimator
from posecoach.commands.replay import ReplayOptions, what_to_judge
from posecoach.core.session import Step
from posecoach.estimators import bundle
from posecoach.estimators.ahead import SeenAhead
from posecoach.estimators.mediapipe_pose import create_landmarker, made_ready
from posecoach.estimators.model import ensure_model, fetch
from posecoach.ports import Closing, Frame, Source
from posecoach.sources.clip import ClipSource
from tests.conftest import SAMPLES

CLIPS = ("bridge-good-1.mp4", "neck-lateral-ear-to-shoulder-good-1.mp4")
ROUNDS = 3
PIECE = 150  # frames; those that are seen ahead of a piece count little
ENOUGH = 10  # more than what is seen ahead
WANTED = {"as shipped": 0.65, "pruned": 1.12}

Work = Callable[[list[Any]], object]


def main() -> int:
    """Print a table for each of the named clips; fail when a replay takes more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--frames", type=int, help="the first so many only")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    good = True
    for clip in asked.clips or [SAMPLES / name for name in CLIPS]:
        timed = Timed.of(clip, both_bundles(), asked.frames, asked.rounds)
        sys.stdout.write("".join(f"{line}\n" for line in timed.told(clip.name)))
        sys.stdout.flush()
        good = good and timed.good
    return 0 if good else 1


def both_bundles() -> dict[str, bytes]:
    """Return the pose model as shipped, from its own wheel, and as it is used here."""
    with tempfile.TemporaryDirectory() as folder:
        bare = fetch(Path(folder))
    shipped = bundle.pack(bare.detector, bare.landmarks, pruned=False)
    return {"as shipped": shipped, "pruned": ensure_model().pose_task.read_bytes()}


@dataclass(frozen=True, slots=True)
class Timed:
    """What a frame took, in ms: the bare calls by their model, and the whole replay."""

    bare_ms: dict[str, float]
    replay_ms: float
    frames: int
    rounds: int

    @classmethod
    def of(cls, clip: Path, bundles: dict[str, bytes], frames: int | None, rounds: int) -> Timed:
        """Take the time of `clip` in so many rounds, with bundles by their name."""
        times_s = [list(one_round(clip, bundles, frames)) for _ in range(rounds)]
        counted = PIECE * (len(times_s[0]) - 1)
        quickest_s = [  # of each piece, leaving out the first
            {name: min(piece[name] for piece in pieces) for name in pieces[0]}
            for pieces in list(zip(*times_s, strict=True))[1:]
        ]
        whole_ms = {
            name: 1000 * sum(piece[name] for piece in quickest_s) / counted
            for name in times_s[0][0]
        }
        return cls(whole_ms, whole_ms.pop("replay"), counted, rounds)

    def ratio(self, name: str) -> float:
        """Return the replay's time as a multiple of the bare calls with that model."""
        return self.replay_ms / self.bare_ms[name]

    @property
    def good(self) -> bool:
        """Return whether the replay takes no more than it may."""
        return all(self.ratio(name) <= WANTED[name] for name in self.bare_ms)

    def told(self, clip: str) -> Iterator[str]:
        """Yield the table."""
        yield f"{clip}, {self.frames} frames, the quickest of {self.rounds} rounds"
        for name, bare_ms in self.bare_ms.items():
            yield (
                f"  bare call, {name:<11}{bare_ms:6.2f} ms; the replay takes "
                f"{self.ratio(name):.2f} of it (wanted <= {WANTED[name]:.2f})"
            )
        yield f"  whole replay          {self.replay_ms:6.2f} ms a frame"


def one_round(
    clip: Path, bundles: dict[str, bytes], frames: int | None
) -> Iterator[dict[str, float]]:
    """Yield what each piece of frames took, in s, by who had them."""
    with ExitStack() as doors:
        shown = islice(doors.enter_context(ClipSource(clip)).frames(), frames)
        bare = {name: bare_calls(task, doors) for name, task in bundles.items()}
        replay = whole_replay(clip, doors)
        while len(piece := list(islice(shown, PIECE))) == PIECE:
            images = [(made_ready(frame.bgr), frame.time_s) for frame in piece]
            took_s = {name: seconds(work, images) for name, work in bare.items()}
            yield took_s | {"replay": seconds(replay, piece)}


def seconds(work: Work, given: list[Any]) -> float:
    """Return how long `work` takes for what it is given."""
    start_s = perf_counter()
    work(given)
    return perf_counter() - start_s


def bare_calls(task: bytes, doors: ExitStack) -> Work:
    """Return what does nothing but the model's calls, on pictures that are ready."""
    landmarker = create_landmarker(task, Path("benchmark"))
    doors.callback(landmarker.close)

    def call(images: list[tuple[Any, float]]) -> None:
        for image, time_s in images:
            landmarker.detect_for_video(image, round(1000 * time_s))

    return call


def whole_replay(clip: Path, doors: ExitStack) -> Work:
    """Return what replays as many frames of the clip, from its own file, as it is given."""
    stretch, level = what_to_judge(clip, ReplayOptions())
    gate = Gate()

    def replay() -> None:
        with ExitStack() as own:
            own.callback(gate.give_up)
            own.enter_context(affinity.kept_apart())
            source = own.enter_context(gate.before(ClipSource(clip)))
            estimator = open_estimator(stretch, None, own)
            seen = own.enter_context(SeenAhead(source, estimator))
            coach(seen, seen, stretch, level, [gate])

    loop = Thread(target=replay)
    loop.start()
    doors.callback(loop.join)
    doors.callback(gate.open)
    return lambda piece: gate.let_through(len(piece))


class Gate(Closing):
    """Lets frames of a source through in pieces, and waits until the loop has done with each."""

    def __init__(self) -> None:
        self._may, self._done = Semaphore(0), Semaphore(0)
        self._over = self._given_up = False

    def before(self, inner: Source) -> Gate:
        """Return the gate itself, as the source that it lets through."""
        self._inner = inner
        self.name, self.size_px, self.duration_s = inner.name, inner.size_px, inner.duration_s
        return self

    def frames(self) -> Iterator[Frame]:
        """Yield the frames until the gate is opened for good."""
        self._may.acquire()
        for frame in self._inner.frames():
            if self._over:
                return
            yield frame

    def emit(self, frame: Frame, step: Step) -> None:
        """Count a frame that the loop has done with, and wait until the next one may pass."""
        self._done.release()
        self._may.acquire()

    def let_through(self, frames: int) -> None:
        """Let so many frames pass, and wait until they are done with."""
        self._may.release(frames)
        for _ in range(frames):
            self._done.acquire()
            if self._given_up and not self._over:
                raise RuntimeError("the replay ended before its frames")

    def give_up(self) -> None:
        """Let nobody wait for a loop that is gone."""
        self._given_up = True
        self._done.release()

    def open(self) -> None:
        """End the clip here."""
        self._over = True
        self._may.release(ENOUGH)

    def close(self) -> None:
        """Close the source."""
        self._inner.close()


if __name__ == "__main__":
    raise SystemExit(main())
