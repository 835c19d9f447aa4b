"""One call a frame: pose in, step out. The whole of coaching one stretch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .assess import FaultWatch, Finding
from .body import Body, BodyReader
from .calibration import Calibration
from .coach import Attempt, Event, EventKind, Moment, Phase
from .cues import SAME_APART_S, CuePolicy
from .derived import Derived
from .ease import eased
from .fall import FallWatch
from .feedback import Cue, Feedback
from .guards import NeckGuard, PaceGuard
from .machine import machine_for
from .measure import MEASURES, Region
from .moved import MoveWatch
from .placement import Placement, PlacementWatch
from .pose import Pose, Side
from .present import present
from .prompts import Prompts
from .readings import Readings, still
from .scene import Scene
from .setting import SettingWatch
from .smoothing import UNSEEN, Reading
from .speech import Speech
from .stillness import STIR_LENGTHS_S
from .stretch import Check, DoseKind, Level, Posture, Severity, Stretch, When, Working
from .trust import Trust

MOVING_FROM = 0.3
AWAY_BELOW = 0.6
GATE_SLACK_DEG = 3.0
_UPRIGHT = {Posture.STANDING, Posture.SITTING, Posture.HALF_KNEELING}
SAME_SHAPE = 0.02  # pictures cropped by more than that show something else
_PARTS = {
    Phase.REST: When.REST,
    Phase.MOVING_IN: When.MOVING,
    Phase.HOLD: When.HOLD,
    Phase.RELEASE: When.RELEASE,
}


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
    fallen: bool


class Session:
    """Coaches one stretch at one level; holds the memory between two frames."""

    def __init__(self, stretch: Stretch, level: Level = Level.BEGINNER) -> None:
        self.stretch = stretch
        self.level = level
        self._machine = machine_for(stretch, level)
        self._trust = Trust()
        self._reader = BodyReader(stretch)
        self._readings = Readings(stretch)
        self._placement = PlacementWatch(stretch)
        self._setting = SettingWatch(stretch)
        self._size_px: tuple[int, int] | None = None
        self._calibration = Calibration()
        region = MEASURES[stretch.primary.measure].region if stretch.primary else Region.TRUNK
        self._pace = PaceGuard(region.value)
        self._neck = NeckGuard() if stretch.moves_head else None
        self._fall = FallWatch() if _UPRIGHT.issuperset(stretch.postures) else None
        self._faults = FaultWatch(stretch.faults, level)
        self._derived = Derived()
        self._prompts = Prompts(stretch, level)
        self._policy = CuePolicy(stretch.cue_every_s or SAME_APART_S)
        self._speech = Speech()
        self._moves = MoveWatch(stretch)
        self._cut_off: list[Event] = []
        self._done: list[Attempt] = []

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """Return every attempt that has ended so far."""
        return tuple(self._done)

    def step(self, pose: Pose, *, trouble: str | None = None, advice: str | None = None) -> Step:
        """Coach one frame: look, judge, tell.

        `trouble` is the source's word for having no picture, `advice` one that stops nothing.
        """
        pose = self._trust.step(self._fitted(pose), running=self._running)
        seen = self._look(pose, trouble, advice)
        findings, events = self._judge(seen)
        return self._tell(seen, findings, events)

    def _fitted(self, pose: Pose) -> Pose:
        """Return the pose in the picture size of the first one; another shape begins anew."""
        width_px, height_px = self._size_px or (pose.width_px, pose.height_px)
        same = pose.width_px * height_px / (pose.height_px * width_px)
        if abs(same - 1) < SAME_SHAPE:
            self._size_px = width_px, height_px
            return pose.sized(width_px, height_px)
        self._begin_again()
        self._trust = Trust()
        self._size_px = pose.width_px, pose.height_px
        return pose

    def _look(self, pose: Pose, trouble: str | None, advice: str | None) -> _Seen:
        """Return what this frame shows, calm and against the person's own neutral."""
        body = self._reader.read(pose, self._calibration.rest)
        readings = self._readings.step(body)
        if pose.crowded:  # not even what was read just before
            readings = dict.fromkeys(readings, UNSEEN)
        asked = self.stretch.primary
        primary = self._toward_side(readings[asked.measure]) if asked else UNSEEN
        holding = self._machine.phase in (Phase.HOLD, Phase.RELEASE)
        placement = self._setting.step(
            body,
            self._placement.step(body, primary.value, running=self._running),
            running=self._running,
            holding=holding,
            trouble=trouble,
            advice=advice,
        )
        values = {id_: reading.value for id_, reading in readings.items()}
        values |= self._derived.step(body, primary, readings, self._machine)
        return _Seen(
            body=replace(body, side=self._reader.side),
            primary=primary,
            values=values,
            placement=placement,
            ready=self._settle(body, self._calm(primary, readings, values), placement),
            stop=self._guard(placement, pose.time_s, primary, readings, holding),
            fallen=self._fall is not None and self._fall.step(body),
        )

    def _calm(
        self,
        primary: Reading,
        readings: Mapping[str, Reading],
        values: Mapping[str, float | None],
    ) -> bool:
        """Return whether the person keeps still enough for a neutral to be taken."""
        if self.stretch.primary is None:
            return self._keeps_still(values)
        stirs = (values.get("stir") or 0.0) >= STIR_LENGTHS_S
        return primary.value is not None and still(readings) and not stirs

    def _keeps_still(self, values: Mapping[str, float | None]) -> bool:
        """Return whether the whole body stirs little, where the stretch asks for that."""
        stir = values.get("stir")
        if not (self.stretch.dose.by_the_clock and self.stretch.dose.still):
            return True
        return stir is not None and stir < STIR_LENGTHS_S

    def _judge(self, seen: _Seen) -> tuple[tuple[Finding, ...], tuple[Event, ...]]:
        """Return the faults of who is well seen, and what has just happened."""
        time_s, primary = seen.body.pose.time_s, seen.primary
        clear = seen.placement.problem is None
        part = self._part(primary) if clear else None
        if primary.value is not None:
            seen.values["bouncing"] = float(self._pace.bouncing)
        findings = self._faults.step(time_s, seen.values, part, guarding=clear and self._running)
        quiet = not self._pace.bouncing and self._keeps_still(seen.values)
        moment = Moment(
            time_s=time_s,
            ready=seen.ready,
            value=primary.value,
            speed=primary.speed,
            gate=all(self._open(gate, seen.values) for gate in self.stretch.gates),
            good=quiet and not any(map(_spoils, findings)),
            stop=seen.stop,
            side=seen.body.side,
        )
        events = self._advance(moment)
        ended = [event.attempt for event in events if event.attempt]
        if ended and self.stretch.dose.kind is DoseKind.REPS:
            seen.values.update(down_s=ended[-1].down_s, cycle_s=ended[-1].cycle_s)
            findings = self._faults.step(time_s, seen.values, When.RELEASE)
        return findings, events

    def _open(self, gate: Check, values: Mapping[str, float | None]) -> bool:
        """Return whether a gate is in its band; once through, it forgives a little."""
        value = values.get(gate.measure)
        in_degrees = MEASURES[gate.measure].unit == "deg"
        slack = GATE_SLACK_DEG if in_degrees and self._machine.phase is Phase.HOLD else 0.0
        return value is not None and gate.bands[self.level].holds(value, slack)

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
            fallen=seen.fallen,
            progress=0.0 if value is None else self._machine.progress(value),
            held_s=self._machine.held_s,
            dose_s=self._machine.dose_s,
            paused=self._machine.paused,
            part=self._machine.part,
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
            feedback=present(scene, lasting, cue, self._speech.step(scene, cue)),
        )

    def go_on(self) -> None:
        """Go on after a pause whose time was left out: nobody leaps who has lain down in it."""
        self._trust = Trust()

    def ease(self) -> None:
        """Ask for less from now on: what was done counts, and a hold that is going on goes on."""
        self.stretch, self.level = eased(self.stretch), Level.BEGINNER
        self._machine.ask(self.stretch, self.level)
        self._faults = FaultWatch(self.stretch.faults, self.level)
        self._prompts = Prompts(self.stretch, self.level)

    def finish(self) -> tuple[Attempt, ...]:
        """Return every attempt, with the one that the end has cut off."""
        cut_off = self._machine.close()
        return self.attempts if cut_off is None else (*self.attempts, cut_off)

    @property
    def _running(self) -> bool:
        return self._machine.phase is not Phase.SETUP

    def _toward_side(self, reading: Reading) -> Reading:
        """Return the primary reading, positive toward the side that is worked on.

        With an arm raised, that is away from the arm.
        """
        value, working = reading.value, self.stretch.working
        if working not in (Working.SIGN, Working.RAISED_ARM):
            return reading
        self._reader.take_sign(value)
        side = self._reader.side
        if working is Working.RAISED_ARM:
            as_read = side is Side.RIGHT
        else:
            as_read = side is Side.LEFT if side else (value or 0.0) >= 0
        if as_read or value is None or reading.motion is None:
            return reading
        speed = None if reading.speed is None else -reading.speed
        return Reading(-value, -reading.motion, speed)

    def _settle(
        self,
        body: Body,
        calm: bool,
        placement: Placement,
    ) -> bool:
        """Return whether the person is placed and their neutral is known; learn it if not."""
        if placement.problem is not None:
            self._calibration.take(body.pose, still=False)
            return False
        if self._moves.step(body):
            self._begin_again()
            return False
        known = self._calibration.rest
        settled = self._calibration.take(body.pose, still=calm)
        if self._calibration.rest is not known:
            self._plan(body)
        return settled

    def _plan(self, body: Body) -> None:
        primary = self.stretch.primary
        self._moves.settle(body)
        if primary is None:
            return
        body = replace(body, rest=self._calibration.rest)
        self._machine.plan(
            self._readings.at_rest(primary.measure, body, primary.neutral, primary.neutral_within)
        )

    def _begin_again(self) -> None:
        """Take a new neutral: what was known of the person's place is no longer true."""
        cut_off = self._machine.close()
        if cut_off is not None:
            self._cut_off.append(Event(EventKind.CUT_OFF, cut_off.end_s, cut_off))
        self._machine.restart()
        self._calibration = Calibration()
        self._moves.forget()
        self._reader.forget_side()

    def _guard(
        self,
        placement: Placement,
        time_s: float,
        primary: Reading,
        readings: Mapping[str, Reading],
        holding: bool,
    ) -> bool:
        """Return whether the set must be stopped at once; what is not well seen is no reason."""
        if not self._running or placement.problem is not None:
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
            return part if progress >= MOVING_FROM else When.REST
        held = self.stretch.dose.kind is DoseKind.HOLD
        return When.AWAY if part is When.HOLD and held and progress < AWAY_BELOW else part

    def _advance(self, moment: Moment) -> tuple[Event, ...]:
        events = (*self._cut_off, *self._machine.step(moment))
        self._cut_off.clear()
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
