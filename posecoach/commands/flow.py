"""A session from its first question to its last word, for one stretch or a whole routine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from posecoach.commands.between import between, change
from posecoach.commands.coaching import Outcome, coach_one
from posecoach.commands.ending import show_end, to_try, went_well
from posecoach.commands.keeping import now
from posecoach.commands.mine import with_own_range
from posecoach.commands.opening import closed, opened
from posecoach.commands.ready import ready
from posecoach.commands.replay import told
from posecoach.commands.room import Room
from posecoach.commands.routine import announced, planned
from posecoach.core.ease import eased
from posecoach.core.feedback import Urgency, Utterance
from posecoach.core.routine import Item, Routine
from posecoach.core.safety import HURTS, WHAT_HURTS, Distress
from posecoach.core.stretch import Stretch
from posecoach.core.summary import Summary
from posecoach.errors import NotToday
from posecoach.outputs.window import Key
from posecoach.ports import Asker
from posecoach.progress.permission import Permission, screening_is_due
from posecoach.progress.today import routine_today

PART_PATIENCE_S = 45.0
ANSWER_PATIENCE_S = 60.0
LAST_WORDS_S = 15.0
WHY = "posecoach screening --show tells why"


@dataclass(slots=True)
class Led:
    """What a session has come to so far: what was done, what hurt, and whether it is over.

    `easier` says that everything is to ask for less from now on.
    """

    done: list[Summary] = field(default_factory=list)
    hurt: set[str] = field(default_factory=set)
    over: bool = False
    easier: bool = False

    def take(self, stretch: Stretch, outcome: Outcome) -> None:
        """Take how one stretch went."""
        self.done.append(outcome.summary)
        if outcome.distress is Distress.HURTS:
            self.hurt.add(stretch.id)
        self.over = outcome.key is Key.QUIT or outcome.distress is Distress.STOP


def welcome(room: Room) -> Permission:
    """Ask what is to be asked today; raise NotToday when the answers forbid any exercise."""
    if room.options.quick and not _is_due(room):
        allowed = opened(None, room.diary, now())
    else:
        with room.asking() as asker:
            allowed = opened(asker, room.diary, now())
    if allowed is None:
        raise NotToday(f"no stretching today; {WHY}")
    return allowed


def lead(room: Room, routine: Routine, allowed: Permission, led: Led) -> Iterator[str]:
    """Lead through a routine as it is done today; yield the plan, and how each item went."""
    today = fitted(room, routine, allowed)
    if not today.items:
        raise NotToday(f"{routine.id}: nothing of it is offered today; {WHY}")
    room.eyes.prepare(item.stretch for item in (*today.before, *today.items, *today.after))
    if len(routine.items) > 1:
        if room.diary is not None:
            room.diary.follow(routine.id)
        yield planned(today)
        led.over = not _prepared(room, today)
    _parts(room, today.before, led)
    yield from _items(room, today, led)
    _parts(room, today.after, led)


def fitted(room: Room, routine: Routine, allowed: Permission) -> Routine:
    """Return the routine as this person does it today."""
    return routine_today(
        routine,
        allowed,
        room.diary.sessions() if room.diary else (),
        now().date(),
        level=room.options.level,
        cleared=room.options.unlock,
    )


def farewell(room: Room, allowed: Permission, led: Led) -> Iterator[str]:
    """Say what went well and one thing to try, and ask how it is now."""
    if not led.done:
        return
    lines = [went_well(led.done), to_try(led.done)]
    _say(room, f"Well done: {' '.join(lines)}")
    if not room.options.quick:
        with room.asking() as asker:
            lines += closed(asker, room.diary, allowed.pain)
    yield f"Well done: {lines[0]}"
    yield from lines[1:]
    _show_end(room, lines)


def _is_due(room: Room) -> bool:
    """Return whether the safety questions are to be asked, however quick it is to be."""
    if room.diary is None:
        return False
    return screening_is_due(room.diary.screening(), room.diary.sessions(), now().date())


def _prepared(room: Room, routine: Routine) -> bool:
    """Return whether the person is ready to begin."""
    if room.options.quick:
        return True
    with room.watched() as watcher:
        return ready(room.window, watcher, room.speaker, routine)


def _parts(room: Room, parts: tuple[Item, ...], led: Led) -> None:
    """Go through the warm-up or the cool-down; nothing of it is kept or scored."""
    for item, stretch in zip(parts, announced(parts), strict=True):
        if led.over:
            return
        longest_s = item.planned_s + PART_PATIENCE_S
        outcome = coach_one(room, stretch, item.level, keep=False, patience_s=longest_s)
        led.over = outcome.key is Key.QUIT or outcome.distress is not None


def _items(room: Room, routine: Routine, led: Led) -> Iterator[str]:
    """Coach one item after the other, and yield how each went."""
    skipped = False
    for index, stretch in enumerate(announced(routine.items)):
        if led.over:
            return
        if skipped or stretch.id in led.hurt:
            skipped = False
            continue
        stretch = with_own_range(stretch)
        stretch = eased(stretch) if led.easier else stretch
        outcome = coach_one(room, stretch, routine.items[index].level)
        led.take(stretch, outcome)
        yield from told(room.source.name, outcome.summary)
        _comfort(room, outcome.distress, led)
        if index + 1 < len(routine.items) and not led.over:
            skipped = _rest(room, stretch, routine.items[index + 1], led)


def _rest(room: Room, stretch: Stretch, coming: Item, led: Led) -> bool:
    """Rest between two items; return whether the coming one is to be left out."""
    if room.options.quick:
        return False
    pause = change(stretch, coming.stretch, ask_aloud=len(led.done) == 1)
    with room.watched() as watcher:
        key = between(room.window, watcher, room.speaker, pause)
    led.over = key in (Key.QUIT, Key.STOP)
    led.easier = led.easier or key is Key.EASE
    if key is Key.HURTS:
        _comfort(room, Distress.HURTS, led)
    return key is Key.NEXT


def _comfort(room: Room, distress: Distress | None, led: Led) -> None:
    """Ask somebody who is hurt what it is, and tell what to do now."""
    if distress is not Distress.HURTS:
        return
    with room.asking(ANSWER_PATIENCE_S) as asker:
        led.over = asker is not None and not comforted(asker)


def comforted(asker: Asker) -> bool:
    """Ask what hurts and tell what to do; return whether the session may go on without it.

    Who does not answer may not be able to: then it ends.
    """
    chosen = asker.choose(WHAT_HURTS, [hurt.choice for hurt in HURTS])
    hurt = HURTS[chosen or 0]
    gone_on = asker.tell(hurt.line, hurt.screen)
    return gone_on and chosen is not None and hurt.distress is Distress.HURTS


def _say(room: Room, text: str) -> None:
    room.speaker.say(Utterance(text, Urgency.INSTRUCTION, LAST_WORDS_S))


def _show_end(room: Room, lines: list[str]) -> None:
    """Show how it went, for a while or until a key or a raised hand."""
    with room.watched() as watcher:
        show_end(room.window, watcher, room.speaker, lines)
