"""Giving memory back is a favour, never a fault."""

from __future__ import annotations

import ctypes
import sys

import pytest

from posecoach.estimators.memory import give_back_memory, keep_pictures_apart, share_memory


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
