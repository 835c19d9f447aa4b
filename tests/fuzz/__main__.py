"""Gives broken inputs to the real entry points, and tells what they could not bear.

`python -m tests.fuzz --seed N --count 1000 [clips] [truth] [toml] [poses]` prints a line for each
kind, and before it each input that ended in a traceback, took over 10 s or over 1 GB; such inputs
are kept in the folder that `--keep` names. The same seed makes the same inputs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.entries import KINDS
from tests.fuzz.worker import BROKEN, Answer, work

LONGEST_S = 10.0
MOST_MB = 1024.0
START_S = 120.0


@dataclass(slots=True)
class Findings:
    """What became of all inputs of one kind."""

    kind: str
    seed: int
    count: int = 0
    taken: int = 0
    slowest_s: float = 0.0
    most_mb: float = 0.0
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Return it all in one line."""
        return (
            f"{self.kind}: {self.count} broken inputs of seed {self.seed}: "
            f"{len(self.faults)} not borne, {self.taken} taken, "
            f"{self.count - self.taken - len(self.faults)} refused in words; "
            f"slowest {self.slowest_s:.1f} s, at most {self.most_mb:.0f} MB"
        )


class Worker:
    """A process that tries inputs; it is replaced when it hangs, dies or has grown too large."""

    def __init__(self, kind: str, seed: int, scratch: Path) -> None:
        self._with = (kind, seed, scratch)
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def answer(self, number: int) -> Answer:
        """Return what became of one input."""
        connection = self._connection or self._start()
        connection.send(number)
        try:
            answer = connection.recv() if connection.poll(LONGEST_S) else None
        except EOFError:
            code = self._end()
            return Answer(False, f"the process died with {code}\n", 0.0, 0.0)
        if not isinstance(answer, Answer):
            self._end()
            return Answer(False, f"no answer within {LONGEST_S:g} s\n", LONGEST_S, 0.0)
        if answer.peak_mb > MOST_MB:
            self._end()
            over = f"{answer.peak_mb:.0f} MB\n"
            return Answer(answer.taken, answer.fault or over, answer.took_s, answer.peak_mb)
        return answer

    def _start(self) -> Connection:
        spawn = get_context("spawn")
        here, there = spawn.Pipe()
        self._process = spawn.Process(target=work, args=(there, *self._with), daemon=True)
        self._process.start()
        there.close()
        if not here.poll(START_S):
            raise RuntimeError("the process that tries inputs does not start")
        here.recv()
        self._connection = here
        return here

    def _end(self) -> int | None:
        if self._process is None or self._connection is None:
            return None
        self._process.join(1.0)
        self._process.kill()
        self._process.join()
        self._connection.close()
        code, self._process, self._connection = self._process.exitcode, None, None
        return code

    def close(self) -> None:
        """End the process."""
        if self._connection is not None:
            self._connection.send(None)
        self._end()


def tried(kind: str, seed: int, count: int, keep: Path | None = None) -> Findings:
    """Try `count` broken inputs of one kind; keep in `keep` those that were not borne."""
    found = Findings(kind, seed)
    with TemporaryDirectory() as folder:
        worker = Worker(kind, seed, Path(folder))
        try:
            for number in range(count):
                answer = worker.answer(number)
                found.count += 1
                found.taken += answer.taken and answer.fault is None
                found.slowest_s = max(found.slowest_s, answer.took_s)
                found.most_mb = max(found.most_mb, answer.peak_mb)
                if answer.fault is not None:
                    kept = ", ".join(_kept(Path(folder), keep, f"{kind}-{seed}-{number}"))
                    found.faults.append(f"{kind} {number} {kept}\n{answer.fault}")
        finally:
            worker.close()
    return found


def _kept(scratch: Path, keep: Path | None, name: str) -> Iterator[str]:
    if keep is None:
        return
    keep.mkdir(parents=True, exist_ok=True)
    made = (scratch / BROKEN).iterdir()
    newest = max(made, key=lambda path: path.stat().st_mtime_ns, default=None)
    if newest is not None:
        to = keep / f"{name}-{newest.name}"
        shutil.copy(newest, to)
        yield str(to)


def main() -> int:
    """Try, and tell; the status is 1 when anything was not borne."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; else all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000, help="inputs of each kind")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where to keep what was not borne")
    wanted = parser.parse_args()
    if unknown := set(wanted.kinds) - set(KINDS):
        parser.error(f"{', '.join(sorted(unknown))}: wanted {', '.join(KINDS)}")
    faults = 0
    for kind in wanted.kinds or KINDS:
        found = tried(kind, wanted.seed, wanted.count, wanted.keep)
        faults += len(found.faults)
        for fault in found.faults:
            sys.stdout.write(fault)
        sys.stdout.write(f"{found.line()}\n")
        sys.stdout.flush()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
