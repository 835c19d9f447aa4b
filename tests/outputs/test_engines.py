"""The programs that speak: how each is asked, and what is told where it fails."""

from __future__ import annotations

import shutil
import stat
import sys
import wave
from pathlib import Path

import pytest

from posecoach.errors import VoiceError
from posecoach.outputs import engines
from posecoach.outputs.engines import Engine, find_engine

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed, which speaks"
)
SAYS = """Alex                en_US    # Most people recognize me by my voice.
Bad News            en_US    # The light you see at the end of the tunnel.
Anna                de_DE    # Hallo! Ich heisse Anna.
Eddy (English (US)) en_US    # Hello! My name is Eddy.
"""


def program(folder: Path, name: str, body: str) -> Path:
    """A program of that name, made in Python."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport os, sys\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def engine(folder: Path, body: str) -> Engine:
    return engines._espeak(str(program(folder, "espeak-ng", body)))


@needs_espeak
def test_the_systems_voice_makes_a_wav_of_a_sentence(tmp_path):
    path = tmp_path / "hold.wav"
    find_engine("linux").make("Hold", path, "en-us", 165)
    with wave.open(str(path)) as file:
        assert 0.2 < file.getnframes() / file.getframerate() < 1.5


@needs_espeak
def test_words_that_look_like_an_option_are_spoken_and_quotes_do_no_harm(tmp_path):
    voice = find_engine("linux")
    for nth, text in enumerate(("--help", "-w x", "it's \"5\" o'clock; rm $HOME", "é ü 你")):
        voice.make(text, tmp_path / f"{nth}.wav", "en-us", 165)
        with wave.open(str(tmp_path / f"{nth}.wav")) as file:
            assert file.getnframes() > 0


@needs_espeak
def test_a_slower_rate_takes_longer(tmp_path):
    lengths = []
    for rate_wpm in (100, 165, 300):
        path = tmp_path / f"{rate_wpm}.wav"
        find_engine("linux").make("Let your left ear sink", path, "en-us", rate_wpm)
        with wave.open(str(path)) as file:
            lengths.append(file.getnframes())
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1.3 * lengths[1] > 1.3 * 1.3 * lengths[2]


@needs_espeak
def test_a_voice_that_is_not_there_is_told_with_the_nearest_name(tmp_path):
    voice = find_engine("linux")
    assert "en-us" in voice.voices()
    with pytest.raises(VoiceError, match="does not exist") as raised:
        voice.make("Hold", tmp_path / "x.wav", "enn-us", 165)
    told = str(voice.explained("enn-us", raised.value))
    assert told == "voice: espeak-ng has no voice 'enn-us'; did you mean 'en-us'?"
    assert "posecoach doctor" in str(voice.explained("Zarathustra", raised.value))
    assert voice.explained("en-us", raised.value) is raised.value


def test_where_nothing_speaks_one_line_tells_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VoiceError, match="apt install espeak-ng"):
        find_engine("linux")
    for platform, name in {"darwin": "say", "win32": "powershell"}.items():
        with pytest.raises(VoiceError, match=f"no {name} here"):
            find_engine(platform)


@pytest.mark.parametrize(
    ("platform", "name", "called"),
    [("linux", "espeak", "espeak"), ("darwin", "say", "say"),
     ("win32", "powershell", "System.Speech")],
)  # fmt: skip
def test_each_system_has_its_own_engine(monkeypatch, tmp_path, platform, name, called):
    program(tmp_path, name, "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_engine(platform).name == called


def test_say_is_asked_for_our_rate_of_samples_and_reads_the_sentence_from_its_input(tmp_path):
    body = (
        "import json; said = sys.stdin.read(); path = sys.argv[sys.argv.index('-o') + 1]; "
        "open(path, 'w').write(json.dumps([said, sys.argv[1:]]))"
    )
    say = engines._say(str(program(tmp_path, "say", body)))
    path = tmp_path / "out.wav"
    say.make("Hold", path, "Samantha", 165)
    assert path.read_text() == (
        '["Hold", ["-v", "Samantha", "-r", "165", "--file-format=WAVE", '
        f'"--data-format=LEI16@44100", "-o", "{path}", "-f", "-"]]'
    )
    assert say.voices_of(SAYS) == ["Alex", "Bad News", "Anna", "Eddy (English (US))"]


def test_powershell_gets_everything_by_its_environment_so_that_nothing_is_quoted(tmp_path):
    body = (
        "given = [os.environ[f'POSECOACH_{name}'] for name in ('TEXT', 'VOICE', 'RATE')]; "
        "open(os.environ['POSECOACH_WAV'], 'w').write('|'.join(given) + '|' + sys.argv[-1])"
    )
    sapi = engines._sapi(str(program(tmp_path, "powershell", body)))
    path = tmp_path / "out.wav"
    sapi.make('It\'s "here"; $x', path, "Microsoft Zira", 180)
    text, voice, rate, script = path.read_text().split("|", 3)
    assert (text, voice, rate) == ('It\'s "here"; $x', "Microsoft Zira", "0")
    assert "here" not in script
    assert "Zira" not in script
    assert sapi.voices_of("Microsoft David\r\nMicrosoft Zira\r\n") == [
        "Microsoft David", "Microsoft Zira",
    ]  # fmt: skip


@pytest.mark.parametrize(("rate_wpm", "step"), [(60, -10), (80, -7), (180, 0), (400, 7), (600, 10)])
def test_words_a_minute_become_the_steps_of_system_speech(rate_wpm, step):
    assert engines._sapi_rate(rate_wpm) == step


def test_a_program_that_fails_is_told_with_its_own_words(tmp_path):
    broken = engine(tmp_path, "sys.stderr.write('no\\n  data'); sys.exit(3)")
    with pytest.raises(VoiceError, match="voice: espeak-ng: no data; wanted spoken words"):
        broken.make("Hold", tmp_path / "x.wav", "en-us", 165)


def test_a_program_that_writes_nothing_is_told(tmp_path):
    with pytest.raises(VoiceError, match="wrote nothing"):
        engine(tmp_path, "").make("Hold", tmp_path / "x.wav", "en-us", 165)


def test_a_program_that_hangs_is_given_up(monkeypatch, tmp_path):
    monkeypatch.setattr(engines, "TIMEOUT_S", 0.3)
    with pytest.raises(VoiceError, match="timed out"):
        engine(tmp_path, "import time; time.sleep(20)").make("Hold", tmp_path / "x.wav", "", 165)


def test_a_program_that_is_gone_is_told(tmp_path):
    with pytest.raises(VoiceError, match="No such file"):
        engines._espeak(str(tmp_path / "gone")).make("Hold", tmp_path / "x.wav", "", 165)
