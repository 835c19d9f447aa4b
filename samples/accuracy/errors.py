"""How far what is read is from what is true, in degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Errors:
    """Read minus true, in degrees, over the frames in which a measure was seen."""

    measure: str
    differences: tuple[float, ...]
    frames: int

    @property
    def seen_share(self) -> float:
        """Return the share of frames, 0 to 1, in which it was seen."""
        return len(self.differences) / max(1, self.frames)

    @property
    def median_deg(self) -> float:
        """Return the median of the size of the error."""
        return median(map(abs, self.differences)) if self.differences else float("nan")

    @property
    def bias_deg(self) -> float:
        """Return the median error, with its sign."""
        return median(self.differences) if self.differences else float("nan")

    @property
    def p95_deg(self) -> float:
        """Return the size of error that 95 % of frames stay below."""
        sizes = sorted(map(abs, self.differences))
        return sizes[int(0.95 * (len(sizes) - 1))] if sizes else float("nan")

    def shifted(self, by_deg: float) -> Errors:
        """Return the errors with `by_deg` added to every reading."""
        moved = tuple(difference + by_deg for difference in self.differences)
        return Errors(self.measure, moved, self.frames)


def together(parts: Sequence[Errors]) -> Errors:
    """Return the errors of several clips of one measure as one."""
    differences = tuple(value for part in parts for value in part.differences)
    return Errors(parts[0].measure, differences, sum(part.frames for part in parts))
