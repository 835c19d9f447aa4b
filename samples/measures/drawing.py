"""A stick figure with what is measured on it, as a small SVG."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, cos, pi, sin

from posecoach.core.body import Body
from posecoach.core.pose import Joint, Point, Pose, Side
from samples.measures.marks import Angle, Gap, Lean, Lines, Mark, Sag, Way

WIDE, HIGH, EDGE = 150, 110, 12
SEEN = 0.4
DARK, PALE, FAR, ACCENT, HELP = "#39424e", "#d3d8de", "#8e98a4", "#d9480f", "#868e96"
_ARM, _LEG = ("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle", "foot_index")
_FOOT = ("ankle", "heel")

Place = tuple[float, float]


def picture(body: Body, marks: tuple[Mark, ...], said: str) -> str:
    """Return a body as it is, its set-up position pale behind it, and the marks upon it."""
    rest = body.rest if body.rest and any(isinstance(mark, Way) for mark in marks) else None
    paper = _Paper([body.pose, *([rest] if rest else [])])
    parts = [f'<rect width="{WIDE}" height="{HIGH}" rx="6" fill="#ffffff"/>']
    if rest:
        parts += paper.figure(rest, PALE, PALE, body.near)
    parts += paper.figure(body.pose, DARK, FAR, body.near)
    for mark in marks:
        parts += paper.mark(body, mark)
    text = f'<text x="{WIDE - 6}" y="{HIGH - 6}" text-anchor="end" fill="{ACCENT}" '
    parts.append(text + f'font-family="sans-serif" font-size="13">{said}</text>')
    size = f'width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def point(body: Body, name: str, pose: Pose | None = None) -> Point:
    """Return where a named point is in the body's pose, or in another one of the same body."""
    marks = (pose or body.pose).landmarks
    if name == "nose":
        return marks[Joint.NOSE].point
    whose, part = name.split(".")
    left, right = (marks[side.joint(part)].point for side in Side)
    if whose == "mid":
        return Point((left.x_px + right.x_px) / 2, (left.y_px + right.y_px) / 2)
    return left if _side(body, whose) is Side.LEFT else right


def _side(body: Body, whose: str) -> Side:
    worked = body.side or _higher_elbow(body)
    sides = {
        "left": Side.LEFT, "right": Side.RIGHT, "near": body.near, "n": body.leg,
        "f": body.leg.other, "same": worked, "opposite": worked.other,
    }  # fmt: skip
    if whose in sides:
        return sides[whose]
    ways = {
        "hand": lambda side: _far(body, side, "wrist", "ear"),
        "bottom": lambda side: -body.pose.landmarks[side.joint("hip")].point.y_px,
    }
    return min(Side, key=ways[whose])


def _higher_elbow(body: Body) -> Side:
    return min(Side, key=lambda side: body.pose.landmarks[side.joint("elbow")].point.y_px)


def _far(body: Body, side: Side, start: str, end: str) -> float:
    a, b = (body.pose.landmarks[side.joint(part)].point for part in (start, end))
    return (a.x_px - b.x_px) ** 2 + (a.y_px - b.y_px) ** 2


