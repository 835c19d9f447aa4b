"""What a stretch is: the frozen form of one file in `poses/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_WORDS = 8  # of a cue: more cannot be heard in passing


class Grade(StrEnum):
    """How well one camera sees it: A measured, B a proxy, C guided by time alone."""

    A = "A"
    B = "B"
    C = "C"


class View(StrEnum):
    """From where the camera looks at the person."""

    FRONT = "front"
    SIDE = "side"
    ANY = "any"


class Posture(StrEnum):
    """How the body is placed while doing it."""

    STANDING = "standing"
    SITTING = "sitting"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    KNEELING = "kneeling"
    HALF_KNEELING = "half-kneeling"
    HANDS_AND_KNEES = "hands-and-knees"


class Level(StrEnum):
    """Which of the two ranges is asked for."""

    BEGINNER = "beginner"
    FULL = "full"


class Working(StrEnum):
    """How the working side is found; it is never asked for.

    `sign` by the sign of the primary measure (+ is left); the legs by which one is more, or less,
    flexed at the hip; `near` is the side toward the camera; `raised-arm` is the side of the arm
    that is up, the primary going the other way; `rolled-to` where both knees roll; `none` where
    there are no sides.
    """

    NONE = "none"
    SIGN = "sign"
    MOST_FLEXED = "most-flexed-leg"
    LEAST_FLEXED = "least-flexed-leg"
    NEAR = "near"
    RAISED_ARM = "raised-arm"
    ROLLED_TO = "rolled-to"


class DoseKind(StrEnum):
    """What is counted: a position held, repetitions; or, by the clock alone, times or cycles."""

    HOLD = "hold"
    REPS = "reps"
    TIMER = "timer"
    CYCLES = "cycles"


class Severity(StrEnum):
    """What a fault does: safety and compensation stop the clock, minor only gets a word."""

    SAFETY = "safety"
    COMPENSATION = "compensation"
    MINOR = "minor"


class When(StrEnum):
    """The part of an attempt in which a fault is looked for.

    `rest` is between attempts; `away` is a hold from which the person has come back short of the
    range, not yet given up.
    """

    REST = "rest"
    MOVING = "moving"
    HOLD = "hold"
    AWAY = "away"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Band:
    """A closed range of degrees, or of whatever the measure counts in."""

    low: float
    high: float

    def holds(self, value: float, slack: float = 0.0) -> bool:
        """Return whether `value` lies inside, give or take `slack`."""
        return self.low - slack <= value <= self.high + slack


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure against one limit, such as `trunk_lean > 6`; `absolute` drops the sign first."""

    measure: str
    above: bool
    limit: float
    absolute: bool = False

    def test(self, values: Mapping[str, float | None]) -> bool | None:
        """Return the answer, or None when the measure is not seen."""
        value = values.get(self.measure)
        if value is None:
            return None
        if self.absolute:
            value = abs(value)
        return value >= self.limit if self.above else value <= self.limit


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of several alternatives, each of which needs all of its comparisons."""

    any_of: tuple[tuple[Comparison, ...], ...]

    def test(self, values: Mapping[str, float | None]) -> bool | None:
        """Return whether it holds, or None when what was seen does not decide it."""
        unsure = False
        for every in self.any_of:
            answers = [comparison.test(values) for comparison in every]
            if all(answers):
                return True
            if None in answers and False not in answers:
                unsure = True
        return None if unsure else False

    @property
    def measures(self) -> tuple[str, ...]:
        """Return the ids of every measure that is asked about."""
        return tuple(c.measure for every in self.any_of for c in every)


@dataclass(frozen=True, slots=True)
class Primary:
    """The measure that decides whether the stretch is reached.

    `bands` are in true degrees. `neutral` is the definition's own zero; a person's calibrated zero
    is taken only within `neutral_within` of it. `offset` is added to what the camera reads, for a
    bias that was measured. `over_limit` is where easing back is asked for, whatever the level.
    """

    measure: str
    label: str
    bands: Mapping[Level, Band]
    over_limit: float | None = None
    neutral: float = 0.0
    neutral_within: float = 15.0
    offset: float = 0.0
    exit_slack: float = 4.0
    too_little: str = "A little more if comfortable"
    too_much: str = "Ease back a little"
    too_short: str = ""
    relative: bool = False

    @property
    def upward(self) -> Mapping[Level, bool]:
        """Return whether the measure grows on the way to each level's band."""
        start = 0.0 if self.relative else self.neutral
        return {level: start < band.low for level, band in self.bands.items()}


