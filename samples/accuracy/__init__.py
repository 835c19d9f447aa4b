"""How right posecoach is on clips with known answers: `python -m samples.accuracy --help`.

The people are rendered: read the figures as agreement with a known skeleton, not as accuracy on
everybody.
"""

from samples.accuracy.errors import Errors, together
from samples.accuracy.judge import Verdict, compare, judge

__all__ = ["Errors", "Verdict", "compare", "judge", "together"]
