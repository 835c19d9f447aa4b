"""A whole stretch file from what a recording shows, every figure with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from posecoach.core.measure import MEASURES
from posecoach.core.stretch import DoseKind, Posture, View, When, Working
from posecoach.learning import words
from posecoach.learning.choice import LEGS, Found
from posecoach.learning.figures import (
    FULL_SHARE,
    PAUSE_SHARE,
    ZEROS,
    Figures,
    percent,
    zero_of,
)
from posecoach.learning.series import Setting
from posecoach.learning.stays import Kept
from posecoach.learning.toml_text import Entry, Table
from posecoach.learning.visits import EASIER_SHARE, spans

GATE_SHARE, GATE_ROOM = 0.5, 15.0
ELBOW = "elbow_height"
ELBOW_ROOM = (0.2, 0.35)
CLOCK_STEP_S = 5.0
UNUSUAL = ("knee_flex_n", "hip_flex_n", "elbow_flex", "shank_lean_f", "hip_flex_gap")


@dataclass(frozen=True, slots=True)
class About:
    """What no recording tells: the file's id and name, and which clip it is from."""

    id: str
    name: str
    clip: str


def draft(about: About, found: Found, figures: Figures, kept: Sequence[Kept]) -> list[Table]:
    """Return the file's tables; they hold nothing that `posecoach check` refuses."""
    tables = [_top(about), _about(about, found, figures.measure), _dose(figures)]
    if figures.rep_way is not None:
        tables.append(_reps(figures))
    tables.append(_primary(figures))
    tables += _gates(found)
    tables += _zeros(found, figures, kept)
    tables += [_fault(each) for each in kept]
    if figures.kind is DoseKind.REPS:
        tables.append(_FAST)
    return [*tables, *_phases(found)]


