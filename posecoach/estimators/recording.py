"""Landmarks on disk: `NAME.poses.jsonl`, a header line and then one line a frame.

    {"schema": 1, "clip": "bridge.mp4", "size": [640, 480], "fps": 15.0, "estimator": "..."}
    {"time_s": 0.0, "landmarks": [[x_px, y_px, visibility], ...], "head": [roll, pitch, yaw],
     "world_m": [[x, y, z], ...]}

A frame has 33 landmarks in the order of `Joint`, or none when nobody was found. `head` is null
where it was not looked for, and so is each angle that was not seen. `world_m` holds the hips and
knees, in the order of `DEPTH_JOINTS`, or nothing. Only where somebody else is in view as well does
`"crowded": true` follow.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from posecoach.core.pose import Head, Joint, Landmark, Point, Pose
from posecoach.errors import SourceError
from posecoach.ports import CompleteOrNot

SUFFIX = ".poses.jsonl"
SCHEMA = 1
DEPTH_JOINTS = (Joint.LEFT_HIP, Joint.RIGHT_HIP, Joint.LEFT_KNEE, Joint.RIGHT_KNEE)

_JOINTS = tuple(Joint)
_Record = Mapping[str, object]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Header:
    """What was recorded: the clip's name, its size in pixels, its nominal rate, and by what."""

    clip: str
    size_px: tuple[int, int]
    fps: float
    estimator: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The poses of one clip, in rising time."""

    header: Header
    poses: tuple[Pose, ...]


def write_poses(path: Path, header: Header, poses: Iterable[Pose]) -> None:
    """Write a whole recording. Raises SourceError when `path` cannot be written."""
    with PoseRecorder(path, header) as recorder:
        for pose in poses:
            recorder.add(pose)


class PoseRecorder(CompleteOrNot):
    """Writes poses as they come. The file appears, whole, when the recorder is closed.

    Leaving its `with` block by an error writes nothing. Raises SourceError when `path` cannot be
    written.
    """

    def __init__(self, path: Path, header: Header) -> None:
        self._path, self._part = path, path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            self._file = self._part.open("w", encoding="utf-8", newline="\n")
        except OSError as fault:
            raise SourceError(f"{path}: {fault.strerror}; wanted a file to write to") from fault
        self._line(
            {
                "schema": SCHEMA,
                "clip": header.clip,
                "size": list(header.size_px),
                "fps": header.fps,
                "estimator": header.estimator,
            }
        )

    def add(self, pose: Pose) -> None:
        """Write the pose of the next frame, rounded to 0.1 px, 0.01 of the rest, and 1 mm."""
        self._line(
            {
                "time_s": round(pose.time_s, 6),
                "landmarks": [_mark_out(pose.landmarks[joint]) for joint in _JOINTS]
                if pose.landmarks
                else [],
                "head": _head_out(pose.head),
                "world_m": [[round(v, 3) for v in pose.world_m[joint]] for joint in DEPTH_JOINTS]
                if pose.world_m
                else [],
            }
            | ({"crowded": True} if pose.crowded else {})
        )

    def _line(self, record: Mapping[str, object]) -> None:
        self._file.write(json.dumps(record, separators=(",", ":")) + "\n")

    def close(self) -> None:
        """Put the file in its place; closing twice does no harm."""
        if not self._file.closed:
            self._file.close()
            self._part.replace(self._path)

    def abandon(self) -> None:
        """Remove what was written so far."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def read_poses(path: Path) -> Recording:
    """Return the recording in `path`. Raises SourceError with the file and line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except OSError as fault:
        raise SourceError(f"{path}: {fault.strerror}; wanted recorded poses") from fault
    except UnicodeDecodeError as fault:
        raise SourceError(f"{path}: not text; wanted recorded poses, JSON lines") from fault
    header = _parsed(path, 1, lines[0], _header_in)
    poses: list[Pose] = []
    for number, line in enumerate(lines[1:], start=2):
        after_s = poses[-1].time_s if poses else float("-inf")
        poses.append(_parsed(path, number, line, partial(_pose_in, header, after_s)))
    return Recording(header, tuple(poses))


def _parsed(path: Path, number: int, line: str, parse: Callable[[_Record], _T]) -> _T:
    """Return what `parse` makes of one line; its complaint gets the line's place."""
    try:
        return parse(_object(line))
    except _Wrong as wrong:
        raise SourceError(f"{path}:{number}: {wrong.came}; wanted {wrong.wanted}") from wrong


