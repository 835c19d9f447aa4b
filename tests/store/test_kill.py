"""Killed at fifty moments of a session: what had ended is there, whatever moment it was."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 50
HERE = Path(__file__).parent


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
def test_a_kill_at_any_moment_loses_at_most_the_current_hold(tmp_path, capsys):
    done = subprocess.run(
        [sys.executable, str(HERE / "killing.py"), str(tmp_path), str(KILLS)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join([str(HERE.parent), str(HERE.parents[1]), *sys.path])},
    )
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    with capsys.disabled():
        ended, kept = sum(k["ended"] for k in kills), sum(k["kept"] for k in kills)
        within = sum(k["in_a_write"] for k in kills)
        sys.stdout.write(
            f"\n{len(kills)} kills, {within} of them between a hold's end and its answer: "
            f"{ended} holds had ended, {kept} are kept, {sum(k['lost'] for k in kills)} lost\n"
        )
    assert len(kills) == KILLS
    assert all(kill["sound"] for kill in kills)
    assert not any(kill["lost"] for kill in kills)
    assert not any(kill["made_up"] for kill in kills)
    assert sum(kill["killed"] for kill in kills) == KILLS  # none had come to its end
    assert len({kill["ended"] for kill in kills}) > KILLS / 4  # all over the session
