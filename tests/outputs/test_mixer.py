"""Tones and words together: every sample is known, as both are made up."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.outputs.mixer import DUCKED, RATE_HZ, TONE_FIRST_S, Mixer

BLOCK = 512


def flat(seconds: float, level: float) -> np.ndarray:
    return np.full(round(seconds * RATE_HZ), level, np.float32)


def played(mixer: Mixer, seconds: float) -> np.ndarray:
    """What sounds of the next seconds, block by block as a card asks for it."""
    blocks = [np.full(BLOCK, 9, np.float32) for _ in range(round(seconds * RATE_HZ / BLOCK))]
    for block in blocks:
        mixer.fill(block)
    return np.concatenate(blocks)


def at(sound: np.ndarray, time_s: float) -> float:
    return float(sound[round(time_s * RATE_HZ)])


def test_silence_is_silence():
    assert not played(Mixer(), 0.1).any()


def test_a_tone_alone_is_played_as_it_is_and_then_nothing():
    mixer, tone = Mixer(), flat(0.2, 0.5)
    mixer.play(tone)
    sound = played(mixer, 0.5)
    assert np.array_equal(sound[: len(tone)], tone)
    assert not sound[len(tone) :].any()


def test_words_alone_begin_at_once_and_are_played_as_they_are():
    mixer, words = Mixer(), flat(0.3, 0.6)
    mixer.say(words)
    assert mixer.words_left_s == pytest.approx(0.3, abs=0.001)
    sound = played(mixer, 0.5)
    assert np.array_equal(sound[: len(words)], words)
    assert not sound[len(words) :].any()
    assert mixer.words_left_s == 0


def test_words_let_a_short_tone_end_first():
    mixer = Mixer()
    mixer.play(flat(0.3, 0.5))
    mixer.say(flat(0.4, 0.7))
    assert mixer.words_left_s == pytest.approx(0.7, abs=0.001)
    sound = played(mixer, 1.0)
    assert at(sound, 0.29) == pytest.approx(0.5)
    assert at(sound, 0.31) == pytest.approx(0.7)
    assert at(sound, 0.71) == 0


def test_words_do_not_wait_for_the_whole_of_a_long_tone():
    mixer = Mixer()
    mixer.play(flat(1.5, 0.5))
    mixer.say(flat(0.4, 0.7))
    sound = played(mixer, 2.0)
    assert at(sound, TONE_FIRST_S - 0.02) == pytest.approx(0.5)
    assert at(sound, TONE_FIRST_S + 0.1) == pytest.approx(0.7 + DUCKED * 0.5)
    assert at(sound, 1.2) == pytest.approx(0.5)  # loud again when the words are over


def test_a_tone_that_comes_into_a_sentence_is_soft_and_cuts_nothing_off():
    mixer, words = Mixer(), flat(1.0, 0.7)
    mixer.say(words)
    before = played(mixer, 0.3)
    mixer.play(flat(0.2, 0.6))
    sound = np.concatenate([before, played(mixer, 1.0)])
    rest = sound[: len(words)] - words
    assert rest.min() >= 0
    assert rest.max() == pytest.approx(DUCKED * 0.6, abs=0.001)
    assert np.abs(sound).max() < 1.0


def test_a_sentence_in_place_of_another_lets_it_fade_and_makes_no_click():
    mixer = Mixer()
    mixer.say(flat(1.0, 0.7))
    played(mixer, 0.2)
    mixer.say(np.zeros(RATE_HZ, np.float32))
    sound = played(mixer, 0.5)
    assert at(sound, 0.0) == pytest.approx(0.7, abs=0.01)
    assert np.abs(np.diff(sound)).max() < 0.01
    assert at(sound, 0.05) == 0


def test_a_sentence_that_has_not_begun_is_not_heard_when_another_takes_its_place():
    mixer = Mixer()
    mixer.play(flat(0.4, 0.1))
    mixer.say(flat(1.0, 0.7))
    mixer.say(flat(0.2, 0.3))
    assert played(mixer, 1.5).max() == pytest.approx(0.3)


def test_hushed_words_are_gone_in_a_moment_and_the_tone_stays():
    mixer = Mixer()
    mixer.say(flat(2.0, 0.7))
    played(mixer, 0.2)
    mixer.play(flat(0.5, 0.5))
    mixer.hush()
    assert mixer.words_left_s == 0
    sound = played(mixer, 0.4)
    assert at(sound, 0.2) == pytest.approx(0.5)


def test_every_block_size_gives_the_same_sound():
    def whole(size: int) -> np.ndarray:
        mixer = Mixer()
        mixer.play(flat(0.1, 0.5))
        mixer.say(flat(0.3, 0.7))
        blocks = [np.zeros(size, np.float32) for _ in range(RATE_HZ // size)]
        for block in blocks:
            mixer.fill(block)
        return np.concatenate(blocks)[:22050]

    assert np.abs(whole(64) - whole(2048)).max() <= DUCKED  # the ducking alone may differ a little
    assert np.array_equal(whole(64)[8000:], whole(1024)[8000:])
