"""One call a frame: pose in, step out. The whole of coaching one stretch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .assess import FaultWatch, Finding
from .body import Body, BodyReader
from .calibration import Calibration
from .coach import Attempt, Event, EventKind, Moment, Phase
from .cues import CuePolicy
from .derived import Derived
from .feedback import Cue, Feedback
from .geometry import distance_px
from .guards import NeckGuard, PaceGuard
from .machine import HoldMachine, Machine, RepMachine
from .measure import MEASURES
from .placement import Placement, PlacementWatch
from .pose import Pose, Side
from .present import present
from .prompts import Prompts
from .readings import Readings, still
from .scene import Scene
from .smoothing import Reading
from .stretch import DoseKind, Level, Severity, Stretch, View, When, Working

MOVED_S = 1.5
MOVED_LENGTHS = 1.0
MOVING_FROM = 0.3
AWAY_BELOW = 0.6
_PARTS = {Phase.MOVING_IN: When.MOVING, Phase.HOLD: When.HOLD, Phase.RELEASE: When.RELEASE}


@dataclass(frozen=True, slots=True)
class Step:
    """Everything that one frame produced; the one record that every output gets.

    `values` are true degrees (or ratios) from the person's neutral, None where unseen. `events` and
    `cue` are there in the one frame in which they happen.
    """

    pose: Pose
    values: Mapping[str, float | None]
    phase: Phase
    side: Side | None
    placement: Placement
    findings: tuple[Finding, ...]
    events: tuple[Event, ...]
    cue: Cue | None
    hurried: bool
    feedback: Feedback

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """Return the attempts that ended at this frame."""
        return tuple(event.attempt for event in self.events if event.attempt)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one frame shows; `primary` is positive toward the side that is worked on."""

    body: Body
    primary: Reading
    values: dict[str, float | None]
    placement: Placement
    ready: bool
    stop: bool


