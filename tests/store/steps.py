"""Steps made by hand, of which is known what must be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from posecoach.catalog import load_all
from posecoach.core.assess import Finding
from posecoach.core.coach import Attempt, Event, EventKind, Phase
from posecoach.core.feedback import Feedback
from posecoach.core.placement import Placement
from posecoach.core.pose import Joint, Landmark, Point, Pose, Side
from posecoach.core.session import Step

STRETCHES = load_all()
LATERAL, KNEE, BRIDGE = "neck-lateral-ear-to-shoulder", "single-knee-to-chest", "bridge"
SOMEBODY = {Joint.NOSE: Landmark(Point(320, 100), 0.99)}
HOLD_S, REST_S = 4.0, 2.0


def step(
    time_s: float,
    phase: Phase = Phase.HOLD,
    values: Mapping[str, float | None] | None = None,
    side: Side | None = Side.LEFT,
    attempt: Attempt | None = None,
    findings: tuple[Finding, ...] = (),
    **changed: object,
) -> Step:
    """Return one step; with an `attempt`, the one at which that ends."""
    ended = (Event(EventKind.ATTEMPT_ENDED, time_s, attempt),) if attempt else ()
    fields: dict[str, object] = {
        "pose": Pose(time_s, 640, 480, SOMEBODY),
        "values": values or {},
        "phase": phase,
        "side": side,
        "placement": Placement(),
        "findings": findings,
        "events": ended,
        "cue": None,
        "hurried": False,
        "feedback": Feedback("Ear to shoulder"),
    }
    return Step(**{**fields, **changed})  # type: ignore[arg-type]


def lasting(stretch: str, fault: str) -> tuple[Finding, ...]:
    """Return one fault of a stretch that has been there long enough to be told."""
    found = next(each for each in STRETCHES[stretch].faults if each.id == fault)
    return (Finding(found, present=True, lasting=True),)


def holds(
    count: int, deg: float = 20.0, fps: float = 10.0, start_s: float = 100.0
) -> Iterator[Step]:
    """Yield the steps of so many whole holds of ear to shoulder, left and right in turn."""
    time_s = start_s
    for nth in range(count):
        side = Side.LEFT if nth % 2 == 0 else Side.RIGHT
        value = {"head_roll": deg if side is Side.LEFT else -deg}
        begun_s = time_s
        for _ in range(round(HOLD_S * fps)):
            yield step(time_s, values=value, side=side)
            time_s += 1 / fps
        ended = Attempt(side, begun_s, time_s, HOLD_S, None)
        yield step(time_s, Phase.RELEASE, side=side, attempt=ended)
        for _ in range(round(REST_S * fps)):
            time_s += 1 / fps
            yield step(time_s, Phase.REST, side=None)
        time_s += 1 / fps
