"""The form of a routine file, as `definition` is that of a stretch file. See `poses/README.md`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posecoach.core.stretch import Level
from posecoach.definition import Flag, Table, means
from posecoach.kinds import Form, Id, Number, Seconds, Times, Word

Minutes = Annotated[Number, Field(gt=0, le=180)]


class RoutineTable(Table):
    """What it is, how long it takes, and its warm-up and cool-down."""

    id: Id = means("the file's own name, small letters, figures and hyphens")
    name: Word = means("as a person says it")
    purpose: Word = means("what it is good for, one sentence")
    minutes: Minutes = means("how long it is said to take; within 15 % of what its items take")
    before: tuple[Word, ...] = means("stretches that warm up, before the items", default=())
    after: tuple[Word, ...] = means("stretches that cool down, after the items", default=())


class ItemTable(Table):
    """One stretch and, where it differs from the stretch's own, its dose."""

    stretch: Word = means("the id of a stretch")
    seconds: Seconds | None = means(
        "how long each one, where not as the stretch says", default=None
    )
    reps: Times | None = means("how many, where not as the stretch says", default=None)
    level: Level = means("`beginner` (where it is not given) or `full`", default=Level.BEGINNER)


class SwapTable(Table):
    """What somebody who has a flag does in place of an item."""

    flag: Flag = means("who: a `contra` flag")
    item: Word = means("in place of which stretch of this routine")
    to: Word | None = means("which stretch instead; left out where it is not given", default=None)
    seconds: Seconds | None = means(
        "how long each one, where not as the stretch says", default=None
    )
    reps: Times | None = means("how many, where not as the stretch says", default=None)
    level: Level = means("`beginner` (where it is not given) or `full`", default=Level.BEGINNER)


class RoutineFile(Table):
    """A whole routine file."""

    schema_: Form = means("the form of the file, 1", alias="schema", default=1)
    routine: RoutineTable
    item: Annotated[tuple[ItemTable, ...], Field(min_length=1)]
    swap: tuple[SwapTable, ...] = ()


TABLES: dict[str, type[Table]] = {"routine": RoutineTable, "item": ItemTable, "swap": SwapTable}
"""The tables of a routine file, in the order in which the README tells them."""
