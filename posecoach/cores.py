"""Gives the model a core of its own on a machine that has two.

There, a thread that wakes for a millisecond is put where the model computes as often as on the idle
core, and what runs beside the model costs as much as if it ran after it. Kept apart, a call of the
model took 11.1 ms instead of 11.9 beside a millisecond of other work, and 10.9 instead of 11.4
alone. With more cores there is room; with one, or where the system lets nobody choose, nothing is
done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_MODELS: frozenset[int] = frozenset()
_OTHERS: frozenset[int] = frozenset()


@contextmanager
def kept_apart() -> Iterator[None]:
    """Keep this thread, and what it starts within, off the model's core.

    Only what runs within knows of a model's core at all.
    """
    global _MODELS, _OTHERS
    cores = sorted(_allowed())
    if len(cores) != 2 or _MODELS:
        yield
        return
    _MODELS, _OTHERS = frozenset(cores[:1]), frozenset(cores[1:])
    try:
        with _kept_to(_OTHERS):
            yield
    finally:
        _MODELS = _OTHERS = frozenset()


@contextmanager
def started_for_model() -> Iterator[None]:
    """Let the threads that are started within be the model's."""
    with _kept_to(_MODELS):
        yield


def keep_to_models() -> None:
    """Make the calling thread one of the model's."""
    _keep_to(_MODELS)


def keep_to_others() -> None:
    """Keep the calling thread off the model's core, whoever started it."""
    _keep_to(_OTHERS)


@contextmanager
def _kept_to(cores: frozenset[int]) -> Iterator[None]:
    before = _allowed()
    _keep_to(cores)
    try:
        yield
    finally:
        _keep_to(before)


def _allowed() -> frozenset[int]:
    if not hasattr(os, "sched_getaffinity"):  # macOS and Windows
        return frozenset()
    return frozenset(os.sched_getaffinity(0))


def _keep_to(cores: frozenset[int]) -> None:
    if cores:
        with suppress(OSError):  # a sandbox may forbid it
            os.sched_setaffinity(0, cores)
