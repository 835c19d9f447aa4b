"""The table of clips. Times are seconds, angles degrees; `_left` and `_right` are the person's own.

Each clip opens with more than 2.5 s of stillness in the set-up position. Static values keep at
least 3 degrees from every limit of the truth, so that no answer hangs on a hair. Rests before
the same side again are long enough for the first hold to be over (a gap of more than 6 s).
"""

from __future__ import annotations

from samples.generator.clips import (
    desk,
    examples,
    floor,
    kneel,
    neck,
    placed,
    prone,
    skills,
    supine,
    upper,
    yoga,
)

GROUPS = (neck, floor, kneel, supine, prone, placed, upper, desk, yoga, skills)
CLIPS = {clip.name: clip for group in GROUPS for clip in group.CLIPS}
EXAMPLES = {clip.name: clip for clip in examples.CLIPS}
"""Clips of stretches that are not in the catalogue; they are kept in a folder of their own."""
