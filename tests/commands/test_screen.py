"""What the keys of the coaching window ask for."""

from __future__ import annotations

import pytest

from posecoach.app import Remote
from posecoach.commands.screen import Screen, Targets
from posecoach.core.safety import Distress
from posecoach.core.stretch import Level
from posecoach.outputs.screens import HELP_PAGES
from posecoach.outputs.window import Key
from posecoach.ports import Frame
from tests.commands.test_flow import Silent
from tests.core.motions import STRETCHES
from tests.outputs.steps import blank


class Keys:
    """A window of which one key after the other is pressed."""

    size_px = (640, 480)

    def __init__(self, *keys: Key) -> None:
        self.keys = list(keys)

    def show(self, picture):
        return [self.keys.pop(0)] if self.keys else []


def pressed(*keys: Key) -> tuple[Remote, Silent]:
    remote, speaker, window = Remote(), Silent(), Keys(*keys)
    screen = Screen(window, Targets(STRETCHES["bridge"]), remote, speaker)
    session = steps_of_nobody()
    for _ in keys:
        screen.emit(Frame(0.0, blank()), session)
    return remote, speaker


def steps_of_nobody():
    from bodies import nobody

    from posecoach.core.session import Session

    return Session(STRETCHES["bridge"]).step(nobody())


def test_easier_is_asked_for_and_said_and_the_stretch_goes_on():
    remote, speaker = pressed(Key.EASE)
    assert remote.easier
    assert not remote.over
    assert speaker.said == ["Ease back a little."]


@pytest.mark.parametrize(
    ("key", "distress", "line"),
    [
        (Key.HURTS, Distress.HURTS, "Ease up. Come out slowly."),
        (Key.STOP, Distress.STOP, "Stopped. Rest as long as you like."),
    ],
)
def test_hurts_and_stop_end_it_at_once_with_their_line(key, distress, line):
    remote, speaker = pressed(key)
    assert remote.over
    assert remote.distress is distress
    assert speaker.said == [line]


def test_space_pauses_and_goes_on_and_n_and_q_end_it():
    assert pressed(Key.PAUSE)[0].paused
    assert not pressed(Key.PAUSE, Key.PAUSE)[0].paused
    for key in (Key.NEXT, Key.QUIT):
        remote, speaker = pressed(key)
        assert remote.over
        assert remote.distress is None
        assert speaker.said == []


def test_help_pauses_and_its_pages_are_turned_until_it_is_left():
    assert pressed(Key.HELP)[0].paused
    assert pressed(Key.HELP, Key.HELP, Key.LEFT)[0].paused
    for keys in ((Key.HELP, Key.QUIT), [Key.HELP] * (HELP_PAGES + 1), (Key.HELP, Key.LEFT)):
        remote, speaker = pressed(*keys)
        assert not remote.paused
        assert not remote.over
        assert speaker.said == []


def test_a_key_that_turns_a_page_is_not_what_ended_the_stretch():
    remote, speaker, window = Remote(), Silent(), Keys(Key.HELP, Key.QUIT)
    screen = Screen(window, Targets(STRETCHES["bridge"]), remote, speaker)
    for _ in range(2):
        screen.emit(Frame(0.0, blank()), steps_of_nobody())
    assert screen.last_key is Key.HELP


def test_the_stretch_is_shown_before_the_first_frame_is_there():
    shown = []

    class Watched(Keys):
        def show(self, picture):
            shown.append(picture)
            return super().show(picture)

    remote = Remote()
    screen = Screen(Watched(Key.QUIT), Targets(STRETCHES["bridge"]), remote, Silent())
    screen.open(STRETCHES["bridge"], Level.BEGINNER, (320, 240))
    (picture,) = shown
    assert picture.shape == (480, 640, 3)
    assert picture.max() > 200, "there are words on it"
    assert remote.over, "a key that was pressed by then is not lost"
