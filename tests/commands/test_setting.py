"""What the doctor says of the setting: the sentences of coaching, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest
from bodies import front, kneeling, lying, nobody, standing

from posecoach.commands import doctor, setting
from posecoach.commands.setting import LOOK_S, check_setting, look_at
from posecoach.core.light import Light
from posecoach.core.pose import Pose
from posecoach.errors import CannotJudge, PosecoachError
from posecoach.ports import Closing, Frame
from posecoach.sources.camera import LOST, SLOW
from tests.core.motions import STRETCHES
from tests.core.test_framing import larger, shifted, tilted
from tests.core.test_setting import FOG, NIGHT, SILHOUETTE, lit

LATERAL, KNEE, LUNGE, FOLD = (
    "neck-lateral-ear-to-shoulder",
    "single-knee-to-chest",
    "hip-flexor-kneeling",
    "lumbar-flexion-standing",
)


class Room(Closing):
    """A camera and what is seen by it: always the same, for a minute."""

    name, size_px, duration_s = "room", (640, 480), None

    def __init__(self, shown: Pose, **more: str) -> None:
        self._shown, self._more, self.given = shown, more, 0

    def frames(self) -> Iterator[Frame]:
        for self.given in range(600):
            yield Frame(self.given / 10, np.zeros((480, 640, 3), np.uint8), **self._more)

    def estimate(self, frame: Frame) -> Pose:
        return replace(self._shown, time_s=frame.time_s)


def wrong(shown: Pose, id_: str = LATERAL, **more: str) -> list[str]:
    room = Room(shown, **more)
    return look_at(room, room, STRETCHES[id_]).all_wrong


def test_where_all_is_well_nothing_is_said_and_the_look_is_short():
    room = Room(front())
    assert look_at(room, room, STRETCHES[LATERAL]).all_wrong == []
    assert room.given / 10 == pytest.approx(LOOK_S, abs=0.2)


@pytest.mark.parametrize(
    ("shown", "id_", "sentence"),
    [
        (lit(NIGHT), LATERAL, "Too dark. Please switch on a light."),
        (lit(SILHOUETTE), LATERAL, "Too bright behind you. Close the curtains."),
        (lit(FOG), LATERAL, "The picture is blurred. Wipe the lens."),
        (larger(standing(), 2.0), FOLD, "You are too close. Step back."),
        (shifted(standing(), y_px=60), FOLD, "I can't see your feet. Step back."),
        (tilted(front(), 12), LATERAL, "The camera is tilted. Set it level."),
        (lying(), LATERAL, "Sit or stand tall, facing the camera"),
        (nobody(), LATERAL, "I can't see you. Step into the picture."),
    ],
)
def test_each_fault_is_told_as_in_coaching(shown, id_, sentence):
    assert wrong(shown, id_) == [sentence]


def test_all_that_could_be_better_is_told_and_the_gravest_first():
    assert wrong(lit(replace(FOG, clipped=0.3, body=35), tilted(front(), 12))) == [
        "Too bright behind you. Close the curtains.",
        "The picture is blurred. Wipe the lens.",
        "The camera is tilted. Set it level.",
    ]
    assert wrong(lit(replace(NIGHT, sharpness=0.3))) == [
        "Too dark. Please switch on a light.",
        "The picture is blurred. Wipe the lens.",
    ]


def test_the_camera_s_own_trouble_is_told():
    assert wrong(front(), trouble=LOST) == [LOST]
    assert wrong(front(), advice=SLOW) == [SLOW]


def test_the_line_of_the_doctor_names_the_stretch_or_says_what_to_change(monkeypatch):
    def look(shown: Pose, id_: str = KNEE) -> str:
        room = Room(shown)
        monkeypatch.setattr("posecoach.commands.room.open_camera", lambda _: room)
        monkeypatch.setattr(setting, "open_estimator", lambda *_: room)
        return check_setting("0", None, id_)

    assert look(lying()) == (
        f"light, lens, distance, level and view are right for {STRETCHES[KNEE].name!r}"
    )
    assert look(kneeling(), LUNGE) == (
        f"light, lens, distance and view are right for {STRETCHES[LUNGE].name!r}; "
        "whether the camera is level cannot be seen from here"
    )
    with pytest.raises(PosecoachError, match=r"^Lie on your back, side-on to the camera\.$"):
        look(front())


def test_without_a_camera_or_a_model_there_is_nothing_to_look_at():
    with pytest.raises(PosecoachError, match="cannot be looked at yet"):
        doctor._setting("99", None, None, ["camera"])


@pytest.mark.parametrize(
    ("check", "word"), [("camera", "FAIL"), ("setting", "poor"), ("voice", "none")]
)
def test_the_doctor_tells_what_fails_what_is_poor_and_what_is_done_without(
    monkeypatch, check, word
):
    def fails(*_: object) -> str:
        raise PosecoachError("it is broken")

    for name in ("packages", "model", "speed", "camera", "setting", "screen", "sound", "voice"):
        monkeypatch.setattr(doctor, f"_{name}", fails if name == check else lambda *_: "well")
    told: list[str] = []
    with pytest.raises(CannotJudge, match="see camera") if word == "FAIL" else nullcontext():
        for line in doctor.doctor("0", None):
            told.append(line)
    assert f"{word:<5} {check:<9} it is broken" in told
    assert sum(line.startswith("ok ") for line in told) == 7


def test_daylight_is_well_enough():
    daylight = Light(120, 200, 100, 0.0, 40.0, 0.6)
    assert wrong(lit(daylight)) == []
