"""Tables as data to text that TOML reads back, with comments that find their room."""

from __future__ import annotations

import tomllib

from posecoach.learning.toml_text import WIDE, Entry, Table, text

TABLES = [
    Table("", (Entry("schema", 1),), why="two\nlines"),
    Table(
        "stretch",
        (
            Entry("name", 'with "quotes" and \\ and é', "why"),
            Entry("flag", value=True),
            Entry("safety", ("a" * 60, "b" * 60), "a list too long for a line"),
        ),
    ),
    Table("measure", (Entry("band", (-6.0, 6.5), "w" * 90),), many=True),
    Table("measure", (Entry("band", (0, 40)),), many=True),
]


def test_everything_is_read_back_as_it_was():
    assert tomllib.loads(text(TABLES)) == {
        "schema": 1,
        "stretch": {
            "name": 'with "quotes" and \\ and é',
            "flag": True,
            "safety": ["a" * 60, "b" * 60],
        },
        "measure": [{"band": [-6, 6.5]}, {"band": [0, 40]}],
    }


def test_a_comment_stands_beside_its_key_or_before_it_where_there_is_no_room():
    lines = text(TABLES).splitlines()
    assert lines[:3] == ["# two", "# lines", "schema = 1"]
    assert lines[lines.index("band = [-6, 6.5]") - 1] == f"# {'w' * 90}"
    assert all(len(line) <= WIDE for line in lines)


def test_a_new_value_takes_the_place_of_the_old_one_and_others_stay():
    table = Table("dose", (Entry("kind", "hold"), Entry("seconds", (1, 2, 3))))
    changed = table.with_entries([Entry("seconds", (4, 5, 6), "learnt"), Entry("rest_s", 5)])
    assert [entry.key for entry in changed.entries] == ["kind", "seconds", "rest_s"]
    assert changed.value("seconds") == (4, 5, 6)
    assert table.value("seconds") == (1, 2, 3)
    assert changed.without("kind").value("kind") is None
