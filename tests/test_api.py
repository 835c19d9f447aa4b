"""The front door: about a dozen names, typed, as the README tells them and shows them at work."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import posecoach

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NAMES = set(posecoach.__all__) - {"__version__"}
USER_PROGRAM = """\
from pathlib import Path

from posecoach import ClipSource, Level, RecordedEstimator, Session, Stretch, Tally, find

stretch: Stretch = find("bridge")
session = Session(stretch, Level.FULL)
tally = Tally(stretch, Level.FULL)
with ClipSource(Path("a.mp4")) as source, RecordedEstimator(Path("a.jsonl")) as estimator:
    for frame in source.frames():
        tally.take(session.step(estimator.estimate(frame)))
score: int | None = tally.summary(session.finish()).score
"""
WRONG = 'wrong: str = find("bridge")\n'


def typed() -> dict[str, str]:
    """The names that a type checker sees, each with the module that it takes them from."""
    tree = ast.parse(Path(posecoach.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    return {
        alias.name: str(node.module)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_name_is_what_its_home_calls_so(name):
    assert getattr(posecoach, name) is getattr(import_module(posecoach._HOMES[name]), name)


def test_there_are_about_a_dozen_and_a_wrong_one_is_told():
    assert len(NAMES) <= 15
    assert posecoach.__all__ == sorted(posecoach.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'Sesion'"):
        _ = posecoach.Sesion


def test_a_type_checker_sees_the_same_names():
    assert typed() == posecoach._HOMES
    assert typed().keys() == NAMES
    assert (Path(posecoach.__file__).parent / "py.typed").is_file()


def test_a_users_program_is_checked_with_real_types(tmp_path):
    if find_spec("mypy") is None:
        pytest.skip('mypy is not here: pip install ".[dev]"')
    program = tmp_path / "program.py"
    program.write_text(USER_PROGRAM + WRONG, encoding="utf-8")
    words = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache")]
    done = subprocess.run(
        [*words, "--follow-imports", "silent", str(program)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    line = USER_PROGRAM.count("\n") + 1
    assert [each for each in done.stdout.splitlines() if "error" in each.split(": ")] == [
        f'{program}:{line}: error: Incompatible types in assignment (expression has type "Stretch",'
        ' variable has type "str")  [assignment]'
    ], done.stdout + done.stderr


def test_the_readmes_loop_runs_and_prints_what_it_says(monkeypatch, capsys):
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len([line for line in block.splitlines() if line.strip()]) <= 12
    monkeypatch.chdir(ROOT)
    exec(compile(block, "README.md", "exec"), {})
    said = re.findall(r"print\(.*?  # (.+)", block)
    assert capsys.readouterr().out.splitlines() == said


def test_the_readme_tells_every_name():
    after = README.partition("```python")[2]
    told = re.findall(r"^\| `(\w+)(?:\(.*?\))?` \| .+ \|$", after, re.MULTILINE)
    assert set(told) == NAMES
