"""Keeps what `posecoach list` prints in `poses/list.json`: `python -m samples.listing`.

To be run when a file in `poses/`, its measured errors or the words of the list have changed. After
a change of a file the list is right all the same until then, but slower; new words of the list
itself wait for it. A test tells when it is due.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from posecoach.commands.catalogue import list_stretches
from posecoach.commands.kept_list import NAME, made_of
from posecoach.places import own_poses_in, poses_dir


def as_data() -> str:
    """Return the file's text: both forms of the list, of the files of the house alone."""
    with TemporaryDirectory() as nothing, own_poses_in(Path(nothing)):
        text, data = (list(list_stretches(as_json=as_json)) for as_json in (False, True))
    kept = {"made_of": made_of(poses_dir()), "text": text, "json": data}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the file anew."""
    (poses_dir() / NAME).write_text(as_data(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
