"""The page for a therapist: plain figures, what they were measured with, and what is not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from posecoach.core.pose import Side
from posecoach.core.safety import KNOWN
from posecoach.core.stretch import DoseKind
from posecoach.progress.motion import Motion, motions
from posecoach.progress.words import day_words
from posecoach.records import AttemptRecord, ItemRecord, ScreeningRecord, SessionRecord

NOT_SEEN = (
    "How the pelvis tilts and how the spine curves: no point of a webcam's body model lies on it.",
    "Turning of neck, trunk or thigh about its own length, except roughly the head's.",
    "Muscle tension, the pull of a hand or towel, breath, and pain: pain is what was answered.",
    "The far leg in a side view, where the near one covers it.",
    "Whether an angle between trunk and thigh comes from the hip or from the low back.",
)


@dataclass(frozen=True, slots=True)
class Error:
    """How far an angle was off on clips with known angles, in degrees."""

    median_deg: float
    p95_deg: float


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a stretch today: its own honest line, and the error of its angle."""

    honest: str = ""
    errors: Mapping[str, Error] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch and side in words, ready for a table; empty where there is nothing to say."""

    name: str
    side: str
    level: str
    sessions: int
    full: str
    held: str
    angle: str
    change: str
    beyond_noise: str
    error: str


def rows(sessions: Sequence[SessionRecord], abouts: Mapping[str, About]) -> list[Row]:
    """Return a row for every stretch and side, in the order of their first day."""
    moved = {(motion.stretch, motion.side): motion for motion in motions(sessions)}
    found: dict[tuple[str, Side | None], list[tuple[int, ItemRecord, AttemptRecord]]] = {}
    for session in sessions:
        for item in session.items:
            for attempt in item.attempts:
                done = found.setdefault((item.stretch, attempt.side), [])
                done.append((session.id, item, attempt))
    order = {stretch: at for at, (stretch, _) in reversed(list(enumerate(found)))}
    keys = sorted(found, key=lambda key: (order[key[0]], key[1] or ""))
    return [_row(found[key], moved.get(key), abouts.get(key[0], About())) for key in keys]


def honest_lines(
    sessions: Sequence[SessionRecord], abouts: Mapping[str, About]
) -> list[tuple[str, str]]:
    """Return what each stretch that was done says about its own limits."""
    names = {item.stretch: item.name for session in sessions for item in session.items}
    return [
        (name, abouts[stretch].honest)
        for stretch, name in names.items()
        if stretch in abouts and abouts[stretch].honest
    ]


def answer_lines(record: ScreeningRecord | None) -> list[str]:
    """Return what was answered to the safety questions, and when; nothing where nothing was."""
    if record is None:
        return []
    yes = [KNOWN[id_].text for id_ in record.yes if id_ in KNOWN]
    agreed = " A professional had agreed to stretching." if record.cleared else ""
    said = "Answered yes to:" if yes else "All answered with no."
    return [f"Safety questions, {day_words(record.asked_at)}.{agreed} {said}", *yes]


def _row(
    done: Sequence[tuple[int, ItemRecord, AttemptRecord]], motion: Motion | None, about: About
) -> Row:
    _, last, attempt = done[-1]
    full = sum(each.full for _, _, each in done)
    held = median(each.held_s for _, _, each in done)
    timed = last.kind is not DoseKind.REPS
    return Row(
        name=last.name,
        side=attempt.side or "",
        level=last.level,
        sessions=len({session for session, _, _ in done}),
        full=f"{full} of {len(done)}",
        held=f"{held:.0f} of {last.dose_s:g} s" if timed else "",
        angle=_angle(motion),
        change=_change(motion),
        beyond_noise=_beyond_noise(motion),
        error=_error(motion, about),
    )


def _angle(motion: Motion | None) -> str:
    if motion is None:
        return ""
    if motion.ends_deg is None:
        middle = median(angle.deg for angle in motion.present)
        return f"{middle:.0f}°"
    start, now = motion.ends_deg
    return f"{start:.0f}° → {now:.0f}°"


def _change(motion: Motion | None) -> str:
    if motion is None:
        return ""
    return "early days" if motion.further_deg is None else f"{motion.further_deg:+.0f}°"


def _beyond_noise(motion: Motion | None) -> str:
    if motion is None or motion.further_deg is None:
        return ""
    return f"{'yes' if motion.changed else 'no'} ({motion.detectable_deg:.0f}°)"


def _error(motion: Motion | None, about: About) -> str:
    error = (about.errors or {}).get(motion.measure) if motion else None
    return f"{error.median_deg:.1f}° / {error.p95_deg:.1f}°" if error else ""
