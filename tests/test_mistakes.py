"""Lesson 17: every mistake in a file is answered in one run, at its line, with the right word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mistakes import LATERAL, MISTAKES, TYPED, Mistake, good

from posecoach.cli import main
from posecoach.commands.catalogue import check
from posecoach.errors import DefinitionError

ONE_FILE = [
    ('grade = "A"', 'grade = "D"', "wanted one of A, B, C"),
    ('camera = "CF-SEAT"', 'camera = "CF-SEET"', "did you mean 'CF-SEAT'?"),
    ("rest_s = 5", "rests = 5", "did you mean 'rest_s'?"),
    ('id = "head_roll"', 'id = "head_rol"', "did you mean 'head_roll'?"),
    ("beginner = [12, 28]", "beginner = [28, 12]", "wanted the smaller number first"),
    ('when = "wrist_head <= 0.45"', 'when = "wrist_haed <= 0.45"', "did you mean 'wrist_head'?"),
    ('cue = "Keep your nose facing forward"', 'cu = "x"', "did you mean 'cue'?"),
    ('severity = "safety"', 'severity = "save"', "did you mean 'safety'?"),
    ('id = "release"', 'id = "relase"', "did you mean 'release'?"),
]


def title(mistake: Mistake) -> str:
    return f"{mistake.file}: {mistake.now.strip() or mistake.says}"


def answers(path: Path) -> list[str]:
    """What is told of one file, without its name: `12: unknown key ...`."""
    with pytest.raises(DefinitionError) as told:
        list(check([path]))
    assert all(fault.startswith(f"{path}:") for fault in told.value.faults)
    return [fault.removeprefix(f"{path}:") for fault in told.value.faults]


def test_there_are_more_than_thirty_and_as_many_words_mistyped():
    assert len(MISTAKES) >= 80
    assert len(TYPED) >= 30
    assert len({title(mistake) for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=title)
def test_lesson_17_a_mistake_is_told_at_its_line_with_what_was_wanted(tmp_path, mistake):
    told = answers(mistake.write(tmp_path))
    at_its_line = [answer for answer in told if answer.startswith(f"{mistake.line}: ")]
    assert any(mistake.says in answer for answer in at_its_line), told


def test_all_of_them_are_told_in_one_run(tmp_path, capsys):
    paths = [mistake.write(tmp_path / str(nth)) for nth, mistake in enumerate(MISTAKES)]
    assert main(["check", *map(str, paths)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert all(re.match(r".+\.toml:\d+: .+", answer) for answer in told)
    for path, mistake in zip(paths, MISTAKES, strict=True):
        where = f"{path}:{mistake.line}: "
        assert any(each.startswith(where) and mistake.says in each for each in told), where


def test_all_mistakes_of_one_file_are_told_in_one_run_in_the_order_of_its_lines(tmp_path, capsys):
    text = good(LATERAL)
    for was, now, _ in ONE_FILE:
        assert was in text
        text = text.replace(was, now, 1)
    path = tmp_path / f"{LATERAL}.toml"
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path)]) == 2
    told = [each.removeprefix(f"{path}:") for each in capsys.readouterr().err.splitlines()]
    numbers = [int(answer.partition(":")[0]) for answer in told]
    assert numbers == sorted(numbers)
    for _, now, says in ONE_FILE:
        line = next(n for n, each in enumerate(text.splitlines(), 1) if now in each)
        assert any(answer.startswith(f"{line}: ") and says in answer for answer in told), now


def test_a_word_in_a_list_over_several_lines_is_told_at_its_own_line(tmp_path):
    text = good(LATERAL).replace('["neck-red-flag"]', '[\n    "pregnancy",\n    "osteoprosis",\n]')
    path = tmp_path / f"{LATERAL}.toml"
    path.write_text(text, encoding="utf-8")
    (told,) = answers(path)
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "osteoprosis" in each)
    assert told.startswith(f"{line}: ")
    assert told.endswith("did you mean 'osteoporosis'?")
