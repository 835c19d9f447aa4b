"""What happens in each sample clip, as a person would tell it; and which angles its truth holds."""

DONE, LEFT_EARLY = True, False
FULL = None

ANSWERS = {
    "bridge-faulty-1": (
        [],
        [FULL, "range", "hold", FULL, FULL],
        [("hips-sag", None), ("fast-drop", None)],
    ),
    "bridge-good-1": (
        [],
        [FULL, FULL, FULL, FULL, FULL, FULL],
        [],
    ),
    "bridge-wrong-view-1": (
        [],
        [],
        [],
    ),
    "cat-cow-faulty-1": (
        [],
        [FULL, FULL, "range"],
        [("rocking", None), ("elbows-bend", None)],
    ),
    "cat-cow-good-1": (
        [],
        [FULL, FULL, FULL, FULL],
        [],
    ),
    "childs-pose-faulty-1": (
        [(None, DONE)],
        [],
        [("hips-high", None), ("head-hangs", None)],
    ),
    "childs-pose-good-1": (
        [(None, DONE)],
        [],
        [],
    ),
    "corner-chest-stretch-good-1": (
        [(None, DONE), (None, DONE)],
        [],
        [],
    ),
    "desk-posture-check-faulty-1": (
        [(None, LEFT_EARLY)],
        [],
        [("leaning-in", None), ("slumping", None)],
    ),
    "desk-posture-check-good-1": (
        [(None, LEFT_EARLY)],
        [],
        [],
    ),
    "double-knee-to-chest-faulty-1": (
        [(None, LEFT_EARLY)],
        [],
        [("one-knee", None), ("head-lifts", None)],
    ),
    "double-knee-to-chest-good-1": (
        [(None, DONE)],
        [],
        [],
    ),
    "downward-dog-faulty-1": (
        [(None, LEFT_EARLY)],
        [],
        [("elbows", None), ("shoulders-collapse", None)],
    ),
    "downward-dog-good-1": (
        [(None, DONE)],
        [],
        [],
    ),
    "hamstring-towel-faulty-1": (
        [("left", DONE), ("left", LEFT_EARLY)],
        [],
        [("knee-bends", "left"), ("other-leg-lifts", "left")],
    ),
    "hamstring-towel-good-1": (
        [("right", DONE), ("left", DONE)],
        [],
        [],
    ),
    "hip-flexor-kneeling-faulty-1": (
        [("right", DONE)],
        [],
        [("knee-past-ankle", "right"), ("trunk-leans", "right")],
    ),
    "hip-flexor-kneeling-good-1": (
        [("right", DONE)],
        [],
        [],
    ),
    "hip-flexor-kneeling-good-2": (
        [("left", DONE)],
        [],
        [],
    ),
    "hip-flexor-kneeling-wrong-view-1": (
        [],
        [],
        [],
    ),
    "levator-scapulae-wall-faulty-1": (
        [("left", DONE), ("right", LEFT_EARLY)],
        [],
        [("elbow-low", "left"), ("chin-up", "right")],
    ),
    "levator-scapulae-wall-good-1": (
        [("left", DONE), ("right", DONE)],
        [],
        [],
    ),
    "lower-trunk-rotation-faulty-1": (
        [("left", DONE), ("right", LEFT_EARLY)],
        [],
        [("shoulder-lifts", "left"), ("knees-apart", "right")],
    ),
    "lower-trunk-rotation-good-1": (
        [("left", DONE), ("right", DONE)],
        [],
        [],
    ),
    "lumbar-flexion-seated-faulty-1": (
        [],
        [FULL, "range", "hold", FULL],
        [("head-first", None), ("fast-up", None)],
    ),
    "lumbar-flexion-seated-good-1": (
        [],
        [FULL, FULL, FULL],
        [],
    ),
    "lumbar-flexion-standing-faulty-1": (
        [],
        ["range", "hold", FULL],
        [("head-first", None), ("fast-up", None)],
    ),
    "lumbar-flexion-standing-good-1": (
        [],
        [FULL, FULL, FULL],
        [],
    ),
    "lying-static-leg-raise-faulty-1": (
        [(None, LEFT_EARLY)],
        [],
        [("hips-far", None), ("head-lifts", None)],
    ),
    "lying-static-leg-raise-good-1": (
        [(None, LEFT_EARLY)],
        [],
        [],
    ),
    "neck-flexion-chin-to-chest-faulty-1": (
        [(None, DONE), (None, LEFT_EARLY)],
        [],
        [("hands-pull", None), ("shrug", None)],
    ),
    "neck-flexion-chin-to-chest-good-1": (
        [(None, DONE), (None, DONE)],
        [],
        [],
    ),
    "neck-flexion-chin-to-chest-good-2": (
        [(None, DONE)],
        [],
        [],
    ),
    "neck-lateral-ear-to-shoulder-faulty-1": (
        [("left", DONE), ("right", LEFT_EARLY)],
        [],
        [("trunk-lean", "left"), ("hike-opposite", "right")],
    ),
    "neck-lateral-ear-to-shoulder-good-1": (
        [("left", DONE), ("right", DONE)],
        [],
        [],
    ),
    "neck-lateral-ear-to-shoulder-wrong-view-1": (
        [],
        [],
        [],
    ),
    "partial-crunch-faulty-1": (
        [],
        [FULL, "range", FULL, FULL],
        [("sit-up", None), ("fast", None), ("feet-lift", None)],
    ),
    "partial-crunch-good-1": (
        [],
        [FULL, FULL, FULL, FULL],
        [],
    ),
    "pelvic-tilt-good-1": (
        [(None, DONE), (None, DONE), (None, DONE)],
        [],
        [],
    ),
    "relaxed-breathing-good-1": (
        [(None, DONE), (None, DONE), (None, DONE), (None, LEFT_EARLY)],
        [],
        [],
    ),
    "safe-lift-practice-faulty-1": (
        [],
        [FULL, "range", FULL],
        [("back-lift", None), ("knees-past", None)],
    ),
    "safe-lift-practice-good-1": (
        [],
        [FULL, FULL, FULL, FULL],
        [],
    ),
    "shoulder-blade-squeeze-good-1": (
        [(None, DONE), (None, DONE), (None, DONE)],
        [],
        [],
    ),
    "side-lying-flexion-rotation-good-1": (
        [(None, DONE), (None, DONE), (None, DONE), (None, DONE), (None, LEFT_EARLY)],
        [],
        [],
    ),
    "single-knee-to-chest-faulty-1": (
        [("left", DONE), ("left", LEFT_EARLY)],
        [],
        [("other-leg-lifts", "left"), ("head-lifts", "left")],
    ),
    "single-knee-to-chest-good-1": (
        [("right", DONE), ("left", DONE)],
        [],
        [],
    ),
    "single-knee-to-chest-good-2": (
        [("left", DONE), ("left", DONE)],
        [],
        [],
    ),
    "single-knee-to-chest-walk-in-1": (
        [("right", DONE)],
        [],
        [],
    ),
    "single-knee-to-chest-wrong-view-1": (
        [],
        [],
        [],
    ),
    "sphinx-faulty-1": (
        [(None, LEFT_EARLY)],
        [],
        [("hips-lift", None), ("head-back", None)],
    ),
    "sphinx-good-1": (
        [(None, DONE)],
        [],
        [],
    ),
    "stand-and-walk-faulty-1": (
        [(None, LEFT_EARLY)],
        [],
        [("sitting", None)],
    ),
    "stand-and-walk-good-1": (
        [(None, LEFT_EARLY)],
        [],
        [],
    ),
    "upper-back-reach-faulty-1": (
        [(None, LEFT_EARLY)],
        [],
        [("arms-drop", None), ("hips-lean", None)],
    ),
    "upper-back-reach-good-1": (
        [(None, DONE)],
        [],
        [],
    ),
    "upper-trapezius-faulty-1": (
        [("left", DONE), ("right", LEFT_EARLY)],
        [],
        [("trunk-lean", "left"), ("hike-opposite", "right")],
    ),
    "upper-trapezius-good-1": (
        [("left", DONE), ("right", DONE)],
        [],
        [],
    ),
}
"""Clip -> holds (side, completed), what each repetition misses, faults (id, side)."""

