"""What can go wrong by a user's hand; each is told in one line, never as a traceback.

    PosecoachError            exit status 2: bad input or usage
      CannotJudge             exit status 1: the clip could not be judged
      NotToday                exit status 1: the answers of today leave nothing to do
      SourceError             a camera or a clip that cannot be opened or read
      ModelError              no model, a wrong model, nowhere to put it
      DefinitionError         a stretch file that is wrong; one line a fault
      ScreenError             no display to open a window on
      VoiceError              the system cannot speak, or not with that voice
      HistoryError            a history that cannot be read or written

Every message reads `where: what came; what was wanted` and, where it helps, what to do.
"""

from __future__ import annotations


class PosecoachError(Exception):
    """A mistake that its user can mend. `exit_status` is what the command ends with."""

    exit_status = 2


class CannotJudge(PosecoachError):
    """Nobody was seen, or the view was wrong all along."""

    exit_status = 1


class NotToday(PosecoachError):
    """What the person wants is not offered to them today."""

    exit_status = 1


class SourceError(PosecoachError):
    """A camera or a clip cannot be opened or read."""


class ModelError(PosecoachError):
    """The pose model is missing, damaged or cannot be written."""


class DefinitionError(PosecoachError):
    """A stretch file is wrong. `faults` holds one `file:line: what came; what was wanted` each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class ScreenError(PosecoachError):
    """There is no display to open a window on."""


class VoiceError(PosecoachError):
    """The system has no voice, or not the one that was named."""


class HistoryError(PosecoachError):
    """The history cannot be read or written."""
