"""Scripts: a row of steps, each easing some channels (angles, shares) to new values in a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from samples.generator.mesh import Array

BREATH_HZ = 0.25


@dataclass(frozen=True)
class Step:
    """`seconds` in which the named channels go to their values, the others staying put.

    `side` (when given) is the working side from the beginning of this step on.
    """

    seconds: float
    to: Mapping[str, float] = field(default_factory=dict)
    side: str | None = None


def go(seconds: float, side: str | None = None, **to: float) -> Step:
    """Move to these channel values."""
    return Step(seconds, to, side)


def stay(seconds: float, side: str | None = None) -> Step:
    """Keep still."""
    return Step(seconds, side=side)


def ease(share: Array) -> Array:
    """Return a smooth 0-1 for a linear 0-1; it starts and stops without speed or jerk."""
    share = np.clip(share, 0.0, 1.0)
    return share**3 * (10 + share * (6 * share - 15))


class Channels:
    """Every channel over time: `channels["roll"]` is (frames,), zero where the script is silent."""

    def __init__(self, start: Mapping[str, float], steps: Sequence[Step], fps: int) -> None:
        self.time_s = np.arange(round(sum(step.seconds for step in steps) * fps)) / fps
        self._values = {name: np.full_like(self.time_s, value) for name, value in start.items()}
        self.sides: list[str | None] = [None] * len(self.time_s)
        begin_s = 0.0
        for step in steps:
            for name, value in step.to.items():
                track = self._values.setdefault(name, np.zeros_like(self.time_s))
                done = ease((self.time_s - begin_s) / step.seconds)
                track += done * (value - track[-1])
            if step.side is not None:
                first = int(np.searchsorted(self.time_s, begin_s))
                self.sides[first:] = [step.side] * (len(self.sides) - first)
            begin_s += step.seconds

    @classmethod
    def still(cls, count: int) -> Channels:
        """Return `count` frames at one instant, every channel at zero and nothing swaying."""
        out = cls({}, [], 1)
        out.time_s, out.sides = np.zeros(count), [None] * count
        return out

    def __getitem__(self, name: str) -> Array:
        return self._values.get(name, np.zeros_like(self.time_s))

    def __len__(self) -> int:
        return len(self.time_s)

    def sway(self, size: float, phase: float = 0.0) -> Array:
        """Return breathing and a slow drift, at most `size` either way (the channel's unit)."""
        breath = np.sin(2 * np.pi * (BREATH_HZ * self.time_s + phase))
        drift = np.sin(2 * np.pi * (0.071 * self.time_s + 2.3 * phase + 0.2))
        return size * (0.7 * breath + 0.3 * drift)
