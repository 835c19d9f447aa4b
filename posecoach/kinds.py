"""The kinds of value that a file in `poses/` holds: each checks what came, and tells editors how.

What a kind checks is said twice: in words, for a person, and as the part of a JSON Schema that
comes nearest to it (`posecoach schema`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from posecoach.core.marked import LIMB_ACROSS, LIMB_WHICH
from posecoach.core.measure import DERIVED, MEASURES
from posecoach.core.stretch import MAX_WORDS, Comparison, Condition

JOINTS = "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index"
"""The joints that a limb may name; each has a left and a right one."""

_COMPARISON = re.compile(r"^(\|?)\s*([a-z_]+)\s*(\|?)\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$")


class Wrong(ValueError):
    """What came and what was wanted, already in words."""


def nearest(word: str, known: object) -> str:
    """Return a hint: the nearest valid word, or all of them where none is near."""
    words = sorted(str(each) for each in known) if hasattr(known, "__iter__") else []
    small = {each.lower(): each for each in words}
    near = get_close_matches(word.lower(), small, n=1)
    if near:
        return f"did you mean {small[near[0]]!r}?"
    return "wanted one of " + ", ".join(words)


@dataclass(frozen=True)
class Checked:
    """A text that `check` reads or refuses, and what a schema can say of it."""

    check: Callable[[str], object]
    says: Callable[[], dict[str, Any]]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return what pydantic does: what it does with a text, and then the check."""

        def checked(text: str) -> str:
            self.check(text)
            return text

        return no_info_after_validator_function(checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the schema of a text, and what there is to say besides."""
        return handler(schema) | self.says()


def one_of(known: Iterable[str], what: str) -> Checked:
    """Return the kind of a word out of a list; a wrong one is told with the nearest."""
    words = tuple(known)

    def check(word: str) -> None:
        if word not in words:
            raise Wrong(f"unknown {what} {word!r}; {nearest(word, words)}")

    return Checked(check, lambda: {"enum": list(words)})


def _short(cue: str) -> None:
    words = len(cue.split())
    if words > MAX_WORDS:
        raise Wrong(f"a cue of {words} words; wanted at most {MAX_WORDS}, so that it can be heard")


def _few_words() -> dict[str, Any]:
    return {"pattern": rf"^\s*\S+(\s+\S+){{0,{MAX_WORDS - 1}}}\s*$"}


def _limb(name: str) -> None:
    which, colon, parts = name.partition(":")
    if name in LIMB_ACROSS:
        return
    if not (colon and which in LIMB_WHICH and len(parts.split("-")) == 2):
        raise Wrong(f"unknown limb {name!r}; wanted 'shoulders', 'hips' or such as 'n:hip-knee'")
    for joint in parts.split("-"):
        if joint not in JOINTS:
            raise Wrong(f"unknown joint {joint!r} in limb {name!r}; {nearest(joint, JOINTS)}")


def _limbs() -> dict[str, Any]:
    which, joint = "|".join(LIMB_WHICH), "|".join(JOINTS)
    return {"pattern": rf"^({'|'.join(LIMB_ACROSS)}|({which}):({joint})-({joint}))$"}


def parse_condition(text: str) -> Condition:
    """Return `|trunk_lean| > 6 or shoulder_shift > 0.15` as data; raise Wrong with the part."""
    return Condition(
        tuple(
            tuple(_comparison(part.strip()) for part in every.split(" and "))
            for every in text.split(" or ")
        )
    )


def _comparison(text: str) -> Comparison:
    match = _COMPARISON.match(text)
    if not match or bool(match[1]) != bool(match[3]):
        raise Wrong(f"cannot read {text!r}; wanted 'measure > number' or '|measure| < number'")
    known = {*MEASURES, *DERIVED}
    if match[2] not in known:
        raise Wrong(f"unknown measure {match[2]!r}; {nearest(match[2], known)}")
    return Comparison(match[2], match[4].startswith(">"), float(match[5]), bool(match[1]))


def _conditions() -> dict[str, Any]:
    """Return the form of a condition, and that each word in it is known."""
    measure = r"(\|\s*[a-z_]+\s*\||[a-z_]+)"
    one = rf"{measure}\s*(>=|<=|>|<)\s*-?[0-9]+(\.[0-9]+)?"
    words = "|".join([*MEASURES, *DERIVED])
    return {
        "pattern": rf"^\s*{one}(\s* (and|or) \s*{one})*\s*$",
        "allOf": [{"pattern": rf"^[^a-z_]*(({words})([^a-z_]+|$)((and|or)\s[^a-z_]*)?)*$"}],
    }


def _ordered(band: tuple[float, float]) -> tuple[float, float]:
    low, high = band
    if low >= high:
        raise Wrong(f"a range from {low:g} to {high:g}; wanted the smaller number first")
    return band


def _rising(figures: tuple[float, float, float]) -> tuple[float, float, float]:
    if not figures[0] <= figures[1] <= figures[2]:
        came = ", ".join(f"{figure:g}" for figure in figures)
        raise Wrong(f"[{came}]; wanted least, usual and most, none smaller than the one before")
    return figures


def listed(value: object) -> object:
    """Return a list of one for one word."""
    return [value] if isinstance(value, str) else value


def _a_number(value: object) -> object:
    if isinstance(value, bool):  # which pydantic takes for 1
        raise Wrong(f"schema = {str(value).lower()}; wanted 1")
    return value


# TOML knows a number from a text and from true, and so does a file's form: "5" is no 5
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Reading = Annotated[Number, Field(ge=-360, le=360)]
Seconds = Annotated[Number, Field(gt=0, le=3600)]
Pause = Annotated[Number, Field(ge=0, le=600)]
Times = Annotated[int, Field(strict=True, ge=1, le=100)]
Form = Annotated[Literal[1], BeforeValidator(_a_number)]
Yes = Annotated[bool, Field(strict=True)]

Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
MeasureId = Annotated[str, one_of(MEASURES, "measure")]
Cue = Annotated[Word, Checked(_short, _few_words)]
Rule = Annotated[Word, Checked(parse_condition, _conditions)]
Limb = Annotated[str, Checked(_limb, _limbs)]
Range = Annotated[tuple[Reading, Reading], AfterValidator(_ordered)]
Seconds3 = Annotated[tuple[Seconds, Seconds, Seconds], AfterValidator(_rising)]
Times3 = Annotated[tuple[Times, Times, Times], AfterValidator(_rising)]
