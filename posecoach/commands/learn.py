"""`posecoach learn`: from a recording of a stretch done well to a draft, or to an own range."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from posecoach.catalog import find, known_files, load
from posecoach.commands.catalogue import measured_errors
from posecoach.commands.estimators import open_eyes
from posecoach.commands.files import write_whole
from posecoach.commands.mine import keep, today
from posecoach.core.measure import MEASURES
from posecoach.core.personal import OwnRange, personal
from posecoach.core.pose import Pose
from posecoach.core.stretch import Band, Level, Stretch
from posecoach.errors import CannotJudge, PosecoachError
from posecoach.estimators.recording import SUFFIX, read_poses
from posecoach.learning.base import relearnt
from posecoach.learning.draft import About
from posecoach.learning.figures import TooSmall
from posecoach.learning.learn import Unlearnable, figures_of, learn
from posecoach.learning.toml_text import Table, text
from posecoach.places import own_poses
from posecoach.schema import schema_line

_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


@dataclass(frozen=True, slots=True)
class LearnOptions:
    """What `posecoach learn` was asked for."""

    stretch: str | None = None
    mine: str | None = None
    out: Path | None = None
    force: bool = False
    model: Path | None = None
    verbose: bool = False


def learn_from(clips: Sequence[Path], options: LearnOptions) -> Iterator[str]:
    """Yield what was learnt and where it is; raise PosecoachError in one line."""
    if options.mine is not None:
        if options.out is not None or options.stretch is not None:
            raise PosecoachError("--mine with --out or --stretch; wanted --mine ID alone")
        yield from _mine(options.mine, clips, options)
        return
    out = _target(clips[0], options)
    seen = [_poses(clip, options) for clip in clips]
    names = " and ".join(clip.name for clip in clips)
    about = About(out.stem, out.stem.replace("-", " ").capitalize(), names)
    written = text(_tables(seen, about, clips, options))
    write_whole(out, f"{schema_line(out.parent)}\n{written}")
    yield from _told(load(out), out, clips[0])


def measure_errors(stretch: str | None = None) -> dict[str, float]:
    """Return each measure's error in degrees, which 95 % of frames stay below.

    That of a known stretch is its own; else it is the middle of all stretches.
    """
    known = measured_errors()
    every: dict[str, list[float]] = {}
    for measures in known.values():
        for id_, error in measures.items():
            every.setdefault(id_, []).append(error["p95_deg"])
    own = {id_: error["p95_deg"] for id_, error in known.get(stretch or "", {}).items()}
    return {id_: median(errors) for id_, errors in every.items()} | own


def _tables(
    seen: Sequence[Sequence[Pose]], about: About, clips: Sequence[Path], options: LearnOptions
) -> list[Table]:
    with _Told(clips):
        if options.stretch is None:
            return learn(seen, about, measure_errors())
        stretch = find(options.stretch)
        _, figures = figures_of(seen, stretch, measure_errors(stretch.id))
        base = known_files()[stretch.id].read_text(encoding="utf-8-sig")
        return relearnt(tomllib.loads(base), about, figures)


def _mine(id_: str, clips: Sequence[Path], options: LearnOptions) -> Iterator[str]:
    """Keep an own range of one stretch, and yield what it is."""
    stretch = find(id_)
    primary = stretch.primary
    seen = [_poses(clip, options, stretch) for clip in clips]
    with _Told(clips):
        found, figures = figures_of(seen, stretch, measure_errors(id_))
    assert primary is not None
    zero = found.series.zero.get(primary.measure)
    own = OwnRange(
        stretch=id_,
        measure=primary.measure,
        day=today(),
        clip=" and ".join(clip.name for clip in clips),
        neutral=figures.neutral if zero is None else round(zero + primary.offset),
        bands={Level.BEGINNER: Band(*figures.beginner), Level.FULL: Band(*figures.full)},
    )
    path = keep(own)
    yield f"{path}: your own range of {stretch.name}"
    kept = personal(stretch, own).primary
    assert kept is not None
    for level, band in kept.bands.items():
        usual = primary.bands[level]
        said = f"{band.low:g} to {band.high:g} {_unit(primary.measure)}"
        yield f"  {level.value:<9} {said}, instead of {usual.low:g} to {usual.high:g}"
    if primary.over_limit is not None:
        yield f"  Easing back is asked for at {primary.over_limit:g}, as before."
    yield "start and replay use it from now on. Delete the file to go back."


def _unit(measure: str) -> str:
    return "degrees" if MEASURES[measure].unit == "deg" else "of the own length"


class _Told:
    """Turns what cannot be learnt into the one line of an error, with the clip's name."""

    def __init__(self, clips: Sequence[Path]) -> None:
        self._names = ", ".join(map(str, clips))

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (Unlearnable, TooSmall)):
            raise CannotJudge(f"{self._names}: {error}") from None


