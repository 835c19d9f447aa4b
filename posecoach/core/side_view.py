"""What is read of a body seen from the side.

Each reader takes a body and answers in degrees or in shares of the trunk's length, or None when a
part that it needs is not seen. `_n` is the working leg (the near one, as a rule), `_f` the other;
arms, shoulders and ears are the near ones. "Forward" is where the person faces.
"""

from __future__ import annotations

from collections.abc import Callable
from math import acos, degrees, dist

from .body import Body, hip_flexion_deg, knee_sink
from .geometry import (
    angle_at_deg,
    bend_deg,
    direction_deg,
    distance_px,
    inclination_deg,
    lean_deg,
    wrap_deg,
)
from .pose import Joint, Point, Side

NECK_SLOPE = 0.72  # what ear and shoulder read of a degree of the neck, rendered: 0.58 to 0.81
SETTLED = 0.97


def knee_flexion(body: Body, side: Side) -> float | None:
    """Return how far that knee is bent; 0 is straight."""
    hip, knee, ankle = (body.part(side, p) for p in ("hip", "knee", "ankle"))
    return bend_deg(hip, knee, ankle) if hip and knee and ankle else None


def incline(body: Body, side: Side, start: str, end: str) -> float | None:
    """Return how steeply one part of that side rises from another; + is up."""
    a, b = body.part(side, start), body.part(side, end)
    return inclination_deg(a, b) if a and b else None


def trunk_pitch(body: Body) -> float | None:
    """Return how steeply the trunk rises from hip to shoulder."""
    return incline(body, body.near, "hip", "shoulder")


def trunk_flex(body: Body) -> float | None:
    """Return the trunk's lean from vertical; + is forward."""
    base, top = body.middle("hip"), body.middle("shoulder")
    return lean_deg(base, top, body.forward_x) if base and top else None


def shank_lean(body: Body, side: Side) -> float | None:
    """Return how far that shank leans from vertical; + is the knee ahead of the ankle."""
    base, top = body.part(side, "ankle"), body.part(side, "knee")
    return lean_deg(base, top, body.forward_x) if base and top else None


def knee_past_toes(body: Body) -> float | None:
    """Return how far the other leg's knee is ahead of its toes, in trunk lengths."""
    knee, toes = body.part(body.leg.other, "knee"), body.part(body.leg.other, "foot_index")
    length_px = body.trunk_length_px
    if not (knee and toes and length_px):
        return None
    return (knee.x_px - toes.x_px) * body.forward_x / length_px


def rise(body: Body, joint: Joint) -> float | None:
    """Return how far a joint has come up since rest."""
    rest = body.at_rest
    now, before = body.at(joint), body.rest and body.rest.seen(joint)
    length_px = rest and rest.trunk_length_px
    return (before.y_px - now.y_px) / length_px if now and before and length_px else None


def foot_line(body: Body) -> float | None:
    """Return how steeply the working foot points down from its ankle to its toes."""
    ankle, toes = body.part(body.leg, "ankle"), body.part(body.leg, "foot_index")
    return inclination_deg(toes, ankle) if ankle and toes else None


def knee_gap(body: Body) -> float | None:
    """Return the knees' distance in hip widths, from world landmarks: coarse, side view."""
    marks = body.pose.world_m
    names = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_HIP, Joint.RIGHT_HIP)
    if any(name not in marks for name in names):
        return None
    knees_m = dist(marks[Joint.LEFT_KNEE], marks[Joint.RIGHT_KNEE])
    hips_m = dist(marks[Joint.LEFT_HIP], marks[Joint.RIGHT_HIP])
    return knees_m / hips_m if hips_m else None


def head_turn(body: Body) -> float | None:
    """Return how far the nose has moved along the body since rest, in trunk lengths."""
    now, before = body.pose.seen(Joint.NOSE), body.rest and body.rest.seen(Joint.NOSE)
    length_px = body.at_rest and body.at_rest.trunk_length_px
    return distance_px(now, before) / length_px if now and before and length_px else None


def hip_forward(body: Body) -> float | None:
    """Return how far the hips are from the other leg's ankle, in trunk lengths."""
    hips, ankle = body.middle("hip"), body.part(body.leg.other, "ankle")
    length_px = body.trunk_length_px
    if not (hips and ankle and length_px):
        return None
    return (ankle.x_px - hips.x_px) * body.forward_x / length_px


