"""From the home screen to what was chosen and back; what is not allowed is not to be chosen."""

from __future__ import annotations

import pytest

from posecoach.commands import flow, home, live
from posecoach.commands.home import Choice
from posecoach.commands.room import LiveOptions, Room
from posecoach.progress.permission import Permission
from tests.commands.stand_ins import Shut
from tests.commands.test_flow import Played, Silent


class Chooser:
    """Chooses by id, one after the other, then leaves; remembers what was offered."""

    def __init__(self, *ids: str) -> None:
        self.ids = list(ids)
        self.offered: list[str] = []
        self.note = ""
        self.pointed: list[int] = []

    def __call__(self, window, watcher, speaker, items, chosen, note=""):
        self.offered, self.note = [item.id for item in items], note
        self.pointed.append(chosen)
        if not self.ids:
            return None
        index = self.offered.index(self.ids.pop(0))
        return Choice(index, items[index])


class Shown:
    """A window that shows nothing and is answered at once."""

    closed = False
    size_px = (640, 480)

    def show(self, picture):
        return ["enter"]


class Unwatched(Room):
    """A room in which nobody looks between the exercises."""

    def watched(self):
        from contextlib import nullcontext

        return nullcontext()


@pytest.fixture
def at_home(monkeypatch):
    """Return what runs the home screen with these choices and this permission."""
    played = Played()
    monkeypatch.setattr(flow, "coach_one", played.one)

    def go(chooser: Chooser, allowed: Permission) -> tuple[Played, list[str]]:
        monkeypatch.setattr(home, "choose", chooser)
        monkeypatch.setattr(flow, "welcome", lambda room: allowed)
        source = type("Clip", (), {"name": "camera 0"})()
        room = Unwatched(source, Silent(), Shut(), LiveOptions(quick=True), Shown())
        return played, list(live._choose_and_coach(room))

    return go


def test_what_is_chosen_is_coached_and_the_next_one_is_highlighted_then(at_home):
    chooser = Chooser("bridge", "evening-legs-up")
    played, lines = at_home(chooser, Permission())
    assert played.kept == ["bridge", "relaxed-breathing", "lying-static-leg-raise"]
    assert chooser.pointed[0] == 0
    assert chooser.pointed[1] == chooser.offered.index("bridge") + 1
    assert any(line.startswith("Well done: 3 exercises") for line in lines)


def test_routines_come_first_and_locked_stretches_are_not_offered(at_home):
    chooser = Chooser()
    played, lines = at_home(chooser, Permission())
    assert chooser.offered[0] == "desk-neck-upper-back"
    assert "lumbar-flexion-standing" not in chooser.offered
    assert chooser.note == ""
    assert (played.kept, lines) == ([], [])


def test_what_the_answers_bar_is_left_out_and_counted(at_home):
    chooser = Chooser()
    at_home(chooser, Permission(only=("relaxed-breathing", "lying-static-leg-raise")))
    assert {"relaxed-breathing", "lying-static-leg-raise"} <= set(chooser.offered)
    assert "bridge" not in chooser.offered
    assert "desk-neck-upper-back" not in chooser.offered
    assert chooser.note.endswith(" not offered today, by your answers.")


def test_one_repetition_less_is_taken_off_once(at_home):
    chooser = Chooser("bridge")
    played, _ = at_home(chooser, Permission(fewer_reps=1))
    plain, _ = at_home(Chooser("bridge"), Permission())
    assert played is plain
    assert played.reps == [played.reps[1] - 1, played.reps[1]]
