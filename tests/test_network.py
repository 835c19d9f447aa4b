"""Nothing leaves the computer: a whole replay, watched from outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLES, first_frames

# The address families that stay on this computer; NETLINK asks the kernel what interfaces it has.
LOCAL = re.compile(r"AF_(UNIX|LOCAL|NETLINK|UNSPEC)|127\.\d+\.\d+\.\d+|\"::1\"")
CALLS = ("connect(", "sendto(", "sendmsg(", "sendmmsg(")


def foreign_calls(trace: str) -> list[str]:
    """The calls that name an address outside of this computer."""
    named = [line for line in trace.splitlines() if any(call in line for call in CALLS)]
    return [line for line in named if "sa_family" in line and not LOCAL.search(line)]


def test_the_watch_sees_a_foreign_address_and_passes_a_local_one():
    foreign = (
        "12 connect(3, {sa_family=AF_INET, sin_port=htons(443), "
        'sin_addr=inet_addr("192.0.2.1")}, 16) = 0'
    )
    local = '12 connect(3, {sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X0"}, 110) = 0'
    assert foreign_calls(foreign) == [foreign]
    assert foreign_calls(local) == []


@pytest.mark.model
@pytest.mark.usefixtures("model_or_skip")
def test_a_whole_replay_reaches_no_address_but_this_computers(tmp_path: Path):
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, which watches the system calls")
    whole = SAMPLES / "neck-lateral-ear-to-shoulder-good-1.mp4"
    clip = first_frames(whole, tmp_path / "clip.mp4", 30)  # a landmarker's whole life
    trace = tmp_path / "trace.txt"
    program = [sys.executable, "-m", "posecoach", "replay", str(clip), "--no-window"]
    watched = [strace, "-f", "-qq", "-e", "trace=network", "-o", str(trace), *program]
    words = ["--stretch", "neck-lateral-ear-to-shoulder", "--save", str(tmp_path / "out.mp4")]
    ended = subprocess.run(
        [*watched, *words], capture_output=True, text=True, env=os.environ, check=False
    )
    if "Operation not permitted" in ended.stderr and not trace.exists():
        pytest.skip("strace may not watch processes here")
    assert ended.returncode == 0, ended.stderr
    assert foreign_calls(trace.read_text(encoding="utf-8")) == []
