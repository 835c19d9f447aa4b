"""Giving memory back is a favour, never a fault."""

from __future__ import annotations

import ctypes
import sys

import numpy as np
import pytest

from posecoach.estimators import memory
from posecoach.estimators.memory import give_back_memory, keep_pictures_apart, share_memory
from posecoach.ports import Frame


class Library:
    """Stands in for the C library; counts how often memory was given back, and keeps options."""

    def __init__(self) -> None:
        self.given_back = 0
        self.options: list[tuple[int, int]] = []

    def mallopt(self, option: int, value: int) -> None:
        self.options.append((option, value))

    def malloc_trim(self, pad: int) -> None:
        self.given_back += 1


@pytest.mark.parametrize(("platform", "times"), [("linux", 2), ("win32", 0), ("darwin", 0)])
def test_memory_is_given_back_where_the_system_knows_how(monkeypatch, platform, times):
    library = Library()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    monkeypatch.setattr(sys, "platform", platform)
    share_memory()
    keep_pictures_apart()
    give_back_memory()
    give_back_memory()
    wanted = {-8: 2, -3: 262_144, -1: 2_097_152}  # as malloc.h numbers its options
    assert dict(library.options) == (wanted if times else {})
    assert library.given_back == times


def test_another_c_library_is_left_alone(monkeypatch):
    asked = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: asked.append(name) or object())
    give_back_memory()
    share_memory()
    keep_pictures_apart()
    assert set(asked) == {None}


def test_in_a_long_stretch_memory_is_given_back_now_and_then(monkeypatch):
    given_s: list[float] = []
    now_s = 0.0
    monkeypatch.setattr(memory, "give_back_memory", lambda: given_s.append(now_s))
    output, picture = memory.GivesBack(), np.zeros((2, 2, 3), np.uint8)
    for nth in range(300):
        now_s = 100 + nth / 8
        output.emit(Frame(now_s, picture), None)
    assert given_s == [110.0, 120.0, 130.0]
