"""A sound card for tests: what a program plays through ALSA, with the time at which it sounds.

ALSA's `file` plugin writes into a pipe; reading that no faster than a real card would play keeps
the program to the pace of life.
"""

from __future__ import annotations

import ctypes.util
import fcntl
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from posecoach.outputs.mixer import RATE_HZ

_PATH = os.pathsep.join([str(Path(__file__).parents[2]), str(Path(__file__).parents[1])])
_SET_PIPE_SIZE = 1031
_PIPE_BYTES = 4096
_CONFIG = """
pcm.!default {{
    type plug
    slave {{
        format S16_LE
        channels 1
        rate {rate}
        pcm {{ type file slave.pcm {{ type null }} file "{pipe}" format raw }}
    }}
}}
"""


@dataclass(frozen=True)
class Capture:
    """What was played, as samples from -1 to 1, and when the first of them sounded."""

    start_s: float
    samples: np.ndarray
    said: str
    complaints: str

    def between(self, from_s: float, to_s: float) -> np.ndarray:
        """The samples between two times of the monotonic clock."""
        first, last = (round((at_s - self.start_s) * RATE_HZ) for at_s in (from_s, to_s))
        return self.samples[max(0, first) : last]

    def find(self, sound: np.ndarray) -> tuple[float, float]:
        """When `sound` begins where it fits best, and how well: 1 is a perfect likeness."""
        length = 1 << int(np.ceil(np.log2(len(self.samples) + len(sound))))
        spectra = np.fft.rfft(self.samples, length) * np.conj(np.fft.rfft(sound, length))
        products = np.fft.irfft(spectra, length)[: len(self.samples) - len(sound)]
        energy = np.concatenate([[0.0], np.cumsum(self.samples.astype(float) ** 2)])
        there = np.sqrt(energy[len(sound) :][: len(products)] - energy[: len(products)])
        likeness = products / (np.linalg.norm(sound) * np.maximum(there, 1e-3))
        best = int(np.argmax(likeness))
        return self.start_s + best / RATE_HZ, float(likeness[best])


def why_not() -> str | None:
    """Return why no card can be made here, or None."""
    if not sys.platform.startswith("linux"):
        return "ALSA is Linux's own"
    if ctypes.util.find_library("portaudio") is None:
        return "PortAudio is not installed (Debian: libportaudio2)"
    return None


def capture(program: str, folder: Path, *arguments: str, **variables: str) -> Capture:
    """Run a Python program whose sound goes to a card of its own, and return what it played.

    `variables` are added to its environment.
    """
    pipe, config = folder / "card", folder / "asoundrc"
    os.mkfifo(pipe)
    config.write_text(_CONFIG.format(rate=RATE_HZ, pipe=pipe))
    card = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(card, _SET_PIPE_SIZE, _PIPE_BYTES)
    child = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": _PATH, **variables, "ALSA_CONFIG_PATH": str(config)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        start_s, played = _listen(card, child)
        said, complaints = child.communicate(timeout=10)
    finally:
        child.kill()
        child.wait()
        os.close(card)
    samples = np.frombuffer(played[: len(played) // 2 * 2], "<i2").astype(np.float32) / 32768
    return Capture(start_s, samples, said, complaints)


def _listen(card: int, child: subprocess.Popen[str]) -> tuple[float, bytes]:
    """Take what is played at the pace of a card until the program ends."""
    played, start_s = bytearray(), 0.0
    while True:
        over = child.poll() is not None
        try:
            block = os.read(card, 1764)
        except BlockingIOError:
            block = b""
        if block and not played:
            start_s = time.monotonic()
        played += block
        if over and not block:
            return start_s, bytes(played)
        late_s = start_s + len(played) / (2 * RATE_HZ) - time.monotonic()
        time.sleep(max(0.002, late_s) if block else 0.002)
