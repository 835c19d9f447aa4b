"""A routine as one person does it today: swapped, left out and at the level that is earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from posecoach.core.routine import Item, Routine
from posecoach.core.stretch import Level
from posecoach.records import SessionRecord

from .permission import Permission, raised


def routine_today(
    routine: Routine,
    allowed: Permission,
    sessions: Sequence[SessionRecord],
    today: date,
    *,
    level: Level | None = None,
    cleared: bool = False,
) -> Routine:
    """Return the routine with what is not allowed swapped or left out; it may have no item left.

    `level` is what the person asks for, None for what the history offers; `cleared` is their word
    that a professional agrees to what is locked.
    """
    swapped = routine.for_flags(allowed.flags)
    items = []
    for item in swapped.items:
        if allowed.allows(item.stretch, cleared=cleared):
            stretch, earned = raised(item.stretch, sessions, today)
            wanted = level or (Level.FULL if Level.FULL in (item.level, earned) else Level.BEGINNER)
            items.append(Item(*allowed.adapted(item.stretch if level else stretch, wanted)))
    return replace(swapped, items=tuple(items))
