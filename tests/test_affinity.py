"""The model has one core of two to itself, and everything is as before afterwards."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest

from posecoach import affinity


class System:
    """Stands for the system's scheduler: knows the cores of each thread, and counts the moves."""

    def __init__(self, count: int) -> None:
        self.of = {threading.get_ident(): set(range(count))}
        self.moves = 0

    def getaffinity(self, pid: int) -> set[int]:
        assert pid == 0
        return self.of[threading.get_ident()]

    def setaffinity(self, pid: int, wanted: Iterable[int]) -> None:
        assert pid == 0
        self.of[threading.get_ident()] = set(wanted)
        self.moves += 1


@pytest.fixture
def machine(monkeypatch) -> Callable[[int], System]:
    def of(count: int) -> System:
        system = System(count)
        monkeypatch.setattr(os, "sched_getaffinity", system.getaffinity, raising=False)
        monkeypatch.setattr(os, "sched_setaffinity", system.setaffinity, raising=False)
        return system

    return of


def here() -> set[int]:
    return os.sched_getaffinity(0)


def elsewhere(initializer: Callable[[], None] | None = None) -> set[int]:
    """Return the cores of a thread that is started here."""
    before = here()

    def begin() -> None:
        os.sched_setaffinity(0, before)  # as the system itself does; idents are used again
        if initializer is not None:
            initializer()

    with ThreadPoolExecutor(1, initializer=begin) as thread:
        return thread.submit(here).result()


def test_two_cores_are_one_for_the_model_and_one_for_the_rest(machine):
    machine(2)
    with affinity.kept_apart():
        assert here() == {1}
        assert elsewhere() == {1}
        assert elsewhere(affinity.keep_to_model) == {0}
        with affinity.started_for_model():
            assert elsewhere() == {0}
            assert elsewhere(affinity.keep_to_others) == {1}
        assert here() == {1}
    assert here() == {0, 1}


@pytest.mark.parametrize("count", [1, 3, 8])
def test_with_another_number_of_cores_nothing_is_done(machine, count):
    machine(count)
    everywhere = set(range(count))
    with affinity.kept_apart(), affinity.started_for_model():
        assert here() == everywhere
        assert elsewhere(affinity.keep_to_model) == everywhere
        assert elsewhere(affinity.keep_to_others) == everywhere


def test_where_nothing_is_kept_apart_nobody_is_moved(machine):
    system = machine(2)
    with affinity.started_for_model():
        affinity.keep_to_model()
        affinity.keep_to_others()
    assert system.moves == 0
    assert here() == {0, 1}


def test_a_failure_gives_the_cores_back(machine):
    machine(2)
    with pytest.raises(ZeroDivisionError), affinity.kept_apart():
        raise ZeroDivisionError
    assert here() == {0, 1}
    assert elsewhere(affinity.keep_to_model) == {0, 1}


def test_a_system_that_lets_nobody_choose_is_left_alone(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.delattr(os, "sched_setaffinity", raising=False)
    with affinity.kept_apart(), affinity.started_for_model():
        affinity.keep_to_model()
        affinity.keep_to_others()
        assert affinity._allowed() == frozenset()


def test_a_sandbox_that_forbids_it_stops_nobody(monkeypatch, machine):
    def forbid(*_: object) -> None:
        raise PermissionError

    machine(2)
    monkeypatch.setattr(os, "sched_setaffinity", forbid)
    with affinity.kept_apart(), affinity.started_for_model():
        assert here() == {0, 1}
    monkeypatch.setattr(os, "sched_getaffinity", forbid)
    with affinity.kept_apart(), affinity.started_for_model():
        affinity.keep_to_model()
