"""Soft tones that carry a hold to a person who sees no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from posecoach.core.feedback import Tone
from posecoach.ports import Closing

from .mixer import RATE_HZ, Samples
from .sound import Player

if TYPE_CHECKING:
    from posecoach.core.session import Step
    from posecoach.ports import Frame

_ATTACK_S = 0.012
_OCTAVE_SHARE = 0.18  # a little of the octave above makes a sine warm like a wooden bar


@dataclass(frozen=True, slots=True)
class Note:
    """One sine that swells at once and fades. `peak` is the loudest sample, 0 to 1."""

    hz: float
    start_s: float
    duration_s: float
    peak: float = 0.5


# Rising to begin, one high note half-way, short ticks, falling home at the end; the warning alone
# is low and comes twice, so that no two can be taken for each other.
NOTES: Mapping[Tone, tuple[Note, ...]] = {
    Tone.START: (Note(523.25, 0.0, 0.22), Note(783.99, 0.14, 0.4)),
    Tone.HALFWAY: (Note(659.26, 0.0, 0.5),),
    Tone.TICK: (Note(880.0, 0.0, 0.12, 0.32),),
    Tone.END: (Note(783.99, 0.0, 0.25), Note(659.26, 0.16, 0.25), Note(523.25, 0.32, 0.7)),
    Tone.WARNING: (Note(220.0, 0.0, 0.22, 0.6), Note(220.0, 0.26, 0.32, 0.6)),
}


@cache
def render(tone: Tone) -> Samples:
    """Return the samples of a tone: mono float32 at 44.1 kHz, beginning and ending in silence.

    The array is read-only: it is kept and played again.
    """
    notes = NOTES[tone]
    end_s = max(note.start_s + note.duration_s for note in notes)
    samples = np.zeros(round(end_s * RATE_HZ), np.float64)
    for note in notes:
        first = round(note.start_s * RATE_HZ)
        wave = _wave(note)[: len(samples) - first]
        samples[first : first + len(wave)] += wave
    samples *= max(note.peak for note in notes) / np.abs(samples).max()
    sound = samples.astype(np.float32)
    sound.flags.writeable = False
    return sound


def _wave(note: Note) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return one note."""
    time_s = np.arange(round(note.duration_s * RATE_HZ)) / RATE_HZ
    turn = 2 * np.pi * note.hz * time_s
    swell = np.minimum(time_s / _ATTACK_S, 1.0)
    left = 1 - time_s / note.duration_s
    wave: np.ndarray[tuple[int], np.dtype[np.float64]] = (
        note.peak * swell * left**2 * (np.sin(turn) + _OCTAVE_SHARE * np.sin(2 * turn))
    )
    return wave


class Tones(Closing):
    """Plays the tone of each step, if it has one. An output that never waits and never fails."""

    def __init__(self, player: Player | None = None) -> None:
        self._player = player or Player()
        self.muted = False
        for tone in Tone:  # rendered now, so that the first one is not late
            render(tone)

    @property
    def silent_reason(self) -> str | None:
        """Return why nothing is heard, in one line, or None."""
        return self._player.silent_reason

    def emit(self, frame: Frame, step: Step) -> None:
        """Play the step's tone unless muted."""
        if step.feedback.tone is not None:
            self.play(step.feedback.tone)

    def play(self, tone: Tone) -> None:
        """Play a tone unless muted."""
        if not self.muted:
            self._player.play(render(tone))

    def close(self) -> None:
        """Release the sound card."""
        self._player.close()