class Session:
    """Coaches one stretch at one level; holds the memory between two frames."""

    def __init__(self, stretch: Stretch, level: Level = Level.BEGINNER) -> None:
        self.stretch = stretch
        self.level = level
        self._machine: Machine = (
            HoldMachine(stretch, level)
            if stretch.dose.kind is DoseKind.HOLD
            else RepMachine(stretch, level)
        )
        self._reader = BodyReader(stretch)
        self._readings = Readings(stretch)
        self._placement = PlacementWatch(stretch)
        self._calibration = Calibration()
        self._pace = PaceGuard(MEASURES[stretch.primary.measure].region.value)
        self._neck = NeckGuard() if stretch.moves_head else None
        self._faults = FaultWatch(stretch.faults, level)
        self._derived = Derived()
        self._prompts = Prompts(stretch, level)
        self._policy = CuePolicy()
        self._moved_since_s: float | None = None
        self._done: list[Attempt] = []
        self._rest_turn = 1.0

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """Return every attempt that has ended so far."""
        return tuple(self._done)

    def step(self, pose: Pose) -> Step:
        """Coach one frame: look, judge, tell."""
        seen = self._look(pose)
        findings, events = self._judge(seen)
        return self._tell(seen, findings, events)

    def _look(self, pose: Pose) -> _Seen:
        """Return what this frame shows, calm and against the person's own neutral."""
        body = self._reader.read(pose, self._calibration.rest)
        readings = self._readings.step(body)
        primary = self._toward_side(readings[self.stretch.primary.measure])
        placement = self._placement.step(body, primary.value, running=self._running)
        values = {id_: reading.value for id_, reading in readings.items()}
        values |= self._derived.step(pose.time_s, primary, readings, self._machine)
        holding = self._machine.phase in (Phase.HOLD, Phase.RELEASE)
        return _Seen(
            body=replace(body, side=self._reader.side),
            primary=primary,
            values=values,
            placement=placement,
            ready=self._settle(body, primary, readings, placement),
            stop=self._guard(pose.time_s, primary, readings, holding),
        )

    def _judge(self, seen: _Seen) -> tuple[tuple[Finding, ...], tuple[Event, ...]]:
        """Return the faults there are, and what has just happened."""
        time_s, primary = seen.body.pose.time_s, seen.primary
        part = self._part(primary)
        findings = self._faults.step(time_s, seen.values, part, guarding=self._running)
        moment = Moment(
            time_s=time_s,
            ready=seen.ready,
            value=primary.value,
            speed=primary.speed,
            good=not self._pace.bouncing and not any(map(_spoils, findings)),
            stop=seen.stop,
            side=seen.body.side,
        )
        events = self._advance(moment)
        ended = [event.attempt for event in events if event.attempt]
        if ended and ended[-1].down_s is not None:
            seen.values["down_s"] = ended[-1].down_s
            findings = self._faults.step(time_s, seen.values, When.RELEASE)
        return findings, events

    def _tell(self, seen: _Seen, findings: tuple[Finding, ...], events: tuple[Event, ...]) -> Step:
        """Return the step, with what is shown and said."""
        value = seen.primary.value
        scene = Scene(
            stretch=self.stretch,
            level=self.level,
            body=seen.body,
            phase=self._machine.phase,
            placement=seen.placement,
            values=seen.values,
            primary=seen.primary,
            findings=findings,
            events=events,
            pace=self._pace,
            stopped=seen.stop,
            progress=0.0 if value is None else self._machine.progress(value),
            held_s=self._machine.held_s,
            dose_s=self._machine.dose_s,
            paused=self._machine.paused,
            attempts=self.attempts,
        )
        lasting, told_once = self._prompts.step(scene)
        cue = self._policy.step(scene.time_s, lasting, told_once)
        return Step(
            pose=seen.body.pose,
            values=seen.values,
            phase=scene.phase,
            side=seen.body.side,
            placement=seen.placement,
            findings=findings,
            events=events,
            cue=cue,
            hurried=self._pace.fast or self._pace.bouncing,
            feedback=present(scene, lasting, cue),
        )

    def finish(self) -> tuple[Attempt, ...]:
        """Return every attempt, with the one that the end has cut off."""
        cut_off = self._machine.close()
        return self.attempts if cut_off is None else (*self.attempts, cut_off)

    @property
    def _running(self) -> bool:
        return self._machine.phase is not Phase.SETUP

    def _toward_side(self, reading: Reading) -> Reading:
        """Return the primary reading, positive toward the side that is worked on."""
        if self.stretch.working is not Working.SIGN:
            return reading
        self._reader.take_sign(reading.value)
        value = reading.value
        left = self._reader.side is Side.LEFT if self._reader.side else (value or 0.0) >= 0
        if left or value is None or reading.motion is None:
            return reading
        speed = None if reading.speed is None else -reading.speed
        return Reading(-value, -reading.motion, speed)

    def _settle(
        self,
        body: Body,
        primary: Reading,
        readings: Mapping[str, Reading],
        placement: Placement,
    ) -> bool:
        """Return whether the person is placed and their neutral is known; learn it if not."""
        if placement.problem is not None:
            self._calibration.take(body.pose, still=False)
            return False
        if self._has_moved_away(body):
            self._begin_again()
            return False
        known = self._calibration.rest
        calm = primary.value is not None and still(readings)
        settled = self._calibration.take(body.pose, still=calm)
        if self._calibration.rest is not known:
            self._plan(body)
        return settled

    def _plan(self, body: Body) -> None:
        primary = self.stretch.primary
        self._rest_turn = body.turn
        body = replace(body, rest=self._calibration.rest)
        self._machine.plan(
            self._readings.at_rest(primary.measure, body, primary.neutral, primary.neutral_within)
        )

    def _has_moved_away(self, body: Body) -> bool:
        """Return whether the person has taken another place or faces the other way."""
        rest = body.rest and Body(body.rest)
        part = "shoulder" if self.stretch.view is View.FRONT else "hip"
        now, before = body.middle(part), rest and rest.middle(part)
        length_px = rest and (rest.trunk_length_px or rest.shoulder_width_px)
        if not (rest and now and before and length_px):
            return False
        moved = body.turn != self._rest_turn or distance_px(now, before) > MOVED_LENGTHS * length_px
        if not moved:
            self._moved_since_s = None
        elif self._moved_since_s is None:
            self._moved_since_s = body.pose.time_s
        since_s = self._moved_since_s
        return since_s is not None and body.pose.time_s - since_s >= MOVED_S

    def _begin_again(self) -> None:
        """Take a new neutral: what was known of the person's place is no longer true."""
        cut_off = self._machine.close()
        if cut_off is not None:
            self._done.append(cut_off)
        self._machine.restart()
        self._calibration = Calibration()
        self._moved_since_s = None
        self._reader.forget_side()

    def _guard(
        self,
        time_s: float,
        primary: Reading,
        readings: Mapping[str, Reading],
        holding: bool,
    ) -> bool:
        """Return whether the set must be stopped at once."""
        if not self._running:
            return False
        self._pace.step(time_s, primary, holding=holding)
        circled = False
        if self._neck is not None:
            roll, pitch = readings["head_roll"].motion, readings["head_pitch"].motion
            circled = self._neck.step(time_s, roll, pitch)
            if circled:
                self._neck.forget()
        return circled or self._pace.very_fast

    def _part(self, primary: Reading) -> When | None:
        part = _PARTS.get(self._machine.phase)
        if primary.value is None:
            return None if part is When.MOVING else part
        progress = self._machine.progress(primary.value)
        if part is When.MOVING:
            return part if progress >= MOVING_FROM else None
        held = self.stretch.dose.kind is DoseKind.HOLD
        return When.AWAY if part is When.HOLD and held and progress < AWAY_BELOW else part

    def _advance(self, moment: Moment) -> tuple[Event, ...]:
        events = self._machine.step(moment)
        for event in events:
            if event.attempt:
                self._done.append(event.attempt)
            if event.kind is EventKind.RETURNED:
                self._reader.forget_side()
            if event.kind is EventKind.LOST:
                self._calibration = Calibration()
        return events


def _spoils(finding: Finding) -> bool:
    """Return whether a finding stops the clock."""
    return bool(finding.present) and finding.fault.severity is not Severity.MINOR
