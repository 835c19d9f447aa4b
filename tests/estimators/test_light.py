"""The light of pictures whose light is known, and dark pictures made bright for the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from bodies import front, nobody

from posecoach.core.light import Light
from posecoach.core.pose import Joint, Landmark, Point, Pose
from posecoach.core.setting import BLURRED, NOISY
from posecoach.estimators import light as lights
from posecoach.estimators.light import EVERY_S, LitEstimator, gain_for, lift, measure
from posecoach.ports import Closing, Frame

SAMPLES = Path(__file__).parents[2] / "samples"
SIZES = [(480, 640), (720, 1280), (1080, 1920), (240, 320), (360, 500)]


def grey(level: float, size: tuple[int, int] = (480, 640)) -> np.ndarray:
    return np.full((*size, 3), level, np.uint8)


def stripes(size: tuple[int, int] = (480, 640), dark: int = 60, bright: int = 180) -> np.ndarray:
    """Upright stripes with sharp edges, a tenth of the picture wide."""
    across = np.arange(size[1]) * 10 // size[1] % 2
    return np.broadcast_to(np.where(across, bright, dark)[None, :, None], (*size, 3)).astype(
        np.uint8
    )


def noisy(bgr: np.ndarray, sd: float) -> np.ndarray:
    noise = np.random.default_rng(3).normal(0, sd, bgr.shape)
    return np.clip(bgr + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", [0, 25, 120, 255])
def test_an_even_picture_is_as_bright_as_it_is(size, level):
    light = measure(grey(level, size))
    assert light.brightness == pytest.approx(level, abs=0.5)
    assert light.highlights == pytest.approx(level, abs=0.5)
    assert light.clipped == (1.0 if level == 255 else 0.0)
    assert (light.body, light.sharpness) == (None, None)


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_what_is_white_is_counted(share):
    picture = grey(90)
    picture[: round(480 * share)] = 255
    assert measure(picture).clipped == pytest.approx(share, abs=0.01)


def test_highlights_are_what_a_twentieth_surpasses():
    picture = grey(50)
    picture[:48] = 200
    assert measure(picture).highlights == pytest.approx(200, abs=1)
    picture[20:48] = 50
    assert measure(picture).highlights == pytest.approx(50, abs=1)


@pytest.mark.parametrize("size", [(480, 640), (720, 1280)])
@pytest.mark.parametrize("sd", [4.0, 8.0, 15.0])
def test_the_signal_is_the_scene_over_its_noise(size, sd):
    """Stripes of 60 and 180 have a standard deviation of 60."""
    assert measure(noisy(stripes(size), sd)).signal == pytest.approx(60 / sd, rel=0.15)


@pytest.mark.parametrize("size", SIZES[:4])  # other widths are shrunk to 320 only about
def test_sharpness_falls_with_blur_whatever_the_size(size):
    def blurred(px_at_640: float) -> float:
        sd = px_at_640 * size[1] / 640
        picture = cv2.GaussianBlur(stripes(size), (0, 0), sd) if sd else stripes(size)
        return measure(picture).sharpness or 0.0

    values = [blurred(px) for px in (0, 2, 4, 6, 8)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.8
    assert values[1] > BLURRED[1]
    assert values[3] < BLURRED[0]


def test_noise_does_not_make_a_blurred_picture_sharp():
    picture = cv2.GaussianBlur(stripes(), (0, 0), 8)
    assert measure(noisy(picture, 4)).sharpness < BLURRED[0]


def painted(shown: Pose, body: int, wall: int, size: tuple[int, int]) -> np.ndarray:
    """A wall, and on it a thick figure of the body."""
    picture = grey(wall, size)
    seen = shown.sized(size[1], size[0])
    for part, other in (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle")):
        for side in ("left", "right"):
            a, b = (seen.landmarks.get(Joint(f"{side}_{each}")) for each in (part, other))
            if a and b:
                ends = [(round(m.point.x_px), round(m.point.y_px)) for m in (a, b)]
                cv2.line(picture, *ends, (body, body, body), size[1] // 12)
    return picture


@pytest.mark.parametrize("size", SIZES)
def test_the_body_is_measured_along_its_limbs(size):
    shown = front().sized(size[1], size[0])
    light = measure(painted(front(), 20, 250, size), shown)
    assert light.body == pytest.approx(20, abs=12)
    assert light.brightness > 150


def test_a_body_at_the_very_edge_is_no_harm():
    marks = {Joint(f"left_{part}"): Landmark(Point(640.0, 480.0), 0.9) for part in ("hip", "knee")}
    assert measure(grey(70), replace(front(), landmarks=marks)).body == pytest.approx(70, abs=1)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (7, 3), (3, 7), (16, 16), (480, 1)])
def test_tiny_pictures_are_no_harm(size):
    light = measure(grey(50, size), nobody())
    assert light.brightness == pytest.approx(50, abs=0.5)
    assert lift(grey(50, size), 2.0).shape == (*size, 3)


class Seeing(Closing):
    """Keeps what it was shown, and sees one point at its middle."""

    def __init__(self) -> None:
        self.shown: list[Frame] = []
        self.closed = False

    def estimate(self, frame: Frame) -> Pose:
        self.shown.append(frame)
        height_px, width_px = frame.bgr.shape[:2]
        middle = Landmark(Point(width_px / 2, height_px / 2), 0.9)
        return Pose(frame.time_s, width_px, height_px, {Joint.NOSE: middle})

    def close(self) -> None:
        self.closed = True


def test_a_bright_picture_is_shown_as_it_is_and_the_pose_carries_its_light():
    inner = Seeing()
    with LitEstimator(inner) as estimator:
        frame = Frame(0.0, stripes())
        pose = estimator.estimate(frame)
    assert inner.shown == [frame]
    assert pose.light == measure(frame.bgr, pose)
    assert inner.closed


@pytest.mark.parametrize("size", [(480, 640), (1080, 1920)])
def test_a_dark_picture_is_shown_bright_from_the_first_and_the_pose_is_in_its_own_pixels(size):
    inner = Seeing()
    estimator = LitEstimator(inner)
    dark = noisy(stripes(size, 15, 35), 2)
    poses = [estimator.estimate(Frame(n / 15, dark)) for n in range(5)]
    for frame in inner.shown:
        assert frame.bgr.mean() == pytest.approx(110, rel=0.05)
        assert frame.bgr.shape[1] == 640  # more than the model's own would only cost time
    for pose in poses:
        assert (pose.width_px, pose.height_px) == size[::-1]
        at = pose.landmarks[Joint.NOSE].point
        assert (at.x_px, at.y_px) == pytest.approx((size[1] / 2, size[0] / 2), abs=1)
        assert pose.light.brightness == pytest.approx(25, abs=1)


def test_noise_is_averaged_away_while_a_picture_is_dark():
    inner = Seeing()
    estimator = LitEstimator(inner)
    rng = np.random.default_rng(1)
    for n in range(15):
        picture = np.clip(stripes(dark=20, bright=30) + rng.normal(0, 8, (480, 640, 3)), 0, 255)
        estimator.estimate(Frame(n / 15, picture.astype(np.uint8)))
    spread = [frame.bgr[200:280, 10:50].std() for frame in inner.shown]
    assert spread[-1] < 0.6 * spread[0]


def test_a_lit_body_before_black_is_not_overexposed():
    light = Light(56, 200, 155, 0.0, 60.0, 0.6)
    assert gain_for(light) < 1.3


def test_the_light_is_looked_at_twice_a_second_at_most(monkeypatch):
    looks = []

    def counted(bgr, pose=None):
        looks.append(pose)
        return measure(bgr, pose)

    monkeypatch.setattr(lights, "measure", counted)
    estimator = LitEstimator(Seeing())
    for n in range(91):
        estimator.estimate(Frame(n / 30, stripes()))
    assert len(looks) - 1 == pytest.approx(3 / EVERY_S, abs=1)  # one more for the very first


def test_a_clock_that_jumps_back_does_not_stop_the_looking():
    estimator = LitEstimator(Seeing())
    estimator.estimate(Frame(100.0, stripes()))
    pose = estimator.estimate(Frame(1.0, grey(200)))
    assert pose.light.brightness == pytest.approx(200, abs=1)


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
@pytest.mark.parametrize("clip", ["bridge-good-1", "neck-lateral-ear-to-shoulder-good-1"])
def test_in_the_dark_the_person_is_found_and_the_noise_is_known(clip):
    """Mean brightness 25 of 255, noise of standard deviation 8."""
    from posecoach.estimators.mediapipe_pose import MediaPipePose
    from posecoach.estimators.model import ensure_model
    from posecoach.sources.clip import ClipSource

    rng = np.random.default_rng(0)
    poses = []
    with (
        ClipSource(SAMPLES / f"{clip}.mp4") as source,
        LitEstimator(MediaPipePose(ensure_model().pose_task)) as estimator,
    ):
        for frame, _ in zip(source.frames(), range(30), strict=False):
            dark = frame.bgr * (25 / frame.bgr.mean()) + rng.normal(0, 8, frame.bgr.shape)
            shown = np.clip(dark, 0, 255).astype(np.uint8)
            poses.append(estimator.estimate(replace(frame, bgr=shown)))
    assert sum(not pose.empty for pose in poses) >= 0.85 * len(poses)
    assert poses[-1].light.brightness == pytest.approx(25, abs=1)
    assert poses[-1].light.signal < NOISY[0]  # so nothing is judged by it


@pytest.mark.parametrize("step", [1, 2, 3, 4, 6])
def test_a_shrunk_picture_holds_the_mean_of_each_square(step):
    picture = np.random.default_rng(0).integers(0, 256, (54, 77, 3), np.uint8)
    rows, columns = 54 // step, 77 // step
    squares = picture[: rows * step, : columns * step].reshape(rows, step, columns, step, 3)
    shrunk = lights._shrunk(picture, step)
    assert np.abs(shrunk[:rows, :columns] - squares.mean(axis=(1, 3))).max() <= 1.0
