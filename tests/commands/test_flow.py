"""A session from its first question to its last word, with what is coached replaced by answers."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from posecoach.commands import flow
from posecoach.commands.coaching import Outcome
from posecoach.commands.flow import Led, comforted, farewell, lead, welcome
from posecoach.commands.room import LiveOptions, Room
from posecoach.commands.routine import one_item
from posecoach.core.safety import URGENT, Distress
from posecoach.core.stretch import Level
from posecoach.errors import ModelError, NotToday
from posecoach.outputs.window import Key
from posecoach.progress.permission import Permission
from posecoach.routines import find_routine
from posecoach.sources.clip import ClipSource
from tests.commands.stand_ins import Shut, summary_of
from tests.conftest import SAMPLES

FREE = Permission()
WARM_UP = ["camera-check", "march", "shoulder-rolls", "blade-squeezes"]


class Silent:
    """A speaker that remembers what it was to say."""

    speaking = muted = False

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, utterance) -> None:
        self.said.append(utterance.text)

    def prepare(self, texts) -> None:
        """Nothing is made."""


@dataclass
class Played:
    """What was coached, and how each one ends; what is not named ends by itself."""

    ends: dict[str, Outcome] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    reps: list[int] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def one(self, room, stretch, level, *, keep=True, patience_s=None) -> Outcome:
        self.ids.append(stretch.id)
        self.levels.append(level)
        self.reps.append(stretch.dose.reps[level])
        self.kept += [stretch.id] if keep else []
        assert keep is (patience_s is None), "only the warm-up and its like end by themselves"
        key, distress = self.ends.get(stretch.id, (None, None))
        return Outcome(summary_of(stretch, "Lift hips a little higher"), key, distress)


@pytest.fixture
def played(monkeypatch):
    played = Played()
    monkeypatch.setattr(flow, "coach_one", played.one)
    return played


@pytest.fixture
def room():
    with ClipSource(SAMPLES / "bridge-good-1.mp4") as source:
        yield Room(source, Silent(), Shut(), LiveOptions(window=False, quick=True))


def names(routine) -> list[str]:
    return [item.stretch.id for item in routine.items]


def test_everything_comes_in_its_order_and_only_the_items_are_kept(played, room):
    routine, led = find_routine("morning-lower-back"), Led()
    lines = list(lead(room, routine, FREE, led))
    assert played.ids == [*WARM_UP, *names(routine), "get-up"]
    assert played.kept == names(routine)
    assert len(led.done) == 6
    assert lines[0].startswith("Morning lower back: 6 items, about 10 minutes")


def test_what_cannot_be_seen_is_told_before_anybody_begins(played, room, monkeypatch):
    def faceless(stretches):
        if any(stretch.reads_head for stretch in stretches):
            raise ModelError("it needs to see the head")

    monkeypatch.setattr(room.eyes, "prepare", faceless)
    with pytest.raises(ModelError):
        list(lead(room, find_routine("desk-neck-upper-back"), FREE, Led()))
    assert not played.ids


def test_the_eyes_are_made_ready_for_all_that_comes(played, room):
    list(lead(room, find_routine("morning-lower-back"), FREE, Led()))
    assert room.eyes.asked == played.ids


def test_a_single_stretch_has_no_plan_and_no_warm_up(played, room):
    stretch = find_routine("morning-lower-back").items[4].stretch
    lines = list(lead(room, one_item(stretch), FREE, Led()))
    assert played.ids == ["bridge"]
    assert lines[0].startswith("Bridge (beginner)")


@pytest.mark.parametrize(
    ("end", "over"),
    [
        ((Key.QUIT, None), True),
        ((None, Distress.STOP), True),
        ((Key.NEXT, None), False),
        ((None, Distress.HURTS), False),
    ],
)
def test_q_and_stop_end_the_session_n_and_hurts_go_on_to_the_next(played, room, end, over):
    played.ends["single-knee-to-chest"] = end
    routine, led = find_routine("morning-lower-back"), Led()
    list(lead(room, routine, FREE, led))
    wanted = names(routine)[:3] if over else names(routine)
    assert played.kept == wanted
    assert ("get-up" in played.ids) is not over


def test_who_leaves_in_the_warm_up_is_asked_nothing_more(played, room):
    played.ends["march"] = (Key.QUIT, None)
    led = Led()
    list(lead(room, find_routine("morning-lower-back"), FREE, led))
    assert played.ids == WARM_UP[:2]
    assert list(farewell(room, FREE, led)) == []


def test_pain_of_four_to_six_asks_for_one_repetition_less_at_the_beginners_level(played, room):
    routine = find_routine("morning-lower-back")
    list(lead(room, routine, Permission(level_cap=Level.BEGINNER, fewer_reps=1), Led()))
    asked = dict(zip(played.ids, played.reps, strict=True))
    assert asked["bridge"] == 6 - 1
    assert asked["single-knee-to-chest"] == 2 - 1
    assert asked["relaxed-breathing"] == 5
    assert set(played.levels) == {Level.BEGINNER}


def test_severe_pain_leaves_rest_alone_and_refuses_what_has_none_of_it(played, room):
    rest = Permission(only=("relaxed-breathing", "lying-static-leg-raise"))
    list(lead(room, find_routine("morning-lower-back"), rest, Led()))
    assert played.kept == ["relaxed-breathing"]
    with pytest.raises(NotToday, match="desk-neck-upper-back: nothing of it is offered today"):
        list(lead(room, find_routine("desk-neck-upper-back"), rest, Led()))


def test_a_flag_swaps_what_the_routine_says(played, room):
    list(
        lead(
            room,
            find_routine("morning-lower-back"),
            Permission(flags=frozenset({"flexion-sensitive"})),
            Led(),
        )
    )
    assert "sphinx" in played.kept
    assert "single-knee-to-chest" not in played.kept


def test_the_level_is_what_is_asked_for_else_what_is_earned_and_never_over_the_cap(played, room):
    stretch = one_item(find_routine("morning-lower-back").items[4].stretch)
    full = Room(
        room.source,
        room.speaker,
        room.eyes,
        LiveOptions(window=False, quick=True, level=Level.FULL),
    )
    for where, allowed in (
        (room, FREE),
        (full, FREE),
        (full, Permission(level_cap=Level.BEGINNER)),
    ):
        list(lead(where, stretch, allowed, Led()))
    assert played.levels == [Level.BEGINNER, Level.FULL, Level.BEGINNER]


def test_the_last_words_are_printed_and_said(played, room):
    led = Led()
    list(lead(room, find_routine("evening-legs-up"), FREE, led))
    well, tried = farewell(room, FREE, led)
    assert well.startswith("Well done: 2 exercises, 2 holds and repetitions in full.")
    assert tried == "Next time: lift hips a little higher."
    assert room.speaker.said == [f"{well} {tried}"]


def test_answers_that_forbid_exercise_end_it_with_status_1(monkeypatch, room):
    monkeypatch.setattr(flow, "opened", lambda *_: None)
    with pytest.raises(NotToday, match="no stretching today") as caught:
        welcome(room)
    assert caught.value.exit_status == 1


@dataclass
class Answers:
    """Somebody who answers `chosen` to what hurts, and reads what is told."""

    chosen: int | None
    patience_s: float | None = None
    told: list[str] = field(default_factory=list)

    def choose(self, title, options):
        assert len(options) == 3
        return self.chosen

    def tell(self, title, lines):
        self.told += [title, *lines]
        return True


@pytest.mark.parametrize(
    ("chosen", "goes_on", "line"),
    [
        (0, True, "Ease up. Come out slowly."),
        (None, False, "Ease up. Come out slowly."),
        (1, False, "Stop here. Rest in a comfortable position."),
        (2, False, "Stop. Sit or lie down safely."),
    ],
)
def test_only_plain_pain_that_is_answered_lets_the_session_go_on(chosen, goes_on, line):
    asker = Answers(chosen)
    assert comforted(asker) is goes_on
    assert asker.told[0] == line
    assert (URGENT in asker.told) is (chosen == 2)


def test_without_a_window_the_pause_between_two_items_is_heard(monkeypatch, played, room):
    heard = []
    monkeypatch.setattr(flow, "ready", lambda *_: True)
    monkeypatch.setattr(flow, "between", lambda *given: heard.append(given))
    unhurried = Room(room.source, room.speaker, room.eyes, LiveOptions(window=False))
    list(lead(unhurried, find_routine("evening-legs-up"), FREE, Led()))
    ((window, watcher, _, change),) = heard
    assert (window, watcher) == (None, None)
    assert change.coming == "Legs-up rest"
