"""Mixes one tone and one sentence, so that neither makes the other unintelligible."""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
RATE_HZ = 44100
TONE_FIRST_S = 0.6  # a sentence lets a tone that plays have its say, but not for longer
DUCKED = 0.3
_TURN = round(0.03 * RATE_HZ)  # how long the change between loud and soft takes, without a click
_NOTHING: Samples = np.zeros(0, np.float32)


class Mixer:
    """What sounds next: the newest tone and the newest sentence, each in place of the one before.

    A sentence begins when the tone that plays has ended, at most 0.6 s later; a tone that comes
    while somebody speaks is soft. May be used from several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tone = _NOTHING
        self._words = _NOTHING
        self._cut = _NOTHING  # the fading end of a sentence that another one broke into
        self._wait = 0
        self._gain = 1.0

    def play(self, samples: Samples) -> None:
        """Begin a tone at once."""
        with self._lock:
            self._tone = samples

    def say(self, samples: Samples) -> None:
        """Begin a sentence, after the tone that plays."""
        with self._lock:
            self._cut = _fading(self._words) if self._wait == 0 else _NOTHING
            self._words = samples
            self._wait = min(len(self._tone), round(TONE_FIRST_S * RATE_HZ))

    def hush(self) -> None:
        """Say no more."""
        self.say(_NOTHING)

    @property
    def words_left_s(self) -> float:
        """Return how long the sentence still takes, 0 when nothing is said."""
        with self._lock:
            return (self._wait + len(self._words)) / RATE_HZ if len(self._words) else 0.0

    def fill(self, block: Samples) -> None:
        """Write the next samples into `block`."""
        with self._lock:
            length = len(block)
            wait = min(self._wait, length)
            tone, self._tone = self._tone[:length], self._tone[length:]
            cut, self._cut = self._cut[:length], self._cut[length:]
            words, self._words = self._words[: length - wait], self._words[length - wait :]
            self._wait -= wait
            gains = self._gains(length, DUCKED if len(words) else 1.0)
        block[:] = 0
        block[: len(tone)] = tone * gains[: len(tone)]
        block[: len(cut)] += cut
        block[wait : wait + len(words)] += words

    def _gains(self, length: int, wanted: float) -> Samples:
        """Return how loud tones are for each sample, on the way to `wanted`."""
        way = np.arange(1, length + 1, dtype=np.float32) / _TURN
        if wanted < self._gain:
            gains = np.maximum(self._gain - way, wanted)
        else:
            gains = np.minimum(self._gain + way, wanted)
        self._gain = float(gains[-1]) if length else self._gain
        return gains.astype(np.float32)


def _fading(words: Samples) -> Samples:
    """Return the next moment of a sentence, growing silent."""
    end = words[:_TURN]
    return end * np.linspace(1, 0, len(end), dtype=np.float32)
