"""The form of a stretch file, checked at the door by pydantic. See `poses/README.md`.

What each key means is said here once: the tables of the README and the hints of an editor (by
`posecoach schema`) are these very words.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from posecoach.core.stretch import (
    DoseKind,
    Grade,
    Posture,
    Severity,
    View,
    When,
    Working,
)
from posecoach.kinds import (
    Cue,
    Form,
    Id,
    Limb,
    MeasureId,
    Number,
    Pause,
    Range,
    Reading,
    Rule,
    Seconds,
    Seconds3,
    Times3,
    Word,
    Wrong,
    Yes,
    listed,
    one_of,
)
from posecoach.kinds import nearest as nearest
from posecoach.kinds import parse_condition as parse_condition

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
SOURCES = ("SEED", "SU5", "ACSM", "FMS", "LEVT", "LEGUP", "BANDY", "AYALA", "OWN")
PHASES = ("setup", "into", "hold", "release")
ROLES = ("primary", "gate", "control")

CameraId = Annotated[str, one_of(CAMERAS, "camera placement")]
Flag = Annotated[str, one_of(CONTRA, "contra-indication flag")]
Source = Annotated[str, one_of(SOURCES, "source")]
PhaseId = Annotated[str, one_of(PHASES, "phase")]
Postures = Annotated[tuple[Posture, ...], Field(min_length=1), BeforeValidator(listed)]


def means(words: str, **more: Any) -> Any:  # noqa: ANN401 - a field's default is of any type
    """Return a field of a table with the words that tell what it is for."""
    return Field(description=words, **more)


class Table(BaseModel):
    """A table of a file: nothing in it but what is known.

    Only whole files are ever validated, so the tables within need no validators of their own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class StretchTable(Table):
    """What it is, and how the camera must stand."""

    id: Id = means("the file's own name, small letters, figures and hyphens")
    name: Word = means("as a person says it")
    aliases: tuple[Word, ...] = means("other names that people look for", default=())
    grade: Grade = means(
        "how well one camera sees it: `A` measured, `B` a proxy, `C` guided by time alone, "
        "with no angle and no score"
    )
    posture: Postures = means(
        "one or a list of `standing`, `sitting`, `supine`, `prone`, `side-lying`, `kneeling`, "
        "`half-kneeling`, `hands-and-knees`"
    )
    view: View = means("`front`, `side` or `any`")
    camera: CameraId = means("where the camera stands, a code of the table below")
    sides: Literal["each", "none"] = means("`each` (done once for each side) or `none`")
    working: Working = means(
        "with `each`: how the side is found; nobody is asked for it. See below",
        default=Working.NONE,
    )
    trunk_rests: Yes = means(
        "`true` where the trunk lies flat on the mat: the thigh is then read against level, "
        "because reaching arms move the shoulder point",
        default=False,
    )
    supplement: Yes = means(
        "`true` for a stretch that the source article does not name itself", default=False
    )
    locked: str = means(
        "one sentence, where the stretch is not offered at once: why, and what opens it",
        default="",
    )
    away_counts: Yes = means("`true` where nobody in view is good time: a walk", default=False)
    cue_every_s: Seconds | None = means(
        "the same cue comes again no sooner than this; 8 seconds where it is not given",
        default=None,
    )
    purpose: Word = means("what it is good for, one sentence")
    honest: str = means(
        "wanted in grades B and C: what the camera cannot see, one plain sentence", default=""
    )
    safety: tuple[Word, ...] = means("one to three short sentences", default=())
    contra: tuple[Flag, ...] = means(
        "with what to ask a professional first, flags of the list below", default=()
    )
    equipment: tuple[Word, ...] = means("what is needed, in plain words", default=())
    source: Annotated[tuple[Source, ...], Field(min_length=1)] = means("codes of the list below")

    @model_validator(mode="after")
    def _sides_agree(self) -> Self:
        if (self.sides == "each") is (self.working is Working.NONE):
            raise Wrong(
                f"sides = {self.sides!r} with working = {self.working.value!r}; "
                "wanted 'none' with 'none', or 'each' with the way the side is found"
            )
        return self


class DoseTable(Table):
    """How long and how often."""

    kind: DoseKind = means(
        "`hold`: a position held. `reps`: repetitions. `timer`: a time by the clock alone. "
        "`cycles`: a paced course, by the clock alone"
    )
    seconds: Seconds3 | None = means(
        "wanted but for `cycles`: how long each one: a hold, the pause at the top of a "
        "repetition, a time",
        default=None,
    )
    reps: Times3 = means("how many, on each side")
    rest_s: Pause = means("the pause between two, 5 where it is not given", default=5.0)
    lead_s: Pause = means(
        "`timer`, `cycles`: the time to get into it before the clock starts, 4 where it is not "
        "given",
        default=4.0,
    )
    still: Yes = means(
        "`timer`, `cycles`: whether the clock waits for stillness, `true` where it is not given",
        default=True,
    )


