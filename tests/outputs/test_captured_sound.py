"""What really comes out of the sound card: a program's whole sound, captured and looked through."""

from __future__ import annotations

import json
import os
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from transcript import heard, steps_of

from posecoach.core.feedback import Tone
from posecoach.outputs.engines import find_engine
from posecoach.outputs.mixer import RATE_HZ
from posecoach.outputs.phrases import Phrases
from posecoach.outputs.tones import render
from tests.conftest import SAMPLES

from .card import Capture, capture, why_not

pytestmark = pytest.mark.skipif(why_not() is not None, reason=f"no card to capture: {why_not()}")
needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed, which speaks"
)
LATE_S = 0.6  # between a frame and its sound: the card's own buffers, and a busy machine
INTO = "Let your left ear sink toward your left shoulder. Nose stays forward."

# Emits steps at their times, and tells on which second of the monotonic clock each one was.
SCRIPTED = """
import json, sys, time
from pathlib import Path
from outputs.steps import blank, step
from posecoach.core.feedback import Tone, Urgency, Utterance
from posecoach.outputs.engines import find_engine
from posecoach.outputs.phrases import Phrases
from posecoach.outputs.speaker import Speaker
from posecoach.ports import Frame

script, frame, told = json.loads(sys.argv[1]), Frame(0.0, blank((64, 48))), []
phrases = Phrases(find_engine(), Path(sys.argv[2]))
for _, _, text, _ in script:
    text and phrases.get(text)
with Speaker(phrases) as speaker:
    time.sleep(0.5)
    start_s = time.monotonic()
    for at_s, tone, text, urgency in script:
        time.sleep(max(0.0, start_s + at_s - time.monotonic()))
        say = Utterance(text, Urgency[urgency], 6.0) if text else None
        told.append(time.monotonic())
        speaker.emit(frame, step(tone=tone and Tone(tone), say=say))
    time.sleep(3.5)
    sys.stdout.write(json.dumps(told))
"""

# Coaches the beginning of a recorded sample at the pace of life, as the commands do.
COACHED = """
import json, sys, time
from contextlib import ExitStack
from pathlib import Path
from outputs.steps import blank
from posecoach.catalog import find
from posecoach.commands.sounds import SoundOptions, open_speaker
from posecoach.core.session import Session
from posecoach.core.stretch import Level
from posecoach.estimators.recording import read_poses
from posecoach.ports import Frame

poses = read_poses(Path(sys.argv[1])).poses
stretch, level = find(sys.argv[2]), Level.BEGINNER
session, picture = Session(stretch, level), blank((64, 48))
with ExitStack() as doors:
    speaker = open_speaker(stretch, level, SoundOptions(), doors)
    time.sleep(1.0)
    start_s = time.monotonic()
    for pose in poses:
        if pose.time_s > float(sys.argv[3]):
            break
        time.sleep(max(0.0, start_s + pose.time_s - time.monotonic()))
        speaker.emit(Frame(pose.time_s, picture), session.step(pose))
    time.sleep(1.5)
    sys.stdout.write(json.dumps(start_s))
"""


def played(folder: Path, *script: tuple[float, str | None, str | None, str]) -> tuple:
    got = capture(SCRIPTED, folder, json.dumps(script), str(folder / "voice"))
    assert got.said, got.complaints
    return got, json.loads(got.said), Phrases(find_engine(), folder / "voice")


def loudness(got: Capture, from_s: float, to_s: float) -> float:
    """The root mean square of what sounds between two times."""
    return float(np.sqrt(np.mean(got.between(from_s, to_s) ** 2)))


@needs_espeak
def test_a_tone_and_its_word_are_heard_one_after_the_other(tmp_path):
    got, (at_s,), phrases = played(tmp_path, (0, "start", "Hold", "TIMING"))
    tone, word = render(Tone.START), phrases.get("Hold")
    tone_s, tone_likeness = got.find(tone)
    word_s, word_likeness = got.find(word)
    assert min(tone_likeness, word_likeness) > 0.98
    assert 0 < tone_s - at_s < LATE_S
    assert word_s - tone_s == pytest.approx(len(tone) / RATE_HZ, abs=0.12)
    end_s = word_s + len(word) / RATE_HZ
    assert loudness(got, tone_s, end_s) > 0.03
    assert loudness(got, end_s + 0.05, end_s + 0.8) < 1e-4
    assert loudness(got, got.start_s, tone_s - 0.02) < 1e-4


