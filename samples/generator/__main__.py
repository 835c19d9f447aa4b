"""Command line: `python -m samples.generator [NAME ...] [--truth-only] [--list]`."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from samples.generator.clip import Clip
from samples.generator.clips import CLIPS, EXAMPLES
from samples.generator.truthfile import text

SAMPLES = Path(__file__).parents[1]
ALL = CLIPS | EXAMPLES


def main() -> None:
    """Make the named clips, or all."""
    parser = argparse.ArgumentParser(prog="python -m samples.generator", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="clips to make (all)")
    parser.add_argument("--truth-only", action="store_true", help="write no pictures")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    parser.add_argument("--out", type=Path, help="where to (each clip's own folder)")
    wanted = parser.parse_args()
    unknown = [name for name in wanted.names if name not in ALL]
    if unknown:
        parser.error(f"unknown clip {unknown[0]!r}; known: {', '.join(ALL)}")
    if wanted.list:
        print("\n".join(ALL))
        return
    make(wanted.names or list(ALL), wanted.out, pictures=not wanted.truth_only)


def make(names: list[str], out: Path | None, *, pictures: bool) -> None:
    """Write each clip's pictures, if wanted, and its truth, so that the two always match.

    Without `out`, a clip goes to the samples' folder, an example to the folder of the examples.
    """
    draw = _artist() if pictures else None
    for name in names:
        began, clip = time.monotonic(), ALL[name]
        folder = out or (SAMPLES if name in CLIPS else SAMPLES / "examples")
        truth = clip.truth()
        if draw is not None:
            draw(clip, folder / f"{name}.mp4")
        (folder / f"{name}.truth.json").write_text(text(truth), encoding="utf-8", newline="\n")
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
        for key in ("holds", "reps", "faults"):
            for record in truth[key]:
                print(f"  {key[:-1]}: {json.dumps(record)}")


def _artist() -> Callable[[Clip, Path], None]:
    """Return what draws a clip, with one OpenGL context for all."""
    from samples.generator import video  # needs OpenGL and PyAV, which the truth does not
    from samples.generator.camera import SIZE_PX
    from samples.generator.scene import Scene

    scene = Scene(SIZE_PX)

    def draw(clip: Clip, path: Path) -> None:
        video.write(path, video.pictures(scene, clip), clip.seed, clip.fps, clip.crf)

    return draw


if __name__ == "__main__":
    main()
