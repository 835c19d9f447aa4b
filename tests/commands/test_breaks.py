"""`posecoach breaks`: what is asked for, when it is quiet, and one look a second."""

from __future__ import annotations

from datetime import datetime, time

import numpy as np
import pytest
from bodies import front

from posecoach.commands.breaks import hours, is_quiet, seconds, seen_from
from posecoach.core.breaks import Seen
from posecoach.errors import PosecoachError
from posecoach.ports import Frame


@pytest.mark.parametrize(("text", "wanted"), [("30m", 1800), ("90s", 90), ("1.5h", 5400)])
def test_a_time_is_read_with_its_unit(text, wanted):
    assert seconds(text) == wanted


@pytest.mark.parametrize("text", ["30", "m", "-5m", "0m", "half an hour"])
def test_what_is_no_time_is_told_in_one_line(text):
    with pytest.raises(PosecoachError, match="wanted a time such as 30m"):
        seconds(text)


@pytest.mark.parametrize("text", ["12-13", "25:00-26:00", "noon"])
def test_what_are_no_hours_is_told_in_one_line(text):
    with pytest.raises(PosecoachError, match="wanted two times such as"):
        hours(text)


@pytest.mark.parametrize(
    ("clock", "quiet", "wanted"),
    [
        ((12, 30), "12:00-13:00", True),
        ((13, 0), "12:00-13:00", False),
        ((23, 0), "22:00-07:00", True),
        ((6, 59), "22:00-07:00", True),
        ((12, 0), "22:00-07:00", False),
    ],
)
def test_the_quiet_hours_may_go_over_midnight(clock, quiet, wanted):
    assert is_quiet(datetime(2026, 3, 1, *clock).astimezone(), hours(quiet)) is wanted


def test_without_hours_it_is_never_quiet():
    assert not is_quiet(datetime(2026, 3, 1, 3).astimezone(), None)
    assert hours("7:05-8:10") == (time(7, 5), time(8, 10))


class Camera:
    """Thirty frames a second for ten seconds, three of them in trouble."""

    def frames(self):
        picture = np.zeros((48, 64, 3), np.uint8)
        for count in range(300):
            trouble = "gone" if 90 <= count < 180 else None
            yield Frame(count / 30, picture, trouble)


class Counting:
    looks = 0

    def estimate(self, frame):
        self.looks += 1
        return front()


def test_one_look_a_second_is_enough_and_trouble_is_no_absence():
    estimator = Counting()
    looks = list(seen_from(Camera(), estimator))
    assert len(looks) == 10
    assert estimator.looks == 7
    assert [seen for _, seen in looks].count(Seen.UNKNOWN) == 3
