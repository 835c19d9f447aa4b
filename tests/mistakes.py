"""Deliberate mistakes in files of stretches and routines, each with the line that tells it.

A row takes a good file and changes one thing. The line that must be named is the `nth` that holds
`at` (the changed one, where that is not given), `says` is what the answer holds, and `schema`
whether an editor sees the mistake as well, by the JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posecoach.catalog import poses_dir

LATERAL, BRIDGE = "neck-lateral-ear-to-shoulder", "bridge"
TILT, BREATH, CORNER = "pelvic-tilt", "relaxed-breathing", "corner-chest-stretch"
SPHINX, CRUNCH, CAT = "sphinx", "partial-crunch", "cat-cow"
REACH, WALL, ROCK = "upper-back-reach", "levator-scapulae-wall", "double-knee-to-chest"
WALK, DESK, DOG = "stand-and-walk", "desk-posture-check", "downward-dog"
MORNING = "routines/morning-lower-back"

LEAN = 'when = "|trunk_lean| > 6 or |shoulder_shift| > 0.15"'
PURPOSE = 'purpose = "Eases the side of the neck."'


def good(id_: str) -> str:
    """Return the text of a file of the house."""
    return (poses_dir() / f"{id_}.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Mistake:
    """One change to a good file, and what must be answered."""

    file: str
    was: str
    now: str
    says: str
    at: str = ""
    schema: bool = True
    nth: int = 1

    @property
    def text(self) -> str:
        """The file with the mistake in it."""
        text = good(self.file)
        assert self.was in text, f"{self.was!r} is no longer in {self.file}"
        return text.replace(self.was, self.now, 1)

    @property
    def line(self) -> int:
        """The number of the line that must be named."""
        wanted = self.at or self.now.splitlines()[0]
        rows = [n for n, each in enumerate(self.text.splitlines(), 1) if wanted in each]
        return rows[self.nth - 1]

    def write(self, folder: Path) -> Path:
        """Write the file into a folder as it is named and placed in the house."""
        path = folder / f"{self.file}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text, encoding="utf-8")
        return path


M = Mistake
TYPED = [  # a mistyped word: the nearest right one is told
    M(LATERAL, 'grade = "A"', 'grade = "a"', "did you mean 'A'?"),
    M(LATERAL, 'view = "front"', 'view = "fron"', "did you mean 'front'?"),
    M(LATERAL, '["sitting", "standing"]', '["sittign"]', "did you mean 'sitting'?"),
    M(LATERAL, 'camera = "CF-SEAT"', 'camera = "CF-SAET"', "did you mean 'CF-SEAT'?"),
    M(LATERAL, 'working = "sign"', 'working = "sing"', "did you mean 'sign'?"),
    M(LATERAL, PURPOSE, 'purpos = "x"', "did you mean 'purpose'?"),
    M(LATERAL, '["neck-red-flag"]', '["neck-red-flg"]', "did you mean 'neck-red-flag'?"),
    M(LATERAL, '["SEED", "ACSM"]', '["SEDE"]', "did you mean 'SEED'?"),
    M(LATERAL, 'kind = "hold"', 'kind = "holds"', "did you mean 'hold'?"),
    M(LATERAL, "rest_s = 5", "rest = 5", "did you mean 'rest_s'?"),
    M(LATERAL, "[dose]", "[doze]", "did you mean 'dose'?"),
    M(LATERAL, 'id = "head_roll"', 'id = "head_rol"', "did you mean 'head_roll'?"),
    M(LATERAL, 'role = "primary"', 'role = "prime"', "did you mean 'primary'?"),
    M(LATERAL, 'label = "Tilt"', 'lable = "Tilt"', "did you mean 'label'?"),
    M(LATERAL, "over_limit = 52", "over_limits = 52", "did you mean 'over_limit'?"),
    M(LATERAL, LEAN, 'when = "|trunk_laen| > 6"', "did you mean 'trunk_lean'?"),
    M(LATERAL, 'severity = "safety"', 'severity = "saftey"', "did you mean 'safety'?"),
    M(LATERAL, '"same:shoulder-elbow"', '"same:sholder-elbow"', "did you mean 'shoulder'?"),
    M(LATERAL, 'id = "setup"', 'id = "set-up"', "did you mean 'setup'?"),
    M(LATERAL, "{side}", "{sied}", "did you mean 'side'?", schema=False),
    M(BRIDGE, "beginner = 20", "beginer = 20", "did you mean 'beginner'?"),
    M(BRIDGE, "[reps]", "[rep]", "did you mean 'reps'?"),
    M(CRUNCH, "too_short =", "too_shrt =", "did you mean 'too_short'?"),
    M(REACH, 'role = "gate"', 'role = "gat"', "did you mean 'gate'?"),
    M(WALL, '"raised-arm"', '"raisd-arm"', "did you mean 'raised-arm'?"),
    M(WALK, "away_counts = true", "away_count = true", "did you mean 'away_counts'?"),
    M(ROCK, '"bouncing >= 1"', '"bounced >= 1"', "did you mean 'bouncing'?"),
    M(DOG, '"blood-pressure"', '"blood-presure"', "did you mean 'blood-pressure'?"),
    M(MORNING, 'stretch = "bridge"', 'stretch = "brigde"', "did you mean 'bridge'?", schema=False),
    M(MORNING, 'flag = "osteoporosis"', 'flag = "osteoporose"', "did you mean 'osteoporosis'?"),
    M(MORNING, "minutes =", "minuets =", "did you mean 'minutes'?"),
]  # fmt: skip
ALONE = [  # one value that cannot be
    M(LATERAL, 'sides = "each"', 'sides = "both"', "wanted one of each, none"),
    M(LATERAL, PURPOSE, 'purpose = ""', "at least 1 character"),
    M(LATERAL, '["SEED", "ACSM"]', "[]", "at least 1 item"),
    M(
        LATERAL,
        "seconds = [10, 20, 30]",
        "seconds = [10, 20]",
        "seconds = [10, 20]; wanted one more",
    ),
    M(LATERAL, "seconds = [10, 20, 30]", 'seconds = "10"', "seconds = '10'"),
    M(
        LATERAL,
        "seconds = [10, 20, 30]",
        "seconds = [30, 20, 10]",
        "least, usual and most",
        schema=False,
    ),
    M(LATERAL, "seconds = [10, 20, 30]", "seconds = [10, 20, 7200]", "less than or equal to 3600"),
    M(LATERAL, "reps = [2, 3, 5]", "reps = [2.5, 3, 5]", "valid integer"),
    M(LATERAL, "rest_s = 5", "rest_s = -5", "greater than or equal to 0"),
    M(LATERAL, "rest_s = 5", 'rest_s = "5"', "rest_s = '5'"),
    M(LATERAL, "rest_s = 5", "rest_s = inf", "finite number", schema=True),
    M(
        LATERAL,
        "beginner = [12, 28]",
        "beginner = [28, 12]",
        "the smaller number first",
        schema=False,
    ),
    M(LATERAL, "beginner = [12, 28]", "beginner = [12]", "beginner = [12]; wanted one more"),
    M(LATERAL, "beginner = [12, 28]", "beginner = [12, 20, 28]", "at most 2 items"),
    M(LATERAL, "full = [25, 45]", 'full = ["a", "b"]', "full = 'a'"),
    M(LATERAL, "neutral_within = 10", "neutral_within = 0", "greater than 0"),
    M(
        LATERAL,
        'too_little = "A little more if comfortable"',
        'too_little = "A little more but only if it is quite comfortable"',
        "a cue of 10 words",
    ),
    M(LATERAL, LEAN, 'when = "|trunk_lean > 6"', "cannot read '|trunk_lean > 6'"),
    M(LATERAL, LEAN, 'when = "trunk_lean is 6"', "wanted 'measure > number'"),
    M(LATERAL, 'id = "turning"', 'id = "Turning Round"', "pattern"),
    M(LATERAL, "persist_s = 0.15", "persist_s = -1", "greater than or equal to 0"),
    M(LATERAL, '["shoulders", "same:shoulder-elbow"]', '["shoulder"]', "unknown limb 'shoulder'"),
    M(LATERAL, 'name = "', 'nom = "', "no 'name'; it is wanted here", at="[stretch]"),
    M(BREATH, '"Breathe in"', '"Breathe in, and in, and in, and in, and in"', "a cue of 10 words"),
    M(BREATH, "seconds = 4", "seconds = 0", "greater than 0"),
    M(DESK, "cue_every_s = 900", "cue_every_s = 0", "greater than 0"),
    M(DESK, '["sitting", "standing"]', "[]", "at least 1 item"),
    M(WALK, "away_counts = true", 'away_counts = "yes"', "valid boolean"),
    M(CAT, "back = -10", 'back = "cow"', "back = 'cow'"),
    M(MORNING, "reps = 5", "reps = 0", "greater than or equal to 1"),
]
TOGETHER = [  # each is well-formed, and they do not go together
    M(LATERAL, 'working = "sign"', 'working = "none"', "sides = 'each' with working = 'none'",
      at="[stretch]"),
    M(LATERAL, 'kind = "hold"', 'kind = "reps"', "without a [reps] table"),
    M(LATERAL, 'id = "head_roll"', 'id = "hip_flex_n"', "only seen from the side", schema=False),
    M(LATERAL, 'role = "primary"', 'role = "control"', "0 primary measures", at="[[measure]]"),
    M(LATERAL, "full = [25, 45]", "full = [25, 48]", "within 4 of over_limit = 52", schema=False),
    M(LATERAL, 'when = "wrist_head <= 0.45"', 'when = "hip_rise > 0.1"', "only seen from the side",
      schema=False),
    M(LATERAL, 'id = "neck-lateral-ear-to-shoulder"', 'id = "neck-lateral"', "the file's own name",
      schema=False),
    M(LATERAL, 'grade = "A"', 'grade = "B"', "no 'honest' line", at="[stretch]"),
    M(LATERAL, 'id = "turning"', 'id = "head-back"', "fault 'head-back' is there twice",
      schema=False, nth=2),
    M(TILT, 'role = "control"', 'role = "primary"', "1 primary measures; wanted none in grade C",
      at="[[measure]]", schema=False),
    M(TILT, 'kind = "timer"', 'kind = "hold"', "in grade C; wanted 'timer' or 'cycles'"),
    M(TILT, 'kind = "timer"', 'kind = "cycles"', "without [[pace]] tables"),
    M(TILT, "seconds = [5, 5, 5]\n", "", "no 'seconds'; it is wanted here", at="[dose]"),
    M(SPHINX, 'role = "control"', 'role = "primary"', "2 primary measures; wanted exactly one",
      at="[[measure]]", schema=False),
    M(BRIDGE, "rest_exit = 28", "rest_exit = 22", "at least 8, so that noise is not counted",
      schema=False),
    M(BRIDGE, "rest_exit = 28\n", "", "no 'rest_exit'; it is wanted here", at="[reps]"),
    M(CRUNCH, "rest_exit = 2.5", "rest_exit = 3", "wanted at least 2.5", schema=False),
    M(REACH, "beginner = [0.05, 0.60]\n", "", "no range for 'shoulder_reach'", at="[[measure]]",
      nth=2),
    M(MORNING, "minutes = 10", "minutes = 20", "by the time model", schema=False),
    M(MORNING, 'id = "morning-lower-back"', 'id = "evening"', "the file's own name", schema=False),
]  # fmt: skip
MISTAKES = [*TYPED, *ALONE, *TOGETHER]
