"""Every file in `poses/routines/`, and what is wrong with a wrong one."""

from __future__ import annotations

import pytest

from posecoach.core.routine import Item, Routine, Swap, with_dose
from posecoach.core.safety import barred
from posecoach.core.stretch import Level
from posecoach.errors import DefinitionError, PosecoachError
from posecoach.routines import find_routine, known_stretches, load_routine, routine_files

STRETCHES = known_stretches()
FILES = {path.stem: path for path in routine_files()}
# the minutes that the specification plans (stretches.md 8.5)
PLANNED_S = {
    "morning-lower-back": 590,
    "desk-neck-upper-back": 360,
    "full-back-care": 1646,
    "five-for-the-spine": 660,
    "evening-legs-up": 16 * 60,
}


def test_the_five_routines_are_there():
    assert FILES.keys() == PLANNED_S.keys()


@pytest.mark.parametrize("id_", PLANNED_S)
def test_a_routine_takes_the_time_that_the_specification_plans(id_):
    routine = find_routine(id_)
    assert routine.planned_s == pytest.approx(PLANNED_S[id_], rel=0.15)
    assert not any(item.stretch.locked for item in routine.items)


def test_a_held_item_is_planned_by_the_time_model():
    """Set-up 15, two sides of two holds of 4 + 15 + 4 + 5, and the change of side."""
    item = Item(with_dose(STRETCHES["single-knee-to-chest"], 15, 2))
    assert item.planned_s == 15 + 2 * 2 * (4 + 15 + 4 + 5) + 7


def test_an_item_by_the_clock_is_planned_by_the_clock():
    item = Item(with_dose(STRETCHES["pelvic-tilt"], 5, 6))
    assert item.planned_s == 4 + 6 * 5 + 5 * 5


def test_another_place_for_the_camera_costs_time():
    floor, chair = (Item(STRETCHES[id_]) for id_ in ("bridge", "upper-trapezius"))
    alone = floor.planned_s + chair.planned_s
    assert Routine("x", "X", "Y.", (floor, chair)).planned_s == alone + 25


def test_a_flag_swaps_an_item_or_leaves_it_out():
    bridge, knee, sphinx = (
        Item(STRETCHES[id_]) for id_ in ("bridge", "double-knee-to-chest", "sphinx")
    )
    swap = Swap("flexion-sensitive", "double-knee-to-chest", sphinx)
    routine = Routine("x", "X", "Y.", (bridge, knee), (swap,))
    assert routine.for_flags(["flexion-sensitive"]).items == (bridge, sphinx)
    assert routine.for_flags(["osteoporosis"]).items == (bridge,)
    assert routine.for_flags([]).items == (bridge, knee)


@pytest.mark.parametrize("flag", ["flexion-sensitive", "osteoporosis", "leg-symptoms"])
@pytest.mark.parametrize("id_", PLANNED_S)
def test_nobody_is_offered_at_full_what_a_flag_forbids(id_, flag):
    """What stays in spite of a flag stays by a swap or by the map, at the beginner's level."""
    routine = find_routine(id_)
    swapped = {swap.to.stretch.id for swap in routine.swaps if swap.to and swap.flag == flag}
    for item in routine.for_flags([flag]).items:
        assert item.stretch.id in swapped or not barred(item.stretch, [flag])
        assert item.level is Level.BEGINNER


MISTAKES = [
    ('stretch = "bridge"', 'stretch = "brigde"', "did you mean 'bridge'?"),
    ('flag = "osteoporosis"', 'flag = "osteoporose"', "did you mean 'osteoporosis'?"),
    ("minutes = 10", "minutes = 20", "by the time model; wanted them within 15%"),
    ("minutes = 10", "minuets = 10", "did you mean 'minutes'?"),
    ('id = "morning-lower-back"', 'id = "evening"', "the file's own name"),
    ("reps = 5", "reps = 0", "greater than or equal to 1"),
    ('item = "single-knee-to-chest"', 'item = "bridge-x"', "unknown item 'bridge-x'"),
    ("schema = 1", "schema = 1\nfoo = 2", "unknown key 'foo'"),
    ('"march"', '"marsh"', "did you mean 'march'?"),
]


@pytest.mark.parametrize(("was", "now", "words"), MISTAKES, ids=[now for _, now, _ in MISTAKES])
def test_lesson_17_a_mistake_is_named_with_its_line(tmp_path, was, now, words):
    text = FILES["morning-lower-back"].read_text(encoding="utf-8")
    assert was in text
    wrong = text.replace(was, now, 1)
    path = tmp_path / "morning-lower-back.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_routine(path, STRETCHES)
    told = [fault.removeprefix(f"{path}:") for fault in caught.value.faults if words in fault]
    assert told, caught.value.faults
    line = 1 + next(n for n, row in enumerate(wrong.splitlines()) if now.splitlines()[-1] in row)
    named = {int(fault.partition(":")[0]) for fault in told}
    assert line in named or {line - 1, line - 2, 3} & named


def test_an_unknown_routine_is_one_line_with_the_nearest_name():
    with pytest.raises(PosecoachError, match="did you mean 'morning-lower-back'"):
        find_routine("morning-lower")
