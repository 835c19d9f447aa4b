"""What the command line takes: every command, its arguments and what they are for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn

from posecoach.core.stretch import Level
from posecoach.errors import PosecoachError


class _Parser(argparse.ArgumentParser):
    """Tells a wrong call in one line, like every other mistake; knows where one's own files are."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(**more)
        # no default: a command's own would hide what was given before its name
        self.add_argument(
            "--poses",
            metavar="DIR",
            type=Path,
            default=argparse.SUPPRESS,
            help="a folder of stretches of your own",
        )

    def error(self, message: str) -> NoReturn:
        raise PosecoachError(f"{self.prog}: {message}; see {self.prog} --help")


class _Version(argparse.Action):
    """Tells the version and leaves; to know it takes longer than all the rest of the parser."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from posecoach import __version__

        sys.stdout.write(f"{parser.prog} {__version__}\n")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """Return the parser; `command` of what it parses is the name of the command."""
    top = _Parser(
        prog="posecoach",
        description="Coaches back and neck stretches in front of your camera. "
        "Nothing leaves this computer. It is not medical advice.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show which version this is")
    _live_arguments(top)
    top.set_defaults(command="home")
    commands = top.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    _live_commands(commands)
    _replay_arguments(commands.add_parser("replay", help="coach recorded clips"))
    _record_arguments(commands.add_parser("record", help="film a stretch, to learn one from it"))

    _learn_arguments(commands.add_parser("learn", help="draft a stretch from a recording of it"))

    listing = commands.add_parser("list", help="show the stretches there are")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(command="list")

    show = commands.add_parser("show", help="show how to do one stretch")
    show.add_argument("id", metavar="ID", help="which one (posecoach list)")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(command="show")

    _check_arguments(commands.add_parser("check", help="check stretch files"))

    schema = commands.add_parser("schema", help="print the form of a stretch file, for editors")
    schema.add_argument("--routine", action="store_true", help="that of a routine file")
    schema.add_argument("file", metavar="FILE", type=Path, nargs="?", help="instead of printing")
    schema.set_defaults(command="schema")

    _keeping_commands(commands)

    doctor = commands.add_parser(
        "doctor",
        help="see whether everything that is needed is there",
        epilog="A line each: ok; poor, where something could be better; none, where posecoach does "
        "without; FAIL, where it cannot. Exit status: 1 with a FAIL, else 0.",
    )
    doctor.add_argument("--stretch", metavar="ID", help="look whether you are placed for it")
    _camera_argument(doctor)
    _model_arguments(doctor)
    doctor.set_defaults(command="doctor")
    return top


def _live_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    start = commands.add_parser("start", help="coach a stretch or a routine in front of the camera")
    start.add_argument("id", metavar="ID", help="which one (posecoach list)")
    start.add_argument(
        "--unlock", action="store_true", help="a professional has cleared me for a locked one"
    )
    start.add_argument("--record", action="store_true", help="keep the clip and its poses")
    _live_arguments(start)
    start.set_defaults(command="start")

    breaks = commands.add_parser("breaks", help="remind of getting up from the desk")
    breaks.add_argument("--every", metavar="30m", default="30m", help="after how much sitting")
    breaks.add_argument("--quiet", metavar="12:00-13:00", help="when to say nothing")
    breaks.add_argument("--no-camera", action="store_true", help="a plain timer")
    _live_arguments(breaks)
    breaks.set_defaults(command="breaks")

    demo = commands.add_parser("demo", help="play the bundled clip, coached")
    _live_arguments(demo)
    demo.set_defaults(command="demo")


def _keeping_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    screening = commands.add_parser("screening", help="answer the safety questions anew")
    screening.add_argument("--show", action="store_true", help="what was answered, and when")
    screening.set_defaults(command="screening")

    safety = commands.add_parser("safety", help="what is always true, and what to expect")
    safety.set_defaults(command="safety")

    history = commands.add_parser("history", help="show what you did so far")
    history.add_argument("--json", action="store_true", help="as JSON")
    history.set_defaults(command="history")

    report = commands.add_parser("report", help="make a page of it, also for your therapist")
    report.add_argument("--open", action="store_true", help="and open it in the browser")
    report.add_argument("--out", metavar="FILE", type=Path, help="where to write it")
    report.set_defaults(command="report")

    export = commands.add_parser("export", help="print or write everything that is kept")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument("--csv", action="store_true", help="a row a hold or repetition")
    form.add_argument("--json", action="store_true", help="everything, as one JSON object")
    export.add_argument("file", metavar="FILE", type=Path, nargs="?", help="instead of printing")
    export.set_defaults(command="export")

    forget = commands.add_parser("forget", help="delete everything that is kept, after asking")
    forget.add_argument("--yes", action="store_true", help="without asking")
    forget.set_defaults(command="forget")


def _live_arguments(parser: argparse.ArgumentParser) -> None:
    _camera_argument(parser)
    _level_argument(parser)
    parser.add_argument(
        "--quick", action="store_true", help="begin at once: no questions that are not due"
    )
    _showing_arguments(parser)
    _model_arguments(parser)


def _replay_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clips", metavar="CLIP", type=Path, nargs="+", help="a video file")
    parser.add_argument("--stretch", metavar="ID", help="which stretch the clips show")
    parser.add_argument("--json", action="store_true", help="one JSON object a clip")
    parser.add_argument("--angles", metavar="FILE.csv", type=Path, help="write a row a frame")
    parser.add_argument("--save", metavar="OUT.mp4", type=Path, help="write the coached clip")
    _level_argument(parser)
    _showing_arguments(parser)
    _model_arguments(parser)
    parser.set_defaults(command="replay")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    parser.add_argument("--clip", type=Path, help="show what would be said to it, when")
    parser.add_argument("--html", metavar="OUT.html", type=Path, help="as a page")
    _level_argument(parser)
    _model_arguments(parser)
    parser.set_defaults(command="check")


def _learn_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", metavar="CLIP", type=Path, nargs="+", help="of one stretch, done well"
    )
    parser.add_argument("--stretch", metavar="ID", help="which one it is: its words are kept")
    parser.add_argument("--mine", metavar="ID", help="keep it as my own range of that one")
    parser.add_argument("--out", metavar="FILE.toml", type=Path, help="where to write the draft")
    parser.add_argument("--force", action="store_true", help="over a file that is there")
    _model_arguments(parser)
    parser.set_defaults(command="learn")


def _record_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="what to call it: letters, figures, hyphens")
    parser.add_argument("--seconds", type=float, help="how long (default: 30; a file: all of it)")
    parser.add_argument("--countdown", metavar="SECONDS", type=float, help="before (default: 5)")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where to keep it")
    parser.add_argument("--force", action="store_true", help="in place of one of that name")
    _camera_argument(parser)
    _showing_arguments(parser)
    _model_arguments(parser)
    parser.set_defaults(command="record")


def _camera_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--camera", metavar="N|FILE|URL", default="0", help="which camera (default: 0)"
    )


def _level_argument(parser: argparse.ArgumentParser, default: Level | None = None) -> None:
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
