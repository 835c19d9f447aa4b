"""The form of a stretch file, checked at the door by pydantic. See `poses/README.md`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from posecoach.core.cues import MAX_WORDS
from posecoach.core.measure import DERIVED, MEASURES
from posecoach.core.present import LIMB_ACROSS, LIMB_WHICH
from posecoach.core.stretch import (
    Comparison,
    Condition,
    DoseKind,
    Grade,
    Posture,
    Severity,
    View,
    When,
    Working,
)

CAMERAS = {
    "CF-SEAT": "Camera in front, chest to eye height, 0.8-1.8 m away; head to hips in the picture.",
    "CS-SEAT": "Camera to the side at shoulder height, 1.2-2 m away; head to knees in the picture.",
    "CS-STAND": "Camera to the side at hip height, 2.5-3.5 m away; the whole body in the picture.",
    "CS-FLOOR": "Camera beside the mat, 0.4-1.1 m high (a chair seat), 2-3 m from its long edge; "
    "leave room above for a raised leg.",
    "CS-KNEEL": "Camera beside the mat, 0.5-1.1 m high, 2-3 m from its long edge.",
    "CF-SIDE-LYING": "Camera beside the mat, 0.4-1.1 m high, 2-3 m away; lie on your side, "
    "facing it.",
}
CONTRA = (
    "arm-symptoms",
    "blood-clots",
    "blood-pressure",
    "extension-sensitive",
    "eye-pressure",
    "flexion-sensitive",
    "heart-failure",
    "hip-replacement",
    "knee-problems",
    "leg-symptoms",
    "neck-red-flag",
    "osteoporosis",
    "pregnancy",
    "wrist-problems",
)
SOURCES = ("SEED", "SU5", "ACSM", "FMS", "LEVT", "LEGUP", "BANDY", "AYALA")
PHASES = ("setup", "into", "hold", "release")

_COMPARISON = re.compile(r"^(\|?)\s*([a-z_]+)\s*(\|?)\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$")


class Wrong(ValueError):
    """What came and what was wanted, already in words."""


def nearest(word: str, known: object) -> str:
    """Return a hint: the nearest valid word, or all of them where none is near."""
    words = sorted(str(each) for each in known) if hasattr(known, "__iter__") else []
    small = {each.lower(): each for each in words}
    near = get_close_matches(word.lower(), small, n=1)
    if near:
        return f"did you mean {small[near[0]]!r}?"
    return "wanted one of " + ", ".join(words)


def _known_measure(id_: str) -> str:
    if id_ not in MEASURES:
        raise Wrong(f"unknown measure {id_!r}; {nearest(id_, MEASURES)}")
    return id_


def _one_of(known: tuple[str, ...] | dict[str, str], what: str) -> AfterValidator:
    def check(word: str) -> str:
        if word not in known:
            raise Wrong(f"unknown {what} {word!r}; {nearest(word, known)}")
        return word

    return AfterValidator(check)


def _short(cue: str) -> str:
    words = len(cue.split())
    if words > MAX_WORDS:
        raise Wrong(f"a cue of {words} words; wanted at most {MAX_WORDS}, so that it can be heard")
    return cue


def _limb(name: str) -> str:
    which, colon, parts = name.partition(":")
    if name in LIMB_ACROSS or (colon and which in LIMB_WHICH and len(parts.split("-")) == 2):
        return name
    raise Wrong(f"unknown limb {name!r}; wanted 'shoulders', 'hips' or such as 'n:hip-knee'")


def parse_condition(text: str) -> Condition:
    """Return `|trunk_lean| > 6 or shoulder_shift > 0.15` as data; raise Wrong with the part."""
    return Condition(
        tuple(
            tuple(_comparison(part.strip()) for part in every.split(" and "))
            for every in text.split(" or ")
        )
    )


def _comparison(text: str) -> Comparison:
    match = _COMPARISON.match(text)
    if not match or bool(match[1]) != bool(match[3]):
        raise Wrong(f"cannot read {text!r}; wanted 'measure > number' or '|measure| < number'")
    known = {*MEASURES, *DERIVED}
    if match[2] not in known:
        raise Wrong(f"unknown measure {match[2]!r}; {nearest(match[2], known)}")
    return Comparison(match[2], match[4].startswith(">"), float(match[5]), bool(match[1]))


def _readable(text: str) -> str:
    parse_condition(text)
    return text


def _ordered(band: tuple[float, float]) -> tuple[float, float]:
    low, high = band
    if low >= high:
        raise Wrong(f"a range from {low:g} to {high:g}; wanted the smaller number first")
    return band


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
MeasureId = Annotated[str, AfterValidator(_known_measure)]
Cue = Annotated[Word, AfterValidator(_short)]
Rule = Annotated[Word, AfterValidator(_readable)]
Range = Annotated[tuple[float, float], AfterValidator(_ordered)]
When3 = Annotated[tuple[float, float, float], Field(description="least, usual, most")]


class Table(BaseModel):
    """A table of a file: nothing in it but what is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StretchTable(Table):
    """`[stretch]`: what it is and how the camera must stand."""

    id: Id
    name: Word
    aliases: tuple[Word, ...] = ()
    grade: Grade
    posture: Annotated[tuple[Posture, ...], BeforeValidator(_listed), Field(min_length=1)]
    view: View
    camera: Annotated[str, _one_of(CAMERAS, "camera placement")]
    sides: Literal["each", "none"]
    working: Working = Working.NONE
    trunk_rests: bool = False
    supplement: bool = False
    locked: str = ""
    away_counts: bool = False
    cue_every_s: Annotated[float, Field(gt=0)] | None = None
    purpose: Word
    honest: str = ""
    safety: tuple[Word, ...] = ()
    contra: tuple[Annotated[str, _one_of(CONTRA, "contra-indication flag")], ...] = ()
    equipment: tuple[Word, ...] = ()
    source: Annotated[tuple[Annotated[str, _one_of(SOURCES, "source")], ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _sides_agree(self) -> Self:
        if (self.sides == "each") is (self.working is Working.NONE):
            raise Wrong(
                f"sides = {self.sides!r} with working = {self.working.value!r}; "
                "wanted 'none' with 'none', or 'each' with the way the side is found"
            )
        return self


class DoseTable(Table):
    """`[dose]`: `seconds` and `reps` are least (beginner), usual (full) and most.

    Cycles take their seconds from the `[[pace]]` tables.
    """

    kind: DoseKind
    seconds: When3 | None = None
    reps: tuple[int, int, int]
    rest_s: Annotated[float, Field(ge=0)] = 5.0
    lead_s: Annotated[float, Field(ge=0)] = 4.0
    still: bool = True


class PaceTable(Table):
    """`[[pace]]`: one part of a cycle, what is said when it begins and how long it takes."""

    say: Cue
    seconds: Annotated[float, Field(gt=0)]


class MeasureTable(Table):
    """`[[measure]]`: the primary one decides, a gate lets it, a control must stay in its band."""

    id: MeasureId
    role: Literal["primary", "gate", "control"]
    label: Word
    beginner: Range | None = None
    full: Range | None = None
    band: Range | None = None
    over_limit: float | None = None
    neutral: float = 0.0
    neutral_within: Annotated[float, Field(gt=0)] = 15.0
    offset: float = 0.0
    too_little: Cue = "A little more if comfortable"
    too_much: Cue = "Ease back a little"
    too_short: Cue | None = None

    @model_validator(mode="after")
    def _has_ranges(self) -> Self:
        if self.band is None and (self.beginner is None or self.full is None):
            raise Wrong(f"no range for {self.id!r}; wanted beginner and full, or band")
        return self


class FaultTable(Table):
    """`[[fault]]`: when it is there, how grave it is, and the words that put it right."""

    id: Id
    label: Word
    when: Rule
    when_beginner: Rule | None = None
    severity: Severity = Severity.COMPENSATION
    cue: Cue
    persist_s: Annotated[float, Field(ge=0)] = 1.0
    during: tuple[When, ...] = (When.MOVING, When.HOLD)
    limbs: tuple[Annotated[str, AfterValidator(_limb)], ...] = ()


class RepsTable(Table):
    """`[reps]`: where a repetition rests, begins, tops out and (if elsewhere) is over."""

    rest: float
    rest_exit: float
    beginner: float
    full: float
    back: float | None = None


class PhaseTable(Table):
    """`[[phase]]`: the words of one phase."""

    id: Annotated[str, _one_of(PHASES, "phase")]
    say: Word


class StretchFile(Table):
    """A whole stretch file."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    stretch: StretchTable
    dose: DoseTable
    measure: tuple[MeasureTable, ...] = ()
    fault: tuple[FaultTable, ...] = ()
    reps: RepsTable | None = None
    pace: tuple[PaceTable, ...] = ()
    phase: tuple[PhaseTable, ...]


def keys_at(path: tuple[Any, ...]) -> list[str]:
    """Return the keys that are valid in the table at `path`, for a hint."""
    table: type[BaseModel] = StretchFile
    for part in path:
        if isinstance(part, int):
            continue
        table = _TABLES.get(part, table)
    return [field.alias or name for name, field in table.model_fields.items()]


_TABLES: dict[str, type[BaseModel]] = {
    "stretch": StretchTable,
    "dose": DoseTable,
    "measure": MeasureTable,
    "fault": FaultTable,
    "reps": RepsTable,
    "pace": PaceTable,
    "phase": PhaseTable,
}
