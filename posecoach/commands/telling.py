"""What screens that belong to no stretch say: one sentence at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from posecoach.core.feedback import Urgency, Utterance

if TYPE_CHECKING:
    from posecoach.outputs.speaker import Speaker

FRESH_S = 4.0


class Teller:
    """Says sentences where there is a speaker, and keeps still where there is none."""

    def __init__(self, speaker: Speaker | None) -> None:
        self._speaker = speaker

    @property
    def muted(self) -> bool:
        """Whether the person wants to hear nothing."""
        return self._speaker is not None and self._speaker.muted

    @property
    def speaking(self) -> bool:
        """Return whether something is being said or waits to be."""
        return self._speaker is not None and self._speaker.speaking

    def prepare(self, texts: Iterable[str]) -> None:
        """Make sentences ahead."""
        if self._speaker is not None:
            self._speaker.prepare(texts)

    def say(self, text: str) -> None:
        """Say `text` now; what was being said is broken off."""
        if self._speaker is not None:
            self._speaker.hush()
            self._speaker.say(Utterance(text, Urgency.INSTRUCTION, FRESH_S))

    def toggle(self) -> None:
        """Mute, or sound again."""
        if self._speaker is not None:
            self._speaker.muted = not self._speaker.muted
