"""When to get up: counts sitting, reminds, and forgets the count once the person has moved.

Sitting is not dangerous; staying still is the thing to vary (stretches.md 9.4). Time comes in with
what is seen, so a day can be tested in a second.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from .body import Body
from .front_view import stand_height
from .pose import Pose, Side

SETTLED_S = 60.0
AWAY_S = 60.0
STANDING_FROM = 0.45
RISEN_LENGTHS = 0.6
SNOOZES = 2


class Seen(StrEnum):
    """What a look at the desk shows; `unknown` is a look that was not possible."""

    SITTING = "sitting"
    STANDING = "standing"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Notice(StrEnum):
    """What happens to the count."""

    BREAK = "break"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class BreakPlan:
    """A reminder after `every_s` of sitting; put off, it comes again `snooze_s` later."""

    every_s: float = 1800.0
    snooze_s: float = 300.0


@dataclass(frozen=True, slots=True)
class BreakState:
    """The memory between two looks; times in seconds of sitting, of being up, and of the clock."""

    time_s: float | None = None
    sitting_s: float = 0.0
    up_s: float = 0.0
    seated_for_s: float = 0.0
    reminded: bool = False
    snoozes: int = 0
    again_at_s: float | None = None
    longest_s: float = 0.0
    total_s: float = 0.0
    breaks: int = 0


def advance(
    state: BreakState, time_s: float, seen: Seen, plan: BreakPlan
) -> tuple[BreakState, Notice | None]:
    """Return the state after one look, and what there is to tell.

    The count begins once somebody has been seated for a minute, and includes that minute; it ends
    after a minute on the feet or out of sight. A look that was not possible changes nothing.
    """
    passed_s = 0.0 if state.time_s is None else max(0.0, time_s - state.time_s)
    state = replace(state, time_s=time_s)
    if seen is Seen.UNKNOWN:
        return state, None
    if seen is not Seen.SITTING:
        return _up(state, passed_s)
    seated_for_s = state.seated_for_s + passed_s
    counted_s = 0.0
    if seated_for_s >= SETTLED_S:
        counted_s = seated_for_s if state.seated_for_s < SETTLED_S else passed_s
    sitting_s = state.sitting_s + counted_s
    state = replace(
        state,
        seated_for_s=seated_for_s,
        sitting_s=sitting_s,
        up_s=0.0,
        longest_s=max(state.longest_s, sitting_s),
        total_s=state.total_s + counted_s,
    )
    first = not state.reminded and sitting_s >= plan.every_s
    again = state.again_at_s is not None and time_s >= state.again_at_s
    if not (first or again):
        return state, None
    return replace(state, reminded=True, again_at_s=None), Notice.BREAK


def _up(state: BreakState, passed_s: float) -> tuple[BreakState, Notice | None]:
    """Let the time on the feet go by; a minute of it is a break."""
    up_s = state.up_s + passed_s
    state = replace(state, up_s=up_s, seated_for_s=0.0)
    if up_s < AWAY_S or state.sitting_s == 0:
        return state, None
    rested = replace(
        state,
        sitting_s=0.0,
        reminded=False,
        snoozes=0,
        again_at_s=None,
        breaks=state.breaks + 1,
    )
    return rested, Notice.RESET


def snooze(state: BreakState, plan: BreakPlan) -> BreakState:
    """Put the reminder off; at most twice for one sitting, then it stays as it is."""
    if not state.reminded or state.snoozes >= SNOOZES or state.time_s is None:
        return state
    again_at_s = state.time_s + plan.snooze_s
    return replace(state, snoozes=state.snoozes + 1, again_at_s=again_at_s)


class DeskWatch:
    """Tells sitting from standing before a desk's camera, which may see no more than shoulders."""

    def __init__(self) -> None:
        self._lowest_px: float | None = None

    def step(self, pose: Pose) -> Seen:
        """Return what one look shows."""
        if pose.empty:
            return Seen.ABSENT
        body = Body(pose)
        height = stand_height(body)
        if height is not None:
            return Seen.STANDING if height >= STANDING_FROM else Seen.SITTING
        return self._by_shoulders(body)

    def _by_shoulders(self, body: Body) -> Seen:
        """Judge by how far the shoulders are over the lowest that they have been."""
        width_px = body.shoulder_width_px
        points = [body.part(side, "shoulder") for side in Side]
        seen_px = [point.y_px for point in points if point]
        if not seen_px or not width_px:
            return Seen.UNKNOWN
        now_px = max(seen_px)
        self._lowest_px = now_px if self._lowest_px is None else max(self._lowest_px, now_px)
        risen = (self._lowest_px - now_px) / width_px
        return Seen.STANDING if risen > RISEN_LENGTHS else Seen.SITTING