def elbow_flex(body: Body) -> float | None:
    """Return how far the elbow is bent; 0 is straight."""
    shoulder, elbow, wrist = (body.part(body.near, p) for p in ("shoulder", "elbow", "wrist"))
    return bend_deg(shoulder, elbow, wrist) if shoulder and elbow and wrist else None


def thigh_pitch_other(body: Body) -> float | None:
    """Return how steeply the other thigh rises from its hip."""
    return incline(body, body.leg.other, "hip", "knee")


def other_foot_rise(body: Body) -> float | None:
    """Return how far the other foot is off the floor; not known while one leg hides the other."""
    return None if body.legs_together else rise(body, body.leg.other.joint("ankle"))


def head_rise(body: Body) -> float | None:
    """Return how far the nose has come up since rest, in trunk lengths."""
    return rise(body, Joint.NOSE)


def heel_rise(body: Body, side: Side) -> float | None:
    """Return how far that side's heel has come up since rest, in trunk lengths."""
    return rise(body, side.joint("heel"))


def shank_pitch(body: Body) -> float | None:
    """Return how steeply the working shank rises from its ankle."""
    return incline(body, body.leg, "ankle", "knee")


def near_rise(body: Body, part: str) -> float | None:
    """Return how far the near `part` has come up since rest, in trunk lengths."""
    return rise(body, body.near.joint(part))


def hip_flex_gap(body: Body) -> float | None:
    """Return how far apart the two hips' flexion is; not known while one leg hides the other."""
    flexed = [hip_flexion_deg(body, side) for side in Side]
    if body.legs_together or flexed[0] is None or flexed[1] is None:
        return None
    return abs(flexed[0] - flexed[1])


def neck_flex(body: Body) -> float | None:
    """Return how far the neck bends forward against the trunk's line."""
    shoulder, ear = body.part(body.near, "shoulder"), body.part(body.near, "ear")
    base, top = body.middle("hip"), body.middle("shoulder")
    if not (shoulder and ear and base and top):
        return None
    read = -body.turn * wrap_deg(direction_deg(shoulder, ear) - direction_deg(base, top))
    return read / NECK_SLOPE


def ear_gap_n(body: Body) -> float | None:
    """Return how much the way from ear to shoulder has grown since rest, as a share of it."""
    now_px, rest_px = _ear_gap_px(body), body.at_rest and _ear_gap_px(body.at_rest)
    return now_px / rest_px - 1 if now_px is not None and rest_px else None


def _ear_gap_px(body: Body) -> float | None:
    ear, shoulder = body.part(body.near, "ear"), body.part(body.near, "shoulder")
    return distance_px(ear, shoulder) if ear and shoulder else None


def arm_elev(body: Body) -> float | None:
    """Return how far the arm is raised from the trunk: 0 at its side, 180 overhead."""
    shoulder, elbow, hip = (body.part(body.near, p) for p in ("shoulder", "elbow", "hip"))
    return angle_at_deg(shoulder, elbow, hip) if shoulder and elbow and hip else None


def arm_lean(body: Body) -> float | None:
    """Return how far the line from wrist to shoulder leans forward from vertical."""
    wrist, shoulder = body.part(body.near, "wrist"), body.part(body.near, "shoulder")
    return lean_deg(wrist, shoulder, body.forward_x) if wrist and shoulder else None


def thigh_lean_n(body: Body) -> float | None:
    """Return how far the line from knee to hip leans forward from vertical."""
    knee, hip = body.part(body.leg, "knee"), body.part(body.leg, "hip")
    return lean_deg(knee, hip, body.forward_x) if knee and hip else None


def knee_roll(body: Body) -> float | None:
    """Return how far both knees have rolled aside, from the height that one of them has lost.

    Of the two, the knee that has sunk more is asked; knees that are back are still up to 3 % lower
    than before.
    """
    sinks = [sink for side in Side if (sink := knee_sink(body, side)) is not None]
    if not sinks:
        return None
    return degrees(acos(min(1.0, max(-1.0, (1 - max(sinks)) / SETTLED))))


def knee_spread(body: Body) -> float | None:
    """Return how much further apart the knees are in the picture than at rest."""
    knees = body.part(Side.LEFT, "knee"), body.part(Side.RIGHT, "knee")
    rest, marks = body.at_rest, body.pose.landmarks
    if not (knees[0] and knees[1] and rest and rest.trunk_length_px and marks):
        return None
    before = rest.pose.landmarks.get(Joint.LEFT_KNEE), rest.pose.landmarks.get(Joint.RIGHT_KNEE)
    if not (before[0] and before[1]):
        return None
    grown_px = distance_px(knees[0], knees[1]) - distance_px(before[0].point, before[1].point)
    return grown_px / rest.trunk_length_px


