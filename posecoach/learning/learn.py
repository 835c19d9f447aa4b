"""Poses of a stretch done well in; the text of a stretch file out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from posecoach.core.body import BodyReader
from posecoach.core.placement import Problem, posture_problem, view_problem
from posecoach.core.pose import Pose
from posecoach.core.stretch import Level, Stretch
from posecoach.learning.choice import Found, find, known
from posecoach.learning.draft import About, clock, draft
from posecoach.learning.figures import Figures, figures
from posecoach.learning.series import Setting
from posecoach.learning.stays import stays
from posecoach.learning.toml_text import Table

LEAST_S = 4.0
LEAST_WAY_DEG = 5.0
NOT_STILL = "nobody is still in it for a second; wanted a still start"


class Unlearnable(ValueError):
    """The recording shows nothing to learn from; the message reads `what came; what was wanted`."""


def check_usable(poses: Sequence[Pose]) -> None:
    """Raise Unlearnable where nobody is there, or hardly anything was recorded."""
    there = [pose for pose in poses if not pose.empty]
    if not there:
        raise Unlearnable("nobody was seen in it; wanted a person, whole, in good light")
    length_s = there[-1].time_s - there[0].time_s
    if length_s < LEAST_S:
        raise Unlearnable(f"{length_s:.1f} s of somebody; wanted at least {LEAST_S:g} s")


def learn(
    clips: Sequence[Sequence[Pose]], about: About, errors: Mapping[str, float]
) -> list[Table]:
    """Return the draft of a whole file; raise Unlearnable (or TooSmall, which is told as well).

    All clips show the same stretch; the first one says what it is. `errors` has each measure's
    known error in degrees (95 % of frames stay below it).
    """
    first, *more = clips
    check_usable(first)
    found = find(first)
    if found is None:
        raise Unlearnable(NOT_STILL)
    if found.primary is None:
        return clock(about, found, first[-1].time_s - first[0].time_s)
    asked = (found.primary, *found.gates)
    found = replace(found, others=tuple(_same(poses, found.series.setting) for poses in more))
    return draft(about, found, figures(found, errors), stays(found, asked))


def figures_of(
    clips: Sequence[Sequence[Pose]], stretch: Stretch, errors: Mapping[str, float]
) -> tuple[Found, Figures]:
    """Return what the clips show of a known stretch, and its figures in true degrees.

    Raises Unlearnable where it is done by the clock, or is not to be seen in one of the clips.
    """
    primary = stretch.primary
    if primary is None or stretch.dose.by_the_clock:
        raise Unlearnable(f"{stretch.id} is done by the clock; wanted one that is measured")
    setting = Setting(
        stretch.view, stretch.postures[0], stretch.working, stretch.trunk_rests, primary.measure
    )
    upward = primary.upward[Level.BEGINNER]
    first, *others = [_same(poses, setting, stretch, upward=upward) for poses in clips]
    found = replace(first, others=tuple(others))
    return found, figures(found, errors, offset=primary.offset, kind=stretch.dose.kind)


def _same(
    poses: Sequence[Pose],
    setting: Setting,
    stretch: Stretch | None = None,
    *,
    upward: bool | None = None,
) -> Found:
    """Return what one more clip shows of the same stretch; raise Unlearnable where it is none."""
    check_usable(poses)
    found = known(poses, setting, upward=upward)
    if found is None:
        raise Unlearnable(NOT_STILL)
    if stretch is not None and (problem := _misplaced(found, stretch)) is not None:
        raise Unlearnable(f"{problem.value}; wanted it done as {stretch.id} is")
    most = max((abs(visit.way) for visit in found.visits), default=0.0)
    if most < LEAST_WAY_DEG:
        raise Unlearnable(
            f"{setting.primary} moved by {most:.0f} degrees; wanted at least {LEAST_WAY_DEG:.0f}"
        )
    return found


def _misplaced(found: Found, stretch: Stretch) -> Problem | None:
    """Return why the person at rest is not placed as the stretch asks for, or None."""
    body = BodyReader(stretch).read(found.series.rest.pose, None)
    wrong = view_problem(body, stretch)
    view = stretch.view
    problems = [posture_problem(body, each, view, holding=False) for each in stretch.postures]
    return wrong or (problems[0] if all(problems) else None)
