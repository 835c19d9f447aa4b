"""What a stretch file would say to a clip, and when: judged, and drawn here or on a page."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.app import coach
from posecoach.catalog import load
from posecoach.commands.estimators import open_estimator
from posecoach.commands.files import write_whole
from posecoach.commands.replay import why_not
from posecoach.core.stretch import Stretch
from posecoach.errors import CannotJudge
from posecoach.ports import Estimator, Output

if TYPE_CHECKING:
    from posecoach.commands.check import CheckOptions
    from posecoach.report.strip import Strip

MOST_WIDTH = 160


def strips(files: Sequence[Path], clip: Path, options: CheckOptions) -> Iterator[str]:
    """Yield the chart of each file, or the line that says where its page is.

    Raises CannotJudge, after all of them, where the clip shows nothing to judge a stretch by.
    """
    unjudged = []
    for path in files:
        strip = judged(load(path), clip, options)
        yield from _drawn(strip, options.html)
        if not strip.summary.judged:
            unjudged.append(f"{clip}: {why_not(strip.summary)}")
    if unjudged:
        raise CannotJudge("\n".join(unjudged))


def judged(stretch: Stretch, clip: Path, options: CheckOptions) -> Strip:
    """Return what coaching `stretch` comes to on a clip, by its recorded poses where it has any."""
    from posecoach.report.strip_taker import StripTaker
    from posecoach.sources.clip import ClipSource

    taker = StripTaker(stretch.working, stretch.primary.measure if stretch.primary else None)
    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(clip))
        outputs: list[Output] = [taker]
        eyes: Estimator | None = _recorded(clip, stretch)
        if eyes is None:
            eyes = open_estimator(stretch, options.model, doors, verbose=options.verbose)
            if sys.stderr.isatty() and source.duration_s:
                from posecoach.outputs.progress import Progress

                outputs.append(doors.enter_context(Progress(source.name, source.duration_s)))
        summary = coach(source, eyes, stretch, options.level, outputs)
    return taker.strip(clip.name, summary)


def _recorded(clip: Path, stretch: Stretch) -> Estimator | None:
    """Return the eyes of the poses beside a clip; None where there are none, or without heads."""
    from posecoach.estimators.recorded import RecordedEstimator
    from posecoach.estimators.recording import SUFFIX, read_poses

    poses = clip.with_suffix(SUFFIX)
    if not poses.is_file():
        return None
    if stretch.reads_head and not any(pose.head for pose in read_poses(poses).poses):
        return None
    return RecordedEstimator(poses)


def _drawn(strip: Strip, html: Path | None) -> Iterator[str]:
    if html is not None:
        from posecoach.report.strip_page import page

        write_whole(html, page(strip))
        yield f"{html}: {strip.headline}"
        return
    from posecoach.report.strip_glyphs import coloured, glyphs_in
    from posecoach.report.strip_text import chart

    width = min(MOST_WIDTH, shutil.get_terminal_size().columns)
    lines = chart(strip, width, glyphs_in(sys.stdout.encoding))
    yield ""
    yield from map(coloured, lines) if _has_colours() else lines


def _has_colours() -> bool:
    """Return whether there is a terminal that shows colours, to somebody who wants them."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb"
    return sys.stdout.isatty() and not plain
