"""People made of angles who do a stretch well: what a recording of it has to be learnt as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bodies import (
    all_fours,
    bridging,
    dog,
    eased,
    film,
    folded,
    front,
    kneeling,
    lifting,
    lying,
    mirrored,
    rolled,
    sitting,
    sphinx,
    standing,
)

from posecoach.core.pose import Pose
from posecoach.core.stretch import DoseKind, Posture, View, Working

START_S, GO_S, REST_S = 2.5, 2.4, 2.0
FPS = 10.0


def several(
    rest: float, tops: Sequence[float], stay_s: float, *, through: float | None = None
) -> tuple[list[tuple[float, float]], float]:
    """A path to each of `tops` and back, staying there; and how long it all takes."""
    script, time_s = [(START_S, rest)], START_S
    for top in tops:
        script += [(time_s + GO_S, top), (time_s + GO_S + stay_s, top)]
        time_s += 2 * GO_S + stay_s
        if through is not None:
            script.append((time_s + 0.6, through))
            time_s += 1.6
        script += [(time_s, rest), (time_s + REST_S, rest)]
        time_s += REST_S
    return script, time_s


@dataclass(frozen=True)
class Done:
    """A body for each value of the measure, and what is to be learnt of it."""

    make: Callable[..., Pose]
    rest: float
    tops: tuple[float, ...]
    stay_s: float
    measure: str
    posture: Posture
    view: View = View.SIDE
    working: Working = Working.NONE
    kind: DoseKind = DoseKind.HOLD
    through: float | None = None

    def poses(self, fps: float = FPS, *, mirror: bool = False) -> list[Pose]:
        """The recording."""
        script, length_s = several(self.rest, self.tops, self.stay_s, through=self.through)
        value = eased(script)

        def at(time_s: float) -> Pose:
            made = self.make(value(time_s))
            return mirrored(made) if mirror else made

        return list(film(at, length_s, fps))


def _one_knee(hip: float) -> Pose:
    return lying(hip=hip, knee=95 + (hip - 45) / 2, other_foot_stays=True)


def _both_knees(hip: float) -> Pose:
    bend = 95 + (hip - 45) / 2
    return lying(hip=hip, knee=bend, other_hip=hip, other_knee=bend)


def _at_the_wall(yaw: float) -> Pose:
    right = yaw > 0
    elbows = {"right_elbow": 0.3} if right else {"left_elbow": 0.3}
    return front(yaw=yaw, pitch=abs(yaw), **(elbows if abs(yaw) > 0.5 else {}))


_REPS = DoseKind.REPS
DONE: dict[str, Done] = {
    "ear to both shoulders": Done(
        lambda v: front(roll=-v), 0, (20, -20), 12, "head_roll",
        Posture.SITTING, View.FRONT, Working.SIGN,
    ),
    "ear to one shoulder": Done(
        lambda v: front(roll=-v), 0, (20, 20), 12, "head_roll",
        Posture.SITTING, View.FRONT, Working.SIGN,
    ),
    "chin to chest": Done(
        lambda v: front(pitch=v), 0, (25, 25), 12, "head_pitch", Posture.SITTING, View.FRONT
    ),
    "side bend": Done(
        lambda v: front(lean=v), 0, (20, -20), 16, "trunk_lean",
        Posture.SITTING, View.FRONT, Working.SIGN,
    ),
    "turn at the wall": Done(
        _at_the_wall, 0, (26, -26), 12, "head_yaw",
        Posture.SITTING, View.FRONT, Working.RAISED_ARM,
    ),
    "one knee to chest": Done(
        _one_knee, 45, (100, 100), 12, "hip_flex_n", Posture.SUPINE,
        working=Working.MOST_FLEXED,
    ),
    "both knees to chest": Done(_both_knees, 45, (100,), 22, "hip_flex_n", Posture.SUPINE),
    "kneeling lunge": Done(
        lambda v: kneeling(rear_hip=v), 5, (-12,), 22, "hip_flex_n",
        Posture.HALF_KNEELING, working=Working.LEAST_FLEXED,
    ),
    "knee roll": Done(
        rolled, 0, (35, -35), 7, "knee_roll", Posture.SUPINE, working=Working.ROLLED_TO
    ),
    "bridge": Done(
        lambda v: bridging(hip=v), 45, (5,) * 4, 4, "hip_flex_n", Posture.SUPINE, kind=_REPS
    ),
    "cat and cow": Done(
        all_fours, 0, (32,) * 3, 2, "neck_flex", Posture.HANDS_AND_KNEES, kind=_REPS, through=-25
    ),
    "child's pose": Done(folded, 15, (125,), 22, "hip_flex_n", Posture.KNEELING),
    "downward dog": Done(dog, 90, (15,), 17, "knee_flex_n", Posture.HANDS_AND_KNEES),
    "sphinx": Done(sphinx, 0, (18,), 17, "shoulder_lift", Posture.PRONE),
    "forward bend": Done(
        standing, 0, (45,) * 3, 3, "trunk_flex", Posture.STANDING, kind=_REPS
    ),
    "seated bend": Done(sitting, 0, (45,) * 3, 3, "trunk_flex", Posture.SITTING, kind=_REPS),
    "lift": Done(lifting, 5, (80,) * 4, 2, "knee_flex_n", Posture.STANDING, kind=_REPS),
    "arms forward": Done(
        lambda v: sitting(arm=v), 20, (85,), 17, "arm_elev", Posture.SITTING
    ),
}  # fmt: skip


def still(pose: Pose, length_s: float = 20.0) -> list[Pose]:
    """Somebody who does nothing."""
    return [replace(pose, time_s=index / FPS) for index in range(int(length_s * FPS))]
