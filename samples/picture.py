"""Makes the picture that the README opens with: some seconds of a sample, as its person sees them.

`python -m samples.picture` writes samples/pictures/coached.gif; it wants `.[render]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import cv2

from posecoach.catalog import find
from posecoach.commands.screen import Targets
from posecoach.core.session import Session
from posecoach.estimators.recorded import RecordedEstimator
from posecoach.outputs.overlay import draw
from posecoach.sources.clip import ClipSource

if TYPE_CHECKING:
    from posecoach.ports import Picture

HERE = Path(__file__).parent
CLIP, STRETCH = "neck-lateral-ear-to-shoulder-faulty-1.mp4", "neck-lateral-ear-to-shoulder"
FROM_S, TO_S, FPS = 4.0, 17.0, 6
DRAWN, SHOWN = (1280, 720), (720, 405)


def pictures() -> Iterator[Picture]:
    """Yield the coached pictures, `FPS` of them a second."""
    clip, stretch = HERE / CLIP, find(STRETCH)
    session, targets, due_s = Session(stretch), Targets(stretch), FROM_S
    with ClipSource(clip) as source, RecordedEstimator(clip.with_suffix(".poses.jsonl")) as seen:
        for frame in source.frames():
            step = session.step(seen.estimate(frame))
            if due_s <= frame.time_s < TO_S:
                due_s += 1 / FPS
                large = draw(frame.bgr, step, ghost=targets.at(step), hints=False, size=DRAWN)
                yield cv2.resize(large, SHOWN, interpolation=cv2.INTER_AREA)


def write(path: Path, frames: Iterator[Picture]) -> None:
    """Write a moving picture with colours of its own; what stays the same takes no room."""
    graph = av.filter.Graph()
    width, height = SHOWN
    tick_s = Fraction(1, FPS)
    begin = graph.add_buffer(width=width, height=height, format="bgr24", time_base=tick_s)
    both, colours = graph.add("split"), graph.add("palettegen")
    painted = graph.add("paletteuse", "dither=none:diff_mode=rectangle")
    end = graph.add("buffersink")
    begin.link_to(both)
    both.link_to(colours, 0, 0)
    both.link_to(painted, 1, 0)
    colours.link_to(painted, 0, 1)
    painted.link_to(end)
    graph.configure()
    with av.open(str(path), "w") as container:
        stream = container.add_stream("gif", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = width, height, "pal8"
        count = 0
        for frame in frames:
            shown = av.VideoFrame.from_ndarray(frame, format="bgr24")
            shown.pts, shown.time_base = count, tick_s
            begin.push(shown)
            count += 1
        begin.push(None)
        for _ in range(count):  # the colours are chosen when all have been seen
            container.mux(stream.encode(end.pull()))
        container.mux(stream.encode(None))


if __name__ == "__main__":
    write(HERE / "pictures" / "coached.gif", pictures())
