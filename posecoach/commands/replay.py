"""`posecoach replay`: a recorded clip through exactly the code that coaches live."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach import affinity
from posecoach.app import Remote, coach
from posecoach.catalog import find
from posecoach.commands.estimators import open_estimator
from posecoach.commands.mine import with_own_range
from posecoach.commands.sounds import USUAL_SOUND, SoundOptions, open_speaker
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import Summary
from posecoach.errors import CannotJudge, PosecoachError, ScreenError
from posecoach.ports import Output, Source

if TYPE_CHECKING:
    from posecoach.outputs.speaker import Speaker
    from posecoach.sources.clip import ClipSource

READABLE_LINES = 720
WIDE = 16 / 9


@dataclass(frozen=True, slots=True)
class ReplayOptions:
    """What `posecoach replay` was asked for."""

    stretch: str | None = None
    level: Level | None = None
    json: bool = False
    angles: Path | None = None
    save: Path | None = None
    window: bool = True
    sound: SoundOptions = USUAL_SOUND
    model: Path | None = None
    verbose: bool = False


def replay_all(clips: Sequence[Path], options: ReplayOptions) -> Iterator[str]:
    """Yield the answer of each clip; what cannot be judged is told after all the others."""
    if len(clips) > 1 and (options.angles or options.save):
        raise PosecoachError(
            f"{len(clips)} clips with --angles or --save; wanted one clip for one file"
        )
    unjudged: list[str] = []
    for clip in clips:
        summary = replay(clip, options)
        yield from told(clip.name, summary, as_json=options.json)
        if not summary.judged:
            unjudged.append(f"{clip}: {why_not(summary)}")
    if unjudged:
        raise CannotJudge("\n".join(unjudged))


def replay(clip: Path, options: ReplayOptions) -> Summary:
    """Coach one clip from beginning to end and return what it amounts to."""
    from posecoach.estimators.ahead import SeenAhead
    from posecoach.sources.clip import ClipSource

    with ExitStack() as doors:
        doors.enter_context(affinity.kept_apart())
        recorded = doors.enter_context(ClipSource(clip))
        source: Source = recorded
        stretch, level = what_to_judge(clip, options)
        estimator = open_estimator(stretch, options.model, doors, verbose=options.verbose)
        outputs = list(_files(recorded, stretch, options, doors))
        remote = Remote()
        if _has_screen(options):
            speaker = open_speaker(stretch, level, options.sound, doors)
            source, screen = _watch(source, stretch, remote, speaker, doors)
            outputs += [screen, speaker]
        seen = doors.enter_context(SeenAhead(source, estimator))
        summary = coach(seen, seen, stretch, level, outputs, remote)
        if recorded.lost:
            sys.stderr.write(
                f"{clip}: {recorded.lost} of its frames cannot be read; judged the others\n"
            )
        if recorded.truncated:
            sys.stderr.write(
                f"{clip}: breaks off at {summary.duration_s:.1f} s of {recorded.duration_s:.1f} s; "
                "judged what is there\n"
            )
        return summary


def told(clip: str, summary: Summary, *, as_json: bool = False) -> Iterator[str]:
    """Yield what is printed about one clip."""
    from posecoach.outputs import record

    if as_json:
        yield record.as_json(clip, summary)
    else:
        yield from record.as_text(clip, summary)


def what_to_judge(clip: Path, options: ReplayOptions) -> tuple[Stretch, Level]:
    """Return the stretch and level asked for, or those in the clip's truth file beside it."""
    truth = clip.with_suffix(".truth.json")
    known: dict[str, str] = {}
    if truth.is_file():
        try:
            known = json.loads(truth.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise PosecoachError(f"{truth}: {error}; wanted a truth file in JSON") from None
        if not isinstance(known, dict):
            raise PosecoachError(f"{truth}: no JSON object; wanted a truth file in JSON")
    name = options.stretch or known.get("stretch")
    if name is None:
        raise PosecoachError(
            f"{clip}: no stretch named; wanted --stretch ID (posecoach list shows them)"
        )
    level = options.level or known.get("level", Level.BEGINNER)
    if level not in list(Level):
        raise PosecoachError(f"{truth}: level {level!r}; wanted {' or '.join(Level)}")
    return with_own_range(find(str(name))), Level(level)


def _files(
    source: ClipSource, stretch: Stretch, options: ReplayOptions, doors: ExitStack
) -> Iterator[Output]:
    """Open what is written beside the answer: the table, the annotated clip, the progress bar."""
    if options.angles:
        from posecoach.outputs.record import AngleTable

        yield doors.enter_context(AngleTable(options.angles))
    if options.save:
        from posecoach.commands.screen import Targets
        from posecoach.outputs.clip_writer import ClipWriter

        target = Targets(stretch).at
        size = _readable(source.size_px)
        writer = ClipWriter(options.save, source.fps, size=size, target=target)
        yield doors.enter_context(writer)
    if sys.stderr.isatty() and source.duration_s:
        from posecoach.outputs.progress import Progress

        yield doors.enter_context(Progress(source.name, source.duration_s))


def _readable(size_px: tuple[int, int]) -> tuple[int, int]:
    """Return the size to draw at: at least 720 lines for the words, with room beside the body."""
    width_px, height_px = size_px
    lines = max(READABLE_LINES, height_px)
    widest = max(width_px / height_px, WIDE) if width_px > height_px else width_px / height_px
    return 2 * round(lines * widest / 2), 2 * round(lines / 2)


def _has_screen(options: ReplayOptions) -> bool:
    """Return whether to show it: asked for, not for a script, and with a display to show it on."""
    if not options.window or options.json:
        return False
    from posecoach.outputs.window import require_display

    try:
        require_display()
    except ScreenError:
        return False
    return True


def _watch(
    source: Source, stretch: Stretch, remote: Remote, speaker: Speaker, doors: ExitStack
) -> tuple[Source, Output]:
    """Return the source at the pace of life, and the window to follow it by."""
    from posecoach.commands.screen import Screen, Targets
    from posecoach.outputs.window import Window
    from posecoach.sources.paced import Paced

    window = doors.enter_context(Window())
    return Paced(source), Screen(window, Targets(stretch), remote, speaker)


def why_not(summary: Summary) -> str:
    """Return why a clip could not be judged, and what was wanted."""
    if not summary.frames_with_person:
        return "nobody was seen in it; wanted a person, whole, in good light"
    said = next((given.cue.text for given in summary.cues), "wrong view or posture all along")
    postures = " or ".join(summary.stretch.postures)
    return f"{said}; wanted a {summary.stretch.view} view of one person, {postures}"
