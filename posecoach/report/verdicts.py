"""What the charts amount to, in one plain sentence each; nothing is claimed that is only noise."""

from __future__ import annotations

from dataclasses import dataclass

from posecoach.progress.change import SESSIONS_TO_TELL
from posecoach.progress.motion import Motion
from posecoach.progress.quality import LATELY, Correction


@dataclass(frozen=True, slots=True)
class Verdict:
    """A short word, its kind (for its colour), and the sentence behind it."""

    word: str
    kind: str
    sentence: str


def motion_verdict(motion: Motion) -> Verdict:
    """Return what became of one angle."""
    ends, further = motion.ends_deg, motion.further_deg
    if ends is None or further is None:
        done = len(motion.present)
        at_level = f" at the {motion.level} level" if done < len(motion.angles) else ""
        sentence = f"{done} of {SESSIONS_TO_TELL} sessions{at_level} until it can be compared."
        return Verdict("early days", "calm", sentence)
    start, now = ends
    words = f"{start:.0f}° in the first three sessions, {now:.0f}° in the last three"
    if not motion.changed:
        return Verdict(
            "about the same",
            "calm",
            f"{words}; the camera cannot tell less than {motion.detectable_deg:.0f}° apart.",
        )
    word = f"{abs(further):.0f}° {'further' if further > 0 else 'less far'}"
    return Verdict(
        word,
        "more" if further > 0 else "calm",
        f"{words}; that is more than the {motion.detectable_deg:.0f}° of noise.",
    )


def correction_line(correction: Correction) -> str:
    """Return how often one correction came, at first and lately."""
    said = f"in {correction.sessions} of {correction.of_sessions} sessions"
    if correction.first is None:
        return said
    return (
        f"{said}; {correction.first} of the first {LATELY}, {correction.last} of the last {LATELY}"
    )
