"""`posecoach doctor`: a line for each thing that is needed, and what to do where it is missing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from posecoach.errors import CannotJudge, PosecoachError

NEEDED = "FAIL"  # what is told where the main job cannot do without
SLOW_FPS = 15
TRIAL_FRAMES = 20
SHOWN_VOICES = 6


def doctor(camera: str, model: Path | None, stretch: str | None = None) -> Iterator[str]:
    """Yield a line a check; raise CannotJudge at the end when the main job cannot run.

    The setting is looked at for `stretch`, or for what is done sitting at the computer.
    """
    failed: list[str] = []
    checks: tuple[tuple[str, str, Callable[[], str]], ...] = (
        ("packages", NEEDED, _packages),
        ("model", NEEDED, lambda: _model(model)),
        ("speed", NEEDED, lambda: _speed(model)),
        ("camera", NEEDED, lambda: _camera(camera)),
        ("setting", "poor", lambda: _setting(camera, model, stretch, failed)),
        ("screen", "none", _screen),
        ("sound", "none", _sound),
        ("voice", "none", _voice),
    )
    for name, otherwise, check in checks:
        try:
            yield f"ok    {name:<9} {check()}"
        except PosecoachError as error:
            yield f"{otherwise:<5} {name:<9} {error}"
            if otherwise == NEEDED:
                failed.append(name)
    if failed:
        raise CannotJudge(f"posecoach cannot coach yet: see {', '.join(failed)} above")


def _packages() -> str:
    """Tell the versions; two OpenCV wheels overwrite each other without a word from pip."""
    twins = ("opencv-contrib-python", "opencv-python-headless", "opencv-contrib-python-headless")
    there = [name for name in twins if _installed(name)]
    if there:
        raise PosecoachError(
            f"{' and '.join(there)} beside opencv-python; wanted one OpenCV: "
            f"pip uninstall {' '.join(there)} opencv-python && pip install 'opencv-python>=5,<6'"
        )
    names = ("posecoach", "mediapipe", "opencv-python", "numpy")
    versions = [f"{name} {_installed(name) or '(from a checkout)'}" for name in names]
    return ", ".join([*versions, f"Python {sys.version.split()[0]}"])


def _installed(name: str) -> str | None:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return None


def _model(own: Path | None) -> str:
    from posecoach.estimators.model import choose_model

    files = choose_model(own)
    face = "face model too" if files.face_tflite else f"no face model: {files.no_face}"
    return f"{files.pose_task}; {face}"


def _speed(own: Path | None) -> str:
    """Tell how many frames a second this computer can see, on the demo's own pictures."""
    from posecoach.catalog import find
    from posecoach.commands.estimators import open_estimator
    from posecoach.commands.live import demo_clip
    from posecoach.sources.clip import ClipSource

    took_s: list[float] = []
    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(demo_clip()))
        stretch = find("neck-lateral-ear-to-shoulder")
        estimator = open_estimator(stretch, own, doors)
        for frame in source.frames():
            before_s = time.perf_counter()
            estimator.estimate(frame)
            took_s.append(time.perf_counter() - before_s)
            if len(took_s) > TRIAL_FRAMES:
                break
    each_s = quantiles(took_s[1:])[-1]  # of a still body, every other look costs nothing
    fps = 1 / each_s
    if fps < SLOW_FPS:
        raise PosecoachError(
            f"{fps:.0f} frames a second; wanted {SLOW_FPS}: close other programs and try again"
        )
    return f"{each_s * 1000:.0f} ms a frame, up to {fps:.0f} frames a second"


def _camera(spec: str) -> str:
    from posecoach.commands.room import open_camera

    with open_camera(spec) as source:
        started_s = time.monotonic()
        ages_s: list[float] = []
        for frame in source.frames():
            if frame.trouble:
                raise PosecoachError(f"{source.name}: {frame.trouble}")
            ages_s.append(source.age_s or 0.0)
            if len(ages_s) >= TRIAL_FRAMES:
                break
        width_px, height_px = source.size_px
        fps = len(ages_s) / max(1e-9, time.monotonic() - started_s)
        age_ms = 1000 * median(ages_s)
        size = f"{source.name}, {width_px}x{height_px}"
        return f"{size}, about {fps:.0f} frames a second, shown {age_ms:.0f} ms old"


def _setting(spec: str, own: Path | None, stretch: str | None, failed: list[str]) -> str:
    """Tell whether the camera sees well enough; without a camera or a model it cannot be told."""
    if {"camera", "model"} & set(failed):
        raise PosecoachError("cannot be looked at yet")
    from posecoach.commands.setting import check_setting

    return check_setting(spec, own, stretch)


def _screen() -> str:
    from posecoach.outputs.window import require_display

    require_display()
    return "there is a display"


def _sound() -> str:
    from posecoach.outputs.tones import Tones

    with Tones() as tones:
        if tones.silent_reason:
            raise PosecoachError(tones.silent_reason)
    return "tones can be played"


def _voice() -> str:
    """Tell who speaks, after a word that was really made, and who else could."""
    from posecoach.commands.sounds import TRIAL, USUAL_SOUND
    from posecoach.outputs.engines import find_engine
    from posecoach.outputs.phrases import Phrases

    engine = find_engine()
    with TemporaryDirectory() as folder:
        Phrases(engine, Path(folder)).get(TRIAL)
    language = engine.usual_voice.split("-")[0]
    names = engine.voices()
    names.sort(key=lambda name: (name != engine.usual_voice, not name.startswith(language)))
    told = ", ".join(names[:SHOWN_VOICES])
    more = f" and {len(names) - SHOWN_VOICES} more" if len(names) > SHOWN_VOICES else ""
    return f"{engine.name} speaks, {USUAL_SOUND.rate_wpm} words a minute; --voice: {told}{more}"
