"""The voice: says what each step wants said, from a thread of its own, so that no frame waits."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from posecoach.core.feedback import Utterance
from posecoach.core.slot import Slot
from posecoach.errors import VoiceError
from posecoach.ports import Closing

from .sound import Player

if TYPE_CHECKING:
    from posecoach.core.session import Step
    from posecoach.ports import Frame

    from .mixer import Samples

LOOK_AGAIN_S = 0.05
LEAVE_S = 1.0
GIVE_UP_AFTER = 3


class Sayings(Protocol):
    """Where sentences come from as sound."""

    def get(self, text: str) -> Samples:
        """Return `text` as samples. Raises VoiceError."""


class Voice(Closing):
    """An output that speaks: one slot, the newest of the most urgent wins, nothing late is said.

    `ahead` are sentences to make while there is nothing to say. After three sentences in a row that
    cannot be made it gives up, and `silent_reason` tells why.
    """

    def __init__(
        self,
        player: Player,
        sayings: Sayings,
        ahead: Iterable[str] = (),
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.silent_reason: str | None = None
        self._player = player
        self._sayings = sayings
        self._ahead = deque(ahead)
        self._clock = clock
        self._slot = Slot()
        self._saying: Utterance | None = None
        self._failures = 0
        self._closed = False
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    def emit(self, frame: Frame, step: Step) -> None:
        """Take what the step says, and return at once."""
        if step.feedback.say is not None:
            self.say(step.feedback.say)

    def say(self, utterance: Utterance) -> None:
        """Say `utterance` as soon as its turn comes, if it comes soon enough; return at once."""
        with self._news:
            self._slot.offer(utterance, self._clock())
            self._news.notify()

    def prepare(self, texts: Iterable[str]) -> None:
        """Make these sentences when there is nothing to say."""
        with self._news:
            self._ahead.extend(texts)
            self._news.notify()

    def hush(self) -> None:
        """Break off, and forget what waits."""
        with self._news:
            self._slot.clear()
            self._player.hush()

    @property
    def speaking(self) -> bool:
        """Return whether something is being said or waits to be."""
        with self._news:
            waiting = self._slot.waiting(self._clock())
            return waiting is not None or self._player.words_left_s > 0

    def close(self) -> None:
        """Fall silent and end the thread; closing twice does no harm."""
        with self._news:
            self._closed = True
            self._news.notify()
        self._thread.join(LEAVE_S)
        self._player.hush()

    def _work(self) -> None:
        """Speak, or make a sentence ahead, or wait for either; the thread's whole life."""
        while not self._closed and self._failures < GIVE_UP_AFTER:
            with self._news:
                waiting = self._slot.waiting(self._clock())
            if waiting and self._serve(waiting, self._made(waiting.text)):
                continue
            with self._news:
                text = self._ahead.popleft() if self._ahead else None
                if text is None and not self._closed:
                    self._pause(waiting)
            if text is not None:
                self._made(text)

    def _serve(self, waiting: Utterance, samples: Samples | None) -> bool:
        """Say what waits; return False when it is not its turn yet."""
        with self._news:
            if self._slot.waiting(self._clock()) is not waiting or self._closed:
                return True
            if samples is None:
                self._slot.clear()
            elif self._slot.take(self._clock(), self._said_now()) is waiting:
                self._player.say(samples)
                self._saying = waiting
            else:
                return False
            return True

    def _pause(self, waiting: Utterance | None) -> None:
        """Wait for news; not for long when something waits for its turn."""
        if self._slot.waiting(self._clock()) is waiting:
            self._news.wait(LOOK_AGAIN_S if waiting else None)

    def _said_now(self) -> Utterance | None:
        """Return what is being said, or None."""
        return self._saying if self._player.words_left_s > 0 else None

    def _made(self, text: str) -> Samples | None:
        """Return the sentence as sound; None, and a reason, where that fails."""
        try:
            samples = self._sayings.get(text)
        except VoiceError as error:
            self._failures += 1
            self.silent_reason = str(error)
            return None
        self._failures = 0
        self.silent_reason = None
        return samples
