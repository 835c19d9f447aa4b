"""The speaker as the commands open it: what is wanted, what is missing, what is told."""

from __future__ import annotations

import shutil
from contextlib import ExitStack

import pytest
from outputs.test_tones import Card

from posecoach.catalog import find
from posecoach.cli import main
from posecoach.commands import doctor, sounds
from posecoach.commands.sounds import SoundOptions, find_phrases, open_speaker
from posecoach.core.stretch import Level
from posecoach.errors import PosecoachError, VoiceError
from posecoach.outputs import sound

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed, which speaks"
)


@pytest.fixture(autouse=True)
def nothing_told_yet(monkeypatch, tmp_path):
    sounds._tell_once.cache_clear()
    monkeypatch.setenv("POSECOACH_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def no_engine(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


def opened(wanted: SoundOptions = SoundOptions(), times: int = 1) -> None:  # noqa: B008
    for _ in range(times):
        with ExitStack() as doors:
            open_speaker(find("bridge"), Level.BEGINNER, wanted, doors)


@pytest.mark.usefixtures("no_engine")
def test_a_system_without_a_voice_is_told_once_however_many_stretches_follow(monkeypatch, capsys):
    monkeypatch.setattr(sound, "_card", Card().open)
    opened(times=3)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("voice: there is no ")
    assert "tones alone" in line


def test_a_system_without_a_card_is_told_once_and_makes_no_words(monkeypatch, capsys, tmp_path):
    def refuse(_fill):
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(sound, "_card", refuse)
    opened(times=2)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("sound: PortAudio library not found")
    assert not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("no_engine")
def test_who_wants_no_sound_is_told_nothing(monkeypatch, capsys):
    monkeypatch.setattr(sound, "_card", Card().open)
    opened(SoundOptions(mute=True))
    assert capsys.readouterr().err == ""


@needs_espeak
def test_the_sentences_of_the_stretch_are_made_ahead_and_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(sound, "_card", Card().open)
    with ExitStack() as doors:
        speaker = open_speaker(find("bridge"), Level.BEGINNER, SoundOptions(), doors)
        speaker._voice._thread.join(0.5)
    assert list((tmp_path / "cache" / "voice").glob("*.wav"))


@needs_espeak
def test_a_voice_can_be_named_and_a_wrong_name_is_told_with_the_nearest():
    assert len(find_phrases(SoundOptions(voice="en-gb", rate_wpm=200)).get("Hold"))
    with pytest.raises(VoiceError, match="no voice 'enn-gb'; did you mean 'en-gb'"):
        find_phrases(SoundOptions(voice="enn-gb"))


@pytest.mark.parametrize("rate", ["20", "0", "1000"])
def test_a_rate_that_nobody_understands_is_refused_in_one_line(capsys, rate):
    assert main(["replay", "x.mp4", "--rate", rate]) == 2
    said = capsys.readouterr()
    assert said.err == f"--rate {rate}; wanted 80 to 400 words a minute\n"
    assert said.out == ""


@pytest.mark.parametrize("command", [["start", "bridge"], ["demo"], ["replay", "x.mp4"], []])
def test_every_command_that_coaches_knows_the_voice_and_its_rate(command):
    from posecoach.arguments import parser

    asked = parser().parse_args([*command, "--voice", "en-gb", "--rate", "120", "--mute"])
    assert (asked.voice, asked.rate, asked.mute) == ("en-gb", 120, True)


@needs_espeak
def test_the_doctor_tells_who_speaks_and_who_else_could():
    said = doctor._voice()
    assert said.startswith("espeak-ng speaks, 165 words a minute; --voice: en-us, ")
    assert "more" in said


@pytest.mark.usefixtures("no_engine")
def test_the_doctor_tells_what_to_install_where_nobody_speaks():
    with pytest.raises(PosecoachError, match="apt install espeak-ng"):
        doctor._voice()
