"""Puts a scene into what is shown and said: title, timer, checks, the arc, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, radians, sin

from .coach import EventKind, Phase
from .feedback import Arc, CheckLine, Cue, CueKind, Feedback, Mark, Tone, Utterance
from .marked import limb
from .measure import MEASURES
from .pose import Joint, Point, Side
from .scene import Scene
from .stillness import STIR_LENGTHS_S
from .stretch import Check, Grade, Level, Primary
from .wording import with_side

_TONES = {
    EventKind.STOPPED: Tone.WARNING,
    EventKind.HOLD_STARTED: Tone.START,
    EventKind.HALFWAY: Tone.HALFWAY,
    EventKind.THREE_LEFT: Tone.TICK,
    EventKind.TWO_LEFT: Tone.TICK,
    EventKind.ONE_LEFT: Tone.TICK,
    EventKind.HOLD_DONE: Tone.END,
}
_PHASE_TEXT = {
    Phase.SETUP: "setup",
    Phase.MOVING_IN: "into",
    Phase.HOLD: "hold",
    Phase.RELEASE: "release",
    Phase.REST: "release",
}
SHOWN_CHECKS = 3


def present(
    scene: Scene, lasting: Sequence[Cue], given: Cue | None, say: Utterance | None
) -> Feedback:
    """Return the feedback of one moment; `given` is the cue and `say` the words given at it."""
    shown = given if given and given.kind is CueKind.PRAISE else None
    correcting = [cue for cue in lasting if cue.kind is not CueKind.VISIBILITY]
    shown = min(correcting, key=lambda cue: cue.kind, default=given or shown)
    tone = next((_TONES[e.kind] for e in scene.events if e.kind in _TONES), None)
    attempting = scene.phase in (Phase.HOLD, Phase.RELEASE)
    return Feedback(
        title=_title(scene),
        instruction=_instruction(scene),
        next=_next(scene),
        notice=scene.placement.notice,
        cue=shown,
        say=say,
        tone=tone,
        timer_s=max(0.0, scene.dose_s - scene.held_s) if attempting else None,
        count=(scene.done, scene.wanted) if scene.is_reps else None,
        progress=min(1.0, scene.held_s / scene.dose_s) if attempting else 0.0,
        running=attempting and not (scene.phase is Phase.HOLD and scene.paused),
        sets=(min(scene.done, scene.wanted), scene.wanted),
        checks=_checks(scene),
        faulty_limbs=_faulty_limbs(scene),
        arc=_arc(scene),
    )


def _title(scene: Scene) -> str:
    side = scene.body.side or scene.next_side
    return f"{scene.stretch.name} · {side}" if side else scene.stretch.name


def _instruction(scene: Scene) -> str:
    if scene.paused and scene.phase is Phase.HOLD:
        return "Timer paused until you are back"
    pace = scene.stretch.dose.pace
    if pace and scene.phase is Phase.HOLD:
        return pace[scene.part].say
    text = scene.stretch.phases.get(_PHASE_TEXT[scene.phase], "")
    return with_side(text, scene.body.side or scene.next_side)


def _next(scene: Scene) -> str:
    if scene.done >= scene.wanted:
        return "All done. Rest, or press n for the next one."
    if scene.phase not in (Phase.RELEASE, Phase.REST):
        return ""
    if scene.is_reps:
        return f"Next: repetition {scene.done + 1} of {scene.wanted}"
    side = scene.next_side
    return f"Next: {side} side" if side else f"Next: {scene.done + 1} of {scene.wanted}"


def _checks(scene: Scene) -> tuple[CheckLine, ...]:
    """Return the primary measure and up to two others; what is wrong comes first."""
    asked = scene.stretch.primary
    first = [_line(scene, asked, scene.primary.value)] if asked else list(_stillness(scene))
    others = [_line(scene, c, scene.values.get(c.measure)) for c in scene.stretch.checks]
    wrong = {f.fault.label for f in scene.findings if f.lasting}
    known = {line.label for line in (*first, *others)}
    others += [CheckLine(label, Mark.WRONG) for label in sorted(wrong - known)]
    first, others = (
        [replace(line, mark=Mark.WRONG) if line.label in wrong else line for line in lines]
        for lines in (first, others)
    )
    others.sort(key=lambda line: line.mark is not Mark.WRONG)
    return tuple([*first, *others][:SHOWN_CHECKS])


def _stillness(scene: Scene) -> Iterator[CheckLine]:
    """Yield whether the person keeps still, where the clock asks for that."""
    dose, stir = scene.stretch.dose, scene.values.get("stir")
    if not (dose.by_the_clock and dose.still):
        return
    if stir is None:
        yield CheckLine("Still", Mark.UNSEEN)
    else:
        yield CheckLine("Still", Mark.GOOD if stir < STIR_LENGTHS_S else Mark.WAITING)


def _line(scene: Scene, wanted: Primary | Check, value: float | None) -> CheckLine:
    band = wanted.bands[scene.level]
    slack = wanted.exit_slack if isinstance(wanted, Primary) and scene.phase is Phase.HOLD else 0.0
    if value is None:
        return CheckLine(wanted.label, Mark.UNSEEN)
    early = not isinstance(wanted, Check) or wanted.gate
    early = early and scene.phase is not Phase.HOLD
    off = Mark.WAITING if early else Mark.WRONG
    mark = Mark.GOOD if band.holds(value, slack) else off
    measure = MEASURES[wanted.measure]
    if scene.stretch.grade is Grade.C or measure.unit != "deg":
        return CheckLine(wanted.label, mark)
    if measure.coarse:
        return CheckLine(wanted.label, mark, size=_size(wanted, abs(value)))
    return CheckLine(wanted.label, mark, abs(value))


def _size(wanted: Primary | Check, value: float) -> str:
    """Return the word for a value that is too rough for degrees."""
    if value < wanted.bands[Level.BEGINNER].low:
        return "small"
    return "medium" if value < wanted.bands[Level.FULL].low else "large"


def _faulty_limbs(scene: Scene) -> frozenset[tuple[Joint, Joint]]:
    names = [name for finding in scene.lasting for name in finding.fault.limbs]
    return frozenset(limb(name, scene.body) for name in names)


def _arc(scene: Scene) -> Arc | None:
    value, primary = scene.primary.value, scene.stretch.primary
    if value is None or primary is None or scene.placement.problem is not None:
        return None
    mark = _line(scene, primary, value).mark
    parts = MEASURES[primary.measure].arc
    if parts is None:
        return _head_arc(scene, value, mark)
    start, vertex, end = (scene.body.part(scene.body.leg, part) for part in parts)
    if not (start and vertex and end):
        return None
    straight = Point(2 * vertex.x_px - start.x_px, 2 * vertex.y_px - start.y_px)
    return Arc(vertex, straight, end, abs(value), mark)


def _head_arc(scene: Scene, value: float, mark: Mark) -> Arc | None:
    """Draw the head's tilt from the middle of the shoulders; a nod has no angle in the picture."""
    base, head = scene.body.middle("shoulder"), scene.body.middle("ear")
    primary = scene.stretch.primary
    if not (base and head) or primary is None or primary.measure != "head_roll":
        return None
    left, right = scene.body.part(Side.LEFT, "shoulder"), scene.body.part(Side.RIGHT, "shoulder")
    if not (left and right):
        return None
    length_px = 1.6 * abs(base.y_px - head.y_px)
    across_x, across_y = left.x_px - right.x_px, left.y_px - right.y_px
    width_px = max(1.0, (across_x**2 + across_y**2) ** 0.5)
    up_x, up_y = across_y / width_px * length_px, -across_x / width_px * length_px
    turn = radians(value if scene.body.side is not Side.RIGHT else -value)
    top = Point(base.x_px + up_x, base.y_px + up_y)
    tip_x = up_x * cos(turn) - up_y * sin(turn)
    tip_y = up_x * sin(turn) + up_y * cos(turn)
    return Arc(base, top, Point(base.x_px + tip_x, base.y_px + tip_y), abs(value), mark)
