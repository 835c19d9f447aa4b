"""`posecoach schema`: the form of the files in `poses/`, for editors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from posecoach.commands.files import write_whole
from posecoach.schema import routine_schema, schema_text, stretch_schema


def schema(file: Path | None, *, routine: bool) -> Iterator[str]:
    """Yield the schema of stretch files, or of routine files; with `file`, write it there."""
    text = schema_text(routine_schema() if routine else stretch_schema())
    if file is None:
        yield text.removesuffix("\n")
        return
    write_whole(file, text)
    yield f"{file}: the form of a {'routine' if routine else 'stretch'} file"
