"""How well somebody small in a large picture is seen.

`python -m tests.benchmarks.small [CLIP ...]` shrinks each clip to a half, a third and a quarter,
lays it into a blurred and noisy 1280x720 picture of its own empty room, and prints how often the
person is found, and how far the primary measure is from that of the clip as it is; where a face is
too small to be read there is none, and the person should be told to come closer. Last, the empty
room itself is shown: nobody may be found in it. Sizes are in pixels: with a quarter, 160x120 of
the 1280x720 hold the clip, so that the person spans an eighth of the picture or less.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from posecoach.commands.estimators import open_estimator
from posecoach.commands.replay import ReplayOptions, what_to_judge
from posecoach.core.session import Session
from posecoach.estimators.recording import read_poses
from posecoach.ports import Frame
from posecoach.sources.clip import ClipSource
from tests.benchmarks import rooms
from tests.benchmarks.rooms import Picture

SAMPLES = Path(__file__).parents[2] / "samples"
CLIPS = (
    "bridge-good-1",
    "hamstring-towel-good-1",
    "hip-flexor-kneeling-good-1",
    "neck-flexion-chin-to-chest-good-1",
    "neck-lateral-ear-to-shoulder-good-1",
    "single-knee-to-chest-faulty-1",
)
WANTED = {2: 0.98, 3: 0.95, 4: 0.90}  # of frames in which somebody shrunk by so much is found
WITHIN_DEG = 2.0
EMPTY_FRAMES = 90


@dataclass(frozen=True, slots=True)
class Seen:
    """What one showing gave, frame by frame.

    Was somebody found, the primary measure, and was the person told to come closer?
    """

    found: tuple[bool, ...]
    values: tuple[float | None, ...]
    told_far: tuple[bool, ...]

    @property
    def share(self) -> float:
        """Return the share of frames in which somebody was found."""
        return sum(self.found) / len(self.found)

    def difference(self, other: Seen) -> float | None:
        """Return the median of the differences, None where there is nothing to compare."""
        pairs = zip(self.values, other.values, strict=True)
        both = [abs(a - b) for a, b in pairs if a is not None and b is not None]
        return median(both) if both else None


def main() -> int:
    """Print a table of the named clips."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument(
        "--frames", type=int, default=300, help="show the first N of each clip, 300 as a rule"
    )
    parser.add_argument(
        "--of-picture", action="store_true", help="shares of the large picture's height instead"
    )
    asked = parser.parse_args()
    for clip in asked.clips or [SAMPLES / f"{name}.mp4" for name in CLIPS]:
        for line in report(clip, asked.frames, of_picture=asked.of_picture):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


def report(clip: Path, count: int, *, of_picture: bool = False) -> Iterator[str]:
    """Yield what is printed of one clip."""
    pictures = rooms.pictures(clip, count)
    with ClipSource(clip) as source:
        fps = source.fps
    poses = read_poses(clip.with_suffix(".poses.jsonl")).poses
    large = rooms.backdrop(rooms.empty_room(pictures[0], poses[:1]))
    usual = show(clip, pictures, fps)
    yield f"{clip.stem}, {len(pictures)} frames; as it is found in {usual.share:.1%}"
    height, width = pictures[0].shape[:2]
    scale = rooms.LARGE[1] / height if of_picture else 1.0
    for shrunk, wanted in WANTED.items():
        size = (round(scale * width / shrunk), round(scale * height / shrunk))
        at = next(rooms.places(1, size))
        laid = (rooms.embedded(rooms.noisy(large, n), p, size, at) for n, p in enumerate(pictures))
        small = show(clip, laid, fps)
        off = small.difference(usual)
        far = sum(small.told_far) / len(small.told_far)
        told = f"primary off by {off:.1f} (median)" if off is not None else "primary not read"
        told += f", told to come closer in {far:.1%}" if far else ""
        good = small.share >= wanted and (
            off <= WITHIN_DEG if off is not None else small.told_far[-1]
        )
        yield f"  1/{shrunk}: found in {small.share:.1%}, {told}{'' if good else '  <- MISSED'}"
    nobody = show(clip, (rooms.noisy(large, n) for n in range(EMPTY_FRAMES)), fps)
    yield f"  empty room: somebody found in {sum(nobody.found)} of {EMPTY_FRAMES} frames"


def show(clip: Path, pictures: Iterable[Picture], fps: float) -> Seen:
    """Coach what `pictures` show, as the clip is coached."""
    stretch, level = what_to_judge(clip, ReplayOptions())
    session = Session(stretch, level)
    found, values, told_far = [], [], []
    with ExitStack() as doors:
        estimator = open_estimator(stretch, None, doors)
        for nth, picture in enumerate(pictures):
            pose = estimator.estimate(Frame(nth / fps, picture))
            step = session.step(pose)
            found.append(not pose.empty)
            values.append(step.values.get(stretch.primary.measure) if stretch.primary else None)
            told = step.placement.told
            told_far.append(told is not None and told.id == "far")
    return Seen(tuple(found), tuple(values), tuple(told_far))


if __name__ == "__main__":
    raise SystemExit(main())