def foot_shift(body: Body) -> float | None:
    """Return how far the near foot has gone along the floor since rest."""
    way = _way(body, lambda b: b.part(b.near, "ankle"))
    return None if way is None else abs(way)


def shoulder_reach(body: Body) -> float | None:
    """Return how far the near shoulder has gone forward since rest."""
    way = _way(body, lambda b: b.part(b.near, "shoulder"))
    return None if way is None else way * body.forward_x


def hip_shift(body: Body) -> float | None:
    """Return how far the hips have gone to and fro since rest."""
    way = _way(body, lambda b: b.middle("hip"))
    return None if way is None else abs(way)


def _way(body: Body, find: Callable[[Body], Point | None]) -> float | None:
    """Return how far a point has gone to the image's right since rest, in trunk lengths."""
    rest = body.at_rest
    if rest is None:
        return None
    now, before, length_px = find(body), find(rest), rest.trunk_length_px
    return (now.x_px - before.x_px) / length_px if now and before and length_px else None


def elbow_ahead(body: Body) -> float | None:
    """Return how far the elbow has come before the ear since rest; on the back, up is before."""
    rest = body.at_rest
    now_px, before_px = _elbow_over_ear_px(body), _elbow_over_ear_px(rest) if rest else None
    length_px = rest and rest.trunk_length_px
    if now_px is None or before_px is None or not length_px:
        return None
    return (now_px - before_px) / length_px


def _elbow_over_ear_px(body: Body) -> float | None:
    elbow, ear = body.part(body.near, "elbow"), body.part(body.near, "ear")
    return ear.y_px - elbow.y_px if elbow and ear else None


def elbow_under(body: Body) -> float | None:
    """Return how far the elbow is from below its shoulder."""
    elbow, shoulder = body.part(body.near, "elbow"), body.part(body.near, "shoulder")
    length_px = body.trunk_length_px
    return abs(elbow.x_px - shoulder.x_px) / length_px if elbow and shoulder and length_px else None


def trunk_change(body: Body) -> float | None:
    """Return how much the trunk has changed its length since rest: rounding shortens it."""
    now_px, rest_px = body.trunk_length_px, body.at_rest and body.at_rest.trunk_length_px
    return abs(1 - now_px / rest_px) if now_px is not None and rest_px else None


def hip_heel(body: Body) -> float | None:
    """Return how far the hip is from the heel, in shank lengths."""
    hip, heel = body.part(body.near, "hip"), body.part(body.near, "heel")
    knee, ankle = body.part(body.near, "knee"), body.part(body.near, "ankle")
    if not (hip and heel and knee and ankle):
        return None
    return distance_px(hip, heel) / max(1.0, distance_px(knee, ankle))


def head_above_hand(body: Body) -> float | None:
    """Return how much higher the nose is than the hand."""
    nose, wrist = body.at(Joint.NOSE), body.part(body.near, "wrist")
    length_px = body.at_rest and body.at_rest.trunk_length_px
    return (wrist.y_px - nose.y_px) / length_px if nose and wrist and length_px else None


def hand_reach(body: Body) -> float | None:
    """Return how far the hand is from the hip, along the floor."""
    wrist, hip = body.part(body.near, "wrist"), body.part(body.near, "hip")
    length_px = body.at_rest and body.at_rest.trunk_length_px
    return abs(wrist.x_px - hip.x_px) / length_px if wrist and hip and length_px else None


def shoulder_sag(body: Body) -> float | None:
    """Return how far the shoulders hang below the straight line from hand to hip."""
    wrist, hip, top = body.part(body.near, "wrist"), body.middle("hip"), body.middle("shoulder")
    length_px = body.trunk_length_px
    if not (wrist and hip and top and length_px) or wrist.x_px == hip.x_px:
        return None
    share = (top.x_px - hip.x_px) / (wrist.x_px - hip.x_px)
    line_y_px = hip.y_px + share * (wrist.y_px - hip.y_px)
    across = abs(wrist.x_px - hip.x_px) / distance_px(hip, wrist)
    return (top.y_px - line_y_px) * across / length_px
