"""The sound card: one open stream that plays the newest sounds and never makes anybody wait.

Everything audible goes through one `Player`, so that a tone and a voice do not fight for the card.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from .mixer import RATE_HZ, Mixer, Samples


class Stream(Protocol):
    """An open way to the sound card."""

    active: bool

    def start(self) -> object:
        """Begin to ask for samples."""

    def close(self) -> object:
        """Stop and release the card."""


Fill = Callable[[Samples], None]
OpenStream = Callable[[Fill], Stream]


class Player:
    """Plays mono samples at 44.1 kHz. Without a sound card it is silent and says why."""

    def __init__(self, open_stream: OpenStream | None = None) -> None:
        self.silent_reason: str | None = None
        self._mixer = Mixer()
        self._stream: Stream | None = None
        try:
            with _quiet_card():
                self._stream = (open_stream or _card)(self._mixer.fill)
                self._stream.start()
        except (OSError, ImportError) as error:  # no PortAudio library
            self._fall_silent(f"sound: {_line(error)}; the PortAudio library is wanted")
        except _card_errors() as error:
            self._fall_silent(f"sound: {_line(error)}; a sound card is wanted")

    def play(self, samples: Samples) -> None:
        """Begin a tone at once, in place of the one that plays; softly while somebody speaks."""
        if self._can_sound():
            self._mixer.play(samples)

    def say(self, samples: Samples) -> None:
        """Begin a sentence in place of the one that is said, right after a tone that plays."""
        if self._can_sound():
            self._mixer.say(samples)

    def hush(self) -> None:
        """Break off the sentence that is said."""
        self._mixer.hush()

    @property
    def words_left_s(self) -> float:
        """Return how long the sentence that is said still takes, 0 when nothing is said."""
        return self._mixer.words_left_s if self._can_sound() else 0.0

    def close(self) -> None:
        """Release the card; closing twice does no harm."""
        stream, self._stream = self._stream, None
        if stream is not None:
            try:
                stream.close()
            except _card_errors() as error:
                self.silent_reason = f"sound: {_line(error)}; a sound card is wanted"

    def _can_sound(self) -> bool:
        """Return whether there is a card; fall silent when it has gone."""
        if self._stream is not None and not _is_alive(self._stream):
            self._fall_silent("sound: the sound card has gone; connect it and start again")
        return self._stream is not None

    def _fall_silent(self, reason: str) -> None:
        self.close()
        self.silent_reason = reason


def _card(fill: Fill) -> Stream:
    """Open the default sound card."""
    import sounddevice  # late: it looks for the PortAudio library when imported

    def give(block: Samples, _frames: int, _time: object, _status: object) -> None:
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
