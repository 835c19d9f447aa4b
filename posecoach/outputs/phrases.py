"""Sentences as sound: made once by the system's voice, then kept in memory and on the disk."""

from __future__ import annotations

import os
import tempfile
import wave
from collections import OrderedDict
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import get_ident

import numpy as np

from posecoach.errors import VoiceError

from .engines import USUAL_WPM, Engine
from .mixer import RATE_HZ, Samples

MOST_FILES = 600  # some 60 MB: the sentences of every stretch in one voice
MOST_SECONDS = 30.0  # 5 MB of samples; reading one anew takes a few ms of the voice's own thread
UNKEPT = 4.0  # times as many where no file can be kept: some 20 MB, the sentences of one stretch
PEAK = 0.7  # with a soft tone over it, it still stays below full scale
_SILENCE = 0.01
_MARGIN_S = 0.02


class Phrases:
    """Gives a sentence as samples, in one voice at one rate. Used by one thread at a time.

    With no `voice` named it is the engine's usual one, or the system's where that is missing.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        voice: str | None = None,
        rate_wpm: int = USUAL_WPM,
        most_files: int = MOST_FILES,
        most_seconds: float = MOST_SECONDS,
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._voices = [voice] if voice else list(dict.fromkeys([engine.usual_voice, ""]))
        self._rate_wpm = rate_wpm
        self._most_files = most_files
        self._most_samples = most_seconds * RATE_HZ
        self._has_files = True
        self._kept: OrderedDict[str, Samples] = OrderedDict()

    def get(self, text: str) -> Samples:
        """Return `text` as mono samples at 44.1 kHz. Raises VoiceError when it cannot be made."""
        if text not in self._kept:
            self._keep(text, self._from_disk(text))
        self._kept.move_to_end(text)
        return self._kept[text]

    def _keep(self, text: str, samples: Samples) -> None:
        self._kept[text] = samples
        most = self._most_samples * (1 if self._has_files else UNKEPT)
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > most:
            self._kept.popitem(last=False)

    def _from_disk(self, text: str) -> Samples:
        """Return the samples of the kept file, made anew where it is missing or damaged."""
        path = self._path(text)
        try:
            samples = read_wav(path)
        except (OSError, EOFError, wave.Error, ValueError):
            return self._made(text)
        with suppress(OSError):
            path.touch()  # what was used last is thrown away last
        return samples

    def _path(self, text: str) -> Path:
        said = "\n".join([self._engine.name, self._voices[0], str(self._rate_wpm), text])
        return self._folder / f"{sha256(said.encode()).hexdigest()[:32]}.wav"

    def _made(self, text: str) -> Samples:
        """Make a sentence beside its place and move it in, whole; unkept where that cannot be."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._has_files = os.access(self._folder, os.W_OK)
        with tempfile.TemporaryDirectory() as nowhere:
            folder = self._folder if kept else Path(nowhere)
            part = folder / f".{os.getpid()}.{get_ident()}.wav"
            try:
                self._speak(text, part)
                samples = read_wav(part)
            except (OSError, EOFError, wave.Error, ValueError) as error:
                part.unlink(missing_ok=True)
                raise VoiceError(f"voice: {self._engine.name}: {error}; wanted a WAV") from None
            if kept:
                self._put_in_place(part, self._path(text))
        return samples

    def _put_in_place(self, part: Path, path: Path) -> None:
        """Move a whole file to where it is kept; where that fails, it is made again next time."""
        try:
            part.replace(path)
        except OSError:  # on Windows, while another program reads it
            part.unlink(missing_ok=True)
        self._sweep()

    def _speak(self, text: str, path: Path) -> None:
        """Let the engine speak; where its usual voice is missing, with the system's own."""
        try:
            self._engine.make(text, path, self._voices[0], self._rate_wpm)
        except VoiceError:
            if len(self._voices) == 1:
                raise
            self._voices.pop(0)
            self._engine.make(text, path, self._voices[0], self._rate_wpm)

    def _sweep(self) -> None:
        """Throw away the files that were used longest ago, when there are too many."""
        files = list(self._folder.glob("*.wav"))
        if len(files) <= self._most_files:
            return
        with suppress(OSError):
            files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[self._most_files * 9 // 10 :]:
            with suppress(OSError):
                file.unlink()


def read_wav(path: Path) -> Samples:
    """Return a 16-bit WAV as mono samples at 44.1 kHz, trimmed and at the voice's loudness.

    Raises OSError, EOFError, wave.Error or ValueError when it is missing or no such file.
    """
    with wave.open(str(path), "rb") as file:
        rate_hz, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
        raw = file.readframes(file.getnframes())
    if width != 2 or not raw:
        raise ValueError(f"{path.name}: {8 * width} bits, {len(raw)} bytes; wanted 16 bits")
    whole = np.frombuffer(raw[: len(raw) // (2 * channels) * 2 * channels], "<i2")
    samples: Samples = whole.reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return _levelled(_at_our_rate(_trimmed(samples, rate_hz), rate_hz))


def _trimmed(samples: Samples, rate_hz: int) -> Samples:
    """Cut the silence at both ends: a count must come on the second."""
    loudness = np.abs(samples)
    loud = np.flatnonzero(loudness > _SILENCE * max(1.0, float(loudness.max())))
    if not loud.size:
        raise ValueError("silence; wanted words")
    margin = round(_MARGIN_S * rate_hz)
    cut: Samples = samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin]
    return cut


def _at_our_rate(samples: Samples, rate_hz: int) -> Samples:
    if rate_hz == RATE_HZ:
        return samples
    length = round(len(samples) * RATE_HZ / rate_hz)
    at = np.arange(length) * (rate_hz / RATE_HZ)
    drawn: Samples = np.interp(at, np.arange(len(samples)), samples).astype(np.float32)
    return drawn


def _levelled(samples: Samples) -> Samples:
    levelled: Samples = samples * np.float32(PEAK / np.abs(samples).max())
    levelled.flags.writeable = False
    return levelled