@needs_espeak
def test_tones_do_not_cut_a_sentence_off_and_are_soft_over_it(tmp_path):
    got, (at_s, half_s, end_s), phrases = played(
        tmp_path,
        (0, None, INTO, "INSTRUCTION"),
        (1.5, "halfway", None, ""),
        (2.5, "end", None, ""),
    )
    sentence = phrases.get(INTO)
    said_s, likeness = got.find(sentence)
    assert 0 < said_s - at_s < LATE_S
    assert likeness > 0.9
    rest = got.between(said_s, said_s + len(sentence) / RATE_HZ).copy()
    length = min(len(rest), len(sentence))
    rest = rest[:length] - sentence[:length]
    tones = [np.abs(rest[round((at - said_s) * RATE_HZ) :]).max() for at in (half_s, end_s)]
    assert all(0.05 < peak < 0.25 for peak in tones)
    assert np.abs(got.samples).max() < 0.99


@needs_espeak
def test_a_stop_breaks_into_an_instruction_at_once(tmp_path):
    stop = "Stop. Slow, one direction at a time."
    got, (_, at_s), phrases = played(
        tmp_path, (0, None, INTO, "INSTRUCTION"), (1.5, "warning", stop, "SAFETY")
    )
    tone_s, tone_likeness = got.find(render(Tone.WARNING))
    said_s, likeness = got.find(phrases.get(stop))
    assert 0 < tone_s - at_s < LATE_S
    assert 0.4 < said_s - tone_s < 0.75
    assert likeness > 0.98
    assert tone_likeness > 0.9  # nobody speaks over the warning
    _, whole = got.find(phrases.get(INTO))
    assert whole < 0.9


@needs_espeak
def test_the_count_is_heard_on_the_second(tmp_path):
    script = [(n, "tick", text, "TIMING") for n, text in enumerate(("Three", "Two", "One"))]
    got, told, phrases = played(tmp_path, *script)
    for at_s, (_, _, text, _) in zip(told, script, strict=True):
        said_s, likeness = got.find(phrases.get(text))
        assert 0.1 < said_s - at_s < 0.12 + LATE_S
        assert likeness > 0.98


@needs_espeak
def test_a_sample_is_coached_aloud_as_its_transcript_says(tmp_path):
    """The first ten seconds of the bridge, from poses to air: each word at its time."""
    clip, length_s = SAMPLES / "bridge-good-1.mp4", 10.0
    recorded = str(clip.with_suffix(".poses.jsonl"))
    got = capture(
        COACHED, tmp_path, recorded, "bridge", str(length_s), POSECOACH_CACHE=str(tmp_path)
    )
    assert got.said, got.complaints
    assert got.complaints == ""
    start_s = json.loads(got.said)
    phrases = Phrases(find_engine(), tmp_path / "voice")
    expected = [each for each in heard(steps_of(clip)) if each.time_s < length_s]
    assert [each.text for each in expected][1:3] == ["Hold", "Slowly come back"]
    for each, after in pairwise(expected):
        heard_s = after.time_s - each.time_s - 0.3 if each.cut_s else length_s
        said_s, likeness = got.find(phrases.get(each.text)[: round(heard_s * RATE_HZ)])
        assert likeness > 0.9, each.text
        assert 0 < said_s - start_s - each.time_s < 0.6 + LATE_S, each.text


def test_without_a_voice_the_tones_sound_alone_and_one_line_says_so(tmp_path):
    recorded = SAMPLES / "bridge-good-1.poses.jsonl"
    nowhere = {"PATH": str(tmp_path), "POSECOACH_CACHE": str(tmp_path)}
    got = capture(COACHED, tmp_path, str(recorded), "bridge", "5.0", **nowhere)
    assert got.complaints.splitlines() == [
        "voice: there is no espeak-ng here; there are tones alone "
        "(on Debian: apt install espeak-ng)"
    ]
    at_s, likeness = got.find(render(Tone.START))
    assert likeness > 0.98
    assert loudness(got, got.start_s, at_s - 0.05) < 1e-4
    assert not (tmp_path / "voice").exists()
    assert os.environ["PATH"] != str(tmp_path)
