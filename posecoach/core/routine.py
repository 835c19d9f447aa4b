"""A routine: stretches in their order, each with its own dose, and how long all of it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from .safety import barred
from .stretch import DoseKind, Level, Stretch

SET_UP_S = 15.0
INTO_S = OUT_S = 4.0
SIDE_CHANGE_S = 7.0
CAMERA_CHANGE_S = 25.0


@dataclass(frozen=True, slots=True)
class Item:
    """One stretch of a routine; its dose is the routine's, the same at both levels."""

    stretch: Stretch
    level: Level = Level.BEGINNER

    @property
    def planned_s(self) -> float:
        """Return how long it takes, by the time model of stretches.md 8.4."""
        dose = self.stretch.dose
        hold_s, reps = dose.seconds[self.level], dose.reps[self.level]
        if dose.by_the_clock:
            return dose.lead_s + reps * hold_s + (reps - 1) * dose.rest_s
        rest_s = dose.rest_s if dose.kind is DoseKind.HOLD else 0.0
        sides = 2 if self.stretch.has_sides else 1
        change_s = SIDE_CHANGE_S if self.stretch.has_sides else 0.0
        return SET_UP_S + sides * reps * (INTO_S + hold_s + OUT_S + rest_s) + change_s


@dataclass(frozen=True, slots=True)
class Swap:
    """What is done in place of one stretch by who has a flag; None leaves it out."""

    flag: str
    item: str
    to: Item | None


@dataclass(frozen=True, slots=True)
class Routine:
    """One routine file: its `items`, with what comes `before` as a warm-up and `after` them."""

    id: str
    name: str
    purpose: str
    items: tuple[Item, ...]
    swaps: tuple[Swap, ...] = ()
    before: tuple[Item, ...] = ()
    after: tuple[Item, ...] = ()

    @property
    def planned_s(self) -> float:
        """Return how long the items and the end take; another place for the camera takes time."""
        cameras = [item.stretch.camera for item in self.items]
        changes = sum(a != b for a, b in pairwise(cameras))
        done = (*self.items, *self.after)
        return sum(item.planned_s for item in done) + changes * CAMERA_CHANGE_S

    @property
    def warm_up_s(self) -> float:
        """Return how long what comes before the items takes."""
        return sum(item.planned_s for item in self.before)

    @property
    def course(self) -> tuple[Item, ...]:
        """Return everything there is to do, in its order."""
        return (*self.before, *self.items, *self.after)

    def for_flags(self, flags: Iterable[str]) -> Routine:
        """Return the routine for who has these contra-indication flags.

        A swap decides; without one, a stretch that the flag takes away is left out.
        """
        items = self.items
        for flag in flags:
            swaps = {swap.item: swap.to for swap in self.swaps if swap.flag == flag}
            items = tuple(kept for item in items if (kept := _kept(item, flag, swaps)))
        return replace(self, items=items)


def _kept(item: Item, flag: str, swaps: Mapping[str, Item | None]) -> Item | None:
    if item.stretch.id in swaps:
        return swaps[item.stretch.id]
    return None if barred(item.stretch, [flag]) else item


def with_dose(stretch: Stretch, seconds: float | None, reps: int | None) -> Stretch:
    """Return the stretch with another dose, where one is given."""
    dose = stretch.dose
    return replace(
        stretch,
        dose=replace(
            dose,
            seconds=dose.seconds if seconds is None else dict.fromkeys(Level, seconds),
            reps=dose.reps if reps is None else dict.fromkeys(Level, reps),
        ),
    )
