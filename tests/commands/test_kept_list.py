"""What `posecoach list` prints is kept, for the very files that it was made of."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from posecoach.commands.catalogue import list_stretches
from posecoach.commands.kept_list import NAME, kept_in, lines, made_of
from posecoach.places import VARIABLE, poses_dir
from samples.listing import as_data


@pytest.fixture
def folder(tmp_path):
    """A copy of the folder of the house."""
    return shutil.copytree(poses_dir(), tmp_path / "house")


@pytest.fixture
def nothing_of_ones_own(monkeypatch, tmp_path):
    """A user without stretches of their own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))


def test_what_is_kept_is_what_the_files_say():
    kept = (poses_dir() / NAME).read_text(encoding="utf-8")
    assert kept == as_data(), "python -m samples.listing is due"


@pytest.mark.usefixtures("nothing_of_ones_own")
@pytest.mark.parametrize("as_json", [False, True])
def test_the_list_is_the_same_kept_or_read_anew(as_json):
    assert list(lines(as_json=as_json)) == list(list_stretches(as_json=as_json))


@pytest.mark.parametrize(
    "name", ["bridge.toml", "parts/march.toml", "routines/full-back-care.toml", "accuracy.json"]
)
def test_a_file_that_has_changed_makes_it_void(folder, name):
    assert kept_in(folder)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert kept_in(folder) is None


def test_a_file_that_has_come_or_gone_makes_it_void(folder):
    shutil.move(folder / "bridge.toml", folder / "arch.toml")
    assert kept_in(folder) is None
    (folder / "arch.toml").unlink()
    assert kept_in(folder) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"made_of": 1}', "\udc80"])
def test_what_is_damaged_or_gone_is_not_taken(folder, text):
    (folder / NAME).write_text(text, encoding="utf-8", errors="surrogateescape")
    assert kept_in(folder) is None
    (folder / NAME).unlink()
    assert kept_in(folder) is None


def test_line_ends_of_another_system_make_no_difference(folder):
    before = made_of(folder)
    path = folder / "bridge.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert made_of(folder) == before


@pytest.mark.usefixtures("nothing_of_ones_own")
def test_the_checker_is_not_even_loaded():
    tell = "import sys; from posecoach.cli import main; main(['list']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    *said, loaded = done.stdout.splitlines()
    assert "On your back:" in said
    assert "posecoach.commands.kept_list" in loaded.split()
    assert "pydantic" not in loaded.split()
