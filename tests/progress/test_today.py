"""A routine as it is done today: what is swapped, left out, gentler or raised."""

from __future__ import annotations

import pytest
from histories import NOW, attempt, item, session

from posecoach.catalog import load_all
from posecoach.core.routine import Item, Routine, Swap
from posecoach.core.stretch import Level
from posecoach.progress.permission import Permission
from posecoach.progress.today import routine_today
from posecoach.records import Pain

STRETCHES = load_all()
TODAY = NOW.date()
BRIDGE, TOWEL, CRUNCH, SPHINX = (
    Item(STRETCHES[id_]) for id_ in ("bridge", "hamstring-towel", "partial-crunch", "sphinx")
)
SEATED = Item(STRETCHES["lumbar-flexion-seated"])
SWAP = Swap("flexion-sensitive", "partial-crunch", SPHINX)
ROUTINE = Routine("x", "X", "Y.", (BRIDGE, TOWEL, CRUNCH, SEATED), (SWAP,))
EARNED = [
    session(day, [item([attempt()], "hamstring-towel")], Pain(1), Pain(1)) for day in (-5, -3, -1)
]


FREE = Permission()


def today(allowed=FREE, sessions=(), **wanted) -> list[tuple[str, Level, int]]:
    items = routine_today(ROUTINE, allowed, sessions, TODAY, **wanted).items
    return [(i.stretch.id, i.level, i.stretch.dose.reps[i.level]) for i in items]


def ids(*args, **wanted) -> list[str]:
    return [id_ for id_, _, _ in today(*args, **wanted)]


def test_without_a_history_everything_open_is_done_at_the_beginners_level():
    assert ids() == ["bridge", "hamstring-towel", "partial-crunch"]
    assert {level for _, level, _ in today()} == {Level.BEGINNER}


def test_a_flag_swaps_one_and_leaves_another_to_beginners():
    flagged = Permission(flags=frozenset({"flexion-sensitive"}))
    found = today(flagged, level=Level.FULL)
    assert [id_ for id_, _, _ in found] == ["bridge", "hamstring-towel", "sphinx"]
    assert [level for _, level, _ in found] == [Level.FULL, Level.BEGINNER, Level.FULL]


def test_a_professionals_word_opens_a_lock():
    assert ids(cleared=True)[-1] == "lumbar-flexion-seated"


def test_what_is_earned_is_offered_with_the_gentle_dose_at_first():
    (_, towel, _) = today(sessions=EARNED)
    gentle = STRETCHES["hamstring-towel"].dose.reps[Level.BEGINNER]
    assert towel == ("hamstring-towel", Level.FULL, gentle)


def test_a_level_that_is_asked_for_brings_its_own_dose():
    (_, towel, _) = today(sessions=EARNED, level=Level.FULL)
    full = STRETCHES["hamstring-towel"].dose.reps[Level.FULL]
    assert towel == ("hamstring-towel", Level.FULL, full)


@pytest.mark.parametrize("level", [None, *Level])
def test_pain_goes_before_what_is_earned_or_asked_for(level):
    sore = Permission(level_cap=Level.BEGINNER, fewer_reps=1)
    usual = {id_: dose for id_, _, dose in today()}
    for id_, done, reps in today(sore, EARNED, level=level):
        assert (done, reps) == (Level.BEGINNER, max(1, usual[id_] - 1))
