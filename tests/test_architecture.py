"""The floors of the house: who may import whom, and that the core is pure (lesson 8: no clock)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "posecoach"
CORE = HOUSE / "core"

# From the ground up: a module may import only what stands before it.
FLOORS = [
    "light",
    "pose",
    "geometry",
    "stretch",
    "personal",
    "ease",
    "safety",
    "routine",
    "smoothing",
    "feedback",
    "filming",
    "gesture",
    "body",
    "marked",
    "front_view",
    "side_view",
    "measure",
    "lately",
    "fall",
    "moved",
    "breaks",
    "stillness",
    "crowd",
    "swaps",
    "limbs",
    "trust",
    "placement",
    "framing",
    "setting",
    "guards",
    "calibration",
    "readings",
    "assess",
    "coach",
    "hold",
    "reps",
    "timer",
    "machine",
    "derived",
    "scene",
    "cues",
    "prompts",
    "slot",
    "time_words",
    "wording",
    "speech",
    "present",
    "session",
    "summary",
]
PURE = {
    "__future__",
    "array",
    "collections",
    "dataclasses",
    "enum",
    "itertools",
    "math",
    "statistics",
    "typing",
}
ROOMS = ("sources", "estimators", "outputs", "store", "report")
# floor 2 rooms may import the core, the doors and the errors; the catalog is a room of its own
DOORS = {"posecoach.core", "posecoach.ports", "posecoach.errors", "posecoach.records"}
# what the history amounts to is pure as well, and the report is made of it; the estimators' threads
# are told which of the processor's cores to keep to
BESIDE_THE_DOORS = {"report": {"posecoach.progress"}, "estimators": {"posecoach.affinity"}}
CATALOG = {"catalog", "definition", "kinds", "routine_form", "routines", "schema", "sense"}
LIBRARIES = {
    "cv2": {"sources", "estimators", "outputs", "commands", "cli"},
    "mediapipe": {"estimators", "commands"},
    "sounddevice": {"outputs", "commands"},
    "pydantic": CATALOG,
    "sqlite3": {"store"},
    "jinja2": {"report"},
    "platformdirs": {"store", "estimators", "outputs", "places"},
}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports anywhere in it, by its full name."""
    here = ("posecoach", *path.relative_to(HOUSE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (HOUSE / room).glob("[a-z]*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE).with_suffix(""))


def test_every_module_of_the_core_has_its_floor():
    assert sorted(FLOORS) == sorted(path.stem for path in modules("core"))


@pytest.mark.parametrize("path", modules("core"), ids=named)
def test_the_core_is_pure_and_looks_only_down(path):
    below = {f"posecoach.core.{name}" for name in FLOORS[: FLOORS.index(path.stem)]}
    for name in set(imports(path)) - {"posecoach.core"}:
        if name.startswith("posecoach"):
            assert ".".join(name.split(".")[:3]) in below, f"{path.stem} looks up to {name}"
        else:
            assert name.split(".")[0] in PURE, f"{path.stem} imports {name}"


@pytest.mark.parametrize("path", modules("core"), ids=named)
def test_lesson_8_nothing_in_the_core_knows_the_clock_chance_or_the_disk(path):
    forbidden = {"open", "print", "input", "eval", "exec", "__import__"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & forbidden
    assert not {name.split(".")[0] for name in imports(path)} & {"time", "random", "datetime", "io"}


def is_in(name: str, packages: set[str]) -> bool:
    """Return whether a module is one of these, or in one of them."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("path", modules(*ROOMS), ids=named)
def test_a_room_knows_its_doors_and_never_another_room(path):
    room = f"posecoach.{path.parent.name}"
    for name in imports(path):
        if name.startswith("posecoach."):
            allowed = {*DOORS, *BESIDE_THE_DOORS.get(path.parent.name, ()), room}
            assert is_in(name, allowed), f"{named(path)} imports {name}"


@pytest.mark.parametrize("name", ["ports", "errors", "records"])
def test_the_doors_know_only_the_core(name):
    own = {module for module in imports(HOUSE / f"{name}.py") if module.startswith("posecoach")}
    assert all(is_in(module, {"posecoach.core"}) for module in own)


@pytest.mark.parametrize("path", modules("progress"), ids=named)
def test_progress_is_made_of_records_alone(path):
    for name in imports(path):
        if name.startswith("posecoach"):
            assert is_in(name, {"posecoach.core", "posecoach.records", "posecoach.progress"})
        else:
            assert name.split(".")[0] in PURE | {"datetime", "itertools"}, f"{path.stem}: {name}"
    called = {n.attr for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute)}
    assert not called & {"now", "today", "utcnow"}, "the clock is handed in"


@pytest.mark.parametrize("path", modules("learning"), ids=named)
def test_learning_is_made_of_the_core_alone(path):
    for name in imports(path):
        if name.startswith("posecoach"):
            assert is_in(name, {"posecoach.core", "posecoach.learning"}), f"{path.stem}: {name}"
        else:
            assert name.split(".")[0] in PURE | {"json"}, f"{path.stem}: {name}"


def test_the_loop_knows_the_session_and_the_doors_and_no_room():
    own = {module for module in imports(HOUSE / "app.py") if module.startswith("posecoach")}
    assert all(is_in(module, {"posecoach.core", "posecoach.ports"}) for module in own)


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_library_lives_in_its_own_rooms(library):
    homes = LIBRARIES[library]
    for path in sorted(HOUSE.rglob("*.py")):
        if any(name.split(".")[0] == library for name in imports(path)):
            place = path.relative_to(HOUSE)
            assert place.parts[0].removesuffix(".py") in homes, f"{named(path)} imports {library}"


def test_lesson_14_no_rule_is_ever_run_as_code():
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec"), named(path)


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("*.py")), ids=named)
def test_a_module_fits_in_the_head(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 75, f"{named(path)}: {node.name} has {length} lines"


def test_the_core_is_imported_without_any_library():
    """What is pure on paper is pure in fact: nothing outside of the standard library is loaded."""
    third_party = re.compile(r"^\s*(import|from)\s+(numpy|cv2|mediapipe|pydantic)\b", re.MULTILINE)
    for path in modules("core"):
        assert not third_party.search(path.read_text(encoding="utf-8")), path.stem
