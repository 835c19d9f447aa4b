from __future__ import annotations

import pytest

from posecoach.outputs.even import Even


def beats(times_s: list[float], fps: float) -> list[int]:
    """Which of the things, by number, stands at each beat."""
    even: Even[int] = Even(fps)
    given = [each for nth, time_s in enumerate(times_s) for each in even.take(time_s, nth)]
    return given + even.last()


def test_things_on_the_beat_are_given_once_each():
    assert beats([nth / 15 for nth in range(30)], 15) == list(range(30))


def test_a_camera_twice_as_fast_loses_every_second_picture_and_no_time():
    assert len(beats([nth / 30 for nth in range(90)], 15)) == 45


def test_a_slow_camera_is_repeated_and_keeps_its_time():
    assert beats([0.0, 0.5, 1.0], 4) == [0, 0, 1, 1, 2]


def test_a_stall_stands_still_for_as_long_as_it_lasts():
    assert beats([3.0, 3.1, 5.0], 10) == [0, *[1] * 19, 2]


@pytest.mark.parametrize("fps", [15, 30])
def test_jitter_never_moves_a_picture_by_more_than_half_a_beat_and_a_frame(fps):
    times_s = [nth / 25 + (0.015 if nth % 3 else -0.01) for nth in range(1, 100)]
    for beat, nth in enumerate(beats(times_s, fps)):
        assert abs(times_s[nth] - times_s[0] - beat / fps) < 0.5 / fps + 0.066


def test_nothing_taken_is_nothing_given():
    assert Even[int](15).last() == []


def test_what_was_given_at_the_end_is_not_given_again():
    even: Even[str] = Even(15)
    even.take(0.0, "a")
    assert (even.last(), even.last()) == (["a"], [])
