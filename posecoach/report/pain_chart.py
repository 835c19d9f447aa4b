"""Pain before and after, over time; where there are many sessions, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from posecoach.progress.pain import PainCourse, Rating

from .axes import Days, Scale, foot, grid
from .svg import Point, Svg, dots, line, path, picture, text

HEIGHT_PX, TOP_PX, FOOT_PX, SIDE_PX, LABEL_PX = 190.0, 12.0, 24.0, 26.0, 76.0
NAME_PX, APART_PX = 15.0, 3.0
ROOM_PX = 14.0  # for one session


def pain_chart(course: PainCourse, width: float) -> Svg:
    """Return one part's pain, before and after each session or in each week, from 0 to 10."""
    left, right = SIDE_PX + 6, width - LABEL_PX
    weekly = len(course.ratings) * ROOM_PX > right - left
    ratings = by_week(course.ratings) if weekly else course.ratings
    days = Days(ratings[0].day, ratings[-1].day, left, right)
    scale = Scale(0, 10, HEIGHT_PX - FOOT_PX, TOP_PX)
    before = [(days(r.day), scale(r.before)) for r in ratings if r.before is not None]
    after = [(days(r.day), scale(r.after)) for r in ratings if r.after is not None]
    parts = [grid(scale, [0, 5, 10], SIDE_PX, right + 6), foot(days, HEIGHT_PX - 4)]
    parts += [(_flow if weekly else _pairs)(before, after), _ends(before, after, scale)]
    label = f"{course.part.capitalize()} pain before and after {len(course.ratings)} sessions"
    return picture(width, HEIGHT_PX, label, *parts)


def by_week(ratings: Sequence[Rating]) -> list[Rating]:
    """Return the medians of each week, as if answered on its Monday."""
    weeks: dict[date, list[Rating]] = {}
    for rating in ratings:
        weeks.setdefault(rating.day - timedelta(days=rating.day.weekday()), []).append(rating)
    return [
        Rating(monday, _middle([r.before for r in week]), _middle([r.after for r in week]))
        for monday, week in weeks.items()
    ]


def _middle(answers: Sequence[float | None]) -> float | None:
    given = [answer for answer in answers if answer is not None]
    return median(given) if given else None


def _flow(before: Sequence[Point], after: Sequence[Point]) -> str:
    """Return two lines, and the relief between them."""
    between = path([*before, *reversed(after)], "relief", closed=True) if before and after else ""
    return between + path(before, "before-line") + path(after, "after-line")


def _pairs(before: Sequence[Point], after: Sequence[Point]) -> str:
    """Return each session as two dots and what lies between them."""
    last = dict(after)
    between = [
        line((x - APART_PX, y), (x + APART_PX, last[x]), "between") for x, y in before if x in last
    ]
    left = dots([(x - APART_PX, y) for x, y in before], "before-dots")
    return "".join(between) + left + dots([(x + APART_PX, y) for x, y in after], "after-dots")


def _ends(before: Sequence[Point], after: Sequence[Point], scale: Scale) -> str:
    """Return the last points, named, with room between the names."""
    named = [("before", points[-1]) for points in [before] if points]
    named += [("after", points[-1]) for points in [after] if points]
    parts, below = [], 0.0
    for kind, (x, y) in sorted(named, key=lambda each: each[1][1]):
        below = max(y + 4, below + NAME_PX)
        parts.append(text(x + 11, below, f"{kind} {scale.value(y):g}", kind))
    return "".join(parts)
