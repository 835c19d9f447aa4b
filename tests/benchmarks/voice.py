"""What the voice costs the frames: `python -m tests.benchmarks.voice`.

A loop of frames, each with something to say every half second, while the voice makes the sentences
of the whole catalogue anew and plays them on a card that asks for its samples in time. "On the
frame path" is what `emit` takes of a frame; "thread" is that without the time in which other
programs had the processor. The same loop without a voice tells what the machine itself adds.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from pathlib import Path
from statistics import median
from time import perf_counter, sleep, thread_time

import numpy as np

from posecoach.catalog import load_all
from posecoach.core.feedback import Tone, Urgency, Utterance
from posecoach.core.stretch import Level
from posecoach.core.wording import sentences
from posecoach.outputs.engines import find_engine
from posecoach.outputs.mixer import RATE_HZ
from posecoach.outputs.phrases import Phrases
from posecoach.outputs.sound import Fill, Player
from posecoach.outputs.speaker import Speaker
from posecoach.ports import Frame
from tests.outputs.steps import blank, step

FRAMES, FPS, SPOKEN_EVERY = 900, 60.0, 30
LIMIT_MS = 0.5
BLOCK = 1024


class PacedCard:
    """A sound card without a speaker: it asks for a block whenever the last one has been played."""

    def __init__(self) -> None:
        self.active = True

    def open(self, fill: Fill) -> PacedCard:
        """Return itself, to be filled by `fill`."""
        self._fill = fill
        self._thread = threading.Thread(target=self._play)
        return self

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def close(self) -> None:
        """Stop asking."""
        self.active = False
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _play(self) -> None:
        block = np.zeros(BLOCK, np.float32)
        while self.active:
            self._fill(block)
            sleep(BLOCK / RATE_HZ)


def timed(speaker: Speaker, texts: list[str]) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds of each `emit`, by the wall and by the thread, and of each frame."""
    wall_ms, thread_ms, frame_ms = [], [], []
    frame, quiet = Frame(0.0, blank((64, 48))), step()
    start_s = perf_counter()
    for nth in range(FRAMES):
        text = texts[nth // SPOKEN_EVERY % len(texts)]
        say = Utterance(text, Urgency.RANGE, 2.0)
        shown = step(tone=Tone.TICK, say=say) if nth % SPOKEN_EVERY == 0 else quiet
        begun_s, spent_s = perf_counter(), thread_time()
        speaker.emit(frame, shown)
        thread_ms.append(1000 * (thread_time() - spent_s))
        wall_ms.append(1000 * (perf_counter() - begun_s))
        np.square(np.arange(200_000)).sum()  # some work, so that the loop is not all sleep
        frame_ms.append(1000 * (perf_counter() - begun_s))
        sleep(max(0.0, start_s + (nth + 1) / FPS - perf_counter()))
    return wall_ms, thread_ms, frame_ms


def told(name: str, spent_ms: list[float]) -> str:
    """Return one line of figures."""
    ordered = sorted(spent_ms)
    return (
        f"{name:<34} median {median(ordered):6.3f}  99 % {ordered[int(0.99 * len(ordered))]:6.3f}"
        f"  most {ordered[-1]:6.3f} ms"
    )


def main() -> int:
    """Print the figures; fail when the frame path costs more than it may."""
    known = [text for each in load_all().values() for text in sentences(each, Level.BEGINNER)]
    texts = list(dict.fromkeys(known))
    with Speaker(player=Player(PacedCard().open)) as speaker:
        without = timed(speaker, texts)
    with tempfile.TemporaryDirectory() as folder:
        phrases = Phrases(find_engine(), Path(folder))
        with Speaker(phrases, texts, player=Player(PacedCard().open)) as speaker:
            spoken = timed(speaker, texts)
        made = len(list(Path(folder).glob("*.wav")))
    lines = [
        f"{FRAMES} frames at {FPS:.0f} a second; {made} sentences made meanwhile",
        told("frame path, tones alone", without[0]),
        told("frame path, tones and voice", spoken[0]),
        told("frame path, tones and voice, thread", spoken[1]),
        told("whole frame, tones alone", without[2]),
        told("whole frame, tones and voice", spoken[2]),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    ordered = sorted(spoken[1])
    return 0 if ordered[int(0.99 * len(ordered))] <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
