"""The limbs that a fault names, to be marked on the body: "n:hip-knee", "shoulders"."""

from __future__ import annotations

from .body import Body
from .pose import Joint, Side

_ACROSS = {
    "shoulders": (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    "hips": (Joint.LEFT_HIP, Joint.RIGHT_HIP),
}
LIMB_WHICH = ("n", "f", "near", "same", "opposite", "left", "right")
LIMB_ACROSS = tuple(_ACROSS)


def limb(name: str, body: Body) -> tuple[Joint, Joint]:
    """Return the joints of a limb named "n:hip-knee", "opposite:shoulder-elbow" or "shoulders"."""
    if name in _ACROSS:
        return _ACROSS[name]
    which, _, parts = name.partition(":")
    start, _, end = parts.partition("-")
    side = _side(which, body)
    return side.joint(start), side.joint(end)


def _side(which: str, body: Body) -> Side:
    worked = body.side or Side.LEFT
    sides = {
        "n": body.leg,
        "f": body.leg.other,
        "near": body.near,
        "same": worked,
        "opposite": worked.other,
        "left": Side.LEFT,
        "right": Side.RIGHT,
    }
    return sides[which]
