"""How good a draft is: `python -m samples.learning` learns from correct clips, judged on others.

A draft is learnt from the poses of one correct clip and run on every other clip of that stretch.
Its counts are right when they are those of the hand-written file. A cue is false when the truth
shows no fault at that time: a draft's faults have other names than the hand-written ones.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from posecoach.catalog import known_files, load, load_all
from posecoach.commands.learn import measure_errors
from posecoach.core.pose import Pose
from posecoach.core.session import Session
from posecoach.core.stretch import Level, Stretch
from posecoach.core.summary import GivenCue, Summary, Tally
from posecoach.estimators.recording import SUFFIX, read_poses
from posecoach.learning.base import relearnt
from posecoach.learning.draft import About
from posecoach.learning.learn import figures_of, learn
from posecoach.learning.toml_text import text
from samples.accuracy.judge import (
    ALWAYS_ALLOWED,
    SLACK_S,
    STILL_DUE_S,
    TOLD_AFTER_S,
    TOLD_OF_ATTEMPT,
)
from samples.accuracy.variants import Truth

SAMPLES = Path(__file__).parent
VIEW = "view"


@dataclass(frozen=True, slots=True)
class Trial:
    """One clip run with a draft: what the hand-written file counts, and what the draft does."""

    stretch: str
    learnt_from: str
    clip: str
    wanted: tuple[str, ...]
    came: tuple[str, ...]
    false_cues: tuple[str, ...]
    minutes: float

    @property
    def same(self) -> bool:
        """Return whether all holds and repetitions are the same ones."""
        return self.wanted == self.came


def main() -> None:
    """Learn, try, and print a line a clip and what it all comes to."""
    parser = argparse.ArgumentParser(prog="python -m samples.learning", description=__doc__)
    parser.add_argument("stretches", nargs="*", help="ids; all that have other clips without any")
    parser.add_argument("--every", action="store_true", help="learn from every correct clip")
    parser.add_argument("--base", action="store_true", help="on the hand-written file (--stretch)")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="leave the drafts there")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        kept = asked.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        trials = list(all_trials(kept, asked.stretches, every=asked.every, base=asked.base))
    sys.stdout.writelines(f"{line}\n" for line in report(trials))


def all_trials(
    folder: Path, ids: Sequence[str] = (), *, every: bool = False, base: bool = False
) -> Iterator[Trial]:
    """Yield every clip that is not the one that was learnt from, run with the draft."""
    for id_, stretch in load_all().items():
        clips = sorted(clips_of(id_))
        good = [clip for clip in clips if "-good-" in clip.name]
        if (ids and id_ not in ids) or stretch.primary is None or len(clips) < 2:
            continue
        for source in good if every else good[:1]:
            drafted = drafted_from(source, stretch, folder, base=base)
            yield from (trial(stretch, drafted, source, clip) for clip in clips if clip != source)


def clips_of(id_: str) -> list[Path]:
    """Return the truth files of every clip of one stretch that is not refused."""
    found = []
    for path in SAMPLES.glob(f"{id_}-*.truth.json"):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if truth["stretch"] == id_ and "refusal" not in truth:
            found.append(path)
    return found


def drafted_from(source: Path, stretch: Stretch, folder: Path, *, base: bool) -> Stretch:
    """Return what is learnt from one clip, by way of its file."""
    id_, poses = stretch.id, [_poses(source)]
    about = About(id_, id_, source.name.removesuffix(".truth.json"))
    if base:
        _, figures = figures_of(poses, stretch, measure_errors(id_))
        data = tomllib.loads(known_files()[id_].read_text(encoding="utf-8"))
        tables = relearnt(data, about, figures)
    else:
        tables = learn(poses, about, measure_errors())
    path = folder / f"{id_}.toml"
    path.write_text(text(tables), encoding="utf-8")
    return load(path)


def trial(stretch: Stretch, drafted: Stretch, source: Path, clip: Path) -> Trial:
    """Return one clip's run with the hand-written file and with the draft."""
    truth: Truth = json.loads(clip.read_text(encoding="utf-8"))
    level = Level(truth["level"])
    summary = run(drafted, level, clip)
    return Trial(
        stretch=stretch.id,
        learnt_from=source.name.removesuffix(".truth.json"),
        clip=clip.name.removesuffix(".truth.json"),
        wanted=counts(run(stretch, level, clip)),
        came=counts(summary),
        false_cues=tuple(
            f"{given.cue.id} at {given.time_s:.1f} s"
            for given in summary.cues
            if given.cue.id not in ALWAYS_ALLOWED and not _has_a_reason(given, truth)
        ),
        minutes=summary.duration_s / 60,
    )


def run(stretch: Stretch, level: Level, clip: Path) -> Summary:
    """Return what the recorded poses of a clip amount to."""
    session, tally = Session(stretch, level), Tally(stretch, level)
    for pose in _poses(clip):
        tally.take(session.step(pose))
    return tally.summary(session.finish())


def counts(summary: Summary) -> tuple[str, ...]:
    """Return every hold or repetition in a word: its side, and whether it counts."""
    return tuple(
        f"{attempt.side or 'both'} {attempt.missing or 'full'}" for attempt in summary.attempts
    )


def _poses(truth: Path) -> Sequence[Pose]:
    return read_poses(truth.with_name(truth.name.replace(".truth.json", SUFFIX))).poses


def _has_a_reason(given: GivenCue, truth: Truth) -> bool:
    """Return whether at that time a fault is made, or an attempt was left too early or short."""
    at_s = given.time_s
    if given.cue.id == VIEW and at_s < truth.get("placed_from_s", 0.0):
        return True
    if (missing := TOLD_OF_ATTEMPT.get(given.cue.id)) is not None:
        ends = [rep["end_s"] for rep in truth["reps"] if rep["missing"] == missing]
        ends += [hold["end_s"] for hold in truth["holds"] if not hold["completed"]]
        return any(end_s - SLACK_S <= at_s <= end_s + TOLD_AFTER_S for end_s in ends)
    return any(
        fault["start_s"] <= at_s <= fault["end_s"] + STILL_DUE_S for fault in truth["faults"]
    )


def report(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield a line a clip, and how many are right."""
    for each in trials:
        mark = "same" if each.same else "OTHER"
        yield f"{each.clip:<42} from {each.learnt_from:<38} {mark:<6}{len(each.false_cues)} false"
        if not each.same:
            yield f"    wanted {', '.join(each.wanted) or 'none'}; came {', '.join(each.came)}"
        yield from (f"    {cue}" for cue in each.false_cues)
    same = sum(each.same for each in trials)
    false = sum(len(each.false_cues) for each in trials)
    minutes = sum(each.minutes for each in trials)
    by_stretch = {each.stretch for each in trials}
    all_same = [id_ for id_ in by_stretch if all(t.same for t in trials if t.stretch == id_)]
    yield ""
    yield f"{len(by_stretch)} stretches; all counts the same in {len(all_same)} of them"
    yield f"counts the same in {same} of {len(trials)} clips ({same / max(1, len(trials)):.0%})"
    yield f"{false} false cues in {minutes:.1f} minutes ({false / max(1e-9, minutes):.2f} a minute)"


if __name__ == "__main__":
    main()
