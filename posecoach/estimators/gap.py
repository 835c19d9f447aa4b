"""After a while without a look, nothing that was followed from frame to frame holds any more.

The estimators of a session outlive its stretches. Between two of them the person gets up, the
camera is moved, and where nobody watches, no frame is looked at.
"""

from __future__ import annotations

GAP_S = 2.0  # `posecoach breaks` looks once a second, and still follows


def is_gap(before_s: float | None, time_s: float) -> bool:
    """Return whether too much time has passed since a frame, or its clock has gone back."""
    return before_s is None or not 0 <= time_s - before_s <= GAP_S
