"""Choosing: by keys as ever, and from three metres away by a hand held up."""

from __future__ import annotations

import pytest
from bodies import front, lying, nobody, with_hand

from posecoach.catalog import load_all
from posecoach.commands import home, stage
from posecoach.commands.home import (
    AFTER_KEY_S,
    ALOUD_ROUNDS,
    EVERY_S,
    GREETING,
    choose,
    home_items,
    place_of,
)
from posecoach.core.pose import Pose, Side
from posecoach.core.wording import lasts_s
from posecoach.estimators.recording import read_poses
from posecoach.outputs.home_screen import HomeItem, Kind
from posecoach.outputs.window import Key
from posecoach.routines import all_routines, find_routine
from tests.conftest import DATA, SAMPLES

from .stand_ins import Clock, Eyes, Heard, Shown

ROUTINES = [HomeItem(Kind.ROUTINE, nth, f"Routine {nth}", said=f"Routine {nth}.") for nth in "12"]
STRETCHES = [HomeItem(Kind.STRETCH, nth, f"Stretch {nth}", said=f"{nth}.") for nth in "012345678"]
ITEMS = [*ROUTINES, *STRETCHES]
# When the highlight first moves: the greeting and the first name have been said by then.
FIRST_S = lasts_s(f"{GREETING} Routine 1.") + EVERY_S / 2


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """No time is spent on pictures and pauses."""
    monkeypatch.setattr(stage, "IDLE_S", 0.0)
    monkeypatch.setattr(home, "draw_home", lambda *_, **__: None)


def chosen(make=None, keys=(), length_s: float = 60.0, start: int = 0, items=ITEMS, **how):
    """The index that was chosen, and everything that was said."""
    clock = Clock()
    heard = Heard(clock, **how)
    window = Shown(clock, keys, length_s, (1280, 720))
    eyes = Eyes(clock, make) if make else None
    choice = choose(window, eyes, heard, items, start, clock=clock)
    return choice and choice.index, heard.said


def up_from(at_s: float, *sides: Side, body: Pose | None = None, down_s: float = 1e9):
    body = body or front()
    return lambda t: with_hand(body, *(sides or (Side.LEFT,))) if at_s <= t < down_s else body


def moves(said) -> list[tuple[float, str]]:
    return [(round(at_s, 1), text) for at_s, text in said if not text.startswith(GREETING)]


def test_a_hand_held_up_starts_what_is_highlighted():
    assert chosen(up_from(1.0))[0] == 0
    assert chosen(up_from(FIRST_S + 2))[0] == 1


@pytest.mark.parametrize("body", [lying(), lying(head="right")])
def test_somebody_who_lies_on_the_floor_chooses_just_so(body):
    assert chosen(up_from(3, body=body), start=4)[0] == 4


def test_the_highlight_wanders_over_its_page_while_somebody_is_seen_and_says_each_name():
    index, said = chosen(lambda _: front(), length_s=FIRST_S + 3 * EVERY_S + 1)
    assert index is None
    assert said[0][1] == f"{GREETING} Routine 1."
    times = [FIRST_S + nth * EVERY_S for nth in range(4)]
    assert [text for _, text in moves(said)] == ["Routine 2.", "Routine 1."] * 2
    assert [at_s for at_s, _ in moves(said)] == pytest.approx(times, abs=0.4)


def test_names_are_not_said_all_day_to_somebody_who_only_sits_there():
    _, said = chosen(lambda _: front(), length_s=120)
    assert len(moves(said)) == ALOUD_ROUNDS * len(ROUTINES)
    _, said = chosen(lambda _: front(), [(60.0, Key.UP)], length_s=120)
    assert len(moves(said)) == 2 * ALOUD_ROUNDS * len(ROUTINES) + 1, "anew after a key"
    assert moves(chosen(lambda _: front(), length_s=60, items=ITEMS[:1])[1]) == []


def test_it_stands_still_while_nobody_is_seen_or_only_somebody_s_legs():
    assert chosen(lambda _: nobody(), length_s=40) == (None, [])
    legless = front()
    cut = {joint: mark for joint, mark in legless.landmarks.items() if "shoulder" not in joint}
    cropped = Pose(0.0, 640, 480, cut)
    assert chosen(lambda _: cropped, length_s=40) == (None, [])


def test_both_hands_turn_the_page_and_it_comes_round():
    def twice(t: float) -> Pose:
        return with_hand(front(), *Side) if 1 <= t < 3 or 4 <= t < 6 else front()

    _, said = chosen(twice, length_s=6)
    names = [text for _, text in moves(said)]
    assert names[0] == "0.", "the first of the stretches"
    assert names[1] != "0.", "their second page"
    _, said = chosen(twice, length_s=6, items=ITEMS[:3])
    assert [text for _, text in moves(said)] == ["0.", "Routine 1."]


def test_who_turns_the_page_and_then_holds_one_hand_starts_its_first_item():
    def make(t: float) -> Pose:
        sides = tuple(Side) if 1 <= t < 3 else (Side.RIGHT,) if t >= 3.5 else ()
        return with_hand(front(), *sides)

    assert chosen(make)[0] == 2


