"""A routine led from the first item to the last, with what is coached replaced by what is asked."""

from __future__ import annotations

import pytest

from posecoach.commands import live
from posecoach.commands.live import LiveOptions
from posecoach.commands.routine import announced, is_routine, run_routine, summed_up
from posecoach.core.coach import Attempt
from posecoach.core.feedback import Cue, CueKind
from posecoach.core.stretch import Level
from posecoach.core.summary import GivenCue, Summary
from posecoach.errors import PosecoachError
from posecoach.outputs.window import Key
from posecoach.routines import find_routine
from tests.conftest import SAMPLES

CLIP = SAMPLES / "bridge-good-1.mp4"


def summary_of(stretch, cue: str | None = None, kind: CueKind = CueKind.COMPENSATION) -> Summary:
    cues = (GivenCue(1.0, Cue("x", kind, cue)),) if cue else ()
    attempts = (Attempt(None, 0, 5, 5.0, None), Attempt(None, 6, 8, 1.0, "hold"))
    return Summary(stretch, Level.BEGINNER, 60, 900, 900, 1.0, attempts, cues, {}, 90)


@pytest.fixture
def coached(monkeypatch):
    """The ids of what was coached, in order; the fourth is answered with q."""
    ids = []

    def one(source, stretch, options, window, diary):
        ids.append(stretch.id)
        return summary_of(stretch, "Lift hips a little higher"), Key.QUIT if len(ids) == 4 else None

    monkeypatch.setattr(live, "coach_one", one)
    return ids


def test_every_item_comes_in_its_order_until_the_person_has_had_enough(coached):
    options = LiveOptions(camera=str(CLIP), window=False)
    said = list(run_routine("morning-lower-back", options))
    wanted = [item.stretch.id for item in find_routine("morning-lower-back").items]
    assert coached == wanted[:4]
    assert said[0] == "Morning lower back: 6 items, about 10 minutes"
    assert said[-1].startswith("Well done: 4 exercises, 4 holds and repetitions in full.")


def test_the_camera_is_spoken_of_when_it_must_move_and_only_then():
    routine = find_routine("full-back-care")
    stretches = list(announced(routine))
    cameras = [item.stretch.camera for item in routine.items]
    for number, stretch in enumerate(stretches):
        told = stretch.phases["setup"].startswith("Camera")
        assert told is (number == 0 or cameras[number] != cameras[number - 1])


def test_the_summary_has_what_went_well_and_one_thing_to_try():
    stretch = find_routine("five-for-the-spine").items[0].stretch
    one, other = summary_of(stretch, "Rest your head"), summary_of(stretch, "Hips stay down")
    assert summed_up([one, other, one]) == (
        "Well done: 3 exercises, 3 holds and repetitions in full. Next time: rest your head."
    )
    assert "Next time" not in summed_up([summary_of(stretch)])


def test_a_routine_is_told_from_a_stretch_by_its_name():
    assert is_routine("evening-legs-up")
    assert not is_routine("bridge")
    with pytest.raises(PosecoachError, match="none of that name"):
        list(run_routine("evening", LiveOptions(camera=str(CLIP), window=False)))
