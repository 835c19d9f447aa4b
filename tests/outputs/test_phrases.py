"""Sentences as sound: made once, kept in memory and on the disk, within bounds."""

from __future__ import annotations

import os
import time
import wave
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from posecoach.errors import VoiceError
from posecoach.outputs.mixer import RATE_HZ
from posecoach.outputs.phrases import PEAK, Phrases, read_wav

SILENT_S, SOUND_S = 0.2, 0.5


def write_wav(path: Path, rate_hz: int = 22050, channels: int = 1, hz: float = 440.0) -> None:
    """A sine of half a second between two silences."""
    times = np.arange(round(SOUND_S * rate_hz)) / rate_hz
    silence = np.zeros(round(SILENT_S * rate_hz))
    sound = np.concatenate([silence, 0.25 * np.sin(2 * np.pi * hz * times), silence])
    samples = np.repeat((sound * 32767).astype("<i2"), channels)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())


@dataclass
class Fake:
    """An engine that writes sines, counts them, and knows only some voices."""

    usual_voice: str = "usual"
    name: str = "fake"
    voices: tuple[str, ...] = ("usual", "other", "")
    made: list[tuple[str, str, int]] = field(default_factory=list)

    def make(self, text: str, path: Path, voice: str, rate_wpm: int) -> None:
        if voice not in self.voices:
            raise VoiceError(f"no voice {voice}")
        self.made.append((text, voice, rate_wpm))
        write_wav(path)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate_hz", [16000, 22050, 44100, 48000])
def test_a_wav_of_any_rate_is_brought_to_ours_trimmed_and_levelled(tmp_path, rate_hz, channels):
    write_wav(tmp_path / "x.wav", rate_hz, channels)
    samples = read_wav(tmp_path / "x.wav")
    assert samples.dtype == np.float32
    assert len(samples) / RATE_HZ == pytest.approx(SOUND_S + 0.04, abs=0.01)
    assert np.abs(samples).max() == pytest.approx(PEAK, abs=0.001)
    spectrum = np.abs(np.fft.rfft(samples, 1 << 17))
    assert np.argmax(spectrum) * RATE_HZ / (1 << 17) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("written", [b"", b"RIFF", b"no sound at all" * 100])
def test_a_file_that_is_no_wav_is_refused(tmp_path, written):
    (tmp_path / "x.wav").write_bytes(written)
    with pytest.raises((wave.Error, EOFError, ValueError)):
        read_wav(tmp_path / "x.wav")


def test_a_silent_wav_is_refused(tmp_path):
    write_wav(tmp_path / "x.wav", hz=0.0)
    with pytest.raises(ValueError, match="silence"):
        read_wav(tmp_path / "x.wav")


def test_a_sentence_is_made_once_and_then_comes_from_memory_and_later_from_the_disk(tmp_path):
    engine = Fake()
    phrases = Phrases(engine, tmp_path / "new" / "voice")
    first = phrases.get("Hold")
    assert phrases.get("Hold") is first
    assert engine.made == [("Hold", "usual", 165)]
    later = Phrases(Fake(voices=()), tmp_path / "new" / "voice")
    assert np.array_equal(later.get("Hold"), first)


def test_another_text_voice_rate_or_engine_is_another_sentence(tmp_path):
    made = []
    for engine, voice, rate_wpm, text in [
        (Fake(), None, 165, "Hold"), (Fake(), None, 165, "Rest"), (Fake(), "other", 165, "Hold"),
        (Fake(), None, 120, "Hold"), (Fake(name="fake2"), None, 165, "Hold"),
    ]:  # fmt: skip
        Phrases(engine, tmp_path, voice, rate_wpm).get(text)
        made += engine.made
    assert len(made) == 5
    assert len(list(tmp_path.glob("*.wav"))) == 5


def test_a_damaged_file_is_made_anew(tmp_path):
    Phrases(Fake(), tmp_path).get("Hold")
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for damaged in (b"", whole[:30], whole[:44], b"x" * 5000):
        kept.write_bytes(damaged)
        engine = Fake()
        Phrases(engine, tmp_path).get("Hold")
        assert len(engine.made) == 1
        assert kept.read_bytes() == whole


def test_nothing_half_written_is_ever_left_in_its_place(tmp_path):
    class Breaks(Fake):
        def make(self, text: str, path: Path, voice: str, rate_wpm: int) -> None:
            path.write_bytes(b"RIFF....")

    with pytest.raises(VoiceError, match="wanted a WAV"):
        Phrases(Breaks(), tmp_path).get("Hold")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_kept_it_is_made_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    phrases = Phrases(Fake(), tmp_path / "file" / "voice")
    assert len(phrases.get("Hold"))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_disk_is_bounded_and_what_was_used_longest_ago_goes_first(tmp_path):
    phrases = Phrases(Fake(), tmp_path, most_files=10)
    for nth in range(10):
        phrases.get(f"sentence {nth}")
        path = max(tmp_path.iterdir(), key=lambda file: file.stat().st_mtime)
        os.utime(path, (time.time() - 1000 + nth, time.time() - 1000 + nth))
    Phrases(Fake(), tmp_path, most_files=10).get("sentence 0")  # the oldest, used again
    phrases.get("one more")
    assert len(list(tmp_path.iterdir())) == 9
    engine = Fake()
    Phrases(engine, tmp_path).get("sentence 0")
    assert engine.made == []
    Phrases(engine, tmp_path).get("sentence 1")
    assert len(engine.made) == 1


def test_the_memory_is_bounded_too(tmp_path):
    phrases = Phrases(Fake(), tmp_path, most_seconds=2.0)
    for nth in range(10):
        phrases.get(f"sentence {nth}")
    assert sum(map(len, phrases._kept.values())) <= 2.0 * RATE_HZ


def test_where_no_file_can_be_kept_the_memory_holds_a_whole_stretch(tmp_path):
    (tmp_path / "file").touch()
    engine = Fake()
    phrases = Phrases(engine, tmp_path / "file" / "voice", most_seconds=2.0)
    texts = [f"sentence {nth}" for nth in range(12)]
    length_s = sum(len(phrases.get(text)) for text in texts) / RATE_HZ
    assert 2.0 < length_s < 8.0, "more than the limit where there are files"
    for text in texts:
        phrases.get(text)
    assert len(engine.made) == 12


def test_where_the_usual_voice_is_missing_the_systems_own_speaks(tmp_path):
    engine = Fake(voices=("",))
    phrases = Phrases(engine, tmp_path)
    phrases.get("Hold")
    phrases.get("Rest")
    assert [voice for _, voice, _ in engine.made] == ["", ""]


def test_a_voice_that_was_named_is_never_replaced(tmp_path):
    with pytest.raises(VoiceError, match="no voice mine"):
        Phrases(Fake(), tmp_path, "mine").get("Hold")
