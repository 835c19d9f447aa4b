"""Broken files of every kind, a few of each; `python -m tests.fuzz` tries a thousand."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.__main__ import Worker, tried
from tests.fuzz.breaking import broken
from tests.fuzz.entries import KINDS
from tests.fuzz.worker import Answer

COUNT, SEED = 30, 7


@pytest.mark.parametrize("kind", KINDS)
def test_broken_input_is_taken_or_refused_in_words(kind):
    found = tried(kind, SEED, COUNT)
    assert found.count == COUNT
    assert found.faults == []


def test_a_seed_breaks_the_same_files_in_the_same_way():
    whole, other = bytes(range(256)) * 20, b"other = 1\n" * 30
    for text in (False, True):
        once, again = (
            [broken(Random(n), whole, other, text=text) for n in range(200)] for _ in range(2)
        )
        assert once == again
        assert sum(made != whole for made in once) > 190
        assert all(made for made in once)


class Fails:
    """A worker's process that answers as it is told to."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer, self.killed = answer, False
        self.exitcode = -11

    def send(self, number: int | None) -> None:
        pass

    def poll(self, _: float) -> bool:
        return self.answer is not None

    def recv(self) -> Answer:
        if self.answer is None or self.answer.took_s < 0:
            raise EOFError
        return self.answer

    def kill(self) -> None:
        self.killed = True

    def join(self, _: float = 0.0) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (None, "no answer within 10 s"),
        (Answer(True, None, 1.0, 5000.0), "5000 MB"),
        (Answer(True, None, -1.0, 0.0), "died with -11"),
        (Answer(False, "Traceback: it broke", 0.1, 50.0), "it broke"),
    ],
    ids=["hangs", "grows", "dies", "raises"],
)
def test_what_hangs_grows_dies_or_raises_is_found(tmp_path, answer, wanted):
    worker, process = Worker("toml", 0, tmp_path), Fails(answer)
    worker._process = worker._connection = process
    fault = worker.answer(0).fault
    assert wanted in fault
    assert process.killed is (wanted != "it broke")
