"""Whether the person has taken another place: what was their neutral is then no longer true."""

from __future__ import annotations

from .body import Body
from .geometry import distance_px
from .stretch import Stretch, View

MOVED_S = 1.5
MOVED_LENGTHS = 1.0


class MoveWatch:
    """Follows how far the person is from where their neutral was taken; call `step` once a frame.

    A stretch whose clock does not ask for stillness has no such place.
    """

    def __init__(self, stretch: Stretch) -> None:
        self._stays = stretch.dose.still
        self._part = "shoulder" if stretch.view is View.FRONT else "hip"
        self._turn = 1.0
        self._since_s: float | None = None

    def settle(self, body: Body) -> None:
        """Take where and how the person is now as their place."""
        self._turn = body.turn

    def forget(self) -> None:
        """Begin anew."""
        self._since_s = None

    def step(self, body: Body) -> bool:
        """Return whether the person is in another place, or faces the other way, for a while."""
        if not self._stays or body.rest is None:
            return False
        rest = Body(body.rest)
        length_px = rest.trunk_length_px or rest.shoulder_width_px
        gone_px = _gone_px(rest, body, self._part)
        if gone_px is None or not length_px:
            return False
        knees_px = _gone_px(rest, body, "knee")  # whoever sits back on the heels stays there
        gone_px = gone_px if knees_px is None else min(gone_px, knees_px)
        if body.turn == self._turn and gone_px <= MOVED_LENGTHS * length_px:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = body.pose.time_s
        return body.pose.time_s - self._since_s >= MOVED_S


def _gone_px(rest: Body, now: Body, part: str) -> float | None:
    """Return how far the middle of both sides' `part` has gone since rest."""
    before, here = rest.middle(part), now.middle(part)
    return distance_px(before, here) if before and here else None
