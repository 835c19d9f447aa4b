"""The sound card: one open stream that plays the newest sound and never makes anybody wait.

Everything audible goes through one `Player`, so that a tone and a voice do not fight for the card.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
RATE_HZ = 44100


class Stream(Protocol):
    """An open way to the sound card."""

    active: bool

    def start(self) -> object:
        """Begin to ask for samples."""

    def close(self) -> object:
        """Stop and release the card."""


Fill = Callable[[npt.NDArray[np.float32]], None]
OpenStream = Callable[[Fill], Stream]


class Player:
    """Plays mono samples at 44.1 kHz. Without a sound card it is silent and says why."""

    def __init__(self, open_stream: OpenStream | None = None) -> None:
        self.silent_reason: str | None = None
        self._lock = threading.Lock()
        self._rest: Samples = np.zeros(0, np.float32)
        self._stream: Stream | None = None
        try:
            with _quiet_card():
                self._stream = (open_stream or _card)(self._fill)
                self._stream.start()
        except (OSError, ImportError) as error:  # no PortAudio library
            self._fall_silent(f"sound: {_line(error)}; the PortAudio library is wanted")
        except _card_errors() as error:
            self._fall_silent(f"sound: {_line(error)}; a sound card is wanted")

    def play(self, samples: Samples) -> None:
        """Begin to play at once, instead of what is still playing."""
        if self._stream is None:
            return
        if not _is_alive(self._stream):
            self._fall_silent("sound: the sound card has gone; connect it and start again")
            return
        with self._lock:
            self._rest = samples

    def close(self) -> None:
        """Release the card; closing twice does no harm."""
        stream, self._stream = self._stream, None
        if stream is not None:
            try:
                stream.close()
            except _card_errors() as error:
                self.silent_reason = f"sound: {_line(error)}; a sound card is wanted"

    def _fill(self, block: npt.NDArray[np.float32]) -> None:
        """Give the card its next samples; called from its own thread."""
        with self._lock:
            now, self._rest = self._rest[: len(block)], self._rest[len(block) :]
        block[: len(now)] = now
        block[len(now) :] = 0

    def _fall_silent(self, reason: str) -> None:
        self.close()
        self.silent_reason = reason


def _card(fill: Fill) -> Stream:
    """Open the default sound card."""
    import sounddevice  # late: it looks for the PortAudio library when imported

    def give(block: npt.NDArray[np.float32], _frames: int, _time: object, _status: object) -> None:
        fill(block[:, 0])

    stream: Stream = sounddevice.OutputStream(
        samplerate=RATE_HZ, channels=1, dtype="float32", latency=0.08, callback=give
    )
    return stream


def _is_alive(stream: Stream) -> bool:
    try:
        return stream.active
    except _card_errors():
        return False


def _card_errors() -> tuple[type[Exception], ...]:
    """Return what the sound library raises, where there is one."""
    try:
        import sounddevice
    except (OSError, ImportError):
        return (ValueError,)
    return (sounddevice.PortAudioError, ValueError)


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


@contextmanager
def _quiet_card() -> Iterator[None]:
    """Keep the sound system's own lines off the terminal while a card is looked for."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
