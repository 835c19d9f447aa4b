"""What the person is shown and told: one thing to correct at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from .pose import Joint, Point


class CueKind(IntEnum):
    """Why something is said; a smaller number is more urgent."""

    SAFETY = 0
    VISIBILITY = 1
    PACE = 2
    COMPENSATION = 3
    RANGE = 4
    MINOR = 5
    PRAISE = 6


class Tone(StrEnum):
    """The sounds that carry a hold to a person who sees no screen."""

    START = "start"
    HALFWAY = "halfway"
    TICK = "tick"
    END = "end"
    WARNING = "warning"


class Mark(StrEnum):
    """How one check stands."""

    GOOD = "good"
    WRONG = "wrong"
    UNSEEN = "unseen"
    WAITING = "waiting"


class Urgency(IntEnum):
    """What may be said before what, when there is time for one thing; a smaller number first."""

    SAFETY = 0
    VIEW = 1
    PACE = 2
    COMPENSATION = 3
    RANGE = 4
    TIMING = 5
    INSTRUCTION = 6
    PRAISE = 7


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to say. What has not begun `fresh_s` after its frame is not said any more."""

    text: str
    urgency: Urgency
    fresh_s: float


@dataclass(frozen=True, slots=True)
class Cue:
    """One correction of at most eight words. `id` is the fault's id in the stretch file."""

    id: str
    kind: CueKind
    text: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the checks that the screen shows, such as "Shoulders 9°" or "Knees medium"."""

    label: str
    mark: Mark
    value_deg: float | None = None
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Arc:
    """The angle drawn at a joint: from the direction of `start` to that of `end`, in pixels."""

    vertex: Point
    start: Point
    end: Point
    value_deg: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Feedback:
    """Everything that is shown and said for one frame.

    `notice` stands in the middle of everything when coaching cannot go on ("Turn sideways to the
    camera"). `cue` is shown as long as it holds; `say` and `tone` are there in the one frame that
    starts them. `timer_s` is the time left (a hold) and `count` the repetitions done and wanted;
    `progress` runs from 0 to 1 around the ring. `sets` is done and wanted of holds or sides.
    """

    title: str
    instruction: str = ""
    next: str = ""
    notice: str | None = None
    cue: Cue | None = None
    say: Utterance | None = None
    tone: Tone | None = None
    timer_s: float | None = None
    count: tuple[int, int] | None = None
    progress: float = 0.0
    running: bool = False
    sets: tuple[int, int] = (0, 0)
    checks: tuple[CheckLine, ...] = ()
    faulty_limbs: frozenset[tuple[Joint, Joint]] = frozenset()
    arc: Arc | None = None
