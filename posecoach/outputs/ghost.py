"""The target pose of a stretch, to be copied rather than described.

A ghost file holds, for each stretch, the joints of one or both sides in trunk lengths from the
middle of the hips, x to the right of the unmirrored picture and y down:

    {"bridge": {"none": {"left_hip": [0.05, 0.0], "left_shoulder": [-0.9, 0.3]}}}

The sides are "left", "right", and "none" for a stretch without sides. Where one side is missing,
the mirrored other one serves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import hypot, isfinite
from pathlib import Path

from posecoach.core.pose import Joint, Point, Pose, Side
from posecoach.errors import DefinitionError

Spot = tuple[float, float]
NO_SIDE = "none"
_SIDES = (Side.LEFT.value, Side.RIGHT.value, NO_SIDE)


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where joints are, in trunk lengths from the middle of the hips; x right, y down."""

    places: tuple[tuple[Joint, Spot], ...]

    @classmethod
    def of(cls, places: Mapping[Joint, Spot]) -> Ghost:
        """Return a ghost of these places, in the order of the joints."""
        return cls(tuple((joint, places[joint]) for joint in Joint if joint in places))

    def mirrored(self) -> Ghost:
        """Return the same pose done with the other side."""
        return Ghost.of({_other(joint): (-x, y) for joint, (x, y) in self.places})


@dataclass(frozen=True, slots=True)
class Trunk:
    """Where a person's trunk is: the middle of the hips, and its length up to the shoulders."""

    middle: Point
    length_px: float


Ghosts = Mapping[str, Mapping[str, Ghost]]


def trunk(pose: Pose) -> Trunk | None:
    """Return the seen trunk, or None when hips or shoulders are not seen.

    One hip and one shoulder do: from the side the far ones are often hidden.
    """
    hips, shoulders = _middle(pose, "hip"), _middle(pose, "shoulder")
    if hips is None or shoulders is None:
        return None
    length = hypot(shoulders.x_px - hips.x_px, shoulders.y_px - hips.y_px)
    return Trunk(hips, length) if length >= 1 else None


def ghost_from_pose(pose: Pose) -> Ghost:
    """Return the ghost of a recorded pose: its seen joints.

    Raises ValueError when the trunk, which gives origin and scale, is not seen.
    """
    body = trunk(pose)
    if body is None:
        raise ValueError("ghost: hips or shoulders are not seen; a pose that shows both is wanted")
    seen = {joint: point for joint in Joint if (point := pose.seen(joint))}
    x, y, scale = body.middle.x_px, body.middle.y_px, body.length_px
    return Ghost.of({j: ((p.x_px - x) / scale, (p.y_px - y) / scale) for j, p in seen.items()})


def ghost_for(ghosts: Ghosts, stretch: str, side: Side | None) -> Ghost | None:
    """Return the target of `stretch` on `side`, mirrored from the other side at need."""
    known = ghosts.get(stretch, {})
    exact = known.get(side.value if side else NO_SIDE) or known.get(NO_SIDE)
    if exact is not None or not known:
        return exact
    only = next(iter(known.values()))
    return only.mirrored() if side else only


def load_ghosts(path: Path) -> Ghosts:
    """Return the ghosts of a file; an absent file has none.

    Raises DefinitionError naming every place that is wrong.
    """
    if not path.is_file():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError([f"{path}: {error}; JSON is wanted"]) from error
    faults = [f"{path}: {fault}" for fault in _faults(data)]
    if faults:
        raise DefinitionError(faults)
    return {
        stretch: {
            side: Ghost.of({Joint(joint): (float(x), float(y)) for joint, (x, y) in places.items()})
            for side, places in sides.items()
        }
        for stretch, sides in data.items()
    }


def dump_ghosts(ghosts: Ghosts) -> str:
    """Return the text of a ghost file; thousandths of a trunk length are enough."""
    data = {
        stretch: {
            side: {j.value: [round(x, 3), round(y, 3)] for j, (x, y) in ghost.places}
            for side, ghost in sorted(sides.items())
        }
        for stretch, sides in sorted(ghosts.items())
    }
    return json.dumps(data, indent=1) + "\n"


def _faults(data: object) -> list[str]:
    """Return what is wrong with the content of a ghost file, one line each."""
    if not isinstance(data, dict):
        return [f"{type(data).__name__}; an object of stretches is wanted"]
    faults: list[str] = []
    for stretch, sides in data.items():
        if not isinstance(sides, dict) or not sides:
            faults.append(f"{stretch}: an object with one of {', '.join(_SIDES)} is wanted")
            continue
        for side, places in sides.items():
            faults += [f"{stretch}: {fault}" for fault in _side_faults(side, places)]
    return faults


def _side_faults(side: str, places: object) -> list[str]:
    if side not in _SIDES:
        return [f"side {side!r}; one of {', '.join(_SIDES)} is wanted"]
    if not isinstance(places, dict) or not places:
        return [f"{side}: an object of joints is wanted"]
    known = [joint.value for joint in Joint]
    faults = []
    for joint, spot in places.items():
        if joint not in known:
            near = get_close_matches(joint, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "see the Joint names"
            faults.append(f"{side}: unknown joint {joint!r}; {hint}")
        elif not _is_spot(spot):
            faults.append(f"{side}.{joint}: {spot!r}; two numbers [x, y] are wanted")
    return faults


def _is_spot(spot: object) -> bool:
    return (
        isinstance(spot, list)
        and len(spot) == 2
        and all(
            isinstance(n, int | float) and not isinstance(n, bool) and isfinite(n) for n in spot
        )
    )


def _middle(pose: Pose, part: str) -> Point | None:
    """Return the middle of the left and right `part`, or the one that is seen."""
    seen = [point for side in Side if (point := pose.seen(side.joint(part)))]
    if not seen:
        return None
    return Point(sum(p.x_px for p in seen) / len(seen), sum(p.y_px for p in seen) / len(seen))


def _other(joint: Joint) -> Joint:
    """Return the joint of the other side: left_knee for right_knee, the nose for the nose."""
    swap = {"left": "right", "right": "left"}
    return Joint("_".join(swap.get(word, word) for word in joint.value.split("_")))
