"""Tries broken inputs one after the other in a process of its own, whose end ends nothing else."""

from __future__ import annotations

import io
import resource
import sys
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import monotonic

from tests.fuzz.breaking import broken
from tests.fuzz.entries import KINDS

BROKEN = "broken"
FAR_TOO_MUCH = 8 << 30  # bytes of addresses: keeps a runaway from taking the machine with it
_KB = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one input. `fault` is None, or what went wrong, with its last lines."""

    taken: bool
    fault: str | None
    took_s: float
    peak_mb: float


def work(connection: Connection, kind: str, seed: int, scratch: Path) -> None:
    """Try each input whose number comes in, and answer; end when the other side does."""
    warnings.simplefilter("error")
    resource.setrlimit(resource.RLIMIT_AS, (FAR_TOO_MUCH, FAR_TOO_MUCH))
    sound = KINDS[kind].sound(scratch)
    wholes = [path.read_bytes() for path in sound]
    folder = scratch / BROKEN
    folder.mkdir(exist_ok=True)
    connection.send(None)
    while (number := connection.recv()) is not None:
        rng = Random(f"{kind} {seed} {number}")
        which = rng.randrange(len(sound))
        path = folder / sound[which].name  # a definition must be called by its id
        path.write_bytes(broken(rng, wholes[which], rng.choice(wholes), text=KINDS[kind].text))
        connection.send(_tried(kind, path))


def _tried(kind: str, path: Path) -> Answer:
    said, taken, fault = io.StringIO(), False, None
    start_s = monotonic()
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(said):
            taken = KINDS[kind].try_it(path)
    except (Exception, SystemExit):  # noqa: BLE001 (any of them is what is looked for)
        fault = "".join(traceback.format_exc().splitlines(keepends=True)[-7:])
    if fault is None and "Traceback" in said.getvalue():
        fault = said.getvalue()[-600:]
    return Answer(taken, fault, monotonic() - start_s, _peak_mb())


def _peak_mb() -> float:
    """Return the most memory that this process has had.

    The usual count starts from what the process had that started this one; Linux has its own.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        lines = status.read_text(encoding="ascii").splitlines()
        high = next((line for line in lines if line.startswith("VmHWM:")), None)
        if high is not None:
            return float(high.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KB / 2**20
