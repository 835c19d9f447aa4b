"""The commands: arguments in, rooms chosen. The only file that knows every room.

Commands are imported when they are asked for, so that `posecoach list` starts at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from posecoach import __version__
from posecoach.core.stretch import Level
from posecoach.errors import PosecoachError

if TYPE_CHECKING:
    from posecoach.commands.live import LiveOptions
    from posecoach.commands.sounds import SoundOptions

INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 not judged, 2 bad input or usage."""
    try:
        asked = _parser().parse_args(words)
        for line in asked.command(asked):
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


class _Parser(argparse.ArgumentParser):
    """Tells a wrong call in one line, like every other mistake."""

    def error(self, message: str) -> NoReturn:
        raise PosecoachError(f"{self.prog}: {message}; see {self.prog} --help")


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
    from posecoach.commands.live import LiveOptions

    return LiveOptions(
        camera=asked.camera,
        level=Level(asked.level),
        unlock=getattr(asked, "unlock", False),
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
    from posecoach.commands import catalogue

    return catalogue.list_stretches(as_json=asked.json)


def _show(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import catalogue

    return catalogue.show(asked.id, as_json=asked.json)


def _check(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import catalogue

    return catalogue.check(asked.files)


def _doctor(asked: argparse.Namespace) -> Iterable[str]:
    from posecoach.commands import doctor

    return doctor.doctor(asked.camera, asked.model, asked.stretch)


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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="posecoach",
        description="Coaches back and neck stretches in front of your camera. "
        "Nothing leaves this computer. It is not medical advice.",
    )
    parser.add_argument("--version", action="version", version=f"posecoach {__version__}")
    _live_arguments(parser)
    parser.set_defaults(command=_home)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    start = commands.add_parser("start", help="coach a stretch or a routine in front of the camera")
    start.add_argument("id", metavar="ID", help="which one (posecoach list)")
    start.add_argument(
        "--unlock", action="store_true", help="a professional has cleared me for a locked one"
    )
    _live_arguments(start)
    start.set_defaults(command=_start)

    breaks = commands.add_parser("breaks", help="remind of getting up from the desk")
    breaks.add_argument("--every", metavar="30m", default="30m", help="after how much sitting")
    breaks.add_argument("--quiet", metavar="12:00-13:00", help="when to say nothing")
    breaks.add_argument("--no-camera", action="store_true", help="a plain timer")
    _live_arguments(breaks)
    breaks.set_defaults(command=_breaks)

    demo = commands.add_parser("demo", help="play the bundled clip, coached")
    _live_arguments(demo)
    demo.set_defaults(command=_demo)

    _replay_arguments(commands.add_parser("replay", help="coach recorded clips"))

    listing = commands.add_parser("list", help="show the stretches there are")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(command=_list)

    show = commands.add_parser("show", help="show how to do one stretch")
    show.add_argument("id", metavar="ID", help="which one (posecoach list)")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(command=_show)

    check = commands.add_parser("check", help="check stretch files")
    check.add_argument("files", metavar="FILE", type=Path, nargs="+")
    check.set_defaults(command=_check)

    _keeping_commands(commands)

    doctor = commands.add_parser("doctor", help="see whether everything that is needed is there")
    doctor.add_argument("--stretch", metavar="ID", help="look whether you are placed for it")
    _camera_argument(doctor)
    _model_arguments(doctor)
    doctor.set_defaults(command=_doctor)
    return parser


def _keeping_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    history = commands.add_parser("history", help="show what you did so far")
    history.add_argument("--json", action="store_true", help="as JSON")
    history.set_defaults(command=_history)

    report = commands.add_parser("report", help="make a page of it, also for your therapist")
    report.add_argument("--open", action="store_true", help="and open it in the browser")
    report.add_argument("--out", metavar="FILE", type=Path, help="where to write it")
    report.set_defaults(command=_report)

    export = commands.add_parser("export", help="print or write everything that is kept")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument("--csv", action="store_true", help="a row a hold or repetition")
    form.add_argument("--json", action="store_true", help="everything, as one JSON object")
    export.add_argument("file", metavar="FILE", type=Path, nargs="?", help="instead of printing")
    export.set_defaults(command=_export)

    forget = commands.add_parser("forget", help="delete everything that is kept, after asking")
    forget.add_argument("--yes", action="store_true", help="without asking")
    forget.set_defaults(command=_forget)


def _live_arguments(parser: argparse.ArgumentParser) -> None:
    _camera_argument(parser)
    _level_argument(parser, Level.BEGINNER)
    _showing_arguments(parser)
    _model_arguments(parser)


def _replay_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clips", metavar="CLIP", type=Path, nargs="+", help="a video file")
    parser.add_argument("--stretch", metavar="ID", help="which stretch the clips show")
    parser.add_argument("--json", action="store_true", help="one JSON object a clip")
    parser.add_argument("--angles", metavar="FILE.csv", type=Path, help="write a row a frame")
    parser.add_argument("--save", metavar="OUT.mp4", type=Path, help="write the coached clip")
    _level_argument(parser, None)
    _showing_arguments(parser)
    _model_arguments(parser)
    parser.set_defaults(command=_replay)


def _camera_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--camera", metavar="N|FILE|URL", default="0", help="which camera (default: 0)"
    )


def _level_argument(parser: argparse.ArgumentParser, default: Level | None) -> None:
    parser.add_argument(
        "--level", choices=[level.value for level in Level], default=default, help="which range"
    )


def _showing_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mute", action="store_true", help="no sound")
    parser.add_argument("--voice", metavar="NAME", help="who speaks (posecoach doctor)")
    parser.add_argument("--rate", metavar="WPM", type=int, help="words a minute (default: 165)")
    parser.add_argument("--no-window", action="store_true", help="show nothing")


def _model_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", metavar="FILE", type=Path, help="a pose landmarker .task file of your own"
    )
    parser.add_argument("--verbose", action="store_true", help="let MediaPipe say what it says")
