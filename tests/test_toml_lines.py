"""Which line a key stands on, in files that are tricky but plausible."""

from __future__ import annotations

import tomllib

import pytest

from posecoach.toml_lines import key_lines, line_of

TRICKY = '''# a comment with = and [brackets]
schema = 1

[stretch]   # the [table] itself
id = "a"    # trailing ] comment
safety = [
    "one = two",          # looks like a key
    "[not a table]",
]
  aliases = ["it's", 'say "x"', "a # b"]
honest = "ends with a \\" quote # no comment [ here"
contra = []

[dose]
seconds = [3, 4, 5]
rest_s=3

[[measure]]
id = "m0"
beginner = [
    -8,
    20,   # ] in a comment
]
full = [-6, 15]

[[ measure ]]
id = "m1"
"quoted key" = 1

[[fault]]
when = "|trunk_lean| > 6 or head_rise > 0.10"
[[fault]]
when = """
[[fault]]
id = "inside a text"
"""
cue = "after the text"
note = \'\'\'one line of ''it'' \'\'\'
limbs = [ "n:hip-knee", "f:hip-knee" ]
'''


def line(*path: str | int, text: str = TRICKY) -> int:
    return line_of(path, key_lines(text))


def at(words: str) -> int:
    """The first line that holds these words."""
    return next(n for n, each in enumerate(TRICKY.splitlines(), 1) if words in each)


def test_the_tricky_file_is_valid_toml():
    assert len(tomllib.loads(TRICKY)["fault"]) == 2


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("schema",), "schema = 1"),
        (("stretch",), "[stretch]"),
        (("stretch", "id"), 'id = "a"'),
        (("stretch", "safety"), "safety = ["),
        (("stretch", "safety", 0), '"one = two"'),
        (("stretch", "safety", 1), '"[not a table]"'),
        (("stretch", "aliases", 2), "aliases ="),
        (("measure", 0, "beginner", 1), "20,   #"),
        (("stretch", "aliases"), "aliases ="),
        (("stretch", "honest"), "honest ="),
        (("stretch", "contra"), "contra ="),
        (("dose", "seconds"), "seconds ="),
        (("dose", "rest_s"), "rest_s=3"),
        (("measure", 0), "[[measure]]"),
        (("measure", 0, "beginner"), "beginner = ["),
        (("measure", 0, "full"), "full ="),
        (("measure", 1), "[[ measure ]]"),
        (("measure", 1, "id"), 'id = "m1"'),
        (("measure", 1, "quoted key"), '"quoted key"'),
        (("fault", 0, "when"), "when = "),
        (("fault", 1, "when"), 'when = """'),
        (("fault", 1, "cue"), "cue ="),
        (("fault", 1, "note"), "note ="),
        (("fault", 1, "limbs"), "limbs ="),
    ],
)
def test_a_key_is_found_where_it_stands(path, words):
    assert line(*path) == at(words)


def test_what_looks_like_a_key_inside_a_text_is_none():
    lines = key_lines(TRICKY)
    assert ("fault", 1, "id") not in lines
    assert ("fault", 2) not in lines
    assert ("stretch", '"one') not in lines


def test_a_key_that_is_not_there_is_found_at_its_table():
    assert line("measure", 1, "label") == at("[[ measure ]]")
    assert line("dose", "nothing", "deeper") == at("[dose]")
    assert line("reps") == 1


def test_windows_line_ends_change_nothing():
    assert key_lines(TRICKY.replace("\n", "\r\n")) == key_lines(TRICKY)


def test_a_sub_table_is_found_by_its_own_header():
    text = "[a]\nx = 1\n[a.b]\ny = 2\n"
    assert line("a", "b", "y", text=text) == 4


def test_dotted_keys_and_inline_tables_fall_back_to_their_own_line():
    text = "[a]\nb.c = 1\nd = { e = 1, f = [2] }\ng = 3\n"
    assert line("a", "b", "c", text=text) == 2
    assert line("a", "d", "e", text=text) == 3
    assert line("a", "g", text=text) == 4


def test_an_empty_file_has_line_one():
    assert line("stretch", text="") == 1
