"""Command line: judge the clips that are named, or all of them, and print the figures."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from posecoach.catalog import load_all, poses_dir
from samples import listing
from samples.accuracy import table
from samples.accuracy.judge import Verdict, judge
from samples.accuracy.variants import Variant

SAMPLES = Path(__file__).parents[1]


def main() -> None:
    """Judge, print, and keep the figures where that is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m samples.accuracy", description="Holds posecoach against known truth."
    )
    parser.add_argument("clips", nargs="*", type=Path, help="clips with a truth file beside them")
    parser.add_argument("--variant", type=Variant, choices=list(Variant), default=Variant.AS_IT_IS)
    parser.add_argument(
        "--recorded", action="store_true", help="from the poses kept beside each clip"
    )
    parser.add_argument(
        "--write", action="store_true", help="keep the figures in poses/ (with --recorded)"
    )
    parser.add_argument("--fit", action="store_true", help="what offset each measure asks for")
    wanted = parser.parse_args()
    if wanted.write and not wanted.recorded:
        parser.error("--write without --recorded; the figures kept are those that tests make again")
    verdicts = all_judged(wanted.clips or clips(), wanted.variant, recorded=wanted.recorded)
    told = table.fits(verdicts, load_all(poses_dir())) if wanted.fit else report(verdicts)
    sys.stdout.writelines(f"{line}\n" for line in told)
    if wanted.write:
        write(verdicts)


def clips() -> list[Path]:
    """Return every sample clip."""
    return sorted(path for path in SAMPLES.glob("*.mp4") if ".part" not in path.suffixes)


def all_judged(
    paths: Sequence[Path], variant: Variant = Variant.AS_IT_IS, *, recorded: bool = False
) -> list[Verdict]:
    """Return every clip's verdict, worked on by all cores at once."""
    work = partial(judge, variant=variant, recorded=recorded)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:
        return list(workers.map(work, paths))


def write(verdicts: Sequence[Verdict]) -> None:
    """Keep the table in the page on stretch files, the errors as data, and the list with them."""
    catalogue = load_all(poses_dir())
    page = poses_dir() / "README.md"
    shown = table.inserted(page.read_text(encoding="utf-8"), list(table.lines(verdicts, catalogue)))
    page.write_text(shown, encoding="utf-8", newline="\n")
    data = table.as_data(verdicts, catalogue)
    (poses_dir() / "accuracy.json").write_text(data, encoding="utf-8", newline="\n")
    listing.main()


def report(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a line a clip, then the table by stretch and what it all comes to."""
    yield (
        f"{'clip':<46}{'counts':>7}{'held off':>9}{'faults':>8}{'false cues':>11}"
        f"{'median':>8}{'p95':>6}{'bias':>7}{'seen':>6}"
    )
    for verdict in verdicts:
        yield _clip_line(verdict)
        if verdict.faults_missed:
            yield f"    missed: {', '.join(verdict.faults_missed)}"
        if verdict.cues_wrong:
            yield f"    not allowed by the truth: {', '.join(verdict.cues_wrong)}"
    yield ""
    yield from table.lines(verdicts, load_all(poses_dir()))


def _clip_line(verdict: Verdict) -> str:
    found = len(verdict.faults_made) - len(verdict.faults_missed)
    line = (
        f"{verdict.clip:<46}{'right' if verdict.counts_right else 'WRONG':>7}"
        f"{verdict.worst_held_s:>7.1f} s{found:>5}/{len(verdict.faults_made)}"
        f"{len(verdict.cues_wrong):>11}"
    )
    if not verdict.errors:
        return line
    errors = verdict.errors[0]
    return (
        f"{line}{errors.median_deg:>8.1f}{errors.p95_deg:>6.1f}"
        f"{errors.bias_deg:>+7.1f}{errors.seen_share:>6.2f}"
    )


if __name__ == "__main__":
    main()
