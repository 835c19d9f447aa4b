"""What a routine says of itself: the plan, and where the camera goes."""

from __future__ import annotations

from posecoach.catalog import find
from posecoach.commands.routine import announced, is_routine, one_item, planned
from posecoach.routines import find_routine


def test_the_camera_is_spoken_of_when_it_must_move_and_only_then():
    routine = find_routine("full-back-care")
    stretches = list(announced(routine.items))
    cameras = [item.stretch.camera for item in routine.items]
    for number, stretch in enumerate(stretches):
        told = stretch.phases["setup"].startswith("Camera")
        assert told is (number == 0 or cameras[number] != cameras[number - 1])


def test_the_camera_stands_for_the_warm_up_where_the_first_item_wants_it():
    for name in ("morning-lower-back", "evening-legs-up"):
        routine = find_routine(name)
        assert {item.stretch.camera for item in routine.before} == {routine.items[0].stretch.camera}


def test_the_plan_is_told_in_one_line():
    assert planned(find_routine("morning-lower-back")) == (
        "Morning lower back: 6 items, about 10 minutes after 2 minutes of warm-up"
    )
    assert planned(find_routine("desk-neck-upper-back")).endswith("6 items, about 6 minutes")


def test_a_routine_is_told_from_a_stretch_by_its_name():
    assert is_routine("evening-legs-up")
    assert not is_routine("bridge")
    assert [item.stretch.id for item in one_item(find("bridge")).items] == ["bridge"]
