"""All that is heard, as one output: tones and words through one card, muted together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecoach.ports import Closing

from .sound import Player
from .tones import Tones
from .voice import Sayings, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posecoach.core.feedback import Tone, Utterance
    from posecoach.core.session import Step
    from posecoach.ports import Frame


class Speaker(Closing):
    """Plays the tone and says the words of each step. It never waits and never fails.

    Without `sayings`, or without a sound card, there are no words.
    """

    def __init__(
        self,
        sayings: Sayings | None = None,
        ahead: Iterable[str] = (),
        *,
        muted: bool = False,
        player: Player | None = None,
    ) -> None:
        self._player = player or Player()
        self._tones = Tones(self._player)
        self._tones.muted = muted
        can_speak = sayings is not None and self._player.silent_reason is None
        self._voice = Voice(self._player, sayings, ahead) if sayings and can_speak else None

    @property
    def silent_reason(self) -> str | None:
        """Return why tones or words are not heard, in one line, or None."""
        return self._player.silent_reason or (self._voice.silent_reason if self._voice else None)

    @property
    def muted(self) -> bool:
        """Whether nothing is to be heard; muting breaks off what is being said."""
        return self._tones.muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._tones.muted = muted
        if muted and self._voice:
            self._voice.hush()

    @property
    def speaking(self) -> bool:
        """Return whether something is being said or waits to be."""
        return self._voice is not None and self._voice.speaking

    def emit(self, frame: Frame, step: Step) -> None:
        """Sound one step; what it says comes right after its tone."""
        self._tones.emit(frame, step)
        if self._voice and not self.muted:
            self._voice.emit(frame, step)

    def play(self, tone: Tone) -> None:
        """Play a tone that belongs to no step."""
        self._tones.play(tone)

    def say(self, utterance: Utterance) -> None:
        """Say something that belongs to no step."""
        if self._voice and not self.muted:
            self._voice.say(utterance)

    def hush(self) -> None:
        """Break off what is being said, and forget what waits."""
        if self._voice:
            self._voice.hush()

    def prepare(self, texts: Iterable[str]) -> None:
        """Make sentences ahead."""
        if self._voice:
            self._voice.prepare(texts)

    def close(self) -> None:
        """Fall silent and release the card; closing twice does no harm."""
        if self._voice:
            self._voice.close()
        self._tones.close()
