"""The doors of the house: what a source gives, what an estimator answers, what an output takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from posecoach.core.pose import Pose
    from posecoach.core.session import Step

    Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture and its time. `bgr` is (height, width, 3) uint8, never mirrored.

    `time_s` counts from the start of the source and never decreases. `trouble` is a sentence for
    the person when the source itself has lost its picture (a camera unplugged); `bgr` is then the
    last good picture, or grey, and no pose is estimated from it. `advice` is a sentence that stops
    nothing (pictures come slowly), or the timer alone when it `waits` (they come too slowly).
    `ready` is the same picture as the pose model takes it, where somebody has had the time to make
    it so: who changes the picture does so by `showing`.
    """

    time_s: float
    bgr: Picture
    trouble: str | None = None
    advice: str | None = None
    waits: bool = False
    ready: object | None = None

    def showing(self, bgr: Picture) -> Frame:
        """Return the frame with another picture in its place."""
        return replace(self, bgr=bgr, ready=None)


class Closing:
    """A base for what is closed by leaving its `with` block; it brings its own `close`."""

    def close(self) -> None:
        """Release everything; closing twice does no harm."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class CompleteOrNot(Closing):
    """A base for what writes a file: `close` puts it in its place, `abandon` leaves nothing."""

    def abandon(self) -> None:
        """Remove what was written so far."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            self.abandon()


class Door(Protocol):
    """Something that is opened by making it and closed by leaving its `with` block."""

    def close(self) -> None:
        """Release everything; closing twice does no harm."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Source(Door, Protocol):
    """Where frames come from: a camera or a clip."""

    @property
    def name(self) -> str:
        """What to call it in a message: "camera 0", "bridge-good-1.mp4"."""

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the pictures."""

    @property
    def duration_s(self) -> float | None:
        """How long it lasts, or None where nobody knows (a camera)."""

    def frames(self) -> Iterator[Frame]:
        """Yield frames with rising times until the source ends."""


class Estimator(Door, Protocol):
    """Turns a frame into a pose. An empty pose says that nobody is there; a failure raises."""

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose in the frame's own pixels."""


class Asker(Protocol):
    """Asks the person, at a terminal or in a window. Leaving is answered at once, every time.

    `patience_s` is how long everything but a yes or no waits for somebody before it goes on as if
    skipped: who lies on the floor has no keys. None waits for ever.
    """

    patience_s: float | None

    def tell(self, title: str, lines: Sequence[str]) -> bool:
        """Show and say some lines until the person goes on; False: the person leaves."""

    def yes_no(self, title: str, question: str) -> bool | None:
        """Return the answer; None: the person leaves."""

    def pain(self, question: str) -> int | None:
        """Return pain from 0 to 10; None: skipped."""

    def choose(self, title: str, options: Sequence[str]) -> int | None:
        """Return which of at most nine options it is, from 0; None: skipped."""


class Output(Protocol):
    """Takes what each frame produced, and decides nothing; one to be closed is a Door too."""

    def emit(self, frame: Frame, step: Step) -> None:
        """Show, say or write one step."""
