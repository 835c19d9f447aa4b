"""A user's own stretches and routines: used, marked, put in place of others, never in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from posecoach.catalog import find, load_all, poses_dir
from posecoach.cli import main
from posecoach.commands.routine import is_routine
from posecoach.errors import DefinitionError, PosecoachError
from posecoach.places import VARIABLE, own_poses, own_poses_in
from posecoach.routines import all_routines, find_routine

EXAMPLE = poses_dir() / "examples" / "seated-figure-four.toml"
ROUTINE = """\
schema = 1

[routine]
id = "my-evening"
name = "My evening"
purpose = "For hips and back."
minutes = 3.7

[[item]]
stretch = "seated-figure-four"

[[item]]
stretch = "bridge"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, with a new stretch, an overridden one and a routine of both."""
    folder = tmp_path / "poses"
    (folder / "routines").mkdir(parents=True)
    (folder / EXAMPLE.name).write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "routines" / "my-evening.toml").write_text(ROUTINE, encoding="utf-8")
    bridge = (poses_dir() / "bridge.toml").read_text(encoding="utf-8")
    bridge = bridge.replace('name = "Bridge"', 'name = "My bridge"')
    (folder / "bridge.toml").write_text(bridge, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, list[str]]:
    """The exit status, what was printed, and the lines of what was remarked."""
    status = main(list(words))
    came = capsys.readouterr()
    return status, came.out, came.err.splitlines()


def test_ones_own_folder_is_in_the_configuration_or_where_the_variable_says(monkeypatch):
    monkeypatch.setenv(VARIABLE, "somewhere")
    assert own_poses() == Path("somewhere")
    monkeypatch.delenv(VARIABLE)
    assert own_poses().parts[-2:] == ("posecoach", "poses")


def test_a_folder_that_is_not_there_changes_nothing(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    assert load_all().keys() == load_all(poses_dir()).keys()
    assert told(capsys, "list")[2] == []


def test_the_folder_of_the_house_itself_is_nothing_to_remark(monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, str(poses_dir()))
    assert told(capsys, "show", "bridge")[2] == []


def test_a_new_stretch_is_found_beside_those_of_the_house(own):
    assert load_all().keys() - load_all(poses_dir()).keys() == {"seated-figure-four"}
    assert find("seated-figure-four").name == "Seated figure four"
    with pytest.raises(PosecoachError, match="did you mean 'seated-figure-four'"):
        find("seated-figure-for")


def test_a_file_of_the_same_name_is_used_in_place_of_that_of_the_house(own):
    assert find("bridge").name == load_all()["bridge"].name == "My bridge"
    assert find("bridge", poses_dir()).name == "Bridge"


def test_a_routine_of_ones_own_uses_ones_own_stretches(own):
    routine = find_routine("my-evening")
    assert [item.stretch.name for item in routine.items] == ["Seated figure four", "My bridge"]
    assert "my-evening" in all_routines()
    assert is_routine("my-evening")
    assert not is_routine("bridge")


def test_the_list_groups_and_marks_them(own, capsys):
    status, said, notes = told(capsys, "list")
    assert status == 0
    lines = said.splitlines()
    (mine,) = [n for n, line in enumerate(lines) if "seated-figure-four" in line]
    assert lines[mine].endswith(", yours")
    assert lines.index("Sitting:") < mine < lines.index("On your back:")
    (routine,) = [line for line in lines if "my-evening" in line]
    assert ", yours. " in routine
    assert len([line for line in lines if ", yours" in line]) == 3
    assert notes == [f"bridge: your own file {own / 'bridge.toml'} is used"]
    records = json.loads(told(capsys, "list", "--json")[1])
    assert {each["id"] for each in records if each["yours"]} == {"bridge", "seated-figure-four"}


def test_what_is_used_in_place_of_another_is_told_once_and_only_where_it_is_used(own, capsys):
    note = f"bridge: your own file {own / 'bridge.toml'} is used"
    status, said, notes = told(capsys, "show", "bridge")
    assert (status, notes) == (0, [note])
    assert said.startswith("My bridge (bridge)")
    assert told(capsys, "show", "sphinx")[2] == []
    assert told(capsys, "show", "seated-figure-four")[2] == []


def test_a_faulty_file_is_named_in_one_line_and_stops_no_other(own, capsys):
    path = own / "seated-figure-four.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[dose]", "[doze]"), encoding="utf-8")
    status, said, notes = told(capsys, "list")
    assert status == 0
    assert "seated-figure-four" not in said
    assert "my-evening" not in said  # it cannot be led through without
    left_out = [note for note in notes if "left out" in note]
    assert left_out[0] == f"{path}: left out for 2 faults; posecoach check {path} tells more"
    assert left_out[1].startswith(f"{own / 'routines' / 'my-evening.toml'}: left out for 1 fault;")
    assert len(left_out) == 2


def test_asking_for_a_faulty_one_tells_its_faults(own, capsys):
    path = own / "bridge.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[reps]", "[rep]"), encoding="utf-8")
    for words in (["show", "bridge"], ["start", "bridge"], ["check", str(path)]):
        status, said, notes = told(capsys, *words)
        assert (status, said) == (2, "")
        assert notes[-1].startswith(f"{path}:")
        assert any("did you mean 'reps'?" in note for note in notes)
    with pytest.raises(DefinitionError):
        find("bridge")


@pytest.mark.parametrize("place", [0, 1], ids=["before the command", "after it"])
def test_another_folder_is_named_on_the_command_line(own, tmp_path, capsys, place):
    other = tmp_path / "others"
    other.mkdir()
    text = EXAMPLE.read_text(encoding="utf-8").replace("seated-figure-four", "hip-opener")
    (other / "hip-opener.toml").write_text(text, encoding="utf-8")
    words = ["list"]
    words[place:place] = ["--poses", str(other)]
    status, said, notes = told(capsys, *words)
    assert (status, notes) == (0, [])
    assert "hip-opener" in said
    assert "My bridge" not in said
    assert own_poses() == own, "as it was before"


def test_a_folder_that_is_named_must_be_there(tmp_path, capsys):
    gone = tmp_path / "gone"
    status, said, notes = told(capsys, "list", "--poses", str(gone))
    assert (status, said) == (2, "")
    assert notes == [f"--poses {gone}: there is no such folder; wanted one of your own"]
    with own_poses_in(None):
        assert own_poses() != gone


def test_a_routine_is_checked_as_one(own, capsys):
    path = own / "routines" / "my-evening.toml"
    assert told(capsys, "check", str(path))[1] == f"{path}: My evening, 2 items; all well\n"
