"""`posecoach report`: the history as one page, to look at, to print, to take along."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterator
from pathlib import Path

from posecoach.catalog import load_all
from posecoach.commands.catalogue import measured_errors
from posecoach.commands.files import write_whole
from posecoach.commands.keeping import known, now, screened
from posecoach.report.therapist import About, Error

FILE_NAME = "posecoach-report.html"


def report(out: Path | None, *, show: bool) -> Iterator[str]:
    """Write the page, say where it is, and open it in the browser where that is asked for."""
    from posecoach.report.page import render

    path = out or Path(FILE_NAME)
    sessions = known()
    write_whole(path, render(sessions, abouts(), now(), screened()))
    kept = f"{len(sessions)} session{'' if len(sessions) == 1 else 's'}"
    yield f"{path.resolve()}: {kept}. It is not medical advice."
    if show and not webbrowser.open(path.resolve().as_uri()):
        yield "No browser was found to open it with."


def abouts() -> dict[str, About]:
    """Return what each stretch says of itself, and how far its angles were off."""
    measured = measured_errors()
    return {
        id_: About(
            stretch.honest,
            {
                measure: Error(figures["median_deg"], figures["p95_deg"])
                for measure, figures in measured.get(id_, {}).items()
            },
        )
        for id_, stretch in load_all().items()
    }