def clock(about: About, found: Found, duration_s: float) -> list[Table]:
    """Return the file of something that no measure sees move: it is done by the clock."""
    still_s = max(CLOCK_STEP_S, (duration_s - 2 * CLOCK_STEP_S) // CLOCK_STEP_S * CLOCK_STEP_S)
    dose = Table(
        "dose",
        (
            Entry("kind", "timer", "nothing moved that can be measured: by the clock alone"),
            Entry("seconds", (still_s,) * 3, f"the recording lasts {duration_s:.0f} s"),
            Entry("reps", (1, 2, 3)),
            Entry("rest_s", 5),
        ),
    )
    return [_top(about), _about(about, found, None), dose, *_phases(found)]


def _top(about: About) -> Table:
    why = (
        f"A draft, learnt from {about.clip}.\n"
        "Every figure says where it is from. Change what you know better, and put your own words\n"
        "where it says so."
    )
    return Table("", (Entry("schema", 1),), why=why)


def _about(about: About, found: Found, measure: str | None) -> Table:
    setting = found.series.setting
    said = words.of(measure or "")
    entries = [
        Entry("id", about.id),
        Entry("name", about.name, "change it: as a person says it"),
        Entry("grade", said.grade if measure else "C", _GRADES[said.grade if measure else "C"]),
        Entry("posture", _postures(setting.view, setting.posture), "as in the still start"),
        Entry("view", setting.view.value, _VIEWS[setting.view]),
        Entry("camera", words.camera(setting.view, setting.posture)),
        _sides(setting),
    ]
    if setting.working is not Working.NONE:
        entries.append(Entry("working", setting.working.value, _SIDED[setting.working]))
    if setting.trunk_rests and measure in LEGS:
        why = "the hips stayed down: the thigh is read against level"
        entries.append(Entry("trunk_rests", value=True, why=why))
    honest = said.honest if measure else words.HONEST_CLOCK
    entries += [
        Entry("purpose", "Do as you recorded it.", "change it: what it is good for"),
        Entry("honest", honest),
        Entry("safety", ("Stop on pain, dizziness or tingling.",), "change it: who must take care"),
        Entry("source", ("OWN",), "your own recording"),
    ]
    return Table("stretch", tuple(entries))


def _sides(setting: Setting) -> Entry:
    """Return whether it has sides; from the side, only a leg that works alone can be told."""
    if setting.working is not Working.NONE:
        return Entry("sides", "each")
    unsure = setting.view is View.SIDE and setting.posture not in _SAME_ON_BOTH_SIDES
    why = 'if it is done on each side: "each", and working = "near"'
    return Entry("sides", "none", why if unsure else "")


_SAME_ON_BOTH_SIDES = (Posture.SUPINE, Posture.PRONE, Posture.HANDS_AND_KNEES)
_GRADES = {
    "A": "measured in the picture's plane",
    "B": "a proxy: good for coaching, not for reporting degrees",
    "C": "guided by time alone",
}
_VIEWS = {
    View.FRONT: "the shoulders are wide against the trunk",
    View.SIDE: "the shoulders are narrow against the trunk",
    View.ANY: "",
}
_SIDED = {
    Working.SIGN: "the side that it goes to",
    Working.MOST_FLEXED: "one leg moved, the other stayed longer",
    Working.LEAST_FLEXED: "one leg moved, the other stayed bent",
    Working.NEAR: "the side toward the camera",
    Working.RAISED_ARM: "each time the arm on the other side was up",
    Working.ROLLED_TO: "where the knees roll to",
}


def _postures(view: View, posture: Posture) -> str | tuple[str, ...]:
    """Return the posture; before the camera, sitting and standing are as good as each other."""
    upright = (Posture.SITTING.value, Posture.STANDING.value)
    return upright if view is View.FRONT and posture.value in upright else posture.value


def _dose(figures: Figures) -> Table:
    stays = ", ".join(f"{stay_s:.0f}" for stay_s in figures.stays_s[:6])
    if figures.kind is DoseKind.HOLD:
        why = f"held {stays} s: in whole fives, a moment less to settle"
        if figures.cut_off:
            why = f"held {stays} s when the recording ended: change it if it should be longer"
    else:
        why = f"stayed {stays} s at the top: {percent(PAUSE_SHARE)} of it is asked for"
    return Table(
        "dose",
        (
            Entry("kind", figures.kind.value, _KINDS[figures.kind]),
            Entry("seconds", figures.seconds, why),
            Entry("reps", figures.reps, f"{figures.count} recorded in all"),
            Entry("rest_s", 5 if figures.kind is DoseKind.HOLD else 3),
        ),
    )


_KINDS = {
    DoseKind.HOLD: "stayed there",
    DoseKind.REPS: "there and back again, with a short stay",
    DoseKind.TIMER: "",
    DoseKind.CYCLES: "",
}


def _reps(figures: Figures) -> Table:
    rest, begins, first, second = figures.rep_way or (0.0, 0.0, 0.0, 0.0)
    entries = [
        Entry("rest", rest, "where the recording starts"),
        Entry("rest_exit", begins, "three tenths of the way, well beyond noise"),
        Entry("beginner", first, f"{percent(EASIER_SHARE)} of the way to {figures.plateau:.0f}"),
        Entry("full", second, f"{percent(FULL_SHARE)} of it"),
    ]
    if figures.back is not None:
        entries.append(Entry("back", figures.back, "each one led through the other side of rest"))
    return Table("reps", tuple(entries))


def _primary(figures: Figures) -> Table:
    said = words.of(figures.measure)
    went = f"went from {figures.rest:.0f} to {figures.plateau:.0f}, the most"
    error = f"the measured error is {figures.error:.0f} degrees"
    far = f"to {figures.tolerance:.0f} beyond it: {error} (95 %)"
    entries = [
        Entry("id", figures.measure),
        Entry("role", "primary", went),
        Entry("label", said.label, "change it: one or two words for the screen"),
        Entry("neutral", figures.neutral, _why_neutral(figures.measure)),
        Entry("neutral_within", figures.neutral_within, "further off, a start is not trusted"),
        Entry("beginner", figures.beginner, f"from {percent(EASIER_SHARE)} of the recorded way"),
        Entry("full", figures.full, f"from {percent(FULL_SHARE)} of it, {far}"),
    ]
    if figures.over_limit is not None:
        entries.append(Entry("over_limit", figures.over_limit, "where easing back is asked for"))
    entries.append(Entry("too_little", said.too_little, "change it, if you say it otherwise"))
    return Table("measure", tuple(entries), many=True)


def _why_neutral(measure: str) -> str:
    if measure in ZEROS:
        return "what most people read at rest; it is taken off"
    return "what is read at the start, and taken off" if _relative(measure) else "the start"


def _relative(measure: str) -> bool:
    return MEASURES[measure].relative


def _gates(found: Found) -> Iterator[Table]:
    """Yield what else had to be there whenever the primary was."""
    for measure in found.gates:
        low, high, neutral, within = _gate(found, measure)
        entries = [
            Entry("id", measure),
            Entry("role", "gate", "was there each time; a control, if it need not be"),
            Entry("label", words.of(measure).label),
            Entry("neutral", neutral, _why_neutral(measure)),
            Entry("neutral_within", within),
            Entry("band", (low, high), "half of the way at least"),
        ]
        yield Table("measure", tuple(entries), many=True)
    if found.series.setting.working is Working.RAISED_ARM:
        there = found.series.of(ELBOW, spans(found.visits))
        middle = median(there) if there else 0.3
        band = round(middle - ELBOW_ROOM[0], 2), round(middle + ELBOW_ROOM[1], 2)
        entries = [
            Entry("id", ELBOW),
            Entry("role", "gate", "the arm that was up each time"),
            Entry("label", words.of(ELBOW).label),
            Entry("band", band, f"around {middle:.2f}, as recorded"),
        ]
        yield Table("measure", tuple(entries), many=True)


def _gate(found: Found, measure: str) -> tuple[float, float, float, float]:
    """Return a gate's band from half of the way to some room beyond, and its neutral."""
    rest = 0.0 if _relative(measure) else (found.series.at_rest(measure) or 0.0)
    there = [median(found.series.of(measure, [visit.span])) for visit in found.visits]
    nearest = min(there, key=lambda value: abs(value - rest))
    farthest = max(there, key=lambda value: abs(value - rest))
    room = GATE_ROOM if farthest > rest else -GATE_ROOM
    edges = sorted((round(rest + GATE_SHARE * (nearest - rest)), round(farthest + room)))
    own = found.series.zero.get(measure, 0.0)
    neutral, within = zero_of(measure, own) if _relative(measure) else (round(rest), 30.0)
    return float(edges[0]), float(edges[1]), neutral, within


def _zeros(found: Found, figures: Figures, kept: Sequence[Kept]) -> Iterator[Table]:
    """Yield the relative measures that faults ask about, for their zero and the screen's checks."""
    told: Mapping[str, str] = {
        measure: each.stay.label for each in reversed(kept) for measure in each.measures
    }
    for measure, label in told.items():
        if not _relative(measure) or measure in (figures.measure, *found.gates):
            continue
        neutral, within = zero_of(measure, found.series.zero.get(measure, 0.0))
        values = found.series.of(measure, spans(found.visits)) or [0.0]
        band = float(round(min(-6.0, min(values) - 6))), float(round(max(6.0, max(values) + 6)))
        entries = (
            Entry("id", measure),
            Entry("role", "control", "stayed; the faults below read it"),
            Entry("label", label),
            Entry("neutral", neutral, _why_neutral(measure)),
            Entry("neutral_within", within),
            Entry("band", band, "what was seen, and 6 degrees around it"),
        )
        yield Table("measure", entries, many=True)


def _fault(kept: Kept) -> Table:
    stay = kept.stay
    entries = [
        Entry("id", stay.id),
        Entry("label", stay.label),
        Entry("when", kept.when, f"it was {' and '.join(kept.seen)}"),
    ]
    if stay.severity.value != "compensation":
        entries.append(Entry("severity", stay.severity.value))
    if stay.persist_s != 1.0:
        entries.append(Entry("persist_s", stay.persist_s))
    if stay.during:
        entries.append(Entry("during", tuple(when.value for when in stay.during)))
    entries.append(Entry("cue", stay.cue))
    if stay.limbs:
        entries.append(Entry("limbs", stay.limbs))
    return Table("fault", tuple(entries), many=True)


_FAST = Table(
    "fault",
    (
        Entry("id", "fast-back"),
        Entry("label", "Slowly back"),
        Entry("when", "down_s < 1.0", "known when the way back is over"),
        Entry("persist_s", 0),
        Entry("during", (When.RELEASE.value,)),
        Entry("severity", "minor"),
        Entry("cue", "Come back slowly"),
    ),
    many=True,
)


def _phases(found: Found) -> Iterator[Table]:
    setting = found.series.setting
    sided = setting.working is not Working.NONE
    said = {
        "setup": words.setup(setting.view, setting.posture),
        "into": "Go slowly into it, as you recorded it.",
        "hold": "Breathe easily and stay there.",
        "release": "Come back slowly" + (", then the other side." if sided else "."),
    }
    for phase, say in said.items():
        why = "change it: your own words" if phase == "into" else ""
        yield Table("phase", (Entry("id", phase), Entry("say", say, why)), many=True)
