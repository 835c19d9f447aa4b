from __future__ import annotations

import numpy as np
import pytest

from posecoach.sources.clip import STILL, ClipSource
from posecoach.sources.still import STILL_S, StillWatch, same
from tests.sources.test_clip import stopped


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (96, 128, 3)).astype(np.uint8)


def told(seeds: list[int], fps: float = 10.0) -> list[float]:
    """The times at which pictures made from these seeds are said to stand still."""
    watch = StillWatch()
    return [n / fps for n, seed in enumerate(seeds) if watch.step(n / fps, picture(seed))]


def test_pictures_that_stop_are_told_after_two_seconds_until_they_move():
    assert told([*range(20), *[20] * 40, *range(21, 40)]) == [n / 10 for n in range(40, 60)]


def test_a_picture_that_a_codec_renews_has_not_begun_to_move():
    seeds = [*range(20), *[20] * 40, *[21] * 40]
    assert told(seeds) == [n / 10 for n in (*range(40, 60), *range(80, 100))]


def test_a_photograph_never_moved():
    assert told([0] * 100) == []
    assert told([*range(8), *[8] * 60, *range(9, 12), *[12] * 60]) == []  # what a codec adds to it


@pytest.mark.parametrize("each", [2, 3, 4])
def test_a_clip_that_shows_every_picture_more_than_once_moves(each):
    seeds = [n // each for n in range(60)]
    assert told(seeds) == []
    assert told([*seeds, *[99] * 30])


def test_a_pixel_is_a_difference():
    other = picture(0)
    other[50, 33, 1] ^= 1
    assert same(picture(0), picture(0))
    assert not same(picture(0), other)
    assert not same(picture(0), picture(0)[:, :64])


@pytest.mark.parametrize(("from_s", "to_s"), [(3.0, 8.0), (3.0, 4.8)])
def test_a_clip_tells_where_its_picture_has_stopped(tmp_path, from_s, to_s):
    with ClipSource(stopped(tmp_path, from_s, to_s, 10.0)) as clip:
        frames = list(clip.frames())
    assert len(frames) == 100
    begins_s = from_s - 0.1 + STILL_S  # the last picture that is new is the one before
    still = [n / 10 for n in range(100) if begins_s - 1e-6 <= n / 10 < to_s]
    assert [round(frame.time_s, 1) for frame in frames if frame.trouble == STILL] == still
