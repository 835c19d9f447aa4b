"""Gives the model a core of its own on a machine that has two.

There, a thread that wakes for a millisecond is put where the model computes as often as on the idle
core, and what runs beside the model costs as much as if it ran after it: a call of 11.4 ms took
12.1 beside 0.85 ms of other work. Kept apart, it took 11.1 beside the same, and 10.9 alone. With
more cores there is room; with one, or where the system lets nobody choose, nothing is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

Cores = frozenset[int]

_model_cores: Cores = frozenset()
_other_cores: Cores = frozenset()


@contextmanager
def kept_apart() -> Iterator[None]:
    """Keep this thread, and the threads and processes that it starts, off the model's core.

    Which core is the model's holds for the whole process, until the block ends.
    """
    global _model_cores, _other_cores
    both = sorted(_allowed())
    if len(both) != 2 or _model_cores:
        yield
        return
    _model_cores, _other_cores = frozenset(both[:1]), frozenset(both[1:])
    try:
        with _kept_to(_other_cores):
            yield
    finally:
        _model_cores = _other_cores = frozenset()


@contextmanager
def started_for_model() -> Iterator[None]:
    """Let the threads that are started within be the model's."""
    with _kept_to(_model_cores):
        yield


def keep_to_model() -> None:
    """Make the calling thread one of the model's."""
    _keep_to(_model_cores)


def keep_to_others() -> None:
    """Keep the calling thread off the model's core, whoever started it."""
    _keep_to(_other_cores)


@contextmanager
def _kept_to(cores: Cores) -> Iterator[None]:
    before = _allowed() if cores else cores
    _keep_to(cores)
    try:
        yield
    finally:
        _keep_to(before)


def _allowed() -> Cores:
    """Return the cores that the calling thread may run on; none where nobody tells."""
    with suppress(AttributeError, OSError):  # macOS and Windows; a sandbox
        return frozenset(os.sched_getaffinity(0))
    return frozenset()


def _keep_to(cores: Cores) -> None:
    if cores:
        with suppress(OSError):
            os.sched_setaffinity(0, cores)