REFUSED = {
    "bridge-wrong-view-1": "Lie side-on to the camera",
    "hip-flexor-kneeling-wrong-view-1": "Turn sideways to the camera",
    "neck-lateral-ear-to-shoulder-wrong-view-1": "Turn to face the camera",
    "single-knee-to-chest-wrong-view-1": "Lie side-on to the camera",
}
"""Clips from a wrong side -> what must be said."""

ANGLES = {
    "bridge": ["hip_flex_f", "hip_flex_n", "knee_flex_f", "knee_flex_n", "trunk_pitch"],
    "cat-cow": ["arm_lean", "elbow_flex", "neck_flex", "thigh_lean_n"],
    "childs-pose": ["hip_flex_n", "knee_flex_n", "trunk_flex"],
    "corner-chest-stretch": ["trunk_flex"],
    "desk-posture-check": ["head_roll", "shoulder_tilt", "shoulder_width"],
    "double-knee-to-chest": [
        "hip_flex_f",
        "hip_flex_n",
        "knee_flex_f",
        "knee_flex_n",
        "trunk_pitch",
    ],
    "downward-dog": ["arm_elev", "elbow_flex", "hip_flex_n", "knee_flex_n"],
    "hamstring-towel": ["hip_flex_f", "hip_flex_n", "knee_flex_f", "knee_flex_n", "trunk_pitch"],
    "hip-flexor-kneeling": [
        "hip_flex_f",
        "hip_flex_n",
        "knee_flex_f",
        "knee_flex_n",
        "shank_lean_f",
        "trunk_flex",
        "trunk_pitch",
    ],
    "levator-scapulae-wall": [
        "elbow_height",
        "head_pitch",
        "head_roll",
        "head_yaw",
        "shoulder_tilt",
        "trunk_lean",
    ],
    "lower-trunk-rotation": [
        "hip_flex_f",
        "hip_flex_n",
        "knee_flex_f",
        "knee_flex_n",
        "knee_roll",
        "trunk_pitch",
    ],
    "lumbar-flexion-seated": [
        "arm_elev",
        "elbow_flex",
        "neck_flex",
        "shoulder_reach",
        "trunk_flex",
        "trunk_flex_change",
    ],
    "lumbar-flexion-standing": ["knee_flex_n", "neck_flex", "trunk_flex"],
    "lying-static-leg-raise": [
        "hip_flex_f",
        "hip_flex_n",
        "knee_flex_f",
        "knee_flex_n",
        "trunk_pitch",
    ],
    "neck-flexion-chin-to-chest": [
        "head_pitch",
        "head_roll",
        "head_yaw",
        "shoulder_tilt",
        "trunk_lean",
    ],
    "neck-lateral-ear-to-shoulder": [
        "head_pitch",
        "head_roll",
        "head_yaw",
        "shoulder_tilt",
        "trunk_lean",
    ],
    "partial-crunch": [
        "hip_flex_f",
        "hip_flex_n",
        "knee_flex_f",
        "knee_flex_n",
        "neck_flex",
        "shoulder_lift",
        "trunk_pitch",
    ],
    "pelvic-tilt": ["hip_flex_f", "hip_flex_n", "knee_flex_f", "knee_flex_n", "trunk_pitch"],
    "relaxed-breathing": ["hip_flex_f", "hip_flex_n", "knee_flex_f", "knee_flex_n", "trunk_pitch"],
    "safe-lift-practice": ["knee_flex_n", "shank_lean_n", "trunk_flex"],
    "shoulder-blade-squeeze": ["shoulder_tilt"],
    "side-lying-flexion-rotation": ["hip_width", "leg_reach_b", "shoulder_open"],
    "single-knee-to-chest": [
        "hip_flex_f",
        "hip_flex_n",
        "knee_flex_f",
        "knee_flex_n",
        "trunk_pitch",
    ],
    "sphinx": [
        "hip_flex_f",
        "hip_flex_n",
        "knee_flex_f",
        "knee_flex_n",
        "neck_flex",
        "shoulder_lift",
        "trunk_pitch",
    ],
    "stand-and-walk": ["stand_height"],
    "upper-back-reach": [
        "arm_elev",
        "elbow_flex",
        "neck_flex",
        "shoulder_reach",
        "trunk_flex",
        "trunk_flex_change",
    ],
    "upper-trapezius": ["head_pitch", "head_roll", "head_yaw", "shoulder_tilt", "trunk_lean"],
}
"""Stretch -> the angles that each frame of its truth holds."""
