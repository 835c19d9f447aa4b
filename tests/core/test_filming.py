"""A recording by its clock: what is counted, when it ends, and what somebody on the floor hears."""

from __future__ import annotations

import pytest

from posecoach.core.feedback import Tone
from posecoach.core.filming import FilmClock, Filming, Part


def played(clock: FilmClock, length_s: float, fps: float = 10) -> list[tuple[float, Filming]]:
    times_s = [nth / fps for nth in range(round(length_s * fps) + 1)]
    return [(time_s, clock.step(time_s)) for time_s in times_s]


def heard(moments: list[tuple[float, Filming]]) -> list[tuple[float, str]]:
    return [(time_s, each.say.text) for time_s, each in moments if each.say]


def tones(moments: list[tuple[float, Filming]]) -> list[tuple[float, Tone]]:
    return [(time_s, each.tone) for time_s, each in moments if each.tone]


@pytest.mark.parametrize("fps", [5, 10, 15, 30])
def test_a_film_is_as_long_as_it_was_asked_for_at_every_frame_rate(fps):
    moments = played(FilmClock(3.0, 10.0), 20.0, fps)
    filmed = [time_s for time_s, each in moments if each.part is Part.FILMING]
    assert filmed[0] == pytest.approx(3.0)
    assert len(filmed) == 10 * fps
    assert moments[-1][1].part is Part.OVER


def test_the_countdown_is_heard_word_by_word_and_each_word_has_its_tick():
    moments = played(FilmClock(5.0, 10.0), 16.0)
    assert heard(moments) == [
        (0.0, "Take your place"), (2.0, "Three"), (3.0, "Two"), (4.0, "One"), (15.0, "Recorded"),
    ]  # fmt: skip
    assert tones(moments) == [
        (2.0, Tone.TICK), (3.0, Tone.TICK), (4.0, Tone.TICK), (5.0, Tone.START),
        (10.0, Tone.HALFWAY), (12.0, Tone.TICK), (13.0, Tone.TICK), (14.0, Tone.TICK),
        (15.0, Tone.END),
    ]  # fmt: skip


def test_a_short_countdown_has_no_room_for_a_sentence():
    assert heard(played(FilmClock(3.0, 5.0), 4.0)) == [(0.0, "Three"), (1.0, "Two"), (2.0, "One")]


def test_a_slow_camera_hears_the_last_second_that_has_come_and_none_twice():
    clock = FilmClock(5.0, 10.0)
    words = [clock.step(time_s).say for time_s in (0.0, 1.0, 3.4, 3.5, 4.9)]
    assert [word and word.text for word in words] == ["Take your place", None, "Two", None, "One"]


def test_without_a_countdown_the_first_frame_is_filmed():
    first = FilmClock(0.0, 10.0).step(7.3)
    assert (first.part, first.left_s, first.tone) == (Part.FILMING, 10.0, Tone.START)


def test_the_ring_empties_before_and_fills_while_it_is_filmed():
    rings = [each.progress for _, each in played(FilmClock(4.0, 8.0), 11.9)]
    down, up = rings[:40], rings[40:]
    assert down == sorted(down, reverse=True)
    assert up == sorted(up)
    assert (down[0], up[0], up[40]) == (1.0, 0.0, pytest.approx(0.5))


def test_whoever_stops_it_ends_it_at_once_and_hears_so_once():
    clock = FilmClock(0.0, 30.0)
    clock.step(0.0)
    ends = [clock.step(time_s, stop=True) for time_s in (4.0, 4.1)]
    assert [each.part for each in ends] == [Part.OVER, Part.OVER]
    assert [each.tone for each in ends] == [Tone.END, None]


def test_stopping_before_anything_was_filmed_does_not_say_recorded():
    clock = FilmClock(5.0, 30.0)
    clock.step(0.0)
    end = clock.step(1.0, stop=True)
    assert (end.part, end.say, end.tone) == (Part.OVER, None, None)


def test_a_clip_taken_whole_goes_on_after_the_time_that_was_expected():
    moments = played(FilmClock(0.0, 2.0, ends=False), 3.0)
    assert {each.part for _, each in moments} == {Part.FILMING}
    assert moments[-1][1].progress == 1.0
