"""The speaker of a stretch, made ready; what cannot be heard is told once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from posecoach.core.stretch import Level, Stretch
from posecoach.core.wording import sentences
from posecoach.errors import VoiceError
from posecoach.outputs.engines import HIGHEST_WPM, LOWEST_WPM, USUAL_WPM

if TYPE_CHECKING:
    from posecoach.outputs.phrases import Phrases
    from posecoach.outputs.speaker import Speaker

TRIAL = "Hold"


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """How to sound: `voice` by the system's own name for it, None for the usual one."""

    mute: bool = False
    voice: str | None = None
    rate_wpm: int = USUAL_WPM

    def __post_init__(self) -> None:
        if not LOWEST_WPM <= self.rate_wpm <= HIGHEST_WPM:
            raise VoiceError(
                f"--rate {self.rate_wpm}; wanted {LOWEST_WPM} to {HIGHEST_WPM} words a minute"
            )


USUAL_SOUND = SoundOptions()


def open_speaker(stretch: Stretch, level: Level, wanted: SoundOptions, doors: ExitStack) -> Speaker:
    """Return the speaker for a stretch, which makes its sentences in the background.

    `doors` closes it. Raises VoiceError when a voice was named that is not there.
    """
    return open_words(sentences(stretch, level), wanted, doors)


def open_words(ahead: Iterable[str], wanted: SoundOptions, doors: ExitStack) -> Speaker:
    """Return a speaker that makes these sentences in the background; see `open_speaker`."""
    from posecoach.outputs.sound import Player
    from posecoach.outputs.speaker import Speaker

    player = Player()
    if player.silent_reason:
        _tell(player.silent_reason, wanted)
        return doors.enter_context(Speaker(player=player))
    sayings = _sayings_or_none(wanted)
    speaker = doors.enter_context(Speaker(sayings, ahead, muted=wanted.mute, player=player))
    doors.callback(lambda: _tell(speaker.silent_reason, wanted))
    return speaker


def find_phrases(wanted: SoundOptions) -> Phrases:
    """Return the sentences in the voice that is wanted.

    Raises VoiceError where the system has none, or not that one.
    """
    from posecoach.estimators.model import default_cache
    from posecoach.outputs.engines import find_engine
    from posecoach.outputs.phrases import Phrases

    engine = find_engine()
    phrases = Phrases(engine, default_cache() / "voice", wanted.voice, wanted.rate_wpm)
    if wanted.voice:
        try:
            phrases.get(TRIAL)
        except VoiceError as error:
            raise engine.explained(wanted.voice, error) from None
    return phrases


def _sayings_or_none(wanted: SoundOptions) -> Phrases | None:
    """Return the sentences; None, and a line on stderr, where the system has no voice at all."""
    from posecoach.outputs.engines import find_engine

    try:
        find_engine()
    except VoiceError as error:
        _tell(str(error), wanted)
        return None
    return find_phrases(wanted)


def _tell(reason: str | None, wanted: SoundOptions) -> None:
    if reason and not wanted.mute:
        _tell_once(reason)


@cache
def _tell_once(reason: str) -> None:
    sys.stderr.write(f"{reason}\n")
