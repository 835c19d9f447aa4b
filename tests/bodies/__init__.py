"""Bodies built from angles: what the program must measure is known by construction.

Those that are seen from the side have the person's right side near, unless they are asked to face
or to lie the other way; `mirrored` gives the left one.
"""

from .basics import FOOT, HEIGHT, NECK, SHANK, THIGH, TRUNK, WIDTH, mirrored, nobody, pose
from .facing import front, side_lying
from .film import cues, eased, film, play
from .floor import all_fours, dog, folded, kneeling, sphinx
from .raised import with_hand
from .supine import bridging, crunching, lying, rolled
from .upright import lifting, sitting, standing

__all__ = [
    "FOOT",
    "HEIGHT",
    "NECK",
    "SHANK",
    "THIGH",
    "TRUNK",
    "WIDTH",
    "all_fours",
    "bridging",
    "crunching",
    "cues",
    "dog",
    "eased",
    "film",
    "folded",
    "front",
    "kneeling",
    "lifting",
    "lying",
    "mirrored",
    "nobody",
    "play",
    "pose",
    "rolled",
    "side_lying",
    "sitting",
    "sphinx",
    "standing",
    "with_hand",
]
