"""`posecoach check`: whether a stretch file is right, and what it would say to a clip, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from posecoach import routines
from posecoach.commands import catalogue
from posecoach.core.stretch import Level
from posecoach.errors import PosecoachError


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What `posecoach check` was asked for beside the files."""

    clip: Path | None = None
    html: Path | None = None
    level: Level = Level.BEGINNER
    model: Path | None = None
    verbose: bool = False


def check(files: Sequence[Path], options: CheckOptions) -> Iterator[str]:
    """Yield a line a sound file, and with a clip the chart of what each would say to it.

    Raises DefinitionError with the faults of all files, and CannotJudge where the clip shows
    nothing that the stretch could be judged by.
    """
    if options.html and not options.clip:
        raise PosecoachError("--html without --clip; wanted the clip that the page is about")
    if options.html and len(files) > 1:
        raise PosecoachError(f"{len(files)} files with --html; wanted one file for one page")
    yield from catalogue.check(files)
    if options.clip is None:
        return
    for path in files:
        if routines.is_routine(path):
            raise PosecoachError(f"{path}: a routine; wanted the file of a stretch for --clip")
    from posecoach.commands.strip import strips  # late: a check alone needs no coach

    yield from strips(files, options.clip, options)
