"""What is done wrong while the stretch is held, with the right side: the body's own arguments.

Each fault alone; what shows only by its motion is in `moving.py`.
"""

from __future__ import annotations

FAULTS: dict[str, dict[str, dict[str, object]]] = {
    "bridge": {
        "heel-lift": {"heel_up": 18.0},
        "head-lift": {"nose_up": 26.0},
        "knees-apart": {"knees_apart": 3.2},
    },
    "cat-cow": {
        "rocking": {"rock": 26.0},
        "elbows-bend": {"elbow": 45.0},
    },
    "childs-pose": {
        "hips-high": {"knee": 100.0},
        "head-hangs": {"head_up": 0.5},
        "shrug": {"neck_px": 10.0},
    },
    "corner-chest-stretch": {"arch": {"trunk": -15.0}},
    "desk-posture-check": {
        "leaning-in": {"scale": 1.25},
        "slumping": {"rise_left": -0.16, "rise_right": -0.16},
        "tilting": {"roll": 18.0},
    },
    "double-knee-to-chest": {
        "head-lifts": {"nose_up": 20.0},
        "hips-lift": {"trunk_pitch": -14.0},
        "one-knee": {"other_hip": 45.0, "other_knee": 95.0},
    },
    "downward-dog": {
        "elbows": {"elbow": -45.0},
        "shoulders-collapse": {"arm": 205.0},
    },
    "hamstring-towel": {
        "knee-bends": {"knee": 38.0},
        "other-leg-lifts": {"other_hip": 16.0},
        "head-lifts": {"nose_up": 20.0},
        "hips-lift": {"trunk_pitch": -14.0},
    },
    "hip-flexor-kneeling": {
        "knee-past-ankle": {"shank_lean": 21.0},
        "heel-up": {"heel_up": 18.0},
        "toes-tucked": {"tucked": True},
    },
    "levator-scapulae-wall": {
        "elbow-low": {"right_elbow": -0.2},
        "chin-up": {"nod": 0.0},
        "trunk-turn": {"shift": 28.0},
        "hike": {"rise_left": 0.1},
    },
    "lower-trunk-rotation": {
        "shoulder-lifts": {"shoulder_up": 14.0},
        "knees-apart": {"knees_apart": 45.0},
        "feet-walk": {"feet": 28.0},
    },
    "lumbar-flexion-seated": {"head-first": {"neck": 80.0}},
    "lumbar-flexion-standing": {
        "head-first": {"neck": 80.0},
        "knees-lock": {"knee": 0.0},
    },
    "lying-static-leg-raise": {
        "hips-far": {"knee": 53.0},
        "head-lifts": {"nose_up": 20.0},
    },
    "neck-flexion-chin-to-chest": {
        "hands-pull": {"hands_up": True},
        "shrug": {"rise_left": 0.1, "rise_right": 0.1},
        "slump": {"rise_left": -0.16, "rise_right": -0.16},
        "tilting": {"roll": 16.0},
        "turning": {"yaw": 26.0},
    },
    "neck-lateral-ear-to-shoulder": {
        "trunk-lean": {"lean": 10.0},
        "hike-opposite": {"rise_left": 0.1},
        "shoulder-to-ear": {"rise_right": 0.1},
        "turning": {"yaw": 22.0},
        "nodding": {"pitch": 20.0},
        "head-back": {"pitch": -32.0},
        "hand-pull": {"hands_up": True},
    },
    "partial-crunch": {
        "elbows-lead": {"elbow_up": 20.0},
        "neck-pull": {"neck": 95.0},
        "feet-lift": {"foot_up": 14.0},
        "tailbone-lift": {"hips_up": 10.0},
    },
    "pelvic-tilt": {
        "hip-lift": {"trunk_pitch": -6.0},
        "leg-push": {"knee": 115.0},
        "head-lifts": {"nose_up": 20.0},
    },
    "relaxed-breathing": {},
    "safe-lift-practice": {"knees-past": {"shank": 50.0}},
    "shoulder-blade-squeeze": {"shoulders-up": {"rise_left": 0.1, "rise_right": 0.1}},
    "side-lying-flexion-rotation": {
        "bottom-bent": {"bottom_knee": 125.0},
        "hips-roll": {"hips": 0.5},
    },
    "single-knee-to-chest": {
        "other-leg-lifts": {"other_hip": 48.0, "other_knee": 78.0},
        "head-lifts": {"nose_up": 20.0},
        "knee-open": {"knee": 45.0},
        "hips-curl": {"trunk_pitch": -14.0},
    },
    "sphinx": {
        "hips-lift": {"hips_up": 16.0},
        "shrug": {"neck_px": 32.0},
        "head-back": {"neck": -5.0},
        "elbows-far": {"elbow_ahead": 45.0},
    },
    "stand-and-walk": {"sitting": {"stand": 0.2}},
    "upper-back-reach": {
        "hips-lean": {"trunk": 26.0},
        "shrug": {"neck_px": 32.0},
        "elbows": {"elbow": 60.0},
    },
    "upper-trapezius": {
        "trunk-lean": {"lean": 10.0},
        "hike-opposite": {"rise_left": 0.1},
        "shoulder-to-ear": {"rise_right": 0.1},
        "turning": {"yaw": 22.0},
        "nodding": {"pitch": 20.0},
        "head-back": {"pitch": -32.0},
        "hand-free": {"left_hand": 0.45},
    },
}
