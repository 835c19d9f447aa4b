"""Writes a clip as H.264, with a camera's noise, so that it is small and plays everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from samples.generator.clip import Clip
from samples.generator.mesh import Array
from samples.generator.scene import Scene, bone_matrices

FIXED_NOISE, LIVE_NOISE = 1.6, 0.8
"""Standard deviations, of 255: the part that stays from frame to frame costs next to nothing."""
CODING = {"preset": "slow", "g": "150"}


def pictures(scene: Scene, clip: Clip) -> Iterator[Array]:
    """Yield every frame, (height, width, 3) uint8 red-green-blue."""
    body, channels, figure = clip.figure()
    camera, room = clip.set_up()
    scene.enter(body, room, camera)
    for k in range(len(channels)):
        rods_m = None if figure.rods_m is None else figure.rods_m[k]
        bones = bone_matrices(body, figure.rotations[k], figure.places[k], rods_m)
        picture = scene.draw(bones, towel=rods_m is not None)
        yield picture[:, ::-1] if clip.mirror else picture


def write(path: Path, frames: Iterator[Array], seed: int, fps: int, crf: int) -> None:
    """Encode the frames; the file appears only when it is whole."""
    rng = np.random.default_rng(seed)
    part = path.with_suffix(".part.mp4")
    with av.open(str(part), "w") as container:
        stream = container.add_stream("libx264", rate=fps, options=CODING | {"crf": str(crf)})
        stream.pix_fmt = "yuv420p"
        fixed: Array | None = None
        for frame in frames:
            if fixed is None:
                fixed = rng.normal(0.0, FIXED_NOISE, frame.shape).astype(np.float32)
                pool = rng.normal(0.0, LIVE_NOISE, (4, *frame.shape)).astype(np.float32)
                stream.height, stream.width = frame.shape[:2]
            noisy = frame + fixed + pool[rng.integers(4)]
            image = np.clip(noisy + 0.5, 0, 255).astype(np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    part.replace(path)