def _target(clip: Path, options: LearnOptions) -> Path:
    """Return where to write the draft: a new file whose name can be an id."""
    name = options.stretch or _slug(clip.name.removesuffix(SUFFIX).removesuffix(clip.suffix))
    out = options.out or Path(f"{name}.toml")
    if out.suffix != ".toml" or not _ID.match(out.stem):
        raise PosecoachError(
            f"--out {out}: wanted a name of small letters, figures and hyphens: my-stretch.toml"
        )
    if out.exists() and not options.force:
        raise PosecoachError(
            f"{out}: is there already; wanted --out FILE, or --force to replace it"
        )
    if not out.parent.is_dir():
        raise PosecoachError(f"{out.parent}: there is no such folder; wanted one to write to")
    return out


def _slug(name: str) -> str:
    """Return a file's name as an id: `My Stretch_2` is `my-stretch-2`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-stretch"


def _poses(clip: Path, options: LearnOptions, stretch: Stretch | None = None) -> Sequence[Pose]:
    """Return who is in a clip: as it was recorded beside it, else as the eyes see it now."""
    recorded = clip if clip.name.endswith(SUFFIX) else clip.with_suffix(SUFFIX)
    if recorded.is_file():
        poses = read_poses(recorded).poses
        blind = stretch is not None and stretch.reads_head and not any(p.head for p in poses)
        if not blind or recorded == clip:
            return poses
    from posecoach.sources.clip import ClipSource

    with ExitStack() as doors:
        source = doors.enter_context(ClipSource(clip))
        needed_by = stretch.name if stretch is not None and stretch.reads_head else None
        eyes = open_eyes(
            options.model, doors, head=True, needed_by=needed_by, verbose=options.verbose
        )
        if sys.stderr.isatty():
            sys.stderr.write(f"{clip}: looking at {source.duration_s or 0:.0f} s of it\n")
        return [eyes.estimate(frame) for frame in source.frames()]


def _told(stretch: Stretch, out: Path, clip: Path) -> Iterator[str]:
    """Yield what was learnt, in short, and what to do with it."""
    primary = stretch.primary
    dose = f"{stretch.dose.kind.value}, {stretch.dose.seconds[Level.BEGINNER]:g} s"
    yield f"{out}: a draft, seen from the {stretch.view.value}, {', '.join(stretch.postures)}"
    if primary is None:
        yield f"  {dose}: nothing moved that I can measure, so it goes by the clock"
    else:
        band = primary.bands[Level.BEGINNER]
        yield f"  {dose}: {primary.measure} from {band.low:g} to {band.high:g} degrees"
    watched = ", ".join(fault.id for fault in stretch.faults) or "nothing"
    yield f"  It watches for: {watched}"
    yield "Read it: every figure says why it is that, and what says 'change it' is yours to write."
    yield f"Then: posecoach check {out} --clip {clip}"
    yield f"To use it: put it into {own_poses()}, or give --poses {out.parent}"