class RepsTable(Table):
    """The way of a repetition; all figures are of the primary measure."""

    rest: Reading = means("where the person comes from; their own rest is taken where it is known")
    rest_exit: Reading = means(
        "passing it on the way in begins a repetition, on the way back it ends it"
    )
    beginner: Reading = means(
        "the top at this level; where it lies below `rest_exit`, the measure falls on the way in"
    )
    full: Reading = means("the top at this level")
    back: Reading | None = means(
        "where given, a repetition is over only past this: cat-cow has to go through the cow",
        default=None,
    )


class PaceTable(Table):
    """One part of a cycle."""

    say: Cue = means("what is said as the part begins, at most eight words")
    seconds: Seconds = means("how long it takes")


class MeasureTable(Table):
    """What is read."""

    id: MeasureId = means("a measure of the table below")
    role: Literal["primary", "gate", "control"] = means(
        "`primary`: decides whether the stretch is reached; exactly one with `hold` and `reps`, "
        "none in grade C. `gate`: must be in its range, too, for a hold to begin and to go on. "
        "`control`: is shown, and decides nothing"
    )
    label: Word = means(
        "one or two words for the screen; it is marked wrong with every fault of the same label"
    )
    beginner: Range | None = means("the range of this level, or else `band`", default=None)
    full: Range | None = means("the range of this level, or else `band`", default=None)
    band: Range | None = means("one range for both levels", default=None)
    over_limit: Reading | None = means(
        "primary: where easing back is asked for, at least 6 away from every range", default=None
    )
    neutral: Reading = means(
        "what it reads in the set-up position before anything is taken off; 0 where it is not "
        "given",
        default=0.0,
    )
    neutral_within: Annotated[Number, Field(gt=0, le=180)] = means(
        "how far the person's own may be from that, or `neutral` serves; 15 where it is not "
        "given. So somebody who is found in the middle of the stretch is not taken for neutral",
        default=15.0,
    )
    offset: Reading = means(
        "is added to what the camera reads, for a bias that was measured", default=0.0
    )
    too_little: Cue = means(
        "primary: the cue short of the range", default="A little more if comfortable"
    )
    too_much: Cue = means("primary: the cue beyond the range", default="Ease back a little")
    too_short: Cue | None = means(
        "primary: the cue of a hold, or a top, left too early", default=None
    )

    @model_validator(mode="after")
    def _has_ranges(self) -> Self:
        if self.band is None and (self.beginner is None or self.full is None):
            raise Wrong(f"no range for {self.id!r}; wanted beginner and full, or band")
        return self


class FaultTable(Table):
    """What can go wrong, and the words that put it right."""

    id: Id = means("small letters, figures and hyphens")
    label: Word = means("one or two words for the screen")
    when: Rule = means("a condition, see below")
    when_beginner: Rule | None = means("another one for level beginner", default=None)
    severity: Severity = means(
        "`safety`, `compensation` (where it is not given) or `minor`. The first two stop the clock",
        default=Severity.COMPENSATION,
    )
    cue: Cue = means('at most eight words, kind, says what to do: "Drop the opposite shoulder"')
    persist_s: Pause = means(
        "how long it must last, 1 where it is not given; 0 for what is known at one moment, as "
        "`down_s`",
        default=1.0,
    )
    during: tuple[When, ...] = means(
        "in which parts it is looked for: `rest` (between two), `moving` (on the way in), `hold` "
        "(at the target), `away` (come back short of it, not yet given up), `release` (on the "
        'way back). `["moving", "hold"]` where it is not given',
        default=(When.MOVING, When.HOLD),
    )
    limbs: tuple[Limb, ...] = means("what is marked in the picture, see below", default=())


class PhaseTable(Table):
    """The words of one phase; four of them are wanted."""

    id: PhaseId = means(
        "`setup` (before it), `into` (on the way), `hold`, `release` (on the way back); one of each"
    )
    say: Word = means(
        "what is said; `{side}` and `{other}` become left and right where there are sides"
    )


class StretchFile(Table):
    """A whole stretch file."""

    schema_: Form = means("the form of the file, 1", alias="schema", default=1)
    stretch: StretchTable
    dose: DoseTable
    measure: tuple[MeasureTable, ...] = ()
    fault: tuple[FaultTable, ...] = ()
    reps: RepsTable | None = None
    pace: tuple[PaceTable, ...] = ()
    phase: tuple[PhaseTable, ...]


TABLES: dict[str, type[Table]] = {
    "stretch": StretchTable,
    "dose": DoseTable,
    "reps": RepsTable,
    "pace": PaceTable,
    "measure": MeasureTable,
    "fault": FaultTable,
    "phase": PhaseTable,
}
"""The tables of a stretch file, in the order in which the README tells them."""


def keys_at(path: tuple[Any, ...]) -> list[str]:
    """Return the keys that are valid in the table at `path`, for a hint."""
    table: type[BaseModel] = StretchFile
    for part in path:
        if isinstance(part, int):
            continue
        table = TABLES.get(part, table)
    return [field.alias or name for name, field in table.model_fields.items()]
