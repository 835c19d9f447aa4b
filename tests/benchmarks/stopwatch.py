"""Times named functions where they are, each without what others take inside of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from statistics import median
from time import perf_counter, thread_time
from typing import Any
from unittest.mock import patch

Places = Mapping[str, tuple[Any, str]]


@dataclass(slots=True)
class Spent:
    """What one stage took, call by call: by the wall, and of the calling thread's own time."""

    wall_s: list[float] = field(default_factory=list)
    thread_s: list[float] = field(default_factory=list)

    @property
    def calls(self) -> int:
        """Return how often it was called."""
        return len(self.wall_s)

    def row(self, name: str, frames: int) -> str:
        """Return a line: calls, median of a call, and the shares of a frame, in ms."""
        middle, wall, thread = (
            1000 * seconds
            for seconds in (
                median(self.wall_s), sum(self.wall_s) / frames, sum(self.thread_s) / frames,
            )
        )  # fmt: skip
        return f"  {name:<26}{self.calls:>6}{middle:>9.2f}{wall:>9.2f}{thread:>9.2f}"


HEADER = f"  {'ms':<26}{'calls':>6}{'a call':>9}{'a frame':>9}{'thread':>9}"


class Stopwatch:
    """Collects the time of stages; what runs inside of a timed stage counts for itself alone."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = {}
        self._inside = threading.local()

    @contextmanager
    def on(self, places: Places) -> Iterator[None]:
        """Time these functions, each given by its owner and its name, until the block ends."""
        with ExitStack() as patches:
            for stage, (owner, name) in places.items():
                timed = self._timed(stage, getattr(owner, name))
                patches.enter_context(patch.object(owner, name, timed))
            yield

    def _timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def run(*given: Any, **named: Any) -> Any:
            with self.time(stage):
                return work(*given, **named)

        return run

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Time the block as a stage."""
        stack: list[list[float]] = self._inside.__dict__.setdefault("stack", [])
        stack.append([0.0, 0.0])
        wall_s, thread_s = perf_counter(), thread_time()
        try:
            yield
        finally:
            wall_s, thread_s = perf_counter() - wall_s, thread_time() - thread_s
            wall_inside_s, thread_inside_s = stack.pop()
            spent = self.spent.setdefault(stage, Spent())
            spent.wall_s.append(wall_s - wall_inside_s)
            spent.thread_s.append(thread_s - thread_inside_s)
            if stack:
                stack[-1][0] += wall_s
                stack[-1][1] += thread_s
