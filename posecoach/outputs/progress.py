"""How far a replay is: one bar on the terminal."""

from __future__ import annotations

from tqdm import tqdm

from posecoach.core.session import Step
from posecoach.ports import Closing, Frame


class Progress(Closing):
    """A bar in seconds of the clip, on standard error."""

    def __init__(self, name: str, duration_s: float) -> None:
        self._bar = tqdm(
            total=round(duration_s, 1),
            desc=name,
            unit="s",
            leave=False,
            bar_format="{desc} {bar} {n:.0f}/{total:.0f} s {remaining} left",
        )

    def emit(self, frame: Frame, step: Step) -> None:
        """Move on to the frame's time."""
        self._bar.update(frame.time_s - self._bar.n)

    def close(self) -> None:
        """Remove the bar."""
        self._bar.close()
