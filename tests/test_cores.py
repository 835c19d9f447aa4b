"""The model has one core of two to itself, and everything is as before afterwards."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from posecoach import cores


class System:
    """Stands for the system's scheduler: notes the cores of each thread, which its starter gives.

    `starter` is whose cores a thread has that was never moved itself.
    """

    def __init__(self, count: int) -> None:
        self.starter = threading.get_ident()
        self.of = {self.starter: frozenset(range(count))}

    def getaffinity(self, pid: int) -> set[int]:
        assert pid == 0
        return set(self.of.get(threading.get_ident(), self.of[self.starter]))

    def setaffinity(self, pid: int, wanted: frozenset[int]) -> None:
        assert pid == 0
        self.of[threading.get_ident()] = frozenset(wanted)


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
    with ThreadPoolExecutor(1, initializer=initializer) as thread:
        return thread.submit(here).result()


def test_two_cores_are_one_for_the_model_and_one_for_the_rest(machine):
    machine(2)
    with cores.kept_apart():
        assert here() == {1}
        assert elsewhere() == {1}
        assert elsewhere(cores.keep_to_models) == {0}
        with cores.started_for_model():
            assert elsewhere() == {0}
            assert elsewhere(cores.keep_to_others) == {1}
        assert here() == {1}
    assert here() == {0, 1}


@pytest.mark.parametrize("count", [1, 3, 8])
def test_with_another_number_of_cores_nothing_is_done(machine, count):
    machine(count)
    everywhere = set(range(count))
    with cores.kept_apart(), cores.started_for_model():
        assert here() == everywhere
        assert elsewhere(cores.keep_to_models) == everywhere
        assert elsewhere(cores.keep_to_others) == everywhere


def test_where_nothing_is_kept_apart_nobody_is_moved(machine):
    system = machine(2)
    with cores.started_for_model():
        assert elsewhere(cores.keep_to_models) == {0, 1}
    assert elsewhere(cores.keep_to_others) == {0, 1}
    assert system.of == {system.starter: {0, 1}}


def test_a_failure_gives_the_cores_back(machine):
    machine(2)
    with pytest.raises(ZeroDivisionError), cores.kept_apart():
        raise ZeroDivisionError
    assert here() == {0, 1}
    assert elsewhere(cores.keep_to_models) == {0, 1}


def test_a_system_that_lets_nobody_choose_is_left_alone(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.delattr(os, "sched_setaffinity", raising=False)
    with cores.kept_apart(), cores.started_for_model():
        cores.keep_to_models()
        cores.keep_to_others()


def test_a_sandbox_that_forbids_it_stops_nobody(monkeypatch, machine):
    machine(2)

    def forbid(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", forbid)
    with cores.kept_apart():
        assert here() == {0, 1}
