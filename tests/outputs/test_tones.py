from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from posecoach.core.feedback import Tone
from posecoach.outputs.mixer import RATE_HZ
from posecoach.outputs.sound import Player
from posecoach.outputs.tones import NOTES, Tones, render
from posecoach.ports import Frame

from .steps import blank, step


class Card:
    """A sound card that remembers what it was given."""

    def __init__(self) -> None:
        self.active = False
        self.closed = 0
        self.fill = None

    def open(self, fill):
        self.fill = fill
        return self

    def start(self) -> None:
        self.active = True

    def close(self) -> None:
        self.closed += 1

    def take(self, frames: int) -> np.ndarray:
        block = np.full(frames, 9, np.float32)
        self.fill(block)
        return block


def loudest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 17))
    return float(np.argmax(spectrum)) * RATE_HZ / (1 << 17)


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_lasts_as_long_as_its_notes_and_is_never_loud(tone):
    samples = render(tone)
    end_s = max(note.start_s + note.duration_s for note in NOTES[tone])
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert len(samples) == round(end_s * RATE_HZ)
    assert np.abs(samples).max() == pytest.approx(max(n.peak for n in NOTES[tone]), abs=1e-3)
    assert np.abs(samples).max() <= 0.6
    assert end_s <= 1.1


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_begins_and_ends_without_a_click(tone):
    samples = render(tone)
    assert np.abs(samples[:3]).max() < 0.01
    assert np.abs(samples[-200:]).max() < 0.005
    assert np.abs(np.diff(samples)).max() < 0.12


@pytest.mark.parametrize("tone", Tone)
def test_each_note_has_its_pitch(tone):
    for nth, note in enumerate(NOTES[tone]):
        start = round(note.start_s * RATE_HZ)
        following = NOTES[tone][nth + 1 : nth + 2]
        end_s = following[0].start_s if following else note.start_s + note.duration_s
        heard = render(tone)[start : round(end_s * RATE_HZ)]
        if nth and note.hz < 600:  # the note before still fades
            heard = heard[len(heard) // 3 :]
        assert loudest_hz(heard) == pytest.approx(note.hz, rel=0.03)


def test_no_two_tones_sound_alike():
    for one, two in combinations(Tone, 2):
        a, b = render(one), render(two)
        length = max(len(a), len(b))
        spectra = [np.abs(np.fft.rfft(s, length)) for s in (a, b)]
        likeness = spectra[0] @ spectra[1] / np.prod([np.linalg.norm(s) for s in spectra])
        assert likeness < 0.9 or abs(len(a) - len(b)) > 0.2 * length, (one, two)


def test_a_step_with_a_tone_plays_it_and_one_without_does_not():
    card = Card()
    with Tones(Player(card.open)) as tones:
        frame = Frame(0.0, blank())
        tones.emit(frame, step())
        assert not card.take(500).any()
        tones.emit(frame, step(tone=Tone.START))
        samples = render(Tone.START)
        assert np.array_equal(card.take(500), samples[:500])
        assert np.array_equal(card.take(500), samples[500:1000])


def test_a_newer_tone_takes_the_place_of_the_one_that_plays():
    card = Card()
    tones = Tones(Player(card.open))
    tones.emit(Frame(0.0, blank()), step(tone=Tone.END))
    card.take(500)
    tones.emit(Frame(0.1, blank()), step(tone=Tone.TICK))
    assert np.array_equal(card.take(500), render(Tone.TICK)[:500])
    rest = card.take(RATE_HZ)
    assert not rest[-1000:].any()


def test_muted_tones_are_not_played():
    card = Card()
    tones = Tones(Player(card.open))
    tones.muted = True
    tones.emit(Frame(0.0, blank()), step(tone=Tone.END))
    assert not card.take(500).any()


@pytest.mark.parametrize("muted", [False, True])
def test_a_tone_of_no_step_is_played_unless_muted(muted):
    card = Card()
    tones = Tones(Player(card.open))
    tones.muted = muted
    tones.play(Tone.START)
    assert bool(card.take(500).any()) is not muted


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError("PortAudio library not found"), "the PortAudio library is wanted"),
        (ModuleNotFoundError("No module named 'sounddevice'"), "the PortAudio library is wanted"),
        (ValueError("No output device matching 'x'"), "a sound card is wanted"),
    ],
)
def test_without_sound_one_line_says_why_and_nothing_fails(error, reason):
    def refuse(_fill):
        raise error

    tones = Tones(Player(refuse))
    assert tones.silent_reason is not None
    assert str(error) in tones.silent_reason
    assert reason in tones.silent_reason
    assert "\n" not in tones.silent_reason
    tones.emit(Frame(0.0, blank()), step(tone=Tone.END))
    tones.close()


def test_a_card_that_goes_away_makes_silence_and_says_so():
    card = Card()
    tones = Tones(Player(card.open))
    assert tones.silent_reason is None
    card.active = False
    tones.emit(Frame(0.0, blank()), step(tone=Tone.END))
    assert tones.silent_reason == "sound: the sound card has gone; connect it and start again"
    assert card.closed == 1
    tones.emit(Frame(0.1, blank()), step(tone=Tone.END))
    tones.close()
    assert card.closed == 1


def test_the_real_card_opens_or_says_why_and_writes_nothing(capfd):
    with Tones() as tones:
        tones.emit(Frame(0.0, blank()), step(tone=Tone.TICK))
        assert tones.silent_reason is None or tones.silent_reason.startswith("sound: ")
    assert capfd.readouterr().err == ""
