"""A suspected fall: down within a second, and then nothing moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import cues, eased, film, front, nobody, standing

from posecoach.core.body import Body
from posecoach.core.fall import FallWatch
from posecoach.core.session import Session

from .motions import STRETCHES


def falling(in_s: float, stirs_at_s: float | None = None):
    """Somebody who stands, and whose trunk is level `in_s` after the third second."""
    lean = eased([(3.0, 0.0), (3.0 + in_s, 88.0)])

    def at(time_s: float):
        more = 20.0 if stirs_at_s is not None and time_s > stirs_at_s else 0.0
        return standing(lean(time_s) - more)

    return at


def suspected_s(motion, length_s: float = 14.0, fps: float = 15) -> float | None:
    watch = FallWatch()
    for pose in film(motion, length_s, fps):
        if watch.step(Body(pose)):
            return pose.time_s
    return None


@pytest.mark.parametrize("fps", [5, 15, 30])
def test_who_drops_and_lies_still_is_asked_after_five_seconds(fps):
    assert suspected_s(falling(0.6), fps=fps) == pytest.approx(8.6, abs=0.5)


def test_who_goes_down_slowly_has_not_fallen():
    assert suspected_s(falling(4.0)) is None


def test_who_moves_again_has_not_fallen():
    assert suspected_s(falling(0.6, stirs_at_s=6.0)) is None


def test_who_is_not_seen_any_more_after_a_drop_is_asked_as_well():
    down = falling(0.6)
    gone = suspected_s(lambda t: down(t) if t < 5 else replace(nobody(), time_s=t))
    assert gone == pytest.approx(8.6, abs=0.5)


def test_who_was_never_upright_cannot_fall():
    assert suspected_s(lambda t: standing(88.0)) is None


def test_it_is_asked_aloud_and_again():
    down = falling(0.6)
    session = Session(STRETCHES["lumbar-flexion-standing"])
    steps = [session.step(pose) for pose in film(down, 30, 10)]
    asked = [at_s for at_s, id_ in cues(steps) if id_ == "fallen"]
    assert len(asked) >= 2
    said = [s.feedback.say.text for s in steps if s.feedback.say]
    assert said.count("Are you all right?") >= 2


def test_who_sits_well_is_never_asked():
    session = Session(STRETCHES["neck-lateral-ear-to-shoulder"])
    steps = [session.step(pose) for pose in film(lambda t: front(), 20, 10)]
    assert "fallen" not in [id_ for _, id_ in cues(steps)]
