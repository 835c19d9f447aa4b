"""What could be said at this moment; the cue policy chooses from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .assess import Finding
from .coach import EventKind, Phase
from .feedback import Cue, CueKind
from .measure import MEASURES
from .safety import ARE_YOU_ALL_RIGHT
from .scene import Scene
from .stretch import Level, Severity, Stretch

STOP = Cue("stop", CueKind.SAFETY, "Stop. Slow, one direction at a time.")
FAST = Cue("fast", CueKind.PACE, "Slower, ease into it")
BOUNCE = Cue("bounce", CueKind.PACE, "Hold still, no bouncing")
BOUNCE_AGAIN = Cue("bounce", CueKind.PACE, "Ease off, take the easier range")
FALLEN = Cue("fallen", CueKind.SAFETY, ARE_YOU_ALL_RIGHT)
OVER_LIMIT = Cue("over-limit", CueKind.SAFETY, "Ease back a little")
PRAISE = Cue("praise", CueKind.PRAISE, "Good, just like that")
MISSED_HOLD = Cue("missed-hold", CueKind.RANGE, "Stay up a moment longer")
LEFT_EARLY = Cue("left-early", CueKind.RANGE, "Stay a little longer next time")

OVER_LIMIT_S = 2.0
TOO_LITTLE_S = 3.0
TOO_MUCH_S = 1.5
NOTICE_S = 2.0
HURRY_S = 0.4  # on the way to very fast, "slower" would take the turn of "stop"
TRYING_FROM = 0.4
LIMIT_MARGIN = 10.0
BOUNCES_TO_EASE = 3

_KINDS = {
    Severity.SAFETY: CueKind.SAFETY,
    Severity.COMPENSATION: CueKind.COMPENSATION,
    Severity.MINOR: CueKind.MINOR,
}


def _cue(finding: Finding) -> Cue:
    fault = finding.fault
    return Cue(fault.id, _KINDS[fault.severity], fault.cue)


class _Since:
    """How long a condition has been true without a break."""

    def __init__(self, needed_s: float) -> None:
        self._needed_s = needed_s
        self._since_s: float | None = None

    def step(self, time_s: float, *, true: bool) -> bool:
        if not true:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = time_s
        return time_s - self._since_s >= self._needed_s


class Prompts:
    """Turns a scene into cues: those that last, and those told once."""

    def __init__(self, stretch: Stretch, level: Level) -> None:
        self._primary = stretch.primary
        self._level = level
        self._own = {m for fault in stretch.faults for m in fault.when[level].measures}
        self._over = _Since(OVER_LIMIT_S)
        self._little = _Since(TOO_LITTLE_S)
        self._much = _Since(TOO_MUCH_S)
        self._notice = _Since(NOTICE_S)
        self._hurry = _Since(HURRY_S)
        self._was_fast = self._was_stopped = False
        self._bounces = 0
        self._bouncing = False
        self._mended = False

    def step(self, scene: Scene) -> tuple[list[Cue], list[Cue]]:
        """Return the cues that are true now, and those that have just come up."""
        lasting = [*self._safety(scene), *self._seeing(scene), *self._pace(scene)]
        lasting += [_cue(f) for f in scene.lasting if f.fault.persist_s > 0]
        lasting += self._range(scene)
        return lasting, list(self._once(scene))

    def _safety(self, scene: Scene) -> Iterator[Cue]:
        if scene.fallen:
            yield FALLEN
        value = scene.primary.value
        running = scene.phase is not Phase.SETUP and scene.clear
        seen = value is not None and running
        over = seen and value is not None and self._is_over(value)
        if self._over.step(scene.time_s, true=over):
            yield OVER_LIMIT

    def _seeing(self, scene: Scene) -> Iterator[Cue]:
        """Say what is wrong with the placement; nobody there hears nothing but of the setting."""
        placement = scene.placement
        notice = None if placement.told else placement.notice
        somebody = not scene.body.pose.empty or scene.body.pose.crowded
        lasted = self._notice.step(scene.time_s, true=notice is not None and somebody)
        if notice and (lasted or scene.body.pose.crowded):
            yield Cue("view" if placement.problem else "unseen", CueKind.VISIBILITY, notice)
        yield from (cue for cue in (placement.told, placement.advice) if cue is not None)

    def _pace(self, scene: Scene) -> Iterator[Cue]:
        fast, bouncing = scene.clear and scene.pace.fast, scene.clear and scene.pace.bouncing
        if self._hurry.step(scene.time_s, true=fast) and not self._own_tempo(scene):
            yield FAST
        began = bouncing and not self._bouncing
        self._bounces += began
        self._bouncing = bouncing
        if bouncing and "bouncing" not in self._own:
            yield BOUNCE_AGAIN if self._bounces >= BOUNCES_TO_EASE else BOUNCE

    def _hurried(self, scene: Scene) -> Iterator[Cue]:
        """Tell of a short hurry when it is over, unless it was stopped."""
        self._was_stopped = scene.stopped or (self._was_stopped and self._was_fast)
        over = self._was_fast and not scene.pace.fast
        self._was_fast = scene.pace.fast
        if over and not self._was_stopped and not self._own_tempo(scene):
            yield FAST

    @staticmethod
    def _own_tempo(scene: Scene) -> bool:
        """Return whether the stretch has words of its own for being too fast now."""
        asked = {m for f in scene.stretch.faults for m in f.when[scene.level].measures}
        back = scene.phase in (Phase.RELEASE, Phase.REST)
        return "cycle_s" in asked or ("down_s" in asked and back)

    def _range(self, scene: Scene) -> Iterator[Cue]:
        """Offer a little more, or ask to ease back; never while something is being corrected."""
        value, speed, primary = scene.primary.value, scene.primary.speed, self._primary
        if primary is None:
            return
        calm = MEASURES[primary.measure].region.value.calm
        value = value if scene.clear else None
        trying = value is not None and scene.phase is Phase.MOVING_IN and not scene.is_reps
        short = trying and TRYING_FROM <= scene.progress < 1.0 and abs(speed or 0.0) < calm
        busy = any(finding.present for finding in scene.findings)
        near_limit = value is not None and self._is_over(value, LIMIT_MARGIN)
        offer = bool(short) and not busy and not near_limit
        if self._little.step(scene.time_s, true=offer):
            yield Cue("too-little", CueKind.RANGE, primary.too_little)
        beyond = trying and value is not None and scene.progress >= 1.0
        beyond = beyond and value is not None and not primary.bands[self._level].holds(value)
        far = scene.phase is Phase.HOLD and not scene.is_reps and value is not None
        far = far and value is not None and self._deeper_than_band(value)
        if self._much.step(scene.time_s, true=bool(beyond or far)):
            yield Cue("too-much", CueKind.RANGE, primary.too_much)

    def _once(self, scene: Scene) -> Iterator[Cue]:
        if scene.stopped:
            yield STOP
        yield from self._hurried(scene)
        if scene.body.pose.empty or not scene.clear:
            return  # nobody there hears nothing, and what nobody saw well was no mistake
        for event in scene.events:
            attempt = event.attempt
            if event.kind is not EventKind.ATTEMPT_ENDED or attempt is None:
                continue
            if attempt.missing == "range" and self._primary:
                yield Cue("missed-range", CueKind.RANGE, self._primary.too_little)
            elif attempt.missing == "hold":
                missed = MISSED_HOLD if scene.is_reps else LEFT_EARLY
                own = self._primary.too_short if self._primary else ""
                yield replace(missed, text=own) if own else missed
        yield from (_cue(f) for f in scene.lasting if f.fault.persist_s == 0)
        if self._praised(scene):
            yield PRAISE

    def _praised(self, scene: Scene) -> bool:
        """Return whether an attempt in which something was put right has just ended well.

        In the middle of it, praise would take the turn of the next correction.
        """
        self._mended = self._mended or any(finding.corrected for finding in scene.findings)
        kinds = {event.kind for event in scene.events}
        over = EventKind.ATTEMPT_ENDED if scene.is_reps else EventKind.RETURNED
        if not self._mended or over not in kinds:
            return False
        self._mended = False
        return bool(scene.attempts) and scene.attempts[-1].full and not scene.lasting

    def _is_over(self, value: float, margin: float = 0.0) -> bool:
        limit = self._primary.over_limit if self._primary else None
        if self._primary is None or limit is None:
            return False
        upward = limit > self._primary.bands[self._level].high
        return value >= limit - margin if upward else value <= limit + margin

    def _deeper_than_band(self, value: float) -> bool:
        """Return whether `value` is past the far edge by more than the hold forgives."""
        if self._primary is None:
            return False
        band, slack = self._primary.bands[self._level], self._primary.exit_slack
        limit = self._primary.over_limit
        upward = limit > band.high if limit is not None else self._primary.upward[self._level]
        return value > band.high + slack if upward else value < band.low - slack
