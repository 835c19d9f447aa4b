"""Giving memory back is a favour, never a fault."""

from __future__ import annotations

import ctypes
import sys

from posecoach.estimators.memory import give_back_memory


def test_it_does_no_harm_at_any_time():
    give_back_memory()
    give_back_memory()


def test_a_system_without_it_is_left_alone(monkeypatch):
    class Other:
        pass

    monkeypatch.setattr(ctypes, "CDLL", lambda _: Other())
    give_back_memory()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: 1 / 0)
    give_back_memory()