@dataclass(frozen=True, slots=True)
class Check:
    """A measure that must stay in a band while holding; one line of the checks on the screen.

    A `gate` must be in its band, too, for a hold to begin and to go on.
    """

    measure: str
    label: str
    bands: Mapping[Level, Band]
    neutral: float = 0.0
    neutral_within: float = 15.0
    offset: float = 0.0
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something done wrong, when it is looked for, and the words that put it right."""

    id: str
    when: Mapping[Level, Condition]
    severity: Severity
    cue: str
    label: str
    persist_s: float = 1.0
    during: tuple[When, ...] = (When.MOVING, When.HOLD)
    limbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """One part of a cycle: what is said when it begins, and how long it takes."""

    say: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Dose:
    """How long and how often, for each level. `rest_s` is the pause between attempts.

    What the clock alone counts begins `lead_s` after the person is ready, needs stillness where
    `still` says so, and follows the `pace` where it goes in cycles.
    """

    kind: DoseKind
    seconds: Mapping[Level, float]
    reps: Mapping[Level, int]
    rest_s: float
    lead_s: float = 0.0
    still: bool = True
    pace: tuple[Pace, ...] = ()

    @property
    def by_the_clock(self) -> bool:
        """Return whether time alone is counted, whatever the body's angles are."""
        return self.kind in (DoseKind.TIMER, DoseKind.CYCLES)


@dataclass(frozen=True, slots=True)
class RepRange:
    """Where a repetition begins, tops out and ends, in degrees of the primary measure.

    When `top` lies below `rest_exit` the measure falls on the way to the top, as in the bridge.
    With `back`, a repetition is over only when the measure has come back past that.
    """

    rest: float
    rest_exit: float
    top: Mapping[Level, float]
    back: float | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch, both sides of it.

    `moves_head` says that the head is what is stretched, `reads_head` that the face is looked at.
    What is done by the clock may have no `primary`. `locked` says why it is not offered and what
    opens it; a `supplement` is not of the source article's own set. `cue_every_s` keeps the same
    cue from coming again too soon; `away_counts` takes nobody in view for somebody on a walk.
    """

    id: str
    name: str
    grade: Grade
    postures: tuple[Posture, ...]
    view: View
    camera: str
    working: Working
    dose: Dose
    primary: Primary | None = None
    checks: tuple[Check, ...] = ()
    faults: tuple[Fault, ...] = ()
    rep_range: RepRange | None = None
    phases: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    purpose: str = ""
    honest: str = ""
    safety: tuple[str, ...] = ()
    contra: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    moves_head: bool = False
    reads_head: bool = False
    trunk_rests: bool = False
    locked: str = ""
    supplement: bool = False
    cue_every_s: float | None = None
    away_counts: bool = False

    @property
    def has_sides(self) -> bool:
        """Return whether it is done once for each side."""
        return self.working is not Working.NONE

    @property
    def gates(self) -> tuple[Check, ...]:
        """Return the checks without which no hold begins or goes on."""
        return tuple(check for check in self.checks if check.gate)

    @property
    def measures(self) -> tuple[str, ...]:
        """Return the id of every measure it uses, the primary one first, each once."""
        asked = [self.primary.measure] if self.primary else []
        asked += [check.measure for check in self.checks]
        asked += [m for fault in self.faults for c in fault.when.values() for m in c.measures]
        return tuple(dict.fromkeys(asked))
