"""A suspected fall: down within a second, and then nothing moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bodies import TRUNK, cues, eased, film, front, nobody, standing

from posecoach.core.body import Body
from posecoach.core.fall import FallWatch
from posecoach.core.lately import Lately
from posecoach.core.pose import Pose
from posecoach.core.session import Session

from .motions import STRETCHES
from .test_limbs import scaled


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


@pytest.mark.parametrize("seen_still_s", [0.0, 0.5])
def test_who_leaves_the_picture_in_going_down_has_not_fallen(seen_still_s):
    down, gone_s = falling(0.6), 3.6 + seen_still_s
    assert suspected_s(lambda t: down(t) if t < gone_s else nobody(t), 30) is None


def test_a_picture_that_stops_shows_nobody_lying_still():
    watch, down = FallWatch(), falling(0.6)
    poses = [*film(down, 4.0, 15), replace(down(12.0), time_s=12.0)]
    assert not any([watch.step(Body(pose)) for pose in poses])


def test_who_is_back_at_the_same_place_is_asked_once_seen_to_lie_still():
    down = falling(0.6)
    away = suspected_s(lambda t: nobody(t) if 4.0 < t < 20 else down(t), 25)
    assert away == pytest.approx(20.6, abs=0.5)


def test_who_falls_after_stepping_back_is_asked():
    down, back_s = falling(0.6), 36.0
    size = eased([(3.0, 1.0), (6.0, 0.4)])

    def motion(time_s: float) -> Pose:
        return scaled(down(time_s - back_s), size(time_s))

    assert suspected_s(motion, back_s + 14) == pytest.approx(back_s + 8.6, abs=0.5)


@pytest.mark.parametrize("size", [1.0, 0.4])
def test_who_steps_back_or_stays_and_stands_still_has_not_fallen(size):
    away = eased([(3.0, 1.0), (6.0, size)])
    assert suspected_s(lambda t: scaled(standing(), away(t)), 60) is None


def test_who_folds_toward_the_camera_for_long_has_not_fallen_by_rising_a_little():
    """The trunk looks short, and the width of the shoulders tells how large the person is."""
    rise = eased([(3.0, 0.0), (8.0, 0.85), (45.0, 0.85), (46.0, 0.7), (46.5, 0.7), (47.2, 0.9)])
    assert suspected_s(lambda t: folded_toward(rise(t)), 60) is None


def folded_toward(share: float) -> Pose:
    """Somebody before the camera whose trunk has lost a share of its height."""
    shown = front()
    upper = {j: m for j, m in shown.landmarks.items() if "hip" not in j}
    down = {
        j: replace(m, point=replace(m.point, y_px=m.point.y_px + share * TRUNK))
        for j, m in upper.items()
    }
    return replace(shown, landmarks=dict(shown.landmarks) | down)


def test_the_largest_of_late_is_kept_in_one_number_a_second():
    lately = Lately(5.0)
    assert lately.largest == 0.0
    for n in range(301):  # ever smaller, which is the most there is to keep
        lately.take(n / 30, 1000.0 - n)
    assert lately.largest == pytest.approx(1000 - 150, abs=30)
    assert len(lately._falling) <= 7
    lately.take(10.1, 2000.0)
    assert lately.largest == 2000.0
    lately.take(60.0, 1.0)
    assert lately.largest == 1.0


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
