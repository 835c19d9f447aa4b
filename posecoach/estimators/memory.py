"""Keeps the memory of a long session flat where the system's allocator would let it grow.

glibc keeps what is freed for the thread that freed it, and other threads do not find it. Elsewhere
nothing is done.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecoach.core.session import Step
    from posecoach.ports import Frame

# Options of malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_ARENAS = 2
_EVERY_S = 10.0
_PICTURE_BYTES, _LEFT_BYTES = 256 * 1024, 2 * 1024 * 1024


def share_memory() -> None:
    """Let the threads that are started from now on take their memory from two places together.

    With one for each, a session of three stretches held 130 MB of free memory, and 34 with two.
    """
    _ask_glibc("mallopt", _ARENA_MAX, _ARENAS)


def keep_pictures_apart() -> None:
    """Let pictures have memory of their own, which the system has back once they are let go.

    Left to itself, glibc soon takes them from the places of all else, and the holes that they leave
    fill up with small things: a quarter of an hour grew by 24 MB. With this, and with what
    `GivesBack` does, half an hour grows by 15. It costs up to a millisecond a frame, so whoever
    hurries through a recording goes without.
    """
    _ask_glibc("mallopt", _MMAP_THRESHOLD, _PICTURE_BYTES)
    _ask_glibc("mallopt", _TRIM_THRESHOLD, _LEFT_BYTES)


def give_back_memory() -> None:
    """Give the system back what models and stretches have left behind; it takes 10 ms."""
    _ask_glibc("malloc_trim", 0)


class GivesBack:
    """An output that gives memory back as a stretch goes on: some are twenty minutes long."""

    def __init__(self) -> None:
        self._last_s: float | None = None

    def emit(self, frame: Frame, step: Step) -> None:
        """Give it back when it is time."""
        if self._last_s is None:
            self._last_s = frame.time_s
        if frame.time_s - self._last_s >= _EVERY_S:
            self._last_s = frame.time_s
            give_back_memory()


def _ask_glibc(function: str, *numbers: int) -> None:
    if sys.platform.startswith("linux"):
        with suppress(AttributeError, OSError):  # another C library
            getattr(ctypes.CDLL(None), function)(*numbers)
