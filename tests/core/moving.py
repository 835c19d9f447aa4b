"""Faults that show only by their motion: too quick, too far, in the wrong order, not at rest."""

from __future__ import annotations

from math import pi, sin

from bodies import eased, front, lifting

from .motions import STRETCHES, WRONG_S, Motion, body_of, path, swaying

SLOW_FPS = 4.0


def along(id_: str, *script: tuple[float, float], **more: float) -> Motion:
    """The measure through (seconds, value) points, of true values."""
    value, make = eased(list(script)), body_of(id_)
    return lambda time_s: make(value(time_s), **more)


def bridge_path(*script: tuple[float, float]) -> Motion:
    return along("bridge", (1.5, 45.0), *script)


def bridge_from(rest_hip: float, rest_knee: float) -> Motion:
    """A bridge on feet that stand elsewhere."""
    offset = STRETCHES["bridge"].primary.offset
    value, make = eased([(1.5, rest_hip + offset), (3.5, 8), (7, 8)]), body_of("bridge")
    return lambda t: make(value(t), rest_hip=rest_hip, rest_knee=rest_knee)


def lean_all_along(trunk: float) -> Motion:
    """The trunk leans from the start: a lean in mid-hold would move the hips as well."""
    value, lean = eased([(3.0, 5), (5.5, -10)]), eased([(1.5, 0), (2.5, trunk)])
    make = body_of("hip-flexor-kneeling")
    return lambda t: make(value(t), trunk=lean(t))


def tilted_back(**more: float) -> Motion:
    value = eased([(2, 0), (3.2, -31), (6, -31)])
    return lambda t: front(pitch=value(t), **more)


def chin_first() -> Motion:
    """The chin goes down while the face still looks ahead."""
    value = eased([(2, 0), (3.5, 22)])
    return lambda t: front(pitch=value(t), right_elbow=0.3)


def pulled(id_: str, hand: str, **more: float) -> Motion:
    """A hand on the head, which then draws it on for more than a second."""
    there, make = path(id_, 60.0), body_of(id_)

    def at(t: float):
        value = min(18.0, there(t)) + 20 * min(1.4, max(0.0, t - WRONG_S))
        nod = {"pitch": min(18.0, value)} if more else {}
        return make(value, **{hand: 1.0 if t > 4.5 else 0.0}, **nod)

    return at


def rocked() -> Motion:
    value, make = swaying(5, -11, 11, 0.5), body_of("hip-flexor-kneeling")
    return lambda t: make(value(t))


def bounced() -> Motion:
    value, make = swaying(45, 95, 6, 1.0), body_of("double-knee-to-chest")
    return lambda t: make(value(t))


def held_up() -> Motion:
    """Legs that nothing carries sink and are drawn up again, slowly, all the time."""
    there, make = path("lying-static-leg-raise", 60.0), body_of("lying-static-leg-raise")
    return lambda t: make(there(t) + 7 * sin(2 * pi * 0.1 * t) * min(1, max(0, (t - 5) / 2)))


def neck_alone() -> Motion:
    value, make = eased([(1.5, 0), (3.5, 50)]), body_of("cat-cow")
    return lambda t: make(value(t), rounds=False)


def all_back() -> Motion:
    """Bending down to the load with the knees all but straight."""
    trunk = eased([(1.5, 0), (4, 75)])
    return lambda t: lifting(15, trunk=trunk(t))


def far_load() -> Motion:
    """The load comes up at arm's length."""
    knee, arm = eased([(1.5, 5), (3.5, 80), (5, 80), (9, 5)]), eased([(4.5, 185), (5.5, 100)])
    return lambda t: lifting(knee(t), arm=arm(t))


def arms_sink() -> Motion:
    """The arms sink while the shoulders still reach."""
    arm, make = path("upper-back-reach", 1.0), body_of("upper-back-reach")
    sinks = eased([(5.6, 0), (6.4, 36)])
    return lambda t: make(arm(min(t, 5)) - sinks(t), reach=14.0 if t > 3.8 else None)