def test_a_hand_that_comes_up_right_after_a_move_has_meant_what_was_there_before():
    late = FIRST_S + 0.5
    index, said = chosen(up_from(late))
    assert index == 0
    assert [text for _, text in moves(said)] == ["Routine 2.", "Routine 1."]
    assert chosen(up_from(FIRST_S + 1.2))[0] == 1


def test_while_a_hand_is_up_the_highlight_does_not_move():
    _, said = chosen(up_from(FIRST_S - 0.5, down_s=FIRST_S + 0.5), length_s=FIRST_S + 3)
    assert moves(said) == []


def test_a_hand_that_was_up_before_the_screen_appeared_chooses_nothing():
    assert chosen(up_from(0.0), length_s=20)[0] is None
    assert chosen(lambda t: front() if 5 < t < 6 else with_hand(front(), Side.LEFT))[0] == 0


def test_a_key_keeps_the_highlight_where_it_is_for_a_while():
    keys = [(1.0, Key.DOWN)]
    _, said = chosen(lambda _: front(), keys, length_s=AFTER_KEY_S + 3)
    assert [text for _, text in moves(said)][:2] == ["Routine 2.", "Routine 1."]
    assert moves(said)[1][0] == pytest.approx(1 + AFTER_KEY_S, abs=0.3)


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ([Key.ENTER], 0),
        ([Key.DOWN, Key.ENTER], 1),
        ([Key.DOWN, Key.RIGHT, Key.ENTER], 2),
        ([Key.UP, Key.ENTER], len(ITEMS) - 1),
        ([Key.DIGIT_2], 1),
        ([Key.DIGIT_9, Key.ENTER], 0),
        ([Key.DOWN, Key.DOWN, Key.DIGIT_2], 3),
        ([Key.HELP, Key.QUIT, Key.DOWN, Key.ENTER], 1),
        ([Key.HELP, Key.DOWN, Key.QUIT, Key.ENTER], 0),
        ([Key.QUIT], None),
    ],
)
@pytest.mark.parametrize("make", [None, lambda _: nobody()], ids=["no camera", "nobody in view"])
def test_keys_choose_with_and_without_a_camera(make, keys, wanted):
    pressed = [(0.2 * nth, key) for nth, key in enumerate(keys, start=1)]
    assert chosen(make, pressed, length_s=10)[0] == wanted


def test_m_mutes_and_the_screen_shows_it(monkeypatch):
    shown = []
    monkeypatch.setattr(home, "draw_home", lambda *_, **how: shown.append(how["muted"]))
    chosen(None, [(0.5, Key.MUTE), (1.0, Key.MUTE)], length_s=1.5)
    assert [shown[2], shown[10], shown[-1]] == [False, True, False]


def test_where_there_is_no_voice_everything_else_works():
    clock = Clock()
    window = Shown(clock, (), 20.0, (1280, 720))
    assert choose(window, Eyes(clock, up_from(1.0)), None, ITEMS, clock=clock).item is ITEMS[0]


def test_with_nothing_to_choose_the_person_leaves():
    assert chosen(items=[]) == (None, [])


def test_hands_that_the_eyes_saw_three_metres_away_choose():
    poses = read_poses(DATA / "hand-far.poses.jsonl").poses
    assert chosen(lambda t: poses[min(len(poses) - 1, int(t * 8))], start=1)[0] == 1

    def later(t: float) -> Pose:
        return poses[min(len(poses) - 1, int((t + 11) * 8))]

    index, said = chosen(later, length_s=5)
    assert (index, moves(said)[-1][1]) == (None, "0."), "both hands turn the page"


RECORDED = sorted(SAMPLES.glob("*good-1.poses.jsonl"))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name.partition(".")[0])
def test_nobody_who_only_stretches_chooses_anything(path):
    poses = list(read_poses(path).poses)

    def at(time_s: float) -> Pose:
        return poses[min(len(poses) - 1, int(time_s * 15))]

    index, _ = chosen(at, length_s=len(poses) / 15)
    assert index is None


def test_what_is_offered_has_the_routines_first_and_then_the_stretches_by_posture():
    stretches = [each for each in load_all().values() if not each.locked]
    items = home_items(all_routines().values(), stretches)
    kinds = [item.kind for item in items]
    routines = kinds.count(Kind.ROUTINE)
    assert kinds == [Kind.ROUTINE] * routines + [Kind.STRETCH] * len(stretches)
    assert {item.id for item in items[:routines]} == set(all_routines())
    groups = [item.group for item in items]
    runs = [group for nth, group in enumerate(groups) if nth == 0 or group != groups[nth - 1]]
    assert len(runs) == len(set(groups)), "each group in one piece"
    morning = next(item for item in items if item.id == "morning-lower-back")
    assert morning.detail == "10 min, on the floor"
    assert morning.said == "Morning lower back, 10 minutes."


def test_the_place_of_a_routine_is_told_in_a_word_or_two():
    assert place_of(find_routine("morning-lower-back")) == "on the floor"
    assert place_of(find_routine("desk-neck-upper-back")) == "sitting and standing"
    assert place_of(find_routine("full-back-care")) == "on the floor and sitting"