class _Wrong(Exception):
    """What came and what was wanted; `_parsed` adds the place."""

    def __init__(self, came: str, wanted: str) -> None:
        super().__init__(came, wanted)
        self.came, self.wanted = came, wanted


def _mark_out(mark: Landmark) -> list[float]:
    point = mark.point
    return [round(point.x_px, 1), round(point.y_px, 1), round(mark.visibility, 2)]


def _head_out(head: Head | None) -> list[float | None] | None:
    if head is None:
        return None
    angles = (head.roll_deg, head.pitch_deg, head.yaw_deg)
    return [None if angle is None else round(angle, 2) for angle in angles]


def _object(line: str) -> _Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise _Wrong(f"{_short(line)} is not JSON", "one JSON object a line") from fault
    if not isinstance(record, dict):
        raise _Wrong(_short(record), "one JSON object a line")
    return record


def _header_in(record: _Record) -> Header:
    if record.get("schema") != SCHEMA:
        raise _Wrong(f"schema {_short(record.get('schema'))}", f"schema {SCHEMA} in the first line")
    width, height = _numbers(record.get("size"), 2, "size", "[width, height] in pixels")
    fps = _number(record.get("fps"), "fps", "frames a second")
    if min(width, height) < 1 or fps <= 0:
        raise _Wrong(f"size {[width, height]} and fps {fps}", "numbers above 0")
    return Header(
        clip=str(record.get("clip", "")),
        size_px=(int(width), int(height)),
        fps=fps,
        estimator=str(record.get("estimator", "")),
    )


def _pose_in(header: Header, after_s: float, record: _Record) -> Pose:
    width, height = header.size_px
    time_s = _number(record.get("time_s"), "time_s", "seconds")
    if time_s <= after_s:
        raise _Wrong(f"time_s {time_s}", f"more than the {after_s} before")
    marks = _rows(record.get("landmarks"), len(_JOINTS), "landmarks", "[x_px, y_px, visibility]")
    world = _rows(record.get("world_m", []), len(DEPTH_JOINTS), "world_m", "[x, y, z] in metres")
    if any(not 0 <= visibility <= 1 for _, _, visibility in marks):
        raise _Wrong("a visibility outside 0 to 1", "visibility 0 to 1")
    return Pose(
        time_s=time_s,
        width_px=width,
        height_px=height,
        landmarks={
            joint: Landmark(Point(x_px, y_px), visibility)
            for joint, (x_px, y_px, visibility) in zip(_JOINTS, marks, strict=False)
        },
        head=_head_in(record.get("head")),
        world_m=dict(zip(DEPTH_JOINTS, world, strict=False)),
        crowded=record.get("crowded") is True,
    )


def _head_in(value: object) -> Head | None:
    wanted = "[roll, pitch, yaw] in degrees, null where unseen"
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 3:
        raise _Wrong(f"head {_short(value)}", wanted)
    return Head(*(None if angle is None else _number(angle, "head", wanted) for angle in value))


def _rows(value: object, count: int, name: str, wanted: str) -> list[tuple[float, float, float]]:
    """Return `count` rows of three numbers, or none at all."""
    if not isinstance(value, list) or len(value) not in (0, count):
        came = f"{len(value)} {name}" if isinstance(value, list) else f"{name} {_short(value)}"
        raise _Wrong(came, f"{count} times {wanted}, or none")
    rows = [_numbers(row, 3, name, wanted) for row in value]
    return [(row[0], row[1], row[2]) for row in rows]


def _numbers(value: object, count: int, name: str, wanted: str) -> list[float]:
    if not isinstance(value, list) or len(value) != count:
        raise _Wrong(f"{name} {_short(value)}", wanted)
    return [_number(item, name, wanted) for item in value]


def _number(value: object, name: str, wanted: str) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e9:
        return float(value)  # NaN is not below anything, so it does not come this far
    raise _Wrong(f"{name} {_short(value)}", wanted)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