def knees_sink() -> Motion:
    """The knees bend again while the arms still carry."""
    knee, make = eased([(1.6, 90), (3.8, 28), (5.6, 28), (6.4, 61)]), body_of("downward-dog")
    return lambda t: make(knee(t), arm=165.0 if t > 5 else None)


def back_at_once(id_: str, top: float, back_s: float, stay_s: float) -> Motion:
    """Up as it should be, and back too quickly."""
    rest = STRETCHES[id_].rep_range.rest
    return along(id_, (1.5, rest), (3.5, top), (3.5 + stay_s, top), (3.5 + stay_s + back_s, rest))


def cat_in_a_hurry() -> Motion:
    return along("cat-cow", (1.5, 0), (2.6, 25), (3.7, 25), (5.5, -18), (6.5, 0))


# a motion of its own, how long it takes to show, and the frame rate where one is wanted
MOVED: dict[tuple[str, str], tuple[Motion, float] | tuple[Motion, float, float]] = {
    ("bridge", "hips-sag"): (bridge_path((3.5, 6), (5, 6), (6, 19), (9, 19)), 8.5),
    ("bridge", "over-arch"): (bridge_path((3.5, -14), (8, -14)), 6),
    ("bridge", "feet-far"): (bridge_from(33, 40), 6.5),
    ("bridge", "feet-close"): (bridge_from(48, 140), 6.5),
    ("bridge", "fast-drop"): (bridge_path((3.5, 8), (7.2, 8), (7.7, 45)), 8.5),
    ("cat-cow", "neck-only"): (neck_alone(), 6),
    ("cat-cow", "fast"): (cat_in_a_hurry(), 7),
    ("double-knee-to-chest", "rocking"): (bounced(), 10, 10),
    ("downward-dog", "knees"): (knees_sink(), 9.5),
    ("hamstring-towel", "pull-fast"): (along("hamstring-towel", (2, 5), (3.1, 55)), 4.5),
    ("hip-flexor-kneeling", "trunk-leans"): (lean_all_along(31), 7),
    ("hip-flexor-kneeling", "arch"): (lean_all_along(-17), 7),
    ("hip-flexor-kneeling", "wobble"): (rocked(), 11),
    ("levator-scapulae-wall", "no-turn"): (chin_first(), 6),
    ("levator-scapulae-wall", "pull-hard"): (
        pulled("levator-scapulae-wall", "left_hand", nod=1.0), 8,
    ),
    ("levator-scapulae-wall", "head-back"): (tilted_back(right_elbow=0.3), 5),
    ("lower-trunk-rotation", "fast"): (along("lower-trunk-rotation", (2, 0), (2.5, 38)), 4, 15),
    ("lumbar-flexion-seated", "fast-up"): (back_at_once("lumbar-flexion-seated", 40, 0.7, 2.5), 8),
    ("lumbar-flexion-standing", "fast-up"): (
        back_at_once("lumbar-flexion-standing", 40, 0.7, 2.5), 8,
    ),
    ("lying-static-leg-raise", "unsupported"): (held_up(), 42, SLOW_FPS),
    ("neck-flexion-chin-to-chest", "head-back"): (tilted_back(), 5),
    ("partial-crunch", "sit-up"): (along("partial-crunch", (1.5, 0), (3.5, 26.5)), 6),
    ("partial-crunch", "fast"): (back_at_once("partial-crunch", 9, 0.4, 1.6), 7),
    ("safe-lift-practice", "back-lift"): (all_back(), 6),
    ("safe-lift-practice", "far-load"): (far_load(), 8.5),
    ("upper-back-reach", "arms-drop"): (arms_sink(), 8.5),
    ("upper-trapezius", "pull-hard"): (pulled("upper-trapezius", "right_hand"), 8),
}  # fmt: skip
