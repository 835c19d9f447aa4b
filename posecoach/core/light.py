"""How one picture is lit and how sharp it is, in plain numbers. What they mean, `setting` says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Light:
    """Brightnesses are grey levels from 0 to 255; `clipped` is a share from 0 to 1.

    `brightness` is the mean of the picture, `highlights` what only a twentieth of it surpasses, and
    `body` the mean along the limbs, None where nobody is seen. `clipped` is the share in which the
    light is too strong to show anything. `signal` is how far the scene's light and dark stand out
    from the noise: their standard deviation over the noise's. `sharpness` is how much of its
    contrast an edge shows within two pixels of a picture 320 wide: a quarter on a mere slope, up to
    1; None where there is no edge to tell by.
    """

    brightness: float
    highlights: float
    body: float | None
    clipped: float
    signal: float
    sharpness: float | None