class _Paper:
    """Places pixels of the pictures on the small one."""

    def __init__(self, poses: list[Pose]) -> None:
        seen = [
            mark.point
            for pose in poses
            for mark in pose.landmarks.values()
            if mark.visibility >= SEEN and _inside(pose, mark.point)
        ]
        left, right = min(p.x_px for p in seen), max(p.x_px for p in seen)
        top, bottom = min(p.y_px for p in seen), max(p.y_px for p in seen)
        head = 0.10 * (bottom - top)  # the crown is above the highest landmark
        room = (WIDE - 2 * EDGE) / (right - left + 1), (HIGH - 2 * EDGE) / (bottom - top + head)
        self._scale = min(room)
        self._x = WIDE / 2 - self._scale * (left + right) / 2
        self._y = HIGH / 2 - self._scale * (top - head + bottom) / 2

    def at(self, of: Point) -> Place:
        """Return where a point is on the paper."""
        return self._x + self._scale * of.x_px, self._y + self._scale * of.y_px

    def figure(self, pose: Pose, near: str, far: str, near_side: Side) -> Iterator[str]:
        """Yield the limbs of a pose, far ones first, its trunk and its head."""
        for side in (near_side.other, near_side):
            for parts in (_ARM, _LEG, _FOOT):
                joints = [side.joint(part) for part in parts]
                yield self._limb(pose, joints, far if side is not near_side else near)
        for part in ("shoulder", "hip"):
            yield self._limb(pose, [side.joint(part) for side in Side], near)
        for side in Side:
            yield self._limb(pose, [side.joint("shoulder"), side.joint("hip")], near)
        yield self._head(pose, near)

    def _limb(self, pose: Pose, joints: list[Joint], colour: str) -> str:
        known = [pose.landmarks[joint] for joint in joints]
        seen = [m.point for m in known if m.visibility >= SEEN and _inside(pose, m.point)]
        return _line([self.at(each) for each in seen], colour, 3) if len(seen) > 1 else ""

    def _head(self, pose: Pose, colour: str) -> str:
        ears = [pose.landmarks[side.joint("ear")].point for side in Side]
        nose = self.at(pose.landmarks[Joint.NOSE].point)
        x, y = self.at(Point((ears[0].x_px + ears[1].x_px) / 2, (ears[0].y_px + ears[1].y_px) / 2))
        radius = max(6.0, 1.1 * ((x - nose[0]) ** 2 + (y - nose[1]) ** 2) ** 0.5)
        ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{min(radius, 14):.1f}" fill="none" '
        dot = f'<circle cx="{nose[0]:.1f}" cy="{nose[1]:.1f}" r="2" fill="{colour}"/>'
        return ring + f'stroke="{colour}" stroke-width="3"/>' + dot

    def mark(self, body: Body, mark: Mark) -> Iterator[str]:
        """Yield what one mark draws."""

        def at(name: str, pose: Pose | None = None) -> Place:
            return self.at(point(body, name, pose))

        match mark:
            case Angle(start, vertex, end):
                yield _line([at(start), at(vertex), at(end)], ACCENT, 3)
                yield _arc(at(vertex), at(start), at(end))
            case Lean(base, top, level):
                foot, tip = at(base), at(top)
                far = ((tip[0] - foot[0]) ** 2 + (tip[1] - foot[1]) ** 2) ** 0.5
                way = 1 if tip[0] >= foot[0] else -1
                zero = (foot[0] + way * far, foot[1]) if level else (foot[0], foot[1] - far)
                yield _line([foot, zero], HELP, 1.5, dashed=True)
                yield _line([foot, tip], ACCENT, 3)
                yield _arc(foot, tip, zero)
            case Lines(first, second):
                yield _line([at(name) for name in first], ACCENT, 3)
                yield _line([at(name) for name in second], ACCENT, 3)
            case Gap(start, end):
                yield _line([at(start), at(end)], ACCENT, 3, dashed=True)
                yield from (_dot(at(name)) for name in (start, end))
            case Way(name):
                yield _line([at(name, body.rest), at(name)], ACCENT, 2.5)
                yield _dot(at(name))
            case Sag(start, end, name):
                yield _line([at(start), at(end)], HELP, 1.5, dashed=True)
                yield _dot(at(name))


def _inside(pose: Pose, at: Point) -> bool:
    return 0 <= at.x_px < pose.width_px and 0 <= at.y_px < pose.height_px


def _line(places: list[Place], colour: str, wide: float, *, dashed: bool = False) -> str:
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dash = ' stroke-dasharray="3 3"' if dashed else ""
    return (
        f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{wide:g}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dash}/>'
    )


def _dot(at: Place) -> str:
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="3.5" fill="{ACCENT}"/>'


def _arc(at: Place, start: Place, end: Place, radius: float = 13) -> str:
    """Return the smaller arc about a point from one direction to another."""
    a, b = (atan2(to[1] - at[1], to[0] - at[0]) for to in (start, end))
    turn = (b - a + pi) % (2 * pi) - pi
    steps = [a + turn * k / 12 for k in range(13)]
    places = [(at[0] + radius * cos(each), at[1] + radius * sin(each)) for each in steps]
    return _line(places, ACCENT, 1.5)
