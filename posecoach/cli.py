"""The commands: arguments in, rooms chosen. The only file that knows every room.

Commands are imported when they are asked for, so that `posecoach list` starts at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from posecoach.arguments import parser
from posecoach.core.stretch import Level
from posecoach.errors import PosecoachError
from posecoach.places import own_poses, own_poses_in

if TYPE_CHECKING:
    from posecoach.commands.room import LiveOptions
    from posecoach.commands.sounds import SoundOptions

INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 not judged, 2 bad input or usage."""
    # There are none, and looking for them in all installed packages takes a tenth of `list`.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        asked = parser().parse_args(words)
        with own_poses_in(getattr(asked, "poses", None)):
            _tell_of_own(asked)
            for line in _COMMANDS[asked.command](asked):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
    except PosecoachError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: there is nobody to tell
    return 0


def _tell_of_own(asked: argparse.Namespace) -> None:
    """Say which of the user's own files are used in place of others, and which cannot be."""
    reads = asked.command in ("home", "start", "replay", "list", "show")
    if reads and own_poses().is_dir():
        from posecoach.commands import own

        wanted = getattr(asked, "id", None) or getattr(asked, "stretch", None)
        sys.stderr.writelines(f"{note}\n" for note in own.notes(wanted))


def _home(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import live

    return live.home(_live(asked))


def _start(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import live

    return live.start(asked.id, _live(asked))


def _demo(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import live

    return live.demo(_live(asked))


def _live(asked: argparse.Namespace) -> LiveOptions:
    from posecoach.commands.room import LiveOptions

    return LiveOptions(
        camera=asked.camera,
        level=Level(asked.level) if asked.level else None,
        unlock=getattr(asked, "unlock", False),
        quick=asked.quick,
        record=getattr(asked, "record", False),
        sound=_sound(asked),
        window=not asked.no_window,
        model=asked.model,
        verbose=asked.verbose,
    )


def _sound(asked: argparse.Namespace) -> SoundOptions:
    from posecoach.commands.sounds import SoundOptions

    usual = SoundOptions(asked.mute, asked.voice)
    return usual if asked.rate is None else replace(usual, rate_wpm=asked.rate)


def _replay(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import replay

    options = replay.ReplayOptions(
        stretch=asked.stretch,
        level=Level(asked.level) if asked.level else None,
        json=asked.json,
        angles=asked.angles,
        save=asked.save,
        window=not asked.no_window,
        sound=_sound(asked),
        model=asked.model,
        verbose=asked.verbose,
    )
    return replay.replay_all(asked.clips, options)


def _record(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import record

    options = record.RecordOptions(
        camera=asked.camera,
        seconds=asked.seconds,
        countdown_s=asked.countdown,
        out=asked.out,
        force=asked.force,
        sound=_sound(asked),
        window=not asked.no_window,
        model=asked.model,
        verbose=asked.verbose,
    )
    return record.record(asked.name, options)


def _breaks(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import breaks

    return breaks.breaks(
        breaks.BreakOptions(
            every_s=breaks.seconds(asked.every),
            quiet=breaks.hours(asked.quiet) if asked.quiet else None,
            camera=None if asked.no_camera else asked.camera,
            sound=_live(asked).sound,
        )
    )


def _list(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import kept_list

    return kept_list.lines(as_json=asked.json)


def _show(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import catalogue

    return catalogue.show(asked.id, as_json=asked.json)


def _learn(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import learn

    options = learn.LearnOptions(
        stretch=asked.stretch,
        mine=asked.mine,
        out=asked.out,
        force=asked.force,
        model=asked.model,
        verbose=asked.verbose,
    )
    return learn.learn_from(asked.clips, options)


def _check(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import check

    options = check.CheckOptions(
        clip=asked.clip,
        html=asked.html,
        level=Level(asked.level or Level.BEGINNER),
        model=asked.model,
        verbose=asked.verbose,
    )
    return check.check(asked.files, options)


def _schema(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import schema

    return schema.schema(asked.file, routine=asked.routine)


def _doctor(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import doctor

    return doctor.doctor(asked.camera, asked.model, asked.stretch)


def _screening(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import screening

    return screening.screening(show=asked.show)


def _safety(_: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import screening

    return screening.safety()


def _history(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import history

    return history.history(as_json=asked.json)


def _export(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import export

    return export.export(asked.file, as_csv=asked.csv)


def _forget(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import history

    return history.forget_all(yes=asked.yes)


def _report(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import report

    return report.report(asked.out, show=asked.open)


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], Iterable[str]]] = {
    "home": _home,
    "start": _start,
    "breaks": _breaks,
    "demo": _demo,
    "list": _list,
    "show": _show,
    "schema": _schema,
    "doctor": _doctor,
    "screening": _screening,
    "safety": _safety,
    "history": _history,
    "report": _report,
    "export": _export,
    "forget": _forget,
    "replay": _replay,
    "check": _check,
    "learn": _learn,
    "record": _record,
}
