"""The voice: what is said, in whose place, and that nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from posecoach.core.feedback import Tone, Urgency, Utterance
from posecoach.errors import VoiceError
from posecoach.outputs.mixer import RATE_HZ
from posecoach.outputs.sound import Player
from posecoach.outputs.speaker import Speaker
from posecoach.outputs.tones import render
from posecoach.outputs.voice import Voice
from posecoach.ports import Frame

from .steps import blank, step
from .test_tones import Card

FRAME = Frame(0.0, blank((64, 48)))


class Sayings:
    """Sentences as steps of a known height: the sum of their letters."""

    def __init__(self, seconds: float = 0.5, fails: bool = False) -> None:
        self.asked: list[str] = []
        self.made: list[str] = []
        self.fails = fails
        self.gate = threading.Event()
        self.gate.set()
        self._seconds = seconds

    def get(self, text: str) -> np.ndarray:
        self.asked.append(text)
        assert self.gate.wait(5)
        if self.fails:
            raise VoiceError(f"voice: no {text}")
        self.made.append(text)
        return np.full(round(self._seconds * RATE_HZ), height(text), np.float32)


def height(text: str) -> np.float32:
    return np.float32(sum(map(ord, text)) % 97 / 200 + 0.1)


def words(text: str, urgency: Urgency = Urgency.RANGE, fresh_s: float = 2.0) -> Utterance:
    return Utterance(text, urgency, fresh_s)


def soon(condition: Callable[[], bool], within_s: float = 3.0) -> bool:
    until_s = time.monotonic() + within_s
    while not condition() and time.monotonic() < until_s:
        time.sleep(0.002)
    return condition()


class Stage:
    """A voice, the card it sounds on, and a clock that only the test moves."""

    def __init__(self, sayings: Sayings | None = None, ahead: tuple[str, ...] = ()) -> None:
        self.sayings, self.card, self.now_s = sayings or Sayings(), Card(), 100.0
        self.player = Player(self.card.open)
        self.voice = Voice(self.player, self.sayings, ahead, clock=lambda: self.now_s)

    def is_saying(self, text: str) -> bool:
        """Whether this sentence sounds; what was before it fades for 30 ms."""

        def sounds() -> bool:
            return bool(self.card.take(round(0.04 * RATE_HZ))[-1] == height(text))

        return soon(sounds)


@pytest.fixture
def stage():
    made = Stage()
    yield made
    made.sayings.gate.set()
    made.voice.close()


def test_a_step_with_words_is_said_and_one_without_is_not(stage):
    stage.voice.emit(FRAME, step())
    stage.voice.emit(FRAME, step(say=words("Hold")))
    assert stage.is_saying("Hold")
    assert stage.sayings.made == ["Hold"]


def test_what_is_no_more_urgent_waits_for_the_end_of_the_sentence(stage):
    stage.voice.say(words("first"))
    assert stage.is_saying("first")
    stage.voice.say(words("second"))
    time.sleep(0.15)
    assert stage.card.take(100)[-1] == height("first")
    stage.card.take(RATE_HZ)
    assert stage.is_saying("second")


def test_safety_breaks_in_at_once(stage):
    stage.voice.say(words("first"))
    assert stage.is_saying("first")
    stage.voice.say(words("stop", Urgency.SAFETY))
    assert stage.is_saying("stop")


def test_lesson_18_of_all_that_waits_the_newest_is_said_and_the_rest_never(stage):
    stage.voice.say(words("first"))
    assert stage.is_saying("first")
    for text in ("a", "b", "c"):
        stage.voice.say(words(text))
    stage.card.take(RATE_HZ)
    assert stage.is_saying("c")
    stage.card.take(RATE_HZ)
    time.sleep(0.1)
    assert not stage.card.take(2000)[-1]
    assert "a" not in stage.sayings.made


def test_lesson_18_a_correction_of_two_seconds_ago_is_not_said_any_more(stage):
    stage.voice.say(words("first"))
    assert stage.is_saying("first")
    stage.voice.say(words("late", fresh_s=2.0))
    stage.now_s += 2.1
    stage.card.take(RATE_HZ)
    time.sleep(0.15)
    assert not stage.card.take(2000).any()
    assert not stage.voice.speaking


def test_what_was_not_made_in_time_is_not_said(stage):
    stage.sayings.gate.clear()
    stage.voice.say(words("slow", fresh_s=2.0))
    assert soon(lambda: stage.sayings.asked == ["slow"])
    stage.now_s += 2.1
    stage.sayings.gate.set()
    assert soon(lambda: stage.sayings.made == ["slow"])
    time.sleep(0.1)
    assert not stage.card.take(2000).any()


def test_nobody_waits_while_a_sentence_is_made(stage):
    stage.sayings.gate.clear()
    stage.voice.say(words("slow"))
    assert soon(lambda: stage.sayings.asked == ["slow"])
    begun_s = time.perf_counter()
    for nth in range(100):
        stage.voice.emit(FRAME, step(say=words(f"{nth}")))
    assert time.perf_counter() - begun_s < 0.5  # a hundred of them, on a busy machine
    stage.sayings.gate.set()
    assert stage.is_saying("99")


def test_what_comes_while_another_is_made_takes_its_place(stage):
    stage.sayings.gate.clear()
    stage.voice.say(words("old"))
    assert soon(lambda: stage.sayings.asked == ["old"])
    stage.voice.say(words("new"))
    stage.sayings.gate.set()
    assert stage.is_saying("new")


def test_sentences_are_made_ahead_in_their_order_and_one_that_is_wanted_comes_first():
    sayings = Sayings()
    sayings.gate.clear()
    stage = Stage(sayings, ahead=("a", "b", "c"))
    assert soon(lambda: sayings.asked == ["a"])
    stage.voice.say(words("wanted"))
    stage.voice.prepare(["d"])
    sayings.gate.set()
    assert soon(lambda: len(set(sayings.made)) == 5)
    assert list(dict.fromkeys(sayings.made)) == ["a", "wanted", "b", "c", "d"]
    stage.voice.close()


def test_a_voice_that_cannot_speak_gives_up_says_why_and_disturbs_nobody():
    stage = Stage(Sayings(fails=True))
    for nth in range(5):
        stage.voice.say(words(f"{nth}"))
        soon(lambda: not stage.voice.speaking)
    assert stage.voice.silent_reason is not None
    assert stage.voice.silent_reason.startswith("voice: no ")
    assert soon(lambda: not stage.voice._thread.is_alive())
    stage.voice.say(words("more"))
    stage.voice.close()


def test_one_sentence_that_fails_is_forgotten_when_the_next_succeeds(stage):
    stage.sayings.fails = True
    stage.voice.say(words("bad"))
    assert soon(lambda: stage.voice.silent_reason is not None)
    stage.sayings.fails = False
    stage.voice.say(words("good"))
    assert stage.is_saying("good")
    assert stage.voice.silent_reason is None


def test_hushed_it_breaks_off_and_forgets_what_waits(stage):
    stage.voice.say(words("first"))
    assert stage.is_saying("first")
    stage.voice.say(words("second"))
    stage.voice.hush()
    stage.card.take(RATE_HZ)
    time.sleep(0.1)
    assert not stage.card.take(2000).any()


def test_closed_it_falls_silent_and_leaves_no_thread(stage):
    threads = threading.active_count()
    stage.voice.say(words("first"))
    assert stage.is_saying("first")
    stage.voice.close()
    stage.voice.close()
    assert threading.active_count() == threads - 1
    stage.card.take(RATE_HZ // 10)
    assert not stage.card.take(2000).any()


def test_a_card_that_goes_away_ends_no_sentence_in_an_error(stage):
    stage.voice.say(words("first"))
    assert stage.is_saying("first")
    stage.card.active = False
    stage.voice.say(words("second"))
    assert soon(lambda: not stage.voice.speaking)
    assert "the sound card has gone" in stage.player.silent_reason


def test_the_speaker_says_the_words_of_a_step_right_after_its_tone():
    card = Card()
    player = Player(card.open)
    with Speaker(Sayings(), player=player) as speaker:
        speaker.emit(FRAME, step(tone=Tone.START, say=words("Hold", Urgency.TIMING)))
        assert soon(lambda: player.words_left_s > 0)
        tone = render(Tone.START)
        assert np.array_equal(card.take(len(tone)), tone)
        assert card.take(100)[-1] == height("Hold")


def test_a_muted_speaker_sounds_nothing_and_breaks_off_when_muted_in_a_sentence():
    card, sayings = Card(), Sayings(seconds=5.0)
    with Speaker(sayings, muted=True, player=Player(card.open)) as speaker:
        speaker.emit(FRAME, step(tone=Tone.START, say=words("one")))
        speaker.say(words("two"))
        time.sleep(0.1)
        assert not card.take(2000).any()
        speaker.muted = False
        speaker.say(words("three"))
        assert soon(lambda: bool(card.take(200).any()))
        assert speaker.speaking
        speaker.muted = True
        card.take(RATE_HZ // 10)
        assert not card.take(2000).any()
        assert not speaker.speaking


def test_a_speaker_told_to_hush_breaks_off_and_speaks_again():
    card = Card()
    with Speaker(Sayings(seconds=5.0), player=Player(card.open)) as speaker:
        speaker.say(words("one"))
        assert soon(lambda: bool(card.take(200).any()))
        speaker.hush()
        card.take(RATE_HZ // 10)
        assert not card.take(2000).any()
        speaker.say(words("two"))
        assert soon(lambda: bool(card.take(200).any()))


def test_without_a_voice_the_tones_go_on_alone():
    card = Card()
    with Speaker(player=Player(card.open)) as speaker:
        speaker.emit(FRAME, step(tone=Tone.TICK, say=words("Three")))
        assert card.take(500).any()
        assert not speaker.speaking
        assert speaker.silent_reason is None


def test_without_a_card_no_sentence_is_even_made():
    def refuse(_fill):
        raise OSError("PortAudio library not found")

    sayings, threads = Sayings(), threading.active_count()
    with Speaker(sayings, ["a", "b"], player=Player(refuse)) as speaker:
        speaker.emit(FRAME, step(tone=Tone.TICK, say=words("Three")))
        assert threading.active_count() == threads
        assert "PortAudio" in speaker.silent_reason
    assert sayings.made == []
