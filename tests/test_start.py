"""What only looks something up starts at once: it loads no picture, no model, no sound."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"cv2", "jinja2", "mediapipe", "numpy", "sounddevice", "sqlite3", "tqdm"}
TELL = """
import sys
from posecoach.cli import main
try:
    status = main(sys.argv[1:])
finally:
    sys.stderr.write(" ".join(sorted({name.split(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(
    "words",
    [["list"], ["list", "--json"], ["show", "bridge"], ["--help"], ["--version"], ["start", "-h"]],
    ids=" ".join,
)
def test_a_look_up_loads_nothing_heavy(words):
    done = subprocess.run(
        [sys.executable, "-c", TELL, *words], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert "posecoach" in loaded
    assert done.stdout
    assert not loaded & HEAVY


def test_nobody_waits_for_the_version_who_has_not_asked_for_it():
    """To look it up takes a tenth of the start."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, posecoach.cli; print('importlib.metadata' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
