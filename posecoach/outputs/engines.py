"""The system's own voice: a child process that turns a sentence into a WAV file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import log
from pathlib import Path

from posecoach.errors import VoiceError

USUAL_WPM = 165
LOWEST_WPM, HIGHEST_WPM = 80, 400
TIMEOUT_S = 10.0
SAPI_USUAL_WPM = 180.0  # of System.Speech at rate 0; ten steps make it three times as fast

Arguments = Callable[[Path, str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Engine:
    """One system's voice. The sentence comes by its standard input or its environment.

    `usual_voice` speaks the language of the stretch files, whatever the system's own language is.
    `voices_of` reads the names from what the program prints when asked for them.
    """

    name: str
    program: str
    usual_voice: str
    speaking: Arguments
    listing: tuple[str, ...]
    voices_of: Callable[[str], list[str]]

    def make(self, text: str, path: Path, voice: str, rate_wpm: int) -> None:
        """Write `text` as speech to the WAV file `path`. Raises VoiceError."""
        command = [self.program, *self.speaking(path, voice, rate_wpm)]
        given = {
            "POSECOACH_TEXT": text,
            "POSECOACH_WAV": str(path),
            "POSECOACH_VOICE": voice,
            "POSECOACH_RATE": str(_sapi_rate(rate_wpm)),
        }
        self._run(command, text, given)
        if not path.is_file():  # espeak-ng ends well even where it cannot write
            raise VoiceError(f"voice: {self.name} wrote nothing to {path}; wanted a WAV file")

    def voices(self) -> list[str]:
        """Return the names of the voices there are. Raises VoiceError."""
        return self.voices_of(self._run([self.program, *self.listing], "", {}))

    def explained(self, voice: str, error: VoiceError) -> VoiceError:
        """Return `error`, or a better one when `voice` is simply not there, with the nearest."""
        known = self.voices()
        if voice in known:
            return error
        near = get_close_matches(voice, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "posecoach doctor tells those it has"
        return VoiceError(f"voice: {self.name} has no voice {voice!r}; {hint}")

    def _run(self, command: list[str], text: str, given: Mapping[str, str]) -> str:
        try:
            ended = subprocess.run(
                command,
                input=text.encode(),
                capture_output=True,
                timeout=TIMEOUT_S,
                env={**os.environ, **given},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise VoiceError(f"voice: {self.name}: {error}; wanted spoken words") from None
        if ended.returncode:
            said = " ".join(ended.stderr.decode(errors="replace").split())[:200]
            raise VoiceError(f"voice: {self.name}: {said or ended.returncode}; wanted spoken words")
        return ended.stdout.decode(errors="replace")


def find_engine(platform: str = sys.platform) -> Engine:
    """Return this system's engine. Raises VoiceError where there is none."""
    kinds = _ENGINES.get(platform, _ENGINES["linux"])
    for name, kind in kinds.items():
        if program := shutil.which(name):
            return kind(program)
    raise VoiceError(f"voice: there is no {next(iter(kinds))} here; {_WANTED}")


_WANTED = "there are tones alone (on Debian: apt install espeak-ng)"


def _sapi_rate(rate_wpm: int) -> int:
    """Return the rate in System.Speech's own steps, -10 to 10."""
    return max(-10, min(10, round(10 * log(rate_wpm / SAPI_USUAL_WPM) / log(3))))


def _espeak(program: str) -> Engine:
    def speaking(path: Path, voice: str, rate_wpm: int) -> list[str]:
        named = ["-v", voice] if voice else []
        return [*named, "-s", str(rate_wpm), "-b", "1", "-w", str(path), "--stdin"]

    def voices_of(said: str) -> list[str]:
        return list(dict.fromkeys(line.split()[1] for line in said.splitlines()[1:]))

    return Engine(Path(program).stem, program, "en-us", speaking, ("--voices",), voices_of)


def _say(program: str) -> Engine:
    def speaking(path: Path, voice: str, rate_wpm: int) -> list[str]:
        named = ["-v", voice] if voice else []
        form = ["--file-format=WAVE", "--data-format=LEI16@44100"]
        return [*named, "-r", str(rate_wpm), *form, "-o", str(path), "-f", "-"]

    def voices_of(said: str) -> list[str]:  # "Samantha            en_US    # Hello! ..."
        named = [line.split("#")[0].split() for line in said.splitlines()]
        return [" ".join(words[:-1]) for words in named if len(words) > 1]

    return Engine("say", program, "Samantha", speaking, ("-v", "?"), voices_of)


_SPEECH = (
    "$ErrorActionPreference = 'Stop'; Add-Type -AssemblyName System.Speech; "
    "$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
)
_SAPI_SPEAK = (
    _SPEECH + "if ($env:POSECOACH_VOICE) { $speech.SelectVoice($env:POSECOACH_VOICE) } else { "
    "$english = [Globalization.CultureInfo]'en-US'; "
    "$speech.SelectVoiceByHints('NotSet', 'NotSet', 0, $english) }; "
    "$speech.Rate = [int]$env:POSECOACH_RATE; "
    "$form = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(44100, 'Sixteen', 'Mono'); "
    "$speech.SetOutputToWaveFile($env:POSECOACH_WAV, $form); "
    "$speech.Speak($env:POSECOACH_TEXT); $speech.Dispose()"
)
_SAPI_VOICES = _SPEECH + "$speech.GetInstalledVoices() | ForEach-Object { $_.VoiceInfo.Name }"


def _sapi(program: str) -> Engine:
    quiet = ("-NoProfile", "-NonInteractive", "-Command")

    def speaking(path: Path, voice: str, rate_wpm: int) -> list[str]:
        return [*quiet, _SAPI_SPEAK]

    def voices_of(said: str) -> list[str]:
        return [line.strip() for line in said.splitlines() if line.strip()]

    return Engine("System.Speech", program, "", speaking, (*quiet, _SAPI_VOICES), voices_of)


_ENGINES: Mapping[str, Mapping[str, Callable[[str], Engine]]] = {
    "linux": {"espeak-ng": _espeak, "espeak": _espeak},
    "darwin": {"say": _say},
    "win32": {"powershell": _sapi},
}
