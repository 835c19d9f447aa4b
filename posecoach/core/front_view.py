"""What is read of a body seen from the front, or of one that lies facing the camera.

Each reader takes a body and answers in degrees or in shares of the person's own lengths, or None
when a part that it needs is not seen. `same` is the side worked on, `opposite` the other.
"""

from __future__ import annotations

from .body import Body
from .geometry import direction_deg, distance_px, lean_deg, wrap_deg
from .pose import Side


def head_roll(body: Body) -> float | None:
    """Return the head's tilt against the shoulders' line; + is to the person's left."""
    roll = body.pose.head.roll_deg if body.pose.head else None
    tilt = shoulder_tilt(body)
    return None if roll is None or tilt is None else wrap_deg(roll - tilt)


def head_pitch(body: Body) -> float | None:
    """Return the nod; + is chin down."""
    return body.pose.head.pitch_deg if body.pose.head else None


def head_yaw(body: Body) -> float | None:
    """Return the head's turn; + is to the person's left."""
    return body.pose.head.yaw_deg if body.pose.head else None


def neck_axis_roll(body: Body) -> float | None:
    """Return the tilt of the line from shoulders to ears, a second opinion on `head_roll`."""
    base, top, tilt = body.middle("shoulder"), body.middle("ear"), shoulder_tilt(body)
    if not (base and top) or tilt is None:
        return None
    return wrap_deg(direction_deg(base, top) + 90 - tilt)


def shoulder_tilt(body: Body) -> float | None:
    """Return the shoulders' line against level; + is the left one lower."""
    left, right = body.part(Side.LEFT, "shoulder"), body.part(Side.RIGHT, "shoulder")
    return direction_deg(right, left) if left and right else None


def trunk_lean(body: Body) -> float | None:
    """Return the lean of the line from hips to shoulders; + is to the image's right."""
    base, top = body.middle("hip"), body.middle("shoulder")
    return lean_deg(base, top) if base and top else None


def shoulder_shift(body: Body) -> float | None:
    """Return how far the shoulders have gone aside since rest, in shoulder widths."""
    rest = body.at_rest
    now, before = body.middle("shoulder"), rest and rest.middle("shoulder")
    width_px = rest and rest.shoulder_width_px
    return (now.x_px - before.x_px) / width_px if now and before and width_px else None


def shoulder_rise(body: Body, side: Side) -> float | None:
    """Return how far that shoulder has come up since rest, in shoulder widths."""
    rest = body.at_rest
    now, before = body.part(side, "shoulder"), rest and rest.part(side, "shoulder")
    width_px = rest and rest.shoulder_width_px
    return (before.y_px - now.y_px) / width_px if now and before and width_px else None


def shoulder_rise_same(body: Body) -> float | None:
    """Return the rise of the shoulder on the side worked on."""
    return shoulder_rise(body, body.side) if body.side else None


def shoulder_rise_opposite(body: Body) -> float | None:
    """Return the rise of the other shoulder."""
    return shoulder_rise(body, body.side.other) if body.side else None


def shoulder_rise_both(body: Body) -> float | None:
    """Return the rise of the shoulder that has come up less."""
    rises = [shoulder_rise(body, side) for side in Side]
    seen = [rise for rise in rises if rise is not None]
    return min(seen) if len(seen) == len(rises) else None


def shoulder_drop_both(body: Body) -> float | None:
    """Return the drop of the shoulder that has sunk less."""
    rises = [shoulder_rise(body, side) for side in Side]
    seen = [-rise for rise in rises if rise is not None]
    return min(seen) if len(seen) == len(rises) else None


def ear_gap(body: Body) -> float | None:
    """Return the way from shoulders to ears, in shoulder widths at rest."""
    rest = body.at_rest
    width_px = rest and rest.shoulder_width_px
    ears, shoulders = body.middle("ear"), body.middle("shoulder")
    return distance_px(ears, shoulders) / width_px if ears and shoulders and width_px else None


def wrist_head(body: Body) -> float | None:
    """Return how near a hand is to its ear, in shoulder widths."""
    width_px = body.shoulder_width_px
    pairs = [(body.part(s, "wrist"), body.part(s, "ear")) for s in Side]
    near_px = [distance_px(wrist, ear) for wrist, ear in pairs if wrist and ear]
    return min(near_px) / width_px if near_px and width_px else None


def shoulder_width(body: Body) -> float | None:
    """Return the shoulders' width against that at rest: 1 as it was."""
    return _against_rest(body, "shoulder")


def hip_width(body: Body) -> float | None:
    """Return the hips' width against that at rest: 1 as it was."""
    return _against_rest(body, "hip")


def _against_rest(body: Body, part: str) -> float | None:
    now_px, rest_px = _width_px(body, part), body.at_rest and _width_px(body.at_rest, part)
    return now_px / rest_px if now_px is not None and rest_px else None


def _width_px(body: Body, part: str) -> float | None:
    left, right = body.part(Side.LEFT, part), body.part(Side.RIGHT, part)
    return distance_px(left, right) if left and right else None


def elbow_height(body: Body) -> float | None:
    """Return how far the elbow is over its shoulder, of the working side or else the higher one."""
    width_px = body.shoulder_width_px
    heights = {
        side: (shoulder.y_px - elbow.y_px) / width_px
        for side in Side
        if (shoulder := body.part(side, "shoulder"))
        and (elbow := body.part(side, "elbow"))
        and width_px
    }
    return heights.get(body.side) if body.side else max(heights.values(), default=None)


def wrist_height_opposite(body: Body) -> float | None:
    """Return how far the opposite wrist is over its hip, in trunk lengths."""
    if body.side is None:
        return None
    hip, wrist = body.part(body.side.other, "hip"), body.part(body.side.other, "wrist")
    length_px = body.trunk_length_px
    return (hip.y_px - wrist.y_px) / length_px if hip and wrist and length_px else None


def stand_height(body: Body) -> float | None:
    """Return how far a knee is below its hip, in trunk lengths: about 0.8 standing, 0.2 sitting."""
    length_px = body.trunk_length_px
    drops = [
        (knee.y_px - hip.y_px) / length_px
        for side in Side
        if (hip := body.part(side, "hip")) and (knee := body.part(side, "knee")) and length_px
    ]
    return max(drops, default=None)


def leg_reach_b(body: Body) -> float | None:
    """Return how far the bottom leg of somebody on the side reaches, in trunk lengths."""
    hips = {side: hip for side in Side if (hip := body.part(side, "hip"))}
    if len(hips) < len(Side):
        return None
    bottom = max(hips, key=lambda side: hips[side].y_px)
    ankle, length_px = body.part(bottom, "ankle"), body.trunk_length_px
    return distance_px(hips[bottom], ankle) / length_px if ankle and length_px else None
