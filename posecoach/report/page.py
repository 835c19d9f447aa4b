"""The page: every chart and every figure, put into the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from posecoach.progress.adherence import good_seconds_by_day
from posecoach.progress.motion import Motion, motions, sides
from posecoach.progress.pain import PainCourse, courses
from posecoach.progress.quality import Quality, corrections, qualities
from posecoach.progress.review import pain_line, review
from posecoach.progress.words import day_words, done, duration, pain_words
from posecoach.records import ScreeningRecord, SessionRecord

from .days_chart import calendar
from .house import house
from .motion_chart import bounds, motion_chart
from .pain_chart import pain_chart
from .sides_chart import sides_chart
from .small import bar, spark
from .svg import Svg
from .therapist import NOT_SEEN, About, answer_lines, honest_lines, rows
from .tiles import tiles
from .verdicts import Verdict, correction_line, motion_verdict

WIDE_PX, HALF_PX, NARROW_PX = 980.0, 470.0, 330.0
YEAR_WEEKS, HALF_YEAR_WEEKS = 53, 26
MOST_CORRECTIONS = 8
LATEST = 10


def render(
    sessions: Sequence[SessionRecord],
    abouts: Mapping[str, About],
    now: datetime,
    screening: ScreeningRecord | None = None,
) -> str:
    """Return the page about `sessions`, and the latest answers, as of the day of `now`."""
    templates = house()
    templates.filters |= {"day": day_words, "duration": duration, "done": done, "pain": pain_words}
    counted = [session for session in sessions if session.items]
    shown = _shown(counted, abouts, now.date()) if counted else {}
    return templates.get_template("report.html").render(
        made=now.date(),
        empty=not counted,
        sessions=counted,
        answers=answer_lines(screening),
        **shown,
    )


def _shown(
    sessions: Sequence[SessionRecord], abouts: Mapping[str, About], today: date
) -> dict[str, object]:
    """Return everything that the template shows of a history that is not empty."""
    good_s, moved = good_seconds_by_day(sessions), motions(sessions)
    pairs = sides(moved)
    return {
        "good_s": sum(good_s.values()),
        "tiles": tiles(sessions, today),
        "review": review(sessions, today),
        "year": calendar(good_s, today, YEAR_WEEKS, WIDE_PX),
        "half_year": calendar(good_s, today, HALF_YEAR_WEEKS, NARROW_PX),
        "pains": [_pain(course) for course in courses(sessions)],
        "motions": [
            _motion(list(of_one)) for _, of_one in groupby(moved, key=lambda each: each.stretch)
        ],
        "sides": [sides_chart(pairs, width) for width in (WIDE_PX, NARROW_PX)] if pairs else [],
        "qualities": [(each, *_small(each)) for each in qualities(sessions)],
        "corrections": [
            (each, correction_line(each)) for each in corrections(sessions)[:MOST_CORRECTIONS]
        ],
        "latest": sessions[: -LATEST - 1 : -1],
        "months": [
            (f"{month:%B %Y}", list(of_one))
            for month, of_one in groupby(reversed(sessions), key=lambda s: s.day.replace(day=1))
        ],
        "rows": rows(sessions, abouts),
        "honest": honest_lines(sessions, abouts),
        "not_seen": NOT_SEEN,
    }


def _motion(of_one: Sequence[Motion]) -> list[tuple[Motion, Verdict, Svg, Svg]]:
    """Return the sides of one stretch, each with its chart for a wide and a narrow page."""
    ends = bounds(of_one)
    return [
        (
            motion,
            motion_verdict(motion),
            motion_chart(motion, ends, HALF_PX),
            motion_chart(motion, ends, NARROW_PX),
        )
        for motion in of_one
    ]


def _pain(course: PainCourse) -> tuple[str, Svg, Svg]:
    """Return the sentence about one part's pain, and its chart for a wide and a narrow page."""
    return pain_line(course), pain_chart(course, HALF_PX), pain_chart(course, NARROW_PX)


def _small(quality: Quality) -> tuple[Svg, Svg | None]:
    """Return the bar of the holds in full, and the line of the form scores if there are two."""
    full = bar(quality.full_share, f"{quality.full} of {quality.attempts} in full")
    scores = [score for _, score in quality.scores]
    return full, spark(scores, f"form over {len(scores)} sessions") if len(scores) > 1 else None
